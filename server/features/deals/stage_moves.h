// Entering a stage and leaving it: the stay, the limit, the kept counters, and what the process
// says happens by itself. Used by the verbs of deal_actions; each call is part of their
// transaction.
#pragma once
#include "features/deals/deal.h"
#include "features/process/process_store.h"
#include "platform/http/call.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace deals {

// Who acts, when, by which process.
struct Acting {
    db::Transaction& tx;
    http::Actor const& actor;
    base::Instant now;
    process::Current process;
    calendar::WorkingTime time;

    Acting(db::Transaction& tx, http::Actor const& actor, base::Instant now);
};

// What a move replaced; also its undo data.
struct StageBefore {
    std::string stage;
    std::int64_t stay_id = 0;      // the one that was left
    std::int64_t new_stay_id = 0;  // the one that began: undo is refused in any other
    base::Instant entered_at;
    std::optional<base::Instant> due_at;
    Outcome outcome = Outcome::open;
    std::string lost_reason;
    std::string lost_note;
    std::optional<base::Instant> closed_at;
    std::vector<std::int64_t> withdrawn_tasks;  // that the end of the deal made needless
};
BOOST_DESCRIBE_STRUCT(StageBefore, (),
                      (stage, stay_id, new_stay_id, entered_at, due_at, outcome, lost_reason,
                       lost_note, closed_at, withdrawn_tasks))

// The first stage of a new deal, whose row is there already.
void begin(Acting const& acting, Deal& deal, process::DealStage const& stage);

// Changes `deal` in memory; the caller saves it.
StageBefore enter(Acting const& acting, Deal& deal, process::DealStage const& stage,
                  std::string const& fact);

// A fact came again: what is marked each_time runs once more in the present stay.
void repeat(Acting const& acting, Deal& deal, process::DealStage const& stage);

// Undo: back to the stay before, with the tasks withdrawn that the new one made.
void go_back(Acting const& acting, Deal& deal, StageBefore const& before);

}  // namespace deals
