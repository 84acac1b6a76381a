// Text from people and from outside machines. Everything stored is valid UTF-8 without NUL.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace base {

// Valid UTF-8 in NFC without NUL and other control characters except tab and newline; what cannot
// be decoded becomes U+FFFD. Line ends become \n.
std::string clean(std::string_view text);

// The form for comparing and sorting: case folded, ё -> е, white space collapsed and trimmed.
std::string folded(std::string_view text);

std::string trimmed(std::string_view text);  // white space at both ends, nbsp included

// The first `limit` characters (not bytes), never cutting one in half.
std::string shortened(std::string_view text, std::size_t limit);

// Word forms for search: lower case, ё -> е, Snowball stems (Russian and English), stop words left
// out, article numbers kept whole as well as in parts. Both databases index this output, so both
// find the same (docs/decisions).
std::vector<std::string> search_terms(std::string_view text);

// The stem of one word in its folded form (Snowball, Russian or English).
std::string stemmed(std::string const& folded_word);

// 128 random bits as 26 characters [a-z2-7]; for links, sessions and tokens.
std::string random_token();

// Lower-case hexadecimal SHA-256.
std::string sha256_hex(std::string_view bytes);

}  // namespace base
