// Days that somebody has imported; the factory's where nothing is stored.
#pragma once
#include "features/calendar/calendar.h"

namespace calendar {

Calendar load(db::Reader& reader);

// Replaces the days of the years that the calendar knows; other years stay.
void save(db::Transaction& tx, Calendar const& calendar);

}  // namespace calendar
