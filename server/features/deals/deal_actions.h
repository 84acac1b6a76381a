// What people do with deals. Each verb is one transaction, checks who may, writes the timeline of
// the deal and of its client, tells the open pages, and says how it is undone.
#pragma once
#include "features/deals/deal.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace deals {

// A change of the card's fields; what is left out stays. `clear` names fields to empty.
struct DealChange {
    std::int64_t version = 0;  // the one that was seen
    std::optional<std::string> title;
    std::optional<std::int64_t> company_id;
    std::optional<std::int64_t> contact_id;
    std::optional<std::int64_t> seller_id;
    std::optional<std::string> channel;
    std::optional<base::Instant> quote_due_at;
    std::optional<std::string> note;
    std::optional<std::int64_t> estimate_kopecks;
    std::vector<std::string> clear;
};
BOOST_DESCRIBE_STRUCT(DealChange, (),
                      (version, title, company_id, contact_id, seller_id, channel, quote_due_at,
                       note, estimate_kopecks, clear))

// Refusal conflict "deal_changed" with {"yours", "theirs"} if the deal has another version.
void change(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
            DealChange const& change);
void change_need(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
                 std::int64_t version, Need const& need);

// A card dropped on a stage (1.2.4). Refusal conflict "stage_needs_act" (details: fact, act, words)
// if a fact opens the stage, "stage_conditions" (details: what is missing), "loss_needs_reason",
// "deal_closed".
void move(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
          std::string const& stage);
void lose(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
          std::string const& reason, std::string const& note);
// Back to the stage from which it was lost or won.
void reopen(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id);

// «Сделано вне программы»: with its date and words.
void tell_outside_fact(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                       std::int64_t id, process::DealFact fact, base::Date on,
                       std::string const& note);

// To another owner; open tasks go along, the former owner still sees the deal if `keep_former`.
void hand_over(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
               std::int64_t owner_id, bool keep_former);

void add_helper(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
                std::int64_t person_id);
void remove_helper(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                   std::int64_t id, std::int64_t person_id);

}  // namespace deals
