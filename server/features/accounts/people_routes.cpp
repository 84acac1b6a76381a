#include "features/accounts/accounts_routes.h"
#include "features/accounts/passwords.h"
#include "features/accounts/people_actions.h"
#include "features/accounts/permissions.h"

namespace accounts {

using http::RawCall;
using http::ReadCall;
using http::WriteCall;

struct PersonList {
    std::vector<Person> items;
};
BOOST_DESCRIBE_STRUCT(PersonList, (), (items))

// A password is told once, when it was made here.
struct PersonSaved {
    Person person;
    std::optional<std::string> fresh_password;
};
BOOST_DESCRIBE_STRUCT(PersonSaved, (), (person, fresh_password))

// What everybody may know of everybody: to hand over, to ask, to choose an owner.
struct Colleague {
    std::int64_t id = 0;
    std::string name;
    std::string position;
    std::string role;
    std::optional<std::int64_t> team_id;
    bool active = true;
    bool on_shift = true;
};
BOOST_DESCRIBE_STRUCT(Colleague, (), (id, name, position, role, team_id, active, on_shift))

struct ColleagueList {
    std::vector<Colleague> items;
};
BOOST_DESCRIBE_STRUCT(ColleagueList, (), (items))

struct RoleCard {
    std::string key;
    base::Words words;
    std::vector<std::string> permissions;
};
BOOST_DESCRIBE_STRUCT(RoleCard, (), (key, words, permissions))

struct RoleList {
    std::vector<RoleCard> items;
};
BOOST_DESCRIBE_STRUCT(RoleList, (), (items))

struct TeamForm {
    std::string name;
    std::optional<std::int64_t> version;  // only for a known one
};
BOOST_DESCRIBE_STRUCT(TeamForm, (), (name, version))

struct TeamList {
    std::vector<Team> items;
};
BOOST_DESCRIBE_STRUCT(TeamList, (), (items))

namespace {

ColleagueList colleagues(ReadCall& call) {
    ColleagueList list;
    for (auto& person : all_people(call.db))
        list.items.push_back({person.id, person.name, person.position, person.role, person.team_id,
                              person.active, person.on_shift});
    return list;
}

RoleList role_list(ReadCall&) {
    RoleList list;
    for (auto const& role : roles()) {
        RoleCard card{std::string(role.key), role.words, {}};
        for (auto const permission : role.permissions)
            card.permissions.emplace_back(permission.name);
        list.items.push_back(std::move(card));
    }
    return list;
}

PersonSaved add(RawCall& call, PersonForm const& body) {
    auto const form = checked(body);
    auto const password = form.password.value_or(fresh_password());
    auto const hash = hash_password(password);
    PersonSaved saved;
    saved.person = call.database.write([&](db::Transaction& tx) {
        return require_person(tx, add_person(tx, call.actor, form, hash, call.now));
    });
    if (!form.password) saved.fresh_password = password;
    return saved;
}

PersonSaved reset(RawCall& call) {
    PersonSaved saved;
    saved.fresh_password = fresh_password();
    auto const hash = hash_password(*saved.fresh_password);
    saved.person = call.database.write([&](db::Transaction& tx) {
        reset_password(tx, call.actor, call.id(), hash, call.now);
        return require_person(tx, call.id());
    });
    return saved;
}

Person change(WriteCall& call, PersonForm const& body) {
    change_person(call.db, call.actor, call.id(), checked(body), call.now);
    return require_person(call.db, call.id());
}

void mount_teams(http::Router& router) {
    router.get("/api/teams", http::signed_in, "Teams",
               [](ReadCall& call) { return TeamList{all_teams(call.db)}; });
    router.post("/api/teams", people_manage, "Make a team",
                [](WriteCall& call, TeamForm const& form) {
                    auto const id = add_team(call.db, call.actor, form.name, call.now);
                    return *find_team(call.db, id);
                });
    router.put("/api/teams/{id}", people_manage, "Rename a team",
               [](WriteCall& call, TeamForm const& form) {
                   rename_team(call.db, call.actor,
                               {call.id(), form.name, form.version.value_or(0)}, call.now);
                   return *find_team(call.db, call.id());
               });
    router.remove("/api/teams/{id}", people_manage, "Remove an empty team",
                  [](WriteCall& call) { remove_team(call.db, call.actor, call.id(), call.now); });
}

}  // namespace

void mount_people_routes(http::Router& router) {
    router.get("/api/colleagues", http::signed_in, "Who works here", &colleagues);
    router.get("/api/roles", http::signed_in, "Roles and what they may", &role_list);
    router.get("/api/people", people_manage, "People and their logins",
               [](ReadCall& call) { return PersonList{all_people(call.db)}; });
    router.get("/api/people/{id}", people_manage, "A person",
               [](ReadCall& call) { return require_person(call.db, call.id()); });
    router.post("/api/people", people_manage, "Add a person", &add);
    router.put("/api/people/{id}", people_manage, "Change a person", &change);
    router.post("/api/people/{id}/password", people_manage,
                "Give a person a fresh password; it is told once", &reset);
    mount_teams(router);
}

}  // namespace accounts
