#include "features/accounts/people_store.h"

#include "platform/base/refusal.h"
#include "platform/db/query.h"

namespace accounts {
namespace {

constexpr std::string_view select =
    "SELECT id, login, name, position, phone, email, role, team_id, language, active, on_shift, "
    "created_at, version FROM people ";

void refuse_taken_login(db::Reader& reader, std::string const& login, std::int64_t except_id,
                        std::string const& field) {
    auto const other = find_person(reader, login);
    if (other && other->id != except_id)
        throw base::Refusal::conflict(
            "login_taken", {"Этот логин уже занят.", "This login is taken."}, field + "login");
}

}  // namespace

bool has_people(db::Reader& reader) {
    return reader.maybe<std::int64_t>("SELECT id FROM people LIMIT 1").has_value();
}

std::vector<Person> all_people(db::Reader& reader) {
    return reader.all<Person>(std::string(select) + "ORDER BY active DESC, name, id");
}

std::optional<Person> find_person(db::Reader& reader, std::int64_t id) {
    return reader.maybe<Person>(std::string(select) + "WHERE id = $1", id);
}

std::optional<Person> find_person(db::Reader& reader, std::string_view login) {
    return reader.maybe<Person>(std::string(select) + "WHERE login = $1", login);
}

std::string password_hash(db::Reader& reader, std::int64_t person_id) {
    return reader.one<std::string>("SELECT password_hash FROM people WHERE id = $1", person_id);
}

bool others_in_roles(db::Reader& reader, std::int64_t except_id,
                     std::vector<std::string> const& roles) {
    db::Query query("SELECT id FROM people WHERE active = 1 AND id <> ?", except_id);
    query.add_list(" AND role IN (", roles, ") LIMIT 1");
    return !query.all<std::int64_t>(reader).empty();
}

std::int64_t insert_person(db::Transaction& tx, PersonForm const& form, std::string const& hash,
                           base::Instant now, std::string const& field) {
    refuse_taken_login(tx, form.login, 0, field);
    return tx.insert(
        "INSERT INTO people (login, password_hash, name, position, phone, email, role, team_id, "
        "language, active, on_shift, created_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id",
        form.login, hash, form.name, form.position, form.phone, form.email, form.role, form.team_id,
        form.language, form.active, form.on_shift, now);
}

bool update_person(db::Transaction& tx, std::int64_t id, PersonForm const& form) {
    refuse_taken_login(tx, form.login, id, "");
    return tx.run(
               "UPDATE people SET login = $3, name = $4, position = $5, phone = $6, email = $7, "
               "role = $8, team_id = $9, language = $10, active = $11, on_shift = $12, "
               "version = version + 1 WHERE id = $1 AND version = $2",
               id, form.version.value_or(0), form.login, form.name, form.position, form.phone,
               form.email, form.role, form.team_id, form.language, form.active, form.on_shift) == 1;
}

void set_password(db::Transaction& tx, std::int64_t person_id, std::string const& hash) {
    tx.run("UPDATE people SET password_hash = $2 WHERE id = $1", person_id, hash);
}

void set_language(db::Transaction& tx, std::int64_t person_id, base::Language language) {
    tx.run("UPDATE people SET language = $2 WHERE id = $1", person_id, language);
}

std::vector<Team> all_teams(db::Reader& reader) {
    return reader.all<Team>("SELECT id, name, version FROM teams ORDER BY name, id");
}

std::optional<Team> find_team(db::Reader& reader, std::int64_t id) {
    return reader.maybe<Team>("SELECT id, name, version FROM teams WHERE id = $1", id);
}

std::int64_t insert_team(db::Transaction& tx, std::string const& name) {
    return tx.insert("INSERT INTO teams (name) VALUES ($1) RETURNING id", name);
}

bool update_team(db::Transaction& tx, Team const& team) {
    return tx.run(
               "UPDATE teams SET name = $3, version = version + 1 WHERE id = $1 AND version = $2",
               team.id, team.version, team.name) == 1;
}

bool team_is_empty(db::Reader& reader, std::int64_t id) {
    return !reader.maybe<std::int64_t>("SELECT id FROM people WHERE team_id = $1 LIMIT 1", id);
}

void delete_team(db::Transaction& tx, std::int64_t id) {
    tx.run("DELETE FROM teams WHERE id = $1", id);
}

}  // namespace accounts
