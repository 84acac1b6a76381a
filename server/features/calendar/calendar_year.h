// A year of the calendar as a person reads and changes it: the days that differ from «Monday to
// Friday work». A change is one transaction with its event and can be undone. Deadlines that were
// set before stay as they are.
#pragma once
#include "features/calendar/calendar.h"
#include "platform/http/call.h"

#include <cstdint>
#include <string>
#include <vector>

#include <boost/describe.hpp>

namespace calendar {

struct CalendarDay {
    base::Date day;
    DayKind kind = DayKind::off;
    std::string note;  // «День России»
};
BOOST_DESCRIBE_STRUCT(CalendarDay, (), (day, kind, note))

struct CalendarYearForm {
    bool provisional = false;  // the government has not published it yet
    std::vector<CalendarDay> days;
};
BOOST_DESCRIBE_STRUCT(CalendarYearForm, (), (provisional, days))

struct CalendarYearEdit : CalendarYearForm {
    std::int64_t version = 0;  // the one that was edited
};
BOOST_DESCRIBE_STRUCT(CalendarYearEdit, (CalendarYearForm), (version))

struct CalendarYear : CalendarYearForm {
    int year = 0;
    std::int64_t version = 0;  // 0: as it came with the program
    int working_days = 0;
    int short_days = 0;
    bool may_change = false;
};
BOOST_DESCRIBE_STRUCT(CalendarYear, (CalendarYearForm),
                      (year, version, working_days, short_days, may_change))

// Refusal not_found for a year before 2020 or after 2100.
CalendarYear calendar_year(db::Reader& reader, http::Actor const& actor, std::int64_t year);

// Refusal conflict "calendar_changed" with the present year if the version is another one.
void change_year(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                 std::int64_t year, CalendarYearEdit const& edit);

void register_calendar();  // the noun "calendar_year" and its undo

}  // namespace calendar
