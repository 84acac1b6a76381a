// When X happens below, Y follows above: the announcements of the features, wired in one place; and
// who does which job.
#include "app/parts.h"
#include "features/accounts/changes.h"
#include "features/catalog/catalog.h"
#include "features/journal/journal.h"
#include "features/letters/letters.h"
#include "features/letters/post.h"

namespace app {
namespace {

void record_account_change(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                           accounts::Change const& change) {
    journal::record(tx, actor, now,
                    {.noun = change.noun,
                     .id = change.id,
                     .verb = change.verb,
                     .details = change.details,
                     .undo = journal::Undo::compensated});
}

}  // namespace

void wire_reactions(Parts& parts) {
    accounts::changed.forget_all();  // a second app in one process (tests) wires them again
    letters::received.forget_all();
    letters::sent.forget_all();
    letters::not_delivered.forget_all();
    accounts::changed.then("the timeline records it", &record_account_change);
    letters::register_work(parts.workers, parts.post);
    catalog::handle_jobs(parts.workers, parts.database, parts.clock, parts.files, parts.outside,
                         parts.config.data + "/uploads");
}

}  // namespace app
