// The text of process/calendar.json, embedded into the program by the build.
#pragma once
#include <string_view>

namespace calendar {

extern std::string_view const factory_calendar_json;

}  // namespace calendar
