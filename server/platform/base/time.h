// Time as the product knows it. An Instant is UTC milliseconds; a Date is a calendar day without a
// zone, written YYYY-MM-DD; a Zone turns one into the other at the edges. Nothing reads the clock
// by itself: `now` is passed in, so that a test can move it.
#pragma once
#include <chrono>
#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace base {

struct Instant {
    std::int64_t unix_ms = 0;

    auto operator<=>(Instant const&) const = default;
    Instant operator+(std::chrono::milliseconds d) const { return {unix_ms + d.count()}; }
    Instant operator-(std::chrono::milliseconds d) const { return {unix_ms - d.count()}; }
    std::chrono::milliseconds operator-(Instant other) const {
        return std::chrono::milliseconds(unix_ms - other.unix_ms);
    }
};

// "2026-11-23T17:27:25.123Z" and back (RFC 3339; any offset is accepted, nothing without one).
std::string to_text(Instant instant);
std::optional<Instant> parse_instant(std::string_view text);

struct Date {
    int year = 1970;
    int month = 1;  // 1..12
    int day = 1;    // 1..31

    auto operator<=>(Date const&) const = default;
};

bool is_valid(Date date);
std::string to_text(Date date);                         // "2026-11-23"
std::optional<Date> parse_date(std::string_view text);  // only YYYY-MM-DD of an existing day
Date add_days(Date date, int days);
int days_between(Date from, Date to);  // to - from
int weekday(Date date);                // 1 = Monday .. 7 = Sunday

struct LocalTime {
    Date date;
    int minute_of_day = 0;  // 0..1439
};

// A time zone by its IANA name ("Europe/Moscow").
class Zone {
  public:
    explicit Zone(std::string_view name);  // throws std::invalid_argument if unknown
    LocalTime local(Instant instant) const;
    Date date(Instant instant) const { return local(instant).date; }
    Instant at(Date date, int minute_of_day) const;
    std::string const& name() const { return name_; }

  private:
    struct State;
    std::string name_;
    std::shared_ptr<State const> impl_;
};

class Clock {
  public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

class SystemClock : public Clock {
  public:
    Instant now() const override;
};

// The system's time plus an offset in milliseconds that stands in a file and is read at every
// call: how a test moves the time of a running server. Only used when the configuration names
// such a file.
class FileClock : public Clock {
  public:
    explicit FileClock(std::string path) : path_(std::move(path)) {}
    Instant now() const override;

  private:
    std::string path_;
};

}  // namespace base
