#include "features/calendar/calendar.h"

#include "features/accounts/permissions.h"
#include "features/calendar/calendar_store.h"
#include "features/calendar/calendar_year.h"
#include "features/journal/journal.h"
#include "platform/base/refusal.h"
#include "platform/db/testing.h"

#include <gtest/gtest.h>

namespace calendar {
namespace {

base::Date date(char const* text) {
    return base::parse_date(text).value();
}
base::Instant instant(char const* text) {
    return base::parse_instant(text).value();
}

// The control figures of the published calendars.
TEST(Calendar, HasAsManyWorkingDaysAsThePublishedYear) {
    struct Case {
        int year, working_days;
    } const cases[] = {{2024, 248}, {2025, 247}, {2026, 247}};
    for (auto const& c : cases)
        EXPECT_EQ(Calendar::factory().working_days_between({c.year - 1, 12, 31}, {c.year, 12, 31}),
                  c.working_days)
            << c.year;
}

TEST(Calendar, KnowsTheKindOfEachDay) {
    struct Case {
        char const* date;
        DayKind kind;
    } const cases[] = {
        {"2026-11-25", DayKind::working},    // Wednesday
        {"2026-11-28", DayKind::off},        // Saturday
        {"2026-11-04", DayKind::off},        // holiday on a Wednesday
        {"2026-11-03", DayKind::short_day},  // the day before it
        {"2026-03-09", DayKind::off},        // Monday off by transfer
        {"2024-12-28", DayKind::working},    // Saturday working by transfer
        {"2025-11-01", DayKind::short_day},  // Saturday, working and short
        {"2027-01-04", DayKind::off},        // 2027 is not published: fixed holidays
        {"2027-02-22", DayKind::short_day},  // the day before 23 February
        {"2027-11-04", DayKind::off},       {"2027-11-06", DayKind::off},
        {"2027-11-08", DayKind::working},
    };
    for (auto const& c : cases) EXPECT_EQ(Calendar::factory().kind(date(c.date)), c.kind) << c.date;
}

TEST(Calendar, MarksAYearWithoutDataAsProvisional) {
    EXPECT_FALSE(Calendar::factory().is_provisional(2026));
    EXPECT_TRUE(Calendar::factory().is_provisional(2027));
    EXPECT_TRUE(Calendar({}, {}).is_provisional(2026));
}

TEST(Calendar, CountsWorkingDaysBothWays) {
    struct Case {
        char const* from;
        int count;
        char const* expected;
    } const cases[] = {
        {"2026-11-25", 1, "2026-11-26"},   {"2026-11-27", 1, "2026-11-30"},
        {"2026-11-28", 1, "2026-11-30"},   {"2026-12-30", 1, "2027-01-11"},
        {"2026-11-25", 0, "2026-11-25"},   {"2026-11-28", 0, "2026-11-30"},
        {"2026-11-30", -1, "2026-11-27"},  {"2026-05-12", -1, "2026-05-08"},
        {"2026-11-23", 10, "2026-12-07"},  {"2024-12-27", 1, "2024-12-28"},
        {"2026-12-07", -10, "2026-11-23"},
    };
    for (auto const& c : cases)
        EXPECT_EQ(base::to_text(Calendar::factory().add_working_days(date(c.from), c.count)),
                  c.expected)
            << c.from << " " << c.count;
    EXPECT_EQ(Calendar::factory().working_days_between(date("2026-12-07"), date("2026-11-23")),
              -10);
}

TEST(Calendar, RefusesABrokenText) {
    struct Case {
        char const* text;
        char const* field;
    } const cases[] = {
        {R"([])", ""},
        {R"({"26": {}})", "26"},
        {R"({"2026": []})", "2026"},
        {R"({"2026": {"of": []}})", "2026.of"},
        {R"({"2026": {"off": ["2026-02-30"]}})", "2026.off[0]"},
        {R"({"2026": {"off": ["2025-01-01"]}})", "2026.off"},
        {R"({"2026": {"off": ["2026-01-01"], "short": ["2026-01-01"]}})", "2026.short"},
    };
    for (auto const& c : cases) {
        try {
            Calendar::parse(c.text);
            ADD_FAILURE() << "accepted " << c.text;
        } catch (base::Refusal const& refusal) {
            EXPECT_EQ(refusal.field, c.field) << c.text;
        }
    }
}

WorkingTime const& moscow() {
    static WorkingTime const time{Calendar::factory(), base::Zone("Europe/Moscow"), {}};
    return time;
}

// Moscow is UTC+3: the office is open from 06:00Z to 15:00Z.
TEST(WorkingTime, AddsWorkingHours) {
    struct Case {
        char const* what;
        char const* from;
        int hours;
        char const* expected;
    } const cases[] = {
        {"within the day", "2026-11-25T07:00:00Z", 4, "2026-11-25T11:00:00.000Z"},
        {"over the night", "2026-11-25T13:00:00Z", 4, "2026-11-26T08:00:00.000Z"},
        {"to closing exactly", "2026-11-25T13:00:00Z", 2, "2026-11-25T15:00:00.000Z"},
        {"from before opening", "2026-11-25T03:00:00Z", 1, "2026-11-25T07:00:00.000Z"},
        {"from after closing", "2026-11-25T18:00:00Z", 1, "2026-11-26T07:00:00.000Z"},
        {"from closing", "2026-11-25T15:00:00Z", 1, "2026-11-26T07:00:00.000Z"},
        {"over a weekend", "2026-11-27T14:00:00Z", 8, "2026-11-30T13:00:00.000Z"},
        {"from a Saturday", "2026-11-28T10:00:00Z", 8, "2026-11-30T14:00:00.000Z"},
        {"a short day ends at 17", "2026-11-03T13:00:00Z", 2, "2026-11-05T07:00:00.000Z"},
        {"nothing on a Saturday", "2026-11-28T10:00:00Z", 0, "2026-11-30T06:00:00.000Z"},
        {"nothing at work", "2026-11-25T07:00:00Z", 0, "2026-11-25T07:00:00.000Z"},
        {"over New Year, provisional", "2026-12-30T14:00:00Z", 2, "2027-01-11T07:00:00.000Z"},
        {"local day differs from the UTC day", "2026-11-27T22:30:00Z", 1,
         "2026-11-30T07:00:00.000Z"},
    };
    for (auto const& c : cases)
        EXPECT_EQ(base::to_text(add_working_minutes(moscow(), instant(c.from), c.hours * 60)),
                  c.expected)
            << c.what;
}

TEST(WorkingTime, CountsWorkingMinutesBetween) {
    struct Case {
        char const* from;
        char const* to;
        int minutes;
    } const cases[] = {
        {"2026-11-25T07:00:00Z", "2026-11-25T08:30:00Z", 90},
        {"2026-11-25T14:00:00Z", "2026-11-26T07:00:00Z", 120},
        {"2026-11-27T14:00:00Z", "2026-11-30T07:00:00Z", 120},
        {"2026-11-28T07:00:00Z", "2026-11-29T09:00:00Z", 0},
        {"2026-11-02T06:00:00Z", "2026-11-03T20:00:00Z", 540 + 480},
        {"2026-11-26T07:00:00Z", "2026-11-25T14:00:00Z", -120},
    };
    for (auto const& c : cases)
        EXPECT_EQ(working_minutes_between(moscow(), instant(c.from), instant(c.to)), c.minutes)
            << c.from;
}

TEST(WorkingTime, FollowsItsZone) {
    WorkingTime const vladivostok{Calendar::factory(), base::Zone("Asia/Vladivostok"), {}};  // +10
    EXPECT_EQ(base::to_text(add_working_minutes(vladivostok, instant("2026-11-25T07:00:00Z"), 240)),
              "2026-11-26T02:00:00.000Z");
    EXPECT_TRUE(is_open(vladivostok, instant("2026-11-25T23:30:00Z")));  // Thursday 09:30 there
    EXPECT_FALSE(is_open(moscow(), instant("2026-11-25T23:30:00Z")));
    EXPECT_FALSE(is_open(vladivostok, instant("2026-11-27T23:30:00Z")));  // Saturday there
}

TEST(WorkingTime, EndsTheDayAtClosing) {
    EXPECT_EQ(base::to_text(end_of_working_day(moscow(), instant("2026-11-27T20:00:00Z"), 1)),
              "2026-11-30T15:00:00.000Z");
    EXPECT_EQ(base::to_text(end_of_working_day(moscow(), instant("2026-11-02T07:00:00Z"), 1)),
              "2026-11-03T14:00:00.000Z");  // the short day before 4 November
}

class CalendarStore : public db::testing::BothDatabases {};

TEST_P(CalendarStore, PutsImportedYearsInPlaceOfTheFactoryOnes) {
    auto const before = database().read([](db::Reader& reader) { return load(reader); });
    EXPECT_TRUE(before.is_working({2026, 11, 25}));
    EXPECT_TRUE(before.is_provisional(2027));

    auto const imported = Calendar::parse(
        R"({"2026": {"off": ["2026-11-25"]}, "2027": {"working": ["2027-11-06"]}})");
    for (int twice = 0; twice < 2; ++twice)
        database().write([&](db::Transaction& tx) { save(tx, imported); });

    auto const after = database().read([](db::Reader& reader) { return working_time(reader); });
    EXPECT_FALSE(after.calendar.is_working({2026, 11, 25}));
    EXPECT_TRUE(after.calendar.is_working({2026, 11, 4}));  // no holiday in the imported year
    EXPECT_FALSE(after.calendar.is_provisional(2027));
    EXPECT_TRUE(after.calendar.is_working({2027, 11, 6}));
    EXPECT_FALSE(after.calendar.is_working({2025, 11, 4}));  // the factory's
}

class CalendarYearTest : public CalendarStore {
  protected:
    CalendarYearTest() {
        register_calendar();
        head.id = database().write([&](db::Transaction& tx) {
            return tx.insert(
                "INSERT INTO people (login, password_hash, name, role, created_at) "
                "VALUES ('head', '', 'Ольга Головина', 'head', 1) RETURNING id");
        });
        head.permissions = {std::string(accounts::settings_manage.name)};
    }
    CalendarYear year(std::int64_t number) {
        return database().read(
            [&](db::Reader& reader) { return calendar_year(reader, head, number); });
    }
    // The code of the refusal, "" if there was none.
    std::string change(std::int64_t number, CalendarYearEdit const& edit) {
        try {
            database().write(
                [&](db::Transaction& tx) { change_year(tx, head, now, number, edit); });
        } catch (base::Refusal const& refusal) {
            return refusal.code;
        }
        return "";
    }
    CalendarYearEdit edit_of(std::int64_t number) {
        auto const now_is = year(number);
        return {{now_is.provisional, now_is.days}, now_is.version};
    }
    bool is_working(base::Date day) {
        return database().read([&](db::Reader& reader) { return load(reader).is_working(day); });
    }

    http::Actor head;
    base::Instant now{1'000'000};
};

TEST_P(CalendarYearTest, ShowsTheYearThatCameWithTheProgram) {
    auto const known = year(2026), unknown = year(2027);
    EXPECT_EQ(known.working_days, 247);
    EXPECT_EQ(std::pair(known.version, known.provisional), std::pair(std::int64_t{0}, false));
    EXPECT_TRUE(known.may_change);
    EXPECT_TRUE(unknown.provisional);
    EXPECT_EQ(unknown.days.front().day, date("2027-01-01"));  // a holiday by the Labour Code
    EXPECT_THROW(year(1990), base::Refusal);
}

TEST_P(CalendarYearTest, AChangedDayCountsAtOnceAndIsUndone) {
    auto edit = edit_of(2026);
    edit.days.push_back({date("2026-11-25"), DayKind::off, "День отдела"});
    ASSERT_EQ(change(2026, edit), "");
    EXPECT_FALSE(is_working(date("2026-11-25")));
    EXPECT_EQ(year(2026).working_days, 246);
    EXPECT_EQ(year(2026).days.back().note, "");         // 31 December, not touched
    EXPECT_EQ(change(2026, edit), "calendar_changed");  // by the version that was seen before
    auto const event = database().read([](db::Reader& reader) {
        return reader.one<std::int64_t>("SELECT max(id) FROM events WHERE noun = 'calendar_year'");
    });
    database().write([&](db::Transaction& tx) { journal::undo(tx, head, now, event); });
    EXPECT_TRUE(is_working(date("2026-11-25")));
    EXPECT_EQ(year(2026).working_days, 247);
}

TEST_P(CalendarYearTest, AHolidayOfAProvisionalYearMayBeWorkedOn) {
    auto edit = edit_of(2027);
    std::erase_if(edit.days, [](auto const& day) { return day.day == base::Date{2027, 11, 4}; });
    ASSERT_EQ(change(2027, edit), "");
    EXPECT_TRUE(is_working(date("2027-11-04")));
    EXPECT_TRUE(year(2027).provisional);
    EXPECT_FALSE(is_working(date("2027-01-04")));
    edit = edit_of(2027);
    edit.provisional = false;
    ASSERT_EQ(change(2027, edit), "");
    EXPECT_EQ(year(2027).days.size(), edit.days.size());
    edit = edit_of(2027);
    edit.days.push_back({date("2026-01-01"), DayKind::off, ""});
    EXPECT_EQ(change(2027, edit), "calendar_day_invalid");
}

BOTH_DATABASES(CalendarStore);
BOTH_DATABASES(CalendarYearTest);

}  // namespace
}  // namespace calendar
