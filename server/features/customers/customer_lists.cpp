#include "features/customers/customer_lists.h"

#include "features/customers/company_store.h"
#include "features/customers/contact_store.h"
#include "features/customers/customer_names.h"
#include "features/customers/list_store.h"
#include "features/customers/point_store.h"
#include "features/search/search.h"
#include "platform/base/refusal.h"
#include "platform/base/text.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace customers {
namespace {

constexpr int found_by_words = 500;
constexpr int most_people = 2000;  // of the companies on a page
constexpr int rows_at_once = 500;
constexpr std::size_t longest_export = 50'000;

// "<id>-<sort value>"; the value may be any text.
std::string cursor_of(store::ListPlace const& place, CustomerOrder order) {
    return std::to_string(place.id) + "-" +
           (order == CustomerOrder::name ? place.key : std::to_string(place.changed_at));
}

store::ListPlace place_of(std::string const& cursor, CustomerOrder order) {
    store::ListPlace place;
    auto const* end = cursor.data() + cursor.size();
    auto const id = std::from_chars(cursor.data(), end, place.id);
    bool good = id.ec == std::errc() && id.ptr != end && *id.ptr == '-';
    if (good && order == CustomerOrder::name) {
        place.key =
            base::clean(std::string_view(id.ptr + 1, static_cast<std::size_t>(end - id.ptr - 1)));
    } else if (good) {
        auto const at = std::from_chars(id.ptr + 1, end, place.changed_at);
        good = at.ec == std::errc() && at.ptr == end;
    }
    if (!good)
        throw base::Refusal::invalid("cursor_invalid",
                                     {"Не удалось продолжить список. Откройте его заново.",
                                      "The list cannot go on from here. Open it again."},
                                     "cursor");
    return place;
}

template <class Filter>
store::ListFilter list_filter(db::Reader& reader, std::string_view noun, Filter const& filter) {
    store::ListFilter out;
    out.scope = filter.scope.value_or(CustomerScope::all);
    out.owner_id = filter.owner_id;
    out.order = filter.order.value_or(CustomerOrder::changed);
    if (filter.cursor) out.after = place_of(*filter.cursor, out.order);
    out.limit = std::clamp(filter.limit.value_or(50), 1, rows_at_once);
    if (filter.text && !base::trimmed(*filter.text).empty())
        out.among = search::find_ids(reader, noun, *filter.text, found_by_words);
    return out;
}

CustomerPoint const* best(std::vector<CustomerPoint> const& points, PointKind kind) {
    CustomerPoint const* found = nullptr;
    for (auto const& point : points)
        if (point.kind == kind && (!found || point.preferred)) found = &point;
    return found;
}

std::string best_phone(std::vector<CustomerPoint> const& points) {
    auto const* phone = best(points, PointKind::phone);
    return phone ? shown_phone(phone->value, phone->extension) : "";
}

std::string best_email(std::vector<CustomerPoint> const& points) {
    auto const* email = best(points, PointKind::email);
    return email ? email->value : "";
}

std::vector<CustomerPoint> const& points_at(
    std::map<std::int64_t, std::vector<CustomerPoint>> const& all, std::int64_t id) {
    static std::vector<CustomerPoint> const none;
    auto const found = all.find(id);
    return found == all.end() ? none : found->second;
}

template <class Row>
void name_owners(db::Reader& reader, std::vector<Row>& rows) {
    std::set<std::int64_t> owners;
    for (auto const& row : rows)
        if (row.owner_id) owners.insert(*row.owner_id);
    auto const names =
        store::names_of_people(reader, std::vector<std::int64_t>(owners.begin(), owners.end()));
    for (auto& row : rows)
        if (row.owner_id)
            if (auto const name = names.find(*row.owner_id); name != names.end())
                row.owner_name = name->second;
}

// Rows in the order of the page.
template <class Row>
std::vector<Row> in_order(std::vector<store::ListPlace> const& places,
                          std::map<std::int64_t, Row> rows) {
    std::vector<Row> out;
    for (auto const& place : places)
        if (auto const found = rows.find(place.id); found != rows.end())
            out.push_back(std::move(found->second));
    return out;
}

std::vector<std::int64_t> ids_of(std::vector<store::ListPlace> const& places) {
    std::vector<std::int64_t> ids;
    for (auto const& place : places) ids.push_back(place.id);
    return ids;
}

// The first of each company's people who still works there.
void fill_people(db::Reader& reader, std::map<std::int64_t, CompanyRow>& rows,
                 std::vector<std::int64_t> const& companies) {
    std::map<std::int64_t, std::int64_t> first;  // contact by company
    for (auto const& place : store::places_at_companies(reader, companies, most_people))
        if (!place.left_at) first.try_emplace(place.company_id, place.contact_id);
    std::vector<std::int64_t> contacts;
    for (auto const& [company, contact] : first) contacts.push_back(contact);
    auto const points = store::points_of(reader, store::Holder::contact, contacts);
    std::map<std::int64_t, store::ContactRecord> records;
    for (auto& record : store::find_contacts(reader, contacts)) records[record.id] = record;
    for (auto const& [company, contact] : first) {
        auto& row = rows.at(company);
        auto const& own = points_at(points, contact);
        row.contact_id = contact;
        row.contact_title = title_of(records.at(contact), own);
        if (row.phone.empty()) row.phone = best_phone(own);
        if (row.email.empty()) row.email = best_email(own);
    }
}

std::vector<CompanyRow> company_rows(db::Reader& reader, http::Actor const& actor,
                                     std::vector<store::ListPlace> const& places) {
    auto const ids = ids_of(places);
    auto const visible = store::visible_companies(reader, actor, ids);
    auto const points = store::points_of(reader, store::Holder::company, visible);
    std::map<std::int64_t, std::string> groups;
    for (auto& group : store::all_groups(reader)) groups[group.id] = std::move(group.name);
    std::map<std::int64_t, CompanyRow> rows;
    for (auto const& company : store::find_companies(reader, ids)) {
        auto& row = rows[company.id];
        row.id = company.id;
        row.title = title_of(company);
        row.owner_id = company.owner_id;
        row.changed_at = company.changed_at;
        row.hidden = std::ranges::find(visible, company.id) == visible.end();
        if (row.hidden) continue;
        row.inn = company.inn;
        row.line_of_business = company.line_of_business;
        row.site = company.site;
        if (company.group_id) row.group_name = groups[*company.group_id];
        row.phone = best_phone(points_at(points, company.id));
        row.email = best_email(points_at(points, company.id));
    }
    fill_people(reader, rows, visible);
    auto out = in_order(places, std::move(rows));
    name_owners(reader, out);
    return out;
}

std::vector<ContactRow> contact_rows(db::Reader& reader, http::Actor const& actor,
                                     std::vector<store::ListPlace> const& places) {
    auto const ids = ids_of(places);
    auto const visible = store::visible_contacts(reader, actor, ids);
    auto const points = store::points_of(reader, store::Holder::contact, visible);
    std::map<std::int64_t, store::PlaceRow> main;  // the main company stands first
    std::set<std::int64_t> company_ids;
    for (auto const& place : store::places_of_contacts(reader, visible))
        if (!place.left_at && main.try_emplace(place.contact_id, place).second)
            company_ids.insert(place.company_id);
    std::map<std::int64_t, std::string> companies;
    for (auto const& company : store::find_companies(
             reader, std::vector<std::int64_t>(company_ids.begin(), company_ids.end())))
        companies[company.id] = title_of(company);
    std::map<std::int64_t, ContactRow> rows;
    for (auto const& contact : store::find_contacts(reader, ids)) {
        auto& row = rows[contact.id];
        auto const& own = points_at(points, contact.id);
        row.id = contact.id;
        row.title = title_of(contact, own);  // a hidden one's points are not loaded
        row.owner_id = contact.owner_id;
        row.changed_at = contact.changed_at;
        row.hidden = std::ranges::find(visible, contact.id) == visible.end();
        row.phone = best_phone(own);
        row.email = best_email(own);
        if (auto const place = main.find(contact.id); place != main.end()) {
            row.company_id = place->second.company_id;
            row.company_title = companies[place->second.company_id];
            row.position = place->second.position;
        }
    }
    auto out = in_order(places, std::move(rows));
    name_owners(reader, out);
    return out;
}

// Words in a note or a phone must not give a colleague's client away: his row is found by its name.
template <class Row>
void leave_out_found_by_more_than_name(std::vector<Row>& rows,
                                       std::optional<std::string> const& text) {
    if (!text) return;
    std::string const typed = company_name_key(*text);
    std::erase_if(rows, [&](Row const& row) {
        return row.hidden &&
               (typed.empty() || company_name_key(row.title).find(typed) == std::string::npos);
    });
}

template <class Page, class Ask, class Rows>
Page page_of(store::ListFilter filter, std::optional<std::string> const& text, Ask const& ask,
             Rows const& rows_of) {
    auto const limit = static_cast<std::size_t>(filter.limit);
    filter.limit += 1;
    auto places = ask(filter);
    Page page;
    if (places.size() > limit) {
        places.resize(limit);
        page.next = cursor_of(places.back(), filter.order);
    }
    page.items = rows_of(places);
    leave_out_found_by_more_than_name(page.items, text);
    return page;
}

// Page after page until the end or the limit.
template <class Ask, class Write>
void for_all_pages(store::ListFilter filter, Ask const& ask, Write const& write) {
    filter.visible_only = true;
    filter.limit = rows_at_once;
    filter.after.reset();
    for (std::size_t written = 0; written < longest_export;) {
        auto const places = ask(filter);
        write(places);
        written += places.size();
        if (places.size() < static_cast<std::size_t>(rows_at_once)) return;
        filter.after = places.back();
    }
}

}  // namespace

CompanyPage list_companies(db::Reader& reader, http::Actor const& actor,
                           CompanyFilter const& filter) {
    auto wanted = list_filter(reader, "company", filter);
    wanted.group_id = filter.group_id;
    return page_of<CompanyPage>(
        wanted, filter.text,
        [&](auto const& given) { return store::page_of_companies(reader, actor, given); },
        [&](auto const& places) { return company_rows(reader, actor, places); });
}

ContactPage list_contacts(db::Reader& reader, http::Actor const& actor,
                          ContactFilter const& filter) {
    auto wanted = list_filter(reader, "contact", filter);
    wanted.company_id = filter.company_id;
    return page_of<ContactPage>(
        wanted, filter.text,
        [&](auto const& given) { return store::page_of_contacts(reader, actor, given); },
        [&](auto const& places) { return contact_rows(reader, actor, places); });
}

base::Spreadsheet companies_sheet(db::Reader& reader, http::Actor const& actor,
                                  CompanyFilter filter) {
    bool const russian = actor.language == base::Language::ru;
    base::Spreadsheet sheet;
    sheet.title = russian ? "Компании" : "Companies";
    sheet.header =
        russian ? std::vector<std::string>{"Компания", "ИНН",    "Вид деятельности",
                                           "Сайт",     "Группа", "Контакт",
                                           "Телефон",  "Почта",  "Ответственный"}
                : std::vector<std::string>{"Company", "ИНН",   "Line of business", "Site", "Group",
                                           "Contact", "Phone", "E-mail",           "Owner"};
    filter.cursor.reset();
    auto wanted = list_filter(reader, "company", filter);
    wanted.group_id = filter.group_id;
    for_all_pages(
        wanted, [&](auto const& given) { return store::page_of_companies(reader, actor, given); },
        [&](auto const& places) {
            for (auto const& row : company_rows(reader, actor, places))
                sheet.rows.push_back({row.title, row.inn, row.line_of_business, row.site,
                                      row.group_name, row.contact_title, row.phone, row.email,
                                      row.owner_name});
        });
    return sheet;
}

base::Spreadsheet contacts_sheet(db::Reader& reader, http::Actor const& actor,
                                 ContactFilter filter) {
    bool const russian = actor.language == base::Language::ru;
    base::Spreadsheet sheet;
    sheet.title = russian ? "Контакты" : "Contacts";
    sheet.header = russian ? std::vector<std::string>{"Контакт", "Компания", "Должность",
                                                      "Телефон", "Почта",    "Ответственный"}
                           : std::vector<std::string>{"Contact", "Company", "Position",
                                                      "Phone",   "E-mail",  "Owner"};
    filter.cursor.reset();
    auto wanted = list_filter(reader, "contact", filter);
    wanted.company_id = filter.company_id;
    for_all_pages(
        wanted, [&](auto const& given) { return store::page_of_contacts(reader, actor, given); },
        [&](auto const& places) {
            for (auto const& row : contact_rows(reader, actor, places))
                sheet.rows.push_back({row.title, row.company_title, row.position, row.phone,
                                      row.email, row.owner_name});
        });
    return sheet;
}

}  // namespace customers
