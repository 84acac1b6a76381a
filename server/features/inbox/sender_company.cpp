#include "features/inbox/sender_company.h"

#include "features/inbox/letter_words.h"

#include <algorithm>
#include <array>

namespace inbox {
namespace {

struct Form {
    std::string_view folded;
    std::string_view written;
};
constexpr std::array forms{
    Form{"ооо", "ООО"},     Form{"оао", "ОАО"},   Form{"зао", "ЗАО"},   Form{"пао", "ПАО"},
    Form{"ао", "АО"},       Form{"нао", "НАО"},   Form{"ип", "ИП"},     Form{"ано", "АНО"},
    Form{"нко", "НКО"},     Form{"фгуп", "ФГУП"}, Form{"муп", "МУП"},   Form{"гуп", "ГУП"},
    Form{"фгбоу", "ФГБОУ"}, Form{"гбоу", "ГБОУ"}, Form{"мбоу", "МБОУ"}, Form{"мбу", "МБУ"},
    Form{"фгбу", "ФГБУ"},   Form{"гбу", "ГБУ"},   Form{"гау", "ГАУ"},   Form{"мау", "МАУ"},
    Form{"чоу", "ЧОУ"},     Form{"гку", "ГКУ"},   Form{"тоо", "ТОО"},   Form{"снт", "СНТ"},
    Form{"гк", ""},
};

bool is_quote(Word const& word) {
    return word.is_any({"«", "»", "\"", "“", "”", "„", "'", "‘", "’"});
}
bool opens(Word const& word) {
    return word.is_any({"«", "\"", "“", "„", "'"});
}

// The name in quotation marks that begins at word `at`; inner ones are kept inside.
std::optional<FoundCompany> quoted_at(Words const& words, std::string_view text, std::size_t at) {
    std::size_t close = at + 1;
    std::size_t last = 0;
    int depth = 1;
    for (; close < words.size() && close < at + 16; ++close) {
        if (words[close].is("«") || words[close].is("„")) ++depth;
        bool const ends = words[close].is_any({"»", "”"}) ||
                          (words[close].is_any({"\"", "'", "“"}) && !words[at].is("«"));
        if (ends) {
            last = close;
            if (--depth == 0) break;
        }
    }
    if (last == 0) last = close;
    if (last <= at + 1) return std::nullopt;
    FoundCompany out;
    out.begin = words[at + 1].begin;
    out.end = words[last - 1].end;
    if (depth > 0 && last < words.size()) out.end = words[last].end;
    out.name = collapsed(text.substr(out.begin, out.end - out.begin));
    return out;
}

// Capitalised words behind a form without quotation marks.
std::optional<FoundCompany> plain_at(Words const& words, std::string_view text, std::size_t at,
                                     bool person) {
    if (at >= words.size() || !words[at].is_word() || !words[at].capital) return std::nullopt;
    std::size_t last = at;
    while (last + 1 < words.size() && last < at + 5) {
        Word const& next = words[last + 1];
        if (next.is_word() && next.capital) {
            ++last;
        } else if (next.is_any({"-", "&"}) && last + 2 < words.size() &&
                   words[last + 2].is_word()) {
            last += 2;
        } else if (person && next.is(".") && !next.space_before) {
            ++last;  // initials
        } else if (next.is_word() && next.is("и") && last + 2 < words.size() &&
                   words[last + 2].capital) {
            last += 2;
        } else {
            break;
        }
    }
    FoundCompany out;
    out.begin = words[at].begin;
    out.end = words[last].end;
    out.name = collapsed(text.substr(out.begin, out.end - out.begin));
    if (!person && out.name.ends_with(".")) out.name.pop_back();
    return out;
}

}  // namespace

bool is_legal_form(std::string_view folded) {
    return std::any_of(forms.begin(), forms.end(),
                       [&](Form const& form) { return form.folded == folded; });
}

std::optional<FoundCompany> company_in(std::string_view text, std::size_t begin, std::size_t end,
                                       bool whole) {
    Words words;
    append_words(words, text, ReadFrom::text, {{begin, end}}, {});
    for (std::size_t at = 0; at < words.size(); ++at) {
        Word const& word = words[at];
        std::string_view form;
        bool said = false;
        for (auto const& one : forms)
            if (word.is_word() && word.capital && word.folded == one.folded) {
                form = one.written;
                said = true;
            }
        std::size_t next = at + 1;
        if (word.starts("общество") && next + 3 < words.size() && words[next].is("с") &&
            words[next + 1].starts("ограничен")) {
            form = "ООО";
            said = true;
            next += 3;
        }
        if (word.starts("индивидуальн") && next < words.size() &&
            words[next].starts("предпринимател")) {
            form = "ИП";
            said = true;
            ++next;
        }
        bool const company = word.is_any(
            {"компания",  "компании",  "компанию", "компанией",   "фирма",       "фирмы",
             "агентство", "агентства", "холдинг",  "организация", "организации", "фонд",
             "фонда",     "банк",      "завод",    "завода",      "студия",      "студии",
             "клиника",   "сеть",      "сети",     "школа",       "школы",       "магазин"});
        if (!said && !company) continue;
        if (next >= words.size()) continue;
        std::optional<FoundCompany> found;
        if (opens(words[next]))
            found = quoted_at(words, text, next);
        else if (said)
            found = plain_at(words, text, next, form == "ИП");
        else if (word.starts("компани") && words[next].capital && !words[next].line_start &&
                 static_cast<unsigned char>(words[next].folded[0]) < 0x80)
            found = plain_at(words, text, next, false);  // «компания Vector»
        if (!found) continue;
        found->form = form;
        return found;
    }
    if (!whole || words.empty()) return std::nullopt;
    FoundCompany out;
    std::size_t first = 0;
    std::size_t last = words.size() - 1;
    while (first < last && is_quote(words[first])) ++first;
    while (last > first && (is_quote(words[last]) || words[last].is("."))) --last;
    out.begin = words[first].begin;
    out.end = words[last].end;
    out.name = collapsed(text.substr(out.begin, out.end - out.begin));
    return out;
}

std::optional<FoundCompany> quoted_line(std::string_view text, std::size_t begin, std::size_t end) {
    Words words;
    append_words(words, text, ReadFrom::text, {{begin, end}}, {});
    if (words.size() < 3 || !opens(words.front()) || !is_quote(words.back())) return std::nullopt;
    return quoted_at(words, text, 0);
}

}  // namespace inbox
