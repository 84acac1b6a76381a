// Where the goods go (1.1.2.1): the words behind «доставка в …», «адрес доставки: …», or
// «самовывоз». An address of the letterhead is none.
#include "features/inbox/need_parts.h"

#include <algorithm>

namespace inbox {
namespace {

Word const& see(Words const& words, std::size_t from, std::ptrdiff_t step) {
    return word_at(words, static_cast<std::ptrdiff_t>(from) + step, words[from]);
}

bool is_delivery(Word const& word) {
    return word.starts_any({"достав", "привез", "отгруз", "отправ", "отправк", "поставк"}) &&
           !word.starts("доставл");
}

bool ends_place(Words const& words, std::size_t at, std::size_t first) {
    Word const& word = words[at];
    if (word.is_any(
            {";",    "!",      "?",      ")",        "(",        "до",           "к",
             "не",   "и",      "или",    "за",       "чтобы",    "если",         "а",
             "но",   "через",  "нужна",  "нужно",    "нужен",    "желательно",   "пожалуйста",
             "срок", "сроком", "силами", "включена", "включить", "транспортной", "возможна",
             "есть", "входит", "какая",  "сколько",  "с",        "по",           "самовывоз"}))
        return at > first;
    if (word.is(",")) {
        // an address goes on behind its commas: «г. Казань, ул. Баумана, д. 5»
        Word const& next = see(words, at, 1);
        return !(next.is_any({"ул",   "улица", "д",    "дом", "г",        "город", "оф",
                              "офис", "стр",   "корп", "пр",  "проспект", "ш",     "шоссе",
                              "обл",  "кв",    "пер",  "наб", "бц",       "б"}) ||
                 (next.is_word() && next.capital) || next.is_number());
    }
    if (word.is("."))
        return !words[at > 0 ? at - 1 : 0].is_any(
            {"г", "ул", "д", "стр", "корп", "оф", "пр", "обл", "пер", "ш", "наб", "пос", "р"});
    return word.starts_any({"доставк", "оплат", "бюджет", "просьб", "нанес", "тираж"});
}

}  // namespace

std::optional<FoundText> find_delivery_place(Words const& words, std::string_view text,
                                             Taken& taken) {
    std::optional<FoundText> pickup;
    for (std::size_t at = 0; at < words.size(); ++at) {
        Word const& word = words[at];
        if (word.starts("самовывоз") || (word.is_any({"заберем", "заберу"}) &&
                                         see(words, at, 1).is_any({"сами", "сам", "сама"}))) {
            bool const no = see(words, at, -1).is_any({"не", "без"});
            if (!no && !pickup) pickup = FoundText{"самовывоз", at, at};
            continue;
        }
        bool const address = word.is_any({"адрес", "адресу"}) && is_delivery(see(words, at, 1));
        if (!address && !is_delivery(word)) continue;
        std::size_t begin = 0;
        for (std::size_t i = at + 1; i < words.size() && i <= at + 8; ++i) {
            if (words[i].sentence != word.sentence) break;
            if (words[i].is_any({"в", "во", "по", "на"}) || words[i].is(":")) {
                begin = i + 1;
                if (words[i].is(":") && begin < words.size() &&
                    words[begin].is_any({"в", "по", "на"}))
                    ++begin;
                if (begin < words.size() && words[begin].is("адрес")) ++begin;
                if (begin < words.size() && words[begin].is("адресу")) ++begin;
                if (begin < words.size() && words[begin].is(":")) ++begin;
                // «доставка в срок», «на 10 апреля», «в четверг»: not a place
                bool const place = begin < words.size() && words[begin].sentence == word.sentence &&
                                   !taken.has(begin) && words[begin].source == word.source &&
                                   (words[begin].capital || words[begin].is_number() ||
                                    words[begin].is_any({"г", "город", "ул", "офис", "наш", "склад",
                                                         "терминал", "пвз", "регионы", "м"}));
                if (place) break;
                begin = 0;
                continue;
            }
            if (words[i].is(",") && !words[i + 1 < words.size() ? i + 1 : i].is("в")) break;
        }
        if (begin == 0) continue;
        std::size_t last = begin;
        while (last + 1 < words.size() && words[last + 1].sentence == word.sentence &&
               !taken.has(last + 1) && !ends_place(words, last + 1, begin) && last < begin + 30)
            ++last;
        while (last > begin && words[last].is_any({".", ",", "-", "–"})) --last;
        std::string value =
            collapsed(text.substr(words[begin].begin, words[last].end - words[begin].begin));
        taken.take(begin, last);
        return FoundText{std::move(value), begin, last};
    }
    if (pickup) return pickup;
    return std::nullopt;
}

}  // namespace inbox
