#include "features/calendar/calendar_year.h"

#include "features/accounts/permissions.h"
#include "features/calendar/calendar_store.h"
#include "features/journal/journal.h"
#include "features/journal/nouns.h"
#include "platform/base/refusal.h"
#include "platform/base/text.h"
#include "platform/json/json.h"
#include "platform/live/live.h"

#include <map>

namespace calendar {
namespace {

constexpr std::string_view noun = "calendar_year";
constexpr std::int64_t first_year = 2020, last_year = 2100;
constexpr std::size_t longest_note = 100;
constexpr int friday = 5;

// What taking the change back needs.
struct YearBefore {
    CalendarYearForm form;
    std::int64_t version_after = 0;
};
BOOST_DESCRIBE_STRUCT(YearBefore, (), (form, version_after))

DayKind usual_kind(base::Date day) {
    return base::weekday(day) <= friday ? DayKind::working : DayKind::off;
}

template <class Each>
void each_day(std::int64_t year, Each const& each) {
    auto const last = base::Date{static_cast<int>(year), 12, 31};
    for (auto day = base::Date{static_cast<int>(year), 1, 1}; day <= last;
         day = base::add_days(day, 1))
        each(day);
}

[[noreturn]] void refuse_day(std::size_t index, base::Date day, base::Words why) {
    throw base::Refusal::invalid(
        "calendar_day_invalid",
        {base::to_text(day) + ": " + why.ru, base::to_text(day) + ": " + why.en},
        "days[" + std::to_string(index) + "]");
}

std::map<base::Date, CalendarDay> checked(std::int64_t year, CalendarYearForm const& form) {
    std::map<base::Date, CalendarDay> days;
    for (std::size_t i = 0; i < form.days.size(); ++i) {
        auto day = form.days[i];
        if (day.day.year != year)
            refuse_day(i, day.day, {"дата другого года.", "a date of another year."});
        day.note = base::shortened(base::trimmed(base::clean(day.note)), longest_note);
        if (!days.emplace(day.day, day).second)
            refuse_day(i, day.day, {"дата названа дважды.", "the date is named twice."});
    }
    return days;
}

// Only what differs from what holds for a day of which nothing is stored.
std::vector<CalendarDay> to_store(std::int64_t year, CalendarYearForm const& form) {
    auto const named = checked(year, form);
    std::set<int> known;
    if (!form.provisional) known.insert(static_cast<int>(year));
    Calendar const unsaid({}, known);
    std::vector<CalendarDay> out;
    each_day(year, [&](base::Date date) {
        auto const found = named.find(date);
        auto const day =
            found == named.end() ? CalendarDay{date, usual_kind(date), ""} : found->second;
        if (day.kind != unsaid.kind(date) || !day.note.empty()) out.push_back(day);
    });
    return out;
}

CalendarYear year_as_it_is(db::Reader& reader, std::int64_t year) {
    if (year < first_year || year > last_year)
        throw base::Refusal::not_found(
            "not_found", {"Календарь есть для 2020–2100 годов.", "The calendar has 2020 to 2100."});
    auto const calendar = load(reader);
    auto const notes = store::notes_of(reader, static_cast<int>(year));
    CalendarYear out;
    out.year = static_cast<int>(year);
    out.provisional = calendar.is_provisional(out.year);
    out.version = store::version_of(reader, out.year);
    each_day(year, [&](base::Date date) {
        auto const kind = calendar.kind(date);
        auto const note = notes.find(date);
        out.working_days += kind != DayKind::off;
        out.short_days += kind == DayKind::short_day;
        if (kind != usual_kind(date) || note != notes.end())
            out.days.push_back({date, kind, note == notes.end() ? "" : note->second});
    });
    return out;
}

void undo_change(db::Transaction& tx, http::Actor const&, base::Instant now,
                 journal::Subject const& subject, std::string const& data) {
    auto const undo = json::from_json<YearBefore>(data);
    if (!store::save_year(tx, static_cast<int>(subject.id), undo.form.provisional,
                          to_store(subject.id, undo.form), undo.version_after))
        throw base::Refusal::conflict("calendar_changed", {"Календарь с тех пор изменили ещё раз.",
                                                           "It was changed again since."});
    live::publish(tx, {std::string(noun), subject.id, "changed", undo.version_after + 1}, now);
}

}  // namespace

CalendarYear calendar_year(db::Reader& reader, http::Actor const& actor, std::int64_t year) {
    auto out = year_as_it_is(reader, year);
    out.may_change = actor.may(accounts::settings_manage);
    return out;
}

void change_year(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                 std::int64_t year, CalendarYearEdit const& edit) {
    auto const before = year_as_it_is(tx, year);
    if (!store::save_year(tx, before.year, edit.provisional, to_store(year, edit), edit.version)) {
        auto refusal = base::Refusal::conflict(
            "calendar_changed", {"Пока вы правили, календарь изменил другой человек.",
                                 "Somebody changed the calendar meanwhile."});
        refusal.details = json::to_json(before);
        throw refusal;
    }
    journal::record(tx, actor, now,
                    {.noun = std::string(noun),
                     .id = year,
                     .verb = "changed",
                     .undo = journal::Undo::reversible,
                     .undo_data = json::to_json(YearBefore{before, edit.version + 1})});
    live::publish(tx, {std::string(noun), year, "changed", edit.version + 1}, now);
}

void register_calendar() {
    journal::register_noun(
        {std::string(noun),
         {"Календарь", "Calendar"},
         [](db::Reader&, http::Actor const& actor, std::int64_t) { return actor.id != 0; },
         [](db::Reader&, http::Actor const& actor, std::int64_t) {
             return actor.may(accounts::settings_manage);
         },
         [](db::Reader&, std::int64_t year) { return std::to_string(year); }});
    journal::register_undo(std::string(noun), "changed", &undo_change);
}

}  // namespace calendar
