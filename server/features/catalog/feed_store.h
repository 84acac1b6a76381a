// The SQL of feeds, their problems and what a reading of one writes.
#pragma once
#include "features/catalog/feeds.h"
#include "features/catalog/yml_feed.h"

namespace catalog::store {

std::vector<FeedCard> feeds(db::Reader& reader);
std::optional<FeedCard> feed(db::Reader& reader, std::int64_t id);
std::int64_t add_feed(db::Transaction& tx, FeedCard const& feed, base::Instant now);
// False if the feed has another version by now.
bool save_feed(db::Transaction& tx, FeedCard const& feed, std::int64_t version);

struct FeedFile {
    std::int64_t attachment_id = 0;
    std::string hash;
};
BOOST_DESCRIBE_STRUCT(FeedFile, (), (attachment_id, hash))

std::optional<FeedFile> uploaded_file(db::Reader& reader, std::int64_t feed_id);
void set_uploaded_file(db::Transaction& tx, std::int64_t feed_id, std::int64_t attachment_id);

std::vector<std::int64_t> due_feeds(db::Reader& reader, base::Instant now);

// A reading. begin() gives its generation; what it sees is marked with it.
std::int64_t begin_reading(db::Transaction& tx, std::int64_t feed_id, base::Instant now);
void set_progress(db::Transaction& tx, std::int64_t feed_id, std::int64_t good,
                  std::int64_t broken);
void add_problems(db::Transaction& tx, std::int64_t feed_id,
                  std::vector<FeedProblem> const& problems);
std::vector<FeedProblemRow> problems(db::Reader& reader, std::int64_t feed_id,
                                     std::int64_t after_id, std::int64_t limit);

struct ReadingResult {
    FeedState state = FeedState::good;
    base::Words last_error;
    std::string made_at;
    std::int64_t good = 0;
    std::int64_t broken = 0;
    bool data_is_new = false;  // its age begins now
    bool complete = false;     // what this generation has not seen is gone
};
void end_reading(db::Transaction& tx, std::int64_t feed_id, std::int64_t generation,
                 ReadingResult const& result, base::Instant now);

// Writes some offers of a reading: variants under their products, which are counted anew.
void keep_offers(db::Transaction& tx, std::int64_t feed_id, std::int64_t generation,
                 std::vector<FeedOffer> const& offers, base::Instant now);

// Marks as gone what a complete reading has not seen, for the next `limit` products after
// `after_id`. Returns the last of them, 0 when there are no more.
std::int64_t sweep_gone(db::Transaction& tx, std::int64_t feed_id, std::int64_t generation,
                        std::int64_t after_id, std::int64_t limit, base::Instant now);

void count_categories(db::Transaction& tx, std::int64_t feed_id);

}  // namespace catalog::store
