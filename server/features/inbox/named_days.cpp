// Days that have a name: holidays of everybody and of professions, by the calendar of their year.
// The dates of moving ones are rules (labour code art. 112, decrees on professional holidays).
#include "features/inbox/need_parts.h"

#include <array>

namespace inbox {
namespace {

// `nth` > 0: that weekday of the month counted from its start, -1: the last one, 0: a fixed day.
struct Rule {
    std::string_view start;   // of the word after «день» (or of the only word)
    std::string_view second;  // start of the word after it; empty if any
    int month;
    int day;  // of a fixed day
    int nth;
    int weekday;  // 1 = Monday .. 7
};

constexpr std::array day_of{
    Rule{"защитник", "", 2, 23, 0, 0},
    Rule{"побед", "", 5, 9, 0, 0},
    Rule{"росси", "", 6, 12, 0, 0},
    Rule{"народн", "единств", 11, 4, 0, 0},
    Rule{"строител", "", 8, 0, 2, 7},
    Rule{"железнодорожник", "", 8, 0, 1, 7},
    Rule{"физкультурник", "", 8, 0, 2, 6},
    Rule{"шахтер", "", 8, 0, -1, 7},
    Rule{"работник", "лес", 9, 0, 3, 7},
    Rule{"машиностроител", "", 9, 0, -1, 7},
    Rule{"работник", "сельск", 10, 0, 2, 7},
    Rule{"отц", "", 10, 0, 3, 7},
    Rule{"автомобилист", "", 10, 0, -1, 7},
    Rule{"матер", "", 11, 0, -1, 7},
    Rule{"работник", "транспорт", 11, 20, 0, 0},
    Rule{"работник", "торговл", 7, 0, 4, 6},
    Rule{"торговл", "", 7, 0, 4, 6},
    Rule{"нефтяник", "", 9, 0, 1, 7},
    Rule{"работник", "нефт", 9, 0, 1, 7},
    Rule{"газовик", "", 9, 0, 1, 7},
    Rule{"финансист", "", 9, 8, 0, 0},
    Rule{"бухгалтер", "", 11, 21, 0, 0},
    Rule{"кадров", "", 5, 24, 0, 0},
    Rule{"маркетолог", "", 10, 25, 0, 0},
    Rule{"логист", "", 11, 28, 0, 0},
    Rule{"банковск", "", 12, 2, 0, 0},
    Rule{"юрист", "", 12, 3, 0, 0},
    Rule{"энергетик", "", 12, 22, 0, 0},
    Rule{"российск", "печат", 1, 13, 0, 0},
    Rule{"российск", "наук", 2, 8, 0, 0},
    Rule{"наук", "", 2, 8, 0, 0},
    Rule{"работник", "жкх", 3, 0, 3, 7},
    Rule{"космонавтик", "", 4, 12, 0, 0},
    Rule{"радио", "", 5, 7, 0, 0},
    Rule{"российск", "предприним", 5, 26, 0, 0},
    Rule{"предпринимател", "", 5, 26, 0, 0},
    Rule{"химик", "", 5, 0, -1, 7},
    Rule{"эколог", "", 6, 5, 0, 0},
    Rule{"социальн", "работник", 6, 8, 0, 0},
    Rule{"медицинск", "работник", 6, 0, 3, 7},
    Rule{"медицинск", "", 6, 0, 3, 7},
    Rule{"медик", "", 6, 0, 3, 7},
    Rule{"медработник", "", 6, 0, 3, 7},
    Rule{"медсестр", "", 5, 12, 0, 0},
    Rule{"молодеж", "", 6, 0, -1, 6},
    Rule{"металлург", "", 7, 0, 3, 7},
    Rule{"рыбак", "", 7, 0, 2, 7},
    Rule{"почт", "", 7, 0, 2, 7},
    Rule{"вмф", "", 7, 0, -1, 7},
    Rule{"авиаци", "", 8, 0, 3, 7},
    Rule{"знаний", "", 9, 1, 0, 0},
    Rule{"туризм", "", 9, 27, 0, 0},
    Rule{"воспитател", "", 9, 27, 0, 0},
    Rule{"учител", "", 10, 5, 0, 0},
    Rule{"рекламщик", "", 10, 23, 0, 0},
    Rule{"страховщик", "", 10, 6, 0, 0},
    Rule{"сотрудник", "овд", 11, 10, 0, 0},
    Rule{"информатик", "", 12, 4, 0, 0},
    Rule{"спасател", "", 12, 27, 0, 0},
    Rule{"геолог", "", 4, 0, 1, 7},
    Rule{"сисадмин", "", 7, 0, -1, 5},
    Rule{"системн", "администратор", 7, 0, -1, 5},
    Rule{"святого", "валентин", 2, 14, 0, 0},
    Rule{"влюбленн", "", 2, 14, 0, 0},
    Rule{"студент", "", 1, 25, 0, 0},
    Rule{"защиты", "детей", 6, 1, 0, 0},
    Rule{"семьи", "", 7, 8, 0, 0},
    Rule{"флага", "", 8, 22, 0, 0},
    Rule{"труда", "", 5, 1, 0, 0},
};

base::Date rule_date(Rule const& rule, int year) {
    if (rule.nth == 0) return {year, rule.month, rule.day};
    base::Date const first{year, rule.month, 1};
    int const to_weekday = (rule.weekday - base::weekday(first) + 7) % 7;
    if (rule.nth > 0) return base::add_days(first, to_weekday + 7 * (rule.nth - 1));
    base::Date const next_month =
        rule.month == 12 ? base::Date{year + 1, 1, 1} : base::Date{year, rule.month + 1, 1};
    base::Date const last = base::add_days(next_month, -1);
    return base::add_days(last, -((base::weekday(last) - rule.weekday + 7) % 7));
}

base::Date next_of(Rule const& rule, base::Date from) {
    base::Date const date = rule_date(rule, from.year);
    return date < from ? rule_date(rule, from.year + 1) : date;
}

// Orthodox Easter by the Julian calendar, thirteen days later in ours (until 2099).
base::Date easter(int year) {
    int const d = (19 * (year % 19) + 15) % 30;
    int const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    int const sum = d + e + 114;
    return base::add_days({year, sum / 31, sum % 31 + 1}, 13);
}

base::Date next_easter(base::Date from) {
    base::Date const date = easter(from.year);
    return date < from ? easter(from.year + 1) : date;
}

base::Date next_fixed(int month, int day, base::Date from) {
    return next_of(Rule{"", "", month, day, 0, 0}, from);
}

}  // namespace

std::optional<NamedDay> named_day_at(Words const& words, std::size_t at, base::Date from) {
    Word const& word = words[at];
    if (!word.is_word()) return std::nullopt;
    auto const next = [&](std::size_t i) -> Word const& {
        return word_at(words, static_cast<std::ptrdiff_t>(at + i), word);
    };
    if (word.starts_any({"нов"}) && next(1).is_any({"год", "году", "года", "годом"}) &&
        word.is_any({"новый", "новому", "нового", "новым", "новом"}))
        return NamedDay{next_fixed(1, 1, from), at + 1};
    if (word.is("нг")) return NamedDay{next_fixed(1, 1, from), at};
    if (word.starts("рождеств") && !is_adjective(word)) return NamedDay{next_fixed(1, 7, from), at};
    if (word.is_any({"пасхе", "пасхи", "пасха", "пасху"})) return NamedDay{next_easter(from), at};
    if (word.is_any({"масленице", "масленицы", "масленица", "масленицу"})) {
        base::Date start = base::add_days(easter(from.year), -55);  // its Monday
        if (start < from) start = base::add_days(easter(from.year + 1), -55);
        return NamedDay{start, at};
    }
    if (word.starts("татьянин") && next(1).starts_any({"день", "дню", "дня"}))
        return NamedDay{next_fixed(1, 25, from), at + 1};
    if (word.starts("женск") && next(1).starts_any({"день", "дню", "дня"}))
        return NamedDay{next_fixed(3, 8, from), at + 1};
    if (!word.is_any({"день", "дню", "дня", "днем"})) return std::nullopt;
    if (next(1).starts("программист")) {  // the 256th day of the year
        base::Date date = base::add_days({from.year, 1, 1}, 255);
        if (date < from) date = base::add_days({from.year + 1, 1, 1}, 255);
        return NamedDay{date, at + 1};
    }
    for (auto const& rule : day_of) {
        if (!next(1).starts(rule.start)) continue;
        if (rule.second.empty()) return NamedDay{next_of(rule, from), at + 1};
        if (next(2).starts(rule.second)) return NamedDay{next_of(rule, from), at + 2};
    }
    return std::nullopt;
}

}  // namespace inbox
