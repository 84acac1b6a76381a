// When X happens below, Y follows above: the announcements of the features, wired in one place; and
// who does which job.
#include "app/parts.h"
#include "features/accounts/changes.h"
#include "features/catalog/catalog.h"
#include "features/customers/customers.h"
#include "features/deals/deal_facts.h"
#include "features/inbox/inbox.h"
#include "features/journal/journal.h"
#include "features/letters/letters.h"
#include "features/letters/post.h"
#include "features/process/process_actions.h"
#include "features/quotes/quote_sending.h"
#include "features/tasks/tasks.h"

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

// A person's team may have changed.
void follow_person(db::Transaction& tx, http::Actor const&, base::Instant,
                   accounts::Change const& change) {
    if (change.noun == "person") deals::follow_person(tx, change.id);
}

}  // namespace

void wire_reactions(Parts& parts) {
    accounts::changed.forget_all();  // a second app in one process (tests) wires them again
    letters::received.forget_all();
    letters::sent.forget_all();
    letters::not_delivered.forget_all();
    accounts::changed.then("the timeline records it", &record_account_change);
    accounts::changed.then("deals follow their owner into the team", &follow_person);
    customers::company_renamed.forget_all();
    customers::company_renamed.then("deals are found by the new name", &deals::follow_company);
    tasks::changed.forget_all();
    tasks::changed.then("deals keep their next step", &deals::follow_task);
    tasks::assigned.forget_all();
    tasks::assigned.then("the assignee sees the deal", &deals::let_assignee_see);
    process::changing.forget_all();
    process::changing.then("deals move from removed stages or refuse", &deals::follow_process);
    letters::sent.then("the quote counts as sent", &quotes::letter_was_sent);
    letters::not_delivered.then("the quote was not sent", &quotes::letter_was_not_delivered);
    letters::received.then("it becomes an enquiry, or joins one or a deal", &inbox::consider);
    letters::sent.then("the first-answer clock stops", &inbox::note_answer);
    letters::register_work(parts.workers, parts.post);
    catalog::handle_jobs(parts.workers, parts.database, parts.clock, parts.files, parts.outside,
                         parts.config.data + "/uploads");
    quotes::handle_jobs(parts.workers, parts.database, parts.clock, parts.files, parts.printer,
                        quotes::sending_parts(parts.secrets, parts.config));
}

}  // namespace app
