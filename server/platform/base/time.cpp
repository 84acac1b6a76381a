#include "platform/base/time.h"

#include <cstdio>
#include <fstream>
#include <stdexcept>

#include <unicode/timezone.h>
#include <unicode/unistr.h>

namespace base {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

std::chrono::year_month_day ymd(Date date) {
    return {std::chrono::year(date.year), std::chrono::month(static_cast<unsigned>(date.month)),
            std::chrono::day(static_cast<unsigned>(date.day))};
}

Date from_ymd(std::chrono::year_month_day value) {
    return {static_cast<int>(value.year()), static_cast<int>(static_cast<unsigned>(value.month())),
            static_cast<int>(static_cast<unsigned>(value.day()))};
}

constexpr std::int64_t ms_per_day = 86'400'000;

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

// Reads exactly `count` digits at `at`; -1 if there are fewer.
int digits(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) return -1;
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

}  // namespace

std::string to_text(Instant instant) {
    std::int64_t const day = floor_div(instant.unix_ms, ms_per_day);
    std::int64_t const ms = instant.unix_ms - day * ms_per_day;
    Date const date = from_ymd(sys_days(days(day)));
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", date.year,
                  date.month, date.day, static_cast<int>(ms / 3'600'000),
                  static_cast<int>(ms / 60'000 % 60), static_cast<int>(ms / 1000 % 60),
                  static_cast<int>(ms % 1000));
    return buffer;
}

std::optional<Instant> parse_instant(std::string_view text) {
    if (text.size() < 20 || (text[10] != 'T' && text[10] != ' ')) return std::nullopt;
    auto const date = parse_date(text.substr(0, 10));
    int const hour = digits(text, 11, 2), minute = digits(text, 14, 2),
              second = digits(text, 17, 2);
    if (!date || text[13] != ':' || text[16] != ':' || hour < 0 || hour > 23 || minute < 0 ||
        minute > 59 || second < 0 || second > 60)
        return std::nullopt;
    std::size_t at = 19;
    int ms = 0;
    if (at < text.size() && text[at] == '.') {
        int scale = 100;
        for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10)
            ms += (text[at] - '0') * scale;
    }
    int offset_minutes = 0;
    if (text.substr(at) != "Z") {
        if (text.size() != at + 6 || (text[at] != '+' && text[at] != '-') || text[at + 3] != ':')
            return std::nullopt;
        int const h = digits(text, at + 1, 2), m = digits(text, at + 4, 2);
        if (h < 0 || h > 23 || m < 0 || m > 59) return std::nullopt;
        offset_minutes = (h * 60 + m) * (text[at] == '-' ? -1 : 1);
    }
    std::int64_t const day = sys_days(ymd(*date)).time_since_epoch().count();
    std::int64_t const seconds = (hour * 60LL + minute - offset_minutes) * 60 + second;
    return Instant{day * ms_per_day + seconds * 1000 + ms};
}

bool is_valid(Date date) {
    return date.year >= 1 && date.year <= 9999 && ymd(date).ok();
}

std::string to_text(Date date) {
    char buffer[40];
    std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", date.year, date.month, date.day);
    return buffer;
}

std::optional<Date> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    Date const date{digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2)};
    if (date.year < 0 || date.month < 0 || date.day < 0 || !is_valid(date)) return std::nullopt;
    return date;
}

Date add_days(Date date, int count) {
    return from_ymd(sys_days(ymd(date)) + days(count));
}

int days_between(Date from, Date to) {
    return static_cast<int>((sys_days(ymd(to)) - sys_days(ymd(from))).count());
}

int weekday(Date date) {
    return static_cast<int>(std::chrono::weekday(sys_days(ymd(date))).iso_encoding());
}

struct Zone::State {
    std::unique_ptr<icu::TimeZone> zone;

    // Milliseconds to add to UTC (or, if `local`, that were added to get this local time).
    std::int64_t offset(std::int64_t ms, bool local) const {
        std::int32_t raw = 0, dst = 0;
        UErrorCode status = U_ZERO_ERROR;
        zone->getOffset(static_cast<UDate>(ms), local, raw, dst, status);
        return raw + dst;
    }
};

Zone::Zone(std::string_view name) : name_(name) {
    auto impl = std::make_shared<State>();
    impl->zone.reset(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(
        icu::StringPiece(name_.data(), static_cast<int>(name_.size())))));
    if (*impl->zone == icu::TimeZone::getUnknown())
        throw std::invalid_argument("unknown time zone '" + name_ + "'");
    impl_ = std::move(impl);
}

LocalTime Zone::local(Instant instant) const {
    std::int64_t const ms = instant.unix_ms + impl_->offset(instant.unix_ms, false);
    std::int64_t const day = floor_div(ms, ms_per_day);
    return {from_ymd(sys_days(days(day))), static_cast<int>((ms - day * ms_per_day) / 60'000)};
}

Instant Zone::at(Date date, int minute_of_day) const {
    std::int64_t const local =
        sys_days(ymd(date)).time_since_epoch().count() * ms_per_day + minute_of_day * 60'000LL;
    return {local - impl_->offset(local, true)};
}

Instant SystemClock::now() const {
    auto const since = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

Instant FileClock::now() const {
    std::int64_t offset_ms = 0;
    std::ifstream(path_) >> offset_ms;
    return SystemClock().now() + std::chrono::milliseconds(offset_ms);
}

}  // namespace base
