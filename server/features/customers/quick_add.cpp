#include "features/customers/quick_add.h"

#include "features/customers/company_store.h"
#include "features/customers/customer_cards.h"
#include "features/customers/customer_names.h"
#include "features/journal/nouns.h"
#include "platform/json/json.h"

#include <algorithm>

namespace customers {
namespace {

struct KnownCompanies {
    std::vector<CustomerMatch> matches;
};
BOOST_DESCRIBE_STRUCT(KnownCompanies, (), (matches))

void check_parts(NewCustomer const& customer) {
    if ((customer.company && customer.company_id) || (customer.contact && customer.contact_id))
        throw base::Refusal::invalid(
            "new_or_known",
            {"Выберите одно: новый клиент или уже известный.",
             "Choose one: a new customer or a known one."},
            customer.company && customer.company_id ? "company_id" : "contact_id");
    if (!customer.company && !customer.company_id && !customer.contact && !customer.contact_id)
        throw base::Refusal::invalid(
            "customer_empty",
            {"Заполните компанию или контакт.", "Fill in a company or a contact."}, "company");
}

}  // namespace

void refuse_known_inn(db::Reader& reader, http::Actor const& actor, std::string const& inn,
                      std::string const& kpp, std::string const& field) {
    CompanyFields typed;
    typed.inn = inn;
    KnownCompanies known{find_similar(reader, actor, {}, typed)};
    std::vector<std::int64_t> ids;
    for (auto const& match : known.matches) ids.push_back(match.id);
    auto const companies = store::find_companies(reader, ids);
    std::string const own_kpp = one_line(kpp, 20);
    // Branches share the ИНН of their company and differ in the КПП.
    std::erase_if(known.matches, [&](CustomerMatch const& match) {
        auto const company = std::ranges::find(companies, match.id, &store::CompanyRecord::id);
        return company == companies.end() ||
               (!own_kpp.empty() && !company->kpp.empty() && company->kpp != own_kpp);
    });
    if (known.matches.empty()) return;
    auto refusal = base::Refusal::conflict(
        "duplicate_inn",
        {"Компания с таким ИНН уже есть: «" + known.matches[0].title +
             "». Выберите её или подтвердите, что нужна ещё одна.",
         "A company of this ИНН is there already: " + known.matches[0].title +
             ". Choose it, or confirm that one more is needed."},
        field);
    refusal.details = json::to_json(known);
    throw refusal;
}

CreatedCustomer add_customer(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                             NewCustomer const& customer) {
    check_parts(customer);
    auto const owner = customer.owner_id.value_or(actor.id);
    CreatedCustomer created{customer.company_id, customer.contact_id};
    if (customer.company) {
        if (!customer.anyway.value_or(false))
            refuse_known_inn(tx, actor, customer.company->inn, customer.company->kpp,
                             "company.inn");
        created.company_id = create_company(tx, actor, now, *customer.company, owner, "company");
    } else if (customer.company_id) {
        require_company_seen(tx, actor, *customer.company_id);
    }
    if (customer.contact)
        created.contact_id = create_contact(tx, actor, now, *customer.contact, owner, "contact");
    else if (customer.contact_id)
        journal::require_change(tx, actor, "contact", *customer.contact_id);
    if (created.company_id && created.contact_id)
        join(tx, actor, now, *created.company_id, *created.contact_id,
             customer.contact ? customer.contact->position : "");
    return created;
}

}  // namespace customers
