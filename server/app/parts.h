// What the app hands to the features when it mounts them; each takes only what it needs.
#pragma once
#include "features/letters/post.h"
#include "platform/base/config.h"
#include "platform/base/secrets.h"
#include "platform/base/time.h"
#include "platform/db/database.h"
#include "platform/files/blob_store.h"
#include "platform/http/client.h"
#include "platform/http/router.h"
#include "platform/jobs/jobs.h"
#include "platform/live/live.h"
#include "platform/print/pdf.h"

namespace app {

struct Parts {
    base::Config const& config;
    base::Clock const& clock;
    base::Secrets const& secrets;
    files::BlobStore const& files;
    db::Database& database;
    http::Client const& outside;
    jobs::Workers& workers;
    live::Broadcast& broadcast;
    print::PdfPrinter& printer;
    letters::Post const& post;
};

void mount_routes(http::Router& router, Parts& parts);  // routes.cpp: one line for each feature
void register_nouns(Parts& parts);                      // nouns.cpp: who may see what
void wire_reactions(Parts& parts);                      // reactions.cpp: when X then Y
void plan_schedule(Parts& parts);                       // schedule.cpp: recurring work

}  // namespace app
