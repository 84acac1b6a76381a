// The routes of files: upload, list, download, remove.
#pragma once
#include "features/files/attachments.h"
#include "platform/http/router.h"

namespace files {

void mount(http::Router& router, BlobStore const& store);

// The answer that sends a blob: inline only for pictures and PDF, else to be saved; one byte range.
// For other features that show files under their own permission (the quote's public page).
http::Response sent_file(BlobStore const& store, http::Request const& request,
                         std::string_view hash, std::string_view name, std::string_view media_type,
                         bool inline_wanted);

// "attachment; filename="makket.pdf"; filename*=UTF-8''…" (RFC 6266, RFC 5987).
std::string content_disposition(std::string_view name, bool inline_wanted);

}  // namespace files
