#include "features/process/process_store.h"

#include "features/process/factory_process.h"
#include "features/process/process_actions.h"
#include "platform/db/testing.h"

namespace process {
namespace {

class ProcessStore : public db::testing::BothDatabases {
  protected:
    ProcessStore() {
        changing.forget_all();
        head.id = database().write([&](db::Transaction& tx) {
            return tx.insert(
                "INSERT INTO people (login, password_hash, name, role, created_at) "
                "VALUES ('head', '', 'Ольга Головина', 'head', 1) RETURNING id");
        });
        head.name = "Ольга Головина";
    }
    ~ProcessStore() override { changing.forget_all(); }

    std::int64_t add(std::string const& text) {
        return database().write(
            [&](db::Transaction& tx) { return add_version(tx, head, now, text, "проба"); });
    }
    void bring_into_force(std::int64_t id, std::int64_t seen) {
        database().write([&](db::Transaction& tx) { activate(tx, head, now, id, seen); });
    }
    static std::string renamed(std::string const& label) {
        std::string text(factory_process_toml);
        text.replace(text.find("Новый лид"), std::string_view("Новый лид").size(), label);
        return text;
    }
    std::string first_label(db::Database& where) {
        return where.read(
            [](db::Reader& reader) { return current(reader)->first_stage().words.ru; });
    }

    http::Actor head;
    base::Instant now{1'000'000};
};

TEST_P(ProcessStore, WorksByTheFactoryCopyUntilSomethingIsStored) {
    database().read([](db::Reader& reader) {
        EXPECT_EQ(current(reader).version, std::nullopt);
        EXPECT_EQ(current(reader)->first_stage().key, "new_lead");
    });
    database().write([&](db::Transaction& tx) { follow_factory(tx, now); });
    database().write([&](db::Transaction& tx) { follow_factory(tx, now); });
    database().read([](db::Reader& reader) {
        EXPECT_NE(current(reader).version, std::nullopt);
        EXPECT_EQ(store::versions(reader, 1000, 10).size(), 1U);  // not stored twice
    });
}

TEST_P(ProcessStore, AnotherProcessOfTheCompanyFollowsAtOnce) {
    auto const other = open_again();
    EXPECT_EQ(first_label(*other), "Новый лид");
    auto const id = add(renamed("Обращение"));
    EXPECT_EQ(first_label(*other), "Новый лид");  // loaded is not in force
    bring_into_force(id, 0);
    EXPECT_EQ(first_label(database()), "Обращение");
    EXPECT_EQ(first_label(*other), "Обращение");
    database().read([&](db::Reader& reader) {
        auto const versions = store::versions(reader, 1000, 10);
        ASSERT_EQ(versions.size(), 1U);
        EXPECT_TRUE(versions[0].active);
        EXPECT_EQ(versions[0].author_name, "Ольга Головина");
        EXPECT_EQ(versions[0].note, "проба");
    });
}

TEST_P(ProcessStore, RefusesATextWithMistakesAndNamesThem) {
    try {
        add(renamed("Новый лид\"\nlable = \"x"));
        FAIL() << "accepted";
    } catch (base::Refusal const& refusal) {
        EXPECT_EQ(refusal.code, "process_invalid");
        EXPECT_NE(refusal.details.find("\"line\":"), std::string::npos);
        EXPECT_NE(refusal.message.ru.find("department.toml:"), std::string::npos);
    }
    database().read(
        [](db::Reader& reader) { EXPECT_TRUE(store::versions(reader, 1000, 10).empty()); });
}

TEST_P(ProcessStore, TwoWhoChangeItMeetInAConflict) {
    auto const first = add(renamed("Первая")), second = add(renamed("Вторая"));
    bring_into_force(first, 0);
    try {
        bring_into_force(second, 0);
        FAIL() << "the first change was overwritten";
    } catch (base::Refusal const& refusal) {
        EXPECT_EQ(refusal.kind, base::RefusalKind::conflict);
    }
    bring_into_force(second, first);
    EXPECT_EQ(first_label(database()), "Вторая");
    bring_into_force(first, second);  // and back
    EXPECT_EQ(first_label(database()), "Первая");
}

TEST_P(ProcessStore, WhoStandsOnARemovedStageMayRefuse) {
    changing.then("refuse", [](db::Transaction&, Change const& change) {
        EXPECT_EQ(change.before.first_stage().words.ru, "Новый лид");
        if (change.after.first_stage().words.ru == "Запрещено")
            throw base::Refusal::conflict("stage_in_use", {"нет", "no"});
    });
    EXPECT_THROW(bring_into_force(add(renamed("Запрещено")), 0), base::Refusal);
    EXPECT_EQ(first_label(database()), "Новый лид");
    bring_into_force(add(renamed("Можно")), 0);
    EXPECT_EQ(first_label(database()), "Можно");
    // What the department has changed is never overwritten by a newer factory's copy.
    database().write([&](db::Transaction& tx) { follow_factory(tx, now); });
    EXPECT_EQ(first_label(database()), "Можно");
}

BOTH_DATABASES(ProcessStore);

}  // namespace
}  // namespace process
