#include "features/accounts/people_actions.h"

#include "features/accounts/changes.h"
#include "features/accounts/permissions.h"
#include "features/accounts/sessions_store.h"
#include "platform/base/refusal.h"
#include "platform/base/text.h"

#include <algorithm>

namespace accounts {
namespace {

using base::Refusal;

std::vector<std::string> roles_that_manage_people() {
    std::vector<std::string> keys;
    for (auto const& role : roles())
        if (std::ranges::find(role.permissions, people_manage) != role.permissions.end())
            keys.emplace_back(role.key);
    return keys;
}

void refuse_unknown_team(db::Reader& reader, PersonForm const& form, std::string const& field) {
    if (form.team_id && !find_team(reader, *form.team_id))
        throw Refusal::invalid("person_invalid", {"Такой команды нет.", "There is no such team."},
                               field + "team_id");
}

std::string team_name(std::string const& name) {
    auto const tidy = base::trimmed(base::clean(name));
    if (tidy.empty() || base::shortened(tidy, 100) != tidy)
        throw Refusal::invalid(
            "team_invalid",
            {"Назовите команду (до 100 знаков).", "Name the team (up to 100 characters)."}, "name");
    return tidy;
}

Team require_team(db::Reader& reader, std::int64_t id) {
    auto team = find_team(reader, id);
    if (!team)
        throw Refusal::not_found("not_found", {"Такой команды нет.", "There is no such team."});
    return *team;
}

std::string role_details(std::string const& role) {
    return "{\"role\":\"" + role + "\"}";  // a key of roles(), nothing to escape
}

}  // namespace

void refuse_changed(std::string const& present_json) {
    auto refusal =
        Refusal::conflict("changed", {"Пока вы правили, это изменил кто-то другой. Сверьте и "
                                      "сохраните ещё раз.",
                                      "Somebody else changed this meanwhile. Compare and save "
                                      "again."});
    refusal.details = present_json;
    throw refusal;
}

Person require_person(db::Reader& reader, std::int64_t id) {
    auto person = find_person(reader, id);
    if (!person)
        throw Refusal::not_found("not_found",
                                 {"Такого сотрудника нет.", "There is no such person."});
    return *person;
}

std::int64_t add_person(db::Transaction& tx, http::Actor const& actor, PersonForm const& form,
                        std::string const& hash, base::Instant now, std::string const& field) {
    refuse_unknown_team(tx, form, field);
    auto const id = insert_person(tx, form, hash, now, field);
    tell(tx, actor, now, {"person", id, "created", role_details(form.role)}, 1);
    return id;
}

void change_person(db::Transaction& tx, http::Actor const& actor, std::int64_t id,
                   PersonForm const& form, base::Instant now) {
    auto const present = require_person(tx, id);
    refuse_unknown_team(tx, form, "");
    auto const managing = roles_that_manage_people();
    bool const manages = form.active && std::ranges::find(managing, form.role) != managing.end();
    if (!manages && !others_in_roles(tx, id, managing))
        throw Refusal::conflict("last_manager",
                                {"Это последний, кто может управлять людьми. Сначала дайте это "
                                 "право кому-то ещё.",
                                 "This is the last person who may manage people. Give that right "
                                 "to somebody else first."},
                                form.active ? "role" : "active");
    if (!update_person(tx, id, form)) refuse_changed(json::to_json(present));
    if (!form.active) end_sessions(tx, id, 0);
    tell(tx, actor, now, {"person", id, "changed", role_details(form.role)}, present.version + 1);
}

void reset_password(db::Transaction& tx, http::Actor const& actor, std::int64_t id,
                    std::string const& hash, base::Instant now) {
    auto const person = require_person(tx, id);
    set_password(tx, id, hash);
    end_sessions(tx, id, 0);
    forget_failures(tx, "login:" + person.login);
    tell(tx, actor, now, {"person", id, "password_reset"}, person.version);
}

std::int64_t add_team(db::Transaction& tx, http::Actor const& actor, std::string const& name,
                      base::Instant now) {
    auto const id = insert_team(tx, team_name(name));
    tell(tx, actor, now, {"team", id, "created"}, 1);
    return id;
}

void rename_team(db::Transaction& tx, http::Actor const& actor, Team const& team,
                 base::Instant now) {
    auto const present = require_team(tx, team.id);
    if (!update_team(tx, {team.id, team_name(team.name), team.version}))
        refuse_changed(json::to_json(present));
    tell(tx, actor, now, {"team", team.id, "changed"}, team.version + 1);
}

void remove_team(db::Transaction& tx, http::Actor const& actor, std::int64_t id,
                 base::Instant now) {
    require_team(tx, id);
    if (!team_is_empty(tx, id))
        throw Refusal::conflict("team_in_use", {"В команде есть люди: сначала переведите их.",
                                                "The team has people: move them first."});
    delete_team(tx, id);
    tell(tx, actor, now, {"team", id, "removed"}, 0);
}

}  // namespace accounts
