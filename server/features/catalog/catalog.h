// The catalogue for the rest of the program (1.3): its nouns, its jobs, its routes.
//   feeds.h       suppliers' feeds · feed_reading.h the job that reads one
//   products.h    what can be offered, and the search over it · pictures.h their pictures
//   selections.h  «подборка»: what was picked for a deal
#pragma once
#include "platform/base/time.h"
#include "platform/files/blob_store.h"
#include "platform/http/client.h"
#include "platform/http/router.h"
#include "platform/jobs/jobs.h"

#include <string>

namespace catalog {

// The nouns "feed", "product" and "selection" and how their events are undone; once at start.
void register_catalog();

// The jobs catalog.read and catalog.picture; before Workers::start(). `temporary_folder` holds a
// feed's file while it is read.
void handle_jobs(jobs::Workers& workers, db::Database& database, base::Clock const& clock,
                 files::BlobStore const& files, http::Client const& outside,
                 std::string const& temporary_folder);

void mount(http::Router& router, files::BlobStore const& files);

}  // namespace catalog
