// The values of a feed's fields: texts out of HTML, whole numbers, prices, and the name that the
// variants of one product share. A value that makes no sense is no value.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace catalog {

// Cleaned of what no text holds, trimmed, not longer than that.
std::string tidy(std::string_view text, std::size_t limit);

// Descriptions come as HTML in CDATA; what is kept is the text, with line breaks where it had them.
std::string plain_text(std::string_view html);

std::optional<std::int64_t> whole_number(std::string_view text);

// The part that the names of a product's variants share: "Кружка, белая" and "Кружка, синяя" give
// "Кружка". If too little is left, the first name.
std::string common_name(std::string const& first, std::string const& second);

// "1 250,50" -> 1250500000. Nothing for what is no number, negative or above 100 million.
std::optional<std::int64_t> price_micro(std::string_view text);

}  // namespace catalog
