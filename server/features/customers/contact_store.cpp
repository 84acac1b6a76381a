#include "features/customers/contact_store.h"

#include "features/accounts/permissions.h"
#include "features/customers/company_store.h"
#include "features/customers/point_store.h"
#include "features/journal/journal.h"

namespace customers::store {
namespace {

std::string select(std::string_view rest) {
    return "SELECT t.surname, t.name, t.patronymic, t.address_form, t.note, t.consent_at, "
           "t.owner_id, t.id, t.merged_into, t.created_at, t.changed_at, t.version " +
           std::string(rest);
}

void replace_places(db::Transaction& tx, std::int64_t contact_id,
                    std::vector<ContactPlace> const& places) {
    tx.run("DELETE FROM company_contacts WHERE contact_id = $1", contact_id);
    for (auto const& place : places)
        tx.run(
            "INSERT INTO company_contacts (company_id, contact_id, position, is_main, left_at) "
            "VALUES ($1, $2, $3, $4, $5)",
            place.company_id, contact_id, place.position, place.is_main, place.left_at);
}

void replace_lists(db::Transaction& tx, std::int64_t id, ContactForm const& form) {
    replace_points(tx, Holder::contact, id, form.points);
    replace_places(tx, id, form.places);
}

struct NamedPerson {
    std::int64_t id = 0;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(NamedPerson, (), (id, name))

// By his own owner, or through a company.
db::Query owned_or_at(http::Actor const& actor, db::Query const& companies) {
    db::Query query(
        "t.owner_id IS NULL OR t.owner_id = ? OR t.owner_id IN "
        "(SELECT id FROM people WHERE team_id = ? AND team_id > 0) OR EXISTS "
        "(SELECT 1 FROM company_contacts cc JOIN companies c ON c.id = cc.company_id "
        "WHERE cc.contact_id = t.id",
        actor.id, actor.team_id);
    return query.add(companies).add(")");
}

std::function<db::Query(http::Actor const&)>& opened_by_deals() {
    static std::function<db::Query(http::Actor const&)> condition;
    return condition;
}

}  // namespace

std::optional<ContactRecord> find_contact(db::Reader& reader, std::int64_t id) {
    return reader.maybe<ContactRecord>(select("FROM contacts t WHERE t.id = $1"), id);
}

std::vector<ContactRecord> find_contacts(db::Reader& reader, std::vector<std::int64_t> const& ids) {
    if (ids.empty()) return {};
    db::Query query(select("FROM contacts t WHERE "));
    return query.add_list("t.id IN (", ids, ") ORDER BY t.id").all<ContactRecord>(reader);
}

std::vector<std::int64_t> contact_ids_after(db::Reader& reader, std::int64_t after, int limit) {
    return reader.all<std::int64_t>(
        "SELECT id FROM contacts WHERE id > $1 AND merged_into IS NULL ORDER BY id LIMIT $2", after,
        limit);
}

void lock_contact(db::Transaction& tx, std::int64_t id) {
    if (tx.dialect() == db::Dialect::postgres)
        tx.all<std::int64_t>("SELECT id FROM contacts WHERE id = $1 FOR UPDATE", id);
}

ContactForm load_form(db::Reader& reader, ContactRecord const& record) {
    ContactForm form;
    static_cast<ContactFacts&>(form) = record;
    form.points = points_of(reader, Holder::contact, record.id);
    for (auto& row : places_of_contacts(reader, {record.id}))
        form.places.push_back({row.company_id, row.position, row.is_main, row.left_at});
    return form;
}

std::int64_t insert_contact(db::Transaction& tx, ContactForm const& form, base::Instant now) {
    auto const id = tx.insert(
        "INSERT INTO contacts (surname, name, patronymic, address_form, full_key, note, "
        "consent_at, owner_id, created_at, changed_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) RETURNING id",
        form.surname, form.name, form.patronymic, form.address_form, full_key(form), form.note,
        form.consent_at, form.owner_id, now);
    replace_lists(tx, id, form);
    return id;
}

bool update_contact(db::Transaction& tx, std::int64_t id, std::int64_t version,
                    ContactForm const& form, base::Instant now) {
    auto const changed = tx.run(
        "UPDATE contacts SET surname = $3, name = $4, patronymic = $5, address_form = $6, "
        "full_key = $7, note = $8, consent_at = $9, owner_id = $10, changed_at = $11, "
        "version = version + 1 WHERE id = $1 AND version = $2",
        id, version, form.surname, form.name, form.patronymic, form.address_form, full_key(form),
        form.note, form.consent_at, form.owner_id, now);
    if (changed == 0) return false;
    replace_lists(tx, id, form);
    return true;
}

bool set_contact_merged(db::Transaction& tx, std::int64_t id, std::int64_t version,
                        std::optional<std::int64_t> into, base::Instant now) {
    return tx.run(
               "UPDATE contacts SET merged_into = $3, changed_at = $4, version = version + 1 "
               "WHERE id = $1 AND version = $2",
               id, version, into, now) == 1;
}

std::vector<std::int64_t> merged_contacts(db::Reader& reader, std::int64_t id) {
    return same_contacts(id).add(" ORDER BY id").all<std::int64_t>(reader);
}

std::vector<PlaceRow> places_of_contacts(db::Reader& reader, std::vector<std::int64_t> const& ids) {
    if (ids.empty()) return {};
    db::Query query(
        "SELECT company_id, contact_id, position, is_main, left_at FROM company_contacts ");
    return query
        .add_list("WHERE contact_id IN (", ids, ") ORDER BY contact_id, is_main DESC, company_id")
        .all<PlaceRow>(reader);
}

std::vector<PlaceRow> places_at_companies(db::Reader& reader, std::vector<std::int64_t> const& ids,
                                          int limit) {
    if (ids.empty()) return {};
    db::Query query(
        "SELECT company_id, contact_id, position, is_main, left_at FROM company_contacts ");
    return query.add_list("WHERE company_id IN (", ids, ") ORDER BY company_id, contact_id")
        .add(" LIMIT ?", limit)
        .all<PlaceRow>(reader);
}

db::Query contacts_visible_to(http::Actor const& actor) {
    if (journal::is_program(actor) || actor.may(accounts::customers_see_all)) return {};
    if (!actor.may(accounts::customers_read)) return db::Query(" AND 1 = 0");
    db::Query query(" AND (");
    query.add(owned_or_at(actor, companies_visible_to(actor)));
    if (opened_by_deals()) query.add(" OR ").add(opened_by_deals()(actor));
    return query.add(")");
}

db::Query contacts_changeable_by(http::Actor const& actor) {
    if (journal::is_program(actor)) return {};
    if (!actor.may(accounts::customers_change)) return db::Query(" AND 1 = 0");
    if (actor.may(accounts::deals_see_all)) return {};
    return db::Query(" AND (").add(owned_or_at(actor, companies_changeable_by(actor))).add(")");
}

std::vector<std::int64_t> visible_contacts(db::Reader& reader, http::Actor const& actor,
                                           std::vector<std::int64_t> const& ids) {
    if (ids.empty()) return {};
    db::Query query("SELECT t.id FROM contacts t WHERE ");
    query.add_list("t.id IN (", ids, ")").add(contacts_visible_to(actor));
    return query.all<std::int64_t>(reader);
}

bool may_change_contact(db::Reader& reader, http::Actor const& actor, std::int64_t id) {
    db::Query query("SELECT t.id FROM contacts t WHERE t.id = ?", id);
    return !query.add(contacts_changeable_by(actor)).all<std::int64_t>(reader).empty();
}

std::map<std::int64_t, std::string> names_of_people(db::Reader& reader,
                                                    std::vector<std::int64_t> const& ids) {
    std::map<std::int64_t, std::string> names;
    if (ids.empty()) return names;
    db::Query query("SELECT id, name FROM people WHERE ");
    query.add_list("id IN (", ids, ")");
    for (auto& person : query.all<NamedPerson>(reader)) names[person.id] = std::move(person.name);
    return names;
}

bool is_active_person(db::Reader& reader, std::int64_t id) {
    return reader.maybe<std::int64_t>("SELECT id FROM people WHERE id = $1 AND active = 1", id)
        .has_value();
}

void open_contacts_by_deals(std::function<db::Query(http::Actor const&)> condition) {
    opened_by_deals() = std::move(condition);
}

}  // namespace customers::store

namespace customers {

db::Query same_contacts(std::int64_t id) {
    return db::Query(
        "WITH RECURSIVE family (id) AS (SELECT id FROM contacts WHERE id = ? UNION "
        "SELECT m.id FROM contacts m JOIN family f ON m.merged_into = f.id) "
        "SELECT id FROM family",
        id);
}

}  // namespace customers
