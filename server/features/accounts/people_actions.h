// The verbs of the administrator about people and teams. A change is taken back by changing it
// again (compensated); a reset password is final.
#pragma once
#include "features/accounts/people.h"
#include "features/accounts/people_store.h"
#include "platform/http/call.h"

#include <cstdint>
#include <string>

namespace accounts {

// The form is checked() and the password hashed before, outside of the transaction.
std::int64_t add_person(db::Transaction& tx, http::Actor const& actor, PersonForm const& form,
                        std::string const& hash, base::Instant now, std::string const& field = "");

// Conflict if the version is another one, or nobody would be left who may manage people. Whoever
// is made inactive loses sessions at once (the guard asks for active people only).
void change_person(db::Transaction& tx, http::Actor const& actor, std::int64_t id,
                   PersonForm const& form, base::Instant now);

// Ends all sessions of the person.
void reset_password(db::Transaction& tx, http::Actor const& actor, std::int64_t id,
                    std::string const& hash, base::Instant now);

std::int64_t add_team(db::Transaction& tx, http::Actor const& actor, std::string const& name,
                      base::Instant now);
void rename_team(db::Transaction& tx, http::Actor const& actor, Team const& team,
                 base::Instant now);
void remove_team(db::Transaction& tx, http::Actor const& actor, std::int64_t id, base::Instant now);

Person require_person(db::Reader& reader, std::int64_t id);  // Refusal not_found

// 409 with the present state as `details`, so that the page can show both values.
[[noreturn]] void refuse_changed(std::string const& present_json);

}  // namespace accounts
