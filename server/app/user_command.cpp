// tirazh user add, reset, list: for the administrator at the console, who needs no role.
#include "app/app.h"
#include "app/commands.h"
#include "features/accounts/passwords.h"
#include "features/accounts/people_actions.h"
#include "platform/base/text.h"
#include "platform/db/migrate.h"

#include <cstdio>
#include <stdexcept>

namespace app {
namespace {

http::Actor console() {
    http::Actor actor;
    actor.name = "Консоль администратора";
    return actor;
}

// The database of a company that is there and fits this program.
std::unique_ptr<db::Database> opened(base::Config const& config) {
    make_folder(config);
    db::migrate(database_settings(config));
    return db::open(database_settings(config));
}

std::int64_t team_of(db::Transaction& tx, std::string const& name, base::Instant now) {
    for (auto const& team : accounts::all_teams(tx))
        if (team.name == name) return team.id;
    return accounts::add_team(tx, console(), name, now);
}

}  // namespace

int add_user(base::Config const& config, NewUser const& user) {
    auto const database = opened(config);
    auto const now = clock_of(config)->now();
    accounts::PersonForm form;
    form.login = user.login;
    form.name = user.name;
    form.role = user.role;
    std::string const password = user.password.empty() ? accounts::fresh_password() : user.password;
    form.password = password;
    form = accounts::checked(form);
    auto const hash = accounts::hash_password(password);
    database->write([&](db::Transaction& tx) {
        auto filled = form;
        if (!user.team.empty()) filled.team_id = team_of(tx, user.team, now);
        accounts::add_person(tx, console(), filled, hash, now);
    });
    if (user.password.empty())
        std::printf("%s\t%s\n", form.login.c_str(), password.c_str());
    else
        std::printf("%s\n", form.login.c_str());
    return 0;
}

int reset_password(base::Config const& config, std::string const& login) {
    auto const database = opened(config);
    auto const password = accounts::fresh_password();
    auto const hash = accounts::hash_password(password);
    database->write([&](db::Transaction& tx) {
        auto const person = accounts::find_person(tx, base::folded(login));
        if (!person) throw std::runtime_error("there is no person with the login " + login);
        accounts::reset_password(tx, console(), person->id, hash, clock_of(config)->now());
    });
    std::printf("%s\t%s\n", login.c_str(), password.c_str());
    return 0;
}

int list_users(base::Config const& config) {
    auto const people =
        opened(config)->read([](db::Reader& reader) { return accounts::all_people(reader); });
    for (auto const& person : people)
        std::printf("%s\t%s\t%s\t%s\n", person.login.c_str(), person.role.c_str(),
                    person.active ? "active" : "inactive", person.name.c_str());
    return 0;
}

}  // namespace app
