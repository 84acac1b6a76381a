#include "features/calendar/calendar.h"

namespace calendar {
namespace {

constexpr int saturday = 6;

// Labour Code, art. 112: non-working holidays that no decree moves.
bool is_fixed_holiday(base::Date date) {
    int const day = date.month * 100 + date.day;
    return (day >= 101 && day <= 108) || day == 223 || day == 308 || day == 501 || day == 509 ||
           day == 612 || day == 1104;
}

DayKind provisional_kind(base::Date date) {
    if (base::weekday(date) >= saturday || is_fixed_holiday(date)) return DayKind::off;
    // Art. 95: the working day before a holiday is an hour shorter.
    return is_fixed_holiday(base::add_days(date, 1)) ? DayKind::short_day : DayKind::working;
}

}  // namespace

Calendar::Calendar(std::map<base::Date, DayKind> days, std::set<int> known_years)
    : days_(std::move(days)), known_years_(std::move(known_years)) {}

DayKind Calendar::kind(base::Date day) const {
    if (auto const found = days_.find(day); found != days_.end()) return found->second;
    if (is_provisional(day.year)) return provisional_kind(day);
    return base::weekday(day) >= saturday ? DayKind::off : DayKind::working;
}

base::Date Calendar::next_working_day(base::Date after) const {
    return add_working_days(after, 1);
}

base::Date Calendar::add_working_days(base::Date from, int days) const {
    if (days == 0) {
        while (!is_working(from)) from = base::add_days(from, 1);
        return from;
    }
    int const step = days > 0 ? 1 : -1;
    for (int left = days * step; left > 0;) {
        from = base::add_days(from, step);
        if (is_working(from)) --left;
    }
    return from;
}

int Calendar::working_days_between(base::Date from, base::Date to) const {
    if (to < from) return -working_days_between(to, from);
    int count = 0;
    for (auto day = base::add_days(from, 1); day <= to; day = base::add_days(day, 1))
        count += is_working(day);
    return count;
}

}  // namespace calendar
