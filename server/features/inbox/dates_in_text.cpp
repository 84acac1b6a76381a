#include "features/inbox/dates_in_text.h"

#include <algorithm>

namespace inbox {
namespace {

base::Date last_of_month(int year, int month) {
    base::Date const next =
        month == 12 ? base::Date{year + 1, 1, 1} : base::Date{year, month + 1, 1};
    return base::add_days(next, -1);
}

base::Date add_months(base::Date date, int months) {
    int const zero = date.year * 12 + date.month - 1 + months;
    base::Date out{zero / 12, zero % 12 + 1, date.day};
    while (!base::is_valid(out)) --out.day;
    return out;
}

int weekday_of(Word const& word) {
    if (word.starts_any({"понедельник"}) || word.is("пн")) return 1;
    if (word.starts_any({"вторник"}) || word.is("вт")) return 2;
    if (word.starts_any({"среду", "среде", "среды"}) || word.is("ср")) return 3;
    if (word.starts_any({"четверг"}) || word.is("чт")) return 4;
    if (word.starts_any({"пятниц"}) || word.is("пт")) return 5;
    if (word.starts_any({"суббот"}) || word.is("сб")) return 6;
    if (word.starts_any({"воскресен"}) || word.is("вс")) return 7;
    return 0;
}

class Dates {
  public:
    Dates(Words const& words, base::Date today) : words_(words), today_(today) {}

    std::vector<DateInText> run(Taken& taken) {
        for (std::size_t at = 0; at < words_.size(); ++at) {
            auto found = at_word(at);
            if (!found) continue;
            taken.take(found->first, found->last);
            at = found->last;
            out_.push_back(*found);
        }
        return std::move(out_);
    }

  private:
    Word const& see(std::size_t from, int step) const {
        return word_at(words_, static_cast<std::ptrdiff_t>(from) + step, words_[from]);
    }

    std::optional<DateInText> at_word(std::size_t at) const {
        for (auto const read : {&Dates::numeric, &Dates::day_of_month, &Dates::day_number,
                                &Dates::end_of, &Dates::after, &Dates::weekday, &Dates::near_day,
                                &Dates::whole_month, &Dates::named, &Dates::urgent}) {
            auto found = (this->*read)(at);
            if (found) return found;
        }
        return std::nullopt;
    }

    // Puts the preposition before the date into its words: «к 8 марта», «не позднее 10 апреля».
    DateInText with_preposition(std::size_t first, std::size_t last,
                                std::optional<base::Date> date) const {
        DateInText out{date, first, last};
        Word const& before = see(first, -1);
        if (before.is_any({"к", "ко", "до", "позднее", "позже"})) out.preposition = 2;
        if (before.is_any({"в", "во", "на", "через", "под", "с", "по", "не"})) out.preposition = 1;
        bool const not_later = before.is_any({"позднее", "позже"}) && see(first, -2).is("не");
        if (not_later)
            out.first = first - 2;
        else if (before.is_any({"к", "ко", "до", "в", "во", "на", "под"}))
            out.first = first - 1;
        if (date && *date < today_) out.past = true;
        return out;
    }

    // No year was said: the next such day; a day of the last two months is one that passed.
    base::Date next_day(int month, int day) const {
        base::Date date{today_.year, month, day};
        while (!base::is_valid(date) && date.day > 28) --date.day;
        if (date < today_) ++date.year;
        while (!base::is_valid(date) && date.day > 28) --date.day;
        return date;
    }

    int year_at(std::size_t at, std::size_t& last) const {  // «2026», «2026 г.», «26 г»
        Word const& word = words_[at];
        if (!word.is_number()) return 0;
        if (word.digits == 4 && word.value >= 2000 && word.value < 2100) {
            last = at;
            if (see(at, 1).is_any({"г", "года", "году"})) last = at + 1;
            return static_cast<int>(word.value);
        }
        return 0;
    }

    // 10.04, 10.04.26, 10/04/2026
    std::optional<DateInText> numeric(std::size_t at) const {
        Word const& day = words_[at];
        if (!day.is_number() || day.digits > 2 || day.value < 1 || day.value > 31)
            return std::nullopt;
        Word const& dot = see(at, 1);
        Word const& month = see(at, 2);
        if (!dot.is_any({".", "/"}) || dot.space_before || !month.is_number() ||
            month.space_before || month.digits != 2 || month.value < 1 || month.value > 12)
            return std::nullopt;
        // «1.10 кг», «10.12 руб» are no dates
        if (see(at, 3).starts_any({"руб", "кг", "см", "мм", "тыс", "млн", "проц"}) ||
            see(at, 3).is_any({"р", "₽", "%"}))
            return std::nullopt;
        if (dot.is("/") && (see(at, 3).is("/") == false)) return std::nullopt;
        std::size_t last = at + 2;
        int year = 0;
        if (see(at, 3).is_any({".", "/"}) && !see(at, 3).space_before && see(at, 4).is_number() &&
            !see(at, 4).space_before) {
            Word const& text = see(at, 4);
            if (text.digits != 2 && text.digits != 4) return std::nullopt;
            year = static_cast<int>(text.digits == 2 ? 2000 + text.value : text.value);
            last = at + 4;
            if (see(at, 5).is_any({".", "/"}) && !see(at, 5).space_before &&
                see(at, 6).is_number() && !see(at, 6).space_before)
                return std::nullopt;  // an address of a machine, a number of a document
        }
        base::Date date =
            year ? base::Date{year, static_cast<int>(month.value), static_cast<int>(day.value)}
                 : next_day(static_cast<int>(month.value), static_cast<int>(day.value));
        if (!base::is_valid(date)) return std::nullopt;
        if (see(last, 1).is_any({"г", "года"})) ++last;
        return with_preposition(at, last, date);
    }

    static bool is_dash(Word const& word) { return word.is_any({"-", "–", "—"}); }

    // 10 апреля, 14–16 апреля, с 14 по 16 апреля, 8-го марта, 15 апреля 2026 г.
    std::optional<DateInText> day_of_month(std::size_t at) const {
        Word const& day = words_[at];
        if (!day.is_number() || day.digits > 2 || day.value < 1 || day.value > 31)
            return std::nullopt;
        std::size_t next = at + 1;
        auto skip_ending = [&](std::size_t i) {  // «-го», «-му»
            if (i + 1 < words_.size() && is_dash(words_[i]) &&
                words_[i + 1].is_any({"го", "му", "ого", "ому", "е", "ое"}))
                return i + 2;
            return i;
        };
        next = skip_ending(next);
        if (next + 1 < words_.size() &&
            (is_dash(words_[next]) || words_[next].is_any({"по", "и", "до"})) &&
            words_[next + 1].is_number() && words_[next + 1].digits <= 2 &&
            words_[next + 1].value <= 31) {
            std::size_t const after = skip_ending(next + 2);
            if (after < words_.size() && month_of(words_[after]) != 0) next = after;
        }
        if (next >= words_.size() || words_[next].sentence != day.sentence) return std::nullopt;
        int const month = month_of(words_[next]);
        if (month == 0) return std::nullopt;
        std::size_t last = next;
        int year = 0;
        if (next + 1 < words_.size() && words_[next + 1].sentence == day.sentence)
            year = year_at(next + 1, last);
        base::Date date = year ? base::Date{year, month, static_cast<int>(day.value)}
                               : next_day(month, static_cast<int>(day.value));
        if (!base::is_valid(date)) return std::nullopt;
        return with_preposition(at, last, date);
    }

    // «к 15-му», «до 20 числа», «15-го»
    std::optional<DateInText> day_number(std::size_t at) const {
        Word const& day = words_[at];
        if (!day.is_number() || day.digits > 2 || day.value < 1 || day.value > 31)
            return std::nullopt;
        std::size_t last = at;
        bool said = false;
        if (is_dash(see(at, 1)) && see(at, 2).is_any({"го", "му", "ому", "ого"})) {
            last = at + 2;
            said = see(at, -1).is_any({"к", "до", "позднее", "позже", "с"});
        }
        if (see(last, 1).is_any({"числа", "числу", "число"})) {
            ++last;
            said = true;
        }
        if (!said) return std::nullopt;
        int month = today_.month;
        int year = today_.year;
        if (day.value < today_.day) {
            month = month == 12 ? 1 : month + 1;
            year += month == 1;
        }
        if (last + 2 < words_.size() && see(last, 1).is("следующего") &&
            see(last, 2).is("месяца")) {
            base::Date const next = add_months({today_.year, today_.month, 1}, 1);
            month = next.month;
            year = next.year;
            last += 2;
        }
        base::Date const date{year, month, static_cast<int>(day.value)};
        if (!base::is_valid(date)) return std::nullopt;
        return with_preposition(at, last, date);
    }

    // «до конца месяца», «к концу июня», «к середине мая», «в начале апреля», «до конца года»
    std::optional<DateInText> end_of(std::size_t at) const {
        Word const& word = words_[at];
        enum { end, middle, start } part;
        if (word.is_any({"конца", "концу", "конец", "конце"}))
            part = end;
        else if (word.is_any({"середине", "середины", "середину", "середина"}))
            part = middle;
        else if (word.is_any({"начале", "началу", "начала", "начало"}))
            part = start;
        else if (word.is_any({"числах", "числа"}) && see(at, -1).starts("последн"))
            part = end;
        else
            return std::nullopt;
        std::size_t last = at + 1;
        int shift = 0;
        if (see(at, 1).is_any({"этого", "текущего"}))
            last = at + 2;
        else if (see(at, 1).starts("следующ")) {
            last = at + 2;
            shift = 1;
        }
        Word const& of = see(at, static_cast<int>(last - at));
        base::Date date = today_;
        if (of.is_any({"месяца", "мес"})) {
            base::Date const month = add_months({today_.year, today_.month, 1}, shift);
            date = part == end ? last_of_month(month.year, month.month)
                               : base::Date{month.year, month.month, part == middle ? 15 : 1};
            if (date < today_) date = add_months(date, 1);
        } else if (of.is_any({"года"})) {
            date = part == end      ? base::Date{today_.year + shift, 12, 31}
                   : part == middle ? base::Date{today_.year + shift, 6, 15}
                                    : base::Date{today_.year + (shift ? 1 : 1), 1, 1};
        } else if (of.is_any({"недели"})) {
            int const to_friday = 5 - base::weekday(today_);
            date = base::add_days(today_, (part == end ? to_friday : to_friday - 3) + 7 * shift);
            if (date < today_) date = base::add_days(today_, 7 - base::weekday(today_));
        } else if (of.is_any({"квартала"})) {
            date = last_of_month(today_.year, (today_.month + 2) / 3 * 3);
        } else if (of.is_any({"лета"})) {
            date = part == end ? last_of_month(today_.year, 8) : base::Date{today_.year, 6, 1};
            if (date < today_) ++date.year;
        } else if (int const month = month_of(of); month != 0) {
            std::size_t year_last = last;
            int year = last + 1 < words_.size() ? year_at(last + 1, year_last) : 0;
            last = year_last;
            bool const said = year != 0;
            if (!said) year = today_.year;
            auto make = [&](int y) {
                return part == end ? last_of_month(y, month)
                                   : base::Date{y, month, part == middle ? 15 : 1};
            };
            date = make(year);
            if (date < today_ && !said) date = make(year + 1);
        } else {
            return std::nullopt;
        }
        std::size_t first = at;
        if (see(at, -1).starts("сам")) first = at - 1;  // «в самом конце мая»
        auto out = with_preposition(first, last, date);
        return out;
    }

    // «через две недели», «за 10 дней», «в течение недели», «10 рабочих дней с оплаты»
    std::optional<DateInText> after(std::size_t at) const {
        Word const& word = words_[at];
        bool const through = word.is("через");
        bool const within = word.is_any({"течение", "течении"}) && see(at, -1).is("в");
        bool const in = word.is("за") && !within;
        bool const bare = word.is_number() || word.is_any({"две", "три", "две-три"});
        if (!through && !within && !in && !bare) return std::nullopt;
        std::size_t i = bare ? at : at + 1;
        auto halves = i < words_.size() ? small_count_in_halves(words_[i]) : std::nullopt;
        int count = 2;
        if (halves && see(at, static_cast<int>(i - at)).sentence == word.sentence) {
            count = *halves;
            ++i;
            // «10-15 дней», «2-3 недели»: the later one
            if (i + 1 < words_.size() && is_dash(words_[i])) {
                if (auto const upper = small_count_in_halves(words_[i + 1])) {
                    count = std::max(count, *upper);
                    i += 2;
                }
            }
        } else if (bare) {
            return std::nullopt;
        }
        bool working = false;
        if (i < words_.size() && words_[i].starts_any({"рабоч", "раб"})) {
            working = true;
            ++i;
            if (i < words_.size() && words_[i].is(".")) ++i;
        } else if (i < words_.size() && words_[i].starts("календарн")) {
            ++i;
        }
        if (i >= words_.size() || words_[i].line > word.line + 1) return std::nullopt;
        base::Date date = today_;
        Word const& unit = words_[i];
        if (unit.is_any({"день", "дня", "дней", "дн"}))
            date = working ? working_days(count / 2) : base::add_days(today_, count / 2);
        else if (unit.starts("недел") || unit.is("нед"))
            date = base::add_days(today_, count * 7 / 2);
        else if (unit.is_any({"месяц", "месяца", "месяцев", "мес"}))
            date = count % 2 ? base::add_days(add_months(today_, count / 2), 15)
                             : add_months(today_, count / 2);
        else
            return std::nullopt;
        std::size_t last = i;
        // counted from a later event
        Word const& from = see(i, 1);
        if (from.is_any({"с", "со", "от", "после"})) {
            bool const later = see(i, 2).starts_any(
                {"оплат", "предоплат", "момент", "дат", "утвержд", "согласов", "подписан", "аванс",
                 "поступл", "дня", "получен", "макет", "заказ"});
            if (!later) return std::nullopt;
            last = i + 2;
            DateInText out{std::nullopt, within ? at - 1 : at, last};
            out.preposition = 1;
            out.aim = DateAim::goods;
            return out;
        }
        if (bare || in) return std::nullopt;
        DateInText out{date, within ? at - 1 : at, last};
        out.preposition = 1;
        return out;
    }

    base::Date working_days(int count) const {
        base::Date date = today_;
        for (int left = std::min(count, 400); left > 0;) {
            date = base::add_days(date, 1);
            if (base::weekday(date) <= 5) --left;
        }
        return date;
    }

    std::optional<DateInText> weekday(std::size_t at) const {
        int const day = weekday_of(words_[at]);
        if (day == 0) return std::nullopt;
        Word const& before = see(at, -1);
        bool const next = before.starts("следующ");
        bool const short_form = words_[at].folded.size() <= 4;
        Word const& preposition = next ? see(at, -2) : before;
        if (!preposition.is_any({"в", "во", "к", "ко", "до", "на", "позднее", "позже"}))
            return std::nullopt;
        if (short_form && see(at, 1).is_any({"-", "–"})) return std::nullopt;  // «пн–пт»
        int ahead = (day - base::weekday(today_) + 7) % 7;
        if (ahead == 0) ahead = 7;
        if (next) ahead = 7 - base::weekday(today_) + day;
        return with_preposition(next ? at - 1 : at, at, base::add_days(today_, ahead));
    }

    std::optional<DateInText> near_day(std::size_t at) const {
        Word const& word = words_[at];
        int ahead = -1;
        if (word.is("завтра")) ahead = 1;
        if (word.is("послезавтра")) ahead = 2;
        if (word.is("сегодня")) ahead = 0;
        if (ahead < 0) return std::nullopt;
        return with_preposition(at, at, base::add_days(today_, ahead));
    }

    // «к июню» = the 1st
    std::optional<DateInText> whole_month(std::size_t at) const {
        int const month = month_of(words_[at]);
        if (month == 0 || words_[at].folded.size() < 6) return std::nullopt;
        if (!see(at, -1).is_any({"к", "до"})) return std::nullopt;
        std::size_t last = at;
        int year = at + 1 < words_.size() ? year_at(at + 1, last) : 0;
        base::Date const date = year ? base::Date{year, month, 1} : next_day(month, 1);
        return with_preposition(at, last, date);
    }

    std::optional<DateInText> named(std::size_t at) const {
        auto const day = named_day_at(words_, at, today_);
        if (!day) return std::nullopt;
        DateInText out = with_preposition(at, day->last, day->date);
        if (out.preposition == 0) out.aim = DateAim::event;
        if (see(at, -1).is_any({"с", "на", "в"}) && out.preposition < 2) {
            // «с Новым годом», «поздравляем с днём …» is a greeting, no deadline
            if (see(at, -1).is("с")) return std::nullopt;
        }
        return out;
    }

    std::optional<DateInText> urgent(std::size_t at) const {
        Word const& word = words_[at];
        DateInText out{std::nullopt, at, at};
        if (word.is_any({"срочно", "срочный", "срочная", "срочность", "asap", "горит", "срочняк",
                         "вчера"})) {
            if (word.is("срочность") || see(at, -1).is("не")) return std::nullopt;
            return out;
        }
        if (word.is("прошлой") && see(at, 1).is("неделе") && see(at, -1).is("на")) {
            out.first = at - 1;
            out.last = at + 1;
            return out;
        }
        if (word.is("можно") && see(at, -1).is("как") && see(at, 1).is_any({"скорее", "быстрее"})) {
            out.first = at - 1;
            out.last = at + 1;
            return out;
        }
        if (word.starts("кратчайш") && see(at, 1).starts("срок")) {
            out.last = at + 1;
            return out;
        }
        if (word.starts("ближайш") && see(at, 1).is_any({"время", "дни", "сроки"})) {
            out.last = at + 1;
            return out;
        }
        return std::nullopt;
    }

    Words const& words_;
    base::Date today_;
    std::vector<DateInText> out_;
};

}  // namespace

std::vector<DateInText> dates_in_text(Words const& words, base::Date today, Taken& taken) {
    return Dates(words, today).run(taken);
}

}  // namespace inbox
