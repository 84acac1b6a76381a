// Where a list goes on: the sort value and the id of the last row shown, "1764066600000-17". Pages
// pass it back as they got it; a broken one is refused.
#pragma once
#include "platform/base/refusal.h"
#include "platform/base/time.h"

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace base {

struct Cursor {
    std::int64_t at = 0;
    std::int64_t id = 0;
};

inline std::string to_text(Cursor cursor) {
    return std::to_string(cursor.at) + "-" + std::to_string(cursor.id);
}

inline Cursor parse_cursor(std::string_view text, std::string const& field) {
    Cursor cursor;
    auto const* end = text.data() + text.size();
    auto const first = std::from_chars(text.data(), end, cursor.at);
    bool good = first.ec == std::errc() && first.ptr != end && *first.ptr == '-';
    if (good) {
        auto const second = std::from_chars(first.ptr + 1, end, cursor.id);
        good = second.ec == std::errc() && second.ptr == end;
    }
    if (!good)
        throw Refusal::invalid("cursor_invalid",
                               {"Не удалось продолжить список. Откройте его заново.",
                                "The list cannot go on from here. Open it again."},
                               field);
    return cursor;
}

}  // namespace base
