#include "features/deals/stage_moves.h"

#include "features/deals/deal_store.h"
#include "features/journal/journal.h"
#include "features/tasks/tasks.h"
#include "platform/live/live.h"

namespace deals {
namespace {

using process::EntryAction;
using process::StageAction;

struct Notice {
    std::int64_t person_id = 0;
    std::string role;
    std::string stage;
};
BOOST_DESCRIBE_STRUCT(Notice, (), (person_id, role, stage))

// What one entry into a stage makes happen.
class Doing {
  public:
    Doing(Acting const& acting, Deal& deal, process::DealStage const& stage, std::int64_t stay_id,
          std::string origin_suffix)
        : acting_(acting),
          deal_(deal),
          stage_(stage),
          stay_id_(stay_id),
          origin_suffix_(std::move(origin_suffix)) {}

    void run(StageAction const& action) {
        switch (action.action) {
            case EntryAction::create_task:
                return create_task(action, action.what,
                                   acting_.process->task(action.what)->words.ru,
                                   assignee(action.role));
            case EntryAction::request: {
                auto const& request = *acting_.process->request(action.what);
                return create_task(action, "other", request.words.ru, assignee(request.role));
            }
            case EntryAction::draft_letter:
                // The letter waits as a task; the page fills the template in when it is opened.
                return create_task(action, "letter", acting_.process->letter(action.what)->words.ru,
                                   deal_.owner_id);
            case EntryAction::close_tasks:
                tasks::close_all(acting_.tx, acting_.actor, acting_.now, "deal", deal_.id,
                                 action.what, stage_.words.ru);
                return;
            case EntryAction::set_deadline:
                if (!deal_.quote_due_at && !deal_.quote_sent_at)
                    deal_.quote_due_at = quote_deadline();
                return;
            case EntryAction::notify:
                return notify(action);
        }
    }

  private:
    base::Instant quote_deadline() const {
        return end_of(acting_.time, acting_.now, acting_.process->limits.quote_deadline);
    }

    std::int64_t assignee(std::string_view role) const {
        if (role == "owner") return deal_.owner_id;
        return store::person_in_role(acting_.tx, deal_, role).value_or(deal_.owner_id);
    }

    void create_task(StageAction const& action, std::string const& kind, std::string const& title,
                     std::int64_t assignee_id) {
        tasks::NewTask task;
        task.kind = kind;
        task.title = title;
        task.assignee_id = assignee_id;
        task.noun = "deal";
        task.subject_id = deal_.id;
        if (action.after) {
            task.due_at = end_of(acting_.time, acting_.now, *action.after);
            task.whole_day = action.after->unit == process::SpanUnit::working_days;
        } else {
            task.due_at = deal_.quote_due_at.value_or(quote_deadline());
        }
        task.origin_key = "deal:" + std::to_string(deal_.id) + "/stay:" + std::to_string(stay_id_) +
                          "/" + action.key + origin_suffix_;
        tasks::open(acting_.tx, acting_.actor, acting_.now, task);
    }

    void notify(StageAction const& action) {
        auto const person = assignee(action.role);
        if (person != deal_.owner_id)
            store::add_participant(acting_.tx, deal_.id, person, "helper");
        journal::record(acting_.tx, acting_.actor, acting_.now,
                        {.noun = "deal",
                         .id = deal_.id,
                         .verb = "notified",
                         .details = json::to_json(Notice{person, action.role, stage_.key})});
        live::publish(acting_.tx, {"person:" + std::to_string(person), deal_.id, "notified"},
                      acting_.now);
    }

    Acting const& acting_;
    Deal& deal_;
    process::DealStage const& stage_;
    std::int64_t stay_id_;
    std::string origin_suffix_;
};

void count(Acting const& acting, Deal const& deal, int sign) {
    if (deal.outcome == Outcome::open)
        store::count(acting.tx, deal.owner_id, deal.stage, sign, sign * deal.amount_kopecks);
}

Outcome outcome_of(process::StageKind kind) {
    switch (kind) {
        case process::StageKind::won:
            return Outcome::won;
        case process::StageKind::lost:
            return Outcome::lost;
        default:
            return Outcome::open;
    }
}

void stand_in(Acting const& acting, Deal& deal, process::DealStage const& stage) {
    deal.stage = stage.key;
    deal.outcome = outcome_of(stage.kind);
    deal.stage_entered_at = acting.now;
    deal.stage_due_at.reset();
    if (stage.limit) deal.stage_due_at = end_of(acting.time, acting.now, *stage.limit);
    deal.closed_at.reset();
    if (deal.outcome != Outcome::open) deal.closed_at = acting.now;
}

void run_all(Acting const& acting, Deal& deal, process::DealStage const& stage,
             std::int64_t stay_id) {
    Doing doing(acting, deal, stage, stay_id, "");
    std::string done;
    for (auto const& action : stage.on_entry) {
        doing.run(action);
        done += (done.empty() ? "" : " ") + action.key;
    }
    store::set_actions_done(acting.tx, stay_id, done);
}

}  // namespace

Acting::Acting(db::Transaction& tx, http::Actor const& actor, base::Instant now)
    : tx(tx),
      actor(actor),
      now(now),
      process(process::current(tx)),
      time(calendar::working_time(tx)) {}

void begin(Acting const& acting, Deal& deal, process::DealStage const& stage) {
    stand_in(acting, deal, stage);
    count(acting, deal, 1);
    auto const stay =
        store::enter(acting.tx, deal.id, stage.key, acting.now, "", acting.process.version);
    run_all(acting, deal, stage, stay);
}

StageBefore enter(Acting const& acting, Deal& deal, process::DealStage const& stage,
                  std::string const& fact) {
    auto const left = store::present_stay(acting.tx, deal.id);
    StageBefore before{deal.stage,
                       left ? left->id : 0,
                       0,
                       deal.stage_entered_at,
                       deal.stage_due_at,
                       deal.outcome,
                       deal.lost_reason,
                       deal.lost_note,
                       deal.closed_at,
                       {}};
    count(acting, deal, -1);
    if (left) store::leave(acting.tx, left->id, acting.now);
    stand_in(acting, deal, stage);
    count(acting, deal, 1);
    before.new_stay_id =
        store::enter(acting.tx, deal.id, stage.key, acting.now, fact, acting.process.version);
    // A new stage alone leaves what is to be done; the end of the deal withdraws what the process
    // wanted, and a loss also what people meant to do: nobody calls a lost client by mistake.
    if (deal.outcome != Outcome::open)
        before.withdrawn_tasks = tasks::withdraw(
            acting.tx, acting.actor, acting.now, "deal", deal.id,
            deal.outcome == Outcome::lost ? "" : "deal:" + std::to_string(deal.id) + "/");
    run_all(acting, deal, stage, before.new_stay_id);
    return before;
}

void repeat(Acting const& acting, Deal& deal, process::DealStage const& stage) {
    auto const stay = store::present_stay(acting.tx, deal.id);
    if (!stay) return;
    Doing doing(acting, deal, stage, stay->id, "@" + std::to_string(acting.now.unix_ms));
    for (auto const& action : stage.on_entry)
        if (action.each_time) doing.run(action);
}

void go_back(Acting const& acting, Deal& deal, StageBefore const& before) {
    count(acting, deal, -1);
    store::leave(acting.tx, before.new_stay_id, acting.now);
    if (before.stay_id != 0) store::leave(acting.tx, before.stay_id, std::nullopt);
    deal.stage = before.stage;
    deal.outcome = before.outcome;
    deal.stage_entered_at = before.entered_at;
    deal.stage_due_at = before.due_at;
    deal.lost_reason = before.lost_reason;
    deal.lost_note = before.lost_note;
    deal.closed_at = before.closed_at;
    count(acting, deal, 1);
    tasks::withdraw(
        acting.tx, acting.actor, acting.now, "deal", deal.id,
        "deal:" + std::to_string(deal.id) + "/stay:" + std::to_string(before.new_stay_id) + "/");
    tasks::restore(acting.tx, acting.actor, acting.now, before.withdrawn_tasks);
}

}  // namespace deals
