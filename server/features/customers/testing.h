// For the tests of this feature: a department with two teams, and short ways to ask.
#pragma once
#include "features/accounts/people_store.h"
#include "features/accounts/permissions.h"
#include "features/customers/registration.h"
#include "platform/db/testing.h"

#include <cstdint>
#include <string>

namespace customers::testing {

// Anna and Boris are one team, Vera another, Galina heads them all, Dmitry is the assistant.
class Department : public db::testing::BothDatabases {
  protected:
    Department() {
        register_customers();
        database().write([](db::Transaction& tx) {
            accounts::insert_team(tx, "Первая");
            accounts::insert_team(tx, "Вторая");
            auto const add = [&](std::string const& name, std::string_view role, int team) {
                accounts::PersonForm person;
                person.login = person.name = name;
                person.role = role;
                if (team) person.team_id = team;
                accounts::insert_person(tx, person, "", base::Instant{}, "");
            };
            add("Анна", accounts::sales_manager, 1);
            add("Борис", accounts::sales_manager, 1);
            add("Вера", accounts::sales_manager, 2);
            add("Галина", accounts::head, 0);
            add("Дмитрий", accounts::assistant, 0);
        });
    }

    static http::Actor actor(std::int64_t id, std::string_view role, std::int64_t team) {
        http::Actor actor;
        actor.id = id;
        actor.name = "Сотрудник";
        actor.role = role;
        actor.team_id = team;
        actor.permissions = accounts::permissions_of(role);
        return actor;
    }

    http::Actor const anna = actor(1, accounts::sales_manager, 1);
    http::Actor const boris = actor(2, accounts::sales_manager, 1);
    http::Actor const vera = actor(3, accounts::sales_manager, 2);
    http::Actor const galina = actor(4, accounts::head, 0);
    http::Actor const dmitry = actor(5, accounts::assistant, 0);

    base::Instant now{1'000'000};

    template <class F>
    auto in_write(F&& work) {
        now = now + std::chrono::milliseconds(1000);
        return database().write(std::forward<F>(work));
    }
    template <class F>
    auto in_read(F&& work) {
        return database().read(std::forward<F>(work));
    }

    // The code of the refusal, "" if there was none.
    template <class F>
    std::string refusal(F&& work, std::string* field = nullptr, std::string* details = nullptr) {
        try {
            in_write([&](db::Transaction& tx) { work(tx); });
        } catch (base::Refusal const& refusal) {
            if (field) *field = refusal.field;
            if (details) *details = refusal.details;
            return refusal.code;
        }
        return "";
    }
};

}  // namespace customers::testing
