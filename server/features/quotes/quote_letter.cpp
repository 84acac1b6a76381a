#include "features/quotes/quote_letter.h"

#include "features/accounts/people_store.h"
#include "features/customers/customers.h"
#include "features/deals/deals.h"
#include "features/process/process_store.h"
#include "features/quotes/quote_actions.h"
#include "features/quotes/quote_view.h"
#include "platform/base/text.h"

namespace quotes {

std::string filled(std::string text,
                   std::vector<std::pair<std::string, std::string>> const& values) {
    for (auto const& [name, value] : values) {
        std::string const place = "{{" + name + "}}";
        for (auto at = text.find(place); at != text.npos; at = text.find(place, at + value.size()))
            text.replace(at, place.size(), value);
    }
    return text;
}

QuoteLetter proposed_letter(db::Reader& reader, http::Actor const& actor, QuoteRow const& quote) {
    QuoteDraft const draft = load(reader, current_version(reader, quote));
    auto const deal = deals::brief(reader, quote.deal_id);
    customers::Addressee addressee;
    if (draft.contact_id)
        addressee = customers::addressee(reader, *draft.contact_id, deal.company_id);
    auto const manager = accounts::find_person(reader, actor.id);
    std::vector<std::pair<std::string, std::string>> const values{
        {"greeting", draft.greeting},
        {"client_name", addressee.full_name},
        {"position", draft.addressee_position},
        {"company", addressee.company_name},
        {"manager_name", manager ? manager->name : actor.name},
        {"manager_phone", manager ? manager->phone : ""},
        {"product", draft.lines.empty() ? deal.title : draft.lines.front().title},
        {"quote_number", quote.number},
        {"deadline", draft.valid_until ? date_text(*draft.valid_until) : ""},
    };
    QuoteLetter letter{.address = addressee.email};
    auto const current = process::current(reader);
    if (auto const* text = current.department->letter("quote")) {
        letter.subject = base::trimmed(filled(text->subject.ru, values));
        letter.body = base::trimmed(filled(text->text.ru, values));
    } else {
        letter.subject = quote.number;
        letter.body = draft.greeting + "\n\nВаше предложение: {{quote_link}}\n\n" +
                      (manager ? manager->name : actor.name);
    }
    return letter;
}

}  // namespace quotes
