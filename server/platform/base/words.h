// A text for people in both languages of the product. Russian is first; nothing is shown that
// exists in only one of them.
#pragma once
#include <string>
#include <utility>

namespace base {

enum class Language { ru, en };

struct Words {
    std::string ru;
    std::string en;

    std::string const& in(Language language) const { return language == Language::ru ? ru : en; }
};

}  // namespace base
