#include "features/inbox/word_forms.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace inbox {
namespace {

bool ends_any(std::string_view text, std::initializer_list<std::string_view> endings) {
    return std::any_of(endings.begin(), endings.end(),
                       [&](std::string_view ending) { return text.ends_with(ending); });
}

struct Color {
    std::string_view start;
    std::string_view name;
};
constexpr std::array colors{
    Color{"белосн", "белоснежный"},
    Color{"бел", "белый"},
    Color{"черн", "черный"},
    Color{"красн", "красный"},
    Color{"син", "синий"},
    Color{"голуб", "голубой"},
    Color{"зелен", "зеленый"},
    Color{"желт", "желтый"},
    Color{"оранжев", "оранжевый"},
    Color{"сереб", "серебристый"},
    Color{"серы", "серый"},
    Color{"серо", "серый"},
    Color{"серая", "серый"},
    Color{"серую", "серый"},
    Color{"бежев", "бежевый"},
    Color{"розов", "розовый"},
    Color{"фиолетов", "фиолетовый"},
    Color{"бордов", "бордовый"},
    Color{"коричнев", "коричневый"},
    Color{"золотист", "золотистый"},
    Color{"золот", "золотой"},
    Color{"бирюзов", "бирюзовый"},
    Color{"прозрачн", "прозрачный"},
    Color{"салатов", "салатовый"},
    Color{"мятн", "мятный"},
    Color{"молочн", "молочный"},
    Color{"изумрудн", "изумрудный"},
    Color{"лавандов", "лавандовый"},
    Color{"персиков", "персиковый"},
    Color{"оливков", "оливковый"},
    Color{"горчичн", "горчичный"},
    Color{"сиренев", "сиреневый"},
    Color{"малинов", "малиновый"},
    Color{"вишнев", "вишневый"},
    Color{"кремов", "кремовый"},
    Color{"графитов", "графит"},
    Color{"песочн", "песочный"},
    Color{"терракотов", "терракотовый"},
    Color{"васильков", "васильковый"},
    Color{"пурпурн", "пурпурный"},
    Color{"алы", "алый"},
};
constexpr std::array color_nouns{"графит", "хаки",   "бордо",  "антрацит", "металлик",
                                 "меланж", "индиго", "фуксия", "беж",      "милитари"};

std::optional<std::int64_t> number_word(std::string const& folded) {
    static std::unordered_map<std::string, std::int64_t> const numbers{
        {"один", 1},          {"одна", 1},          {"одну", 1},          {"два", 2},
        {"две", 2},           {"двух", 2},          {"три", 3},           {"трех", 3},
        {"четыре", 4},        {"четырех", 4},       {"пять", 5},          {"пяти", 5},
        {"шесть", 6},         {"шести", 6},         {"семь", 7},          {"семи", 7},
        {"восемь", 8},        {"восьми", 8},        {"девять", 9},        {"девяти", 9},
        {"десять", 10},       {"десяти", 10},       {"десяток", 10},      {"дюжина", 12},
        {"дюжину", 12},       {"одиннадцать", 11},  {"двенадцать", 12},   {"тринадцать", 13},
        {"четырнадцать", 14}, {"пятнадцать", 15},   {"пятнадцати", 15},   {"шестнадцать", 16},
        {"семнадцать", 17},   {"восемнадцать", 18}, {"девятнадцать", 19}, {"двадцать", 20},
        {"двадцати", 20},     {"тридцать", 30},     {"тридцати", 30},     {"сорок", 40},
        {"сорока", 40},       {"пятьдесят", 50},    {"пятидесяти", 50},   {"полсотни", 50},
        {"шестьдесят", 60},   {"шестидесяти", 60},  {"семьдесят", 70},    {"семидесяти", 70},
        {"восемьдесят", 80},  {"восьмидесяти", 80}, {"девяносто", 90},    {"девяноста", 90},
        {"сто", 100},         {"ста", 100},         {"сотня", 100},       {"сотню", 100},
        {"сотни", 100},       {"полтораста", 150},  {"двести", 200},      {"двухсот", 200},
        {"триста", 300},      {"трехсот", 300},     {"четыреста", 400},   {"четырехсот", 400},
        {"пятьсот", 500},     {"пятисот", 500},     {"полтысячи", 500},   {"шестьсот", 600},
        {"шестисот", 600},    {"семьсот", 700},     {"семисот", 700},     {"восемьсот", 800},
        {"восьмисот", 800},   {"девятьсот", 900},   {"девятисот", 900},
    };
    auto const found = numbers.find(folded);
    if (found == numbers.end()) return std::nullopt;
    return found->second;
}

bool touches(Words const& words, std::size_t at) {  // nothing but the sign itself before it
    return at < words.size() && !words[at].space_before;
}

bool is_thousand_word(Word const& word) {
    return word.is("тыс") || word.starts("тысяч") || word.is("тыщ") || word.is("тыщи");
}

// «т», «к», «k» right after the digits, or with a full stop or a unit behind.
bool is_short_thousand(Words const& words, std::size_t at) {
    Word const& word = words[at];
    if (!word.is_any({"т", "к", "k"})) return false;
    bool const unit_behind =
        at + 1 < words.size() &&
        (words[at + 1].is(".") || words[at + 1].is_any({"шт", "штук", "р", "руб", "рублей"}));
    if (word.is("т")) return touches(words, at) || unit_behind;
    bool const goes_on =
        at + 1 < words.size() && (words[at + 1].is_number() || month_of(words[at + 1]) != 0);
    return touches(words, at) && !goes_on;
}

std::size_t multiplied(Words const& words, std::size_t last, Amount& amount, double exact) {
    std::size_t const next = last + 1;
    if (next >= words.size() || words[next].sentence != words[last].sentence) return last;
    if (words[next].is("млн")) {
        amount.value = static_cast<std::int64_t>(exact * 1'000'000 + 0.5);
        amount.thousands = true;
        return next;
    }
    if (!is_thousand_word(words[next]) && !is_short_thousand(words, next)) return last;
    amount.value = static_cast<std::int64_t>(exact * 1000 + 0.5);
    amount.thousands = true;
    if (next + 1 < words.size() && words[next + 1].is(".") && touches(words, next + 1))
        return next + 1;
    return next;
}

std::optional<Amount> digits_at(Words const& words, std::size_t at) {
    Word const& word = words[at];
    if (word.digits > 7) return std::nullopt;
    Amount amount{word.value, at, at};
    auto is_group = [&](std::size_t i) {
        return i < words.size() && words[i].is_number() && words[i].digits == 3 &&
               words[i].line == word.line;
    };
    // «1 000», «12 500»; «100 300 500» are three numbers, «100 000» is one.
    while (amount.value < 1'000'000 && word.digits <= 3 && word.value > 0 &&
           is_group(amount.last + 1) && words[amount.last + 1].space_before &&
           (word.digits <= 2 || words[amount.last + 1].is("000"))) {
        amount.value = amount.value * 1000 + words[amount.last + 1].value;
        ++amount.last;
    }
    double exact = static_cast<double>(amount.value);
    if (amount.last == at && at + 2 < words.size() && words[at + 1].is_any({",", "."}) &&
        touches(words, at + 1) && words[at + 2].is_number() && touches(words, at + 2)) {
        Word const& tail = words[at + 2];
        if (tail.digits == 3 && word.digits <= 3) {  // «1.000», «1,500»
            amount.value = word.value * 1000 + tail.value;
            exact = static_cast<double>(amount.value);
            amount.last = at + 2;
        } else if (tail.digits <= 2 && at + 3 < words.size()) {  // «1,5 тыс»
            double const fraction =
                static_cast<double>(tail.value) / (tail.digits == 1 ? 10.0 : 100.0);
            Amount whole{amount.value, at, at + 2};
            whole.last = multiplied(words, at + 2, whole, exact + fraction);
            if (whole.thousands) return whole;
        }
    }
    amount.last = multiplied(words, amount.last, amount, exact);
    return amount;
}

std::optional<Amount> words_at(Words const& words, std::size_t at) {
    Word const& first = words[at];
    if (first.is_any({"полторы", "полутора"}) && at + 1 < words.size() &&
        words[at + 1].starts("тысяч"))
        return Amount{1500, at, at + 1, true, true};
    if (first.is("пару") && at + 1 < words.size() && words[at + 1].is("сотен"))
        return Amount{200, at, at + 1, false, true};
    if (first.is("пару") && at + 1 < words.size() && words[at + 1].starts("тысяч"))
        return Amount{2000, at, at + 1, true, true};
    Amount amount{0, at, at, false, true};
    std::int64_t part = 0;
    std::size_t i = at;
    for (; i < words.size() && words[i].is_word(); ++i) {
        if (i > at && words[i].sentence != first.sentence) break;
        if (words[i].is_any({"тысяча", "тысячу", "тысячи", "тысяч"})) {
            amount.value += (part == 0 ? 1 : part) * 1000;
            amount.thousands = true;
            part = 0;
            continue;
        }
        auto const value = number_word(words[i].folded);
        if (!value || (part != 0 && *value >= part)) break;
        part += *value;
    }
    if (i == at) return std::nullopt;
    amount.value += part;
    amount.last = i - 1;
    return amount;
}

}  // namespace

bool is_adjective(Word const& word) {
    if (!word.is_word() || word.folded.size() < 8) return false;
    std::string_view const text = word.folded;
    if (!ends_any(text, {"ый",  "ий",  "ой",  "ая", "яя", "ое", "ее", "ые", "ие",  "ого",
                         "его", "ому", "ему", "ым", "ых", "их", "ую", "юю", "ыми", "ими"}))
        return false;
    if (ends_any(text, {"ение",  "ание",  "тие",    "ствие",   "аний",    "ений",  "ций",
                        "орий",  "вий",   "ании",   "стей",    "елей",    "далее", "более",
                        "менее", "ранее", "скорее", "дешевле", "быстрее", "лучшее"}))
        return false;
    return !word.is_any(
        {"такие",     "такой",          "такое",      "такая",     "таких",     "какие",
         "какой",     "какая",          "каких",      "какое",     "наших",     "ваших",
         "следующие", "следующих",      "следующий",  "следующее", "следующую", "следующая",
         "нужный",    "нужные",         "которые",    "который",   "которая",   "которых",
         "которой",   "другие",         "других",     "другой",    "данные",    "данных",
         "первый",    "первая",         "второй",     "вторая",    "третий",    "добрый",
         "доброе",    "уважаемые",      "уважаемый",  "уважаемая", "коллегие",  "любые",
         "любой",     "некоторые",      "самые",      "самый",     "нашей",     "вашей",
         "своей",     "нашего",         "вашего",     "своих",     "прошлый",   "прошлой",
         "общий",     "общее",          "кратчайшие", "такого",    "такую",     "какую",
         "какого",    "свою",           "твою",       "этого",     "этой",      "одной",
         "одного",    "каждого",        "каждый",     "каждой",    "сего",      "всего",
         "нему",      "чему",           "ему",        "моего",     "моей",      "ближайшие",
         "примерный", "примерная",      "весной",     "зимой",     "домой",     "срочный",
         "срочные",   "возможные",      "возможный",  "подобные",  "похожие",   "новой",
         "хорошее",   "количественный", "обратной",   "обратную"});
}

std::optional<std::string_view> color_name(Word const& word) {
    if (!word.is_word()) return std::nullopt;
    for (std::string_view const noun : color_nouns)
        if (word.folded == noun) return noun;
    bool const short_form = word.folded.size() >= 6 && word.folded.size() < 8;
    if (!is_adjective(word) && !(short_form && word.starts_any({"алы"}))) return std::nullopt;
    for (auto const& color : colors)
        if (word.folded.starts_with(color.start)) return color.name;
    return std::nullopt;
}

int month_of(Word const& word) {
    if (!word.is_word()) return 0;
    static constexpr std::array<std::string_view, 12> starts{
        "январ", "феврал", "март",    "апрел",  "мая",   "июн",
        "июл",   "август", "сентябр", "октябр", "ноябр", "декабр"};
    for (std::size_t i = 0; i < starts.size(); ++i)
        if (word.folded.starts_with(starts[i]) && word.folded.size() <= starts[i].size() + 6)
            return static_cast<int>(i) + 1;
    if (word.is_any({"май", "мае", "маю", "маем"})) return 5;
    static constexpr std::array<std::string_view, 12> shorts{
        "янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"};
    for (std::size_t i = 0; i < shorts.size(); ++i)
        if (word.folded == shorts[i]) return static_cast<int>(i) + 1;
    if (word.is("нояб")) return 11;
    if (word.is("сент")) return 9;
    return 0;
}

std::optional<Amount> amount_at(Words const& words, std::size_t at) {
    if (at >= words.size()) return std::nullopt;
    if (words[at].is_number()) return digits_at(words, at);
    if (words[at].is_word()) return words_at(words, at);
    return std::nullopt;
}

std::optional<int> small_count_in_halves(Word const& word) {
    if (word.is_number() && word.digits <= 3) return static_cast<int>(word.value) * 2;
    if (word.is_any({"полтора", "полторы", "полутора"})) return 3;
    if (word.is_any({"пару", "пара"})) return 4;
    if (auto const value = number_word(word.folded); value && *value < 100)
        return static_cast<int>(*value) * 2;
    return std::nullopt;
}

}  // namespace inbox
