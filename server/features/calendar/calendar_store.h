// Days that somebody has imported; the factory's where nothing is stored.
#pragma once
#include "features/calendar/calendar.h"
#include "features/calendar/calendar_year.h"

namespace calendar {

Calendar load(db::Reader& reader);

// Replaces the days of the years that the calendar knows; other years stay.
void save(db::Transaction& tx, Calendar const& calendar);

namespace store {

std::int64_t version_of(db::Reader& reader, int year);  // 0: nothing is stored
std::map<base::Date, std::string> notes_of(db::Reader& reader, int year);
// Replaces the year's days; false if the stored version is another one than was seen.
bool save_year(db::Transaction& tx, int year, bool provisional,
               std::vector<CalendarDay> const& days, std::int64_t seen);

}  // namespace store
}  // namespace calendar
