// Names of companies and people: what makes two of them alike, and how a letter addresses a person
// (1.2.1.1, 1.2.1.2). Pure.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace customers {

// Cleaned text on one line, white space collapsed, at most `limit` characters: for every field of a
// form that has one line.
std::string one_line(std::string_view text, std::size_t limit = 300);

// «ООО «Ромашка-Плюс»» and "Ромашка Плюс, ООО" have one key: "ромашкаплюс". Empty only for a name
// without letters and digits.
std::string company_name_key(std::string_view name);

// «ООО «Ромашка»» -> {"ООО", "Ромашка"}; a name that is no more than its form stays whole.
struct CompanyName {
    std::string legal_form;
    std::string name;
};
CompanyName split_legal_form(std::string_view name);

// «ООО «Ромашка»», «ИП Петров А. В.»
std::string with_legal_form(std::string_view legal_form, std::string_view name);

// «Смирнова Анна Петровна»; what is unknown is left out.
std::string full_name(std::string_view surname, std::string_view name, std::string_view patronymic);

enum class Gender { unknown, female, male };
// By the patronymic, else by the name.
Gender gender_of(std::string_view name, std::string_view patronymic);

// «Уважаемая Анна Петровна», «Уважаемый Иван»; «Здравствуйте, Саша» if the gender is not known,
// «Здравствуйте» without a name.
std::string greeting_for(std::string_view name, std::string_view patronymic);

}  // namespace customers
