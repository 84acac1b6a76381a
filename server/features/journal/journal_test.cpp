#include "features/journal/journal.h"

#include "features/journal/journal_routes.h"
#include "features/journal/nouns.h"
#include "platform/db/testing.h"
#include "platform/json/json.h"

namespace journal {
namespace {

struct Before {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Before, (), (name))

// Seen by everybody but 13; changed by 1 only.
class JournalTest : public db::testing::BothDatabases {
  protected:
    JournalTest() {
        for (auto const* key : {"ship", "fleet"})
            register_noun(
                {key,
                 {"Корабль", "Ship"},
                 [](db::Reader&, http::Actor const& actor, std::int64_t id) {
                     return actor.id != 13 && id != 666;
                 },
                 [](db::Reader&, http::Actor const& actor, std::int64_t) { return actor.id == 1; },
                 [](db::Reader&, std::int64_t id) { return "№ " + std::to_string(id); }});
        register_undo("ship", "renamed",
                      [this](db::Transaction&, http::Actor const&, base::Instant,
                             Subject const& subject, std::string const& data) {
                          if (changed_since)
                              throw base::Refusal::conflict("changed", {"Изменено.", "Changed."});
                          restored =
                              std::to_string(subject.id) + ":" + json::from_json<Before>(data).name;
                      });
    }

    static http::Actor person(std::int64_t id) {
        http::Actor actor;
        actor.id = id;
        actor.name = "Анна Смирнова";
        return actor;
    }
    Fact renamed(std::int64_t id) {
        return {.noun = "ship",
                .id = id,
                .verb = "renamed",
                .details = R"({"field":"name"})",
                .personal = R"({"captain":"Иван"})",
                .undo = Undo::reversible,
                .undo_data = R"({"name":"Аврора"})",
                .also = {{"fleet", 3}, {"fleet", 0}}};
    }
    std::int64_t record_as(http::Actor const& actor, Fact const& fact) {
        return database().write(
            [&](db::Transaction& tx) { return record(tx, actor, base::Instant{1000}, fact); });
    }
    TimelinePage page(std::int64_t who, TimelineQuery const& query) {
        return database().read(
            [&](db::Reader& reader) { return timeline(reader, person(who), query); });
    }
    void take_back(std::int64_t who, std::int64_t event_id) {
        database().write(
            [&](db::Transaction& tx) { undo(tx, person(who), base::Instant{2000}, event_id); });
    }
    std::string refusal(std::int64_t who, std::int64_t event_id) {
        try {
            take_back(who, event_id);
        } catch (base::Refusal const& refusal) {
            return refusal.code;
        }
        return "";
    }

    std::string restored;
    bool changed_since = false;
};

TEST_P(JournalTest, AnEventStandsInTheTimelinesOfAllItsSubjects) {
    auto const id = record_as(person(1), renamed(7));
    auto const own = page(2, {"ship", 7, {}, {}});
    ASSERT_EQ(own.items.size(), 1u);
    EXPECT_EQ(own.items[0].id, id);
    EXPECT_EQ(own.items[0].verb, "renamed");
    EXPECT_EQ(own.items[0].actor_name, "Анна Смирнова");
    EXPECT_EQ(own.items[0].actor_id, 1);
    EXPECT_EQ(own.items[0].personal.text, R"({"captain":"Иван"})");
    EXPECT_EQ(own.items[0].title, "");
    EXPECT_FALSE(own.items[0].may_undo);  // 2 may not change it
    auto const other = page(1, {"fleet", 3, {}, {}});
    ASSERT_EQ(other.items.size(), 1u);
    EXPECT_EQ(other.items[0].title, "№ 7");
    EXPECT_TRUE(other.items[0].may_undo);
    EXPECT_TRUE(page(1, {"fleet", 4, {}, {}}).items.empty());
    database().read([&](db::Reader& reader) {
        auto const heard = reader.all<std::string>("SELECT noun FROM live_events ORDER BY id");
        EXPECT_EQ(heard, (std::vector<std::string>{"ship", "fleet"}));
    });
}

TEST_P(JournalTest, WhoMayNotSeeTheThingGetsNoTimeline) {
    record_as(person(1), renamed(7));
    EXPECT_THROW(page(13, {"ship", 7, {}, {}}), base::Refusal);
    EXPECT_THROW(page(1, {"nonsense", 7, {}, {}}), base::Refusal);
}

TEST_P(JournalTest, EventsOfHiddenThingsAreLeftOutOfAVisibleTimeline) {
    record_as(person(1), renamed(7));
    for (int i = 0; i < 3; ++i) record_as(person(1), renamed(666));
    record_as(person(1), renamed(8));
    auto const found = page(1, {"fleet", 3, {}, {}});
    ASSERT_EQ(found.items.size(), 2u);
    EXPECT_EQ(found.items[0].subject_id, 8);
    EXPECT_EQ(found.items[1].subject_id, 7);
}

TEST_P(JournalTest, PagesGoBackInTimeWithoutGapsOrRepetitions) {
    std::vector<std::int64_t> all;
    for (int i = 0; i < 7; ++i) all.insert(all.begin(), record_as(person(1), renamed(7)));
    std::vector<std::int64_t> seen;
    std::optional<std::int64_t> before;
    for (int guard = 0; guard < 10; ++guard) {
        auto const part = page(1, {"ship", 7, before, 3});
        for (auto const& item : part.items) seen.push_back(item.id);
        if (!part.next) break;
        before = std::stoll(*part.next);
    }
    EXPECT_EQ(seen, all);
}

TEST_P(JournalTest, UndoRestoresOnceAndSaysSoInTheTimeline) {
    auto const id = record_as(person(1), renamed(7));
    take_back(1, id);
    EXPECT_EQ(restored, "7:Аврора");
    auto const items = page(1, {"fleet", 3, {}, {}}).items;
    ASSERT_EQ(items.size(), 2u);
    EXPECT_EQ(items[0].verb, "undone");
    EXPECT_EQ(items[0].undoes, id);
    EXPECT_EQ(items[1].undone_by, items[0].id);
    EXPECT_FALSE(items[1].may_undo);
    EXPECT_EQ(refusal(1, id), "undone_already");
}

TEST_P(JournalTest, UndoIsRefusedWithoutTheRightOfToday) {
    auto const id = record_as(person(1), renamed(7));
    EXPECT_EQ(refusal(2, id), "forbidden");
    EXPECT_EQ(refusal(13, id), "not_found");
    EXPECT_EQ(refusal(1, id + 1000), "not_found");
    EXPECT_EQ(restored, "");
}

TEST_P(JournalTest, AConflictLeavesTheActionAsItWas) {
    auto const id = record_as(person(1), renamed(7));
    changed_since = true;
    EXPECT_EQ(refusal(1, id), "changed");
    EXPECT_EQ(page(1, {"ship", 7, {}, {}}).items.size(), 1u);
    changed_since = false;
    take_back(1, id);
    EXPECT_EQ(restored, "7:Аврора");
}

TEST_P(JournalTest, WhatIsFinalOrCompensatedIsNotUndone) {
    auto fact = renamed(7);
    fact.undo = Undo::compensated;
    EXPECT_EQ(refusal(1, record_as(person(1), fact)), "undo_compensated");
    fact.undo = Undo::final;
    EXPECT_EQ(refusal(1, record_as(person(1), fact)), "undo_final");
    fact.undo = Undo::reversible;
    fact.verb = "sunk";  // nobody knows how to undo it
    EXPECT_EQ(refusal(1, record_as(person(1), fact)), "undo_final");
}

TEST_P(JournalTest, ClearedPersonalValuesAreGoneAndCannotBeUndone) {
    auto const id = record_as(person(1), renamed(7));
    database().write(
        [&](db::Transaction& tx) { tx.run("DELETE FROM event_personal WHERE event_id = $1", id); });
    auto const items = page(1, {"ship", 7, {}, {}}).items;
    ASSERT_EQ(items.size(), 1u);
    EXPECT_EQ(items[0].personal.text, "null");
    EXPECT_FALSE(items[0].may_undo);
    EXPECT_EQ(refusal(1, id), "undo_final");
}

TEST_P(JournalTest, TheProgramActsUnderItsOwnName) {
    record_as(program(), renamed(7));
    auto const items = page(1, {"ship", 7, {}, {}}).items;
    ASSERT_EQ(items.size(), 1u);
    EXPECT_EQ(items[0].actor_name, "Тираж");
    EXPECT_FALSE(items[0].actor_id);
    EXPECT_TRUE(is_program(program()));
    EXPECT_FALSE(is_program(person(1)));
}

BOTH_DATABASES(JournalTest);

}  // namespace
}  // namespace journal
