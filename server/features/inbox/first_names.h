// Russian first names, full and as people sign letters: what tells a person's name from a surname
// and from any other word with a capital.
#pragma once
#include <string_view>

namespace inbox {

bool is_first_name(std::string_view folded);  // lower case, ё -> е

}  // namespace inbox
