#include "features/letters/testing.h"

namespace letters::testing {

http::Actor LettersTest::person(std::string const& login, std::string_view role) {
    http::Actor actor;
    actor.id = database().write([&](db::Transaction& tx) {
        return tx.insert(
            "INSERT INTO people (login, name, role, password_hash, created_at) "
            "VALUES ($1, $1, $2, '', 0) RETURNING id",
            login, role);
    });
    actor.name = login;
    actor.role = role;
    actor.permissions = accounts::permissions_of(role);
    return actor;
}

}  // namespace letters::testing
