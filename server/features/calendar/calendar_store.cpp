#include "features/calendar/calendar_store.h"

#include "features/accounts/company_store.h"
#include "features/calendar/calendar.h"

#include <stdexcept>

namespace calendar {
namespace {

struct DayRow {
    base::Date day;
    std::string kind;
};
BOOST_DESCRIBE_STRUCT(DayRow, (), (day, kind))

struct YearRow {
    int year;
    bool provisional;
};
BOOST_DESCRIBE_STRUCT(YearRow, (), (year, provisional))

struct NoteRow {
    base::Date day;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(NoteRow, (), (day, note))

DayKind kind_of(std::string const& text) {
    if (text == "off") return DayKind::off;
    if (text == "short") return DayKind::short_day;
    if (text == "working") return DayKind::working;
    throw std::runtime_error("calendar_days holds an unknown kind '" + text + "'");
}

char const* text_of(DayKind kind) {
    return kind == DayKind::off ? "off" : kind == DayKind::short_day ? "short" : "working";
}

}  // namespace

Calendar load(db::Reader& reader) {
    auto days = Calendar::factory().days();
    auto known = Calendar::factory().known_years();
    for (auto const& row : reader.all<YearRow>("SELECT year, provisional FROM calendar_years")) {
        // A stored year replaces the factory's days of that year.
        std::erase_if(days, [&](auto const& day) { return day.first.year == row.year; });
        if (row.provisional)
            known.erase(row.year);
        else
            known.insert(row.year);
    }
    for (auto const& row : reader.all<DayRow>("SELECT day, kind FROM calendar_days"))
        days[row.day] = kind_of(row.kind);
    return Calendar(std::move(days), std::move(known));
}

void save(db::Transaction& tx, Calendar const& calendar) {
    for (int const year : calendar.known_years()) {
        tx.run("DELETE FROM calendar_days WHERE day >= $1 AND day <= $2", base::Date{year, 1, 1},
               base::Date{year, 12, 31});
        tx.run(
            "INSERT INTO calendar_years (year, provisional) VALUES ($1, 0) "
            "ON CONFLICT (year) DO UPDATE SET provisional = 0",
            year);
    }
    for (auto const& [day, kind] : calendar.days())
        tx.run("INSERT INTO calendar_days (day, kind) VALUES ($1, $2)", day,
               std::string_view(text_of(kind)));
}

namespace store {

std::int64_t version_of(db::Reader& reader, int year) {
    return reader.maybe<std::int64_t>("SELECT version FROM calendar_years WHERE year = $1", year)
        .value_or(0);
}

std::map<base::Date, std::string> notes_of(db::Reader& reader, int year) {
    std::map<base::Date, std::string> notes;
    for (auto& row : reader.all<NoteRow>(
             "SELECT day, note FROM calendar_days WHERE day >= $1 AND day <= $2 AND note <> ''",
             base::Date{year, 1, 1}, base::Date{year, 12, 31}))
        notes.emplace(row.day, std::move(row.note));
    return notes;
}

bool save_year(db::Transaction& tx, int year, bool provisional,
               std::vector<CalendarDay> const& days, std::int64_t seen) {
    auto const changed =
        seen == 0 ? tx.run(
                        "INSERT INTO calendar_years (year, provisional) VALUES ($1, $2) "
                        "ON CONFLICT (year) DO NOTHING",
                        year, provisional)
                  : tx.run(
                        "UPDATE calendar_years SET provisional = $2, version = version + 1 "
                        "WHERE year = $1 AND version = $3",
                        year, provisional, seen);
    if (changed == 0) return false;
    tx.run("DELETE FROM calendar_days WHERE day >= $1 AND day <= $2", base::Date{year, 1, 1},
           base::Date{year, 12, 31});
    for (auto const& day : days)
        tx.run("INSERT INTO calendar_days (day, kind, note) VALUES ($1, $2, $3)", day.day,
               std::string_view(text_of(day.kind)), day.note);
    return true;
}

}  // namespace store

WorkingTime working_time(db::Reader& reader) {
    auto const settings = accounts::company_settings(reader);
    OfficeHours const hours{static_cast<int>(settings.office_from_minute),
                            static_cast<int>(settings.office_to_minute)};
    return {load(reader), base::Zone(settings.zone), hours};
}

}  // namespace calendar
