// Working days and hours by the Russian production calendar (ТК РФ ст. 112, 95): «next working
// day», «in N working hours». The days come from process/calendar.json, can be changed in the
// database, and years that the government has not published yet are marked provisional.
#pragma once
#include "platform/base/time.h"
#include "platform/db/database.h"

#include <cstdint>
#include <map>
#include <set>

namespace calendar {

enum class DayKind { working, short_day, off };

// The company's office hours, minutes of the local day; a short day ends an hour earlier.
struct OfficeHours {
    int from_minute = 9 * 60;
    int to_minute = 18 * 60;
};

class Calendar {
  public:
    // Days that differ from Monday-Friday; `known_years` are those that are not provisional.
    Calendar(std::map<base::Date, DayKind> days, std::set<int> known_years);

    DayKind kind(base::Date day) const;
    bool is_working(base::Date day) const { return kind(day) != DayKind::off; }
    bool is_provisional(int year) const;
    base::Date next_working_day(base::Date after) const;             // the first one after the day
    base::Date add_working_days(base::Date from, int days) const;    // days >= 0
    int working_days_between(base::Date from, base::Date to) const;  // (from, to]

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
// From the company's settings and the stored days (cached; reloaded when they change).
WorkingTime const& working_time(db::Reader& reader);

// The instant when that many working minutes have passed since `from`.
base::Instant add_working_minutes(WorkingTime const& time, base::Instant from,
                                  std::int64_t minutes);
std::int64_t working_minutes_between(WorkingTime const& time, base::Instant from, base::Instant to);

}  // namespace calendar
