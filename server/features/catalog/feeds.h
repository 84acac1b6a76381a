// A supplier's feed (1.3.1): where its file comes from, how often, what its prices are, how old its
// data is and what was wrong with it. A reading goes offer by offer in small transactions; what it
// no longer names is marked as gone only when the whole file was read, so a broken file leaves the
// old data. The state is one of: fresh, reading, good, partial (something was wrong), failed.
#pragma once
#include "features/catalog/product_words.h"
#include "platform/base/time.h"
#include "platform/db/database.h"
#include "platform/files/blob_store.h"
#include "platform/http/call.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

namespace catalog {

enum class FeedState { fresh, reading, good, partial, failed };
BOOST_DESCRIBE_ENUM(FeedState, fresh, reading, good, partial, failed)

struct FeedCard {
    std::int64_t id = 0;
    std::string name;  // the supplier as people call it
    std::string kind;
    std::string url;  // empty: its file is uploaded by hand
    std::int64_t every_minutes = 0;
    PriceKind price_kind = PriceKind::retail;
    std::int64_t dealer_discount_basis_points = 0;
    bool active = true;  // the off switch
    std::optional<base::Instant> tried_at;
    std::optional<base::Instant> read_at;  // the age of its data
    std::string made_at;                   // as the file says
    FeedState state = FeedState::fresh;
    std::string last_error;        // in Russian
    std::string last_error_en;     // and in English
    std::int64_t offers_good = 0;  // of the last reading, or so far of the running one
    std::int64_t offers_broken = 0;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(FeedCard, (),
                      (id, name, kind, url, every_minutes, price_kind, dealer_discount_basis_points,
                       active, tried_at, read_at, made_at, state, last_error, last_error_en,
                       offers_good, offers_broken, version))

struct FeedList {
    std::vector<FeedCard> items;
};
BOOST_DESCRIBE_STRUCT(FeedList, (), (items))

struct NewFeed {
    std::string name;
    std::optional<std::string> url;
    std::optional<std::int64_t> every_minutes;
    std::optional<PriceKind> price_kind;
    std::optional<std::int64_t> dealer_discount_basis_points;
};
BOOST_DESCRIBE_STRUCT(NewFeed, (),
                      (name, url, every_minutes, price_kind, dealer_discount_basis_points))

struct FeedChange {
    std::int64_t version = 0;
    std::optional<std::string> name;
    std::optional<std::string> url;
    std::optional<std::int64_t> every_minutes;
    std::optional<PriceKind> price_kind;
    std::optional<std::int64_t> dealer_discount_basis_points;
    std::optional<bool> active;
};
BOOST_DESCRIBE_STRUCT(FeedChange, (),
                      (version, name, url, every_minutes, price_kind, dealer_discount_basis_points,
                       active))

struct FeedProblemRow {
    std::int64_t id = 0;
    std::int64_t line = 0;
    std::string item;  // the offer's id, or empty
    base::Words reason;
};
BOOST_DESCRIBE_STRUCT(FeedProblemRow, (), (id, line, item, reason))

struct FeedProblemPage {
    std::vector<FeedProblemRow> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(FeedProblemPage, (), (items, next))

// The payload of the job "catalog.read".
struct ReadFeed {
    std::int64_t feed_id = 0;
};
BOOST_DESCRIBE_STRUCT(ReadFeed, (), (feed_id))

std::int64_t add_feed(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                      NewFeed const& feed);
// Returns the event that can be undone.
std::int64_t change_feed(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                         std::int64_t id, FeedChange const& change);

// Queues a reading; a second one that waits is not made.
void read_feed(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id);

// A file came by hand (its bytes are in the file store): it is what the feed is read from now on.
void take_feed_file(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                    std::int64_t id, files::Blob const& blob, std::string const& name);

// Queues what is due by `every_minutes`; called by the schedule.
void read_due_feeds(db::Database& database, base::Instant now);

void register_feed_undo();  // by register_catalog()

}  // namespace catalog
