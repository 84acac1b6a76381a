// A new version of the process comes into force: deals on a stage that it removes move to the one
// that replaces it, or the version is refused (docs/data-model.md, Rules that are dear to change).
#include "features/deals/deal_facts.h"
#include "features/deals/deal_store.h"
#include "features/deals/stage_moves.h"
#include "features/journal/journal.h"
#include "platform/live/live.h"

namespace deals {
namespace {

struct StageReplaced {
    std::string from;
    std::string to;
    std::int64_t deals = 0;
};
BOOST_DESCRIBE_STRUCT(StageReplaced, (), (from, to, deals))

[[noreturn]] void refuse_removal(process::DealStage const& stage) {
    throw base::Refusal::conflict(
        "stage_in_use",
        {"На этапе «" + stage.words.ru + "» (" + stage.key +
             ") стоят открытые сделки. Назовите в [[removed_stage]], куда они переходят.",
         "Open deals stand on the stage «" + stage.words.en + "» (" + stage.key +
             "). Say in [[removed_stage]] where they go."},
        stage.key);
}

}  // namespace

void follow_process(db::Transaction& tx, process::Change const& change) {
    for (auto const& stage : change.before.stages) {
        if (stage.kind != process::StageKind::open || change.after.stage(stage.key)) continue;
        std::string const to(change.after.replacement(stage.key));
        if (to.empty()) {
            if (store::has_open_deals(tx, stage.key)) refuse_removal(stage);
            continue;
        }
        std::optional<base::Instant> due;
        if (auto const& limit = change.after.stage(to)->limit)
            due = end_of(calendar::working_time(tx), change.now, *limit);
        auto const moved = store::replace_stage(tx, stage.key, to, due, change.now, change.version);
        store::replace_counters(tx, stage.key, to);
        journal::record(tx, change.actor, change.now,
                        {.noun = "process",
                         .id = change.version,
                         .verb = "stage_replaced",
                         .details = json::to_json(StageReplaced{stage.key, to, moved}),
                         .process_version = change.version});
    }
    live::publish(tx, {"deal", 0, "changed", 0}, change.now);
}

}  // namespace deals
