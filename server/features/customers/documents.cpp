#include "features/customers/documents.h"

#include "features/customers/company_store.h"
#include "features/customers/contact_store.h"
#include "features/customers/point_store.h"

namespace customers {
namespace {

constexpr int most_people = 500;  // of one company, whose documents follow its name

void add_line(std::string& text, std::string const& line) {
    if (!line.empty()) text += line + "\n";
}

void add_points(std::string& text, std::vector<CustomerPoint> const& points) {
    for (auto const& point : points) {
        add_line(text, point.value);
        add_line(text, point.note);
    }
}

void add_company(std::string& text, db::Reader& reader, store::CompanyRecord const& company) {
    for (auto const& line : {title_of(company), company.legal_name, company.inn, company.kpp,
                             company.ogrn, company.site, company.line_of_business,
                             company.legal_address, company.delivery_address, company.note})
        add_line(text, line);
    add_points(text, store::points_of(reader, store::Holder::company, company.id));
}

search::Document document_of(db::Reader& reader, store::CompanyRecord const& company) {
    search::Document document{"company",
                              company.id,
                              title_of(company),
                              company.inn.empty() ? company.line_of_business : "ИНН " + company.inn,
                              "",
                              company.changed_at};
    for (auto const& one :
         store::find_companies(reader, store::merged_companies(reader, company.id)))
        add_company(document.text, reader, one);
    if (company.group_id)
        if (auto const group = store::find_group(reader, *company.group_id))
            add_line(document.text, group->name);
    return document;
}

search::Document document_of(db::Reader& reader, store::ContactRecord const& contact) {
    auto const family = store::merged_contacts(reader, contact.id);
    search::Document document{"contact", contact.id, "", "", "", contact.changed_at};
    std::vector<std::int64_t> companies;
    auto const places = store::places_of_contacts(reader, family);
    for (auto const& place : places) companies.push_back(place.company_id);
    for (auto const& company : store::find_companies(reader, companies)) {
        add_line(document.text, title_of(company));
        if (!places.empty() && company.id == places.front().company_id) {
            document.hint = places.front().position;
            if (!document.hint.empty()) document.hint += ", ";
            document.hint += title_of(company);
        }
    }
    for (auto const& one : store::find_contacts(reader, family)) {
        auto const points = store::points_of(reader, store::Holder::contact, one.id);
        add_line(document.text, title_of(one, points));
        add_line(document.text, one.note);
        add_points(document.text, points);
        if (one.id == contact.id) document.title = title_of(one, points);
    }
    return document;
}

}  // namespace

void index_company(db::Transaction& tx, std::int64_t id) {
    auto const company = store::find_company(tx, id);
    if (company && !company->merged_into)
        search::put(tx, document_of(tx, *company));
    else
        search::remove(tx, "company", id);
}

void index_contact(db::Transaction& tx, std::int64_t id) {
    auto const contact = store::find_contact(tx, id);
    if (contact && !contact->merged_into)
        search::put(tx, document_of(tx, *contact));
    else
        search::remove(tx, "contact", id);
}

void index_people_of(db::Transaction& tx, std::int64_t company_id) {
    for (auto const& place : store::places_at_companies(tx, {company_id}, most_people))
        index_contact(tx, place.contact_id);
}

std::vector<search::Document> company_documents(db::Reader& reader, std::int64_t after, int limit) {
    std::vector<search::Document> out;
    auto const ids = store::company_ids_after(reader, after, limit);
    for (auto const& company : store::find_companies(reader, ids))
        out.push_back(document_of(reader, company));
    return out;
}

std::vector<search::Document> contact_documents(db::Reader& reader, std::int64_t after, int limit) {
    std::vector<search::Document> out;
    auto const ids = store::contact_ids_after(reader, after, limit);
    for (auto const& contact : store::find_contacts(reader, ids))
        out.push_back(document_of(reader, contact));
    return out;
}

}  // namespace customers
