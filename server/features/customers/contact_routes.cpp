#include "features/accounts/permissions.h"
#include "features/customers/contact_actions.h"
#include "features/customers/customer_cards.h"
#include "features/customers/customer_lists.h"
#include "features/customers/customer_routes.h"
#include "features/customers/duplicates.h"
#include "features/customers/quick_add.h"
#include "features/journal/journal.h"
#include "platform/http/export.h"

namespace customers {
namespace {

struct ContactMergeTarget {
    std::int64_t into = 0;
};
BOOST_DESCRIBE_STRUCT(ContactMergeTarget, (), (into))

struct SimilarQuery {
    std::optional<std::string> surname;
    std::optional<std::string> name;
    std::optional<std::string> patronymic;
    std::vector<std::string> phones;
    std::vector<std::string> emails;
    std::optional<std::string> company;
    std::optional<std::string> inn;
    std::optional<std::string> site;
};
BOOST_DESCRIBE_STRUCT(SimilarQuery, (),
                      (surname, name, patronymic, phones, emails, company, inn, site))

struct SimilarCustomers {
    std::vector<CustomerMatch> items;  // the strongest reason first
};
BOOST_DESCRIBE_STRUCT(SimilarCustomers, (), (items))

SimilarCustomers similar(http::ReadCall& call, SimilarQuery const& query) {
    PersonFields person;
    person.surname = query.surname.value_or("");
    person.name = query.name.value_or("");
    person.patronymic = query.patronymic.value_or("");
    person.phones = query.phones;
    person.emails = query.emails;
    CompanyFields company;
    company.name = query.company.value_or("");
    company.inn = query.inn.value_or("");
    company.site = query.site.value_or("");
    return {find_similar(call.db, call.actor, person, company)};
}

ContactCard open_contact(http::WriteCall& call, ContactForm const& body) {
    for (auto const& place : body.places)
        require_company_seen(call.db, call.actor, place.company_id);
    auto const id = create_contact(call.db, call.actor, call.now, body, "");
    return contact_card(call.db, journal::program(), id);
}

ContactCard save_contact(http::WriteCall& call, ContactEdit const& edit) {
    require_contact_seen(call.db, call.actor, call.id());
    change_contact(call.db, call.actor, call.now, call.id(), edit);
    return contact_card(call.db, journal::program(), call.id());
}

}  // namespace

void mount_contact_routes(http::Router& router) {
    router.get("/api/customers/similar", accounts::customers_read,
               "Duplicates of what is being typed (1.2.1)", &similar);
    router.get("/api/customers/duplicates", accounts::customers_read,
               "Pairs that may be one client, for comparing and merging (1.2.1)",
               [](http::ReadCall& call, DuplicateQuery const& query) {
                   return find_duplicates(call.db, call.actor, query);
               });
    router.post("/api/customers", accounts::customers_change,
                "A company and a contact at once, each new or known (1.2.1)",
                [](http::WriteCall& call, NewCustomer const& body) {
                    return add_customer(call.db, call.actor, call.now, body);
                });
    router.get("/api/contacts", accounts::customers_read, "Contacts (1.2.1.2)",
               [](http::ReadCall& call, ContactFilter const& filter) {
                   return list_contacts(call.db, call.actor, filter);
               });
    router.get("/api/contacts/{id}", accounts::customers_read, "A contact's card (1.2.1.2)",
               [](http::ReadCall& call) { return contact_card(call.db, call.actor, call.id()); });
    router.post("/api/contacts", accounts::customers_change, "A new contact, the whole form",
                &open_contact);
    router.put("/api/contacts/{id}", accounts::customers_change, "Change a contact", &save_contact);
    router.post("/api/contacts/{id}/merge", accounts::customers_change,
                "Make a duplicate a part of another contact; undone by its event",
                [](http::WriteCall& call, ContactMergeTarget const& body) {
                    merge_contacts(call.db, call.actor, call.now, call.id(), body.into);
                    return contact_card(call.db, call.actor, body.into);
                });
    router.raw("GET", "/api/contacts/export", accounts::customers_read,
               "The list of contacts as CSV or XLSX, by the list's filter",
               [](http::RawCall& call) {
                   auto query = call.request.query;
                   auto const format = http::take_export_format(query);
                   auto const filter = http::export_filter<ContactFilter>(query);
                   auto const sheet = call.database.read([&](db::Reader& reader) {
                       return contacts_sheet(reader, call.actor, filter);
                   });
                   return http::export_answer(sheet, format, "contacts");
               });
}

}  // namespace customers
