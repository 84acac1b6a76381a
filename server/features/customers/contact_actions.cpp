#include "features/customers/contact_actions.h"

#include "features/customers/changes.h"
#include "features/customers/company_actions.h"
#include "features/customers/company_store.h"
#include "features/customers/contact_store.h"
#include "features/customers/documents.h"
#include "features/journal/journal.h"
#include "features/journal/nouns.h"
#include "platform/live/live.h"

#include <algorithm>
#include <set>

namespace customers {
namespace {

constexpr std::string_view noun = "contact";
constexpr int deepest_merge = 50;

store::ContactRecord require_contact(db::Reader& reader, std::int64_t id) {
    auto contact = store::find_contact(reader, id);
    if (!contact)
        throw base::Refusal::not_found("not_found",
                                       {"Такого контакта нет.", "There is no such contact."});
    return *contact;
}

void check_references(db::Reader& reader, ContactForm const& form, std::string const& prefix) {
    if (form.owner_id && !store::is_active_person(reader, *form.owner_id))
        throw base::Refusal::invalid("owner_unknown",
                                     {"Такого сотрудника нет.", "There is no such colleague."},
                                     prefix + "owner_id");
    std::vector<std::int64_t> ids;
    for (auto const& place : form.places) ids.push_back(place.company_id);
    auto const known = store::find_companies(reader, ids);
    for (std::size_t i = 0; i < form.places.size(); ++i)
        if (std::ranges::find(known, form.places[i].company_id, &store::CompanyRecord::id) ==
            known.end())
            throw base::Refusal::invalid("company_unknown",
                                         {"Такой компании нет.", "There is no such company."},
                                         prefix + "places[" + std::to_string(i) + "].company_id");
}

// The contact's page and those of his companies, of before and of now.
void tell(db::Transaction& tx, std::int64_t id, std::string const& verb, std::int64_t version,
          std::set<std::int64_t> const& companies, base::Instant now) {
    live::publish(tx, {std::string(noun), id, verb, version}, now);
    for (auto const company : companies) live::publish(tx, {"company", company, "changed", 0}, now);
}

std::set<std::int64_t> companies_of(ContactForm const& form) {
    std::set<std::int64_t> ids;
    for (auto const& place : form.places) ids.insert(place.company_id);
    return ids;
}

std::set<std::int64_t> companies_of(ContactForm const& one, ContactForm const& other) {
    auto ids = companies_of(one);
    ids.merge(companies_of(other));
    return ids;
}

void show_at_companies(journal::Fact& fact, std::set<std::int64_t> const& companies) {
    for (auto const company : companies) fact.also.push_back({"company", company});
}

// One way for every change, by form or by a single act: the event keeps the whole form before it.
void save(db::Transaction& tx, http::Actor const& actor, base::Instant now,
          store::ContactRecord const& record, ContactForm const& before, ContactForm const& after,
          std::string const& verb) {
    if (json::changes(before, after).empty()) return;
    if (!store::update_contact(tx, record.id, record.version, after, now))
        refuse_changed(record.version, before, after);
    index_contact(tx, record.id);
    auto const companies = companies_of(before, after);
    auto fact = change_fact(std::string(noun), record.id, verb, record.version + 1, before, after);
    show_at_companies(fact, companies);
    journal::record(tx, actor, now, fact);
    tell(tx, record.id, "changed", record.version + 1, companies, now);
}

void restore(db::Transaction& tx, http::Actor const&, base::Instant now,
             journal::Subject const& subject, std::string const& undo_data) {
    auto const before = read_replaced<ContactForm>(undo_data);
    store::lock_contact(tx, subject.id);
    auto const record = require_contact(tx, subject.id);
    auto const current = store::load_form(tx, record);
    if (record.version != before.version ||
        !store::update_contact(tx, subject.id, before.version, before.form, now))
        refuse_undo(record.version, current, before.form);
    index_contact(tx, subject.id);
    tell(tx, subject.id, "changed", before.version + 1, companies_of(current, before.form), now);
}

void unmerge(db::Transaction& tx, http::Actor const&, base::Instant now,
             journal::Subject const& subject, std::string const& undo_data) {
    auto const merged = json::from_json<MergedInto>(undo_data);
    store::lock_contact(tx, subject.id);
    auto const record = require_contact(tx, subject.id);
    if (record.version != merged.version || record.merged_into != merged.into)
        throw base::Refusal::conflict(
            "undo_changed_since",
            {"Отменить объединение нельзя: после него контакт меняли ещё раз.",
             "The merge cannot be taken back: the contact was changed again."});
    store::set_contact_merged(tx, subject.id, record.version, std::nullopt, now);
    index_contact(tx, subject.id);
    index_contact(tx, present_contact(tx, merged.into));
    tell(tx, subject.id, "changed", record.version + 1, companies_of(store::load_form(tx, record)),
         now);
    tell(tx, merged.into, "changed", 0, {}, now);
}

}  // namespace

std::int64_t present_contact(db::Reader& reader, std::int64_t id) {
    for (int depth = 0; depth < deepest_merge; ++depth) {
        auto const contact = store::find_contact(reader, id);
        if (!contact || !contact->merged_into) return id;
        id = *contact->merged_into;
    }
    return id;
}

std::int64_t create_contact(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                            ContactForm const& given, std::string const& field) {
    auto const form = checked(given, field);
    check_references(tx, form, field.empty() ? "" : field + ".");
    auto const id = store::insert_contact(tx, form, now);
    index_contact(tx, id);
    journal::Fact fact{.noun = std::string(noun),
                       .id = id,
                       .verb = "created",
                       .undo = journal::Undo::compensated};  // by a merge
    show_at_companies(fact, companies_of(form));
    journal::record(tx, actor, now, fact);
    tell(tx, id, "created", 1, companies_of(form), now);
    return id;
}

std::int64_t create_contact(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                            PersonFields const& person, std::int64_t owner_id,
                            std::string const& field) {
    auto form = checked_person(person, field);
    if (owner_id) form.owner_id = owner_id;
    return create_contact(tx, actor, now, form, field);
}

void join(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t company_id,
          std::int64_t contact_id, std::string const& position) {
    store::lock_contact(tx, contact_id);
    auto const record = require_contact(tx, contact_id);
    auto const before = store::load_form(tx, record);
    auto after = before;
    auto const place = std::ranges::find(after.places, company_id, &ContactPlace::company_id);
    if (place == after.places.end()) {
        after.places.push_back({company_id, position, false, std::nullopt});
    } else {
        place->left_at.reset();
        if (!position.empty()) place->position = position;
    }
    after = checked(after, "");
    check_references(tx, after, "");
    save(tx, actor, now, record, before, after, "joined");
}

void add_points(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                std::int64_t contact_id, std::vector<std::string> const& phones,
                std::vector<std::string> const& emails) {
    store::lock_contact(tx, contact_id);
    auto const record = require_contact(tx, contact_id);
    auto const before = store::load_form(tx, record);
    PersonFields added;
    added.phones = phones;
    added.emails = emails;
    added.name = "?";  // so that no points at all are allowed
    auto after = before;
    for (auto& point : checked_person(added, "").points) {
        bool const known = std::ranges::any_of(after.points, [&](auto const& other) {
            return other.kind == point.kind && point_key(other) == point_key(point);
        });
        point.preferred = false;
        if (!known) after.points.push_back(std::move(point));
    }
    after.points = checked_points(after.points, "");
    save(tx, actor, now, record, before, after, "points_added");
}

void change_contact(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                    std::int64_t id, ContactEdit const& edit) {
    journal::require_change(tx, actor, noun, id);
    auto const form = checked(edit, "");
    store::lock_contact(tx, id);
    auto const record = require_contact(tx, id);
    auto const before = store::load_form(tx, record);
    if (record.version != edit.version) refuse_changed(record.version, before, form);
    check_references(tx, form, "");
    save(tx, actor, now, record, before, form, "changed");
}

void merge_contacts(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                    std::int64_t id, std::int64_t into) {
    if (id == into)
        throw base::Refusal::invalid("merge_with_itself",
                                     {"Выберите другой контакт: с самим собой не объединяют.",
                                      "Choose another contact: it cannot be merged with itself."},
                                     "into");
    journal::require_change(tx, actor, noun, id);
    journal::require_change(tx, actor, noun, into);
    for (auto const one : {std::min(id, into), std::max(id, into)}) store::lock_contact(tx, one);
    auto const from_record = require_contact(tx, id), into_record = require_contact(tx, into);
    if (from_record.merged_into || into_record.merged_into)
        throw base::Refusal::conflict(
            "merged_already", {"Один из контактов уже объединён с другим. Обновите страницу.",
                               "One of them was merged already. Refresh the page."});
    auto const from_form = store::load_form(tx, from_record);
    store::set_contact_merged(tx, id, from_record.version, into, now);
    index_contact(tx, id);
    index_contact(tx, into);
    MergedTitles const titles{title_of(from_form), title_of(store::load_form(tx, into_record))};
    journal::record(tx, actor, now,
                    {.noun = std::string(noun),
                     .id = id,
                     .verb = "merged",
                     .details = json::to_json(MergedDetails{id, into}),
                     .personal = json::to_json(titles),
                     .undo = journal::Undo::reversible,
                     .undo_data = json::to_json(MergedInto{into, from_record.version + 1}),
                     .also = {{std::string(noun), into}}});
    tell(tx, id, "merged", from_record.version + 1, companies_of(from_form), now);
    tell(tx, into, "changed", into_record.version, {}, now);
}

void register_contact_undo() {
    for (auto const* verb : {"changed", "joined", "points_added"})
        journal::register_undo("contact", verb, &restore);
    journal::register_undo("contact", "merged", &unmerge);
}

}  // namespace customers
