// The tables people and teams.
#pragma once
#include "features/accounts/people.h"
#include "platform/db/database.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace accounts {

struct Team {
    std::int64_t id = 0;
    std::string name;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Team, (), (id, name, version))

bool has_people(db::Reader& reader);
std::vector<Person> all_people(db::Reader& reader);  // a department: tens, by name
std::optional<Person> find_person(db::Reader& reader, std::int64_t id);
std::optional<Person> find_person(db::Reader& reader, std::string_view login);
std::string password_hash(db::Reader& reader, std::int64_t person_id);
// Is there somebody else active in one of these roles?
bool others_in_roles(db::Reader& reader, std::int64_t except_id,
                     std::vector<std::string> const& roles);

// Both refuse a login that is taken (conflict). update() is false if the version is another one.
std::int64_t insert_person(db::Transaction& tx, PersonForm const& form, std::string const& hash,
                           base::Instant now, std::string const& field);
bool update_person(db::Transaction& tx, std::int64_t id, PersonForm const& form);
void set_password(db::Transaction& tx, std::int64_t person_id, std::string const& hash);
void set_language(db::Transaction& tx, std::int64_t person_id, base::Language language);

std::vector<Team> all_teams(db::Reader& reader);
std::optional<Team> find_team(db::Reader& reader, std::int64_t id);
std::int64_t insert_team(db::Transaction& tx, std::string const& name);
bool update_team(db::Transaction& tx, Team const& team);
bool team_is_empty(db::Reader& reader, std::int64_t id);
void delete_team(db::Transaction& tx, std::int64_t id);

}  // namespace accounts
