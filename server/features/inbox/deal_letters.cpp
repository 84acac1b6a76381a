#include "features/inbox/deal_letters.h"

#include "features/accounts/people_store.h"
#include "features/customers/customers.h"
#include "features/deals/deals.h"
#include "features/letters/letter_actions.h"
#include "features/letters/letter_store.h"

namespace inbox {

std::int64_t begin_letter(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                          std::int64_t deal_id) {
    auto const deal = deals::require(tx, actor, deal_id);
    letters::DraftForm form;
    form.subject = deal.title;
    std::string greeting = "Здравствуйте";
    if (deal.contact_id != 0) {
        auto const contact = customers::addressee(tx, deal.contact_id, deal.company_id);
        greeting = contact.greeting;
        if (!contact.email.empty()) form.to = {contact.full_name + " <" + contact.email + ">"};
    }
    auto const person = accounts::find_person(tx, actor.id);
    form.text = greeting + "!\n\n\n\n" + actor.name +
                (person && !person->phone.empty() ? "\n" + person->phone : std::string());
    auto const thread = letters::store::insert_thread(tx, deal.title, now);
    deals::attach_thread(tx, actor, now, deal.id, thread);
    return letters::write_draft(tx, actor, now, form, thread);
}

}  // namespace inbox
