// A small department for the tests of deals, on both databases: two sales managers of one team, an
// account manager, an assistant, the head, and a client, wired as the app wires them.
#pragma once
#include "features/accounts/permissions.h"
#include "features/customers/customers.h"
#include "features/customers/registration.h"
#include "features/deals/deal_actions.h"
#include "features/deals/deal_facts.h"
#include "features/deals/deal_record.h"
#include "features/deals/deal_store.h"
#include "features/deals/deal_views.h"
#include "features/journal/journal.h"
#include "features/process/process_actions.h"
#include "features/tasks/task_actions.h"
#include "features/tasks/task_store.h"
#include "platform/db/testing.h"

#include <string>
#include <utility>

namespace deals::testing {

inline base::Instant instant(char const* text) {
    return base::parse_instant(text).value();
}

class Department : public db::testing::BothDatabases {
  protected:
    template <class F>
    auto write(F&& work) {
        return database().write(std::forward<F>(work));
    }
    template <class F>
    auto read(F&& work) {
        return database().read(std::forward<F>(work));
    }

    Department() {
        tasks::changed.forget_all();
        tasks::assigned.forget_all();
        process::changing.forget_all();
        tasks::changed.then("next step", &follow_task);
        tasks::assigned.then("see", &let_assignee_see);
        process::changing.then("follow", &follow_process);
        customers::register_customers();
        tasks::register_noun_and_undo();
        register_noun_and_undo();
        team = write([](db::Transaction& tx) {
            return tx.insert("INSERT INTO teams (name) VALUES ('Первая') RETURNING id");
        });
        anna = person("Анна Смирнова", accounts::sales_manager, team);
        boris = person("Борис Котов", accounts::sales_manager, team);
        vera = person("Вера Лис", accounts::account_manager, 0);
        gleb = person("Глеб Орлов", accounts::assistant, 0);
        head = person("Ольга Головина", accounts::head, 0);
        write([&](db::Transaction& tx) {
            process::follow_factory(tx, now);
            company = customers::create_company(tx, anna, now, {.name = "Ромашка"}, anna.id, "");
            contact = customers::create_contact(
                tx, anna, now, {.surname = "Петрова", .name = "Ирина"}, anna.id, "");
        });
    }
    ~Department() override {
        tasks::changed.forget_all();
        tasks::assigned.forget_all();
        process::changing.forget_all();
    }

    http::Actor person(std::string const& name, std::string_view role, std::int64_t of_team) {
        http::Actor actor;
        actor.name = name;
        actor.role = role;
        actor.team_id = of_team;
        actor.permissions = accounts::permissions_of(role);
        std::optional<std::int64_t> team_id;
        if (of_team) team_id = of_team;
        actor.id = write([&](db::Transaction& tx) {
            return tx.insert(
                "INSERT INTO people (login, password_hash, name, role, team_id, created_at) "
                "VALUES ($1, '', $1, $2, $3, 1) RETURNING id",
                name, role, team_id);
        });
        return actor;
    }

    // The refusal's code, empty if it was done.
    template <class F>
    std::string refusal(F&& work) {
        try {
            write(std::forward<F>(work));
        } catch (base::Refusal const& refused) {
            details = refused.details;
            return refused.code;
        }
        return "";
    }

    NewDeal wanted() const {
        return {.company_id = company,
                .contact_id = contact,
                .channel = "mail",
                .need = {.items = {{.product = "Кружки белые", .runs = {100, 300}}}}};
    }
    std::int64_t open_as(http::Actor const& actor, NewDeal const& deal) {
        return write([&](db::Transaction& tx) { return open(tx, actor, now, deal); });
    }
    std::int64_t open_as(http::Actor const& actor) {
        auto deal = wanted();
        if (actor.id != anna.id) deal.company_id = 0;  // the client is Anna's
        if (actor.id != anna.id && actor.id != head.id)
            deal.contact_id = write([&](db::Transaction& tx) {
                return customers::create_contact(tx, actor, now, {.surname = "Ли"}, actor.id, "");
            });
        return open_as(actor, deal);
    }
    DealCard card_as(http::Actor const& actor, std::int64_t id) {
        return read([&](db::Reader& reader) { return card(reader, actor, now, id); });
    }
    void tell(std::int64_t id, char const* fact) {
        write([&](db::Transaction& tx) { tell_fact(tx, anna, now, id, fact); });
    }
    void drop_on(http::Actor const& actor, std::int64_t id, char const* stage) {
        write([&](db::Transaction& tx) { move(tx, actor, now, id, stage); });
    }
    std::int64_t last_event(std::string const& verb) {
        return read([&](db::Reader& reader) {
            return reader.one<std::int64_t>("SELECT MAX(id) FROM events WHERE verb = $1", verb);
        });
    }
    void undo_as(http::Actor const& actor, std::int64_t event) {
        write([&](db::Transaction& tx) { journal::undo(tx, actor, now, event); });
    }
    std::string tasks_of(std::int64_t id) {  // "quote@2026-…;", open ones
        std::string out;
        for (auto const& task : card_as(head, id).tasks)
            out += task.kind + "@" + base::to_text(task.due_at).substr(0, 16) + ";";
        return out;
    }
    void expect_right_counters() {
        for (bool const folded : {false, true}) {
            read([&](db::Reader& reader) {
                EXPECT_EQ(store::wrong_counters(reader), std::vector<std::string>{})
                    << (folded ? "folded" : "not folded");
            });
            write([](db::Transaction& tx) { store::fold(tx, 1000); });
        }
    }

    base::Instant now = instant("2026-11-25T07:00:00Z");  // Wednesday, 10:00 in Moscow
    http::Actor anna, boris, vera, gleb, head;
    std::int64_t team = 0, company = 0, contact = 0;
    std::string details;
};

}  // namespace deals::testing
