// What is asked for (1.1.2.1): the noun of goods with the qualifiers around it, as written; the run
// and the imprint are left out. A set is one item, not what lies in it.
#include "features/inbox/need_parts.h"
#include "features/inbox/product_names.h"

#include <algorithm>

namespace inbox {
namespace {

Word const& see(Words const& words, std::size_t from, std::ptrdiff_t step) {
    return word_at(words, static_cast<std::ptrdiff_t>(from) + step, words[from]);
}
bool is_dash(Word const& word) {
    return word.is_any({"-", "–", "—", "‑"});
}

// Adjectives that say nothing of the goods.
bool is_idle(Word const& word) {
    return word.starts_any({"следующ", "такие",    "ваши",     "нужн",      "обычн", "разн",
                            "различн", "нескольк", "интересн", "недорог",   "хорош", "качественн",
                            "красив",  "небольш",  "так",      "необходим", "данн",  "любы",
                            "подобн",  "похож",    "пробн",    "заказанн",  "готов", "выбранн",
                            "указанн", "оставш"});
}

// Material nouns after «из».
bool is_material(Word const& word) {
    return word.starts_any({"хлопк",    "хлопок",  "кож",      "дерев",     "бамбук",  "метал",
                            "пластик",  "стекл",   "керамик",  "фарфор",    "акрил",   "картон",
                            "крафт",    "фетр",    "флис",     "лен",       "льн",     "полиэстер",
                            "нейлон",   "силикон", "стал",     "алюмини",   "пробк",   "кашемир",
                            "шерст",    "шелк",    "экокож",   "софт",      "бязи",    "бязь",
                            "сатин",    "велюр",   "спанбонд", "двунитк",   "оксфорд", "брезент",
                            "хрустал",  "латекс",  "пвх",      "бумаг",     "березы",  "дуба",
                            "бука",     "ореха",   "латун",    "микрофибр", "джинс",   "войлок",
                            "трикотаж", "кулирк",  "футер",    "пвд"});
}

// «с крышкой», «на молнии»: a part of the thing, never the imprint.
bool is_part_of_goods(Word const& word) {
    return word.starts_any(
               {"крышк",      "ручк",     "молни",    "кнопк",    "карман",   "подсветк",
                "капюшон",    "рукав",    "воротник", "кольц",    "пружин",   "резинк",
                "завязк",     "магнит",   "стилус",   "заварник", "ложк",     "трубочк",
                "поильник",   "ситечк",   "замк",     "замок",    "шнурк",    "карабин",
                "фонарик",    "подставк", "блок",     "обложк",   "отделени", "дном",
                "вставк",     "ремешк",   "липучк",   "подкладк", "лямк",     "начинк",
                "утеплител",  "датчик",   "дисплее",  "индикац",  "зарядк",   "кулиск",
                "манжет",     "клапан",   "донышк",   "лентой",   "ляссе",    "окошк",
                "карабинчик", "колесик",  "козырьк",  "шипучк",   "механизм", "носик",
                "дерев",      "сублимац"}) &&
           !word.starts("сублимац");
}

// «для ноутбука» names the thing, «для сотрудников» whom it is for.
bool is_thing_for(Word const& word) {
    return word.starts_any(
        {"ноутбук",   "вина",         "бейдж",  "документ", "телефон", "планшет", "очков",
         "путешеств", "спорт",        "одежды", "обуви",    "ключ",    "визит",   "карт",
         "паспорт",   "автодокумент", "пикник", "бутыл",    "напитк",  "кофе",    "чая",
         "сублимац",  "бань",         "сна",    "пледа",    "ланча",   "еды",     "специй",
         "смартфон",  "барбекю",      "гаджет", "зарядк"});
}

bool is_apposition(Word const& word) {
    return word.is_any({"хамелеон", "оверсайз",   "крафт",    "унисекс",     "премиум", "лайт",
                        "тоут",     "автомат",    "сюрприз",  "трансформер", "шопер",   "шоппер",
                        "поло",     "антистресс", "раглан",   "классик",     "слим",    "меланж",
                        "реглан",   "стандарт",   "вертикаль"});
}

bool is_measure(Word const& word) {
    return word.is_any({"мл",   "л",     "гб",  "gb", "мач",    "mah", "ml",
                        "г",    "гр",    "см",  "мм", "листов", "стр", "страниц",
                        "литр", "литра", "ггц", "тб", "кг",     "oz",  "дюйма"});
}

bool is_latin(Word const& word) {
    return word.is_word() && !word.folded.empty() &&
           static_cast<unsigned char>(word.folded[0]) < 0x80;
}

bool is_imprint_latin(Word const& word) {
    return word.is_any({"dtf", "dtg", "uv", "cmyk", "pantone", "full", "color", "logo", "asap",
                        "xl", "xxl", "s", "m", "l", "xs", "xxxl", "и"});
}

bool is_paper_format(Word const& word) {
    return word.is_any({"а3", "а4", "а5", "а6", "а7", "a3", "a4", "a5", "a6", "a7", "b5", "в5"});
}

class Phrase {
  public:
    Phrase(Words const& words, std::size_t head, Taken const& taken)
        : words_(words), taken_(taken), head_(head), first_(head), last_(head) {}

    Mention mention(std::string lemma, int confidence) {
        set_ = is_set_name(lemma);
        grow_left();
        while (grow_right()) {
        }
        Mention out{std::move(lemma), head_, first_, last_, words_[head_].sentence};
        out.confidence = confidence;
        return out;
    }

  private:
    Word const& left() const { return see(words_, first_, -1); }
    Word const& right(std::ptrdiff_t step = 1) const { return see(words_, last_, step); }

    void grow_left() {
        while (first_ > 0 && !taken_.has(first_ - 1)) {
            Word const& word = left();
            if (is_dash(word) && !words_[first_].space_before && !word.space_before &&
                see(words_, first_, -2).is_word()) {
                first_ -= 2;  // «эко-сумки», «промо-футболки»
                continue;
            }
            bool const joined = is_adjective(word) && !is_idle(word);
            bool const name = is_latin(word) && !is_imprint_latin(word) && word.folded.size() >= 3;
            if (!joined && !name) break;
            --first_;
        }
    }

    bool take(std::ptrdiff_t words) {
        last_ += static_cast<std::size_t>(words);
        return true;
    }

    // Words up to and with the noun that `is` accepts, adjectives before it: «с длинным рукавом».
    template <class Is>
    std::ptrdiff_t noun_behind(std::ptrdiff_t from, Is is) const {
        for (std::ptrdiff_t step = from; step <= from + 2; ++step) {
            Word const& word = right(step);
            if (word.sentence < 0 || !word.is_word()) return 0;
            if (is(word)) return step;
            if (!is_adjective(word)) return 0;
        }
        return 0;
    }

    bool grow_right() {
        if (last_ + 1 >= words_.size() || taken_.has(last_ + 1)) return false;
        Word const& word = right();
        if (word.sentence < 0) return false;
        if (is_dash(word) && !word.space_before && right(2).is_word() && !right(2).space_before)
            return take(2);  // «футболки-поло», «кружка-термос»
        if (is_adjective(word) && !is_idle(word) && !followed_by_other_noun(1)) return take(1);
        bool const shade = word.is_any({"темно", "светло", "ярко", "нежно"});
        if (shade && right(2).is("-") && is_adjective(right(3))) return take(3);
        if (is_paper_format(word) || is_apposition(word)) return take(1);
        if (set_ && last_ == head_) {  // «наборы ёлочных игрушек»
            auto const noun =
                noun_behind(1, [](Word const& w) { return product_name(w).has_value(); });
            if (noun) return take(noun);
        }
        if (is_latin(word) && !is_imprint_latin(word) && word.folded.size() >= 3 &&
            word.line == words_[last_].line)
            return take(1);
        if (word.is("формата") && is_paper_format(right(2))) return take(2);
        if (word.is("из")) {
            if (auto const noun = noun_behind(2, is_material)) return take(noun);
        }
        if (word.is_any({"с", "со", "на", "без"})) {
            if (auto const noun = noun_behind(2, is_part_of_goods)) return take(noun);
        }
        if (word.is("в") && right(2).is_word()) {
            if (auto const noun = noun_behind(2, [](Word const& w) {
                    return w.starts_any({"обложк", "переплет"});
                }))
                return take(noun);
            if (right(2).is_any({"клетку", "полоску", "горошек"})) return take(2);
        }
        if (word.is("для")) {
            if (auto const noun = noun_behind(2, is_thing_for)) return take(noun);
        }
        if (word.is_any({"объемом", "емкостью", "плотностью", "весом", "объем"}) &&
            right(2).is_number() && is_measure(right(3)))
            return take(3);
        if (word.is_number() && is_measure(right(2)) && !right(3).is_any({"шт"})) {
            if (right(2).is_any({"г", "гр"}) && right(3).is("/")) return false;
            return take(2);
        }
        return false;
    }

    // «кружки белая коробка»: the adjective belongs to the next noun.
    bool followed_by_other_noun(std::ptrdiff_t step) const {
        Word const& next = right(step + 1);
        if (!next.is_word()) return false;
        if (next.is_any({"логотип", "логотипом", "цвета", "цвет"})) return true;
        return product_name(next).has_value() || is_imprint_word(next);
    }

    Words const& words_;
    Taken const& taken_;
    std::size_t head_;
    std::size_t first_;
    std::size_t last_;
    bool set_ = false;
};

// «в коробках», «пакет документов», «обращаю внимание на упаковку»: not what is asked for.
bool is_no_need(Words const& words, std::size_t at, std::string_view lemma) {
    Word const& before = see(words, at, -1);
    Word const& before2 = see(words, at, -2);
    bool const packing = lemma == "коробка" || lemma == "пакет" || lemma == "упаковка" ||
                         lemma == "тубус" || lemma == "чехол" || lemma == "мешок";
    auto inside = [](Word const& word) { return word.is_any({"в", "во"}); };
    if (packing && (inside(before) || (is_adjective(before) && inside(before2)))) return true;
    bool const part = packing || lemma == "обложка" || lemma == "ручка" || lemma == "бирка" ||
                      lemma == "лента" || lemma == "наклейка";
    if (part && (before.is("на") || (is_adjective(before) && before2.is("на")))) return true;
    if (packing && see(words, at, 1).starts_any({"документ", "услуг"})) return true;
    if (before.is_any({"кроме", "вместо"})) return true;
    if (see(words, at, 1).is("не") && see(words, at, 2).starts_any({"нужн", "надо", "интерес"}))
        return true;
    if (before.is("не") && !before2.is("если")) return true;
    if (lemma == "папка" && see(words, at, 1).is_any({"подрядчики", "спам"})) return true;
    if (lemma == "весы" || lemma == "вода")
        return !before.is_number() && !see(words, at, 1).is_number();
    if (lemma == "подарок" && before.is_any({"в", "под"})) return true;
    return false;
}

bool tells_past(Words const& words, std::size_t at) {
    bool verb = false;
    bool time = false;
    for (std::ptrdiff_t step = -14; step <= 8; ++step) {
        Word const& word = see(words, at, step);
        if (word.is_any({"заказывали", "брали", "делали", "покупали", "заказывал", "заказывала"}))
            verb = true;
        if (word.starts_any({"прошл", "раньше", "ранее"}) || word.is_any({"уже", "году"}))
            time = true;
        if (word.is_any({"так", "повторить", "аналогичн", "снова", "опять", "те", "такие"}))
            return false;
    }
    return verb && time;
}

// The contents of a set stand behind «набор:», «набор из», «комплект (…)».
std::size_t end_of_contents(Words const& words, Mention const& set) {
    std::size_t at = set.last + 1;
    Word const& head = words[set.head];
    bool inside = false;
    for (std::size_t i = at; i < words.size() && i <= at + 5; ++i) {
        if (words[i].sentence != head.sentence && !inside) {
            // «Набор:\n- ежедневник\n- ручка» is a list of lines
            break;
        }
        if (words[i].is_any(
                {":", "(", "из", "составе", "состав", "включает", "входит", "входят"}) ||
            (words[i].is("с") && i + 1 < words.size() && product_name(words[i + 1]))) {
            inside = true;
            at = i;
            break;
        }
        if (is_dash(words[i]) && i + 1 < words.size() && product_name(words[i + 1])) {
            inside = true;
            at = i;
            break;
        }
    }
    if (!inside) return set.last;
    bool const bracket = words[at].is("(");
    std::size_t i = at;
    while (i + 1 < words.size()) {
        if (bracket && words[i].is(")")) break;
        bool const same = words[i + 1].sentence == head.sentence;
        bool const listed = words[at].is(":") && words[i + 1].line_start &&
                            (is_dash(words[i + 1]) || words[i + 1].is_any({"•", "*", "·"}));
        bool const goes_on = words[at].is(":") && !words[i + 1].line_start && i > at &&
                             words[i + 1].line == words[i].line && words[i].line > head.line;
        if (!same && !listed && !goes_on) break;
        ++i;
    }
    return i;
}

}  // namespace

std::vector<Mention> find_products(Words const& words, Taken& taken) {
    std::vector<Mention> out;
    std::size_t free_from = 0;
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (at < free_from || taken.has(at)) continue;
        auto const lemma = product_name(words[at]);
        if (!lemma || is_no_need(words, at, *lemma)) continue;
        Mention mention = Phrase(words, at, taken).mention(std::string(*lemma), 90);
        if (mention.first < free_from) mention.first = free_from;
        // «кружки-термосы», «футболка-поло» grow over their second noun
        mention.past = tells_past(words, at);
        free_from = mention.last + 1;
        if (is_set_name(*lemma))
            free_from = std::max(free_from, end_of_contents(words, mention) + 1);
        at = mention.last;
        out.push_back(std::move(mention));
    }
    bool const all_past =
        std::all_of(out.begin(), out.end(), [](Mention const& m) { return m.past; });
    if (!all_past) std::erase_if(out, [](Mention const& m) { return m.past; });
    // «Подарки сотрудникам: кружки и пледы»: the general word is no item of its own.
    bool const concrete = std::any_of(out.begin(), out.end(), [](Mention const& m) {
        return m.lemma != "подарок" && m.lemma != "сувенир" && m.lemma != "упаковка";
    });
    if (concrete)
        std::erase_if(out, [](Mention const& m) {
            return m.lemma == "подарок" || m.lemma == "сувенир" || m.lemma == "упаковка";
        });
    return out;
}

std::optional<Mention> product_beside(Words const& words, std::size_t first, std::size_t last,
                                      Taken const& taken) {
    auto is_noun = [&](Word const& word) {
        return word.is_word() && word.folded.size() >= 8 && !is_adjective(word) &&
               !is_imprint_word(word) && month_of(word) == 0 &&
               !word.is_any({"штук",       "тираж",        "тиражом",     "тиража",  "количество",
                             "количестве", "нужно",        "нужны",       "нужен",   "нужна",
                             "заказать",   "здравствуйте", "примерно",    "около",   "всего",
                             "итого",      "просьба",      "прошу",       "просим",  "цена",
                             "цену",       "стоимость",    "партия",      "партию",  "пожалуйста",
                             "размер",     "размеры",      "размера",     "каждого", "сейчас",
                             "позиции",    "позиция",      "сотрудников", "человек", "участников",
                             "гостей"}) &&
               !word.starts_any({"посчита",   "просчита", "рассчита", "интерес", "требу",
                                 "необходим", "планиру",  "хотим",    "хотел",   "можно",
                                 "надо",      "закуп",    "изготов",  "изготав", "сделать",
                                 "сделайте",  "подскаж",  "добрый",   "коллег",  "экземпляр",
                                 "комплект",  "доставк",  "срок",     "вариант"});
    };
    for (std::size_t at = last + 1; at < words.size() && at <= last + 3; ++at) {
        Word const& word = words[at];
        if (word.sentence != words[last].sentence || taken.has(at)) break;
        if (word.is(".") || word.is_any({"шт", "штук"})) continue;
        if (is_adjective(word)) continue;
        if (is_noun(word)) return Phrase(words, at, taken).mention("", 50);
        break;
    }
    for (std::size_t at = first; at-- > 0 && at + 6 >= first;) {
        Word const& word = words[at];
        if (word.sentence != words[first].sentence || taken.has(at)) break;
        if (is_noun(word)) return Phrase(words, at, taken).mention("", 50);
    }
    return std::nullopt;
}

}  // namespace inbox
