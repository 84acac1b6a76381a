// The company in a line of a letter: «ООО "Ромашка"», «компания Вектор», «ИП Иванов И. И.».
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace inbox {

struct FoundCompany {
    std::string name;  // without form and quotation marks; of an ИП the person's name
    std::string form;  // "ООО"; empty if not said
    std::size_t begin = 0;
    std::size_t end = 0;
};

// Reads bytes [begin, end) of text. `whole` takes the piece as a name if nothing marks it as one.
std::optional<FoundCompany> company_in(std::string_view text, std::size_t begin, std::size_t end,
                                       bool whole);

// A line that holds nothing but a name in quotation marks.
std::optional<FoundCompany> quoted_line(std::string_view text, std::size_t begin, std::size_t end);

bool is_legal_form(std::string_view folded);

}  // namespace inbox
