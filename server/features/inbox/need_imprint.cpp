// The imprint (1.1.2.1): method, number of colours, place; and the colour and material of the
// goods themselves, which must not be taken from the ink.
#include "features/inbox/need_parts.h"

#include <algorithm>
#include <array>

namespace inbox {
namespace {

Word const& see(Words const& words, std::size_t from, std::ptrdiff_t step) {
    return word_at(words, static_cast<std::ptrdiff_t>(from) + step, words[from]);
}

struct Method {
    std::string_view start;
    std::string_view name;
};
constexpr std::array methods{
    Method{"декол", "деколь"},          Method{"тампо", "тампопечать"},
    Method{"шелкограф", "шелкография"}, Method{"шелкотраф", "шелкография"},
    Method{"трафарет", "шелкография"},  Method{"гравир", "гравировка"},
    Method{"гравер", "гравировка"},     Method{"вышив", "вышивка"},
    Method{"тиснен", "тиснение"},       Method{"тиснит", "тиснение"},
    Method{"блинт", "тиснение"},        Method{"сублим", "сублимация"},
    Method{"наклейк", "наклейка"},      Method{"наклеек", "наклейка"},
    Method{"стикеровк", "наклейка"},
};

bool is_method_word(Word const& word) {
    if (word.is_any({"dtf", "дтф", "dtg", "дтг", "уф", "uv", "термотрансфер"})) return true;
    return std::any_of(methods.begin(), methods.end(),
                       [&](Method const& method) { return word.folded.starts_with(method.start); });
}

int color_count(Word const& word) {
    if (word.is_any({"один", "одного", "одном", "одним"})) return 1;
    if (word.is_any({"два", "двух", "двумя"})) return 2;
    if (word.is_any({"три", "трех", "тремя"})) return 3;
    if (word.is_any({"четыре", "четырех"})) return 4;
    if (word.is_any({"пять", "пяти"})) return 5;
    if (word.is_number() && word.digits == 1 && word.value >= 1 && word.value <= 8)
        return static_cast<int>(word.value);
    return 0;
}

bool is_place_noun(Word const& word) {
    return word.starts_any(
               {"груд",    "спин",      "сторон",     "рукав",    "крышк",   "обложк",
                "корпус",  "клип",      "оборот",     "карман",   "козыр",   "бок",
                "дно",     "дне",       "ручке",      "лоб",      "лицев",   "воротник",
                "капюшон", "клапан",    "плеч",       "пятк",     "манжет",  "бирк",
                "ляссе",   "бампер",    "поверхност", "клин",     "купол",   "тыльн",
                "форзац",  "колпач",    "полочк",     "затыл",    "подол",   "бляшк",
                "кругу",   "окружност", "периметр",   "ложемент", "коробке", "упаковке"}) &&
           !word.starts("бокс") && !word.starts("бокал");
}

}  // namespace

bool is_imprint_word(Word const& word) {
    return word.starts_any({"логотип",   "логотп", "лого",    "нанес",    "нанос",      "печат",
                            "надпис",    "принт",  "брендир", "символик", "изображен",  "эмблем",
                            "слоган",    "краск",  "рисун",   "гравиров", "вышив",      "тиснен",
                            "шелкограф", "тампо",  "декол",   "запечат",  "персонализ", "именн"}) &&
           !word.starts("логоп");
}

std::vector<FoundText> find_imprint_methods(Words const& words, Taken const& taken) {
    std::vector<FoundText> out;
    for (std::size_t at = 0; at < words.size(); ++at) {
        Word const& word = words[at];
        if (!word.is_word() || taken.has(at)) continue;
        std::string_view name;
        if (word.is_any({"dtf", "дтф"})) name = "DTF";
        if (word.is_any({"dtg", "дтг"})) name = "DTG";
        if (word.is_any({"уф", "uv"})) name = "УФ-печать";
        if (word.starts("ультрафиолет") && see(words, at, 1).starts("печат")) name = "УФ-печать";
        if (word.starts("прям") && see(words, at, 1).starts("цифров") &&
            see(words, at, 2).starts("печат"))
            name = "DTG";
        if (name.empty())
            for (auto const& method : methods)
                if (word.folded.starts_with(method.start)) name = method.name;
        if (name.empty()) continue;
        if (see(words, at, -1).is("без") || see(words, at, -1).is("не")) continue;
        if (name == "наклейка" && !see(words, at, -1).is_any({"методом", "нанесение"})) continue;
        // «кружки для сублимации» names the goods
        if (see(words, at, -1).is("для") || see(words, at, -1).is("под")) continue;
        std::size_t last = at;
        if (see(words, at, 1).is("-") && see(words, at, 2).starts("печат"))
            last = at + 2;
        else if (see(words, at, 1).starts("печат"))
            last = at + 1;
        out.push_back({std::string(name), at, last});
    }
    return out;
}

std::vector<FoundColors> find_imprint_colors(Words const& words, Taken& taken) {
    std::vector<FoundColors> out;
    auto add = [&](int count, std::size_t first, std::size_t last) {
        out.push_back({count, first, last});
        taken.take(first, last);
    };
    for (std::size_t at = 0; at < words.size(); ++at) {
        Word const& word = words[at];
        if (taken.has(at)) continue;
        // «1+0», «4+4»
        if (word.is_number() && word.digits == 1 && see(words, at, 1).is("+") &&
            see(words, at, 2).is_number() && see(words, at, 2).digits == 1) {
            int const count = static_cast<int>(std::max(word.value, words[at + 2].value));
            if (count >= 1 && count <= 8) add(count, at, at + 2);
            at += 2;
            continue;
        }
        if (word.starts_any({"полноцвет", "фулколор", "фуллколор", "полноцв", "многоцвет"}) ||
            word.is("cmyk")) {
            add(4, at, at);
            continue;
        }
        if (word.is("full") && see(words, at, 1).is_any({"color", "colour"})) {
            add(4, at, at + 1);
            continue;
        }
        if (word.is("полный") && see(words, at, 1).is("цвет")) {
            add(4, at, at + 1);
            continue;
        }
        if (word.starts_any({"одноцвет", "двухцвет", "двуцвет", "трехцвет", "четырехцвет"})) {
            add(word.starts("одно")   ? 1
                : word.starts("дву")  ? 2
                : word.starts("трех") ? 3
                                      : 4,
                at, at);
            continue;
        }
        // «в один цвет», «2 цвета», «1-цветный логотип»
        int const count = color_count(word);
        if (count == 0) continue;
        Word const& next = see(words, at, 1);
        if (next.is_any(
                {"цвет", "цвета", "цветов", "цвете", "цветах", "краску", "краски", "красок"})) {
            bool const inside = see(words, at, -1).is_any({"в", "-"}) || next.starts("краск");
            bool imprint = inside || see(words, at, 2).starts_any({"нанесен", "печат"});
            for (std::ptrdiff_t step = -1; step >= -7 && !imprint; --step)
                imprint =
                    is_imprint_word(see(words, at, step)) || is_method_word(see(words, at, step));
            if (!imprint) {
                taken.take(at, at + 1);
                continue;
            }
            add(count, at, at + 1);
            if (see(words, at, -1).is("в")) --out.back().first;
        } else if (next.is("-") && see(words, at, 2).starts("цветн")) {
            add(count, at, at + 2);
        }
    }
    return out;
}

std::vector<FoundText> find_imprint_places(Words const& words) {
    std::vector<FoundText> out;
    for (std::size_t at = 0; at < words.size(); ++at) {
        Word const& word = words[at];
        if (word.is("по") && see(words, at, 1).is_any({"кругу", "окружности", "периметру"})) {
            out.push_back({"", at, at + 1});
            continue;
        }
        if (word.is("с") &&
            see(words, at, 1)
                .is_any({"двух", "обеих", "одной", "лицевой", "обратной", "обоих", "2"}) &&
            see(words, at, 2).starts("сторон")) {
            out.push_back({"", at, at + 2});
            continue;
        }
        if (!word.is_any({"на", "под", "слева", "справа", "внутри"})) continue;
        if (word.is("под")) continue;
        std::size_t i = at + 1;
        if (word.is_any({"слева", "справа", "внутри"})) {
            if (!see(words, at, 1).is("на")) {
                continue;
            }
            ++i;
        }
        std::size_t const noun_from = i;
        while (
            i < words.size() && i < noun_from + 3 && words[i].sentence == word.sentence &&
            (is_adjective(words[i]) || words[i].is_any({"одной", "обеих", "двух", "левой", "правой",
                                                        "каждой", "лицевой", "обратной"})) &&
            !is_place_noun(words[i]))
            ++i;
        // «на лицевой» alone is a place too
        if (i < words.size() && words[i].sentence == word.sentence &&
            words[i].starts_any({"лицев", "тыльн"}) && see(words, i, 1).starts("сторон"))
            ++i;
        if (i >= words.size() || words[i].sentence != word.sentence || !is_place_noun(words[i]))
            continue;
        // «на коробке» counts only behind an imprint word
        if (words[i].starts_any({"коробке", "упаковке", "ручке", "дно", "дне"})) {
            bool imprint = false;
            for (std::ptrdiff_t step = -1; step >= -6; --step)
                imprint = imprint || is_imprint_word(see(words, at, step)) ||
                          is_method_word(see(words, at, step));
            if (!imprint) continue;
        }
        if (words[i].starts("сторон") && see(words, i, 1).is_any({"заказчика", "клиента"}))
            continue;
        out.push_back({"", at, i});
        at = i;
    }
    return out;
}

std::vector<FoundText> find_goods_colors(Words const& words) {
    std::vector<FoundText> out;
    for (std::size_t at = 0; at < words.size(); ++at) {
        auto const name = color_name(words[at]);
        if (!name) continue;
        Word const& next = see(words, at, 1);
        Word const& next2 = see(words, at, 2);
        bool ink = is_imprint_word(next) ||
                   (next.is_any({"цвета", "цветом", "цвет"}) && is_imprint_word(next2)) ||
                   next.starts_any({"нит", "фольг", "пантон", "чернил"});
        for (std::ptrdiff_t step = -1; step >= -4 && !ink; --step) {
            Word const& before = see(words, at, step);
            if (before.sentence < 0 || before.is_any({",", ";"})) break;
            ink = (is_imprint_word(before) || is_method_word(before)) && !before.is("под");
        }
        if (ink) continue;
        // «белая коробка» beside the goods would need the noun; «темно-синий» its first half
        std::string value(*name);
        std::size_t first = at;
        Word const& dash = see(words, at, -1);
        Word const& half = see(words, at, -2);
        if (dash.is("-") &&
            half.is_any({"темно", "светло", "ярко", "нежно", "бело", "сине", "серо", "черно"})) {
            value = half.folded + "-" + value;
            first = at - 2;
        }
        out.push_back({std::move(value), first, at});
    }
    return out;
}

std::vector<FoundText> find_materials(Words const& words) {
    static constexpr std::array<Method, 22> materials{{
        {"керамич", "керамика"}, {"фарфор", "фарфор"},   {"хлопк", "хлопок"},
        {"хлопчат", "хлопок"},   {"хлопок", "хлопок"},   {"кожан", "кожа"},
        {"кожи", "кожа"},        {"экокож", "экокожа"},  {"деревян", "дерево"},
        {"дерева", "дерево"},    {"бамбук", "бамбук"},   {"металлич", "металл"},
        {"металла", "металл"},   {"пластик", "пластик"}, {"стеклян", "стекло"},
        {"стекла", "стекло"},    {"флис", "флис"},       {"льнян", "лен"},
        {"крафт", "крафт"},      {"силикон", "силикон"}, {"фетр", "фетр"},
        {"акрил", "акрил"},
    }};
    std::vector<FoundText> out;
    for (std::size_t at = 0; at < words.size(); ++at)
        for (auto const& [start, name] : materials)
            if (words[at].is_word() && words[at].folded.starts_with(start)) {
                out.push_back({std::string(name), at, at});
                break;
            }
    return out;
}

}  // namespace inbox
