#include "features/inbox/product_names.h"

#include "platform/base/text.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <vector>

namespace inbox {
namespace {

// "lemma" or "lemma: other forms and names". Genitive plurals of words in -ка are made by rule.
constexpr char const* names[] = {
    // textile
    "футболка: футболочка",
    "майка",
    "поло: рубашка-поло",
    "рубашка",
    "лонгслив",
    "толстовка",
    "худи",
    "свитшот",
    "свитер",
    "джемпер",
    "кофта",
    "жилет: жилетка жилетов",
    "ветровка",
    "куртка",
    "бомбер",
    "дождевик",
    "пончо",
    "костюм",
    "фартук",
    "халат",
    "бейсболка",
    "кепка: кепи",
    "панама",
    "шапка: шапочка",
    "шарф",
    "снуд",
    "бафф",
    "бандана",
    "платок: платки платков платка",
    "галстук",
    "перчатка",
    "варежка",
    "носок: носки носков носочки",
    "тапочки: тапок тапки",
    "плед",
    "полотенце: полотенец",
    "подушка",
    "одеяло",
    "маска",
    "повязка",
    "шорты: шорт",
    "брюки",
    "униформа",
    "манишка",
    "жилет",
    "тельняшка",
    "пижама",
    "скатерть",
    "салфетка",
    "прихватка",
    // bags
    "сумка",
    "шоппер: шопер",
    "торба",
    "рюкзак",
    "чемодан",
    "портфель",
    "косметичка",
    "кошелек: кошельки",
    "портмоне",
    "картхолдер: кардхолдер",
    "визитница",
    "ключница",
    "обложка",
    "папка",
    "пенал",
    "мешок: мешки мешочек мешочки",
    "несессер",
    "органайзер",
    "клатч",
    "чехол: чехлы чехлов",
    "холдер",
    // writing and paper
    "ручка",
    "карандаш",
    "маркер",
    "линейка",
    "ежедневник",
    "еженедельник",
    "блокнот",
    "планинг",
    "планер",
    "календарь",
    "скетчбук",
    "тетрадь",
    "стикер",
    "наклейка",
    "открытка",
    "визитка",
    "буклет",
    "листовка",
    "плакат",
    "постер",
    "баннер",
    "каталог",
    "брошюра",
    "конверт",
    "бланк",
    "сертификат",
    "диплом",
    "грамота",
    "флаер",
    "этикетка",
    "билет",
    "закладка",
    "кубарик",
    // tableware
    "кружка: кружечка",
    "термокружка",
    "термос",
    "термостакан",
    "термобутылка",
    "бутылка: бутылочка",
    "стакан",
    "бокал",
    "фляга",
    "фляжка",
    "чашка",
    "ланчбокс: ланч-бокс",
    "тарелка",
    "чайник",
    "френч-пресс",
    "заварник",
    "тамблер",
    "шейкер",
    "костер: костеры",
    "подставка",
    "бирдекель: бирдекели",
    "ложка",
    "миска",
    "штопор",
    "открывашка",
    "графин",
    "рюмка",
    "поднос",
    "сервиз",
    // electronics
    "флешка: флэшка флеш-карта",
    "флеш-накопитель",
    "накопитель",
    "аккумулятор",
    "пауэрбанк: повербанк powerbank",
    "зарядка",
    "колонка",
    "наушники: наушников наушник",
    "мышь: мыши мышка",
    "коврик",
    "кабель",
    "часы: часов",
    "лампа",
    "светильник",
    "фонарь",
    "фонарик",
    "адаптер",
    "хаб",
    "разветвитель",
    "увлажнитель",
    "весы: весов",
    "проектор",
    "ночник",
    "метеостанция",
    // small things
    "зонт",
    "зонтик",
    "дождевик",
    "брелок: брелоки брелки",
    "значок: значки значков",
    "пин: пины",
    "магнит: магнитик",
    "бейдж: бейджик",
    "ланъярд: ланьярд",
    "лента",
    "браслет",
    "медаль",
    "кубок: кубки кубков",
    "статуэтка",
    "награда",
    "плакетка",
    "стела: стелла",
    "свеча: свечей свечка",
    "диффузор",
    "игрушка",
    "антистресс",
    "мяч: мячик",
    "пазл",
    "шар",
    "шарик",
    "мультитул",
    "рулетка",
    "нож",
    "зажигалка",
    "пепельница",
    "нашивка",
    "шеврон",
    "рамка",
    "фоторамка",
    "бирка",
    "скребок: скребки",
    "ароматизатор",
    "зеркало: зеркальце",
    "расческа",
    "флаг",
    "флажок: флажки флажков",
    "вымпел",
    "спиннер",
    "попсокет",
    "жетон",
    "светоотражатель",
    "фликер",
    "фигурка",
    "головоломка",
    "конструктор",
    "копилка",
    "домино",
    "шахматы",
    "нарды",
    "кроссворд",
    "скакалка",
    "эспандер",
    "гантель",
    "санки",
    "лыжи",
    "снежколеп",
    "самокат",
    "фрисби",
    "гирлянда",
    "термометр",
    "компас",
    "бинокль",
    "палатка",
    "шезлонг",
    // food
    "шоколад: шоколадка",
    "конфета",
    "чай",
    "кофе",
    "мед",
    "печенье",
    "пряник",
    "варенье",
    "леденец: леденцы леденцов",
    "жвачка",
    "орехи",
    "мармелад",
    "вода",
    "драже",
    "зефир",
    // sets and packing
    "набор",
    "комплект",
    "бокс",
    "подарок: подарки подарков",
    "сувенир",
    "коробка: коробочка",
    "пакет",
    "упаковка",
    "тубус",
    "корзина",
    "ящик",
    "мыло",
    "санитайзер",
    "крем",
    "бальзам",
};

// Latin names and what Russians call them in writing.
constexpr std::array<std::pair<char const*, char const*>, 15> latin{{
    {"hoodie", "худи"},
    {"powerbank", "пауэрбанк"},
    {"usb", ""},
    {"welcome", ""},
    {"shopper", "шоппер"},
    {"polo", "поло"},
    {"tshirt", "футболка"},
    {"mug", "кружка"},
    {"mugs", "кружка"},
    {"notebook", ""},
    {"pen", ""},
    {"pens", "ручка"},
    {"bag", ""},
    {"bags", "сумка"},
    {"caps", "кепка"},
}};

std::string without_yo(std::string_view text) {
    return lowered(text);
}

struct Names {
    std::unordered_map<std::string, std::string> forms;  // folded form -> lemma
    std::unordered_map<std::string, std::string> stems;  // stem -> lemma
    // By first letter, for slips of the pen: stems of six letters or more.
    std::unordered_map<std::string, std::vector<std::pair<std::string, std::string>>> long_stems;

    void add(std::string const& form, std::string const& lemma) {
        forms.emplace(form, lemma);
        std::string const stem = base::stemmed(form);
        if (stems.emplace(stem, lemma).second && stem.size() >= 12)
            long_stems[stem.substr(0, 2)].emplace_back(stem, lemma);
    }
};

std::string_view without_last(std::string_view text, std::size_t letters) {
    return text.substr(0, text.size() - 2 * letters);
}

// "кружка" -> "кружек", "сумка" -> "сумок", "майка" -> "маек".
std::string genitive_plural_of_ka(std::string const& lemma) {
    std::string_view const base = without_last(lemma, 2);
    if (base.ends_with("й") || base.ends_with("ь"))
        return std::string(without_last(base, 1)) + "ек";
    bool const hushing = base.ends_with("ж") || base.ends_with("ч") || base.ends_with("ш");
    return std::string(base) + (hushing ? "ек" : "ок");
}

Names const& all_names() {
    static Names const built = [] {
        Names out;
        for (std::string_view const entry : names) {
            auto const colon = entry.find(':');
            std::string const lemma = without_yo(entry.substr(0, colon));
            out.add(lemma, lemma);
            if (lemma.ends_with("ка")) out.add(genitive_plural_of_ka(lemma), lemma);
            if (colon == std::string_view::npos) continue;
            std::string_view rest = entry.substr(colon + 1);
            while (!rest.empty()) {
                auto const space = rest.find(' ');
                std::string const form = without_yo(rest.substr(0, space));
                if (!form.empty()) {
                    out.add(form, lemma);
                    if (form.ends_with("ка")) out.add(genitive_plural_of_ka(form), lemma);
                }
                rest = space == std::string_view::npos ? "" : rest.substr(space + 1);
            }
        }
        for (auto const& [name, lemma] : latin)
            if (*lemma) out.forms.emplace(name, lemma);
        return out;
    }();
    return built;
}

// Words whose stems meet those of goods but are something else.
bool is_other_word(Word const& word) {
    return word.is_any({"часа",      "час",       "часу",     "часом",   "часе",     "медиа",
                        "водить",    "маски-шоу", "воды",     "наград",  "каталога", "каталоге",
                        "каталогу",  "каталог",   "каталоги", "сайт",    "чаем",     "упаковке",
                        "упаковкой", "упаковку",  "костера",  "костре",  "костры",   "бланке",
                        "билеты",    "поле",      "поля",     "ношу",    "носит",    "носить",
                        "носят",     "пинать",    "медом",    "шарить",  "ящика",    "папке",
                        "папку",     "водой",     "воде",     "майских", "весь",     "весом",
                        "вес",       "конверте"});
}

// Is one a letter away from the other? In letters of two bytes; both long.
bool one_slip(std::string_view a, std::string_view b) {
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > 2 || a.size() % 2 || b.size() % 2) return false;
    std::size_t begin = 0;
    while (begin < a.size() && a.substr(begin, 2) == b.substr(begin, 2)) begin += 2;
    std::size_t end = 0;
    while (end < a.size() - begin &&
           a.substr(a.size() - end - 2, 2) == b.substr(b.size() - end - 2, 2))
        end += 2;
    if (a.size() - begin - end <= 2 && b.size() - begin - end <= 2) return true;
    // two neighbours changed places: «футоблка»
    return a.size() == b.size() && a.size() - begin - end == 4 &&
           a.substr(begin, 2) == b.substr(begin + 2, 2) &&
           a.substr(begin + 2, 2) == b.substr(begin, 2);
}

}  // namespace

std::optional<std::string_view> product_name(Word const& word) {
    if (!word.is_word() || word.folded.size() < 4) return std::nullopt;
    Names const& known = all_names();
    if (is_other_word(word) || word.starts_any({"компан", "поставк"})) return std::nullopt;
    if (auto const form = known.forms.find(word.folded); form != known.forms.end())
        return form->second;
    // Short stems meet too many other words; an adjective of the same stem is no product.
    bool const adjective =
        word.folded.size() >= 8 && (word.folded.ends_with("ый") || word.folded.ends_with("ая") ||
                                    word.folded.ends_with("ое") || word.folded.ends_with("ые") ||
                                    word.folded.ends_with("ого") || word.folded.ends_with("ных") ||
                                    word.folded.ends_with("ный") || word.folded.ends_with("ной"));
    if (adjective) return std::nullopt;
    if (word.folded.size() > 60) return std::nullopt;
    std::string const stem = base::stemmed(word.folded);
    if (auto const found = known.stems.find(stem); found != known.stems.end()) {
        bool const same_start = word.folded.size() <= found->second.size() + 8;
        if (same_start && stem.size() >= 4) return found->second;
    }
    if (stem.size() < 12) return std::nullopt;
    auto const same_letter = known.long_stems.find(stem.substr(0, 2));
    if (same_letter == known.long_stems.end()) return std::nullopt;
    for (auto const& [known_stem, lemma] : same_letter->second)
        if (one_slip(stem, known_stem)) return lemma;
    return std::nullopt;
}

bool is_set_name(std::string_view head) {
    return head == "набор" || head == "комплект" || head == "бокс" || head == "корзина";
}

std::string guessed_noun(std::string const& folded) {
    auto const replaced = [&](std::string_view ending, std::string_view with) {
        return folded.substr(0, folded.size() - ending.size()) + std::string(with);
    };
    if (folded.size() < 8) return folded;
    if (folded.ends_with("ки")) return replaced("ки", "ка");
    if (folded.ends_with("ку")) return replaced("ку", "ка");
    if (folded.ends_with("ов")) return replaced("ов", "");
    if (folded.ends_with("ции")) return replaced("ции", "ция");
    if (folded.ends_with("ны") || folded.ends_with("ры") || folded.ends_with("ты") ||
        folded.ends_with("сы") || folded.ends_with("лы") || folded.ends_with("ды"))
        return replaced("ы", "");
    return folded;
}

}  // namespace inbox
