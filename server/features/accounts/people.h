// A person of the department: who signs in, under which name letters go out, what role they have.
// Rules only; the rows are people_store's, the verbs people_actions'.
#pragma once
#include "platform/base/time.h"
#include "platform/base/words.h"
#include "platform/json/json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

namespace accounts {

struct Person {
    std::int64_t id = 0;
    std::string login;
    std::string name;
    std::string position;
    std::string phone;
    std::string email;
    std::string role;
    std::optional<std::int64_t> team_id;
    base::Language language = base::Language::ru;
    bool active = true;
    bool on_shift = true;  // takes part in handing out enquiries (1.1)
    base::Instant created_at;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Person, (),
                      (id, login, name, position, phone, email, role, team_id, language, active,
                       on_shift, created_at, version))

// What a form says about a person. `password`: empty = a fresh one is made and told once.
struct PersonForm {
    std::string login;
    std::string name;
    std::string position;
    std::string phone;
    std::string email;
    std::string role;
    std::optional<std::int64_t> team_id;
    base::Language language = base::Language::ru;
    bool active = true;
    bool on_shift = true;
    std::optional<std::string> password;  // only for a new person
    std::optional<std::int64_t> version;  // only for a known one: the version that was edited
};
BOOST_DESCRIBE_STRUCT(PersonForm, (),
                      (login, name, position, phone, email, role, team_id, language, active,
                       on_shift, password, version))

// Cleaned, trimmed, the login folded. Throws Refusal invalid; `field` is put before the names.
PersonForm checked(PersonForm form, std::string const& field = "");

// At least ten characters and not the login. Throws Refusal invalid.
void check_password(std::string_view password, std::string_view login, std::string const& field);

}  // namespace accounts
