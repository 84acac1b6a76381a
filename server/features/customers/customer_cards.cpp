#include "features/customers/customer_cards.h"

#include "features/customers/company_actions.h"
#include "features/customers/contact_actions.h"
#include "features/customers/contact_store.h"
#include "features/customers/point_store.h"
#include "platform/base/refusal.h"

#include <algorithm>
#include <map>
#include <set>

namespace customers {
namespace {

constexpr int most_people = 500;
constexpr int most_of_group = 200;

[[noreturn]] void refuse_missing() {
    throw base::Refusal::not_found("not_found",
                                   {"Такого клиента нет.", "There is no such customer."});
}

// The name is known to everybody, so it may be said whose client it is.
[[noreturn]] void refuse_others(db::Reader& reader, std::optional<std::int64_t> owner_id) {
    std::string owner;
    if (owner_id)
        if (auto const names = store::names_of_people(reader, {*owner_id}); !names.empty())
            owner = names.begin()->second;
    if (owner.empty()) refuse_missing();
    throw base::Refusal::forbidden(
        "belongs_to_other",
        {"Этого клиента ведёт " + owner + ". Обратитесь к этому сотруднику или к руководителю.",
         "This customer is " + owner + "'s. Ask them or the head of sales."});
}

std::string owner_name(db::Reader& reader, std::optional<std::int64_t> owner_id) {
    if (!owner_id) return "";
    auto const names = store::names_of_people(reader, {*owner_id});
    return names.empty() ? "" : names.begin()->second;
}

std::string first_of(std::vector<CustomerPoint> const& points, PointKind kind) {
    CustomerPoint const* best = nullptr;
    for (auto const& point : points)
        if (point.kind == kind && (!best || point.preferred)) best = &point;
    if (!best) return "";
    return kind == PointKind::phone ? shown_phone(best->value, best->extension) : best->value;
}

// The contact that a merged one became: one query for all, as merges are rare.
std::map<std::int64_t, store::ContactRecord> present_contacts(
    db::Reader& reader, std::vector<std::int64_t> const& ids) {
    std::map<std::int64_t, store::ContactRecord> out;  // by the id that was asked for
    for (auto const& record : store::find_contacts(reader, ids)) {
        if (!record.merged_into)
            out.emplace(record.id, record);
        else if (auto const now = store::find_contact(reader, present_contact(reader, record.id)))
            out.emplace(record.id, *now);
    }
    return out;
}

std::vector<CompanyPerson> people_of(db::Reader& reader, std::vector<std::int64_t> const& family) {
    auto const places = store::places_at_companies(reader, family, most_people);
    std::vector<std::int64_t> ids;
    for (auto const& place : places) ids.push_back(place.contact_id);
    auto const present = present_contacts(reader, ids);
    ids.clear();
    for (auto const& [asked, record] : present) ids.push_back(record.id);
    auto const points = store::points_of(reader, store::Holder::contact, ids);
    std::vector<CompanyPerson> people;
    std::set<std::int64_t> seen;
    for (auto const& place : places) {
        auto const found = present.find(place.contact_id);
        if (found == present.end() || !seen.insert(found->second.id).second) continue;
        auto const own = points.find(found->second.id);
        auto const& of_person = own == points.end() ? std::vector<CustomerPoint>() : own->second;
        people.push_back({found->second.id, title_of(found->second, of_person), place.position,
                          place.is_main, place.left_at, first_of(of_person, PointKind::phone),
                          first_of(of_person, PointKind::email)});
    }
    std::ranges::stable_sort(people, {}, [](auto const& p) { return p.left_at.has_value(); });
    return people;
}

std::vector<MergedCompany> merged_parts(db::Reader& reader, std::int64_t id,
                                        std::vector<std::int64_t> const& family) {
    std::vector<MergedCompany> out;
    for (auto const& part : store::find_companies(reader, family))
        if (part.id != id)
            out.push_back({part.id, title_of(part), part.inn, part.kpp,
                           store::accounts_of(reader, {part.id}),
                           store::points_of(reader, store::Holder::company, part.id)});
    return out;
}

void fill_group(db::Reader& reader, CompanyCard& card) {
    if (!card.group_id) return;
    if (auto const group = store::find_group(reader, *card.group_id)) card.group_name = group->name;
    auto const ids = store::companies_of_group(reader, *card.group_id, most_of_group);
    for (auto const& company : store::find_companies(reader, ids))
        if (company.id != card.id) card.group_companies.push_back({company.id, title_of(company)});
}

std::vector<ContactCompany> companies_of(db::Reader& reader,
                                         std::vector<std::int64_t> const& family) {
    auto const places = store::places_of_contacts(reader, family);
    std::vector<std::int64_t> ids;
    for (auto const& place : places) ids.push_back(place.company_id);
    std::map<std::int64_t, store::CompanyRecord> records;
    for (auto const& record : store::find_companies(reader, ids)) {
        if (!record.merged_into)
            records.emplace(record.id, record);
        else if (auto const now = store::find_company(reader, present_company(reader, record.id)))
            records.emplace(record.id, *now);
    }
    std::vector<ContactCompany> out;
    std::set<std::int64_t> seen;
    for (auto const& place : places) {
        auto const found = records.find(place.company_id);
        if (found == records.end() || !seen.insert(found->second.id).second) continue;
        out.push_back({found->second.id, title_of(found->second), place.position, place.is_main,
                       place.left_at});
    }
    std::ranges::stable_sort(
        out, {}, [](auto const& c) { return std::pair(c.left_at.has_value(), !c.is_main); });
    return out;
}

}  // namespace

void require_company_seen(db::Reader& reader, http::Actor const& actor, std::int64_t id) {
    auto const record = store::find_company(reader, id);
    if (!record) refuse_missing();
    if (store::visible_companies(reader, actor, {id}).empty())
        refuse_others(reader, record->owner_id);
}

void require_contact_seen(db::Reader& reader, http::Actor const& actor, std::int64_t id) {
    auto const record = store::find_contact(reader, id);
    if (!record) refuse_missing();
    if (store::visible_contacts(reader, actor, {id}).empty())
        refuse_others(reader, record->owner_id);
}

CompanyCard company_card(db::Reader& reader, http::Actor const& actor, std::int64_t id) {
    require_company_seen(reader, actor, id);
    auto const record = *store::find_company(reader, id);
    auto const family = store::merged_companies(reader, id);
    CompanyCard card;
    static_cast<CompanyForm&>(card) = store::load_form(reader, record);
    card.id = id;
    card.version = record.version;
    card.title = title_of(record);
    card.owner_name = owner_name(reader, record.owner_id);
    fill_group(reader, card);
    card.people = people_of(reader, family);
    card.merged = merged_parts(reader, id, family);
    if (record.merged_into) {
        auto const into = present_company(reader, id);
        if (auto const other = store::find_company(reader, into))
            card.merged_into = CustomerLink{into, title_of(*other)};
    }
    card.created_at = record.created_at;
    card.changed_at = record.changed_at;
    card.may_change = store::may_change_company(reader, actor, id);
    return card;
}

ContactCard contact_card(db::Reader& reader, http::Actor const& actor, std::int64_t id) {
    require_contact_seen(reader, actor, id);
    auto const record = *store::find_contact(reader, id);
    auto const family = store::merged_contacts(reader, id);
    ContactCard card;
    static_cast<ContactForm&>(card) = store::load_form(reader, record);
    card.id = id;
    card.version = record.version;
    card.title = title_of(static_cast<ContactForm const&>(card));
    card.greeting = greeting_of(record);
    card.owner_name = owner_name(reader, record.owner_id);
    card.companies = companies_of(reader, family);
    auto const points = store::points_of(reader, store::Holder::contact, family);
    for (auto const& part : store::find_contacts(reader, family)) {
        if (part.id == id) continue;
        auto const own = points.find(part.id);
        auto const& brought = own == points.end() ? std::vector<CustomerPoint>() : own->second;
        card.merged.push_back({part.id, title_of(part, brought), brought});
    }
    if (record.merged_into) {
        auto const into = present_contact(reader, id);
        if (auto const other = store::find_contact(reader, into))
            card.merged_into = CustomerLink{
                into, title_of(*other, store::points_of(reader, store::Holder::contact, into))};
    }
    card.created_at = record.created_at;
    card.changed_at = record.changed_at;
    card.may_change = store::may_change_contact(reader, actor, id);
    return card;
}

}  // namespace customers
