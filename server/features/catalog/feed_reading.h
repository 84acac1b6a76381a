// The job that reads a feed: fetches its file to a temporary one, streams it through YmlReader and
// writes the offers in many small transactions, so that memory stays bounded and others can write
// between. What went wrong is a state and a text on the feed, never an exception. One reading of a
// feed at a time among all processes (a lease).
#pragma once
#include "features/catalog/feeds.h"
#include "platform/base/time.h"
#include "platform/db/database.h"
#include "platform/files/blob_store.h"
#include "platform/http/client.h"

#include <string>
#include <string_view>

namespace catalog {

// What jobs of the catalogue work with.
struct FetchingTools {
    db::Database& database;
    base::Clock const& clock;
    files::BlobStore const& files;
    http::Client const& outside;
    std::string temporary_folder;
    bool last_attempt = false;  // of the running job
};

// A name for a file that is fetched; the file is removed with it.
class TemporaryFile {
  public:
    explicit TemporaryFile(std::string const& folder);
    ~TemporaryFile();
    TemporaryFile(TemporaryFile const&) = delete;
    TemporaryFile& operator=(TemporaryFile const&) = delete;
    std::string const path;
};

void run_feed_reading(FetchingTools const& tools, std::int64_t feed_id);

// Adds a feed whose file is at hand and reads it at once (the demo's catalogue). Returns its id.
std::int64_t read_new_feed(FetchingTools const& tools, NewFeed const& feed, std::string_view bytes);

}  // namespace catalog
