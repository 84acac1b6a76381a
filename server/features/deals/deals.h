// The deal (1.2), for the features above: open one, tell it facts, tell it its amount.
#pragma once
#include "platform/base/announcement.h"
#include "platform/base/time.h"
#include "platform/db/query.h"
#include "platform/http/call.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

namespace deals {

// The need (1.1.2.1). An empty text or list: not said.
struct NeedImprint {
    std::string method;
    std::optional<int> colours;
    std::string place;
    std::string size;
};
BOOST_DESCRIBE_STRUCT(NeedImprint, (), (method, colours, place, size))

struct NeedItem {
    std::string product;       // as written
    std::string product_head;  // «кружка»
    std::vector<std::int64_t> runs;
    std::string colour;
    std::string material;
    std::string size;
    std::string note;
    std::vector<NeedImprint> imprints;
};
BOOST_DESCRIBE_STRUCT(NeedItem, (),
                      (product, product_head, runs, colour, material, size, note, imprints))

enum class BudgetPer { total, piece };
BOOST_DESCRIBE_ENUM(BudgetPer, total, piece)

struct Need {
    std::vector<NeedItem> items;
    std::optional<base::Date> in_hands_on;
    std::string deadline_words;
    std::optional<std::int64_t> budget_kopecks;
    BudgetPer budget_per = BudgetPer::total;
    std::string delivery_place;
};
BOOST_DESCRIBE_STRUCT(Need, (),
                      (items, in_hands_on, deadline_words, budget_kopecks, budget_per,
                       delivery_place))

struct NewDeal {
    std::string title;  // empty: made from the need and the company
    std::int64_t company_id = 0;
    std::int64_t contact_id = 0;
    std::int64_t owner_id = 0;  // 0: the actor
    std::string channel = "other";
    Need need;
    std::vector<std::int64_t> thread_ids;       // letters that belong to it
    std::optional<base::Instant> quote_due_at;  // the process's limit unless told (1.2.2)
    std::optional<std::int64_t> estimate_kopecks;
    std::string note;
};

// Opens a deal in the process's first stage, with its quote deadline (1.2.2). Returns its id.
std::int64_t open(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                  NewDeal const& deal, std::string const& field = "");

void attach_thread(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                   std::int64_t deal_id, std::int64_t thread_id);
void detach_thread(db::Transaction& tx, base::Instant now, std::int64_t thread_id);
std::optional<std::int64_t> deal_of_thread(db::Reader& reader, std::int64_t thread_id);
// The conversation with the client that began last, if there is one.
std::optional<std::int64_t> newest_thread(db::Reader& reader, std::int64_t deal_id);

// A fact has come true (quote_sent, quote_accepted, invoice_issued, paid …): it is kept, and if a
// later stage is entered by it the deal moves there and the stage's actions run. Stages never go
// back by themselves.
void tell_fact(db::Transaction& tx, http::Actor const& actor, base::Instant now,
               std::int64_t deal_id, std::string const& fact, bool outside = false,
               std::string const& note = "");

// It was taken back (a client withdrew his yes): conditions that ask for it are not met any more.
// The journal entry is the caller's. Nothing happens if it is not there.
void take_fact_back(db::Transaction& tx, base::Instant now, std::int64_t deal_id,
                    std::string const& fact);

enum class AmountSource { none, estimate, chosen, accepted };
BOOST_DESCRIBE_ENUM(AmountSource, none, estimate, chosen, accepted)

// The amount that counts: accepted, else the chosen options, else the manager's estimate.
void set_amount(db::Transaction& tx, base::Instant now, std::int64_t deal_id, AmountSource source,
                std::optional<std::int64_t> kopecks);

// Rows of `deals d` that the actor may see: begins with " AND ".
db::Query visible_to(http::Actor const& actor);

struct DealBrief {
    std::int64_t id = 0;
    std::string title;
    std::int64_t company_id = 0;
    std::int64_t contact_id = 0;
    std::int64_t seller_id = 0;
    std::int64_t owner_id = 0;
    std::string stage;
    std::string outcome;
    std::optional<base::Date> in_hands_on;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(DealBrief, (),
                      (id, title, company_id, contact_id, seller_id, owner_id, stage, outcome,
                       in_hands_on, version))

// Refusal not_found if it is not there or not visible.
DealBrief require(db::Reader& reader, http::Actor const& actor, std::int64_t deal_id);
DealBrief brief(db::Reader& reader, std::int64_t deal_id);  // for jobs, without permission
Need need_of(db::Reader& reader, std::int64_t deal_id);

}  // namespace deals
