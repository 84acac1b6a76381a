#include "features/customers/customer_names.h"

#include "platform/base/text.h"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>
#include <vector>

#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace customers {
namespace {

// Written out and short; longer ones first, so that the whole form is taken.
constexpr std::array<std::pair<std::string_view, std::string_view>, 39> legal_forms{{
    {"общество с ограниченной ответственностью", "ООО"},
    {"непубличное акционерное общество", "НАО"},
    {"публичное акционерное общество", "ПАО"},
    {"открытое акционерное общество", "ОАО"},
    {"закрытое акционерное общество", "ЗАО"},
    {"федеральное государственное унитарное предприятие", "ФГУП"},
    {"федеральное государственное бюджетное учреждение", "ФГБУ"},
    {"федеральное государственное автономное учреждение", "ФГАУ"},
    {"государственное унитарное предприятие", "ГУП"},
    {"муниципальное унитарное предприятие", "МУП"},
    {"государственное бюджетное учреждение", "ГБУ"},
    {"государственное автономное учреждение", "ГАУ"},
    {"автономная некоммерческая организация", "АНО"},
    {"индивидуальный предприниматель", "ИП"},
    {"акционерное общество", "АО"},
    {"ооо", "ООО"},
    {"нао", "НАО"},
    {"пао", "ПАО"},
    {"оао", "ОАО"},
    {"зао", "ЗАО"},
    {"фгуп", "ФГУП"},
    {"фгбу", "ФГБУ"},
    {"фгбоу", "ФГБОУ"},
    {"фгау", "ФГАУ"},
    {"фгаоу", "ФГАОУ"},
    {"гуп", "ГУП"},
    {"муп", "МУП"},
    {"гбу", "ГБУ"},
    {"гау", "ГАУ"},
    {"мбу", "МБУ"},
    {"ано", "АНО"},
    {"нко", "НКО"},
    {"тоо", "ТОО"},
    {"одо", "ОДО"},
    {"ип", "ИП"},
    {"ао", "АО"},
    {"llc", "LLC"},
    {"ltd", "Ltd"},
    {"gmbh", "GmbH"},
}};

// Small words that say nothing about which company it is.
bool says_nothing(std::string const& word) {
    static std::unordered_set<std::string> const words{"гк",   "inc", "ooo", "oao", "zao", "co",
                                                       "corp", "llp", "plc", "sa",  "ag",  "bv"};
    return words.contains(word);
}

// Folded words; everything but letters and digits parts them.
std::vector<std::string> words_of(std::string_view text) {
    std::string const folded = base::folded(text);
    auto const source = icu::UnicodeString::fromUTF8(folded);
    std::vector<std::string> words;
    icu::UnicodeString word;
    auto const end_word = [&] {
        if (word.isEmpty()) return;
        word.toUTF8String(words.emplace_back());
        word.remove();
    };
    for (std::int32_t i = 0; i < source.length();) {
        UChar32 const c = source.char32At(i);
        i += U16_LENGTH(c);
        if (u_isalnum(c) || c == '&' || c == '+')
            word.append(c);
        else if (c != '\'' && c != 0x2019)  // O'Key is one word
            end_word();
    }
    end_word();
    return words;
}

std::string joined(std::vector<std::string> const& words) {
    std::string out;
    for (auto const& word : words) out += word;
    return out;
}

// Takes the words of a form out wherever they stand together.
void erase_form(std::vector<std::string>& words, std::string_view form) {
    auto const wanted = words_of(form);
    auto const found = std::search(words.begin(), words.end(), wanted.begin(), wanted.end());
    if (found != words.end())
        words.erase(found, found + static_cast<std::ptrdiff_t>(wanted.size()));
}

constexpr std::array<std::string_view, 10> quotation_marks{"«",  "»", "„", "“", "”",
                                                           "\"", "‹", "›", "'", "‘"};

std::string without_outer_marks(std::string text) {
    // Only a pair around the whole name: «Клуб «Звезда»» loses the outer one.
    for (auto const& mark : {std::pair<std::string_view, std::string_view>{"«", "»"},
                             {"\"", "\""},
                             {"„", "“"},
                             {"“", "”"},
                             {"'", "'"}})
        if (text.size() > mark.first.size() + mark.second.size() && text.starts_with(mark.first) &&
            text.ends_with(mark.second))
            return base::trimmed(std::string_view(text).substr(
                mark.first.size(), text.size() - mark.first.size() - mark.second.size()));
    return text;
}

bool begins_word(std::string_view rest) {
    if (rest.empty()) return false;
    if (rest[0] == ' ' || rest[0] == ',' || rest[0] == '.') return true;
    return std::ranges::any_of(quotation_marks, [&](auto mark) { return rest.starts_with(mark); });
}

std::string without_separators(std::string_view text) {
    while (!text.empty() && (text.front() == ',' || text.front() == ' ' || text.front() == '.'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ',' || text.back() == ' ')) text.remove_suffix(1);
    return base::trimmed(text);
}

std::unordered_set<std::string> const& female_names() {
    static std::unordered_set<std::string> const names{
        "александра", "алена",     "алина",    "алиса",     "алла",     "анастасия", "ангелина",
        "анжела",     "анна",      "антонина", "валентина", "валерия",  "варвара",   "вера",
        "вероника",   "виктория",  "галина",   "дарья",     "диана",    "евгения",   "екатерина",
        "елена",      "елизавета", "жанна",    "зоя",       "инна",     "ирина",     "карина",
        "кира",       "кристина",  "ксения",   "лариса",    "лидия",    "любовь",    "людмила",
        "маргарита",  "марина",    "мария",    "милана",    "надежда",  "наталья",   "наталия",
        "нина",       "оксана",    "олеся",    "ольга",     "полина",   "раиса",     "светлана",
        "софия",      "софья",     "тамара",   "татьяна",   "ульяна",   "юлия",      "яна",
        "эльвира",    "эмма",      "анжелика", "арина",     "василиса", "регина",    "римма"};
    return names;
}

std::unordered_set<std::string> const& male_names() {
    static std::unordered_set<std::string> const names{
        "александр",  "алексей", "анатолий",  "андрей",    "антон",    "аркадий",  "артем",
        "артур",      "богдан",  "борис",     "вадим",     "валентин", "валерий",  "василий",
        "виктор",     "виталий", "владимир",  "владислав", "всеволод", "вячеслав", "геннадий",
        "георгий",    "герман",  "глеб",      "григорий",  "даниил",   "данила",   "денис",
        "дмитрий",    "евгений", "егор",      "иван",      "игорь",    "илья",     "кирилл",
        "константин", "лев",     "леонид",    "максим",    "марк",     "матвей",   "михаил",
        "никита",     "николай", "олег",      "павел",     "петр",     "роман",    "руслан",
        "семен",      "сергей",  "станислав", "степан",    "тимофей",  "тимур",    "федор",
        "эдуард",     "юрий",    "яков",      "ярослав",   "рустам",   "ринат",    "марат"};
    return names;
}

}  // namespace

std::string one_line(std::string_view text, std::size_t limit) {
    std::string const cleaned = base::clean(text);
    auto const source = icu::UnicodeString::fromUTF8(cleaned);
    icu::UnicodeString line;
    bool space = false;
    for (std::int32_t i = 0; i < source.length();) {
        UChar32 const c = source.char32At(i);
        i += U16_LENGTH(c);
        if (u_isUWhiteSpace(c) || c == 0x200B || c == 0xFEFF) {
            space = !line.isEmpty();
            continue;
        }
        if (space) line.append(UChar32(' '));
        space = false;
        line.append(c);
    }
    std::string out;
    line.toUTF8String(out);
    return base::shortened(out, limit);
}

std::string company_name_key(std::string_view name) {
    auto const all = words_of(name);
    auto words = all;
    for (auto const& [written, shown] : legal_forms) erase_form(words, written);
    std::erase_if(words, says_nothing);
    return words.empty() ? joined(all) : joined(words);
}

CompanyName split_legal_form(std::string_view name) {
    std::string const text = one_line(name);
    std::string const lower = base::folded(text);
    // Folding keeps the places of bytes for what a form is written with, or the form is not split.
    if (lower.size() != text.size()) return {"", without_outer_marks(text)};
    for (auto const& [written, shown] : legal_forms) {
        std::string rest;
        if (lower.starts_with(written) &&
            begins_word(std::string_view(lower).substr(written.size())))
            rest = text.substr(written.size());
        else if (lower.ends_with(written) && lower.size() > written.size() &&
                 (lower[lower.size() - written.size() - 1] == ' ' ||
                  lower[lower.size() - written.size() - 1] == ','))
            rest = text.substr(0, text.size() - written.size());
        if (rest.empty()) continue;
        rest = without_outer_marks(without_separators(rest));
        if (!words_of(rest).empty()) return {std::string(shown), rest};
    }
    return {"", without_outer_marks(text)};
}

std::string with_legal_form(std::string_view legal_form, std::string_view name) {
    if (legal_form.empty()) return std::string(name);
    if (legal_form == "ИП") return "ИП " + std::string(name);
    return std::string(legal_form) + " «" + std::string(name) + "»";
}

std::string full_name(std::string_view surname, std::string_view name,
                      std::string_view patronymic) {
    std::string out;
    for (auto const part : {surname, name, patronymic})
        if (!part.empty()) out += (out.empty() ? "" : " ") + std::string(part);
    return out;
}

Gender gender_of(std::string_view name, std::string_view patronymic) {
    std::string const father = base::folded(patronymic);
    for (auto const* ending : {"вна", "чна", "шна", "кызы", "қызы", "гызы"})
        if (father.ends_with(ending)) return Gender::female;
    for (auto const* ending : {"ич", "оглы", "оглу", "улы", "уулу"})
        if (father.ends_with(ending)) return Gender::male;
    std::string const own = base::folded(name);
    if (female_names().contains(own)) return Gender::female;
    if (male_names().contains(own)) return Gender::male;
    return Gender::unknown;
}

std::string greeting_for(std::string_view name, std::string_view patronymic) {
    if (name.empty()) return "Здравствуйте";
    std::string const called = full_name("", name, patronymic);
    switch (gender_of(name, patronymic)) {
        case Gender::female:
            return "Уважаемая " + called;
        case Gender::male:
            return "Уважаемый " + called;
        case Gender::unknown:
            break;
    }
    return "Здравствуйте, " + called;
}

}  // namespace customers
