// The names of people (1.2.1.2-3): surname, name and patronymic in a line or in the From header,
// and the words by which a position is known.
#pragma once
#include "features/inbox/letter_words.h"

#include <optional>

namespace inbox {

// A word of a line with its place in the text.
struct NameWord {
    std::string text;
    std::string folded;
    std::size_t begin = 0;
    std::size_t end = 0;
    bool capital = false;
};

// The words of that part of a text; «Петрова-Водкина» is one.
std::vector<NameWord> name_words(std::string_view text, std::size_t begin, std::size_t end);

bool is_patronymic(std::string_view folded);
bool is_position_word(std::string_view folded);  // «менеджер», «директор» …

struct Person {
    std::optional<NameWord> surname, name, patronymic;
    bool any() const { return surname || name || patronymic; }
};

// «Иванов Иван Петрович», «Анна Петрова», «Мария» … within the words of one line.
Person person_in(std::vector<NameWord> const& words);
// As a mail program writes it: a name that is not in our list of names counts too.
Person person_of_header(std::string_view name);
// «Маша» in the text and «Мария» in the header are one person. `full_name` in lower case.
bool is_short_for(std::string_view nick_name, std::string_view full_name);

}  // namespace inbox
