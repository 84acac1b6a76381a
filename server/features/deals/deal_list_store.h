// Deals as rows of the board, the list, the export: joined with the names that a row shows,
// filtered by what the actor may see, by keyset and never counted.
#pragma once
#include "features/deals/deal.h"
#include "platform/base/cursor.h"
#include "platform/db/query.h"

#include <optional>
#include <string>
#include <vector>

namespace deals {

// Whose deals: own; where one helps; the team's; everybody's. Nothing: all that may be seen.
enum class DealScope { mine, helping, team, all };
BOOST_DESCRIBE_ENUM(DealScope, mine, helping, team, all)

enum class QuoteState { waiting, late, sent };  // before its deadline, after it, gone out
BOOST_DESCRIBE_ENUM(QuoteState, waiting, late, sent)

enum class DealOrder { newest, quote_deadline };
BOOST_DESCRIBE_ENUM(DealOrder, newest, quote_deadline)

enum class Lacking { anything, company, contact };
BOOST_DESCRIBE_ENUM(Lacking, anything, company, contact)

// The filter of the list, also what a saved view keeps.
struct DealFilter {
    std::optional<DealScope> scope;
    std::optional<Outcome> outcome;  // open unless told; `any` for all
    std::optional<bool> any_outcome;
    std::vector<std::string> stage;
    std::optional<std::int64_t> owner_id;
    std::optional<std::int64_t> company_id;
    std::optional<std::int64_t> contact_id;
    std::optional<std::string> text;
    std::optional<bool> late;  // the quote, the stage or the next step is late
    std::optional<bool> no_next_step;
    std::optional<Lacking> lacks;             // 1.2.1
    std::optional<QuoteState> quote;          // 1.2.2
    std::optional<std::int64_t> amount_from;  // kopecks
    std::optional<std::int64_t> amount_to;
    std::optional<base::Date> in_hands_from;
    std::optional<base::Date> in_hands_to;
    std::optional<std::string> lost_reason;
    std::optional<DealOrder> order;
    std::optional<std::string> after;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(DealFilter, (),
                      (scope, outcome, any_outcome, stage, owner_id, company_id, contact_id, text,
                       late, no_next_step, lacks, quote, amount_from, amount_to, in_hands_from,
                       in_hands_to, lost_reason, order, after, limit))

// What the database gives for a row.
struct DealListing {
    std::int64_t id = 0;
    std::string title;
    std::optional<std::int64_t> company_id;
    std::string company_name;
    std::optional<std::int64_t> contact_id;
    std::string contact_name;
    std::int64_t owner_id = 0;
    std::string owner_name;
    std::string channel;
    std::string stage;
    Outcome outcome = Outcome::open;
    base::Instant stage_entered_at;
    std::optional<base::Instant> stage_due_at;
    std::optional<base::Instant> quote_due_at;
    std::optional<base::Instant> quote_sent_at;
    std::optional<base::Date> in_hands_on;
    std::int64_t amount_kopecks = 0;
    AmountSource amount_source = AmountSource::none;
    std::optional<base::Instant> next_step_at;
    std::string lost_reason;
    base::Instant created_at;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(DealListing, (),
                      (id, title, company_id, company_name, contact_id, contact_name, owner_id,
                       owner_name, channel, stage, outcome, stage_entered_at, stage_due_at,
                       quote_due_at, quote_sent_at, in_hands_on, amount_kopecks, amount_source,
                       next_step_at, lost_reason, created_at, version))

namespace store {

// Refusal forbidden for a scope that the actor may not ask for.
db::Query in_scope(http::Actor const& actor, std::optional<DealScope> scope);

struct ListPart {
    base::Instant now;
    std::optional<std::vector<std::int64_t>> found;  // ids that fit the words
    std::optional<base::Cursor> after;
    int limit = 50;
};
std::vector<DealListing> list(db::Reader& reader, http::Actor const& actor,
                              DealFilter const& filter, ListPart const& part);
std::optional<DealListing> listing(db::Reader& reader, std::int64_t id);

// One column of the board: open deals of a stage, the newest first.
std::vector<DealListing> column(db::Reader& reader, http::Actor const& actor,
                                std::optional<DealScope> scope, std::string const& stage,
                                std::optional<base::Cursor> after, int limit);

struct StageCount {
    std::string stage;
    std::int64_t deals = 0;
    std::int64_t amount_kopecks = 0;
};
BOOST_DESCRIBE_STRUCT(StageCount, (), (stage, deals, amount_kopecks))

// Kept numbers of open deals by stage. Deals where one only helps are not kept by person: they are
// counted, up to `most` a stage.
std::vector<StageCount> counts(db::Reader& reader, http::Actor const& actor,
                               std::optional<DealScope> scope, int most = 1000);

// For the live map, each counted up to `most`, by indexes: a number that says "99+" needs no more.
std::int64_t late_at(db::Reader& reader, http::Actor const& actor, std::optional<DealScope> scope,
                     std::string const& stage, base::Instant now, int most);
std::int64_t waiting_for_quote(db::Reader& reader, http::Actor const& actor,
                               std::optional<DealScope> scope, std::optional<base::Instant> late,
                               int most);
std::int64_t lacking(db::Reader& reader, http::Actor const& actor, std::optional<DealScope> scope,
                     Lacking what, int most);

}  // namespace store
}  // namespace deals
