// The calendar as JSON: the factory's copy and what an administrator imports.
#include "features/calendar/calendar.h"
#include "features/calendar/factory_calendar.h"
#include "platform/base/refusal.h"
#include "platform/json/json.h"

namespace calendar {
namespace {

[[noreturn]] void refuse(std::string const& path, base::Words words) {
    throw base::Refusal::invalid("calendar_invalid", std::move(words), path);
}

void read_list(json::Node year_node, int year, std::string const& list, DayKind kind,
               std::map<base::Date, DayKind>& days) {
    auto const node = year_node.find(list);
    if (!node) return;
    std::string const path = std::to_string(year) + "." + list;
    std::vector<base::Date> dates;
    json::read(*node, path, dates);
    for (auto const date : dates) {
        if (date.year != year)
            refuse(path, {"Дата " + base::to_text(date) + " не относится к этому году.",
                          "The date " + base::to_text(date) + " is not in this year."});
        if (!days.emplace(date, kind).second)
            refuse(path, {"Дата " + base::to_text(date) + " названа дважды.",
                          "The date " + base::to_text(date) + " is named twice."});
    }
}

int read_year(std::string const& key) {
    if (key.size() != 4 || key.find_first_not_of("0123456789") != std::string::npos)
        refuse(key, {"Нужен год из четырёх цифр.", "Expected a year of four digits."});
    return std::stoi(key);
}

void check_lists(json::Node year_node, std::string const& year) {
    if (!year_node.is_object()) refuse(year, {"Нужен объект.", "Expected an object."});
    for (std::size_t i = 0; i < year_node.size(); ++i)
        if (auto const list = year_node.key(i);
            list != "off" && list != "short" && list != "working")
            refuse(year + "." + std::string(list), {"Бывают списки off, short и working.",
                                                    "The lists are off, short and working."});
}

}  // namespace

Calendar const& Calendar::factory() {
    static Calendar const calendar = parse(factory_calendar_json);
    return calendar;
}

Calendar Calendar::parse(std::string_view text) {
    json::Document const document(text);
    auto const root = document.root();
    if (!root.is_object()) refuse("", {"Нужен объект с годами.", "Expected an object with years."});
    std::map<base::Date, DayKind> days;
    std::set<int> years;
    for (std::size_t i = 0; i < root.size(); ++i) {
        std::string const key(root.key(i));
        if (key == "comment") continue;
        int const year = read_year(key);
        auto const node = root.value(i);
        check_lists(node, key);
        read_list(node, year, "off", DayKind::off, days);
        read_list(node, year, "short", DayKind::short_day, days);
        read_list(node, year, "working", DayKind::working, days);
        years.insert(year);
    }
    return Calendar(std::move(days), std::move(years));
}

}  // namespace calendar
