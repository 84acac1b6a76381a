// What happens to one deal of the seed, and when: from the client's letter to the sale, the loss or
// the stage where it stands today. Pure: the same number of the same seed is the same story.
#pragma once
#include "app/seed/dice.h"
#include "features/calendar/calendar.h"

#include <cstdint>
#include <vector>

namespace app::seed {

enum class Ending {
    lost_early,  // before there was a quote
    lost_after_quote,
    lost_after_objections,
    won,
    new_lead,  // where the open ones stand
    quote_sent,
    objections,
    invoice_issued,
    invoice_paid,
    ordering,
    enquiry,  // a letter that nobody has taken up yet
    stray     // a letter that is no enquiry
};

enum class Origin { letter, call, by_hand };

enum class Step {
    letter_comes,
    answer_letter,
    open_deal,
    select_products,
    make_quote,
    send_quote,
    client_opens,
    client_picks,
    client_remarks,
    client_asks,
    client_writes,
    control_call,
    raise_objection,
    answer_objection,
    send_new_version,
    accept,
    issue_invoice,
    pay,
    order,
    hand_goods_over,
    win,
    lose,
    plan_next_step
};

struct StoryStep {
    Step step;
    base::Instant at;
};

struct Story {
    std::int64_t number = 0;
    Ending ending = Ending::won;
    Origin origin = Origin::letter;
    std::vector<StoryStep> steps;  // in order
};

struct Stage {
    calendar::WorkingTime const& time;
    base::Instant now;
    std::int64_t deals;  // how many there are in all
    std::uint64_t seed;
};

// Of 100,000 deals two thousand are open, as in a department of thirty people; of forty, most are.
int open_per_mille(std::int64_t deals);

Story deal_story(Stage const& stage, std::int64_t number);
// Letters beside the deals: fresh enquiries and what is none.
Story letter_story(Stage const& stage, std::int64_t number);
std::int64_t letters_beside(std::int64_t deals);

}  // namespace app::seed
