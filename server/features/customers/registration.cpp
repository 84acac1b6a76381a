#include "features/customers/registration.h"

#include "features/customers/company_actions.h"
#include "features/customers/company_store.h"
#include "features/customers/contact_actions.h"
#include "features/customers/contact_store.h"
#include "features/customers/customers.h"
#include "features/customers/documents.h"
#include "features/customers/group_actions.h"
#include "features/customers/point_store.h"
#include "features/journal/nouns.h"
#include "features/search/search.h"

namespace customers {
namespace {

std::string company_title(db::Reader& reader, std::int64_t id) {
    auto const company = store::find_company(reader, id);
    return company ? title_of(*company) : "";
}

std::string contact_title(db::Reader& reader, std::int64_t id) {
    auto const contact = store::find_contact(reader, id);
    if (!contact) return "";
    return title_of(*contact, store::points_of(reader, store::Holder::contact, id));
}

}  // namespace

void register_customers() {
    journal::register_noun({"company",
                            {"Компания", "Company"},
                            [](db::Reader& reader, http::Actor const& actor, std::int64_t id) {
                                return !store::visible_companies(reader, actor, {id}).empty();
                            },
                            &store::may_change_company,
                            &company_title});
    journal::register_noun({"contact",
                            {"Контакт", "Contact"},
                            [](db::Reader& reader, http::Actor const& actor, std::int64_t id) {
                                return !store::visible_contacts(reader, actor, {id}).empty();
                            },
                            &store::may_change_contact,
                            &contact_title});
    search::register_rebuild("company", &company_documents);
    search::register_rebuild("contact", &contact_documents);
    register_groups();
    register_company_undo();
    register_contact_undo();
}

void open_by_deals(OpenedByDeals opened) {
    store::open_companies_by_deals(std::move(opened.companies));
    store::open_contacts_by_deals(std::move(opened.contacts));
}

}  // namespace customers
