// A deal: one client's need on its way through the stages of the process to a sale or a loss (1.2).
// Rules only, pure: what may be done in which outcome, which stage may be entered and what is
// missing for it, which amount counts. No clock, no SQL, no JSON texts.
#pragma once
#include "features/calendar/calendar.h"
#include "features/deals/deals.h"
#include "features/process/process.h"
#include "platform/base/time.h"
#include "platform/json/json.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace deals {

enum class Outcome { open, won, lost };
BOOST_DESCRIBE_ENUM(Outcome, open, won, lost)

// What a person edits on the card; each of them can be undone by itself.
struct DealFields {
    std::string title;
    std::optional<std::int64_t> company_id;
    std::optional<std::int64_t> contact_id;
    std::optional<std::int64_t> seller_id;
    std::string channel;
    std::optional<base::Instant> quote_due_at;  // 1.2.2
    std::string note;
    std::optional<std::int64_t> estimate_kopecks;  // the manager's
};
BOOST_DESCRIBE_STRUCT(DealFields, (),
                      (title, company_id, contact_id, seller_id, channel, quote_due_at, note,
                       estimate_kopecks))

struct Deal : DealFields {
    std::int64_t id = 0;
    std::int64_t owner_id = 0;
    std::optional<std::int64_t> team_id;  // of the owner
    std::string stage;
    Outcome outcome = Outcome::open;
    base::Instant stage_entered_at;
    std::optional<base::Instant> stage_due_at;
    std::optional<base::Instant> quote_sent_at;
    std::optional<base::Date> in_hands_on;
    std::string deadline_words;
    std::optional<std::int64_t> budget_kopecks;
    BudgetPer budget_per = BudgetPer::total;
    std::string delivery_place;
    std::int64_t amount_kopecks = 0;  // what counts now
    AmountSource amount_source = AmountSource::none;
    std::optional<base::Instant> next_step_at;  // nothing: no next step, the deal is marked
    std::string lost_reason;
    std::string lost_note;
    std::optional<base::Instant> closed_at;
    std::optional<std::int64_t> created_by;
    base::Instant created_at;
    base::Instant changed_at;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Deal, (DealFields),
                      (id, owner_id, team_id, stage, outcome, stage_entered_at, stage_due_at,
                       quote_sent_at, in_hands_on, deadline_words, budget_kopecks, budget_per,
                       delivery_place, amount_kopecks, amount_source, next_step_at, lost_reason,
                       lost_note, closed_at, created_by, created_at, changed_at, version))

// Where an enquiry may have come from.
std::vector<std::string_view> const& channels();

enum class DealVerb { change, move, lose, reopen, hand_over, tell_fact };
BOOST_DESCRIBE_ENUM(DealVerb, change, move, lose, reopen, hand_over, tell_fact)

// The whole state table; docs/features/deals.md prints it.
struct OutcomeRule {
    Outcome from;
    DealVerb verb;
};
std::vector<OutcomeRule> const& outcome_rules();
bool may(Outcome outcome, DealVerb verb);

// What conditions of stages look at.
struct Situation {
    bool has_contact = false;
    bool has_company = false;
    bool has_channel = false;
    bool has_need = false;  // a product and a run
    bool has_deadline = false;
    bool has_lost_reason = false;
    std::set<std::string> facts;
};
bool holds(process::StageCondition const& condition, Situation const& situation);
std::vector<process::StageCondition> unmet(process::DealStage const& stage,
                                           Situation const& situation);

// May a card be dropped on a stage (1.2.4)?
enum class Drop {
    moves,      // by hand, all conditions hold
    stays,      // it stands there already
    opens_act,  // the stage is entered by a fact that has not come true: start its act
    lacks,      // conditions do not hold
    loses,      // a loss: needs a reason
    closed      // the deal is won or lost: reopen it first
};
BOOST_DESCRIBE_ENUM(Drop, moves, stays, opens_act, lacks, loses, closed)

Drop drop(process::DealStage const& target, Deal const& deal, Situation const& situation);

// Does a fact that came true move the deal to the stage that it opens? Never backwards.
process::DealStage const* moved_by_fact(process::Department const& department,
                                        std::string_view stage, process::DealFact fact);

// The instant at which a span of working time is over; days end at closing.
base::Instant end_of(calendar::WorkingTime const& time, base::Instant from,
                     process::WorkingSpan span);

struct Amount {
    AmountSource source = AmountSource::none;
    std::int64_t kopecks = 0;
};
// The amount that counts after `source` told a new sum, or took its sum back: accepted before
// chosen before the manager's estimate.
Amount amount_after(Amount current, AmountSource source, std::optional<std::int64_t> kopecks,
                    std::optional<std::int64_t> estimate_kopecks);

// «Кружки, 100/300 шт.»; else the company's name; else «Новая сделка».
std::string title_of(Need const& need, std::string_view company_name);

// Keys of the process's questions that the need and the client leave open (1.1.2.1).
std::vector<std::string> open_questions(process::Department const& department, Need const& need,
                                        bool has_company, bool has_contact);

}  // namespace deals
