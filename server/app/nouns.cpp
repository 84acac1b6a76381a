// The nouns of the product and who may see one of each (features/journal/nouns.h).
#include "features/journal/nouns.h"

#include "app/parts.h"
#include "features/accounts/permissions.h"
#include "features/calendar/calendar_year.h"
#include "features/catalog/catalog.h"
#include "features/customers/registration.h"
#include "features/deals/deal_record.h"
#include "features/files/attachments.h"
#include "features/inbox/inbox.h"
#include "features/letters/letter_actions.h"
#include "features/letters/mailbox_actions.h"
#include "features/quotes/objections.h"
#include "features/quotes/quote_actions.h"
#include "features/tasks/task_actions.h"

namespace app {
namespace {

// Everybody signed in sees the colleagues, teams, sellers and settings; who may changes them.
void register_open_noun(std::string key, base::Words words, http::Permission change) {
    journal::register_noun(
        {std::move(key), std::move(words),
         [](db::Reader&, http::Actor const& actor, std::int64_t) { return actor.id != 0; },
         [change](db::Reader&, http::Actor const& actor, std::int64_t) {
             return actor.may(change);
         },
         nullptr});
}

}  // namespace

void register_nouns(Parts&) {
    register_open_noun("person", {"Сотрудник", "Colleague"}, accounts::people_manage);
    register_open_noun("team", {"Команда", "Team"}, accounts::people_manage);
    register_open_noun("seller", {"Продавец", "Seller"}, accounts::settings_manage);
    register_open_noun("company_settings", {"Настройки компании", "Company settings"},
                       accounts::settings_manage);
    register_open_noun("process", {"Процесс отдела", "Process of the department"},
                       accounts::process_change);
    calendar::register_calendar();
    customers::register_customers();
    tasks::register_noun_and_undo();
    letters::register_letters();
    letters::register_mailboxes();
    files::register_attachments();
    catalog::register_catalog();
    deals::register_noun_and_undo();
    quotes::register_quotes();
    quotes::register_objections();
    inbox::register_enquiries();
}

}  // namespace app
