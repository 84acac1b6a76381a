// When X happens below, Y follows above: the announcements of the features, wired in one place.
#include "app/parts.h"
#include "features/accounts/changes.h"
#include "features/journal/journal.h"

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

void wire_reactions(Parts&) {
    accounts::changed.forget_all();  // a second app in one process (tests) wires them again
    accounts::changed.then("the timeline records it", &record_account_change);
}

}  // namespace app
