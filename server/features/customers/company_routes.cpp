#include "features/accounts/permissions.h"
#include "features/customers/company_actions.h"
#include "features/customers/customer_cards.h"
#include "features/customers/customer_lists.h"
#include "features/customers/customer_routes.h"
#include "features/customers/group_actions.h"
#include "features/customers/quick_add.h"
#include "features/journal/journal.h"
#include "platform/http/export.h"

namespace customers {
namespace {

struct CompanyMergeTarget {
    std::int64_t into = 0;
};
BOOST_DESCRIBE_STRUCT(CompanyMergeTarget, (), (into))

struct CompanyOwner {
    std::optional<std::int64_t> owner_id;  // null: nobody's
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(CompanyOwner, (), (owner_id, version))

// A full form; the quick one of half a minute is POST /api/customers.
struct NewCompany : CompanyForm {
    std::optional<bool> anyway;
};
BOOST_DESCRIBE_STRUCT(NewCompany, (CompanyForm), (anyway))

CompanyCard open_company(http::WriteCall& call, NewCompany const& body) {
    if (!body.anyway.value_or(false) && !body.inn.empty())
        refuse_known_inn(call.db, call.actor, body.inn, body.kpp, "inn");
    auto const id = create_company(call.db, call.actor, call.now, body, "");
    return company_card(call.db, journal::program(), id);
}

CompanyCard save_company(http::WriteCall& call, CompanyEdit const& edit) {
    require_company_seen(call.db, call.actor, call.id());
    change_company(call.db, call.actor, call.now, call.id(), edit);
    // Who hands a client over to another team sees the card for the last time.
    return company_card(call.db, journal::program(), call.id());
}

CompanyCard hand_over_company(http::WriteCall& call, CompanyOwner const& body) {
    require_company_seen(call.db, call.actor, call.id());
    auto const record = store::find_company(call.db, call.id());
    CompanyEdit edit;
    static_cast<CompanyForm&>(edit) = store::load_form(call.db, *record);
    edit.owner_id = body.owner_id;
    edit.version = body.version;
    return save_company(call, edit);
}

void mount_groups(http::Router& router) {
    router.get("/api/company-groups", accounts::customers_read, "Groups of companies",
               [](http::ReadCall& call) { return list_groups(call.db); });
    router.post("/api/company-groups", accounts::customers_change, "A new group of companies",
                [](http::WriteCall& call, NewCompanyGroup const& body) {
                    return create_group(call.db, call.actor, call.now, body);
                });
    router.put("/api/company-groups/{id}", accounts::customers_change, "Rename a group",
               [](http::WriteCall& call, CompanyGroupEdit const& body) {
                   return change_group(call.db, call.actor, call.now, call.id(), body);
               });
}

}  // namespace

void mount_company_routes(http::Router& router) {
    router.get("/api/companies", accounts::customers_read, "Companies (1.2.1.1)",
               [](http::ReadCall& call, CompanyFilter const& filter) {
                   return list_companies(call.db, call.actor, filter);
               });
    router.get("/api/companies/{id}", accounts::customers_read, "A company's card (1.2.1.1)",
               [](http::ReadCall& call) { return company_card(call.db, call.actor, call.id()); });
    router.post("/api/companies", accounts::customers_change, "A new company, the whole form",
                &open_company);
    router.put("/api/companies/{id}", accounts::customers_change, "Change a company",
               &save_company);
    router.put("/api/companies/{id}/owner", accounts::customers_change,
               "Hand a company over, or take one that is nobody's", &hand_over_company);
    router.post("/api/companies/{id}/merge", accounts::customers_change,
                "Make a duplicate a part of another company; undone by its event",
                [](http::WriteCall& call, CompanyMergeTarget const& body) {
                    merge_companies(call.db, call.actor, call.now, call.id(), body.into);
                    return company_card(call.db, call.actor, body.into);
                });
    router.raw("GET", "/api/companies/export", accounts::customers_read,
               "The list of companies as CSV or XLSX, by the list's filter",
               [](http::RawCall& call) {
                   auto query = call.request.query;
                   auto const format = http::take_export_format(query);
                   auto const filter = http::export_filter<CompanyFilter>(query);
                   auto const sheet = call.database.read([&](db::Reader& reader) {
                       return companies_sheet(reader, call.actor, filter);
                   });
                   return http::export_answer(sheet, format, "companies");
               });
    mount_groups(router);
}

}  // namespace customers
