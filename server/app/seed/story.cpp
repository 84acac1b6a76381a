#include "app/seed/story.h"

#include <algorithm>
#include <array>

namespace app::seed {
namespace {

using namespace std::chrono_literals;

constexpr int days_of_history = 730;
constexpr int minutes_of_day = 9 * 60;

// Even over any number of deals: ten deals, too, stand on every stage (golden ratio).
std::int64_t even_per_mille(std::int64_t number) {
    return number * 618 % 1000;
}

struct Share {
    Ending ending;
    std::int64_t per_mille;
};
constexpr std::array<Share, 6> open_ones{{{Ending::new_lead, 200},
                                          {Ending::quote_sent, 290},
                                          {Ending::objections, 160},
                                          {Ending::invoice_issued, 130},
                                          {Ending::invoice_paid, 90},
                                          {Ending::ordering, 130}}};
constexpr std::array<Share, 4> closed_ones{{{Ending::lost_early, 130},
                                            {Ending::lost_after_quote, 360},
                                            {Ending::lost_after_objections, 140},
                                            {Ending::won, 370}}};

template <class Shares>
Ending ending_of(Shares const& shares, std::int64_t per_mille) {
    for (auto const& share : shares) {
        if (per_mille < share.per_mille) return share.ending;
        per_mille -= share.per_mille;
    }
    return shares.back().ending;
}

// The steps with the working minutes since the one before.
class Plan {
  public:
    Plan(Dice& dice, Ending ending, Origin origin) : dice_(dice), ending_(ending), origin_(origin) {
        tell();
    }

    struct Wait {
        Step step;
        std::int64_t minutes;
    };
    std::vector<Wait> const& waits() const { return waits_; }
    std::int64_t last_wait() const { return last_wait_; }  // from the last step until now

  private:
    void tell() {
        begin();
        if (ending_ == Ending::lost_early) return add(Step::lose, 300, 4000);
        if (ending_ == Ending::new_lead) return end_open(0, 700);
        quote();
        if (ending_ == Ending::lost_after_quote) return add(Step::lose, 1000, 9000);
        if (ending_ == Ending::quote_sent) return end_open(60, 2400);
        bool const objects = ending_ == Ending::objections ||
                             ending_ == Ending::lost_after_objections || dice_.chance(25);
        if (objects) objections();
        if (ending_ == Ending::lost_after_objections) return add(Step::lose, 500, 6000);
        if (ending_ == Ending::objections) return end_open(60, 3000);
        add(Step::accept, 200, 2500);
        add(Step::issue_invoice, 30, 500);
        if (ending_ == Ending::invoice_issued) return end_open(60, 3000);
        add(Step::pay, 300, 2500);
        if (ending_ == Ending::invoice_paid) return end_open(60, 1400);
        add(Step::order, 200, 900);
        if (ending_ == Ending::ordering) return end_open(60, 7000);
        add(Step::hand_goods_over, 3000, 8000);
        add(Step::win, 500, 3000);
    }

    void add(Step step, std::int64_t least, std::int64_t most) {
        waits_.push_back({step, dice_.between(least, most)});
    }

    void begin() {
        if (origin_ == Origin::letter) {
            add(Step::letter_comes, 0, 0);
            if (dice_.chance(50)) add(Step::answer_letter, 5, 40);
        }
        add(Step::open_deal, origin_ == Origin::letter ? 5 : 0, 60);
    }
    void quote() {
        if (dice_.chance(12)) add(Step::select_products, 20, 200);
        add(Step::make_quote, 20, 400);
        add(Step::send_quote, 10, 120);
        if (dice_.chance(75)) add(Step::client_opens, 10, 600);
        if (dice_.chance(40)) add(Step::client_picks, 1, 30);
        if (dice_.chance(15)) add(Step::client_remarks, 1, 30);
        if (dice_.chance(8)) add(Step::client_asks, 1, 30);
        if (dice_.chance(25)) add(Step::client_writes, 30, 900);
        if (ending_ != Ending::quote_sent || dice_.chance(50)) add(Step::control_call, 300, 700);
    }
    void objections() {
        add(Step::raise_objection, 30, 1500);
        if (ending_ == Ending::objections && dice_.chance(40)) return;
        add(Step::answer_objection, 30, 900);
        if (dice_.chance(45)) add(Step::send_new_version, 20, 500);
    }
    void end_open(std::int64_t least, std::int64_t most) {
        if (ending_ != Ending::new_lead) add(Step::plan_next_step, 20, 200);
        last_wait_ = dice_.between(least, most);
    }

    Dice& dice_;
    Ending ending_;
    Origin origin_;
    std::vector<Wait> waits_;
    std::int64_t last_wait_ = 0;
};

base::Instant beginning(Stage const& stage, Dice& dice, std::int64_t working_minutes, bool open) {
    auto const today = stage.time.zone.date(stage.now);
    base::Date day;
    if (open) {
        day = stage.time.calendar.add_working_days(
            today, -static_cast<int>(working_minutes / minutes_of_day));
    } else {
        // More in autumn: a third of the year's gifts is asked for before the New Year.
        day = base::add_days(today, -static_cast<int>(dice.between(20, days_of_history)));
        if (day.month < 9 && dice.chance(25))
            day = base::add_days(today, -static_cast<int>(dice.between(20, days_of_history)));
        day = stage.time.calendar.add_working_days(day, 0);
    }
    return stage.time.zone.at(day, static_cast<int>(dice.between(9 * 60, 18 * 60 - 1)));
}

void spread(Story& story, Stage const& stage, std::vector<Plan::Wait> const& waits,
            base::Instant at) {
    for (std::size_t i = 0; i < waits.size(); ++i) {
        at = calendar::add_working_minutes(stage.time, at, waits[i].minutes);
        at = at + std::chrono::milliseconds((story.number * 7919 + static_cast<int>(i)) % 60'000);
        // Nothing happens after today, and what is squeezed together keeps its order.
        auto const latest = stage.now - (waits.size() - i) * 4min;
        story.steps.push_back({waits[i].step, std::min(at, latest)});
    }
}

Dice dice_of(Stage const& stage, std::int64_t number, std::uint64_t kind) {
    return Dice(stage.seed * 1'000'003 + static_cast<std::uint64_t>(number) * 4 + kind);
}

}  // namespace

int open_per_mille(std::int64_t deals) {
    return static_cast<int>(
        std::clamp<std::int64_t>(2'000'000 / std::max<std::int64_t>(deals, 1), 20, 720));
}

Story deal_story(Stage const& stage, std::int64_t number) {
    Dice dice = dice_of(stage, number, 0);
    Story story{.number = number};
    std::int64_t const place = even_per_mille(number);
    std::int64_t const open_share = open_per_mille(stage.deals);
    bool const open = place < open_share;
    story.ending = open ? ending_of(open_ones, place * 1000 / open_share)
                        : ending_of(closed_ones, (place - open_share) * 1000 / (1000 - open_share));
    story.origin = dice.chance(60)   ? Origin::letter
                   : dice.chance(65) ? Origin::call
                                     : Origin::by_hand;
    Plan const plan(dice, story.ending, story.origin);
    std::int64_t minutes = plan.last_wait();
    for (auto const& wait : plan.waits()) minutes += wait.minutes;
    spread(story, stage, plan.waits(), beginning(stage, dice, minutes, open));
    return story;
}

std::int64_t letters_beside(std::int64_t deals) {
    return 8 + deals / 12;
}

Story letter_story(Stage const& stage, std::int64_t number) {
    Dice dice = dice_of(stage, number, 1);
    Story story{.number = number};
    bool const fresh = number < 8;  // of today and yesterday
    story.ending = number % 4 == 3 || !fresh ? Ending::stray : Ending::enquiry;
    auto const at = beginning(stage, dice, fresh ? dice.between(0, 700) : 0, fresh);
    spread(story, stage, {{Step::letter_comes, 0}}, at);
    return story;
}

}  // namespace app::seed
