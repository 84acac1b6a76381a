// The routes of quotes: the manager's under /api, the client's page under /q.
#pragma once
#include "features/files/attachments.h"
#include "features/quotes/quote_sending.h"
#include "platform/http/router.h"

namespace quotes {

void mount(http::Router& router, files::BlobStore const& store, SendingParts const& parts);
void mount_pdf(http::Router& router, files::BlobStore const& store, print::PdfPrinter& printer);
void mount_client_page(http::Router& router, files::BlobStore const& store,
                       base::Secrets const& secrets);

}  // namespace quotes
