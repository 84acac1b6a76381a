// Working hours of the office: from opening to closing on working days, in the company's zone.
#include "features/calendar/calendar.h"

#include <algorithm>

namespace calendar {
namespace {

constexpr std::int64_t ms_per_minute = 60'000;
constexpr int short_day_minutes = 60;  // Labour Code, art. 95: an hour less

int closes_minute(WorkingTime const& time, base::Date day) {
    bool const is_short = time.calendar.kind(day) == DayKind::short_day;
    return time.hours.to_minute - (is_short ? short_day_minutes : 0);
}

std::int64_t open_ms(WorkingTime const& time, base::Date day, base::Instant from,
                     base::Instant to) {
    if (!time.calendar.is_working(day)) return 0;
    auto const start = std::max(from, opening(time, day));
    auto const end = std::min(to, closing(time, day));
    return std::max<std::int64_t>(0, (end - start).count());
}

}  // namespace

base::Instant opening(WorkingTime const& time, base::Date day) {
    return time.zone.at(day, time.hours.from_minute);
}

base::Instant closing(WorkingTime const& time, base::Date day) {
    return time.zone.at(day, closes_minute(time, day));
}

bool is_open(WorkingTime const& time, base::Instant at) {
    auto const local = time.zone.local(at);
    return time.calendar.is_working(local.date) && local.minute_of_day >= time.hours.from_minute &&
           local.minute_of_day < closes_minute(time, local.date);
}

base::Instant add_working_minutes(WorkingTime const& time, base::Instant from,
                                  std::int64_t minutes) {
    std::int64_t left = minutes * ms_per_minute;
    for (auto day = time.zone.date(from);; day = base::add_days(day, 1)) {
        if (!time.calendar.is_working(day) || from >= closing(time, day)) continue;
        auto const start = std::max(from, opening(time, day));
        std::int64_t const open = (closing(time, day) - start).count();
        if (left <= open) return {start.unix_ms + left};
        left -= open;
    }
}

std::int64_t working_minutes_between(WorkingTime const& time, base::Instant from,
                                     base::Instant to) {
    if (to < from) return -working_minutes_between(time, to, from);
    std::int64_t total = 0;
    auto const last = time.zone.date(to);
    for (auto day = time.zone.date(from); day <= last; day = base::add_days(day, 1))
        total += open_ms(time, day, from, to);
    return total / ms_per_minute;
}

base::Instant end_of_working_day(WorkingTime const& time, base::Instant from, int days) {
    return closing(time, time.calendar.add_working_days(time.zone.date(from), days));
}

}  // namespace calendar
