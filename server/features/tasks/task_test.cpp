#include "features/tasks/task.h"

#include "features/accounts/permissions.h"
#include "features/journal/journal.h"
#include "features/journal/nouns.h"
#include "features/tasks/task_actions.h"
#include "features/tasks/task_routes.h"
#include "features/tasks/task_store.h"
#include "platform/db/testing.h"

namespace tasks {
namespace {

base::Instant instant(char const* text) {
    return base::parse_instant(text).value();
}

TEST(TaskRules, OnlyOpenTasksAreClosedOrChanged) {
    for (auto const verb : {TaskVerb::complete, TaskVerb::cancel, TaskVerb::change}) {
        EXPECT_TRUE(may(TaskState::open, verb));
        EXPECT_FALSE(may(TaskState::done, verb));
        EXPECT_FALSE(may(TaskState::cancelled, verb));
    }
    EXPECT_FALSE(may(TaskState::open, TaskVerb::reopen));
    EXPECT_TRUE(may(TaskState::done, TaskVerb::reopen));
}

TEST(TaskRules, TheNextDayOfAFridayIsMonday) {
    calendar::WorkingTime const time{
        calendar::Calendar::factory(), base::Zone("Europe/Moscow"), {}};
    auto const bounds = day_bounds(time, instant("2026-11-27T09:00:00Z"));
    EXPECT_EQ(base::to_text(bounds.today_ends), "2026-11-27T21:00:00.000Z");
    EXPECT_EQ(base::to_text(bounds.next_working_day), "2026-11-30");
    EXPECT_EQ(base::to_text(bounds.next_day_ends), "2026-11-30T21:00:00.000Z");
}

// Everybody sees ships with even ids; only 1 (the first person) changes them.
class TaskTest : public db::testing::BothDatabases {
  protected:
    TaskTest() {
        changed.forget_all();
        assigned.forget_all();
        register_noun_and_undo();
        journal::register_noun(
            {"ship",
             {"Корабль", "Ship"},
             [](db::Reader&, http::Actor const&, std::int64_t id) { return id % 2 == 0; },
             [this](db::Reader&, http::Actor const& actor, std::int64_t) {
                 return actor.id == anna.id;
             },
             nullptr});
        anna = person("anna", accounts::sales_manager);
        boris = person("boris", accounts::assistant);
        head = person("head", accounts::head);
    }
    ~TaskTest() override {
        changed.forget_all();
        assigned.forget_all();
    }

    http::Actor person(std::string const& login, std::string_view role) {
        http::Actor actor;
        actor.name = login;
        actor.role = role;
        actor.permissions = accounts::permissions_of(role);
        actor.id = database().write([&](db::Transaction& tx) {
            return tx.insert(
                "INSERT INTO people (login, password_hash, name, role, created_at) "
                "VALUES ($1, '', $1, $2, 1) RETURNING id",
                login, role);
        });
        return actor;
    }
    template <class F>
    auto write(F&& work) {
        return database().write(std::forward<F>(work));
    }
    std::int64_t task(http::Actor const& who, TaskForm const& form) {
        return write([&](db::Transaction& tx) { return create(tx, who, now, form); });
    }
    Task find(std::int64_t id) {
        return database().read([&](db::Reader& reader) { return store::find(reader, id).value(); });
    }
    TaskPage page(http::Actor const& who, TaskQuery const& query) {
        return database().read([&](db::Reader& reader) { return list(reader, who, now, query); });
    }
    template <class F>
    std::string refusal(F&& work) {
        try {
            write(std::forward<F>(work));
        } catch (base::Refusal const& refusal) {
            return refusal.code;
        }
        return "";
    }
    std::int64_t last_event(std::string const& verb) {
        return database().read([&](db::Reader& reader) {
            return reader.one<std::int64_t>("SELECT MAX(id) FROM events WHERE verb = $1", verb);
        });
    }

    http::Actor anna, boris, head;
    base::Instant now = instant("2026-11-27T09:00:00Z");  // Friday noon in Moscow
};

TEST_P(TaskTest, ATaskWithoutATimeIsForTheNextWorkingDay) {
    auto const made = find(task(anna, {.kind = "call"}));
    EXPECT_EQ(base::to_text(made.due_at), "2026-11-30T15:00:00.000Z");
    EXPECT_TRUE(made.whole_day);
    EXPECT_EQ(made.title, "Позвонить");
    EXPECT_EQ(made.assignee_id, anna.id);
    EXPECT_EQ(made.author_id, anna.id);
    auto const on = find(task(anna, {.title = "Съездить", .due_on = base::Date{2026, 12, 31}}));
    EXPECT_EQ(base::to_text(on.due_at), "2026-12-31T15:00:00.000Z");
}

TEST_P(TaskTest, WhatIsWrongInAFormIsNamed) {
    EXPECT_EQ(refusal([&](db::Transaction& tx) { create(tx, anna, now, {.kind = "dance"}); }),
              "task_kind_unknown");
    EXPECT_EQ(refusal([&](db::Transaction& tx) { create(tx, anna, now, {.assignee_id = 999}); }),
              "assignee_unknown");
    EXPECT_EQ(refusal([&](db::Transaction& tx) {
                  create(tx, anna, now, {.noun = "ship", .subject_id = 3});
              }),
              "not_found");
    // Boris may see the ship, but not show it to somebody else.
    EXPECT_EQ(refusal([&](db::Transaction& tx) {
                  create(tx, boris, now, {.assignee_id = anna.id, .noun = "ship", .subject_id = 2});
              }),
              "forbidden");
}

TEST_P(TaskTest, TheProcessMakesATaskOnce) {
    NewTask wanted{.kind = "call",
                   .title = "Позвонить",
                   .assignee_id = anna.id,
                   .noun = "ship",
                   .subject_id = 2,
                   .due_at = now,
                   .origin_key = "ship:2/entry:1/create_task:call"};
    auto const make = [&] {
        return write([&](db::Transaction& tx) { return open(tx, anna, now, wanted); });
    };
    auto const first = make();
    EXPECT_EQ(make(), first);
    EXPECT_EQ(find(first).author_id, std::nullopt);
    EXPECT_EQ(page(anna, {.noun = "ship", .subject_id = 2}).items.size(), 1U);
    // What made it is taken back: only its own tasks go.
    auto const other = task(anna, {.noun = "ship", .subject_id = 2});
    auto const withdrawn = write(
        [&](db::Transaction& tx) { return withdraw(tx, anna, now, "ship", 2, "ship:2/entry:1/"); });
    EXPECT_EQ(withdrawn, std::vector{first});
    EXPECT_EQ(find(first).state, TaskState::cancelled);
    EXPECT_EQ(find(other).state, TaskState::open);
    write([&](db::Transaction& tx) { restore(tx, anna, now, withdrawn); });
    EXPECT_EQ(find(first).state, TaskState::open);
}

TEST_P(TaskTest, ClosingAndUndoingKeepsTheNextStepOfTheThing) {
    std::vector<std::optional<base::Instant>> steps;
    changed.then("keep", [&](db::Transaction& tx, std::string const& noun, std::int64_t id,
                             base::Instant) { steps.push_back(next_step(tx, noun, id)); });
    auto const soon = instant("2026-11-27T12:00:00Z"), later = instant("2026-12-01T12:00:00Z");
    auto const first = task(anna, {.noun = "ship", .subject_id = 2, .due_at = soon});
    task(anna, {.noun = "ship", .subject_id = 2, .due_at = later});
    EXPECT_EQ(steps.back(), soon);
    write([&](db::Transaction& tx) {
        close(tx, anna, now, first, TaskState::done, "Думает до пятницы");
    });
    EXPECT_EQ(steps.back(), later);
    EXPECT_EQ(find(first).result, "Думает до пятницы");
    EXPECT_EQ(
        refusal([&](db::Transaction& tx) { close(tx, anna, now, first, TaskState::done, ""); }),
        "task_closed");
    write([&](db::Transaction& tx) { journal::undo(tx, anna, now, last_event("done")); });
    EXPECT_EQ(steps.back(), soon);
    EXPECT_EQ(find(first).state, TaskState::open);
    EXPECT_EQ(find(first).result, "");
    EXPECT_EQ(find(first).closed_at, std::nullopt);
}

TEST_P(TaskTest, UndoMeetsALaterChange) {
    auto const id = task(anna, {.title = "Раз"});
    auto const edit = [&](char const* title, std::int64_t version) {
        write([&](db::Transaction& tx) {
            change(tx, anna, now, id, {.version = version, .title = title});
        });
    };
    edit("Два", 1);
    auto const event = last_event("changed");
    edit("Три", 2);
    EXPECT_EQ(refusal([&](db::Transaction& tx) { journal::undo(tx, anna, now, event); }),
              "task_changed");
    EXPECT_EQ(find(id).title, "Три");
    EXPECT_EQ(refusal([&](db::Transaction& tx) {
                  change(tx, anna, now, id, {.version = 1, .title = "Четыре"});
              }),
              "task_changed");
}

TEST_P(TaskTest, IsSnoozedByWorkingTime) {
    auto const id = task(anna, {.due_at = now});
    write([&](db::Transaction& tx) { snooze(tx, anna, now, id, SnoozeTo::in_working_hours, 8); });
    EXPECT_EQ(base::to_text(find(id).due_at), "2026-11-30T08:00:00.000Z");
    write([&](db::Transaction& tx) { snooze(tx, anna, now, id, SnoozeTo::next_working_day, 0); });
    EXPECT_EQ(base::to_text(find(id).due_at), "2026-11-30T15:00:00.000Z");
    EXPECT_EQ(refusal([&](db::Transaction& tx) {
                  snooze(tx, anna, now, id, SnoozeTo::in_working_hours, 0);
              }),
              "hours_invalid");
}

TEST_P(TaskTest, ADayHasItsParts) {
    auto const at = [&](char const* title, char const* due) {
        task(anna, {.title = title, .due_at = instant(due)});
    };
    at("поздно", "2026-11-27T08:59:59Z");
    at("сейчас", "2026-11-27T09:00:00Z");
    at("вечером", "2026-11-27T20:59:00Z");
    at("в субботу", "2026-11-28T10:00:00Z");
    at("в понедельник", "2026-11-30T20:59:00Z");
    at("во вторник", "2026-12-01T06:00:00Z");
    auto const day =
        database().read([&](db::Reader& reader) { return my_day(reader, anna, now, {}); });
    auto const titles = [](std::vector<TaskRow> const& rows) {
        std::string out;
        for (auto const& row : rows) out += row.title + (row.late ? "!" : "") + ";";
        return out;
    };
    EXPECT_EQ(titles(day.late), "поздно!;");
    EXPECT_EQ(titles(day.due_today), "сейчас;вечером;");
    EXPECT_EQ(titles(day.due_next_day), "в субботу;в понедельник;");
    EXPECT_EQ(titles(day.later), "во вторник;");
    auto const of_other = database().read(
        [&](db::Reader& reader) { return my_day(reader, boris, now, {.person_id = anna.id}); });
    EXPECT_TRUE(of_other.late.empty() && of_other.later.empty());
}

TEST_P(TaskTest, EachSeesTheirOwnAndTheHeadSeesAll) {
    auto const own = task(anna, {.title = "своя"});
    auto const given = task(anna, {.title = "для Бориса", .assignee_id = boris.id});
    EXPECT_EQ(page(anna, {}).items.size(), 2U);
    EXPECT_EQ(page(boris, {}).items.size(), 1U);
    EXPECT_EQ(page(head, {}).items.size(), 2U);
    EXPECT_EQ(
        refusal([&](db::Transaction& tx) { close(tx, boris, now, own, TaskState::done, ""); }),
        "not_found");
    write([&](db::Transaction& tx) { close(tx, boris, now, given, TaskState::done, ""); });
    EXPECT_EQ(page(anna, {.state = TaskState::done}).items.size(), 1U);
}

TEST_P(TaskTest, PagesGoOnWithoutGapsOrRepetitions) {
    for (int i = 0; i < 7; ++i) task(anna, {.title = "т" + std::to_string(i), .due_at = now});
    std::set<std::int64_t> seen;
    std::optional<std::string> after;
    int pages = 0;
    do {
        auto const part = page(anna, {.after = after, .limit = 3});
        for (auto const& item : part.items) EXPECT_TRUE(seen.insert(item.id).second);
        after = part.next;
    } while (after && ++pages < 10);
    EXPECT_EQ(seen.size(), 7U);
    EXPECT_EQ(pages, 2);
    EXPECT_THROW(page(anna, {.after = "x"}), base::Refusal);
    EXPECT_THROW(page(anna, {.after = "5"}), base::Refusal);
}

TEST_P(TaskTest, CallsAreFoundApart) {
    task(anna, {.kind = "call"});
    task(anna, {.kind = "control_call"});
    task(anna, {.kind = "quote"});
    EXPECT_EQ(page(anna, {.call = true}).items.size(), 2U);
    EXPECT_EQ(page(anna, {.call = false}).items.size(), 1U);
    EXPECT_EQ(page(anna, {.kind = "control_call"}).items.size(), 1U);
}

TEST_P(TaskTest, AKindOfTaskIsClosedByItself) {
    auto const call = task(anna, {.kind = "control_call", .noun = "ship", .subject_id = 2});
    auto const other = task(anna, {.kind = "call", .noun = "ship", .subject_id = 2});
    EXPECT_EQ(write([&](db::Transaction& tx) {
                  return close_all(tx, journal::program(), now, "ship", 2, "control_call",
                                   "Клиент ответил");
              }),
              1);
    EXPECT_EQ(find(call).state, TaskState::done);
    EXPECT_EQ(find(call).result, "Клиент ответил");
    EXPECT_EQ(find(other).state, TaskState::open);
    write([&](db::Transaction& tx) { pass_on(tx, anna, now, "ship", 2, anna.id, boris.id); });
    EXPECT_EQ(find(other).assignee_id, boris.id);
}

BOTH_DATABASES(TaskTest);

}  // namespace
}  // namespace tasks
