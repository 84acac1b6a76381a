// The job that reads a feed: fetches its file to a temporary one, streams it through YmlReader and
// writes the offers in many small transactions, so that memory stays bounded and others can write
// between. What went wrong is a state and a text on the feed, never an exception. One reading of a
// feed at a time among all processes (a lease).
#pragma once
#include "platform/base/time.h"
#include "platform/db/database.h"
#include "platform/files/blob_store.h"
#include "platform/http/client.h"

#include <string>

namespace catalog {

struct FeedReadingTools {
    db::Database& database;
    base::Clock const& clock;
    files::BlobStore const& files;
    http::Client const& outside;
    std::string temporary_folder;
};

void run_feed_reading(FeedReadingTools const& tools, std::int64_t feed_id);

}  // namespace catalog
