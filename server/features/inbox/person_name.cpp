#include "features/inbox/person_name.h"

#include "features/inbox/first_names.h"
#include "features/inbox/sender_company.h"

#include <algorithm>
#include <array>

namespace inbox {
namespace {

bool has_any(std::string_view text, std::initializer_list<std::string_view> pieces) {
    return std::any_of(pieces.begin(), pieces.end(), [&](std::string_view piece) {
        return text.find(piece) != std::string_view::npos;
    });
}

bool may_be_surname(NameWord const& word) {
    return word.capital && word.folded.size() >= 6 && !is_first_name(word.folded) &&
           !is_patronymic(word.folded) && !is_position_word(word.folded) &&
           !is_legal_form(word.folded) &&
           !has_any(word.folded,
                    {"уважен", "компани",     "отдел",   "добр",       "здравств", "спасиб",
                     "коллег", "групп",       "магазин", "агентств",   "москва",   "россия",
                     "служб",  "департамент", "заранее", "благодар",   "привет",   "телефон",
                     "моб",    "почт",        "сайт",    "инн",        "центр",    "фонд",
                     "банк",   "завод",       "студия",  "отправлено", "жду",      "ждем"});
}

bool ends_as_surname(std::string_view folded) {
    for (std::string_view const ending :
         {"ов", "ова", "ев", "ева", "ин", "ина", "ский", "ская", "енко", "ov", "ova", "ev", "eva",
          "in", "ina", "skiy", "skaya", "enko"})
        if (folded.ends_with(ending) && folded.size() > ending.size() + 2) return true;
    return false;
}

}  // namespace

std::vector<NameWord> name_words(std::string_view text, std::size_t begin, std::size_t end) {
    Words words;
    append_words(words, text, ReadFrom::text, {{begin, end}}, {});
    std::vector<NameWord> out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        auto const& word = words[i];
        if (word.is("-") && !out.empty() && !word.space_before && i + 1 < words.size() &&
            words[i + 1].is_word() && !words[i + 1].space_before) {  // «Петрова-Водкина»
            out.back().end = words[i + 1].end;
            out.back().folded += "-" + words[i + 1].folded;
            out.back().text = text.substr(out.back().begin, out.back().end - out.back().begin);
            ++i;
            continue;
        }
        if (!word.is_word()) {
            out.push_back({"", word.folded, word.begin, word.end, false});
            continue;
        }
        out.push_back({std::string(text.substr(word.begin, word.end - word.begin)), word.folded,
                       word.begin, word.end, word.capital});
    }
    return out;
}

bool is_patronymic(std::string_view folded) {
    for (std::string_view const ending :
         {"ович", "евич", "овна", "евна", "ична", "инична", "ьич", "кызы", "оглы"})
        if (folded.ends_with(ending) && folded.size() > ending.size() + 4) return true;
    return folded == "ильич" || folded == "кузьмич" || folded == "лукич" || folded == "фомич" ||
           folded == "никитич";
}

bool is_position_word(std::string_view folded) {
    for (std::string_view const start : {"менеджер",     "директор",
                                         "руководител",  "специалист",
                                         "маркетолог",   "секретар",
                                         "бухгалтер",    "начальник",
                                         "ассистент",    "помощник",
                                         "координатор",  "инженер",
                                         "владелец",     "учредител",
                                         "заместител",   "администратор",
                                         "снабжен",      "логист",
                                         "закупщик",     "дизайнер",
                                         "партнер",      "юрист",
                                         "аналитик",     "продюсер",
                                         "организатор",  "методист",
                                         "президент",    "председател",
                                         "завхоз",       "заведующ",
                                         "экономист",    "референт",
                                         "рекрутер",     "smm",
                                         "hr",           "pr",
                                         "event",        "бренд",
                                         "manager",      "director",
                                         "head",         "specialist",
                                         "ceo",          "cmo",
                                         "coo",          "офис",
                                         "менежер",      "главн",
                                         "ведущ",        "старш",
                                         "генеральн",    "коммерческ",
                                         "исполнительн", "товаровед",
                                         "консультант",  "преподавател",
                                         "учител",       "предпринимател",
                                         "деканат",      "проректор",
                                         "ректор",       "декан",
                                         "куратор",      "вожат",
                                         "тренер",       "мастер"})
        if (folded.starts_with(start)) return true;
    return folded == "зам" || folded == "гд";
}

Person person_in(std::vector<NameWord> const& words) {
    Person out;
    std::size_t at = words.size();
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].capital && is_first_name(words[i].folded)) {
            at = i;
            break;
        }
    }
    if (at == words.size())  // a rare name before a patronymic
        for (std::size_t i = 0; i + 1 < words.size(); ++i)
            if (words[i].capital && words[i + 1].capital && is_patronymic(words[i + 1].folded)) {
                at = i;
                break;
            }
    if (at == words.size()) return out;
    out.name = words[at];
    std::size_t next = at + 1;
    if (next < words.size() && words[next].capital && is_patronymic(words[next].folded))
        out.patronymic = words[next++];
    if (at > 0 && may_be_surname(words[at - 1]))
        out.surname = words[at - 1];
    else if (next < words.size() && may_be_surname(words[next]))
        out.surname = words[next];
    return out;
}

Person person_of_header(std::string_view name) {
    auto const words = name_words(name, 0, name.size());
    Person person = person_in(words);
    if (person.any()) return person;
    std::string const folded = lowered(name);
    bool const two = words.size() == 2 && words[0].capital && words[1].capital &&
                     !words[0].text.empty() && !words[1].text.empty();
    bool const company = has_any(
        folded, {"ооо", "компан", "отдел", "групп", "info", "office", "sales", "group", "team",
                 "llc", "shop", "service", "магазин", "агентств", "фонд", "банк", "завод"});
    if (two && !company && !is_position_word(words[0].folded)) {
        if (is_patronymic(words[1].folded)) {
            person.name = words[0];
            person.patronymic = words[1];
        } else if (ends_as_surname(words[0].folded) && !ends_as_surname(words[1].folded)) {
            person.surname = words[0];
            person.name = words[1];
        } else {
            person.name = words[0];
            person.surname = words[1];
        }
    }
    return person;
}

bool is_short_for(std::string_view nick_name, std::string_view full_name) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 24> pairs{{
        {"саша", "александр"}, {"леша", "алексей"},   {"настя", "анастасия"}, {"аня", "анна"},
        {"лера", "валерия"},   {"вика", "виктория"},  {"вова", "владимир"},   {"даша", "дарья"},
        {"дима", "дмитрий"},   {"женя", "евгени"},    {"катя", "екатерина"},  {"лена", "елена"},
        {"лиза", "елизавета"}, {"ира", "ирина"},      {"ксюша", "ксения"},    {"маша", "мария"},
        {"миша", "михаил"},    {"наташа", "наталья"}, {"оля", "ольга"},       {"света", "светлана"},
        {"таня", "татьяна"},   {"юля", "юлия"},       {"сережа", "сергей"},   {"макс", "максим"},
    }};
    std::string const own = lowered(nick_name);
    for (auto const& [nick, full] : pairs)
        if (own == nick && full_name.starts_with(full)) return true;
    return false;
}

}  // namespace inbox
