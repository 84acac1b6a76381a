// Working days and hours by the Russian production calendar (ТК РФ ст. 112, 95): «next working
// day», «in N working hours». Saturday and Sunday are off unless a transfer makes them working, a
// short day ends an hour earlier. The days come from process/calendar.json and can be changed in
// the database; a year that the government has not published yet follows the fixed holidays of
// art. 112 and is marked provisional, so that nobody takes its dates for certain.
#pragma once
#include "platform/base/time.h"
#include "platform/db/database.h"

#include <cstdint>
#include <map>
#include <set>
#include <string_view>

#include <boost/describe.hpp>

namespace calendar {

enum class DayKind { working, short_day, off };
BOOST_DESCRIBE_ENUM(DayKind, working, short_day, off)

// The company's office hours, minutes of the local day; a short day ends an hour earlier. The
// midday break counts as working time: a client's clock does not stop for lunch.
struct OfficeHours {
    int from_minute = 9 * 60;
    int to_minute = 18 * 60;  // more than an hour after from_minute
};

class Calendar {
  public:
    // Days that differ from Monday-Friday; `known_years` are those that are not provisional.
    Calendar(std::map<base::Date, DayKind> days, std::set<int> known_years);

    // The copy that comes with the program (process/calendar.json).
    static Calendar const& factory();

    // {"2026": {"off": [dates], "short": [dates], "working": [dates]}, …}; a key "comment" is
    // passed over. Throws base::Refusal naming the year and the date that are wrong.
    static Calendar parse(std::string_view json);

    DayKind kind(base::Date day) const;
    bool is_working(base::Date day) const { return kind(day) != DayKind::off; }
    bool is_provisional(int year) const { return !known_years_.contains(year); }
    base::Date next_working_day(base::Date after) const;  // the first one after the day

    // The days-th working day after `from` (before it, if negative); with 0 the day itself if
    // people work on it, else the next on which they do.
    base::Date add_working_days(base::Date from, int days) const;
    int working_days_between(base::Date from, base::Date to) const;  // (from, to]; < 0 backwards

    std::map<base::Date, DayKind> const& days() const { return days_; }
    std::set<int> const& known_years() const { return known_years_; }

  private:
    std::map<base::Date, DayKind> days_;
    std::set<int> known_years_;
};

// What reckoning with hours needs, loaded once per request or job.
struct WorkingTime {
    Calendar calendar;
    base::Zone zone;
    OfficeHours hours;
};
// From the company's settings and the stored days; the factory's days where none are stored.
WorkingTime working_time(db::Reader& reader);

// The instant when that many working minutes have passed since `from`. Outside of the office's
// hours the count starts at the next opening; an end that falls on closing is the closing of that
// day, not the next opening.
base::Instant add_working_minutes(WorkingTime const& time, base::Instant from,
                                  std::int64_t minutes);
// Seconds are cut; negative if `to` is earlier.
std::int64_t working_minutes_between(WorkingTime const& time, base::Instant from, base::Instant to);

bool is_open(WorkingTime const& time, base::Instant at);
base::Instant opening(WorkingTime const& time, base::Date day);
base::Instant closing(WorkingTime const& time, base::Date day);

// Closing of the days-th working day after the local day of `from`: when a task for that day is
// late («call on the next working day», 1.2.3).
base::Instant end_of_working_day(WorkingTime const& time, base::Instant from, int days);

}  // namespace calendar
