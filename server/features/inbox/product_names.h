// The names of goods that agencies of branded merchandise sell: the noun of a product in the
// nominative singular, found by any of its word forms and by a word with one slip of the pen.
#pragma once
#include "features/inbox/letter_words.h"

#include <optional>
#include <string>
#include <string_view>

namespace inbox {

// "кружек" -> "кружка"; nothing for a word that names no goods.
std::optional<std::string_view> product_name(Word const& word);

// "набор", "комплект", "бокс": one item, whatever lies inside.
bool is_set_name(std::string_view head);

// Nominative singular of a noun we do not know, as well as endings tell; for goods out of the list.
std::string guessed_noun(std::string const& folded);

}  // namespace inbox
