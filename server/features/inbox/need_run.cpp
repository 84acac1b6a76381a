// The run (1.1.2.1), with all its variants: «100, 300 и 500 шт.», «1,5 тыс», «от 100 до 300»,
// «двести штук», sizes and towns to be summed. A number counts when a unit, the word «тираж» or
// the product itself stands with it.
#include "features/inbox/need_parts.h"

#include <algorithm>

namespace inbox {
namespace {

Word const& see(Words const& words, std::size_t from, std::ptrdiff_t step) {
    return word_at(words, static_cast<std::ptrdiff_t>(from) + step, words[from]);
}
bool is_dash(Word const& word) {
    return word.is_any({"-", "–", "—"});
}
bool is_piece_unit(Word const& word) {
    return word.is_any({"шт",      "штук",   "штуки", "штука",       "штуку",      "штучек",
                        "шту",     "щт",     "экз",   "экземпляров", "экземпляра", "единиц",
                        "ед",      "пар",    "пары",  "комплектов",  "комплекта",  "компл",
                        "наборов", "набора", "pcs",   "шток",        "упаковок"});
}
bool is_people(Word const& word) {
    return word.is_any({"человек", "чел", "сотрудников", "сотрудника", "гостей", "участников",
                        "персон", "детей", "коллег", "работников", "партнеров", "клиентов", "людей",
                        "учеников", "студентов", "выпускников"});
}
// After these a number measures something else.
bool is_other_unit(Word const& word) {
    bool const times = word.starts_any({"x", "х"}) && word.folded.size() > 1 &&
                       word.folded.back() >= '0' && word.folded.back() <= '9';
    if (times) return true;  // «50х30»
    return word.is_any({"мл",     "л",      "см",       "мм",      "м",        "кг",   "г",
                        "гр",     "гб",     "gb",       "мб",      "тб",       "мач",  "mah",
                        "ml",     "руб",    "р",        "рублей",  "рубля",    "₽",  "%",
                        "коп",    "раз",    "раза",     "x",       "х",        "×",    "*",
                        "°",      "листов", "листа",    "страниц", "страницы", "литр", "литра",
                        "литров", "oz",     "градусов", "часов",   "час",      "часа", "часам",
                        "утра",   "вечера", "кв",       "дюймов",  "проц",     "цвет", "вт",
                        "ггц",    "лет",    "год",      "года",    "году",     "гг",   "вид",
                        "вида",   "видов",  "этаж",     "этаже",   "минут"}) ||
           word.starts_any({"дн",      "день",    "недел",   "месяц",    "цвет",   "числ",
                            "процент", "вариант", "сторон",  "позици",   "дизайн", "наименован",
                            "адрес",   "город",   "логотип", "макет",    "модел",  "принт",
                            "образц",  "образец", "артикул", "филиал",   "рабоч",  "календарн",
                            "мест",    "коробк",  "коробок", "километр", "летие",  "летию",
                            "летия",   "лети",    "офис",    "точк",     "позиц",  "слот",
                            "предмет"}) ||
           month_of(word) != 0;
}
bool is_other_before(Word const& word) {
    return word.is_any({"№",         "n",          "арт",    "артикул", "артикула", "офис",
                        "оф",        "дом",        "д",      "кв",      "стр",      "корп",
                        "плотность", "плотностью", "инн",    "кпп",     "огрн",     "тел",
                        "строение",  "код",        "индекс", "№№",      "#",        "пункт",
                        "п",         "рост",       "x",      "х",       "×",        "*",
                        "+",         "gost",       "гост",   "iso",     "pantone",  "размер",
                        "диаметр",   "высота",     "ширина", "объем",   "объемом",  "емкостью",
                        "лет",       "нам",        "версия", "rgb",     "заказ",    "заказу",
                        "договор",   "договору",   "счет",   "счету",   "кабинет",  "подъезд"});
}
bool is_run_name(Word const& word) {
    return word.starts_any({"тираж", "количеств", "кол"}) ||
           word.is_any({"объем", "партия", "партию", "партии", "штук"});
}
bool is_size(Words const& words, std::size_t at) {
    Word const& word = words[at];
    return word.is_any({"s", "m", "l", "xl", "xs", "xxl", "xxxl", "хл", "xxs", "ххл", "ххxl"});
}

class Runs {
  public:
    Runs(Words const& words, std::vector<Mention> const& mentions, Taken& taken)
        : words_(words), taken_(taken) {
        starts_.resize(words.size(), 0);
        ends_.resize(words.size(), 0);
        for (auto const& mention : mentions) {
            starts_[mention.first] = 1;
            ends_[mention.last] = 1;
            inside_.emplace_back(mention.first, mention.last);
        }
        product_before_.resize(words.size(), 0);
        for (std::size_t i = 1; i < words.size(); ++i)
            product_before_[i] = ends_[i - 1] ? i : product_before_[i - 1];
    }

    std::vector<FoundRun> run() {
        by_sizes();
        for (std::size_t at = 0; at < words_.size(); ++at) {
            if (taken_.has(at) || in_mention(at)) continue;
            auto found = list_at(at);
            if (!found) {
                at = std::max(at, list_end_);
                continue;
            }
            taken_.take(found->first, found->last);
            at = found->last;
            out_.push_back(std::move(*found));
        }
        std::sort(out_.begin(), out_.end(),
                  [](FoundRun const& a, FoundRun const& b) { return a.first < b.first; });
        return std::move(out_);
    }

  private:
    bool in_mention(std::size_t at) const {
        auto const after = std::upper_bound(
            inside_.begin(), inside_.end(), at,
            [](std::size_t value, auto const& piece) { return value < piece.first; });
        return after != inside_.begin() && std::prev(after)->second >= at;
    }

    // «S — 10, M — 20, XL: 5»: the sum is the run.
    void by_sizes() {
        for (std::size_t at = 0; at < words_.size(); ++at) {
            std::int64_t sum = 0;
            int count = 0;
            std::size_t i = at;
            std::size_t last = at;
            while (i < words_.size()) {
                auto const pair = size_pair(i);
                if (!pair) break;
                sum += pair->first;
                last = pair->second;
                ++count;
                i = last + 1;
                while (i < words_.size() && words_[i].is_any({",", ";", ".", "и", "/", "-", "–"}) &&
                       i <= last + 2)
                    ++i;
            }
            if (count >= 2) {
                FoundRun run;
                run.values = {sum};
                run.places = {{at, last}};
                run.first = at;
                run.last = last;
                run.unit = run.sizes = true;
                taken_.take(at, last);
                out_.push_back(std::move(run));
                at = last;
            }
        }
    }

    // One size and its number: value and last word.
    std::optional<std::pair<std::int64_t, std::size_t>> size_pair(std::size_t at) const {
        std::size_t i = at;
        if (words_[i].is_number() && words_[i].value <= 5 && i + 1 < words_.size() &&
            !words_[i + 1].space_before && is_size(words_, i + 1))
            ++i;  // «2XL»
        if (!is_size(words_, i)) return std::nullopt;
        ++i;
        if (i < words_.size() && (is_dash(words_[i]) || words_[i].is_any({":", "=", "("}))) ++i;
        if (i >= words_.size() || !words_[i].is_number() || words_[i].digits > 5)
            return std::nullopt;
        std::int64_t const value = words_[i].value;
        if (i + 1 < words_.size() && is_piece_unit(words_[i + 1])) {
            ++i;
            if (i + 1 < words_.size() && words_[i + 1].is(".")) ++i;
        }
        if (i + 1 < words_.size() && words_[i + 1].is(")")) ++i;
        return std::pair{value, i};
    }

    bool countable(Amount const& amount) const {
        if (amount.value < 1 || amount.value > 10'000'000) return false;
        Word const& first = words_[amount.first];
        Word const& before = see(words_, amount.first, -1);
        Word const& named = before.is(".") ? see(words_, amount.first, -2) : before;
        if (named.sentence >= 0 && is_other_before(named)) return false;
        if (before.is_any({".", "/"}) && !first.space_before && before.space_before == false &&
            see(words_, amount.first, -2).is_number() && !before.is("/"))
            return false;
        if (is_dash(before) && !first.space_before && !before.space_before &&
            see(words_, amount.first, -2).is_word() && !ends_[amount.first - 2])
            return false;  // «ИТ-2026»
        if (first.digits == 4 && first.value >= 1990 && first.value <= 2035 &&
            see(words_, amount.last, 1).is_any({"г", "год", "года", "году"}))
            return false;
        if (first.line_start && first.is_number() && first.digits <= 2 &&
            see(words_, amount.last, 1).is_any({".", ")"}))
            return false;  // «1. Кружки»
        if (first.is_number() && first.folded.starts_with("0")) return false;
        return true;
    }

    std::optional<FoundRun> list_at(std::size_t at) {
        auto amount = amount_at(words_, at);
        if (!amount || !countable(*amount)) return std::nullopt;
        FoundRun run;
        run.first = at;
        std::vector<Amount> amounts;
        std::size_t last = at;
        constexpr std::size_t most = 50;  // more numbers in a row are no variants of a run
        while (amounts.size() < most) {
            amounts.push_back(*amount);
            last = amount->last;
            run.unit = unit_behind(last) || run.unit;
            auto const next = separated(last);
            if (!next) break;
            amount = amount_at(words_, *next);
            if (!amount || taken_.has(*next) || amount->value < 1 || amount->value > 10'000'000 ||
                (words_[*next].is_number() && words_[*next].folded.starts_with("0")))
                break;
            // «100 кружек, 2 вида»: what another unit follows is not of this list
            Word const& behind = see(words_, amount->last, 1);
            if (behind.sentence >= 0 && is_other_unit(behind)) break;
            if (starts_after(amount->last) && starts_[amount->last + 1] && run.unit) break;
        }
        run.last = last;
        list_end_ = last;
        Word const& behind = see(words_, last, 1);
        if (!run.unit && behind.sentence >= 0 && is_other_unit(behind)) return std::nullopt;
        run.people = !run.unit && (is_people(behind) || is_people(see(words_, last, 2)));
        if (!judge(run, amounts)) return std::nullopt;
        share_thousands(amounts);
        for (auto const& one : amounts) {
            if (std::find(run.values.begin(), run.values.end(), one.value) != run.values.end())
                continue;
            run.values.push_back(one.value);
            run.places.emplace_back(one.first, one.last);
        }
        return run;
    }

    bool starts_after(std::size_t last) const { return last + 1 < words_.size(); }

    // Steps over «шт.», «(триста)» behind a number.
    bool unit_behind(std::size_t& last) const {
        std::size_t i = last + 1;
        auto same = [&](std::size_t at) {
            return at < words_.size() && words_[at].sentence == words_[last].sentence;
        };
        if (same(i) && words_[i].is("(")) {
            std::size_t close = i + 1;
            while (same(close) && close <= i + 5 && words_[close].is_word()) ++close;
            if (same(close) && words_[close].is(")") && amount_at(words_, i + 1)) {
                last = close;
                i = close + 1;
            }
        }
        if (same(i) && is_dash(words_[i]) && !words_[i].space_before && same(i + 1) &&
            is_piece_unit(words_[i + 1]))
            ++i;
        if (!same(i) || !is_piece_unit(words_[i])) return false;
        last = i;
        if (same(i + 1) && words_[i + 1].is(".") && !words_[i + 1].space_before) last = i + 1;
        return true;
    }

    // The place of the next number of a list, if one follows.
    std::optional<std::size_t> separated(std::size_t last) const {
        std::size_t i = last + 1;
        int signs = 0;
        while (i < words_.size() && words_[i].sentence == words_[last].sentence && signs < 3) {
            if (words_[i].is_any({"/", ",", "и", "или", "-", "–", "—", ";", "либо", "до", "\\"})) {
                ++signs;
                ++i;
                continue;
            }
            break;
        }
        if (signs == 0 || i >= words_.size() || words_[i].sentence != words_[last].sentence)
            return std::nullopt;
        return i;
    }

    bool judge(FoundRun& run, std::vector<Amount> const& amounts) const {
        Word const& before = see(words_, run.first, -1);
        Word const& before2 = see(words_, run.first, -2);
        Word const& before3 = see(words_, run.first, -3);
        for (auto const* word : {&before, &before2, &before3})
            if (word->sentence >= 0 && is_run_name(*word)) run.named = true;
        run.each = before.is("по") || (before.is_any({"примерно", "около"}) && before2.is("по"));
        for (auto const* word : {&before, &before2, &before3})
            if (word->is_any({"всего", "итого", "общий", "общее", "суммарно"})) run.total = true;
        std::size_t next = run.last + 1;
        bool const product_behind = next < words_.size() && starts_[next] &&
                                    words_[next].sentence == words_[run.last].sentence;
        std::size_t const back = product_before_[run.first];
        bool const product_before =
            back > 0 && words_[back - 1].sentence == words_[run.first].sentence;
        bool const touching = product_before && run.first - back <= 2;
        if (run.people) return true;
        label(run);
        if (run.unit || run.named) return true;
        if (product_behind) return true;
        std::int64_t largest = 0;
        for (auto const& one : amounts) largest = std::max(largest, one.value);
        if (touching && largest >= 2 && !amounts.front().in_words) return true;
        if (product_before && largest >= 10 && !amounts.front().in_words) return true;
        // «50 белых и 50 черных кружек»
        if (largest >= 10 && is_adjective(see(words_, run.last, 1)) && product_follows(run.last))
            return true;
        // a chat: «300» alone answers a question on the run
        return amounts.front().thousands && largest >= 1000;
    }

    bool product_follows(std::size_t from) const {
        for (std::size_t i = from + 1; i < words_.size() && i <= from + 6; ++i) {
            if (words_[i].sentence != words_[from].sentence) return false;
            if (starts_[i] || in_mention(i)) return true;
        }
        return false;
    }

    // A number for one town, department, colour or size is a part of the run.
    void label(FoundRun& run) const {
        Word const& before = see(words_, run.first, -1);
        Word const& word = is_dash(before) || before.is_any({":", "(", "по"})
                               ? see(words_, run.first, -2)
                               : before;
        Word const& behind = see(words_, run.last, 1);
        bool const town = word.is_word() && word.capital && !word.line_start && !is_run_name(word);
        bool const own_line = word.is_word() && word.line_start && !is_run_name(word) &&
                              (is_dash(before) || before.is(":"));
        bool const place = behind.is_any({"в", "во", "на"}) && see(words_, run.last, 2).capital;
        bool const color = color_name(word).has_value() || (color_name(behind).has_value()) ||
                           behind.starts_any({"мужск", "женск", "детск"}) ||
                           word.starts_any({"мужск", "женск", "детск"});
        run.labelled = place || color || town || own_line;
    }

    // «2-3 тыс» means thousands both.
    static void share_thousands(std::vector<Amount>& amounts) {
        if (amounts.size() < 2 || !amounts.back().thousands) return;
        for (auto& one : amounts)
            if (!one.thousands && one.value < 100) one.value *= 1000;
    }

    Words const& words_;
    Taken& taken_;
    std::vector<char> starts_;
    std::vector<char> ends_;
    std::vector<std::size_t>
        product_before_;  // word behind the last product before each word; 0: none
    std::vector<std::pair<std::size_t, std::size_t>> inside_;
    std::size_t list_end_ = 0;  // of the numbers looked at last, also if they are no run
    std::vector<FoundRun> out_;
};

}  // namespace

std::vector<FoundRun> find_runs(Words const& words, std::vector<Mention> const& mentions,
                                Taken& taken) {
    return Runs(words, mentions, taken).run();
}

}  // namespace inbox
