// Classes of Russian words that the readers of a need share: adjectives, colours, months, numbers
// in words and in digits.
#pragma once
#include "features/inbox/letter_words.h"

#include <optional>

namespace inbox {

// By its ending; pronouns («наши», «такие») and nouns in -ние are none.
bool is_adjective(Word const& word);

// "белых" -> "белый", "графитового" -> "графит"; masculine nominative or the noun.
std::optional<std::string_view> color_name(Word const& word);

// 1..12 for "марта", "март", "мар", "нояб"; 0 for other words.
int month_of(Word const& word);

// A whole amount: «1 000», «1,5 тыс», «2т.», «4к», «двести пятьдесят», «полторы тысячи».
struct Amount {
    std::int64_t value = 0;
    std::size_t first = 0;  // words
    std::size_t last = 0;
    bool thousands = false;  // «тыс», «т», «к» stands with it
    bool in_words = false;
};
std::optional<Amount> amount_at(Words const& words, std::size_t at);

// "2" days, "две" weeks, "пару", "полторы" are counted in halves: 2 -> 4, полтора -> 3.
std::optional<int> small_count_in_halves(Word const& word);

}  // namespace inbox
