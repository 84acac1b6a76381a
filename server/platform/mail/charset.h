// Bytes of unknown or wrongly declared charset into UTF-8. Private to platform/mail.
#pragma once
#include <string>
#include <string_view>

namespace mail {

bool is_utf8(std::string_view bytes);

// "windows-1251" or "koi8-r": which of them makes the bytes read like Russian.
char const* guessed_charset(std::string_view bytes);

struct Decoded {
    std::string text;          // UTF-8, not yet cleaned
    bool was_guessed = false;  // the declared charset was missing, unknown or wrong
};
Decoded decoded(std::string_view bytes, std::string_view declared_charset);

}  // namespace mail
