#include "app/seed/past.h"
#include "features/deals/deal_actions.h"
#include "features/tasks/task_actions.h"

namespace app::seed {

void Past::tell(db::Transaction& tx, Played& deal, base::Instant at, process::DealFact fact,
                std::string const& note) {
    deals::tell_outside_fact(tx, *deal.owner, at, deal.deal_id, fact, stage_.time.zone.date(at),
                             note);
}

void Past::close_tasks(db::Transaction& tx, Played& deal, base::Instant at, char const* kind,
                       std::string const& result) {
    tasks::close_all(tx, *deal.owner, at, "deal", deal.deal_id, kind, result);
}

// What is done by hand today, and what other parts of the product will tell by themselves.
void Past::go_on(db::Transaction& tx, Played& deal, base::Instant at, Step step) {
    using process::DealFact;
    switch (step) {
        case Step::control_call:
            return close_tasks(tx, deal, at, "control_call", call_result(deal.dice));
        case Step::issue_invoice:
            close_tasks(tx, deal, at, "next_contact", "Согласовали");
            return tell(tx, deal, at, DealFact::invoice_issued,
                        "Счёт № " + std::to_string(1000 + deal.story.number % 9000));
        case Step::pay:
            return tell(tx, deal, at, DealFact::paid, "Оплата 100 %");
        case Step::order:
            close_tasks(tx, deal, at, "request_artwork", "Макет согласован");
            tell(tx, deal, at, DealFact::artwork_approved, "Макет согласован письмом");
            return tell(tx, deal, at, DealFact::order_placed, "Заказ у поставщика");
        case Step::hand_goods_over:
            close_tasks(tx, deal, at, "hand_over", "Передан");
            tell(tx, deal, at, DealFact::goods_received, "Пришло на склад");
            return tell(tx, deal, at, DealFact::goods_handed_over, "Отгружено курьером");
        case Step::win:
            tell(tx, deal, at, DealFact::papers_complete, "УПД вернулся с печатью");
            return deals::move(tx, *deal.owner, at, deal.deal_id, "done");
        case Step::lose: {
            auto const reason = lost_reason(deal.dice, deal.quote_id != 0);
            return deals::lose(tx, *deal.owner, at, deal.deal_id, std::string(reason), "");
        }
        default:
            return plan_next_step(tx, deal, at);
    }
}

// Some open deals have no next step, some are late, some are for today; most have time.
void Past::plan_next_step(db::Transaction& tx, Played& deal, base::Instant at) {
    if (deal.story.number % 5 == 0) return;  // as the process left it
    for (char const* kind :
         {"control_call", "next_contact", "check_payment", "request_artwork", "hand_over"})
        close_tasks(tx, deal, at, kind, call_result(deal.dice));
    if (deal.story.number % 12 == 1) return;
    auto const today = stage_.time.zone.date(stage_.now);
    tasks::TaskForm form;
    form.kind = deal.dice.chance(60) ? "call" : "other";
    form.title = next_task(deal.dice);
    form.noun = "deal";
    form.subject_id = deal.deal_id;
    auto const when = deal.dice.between(1, 100);
    if (when <= 20) {
        form.due_at = std::max(at, stage_.now - std::chrono::hours(deal.dice.between(1, 60)));
    } else if (when <= 50) {
        auto const hour =
            deal.dice.between(stage_.time.zone.local(stage_.now).minute_of_day / 60, 19);
        form.due_at = stage_.time.zone.at(today, static_cast<int>(hour) * 60 + 30);
    } else {
        form.due_on =
            stage_.time.calendar.add_working_days(today, static_cast<int>(deal.dice.between(1, 7)));
    }
    tasks::create(tx, *deal.owner, at, form);
}

}  // namespace app::seed
