#include "platform/db/error.h"

#include <unicode/utf8.h>

namespace db {

void check_text(std::string_view text) {
    auto const* bytes = reinterpret_cast<std::uint8_t const*>(text.data());
    std::int32_t const length = static_cast<std::int32_t>(text.size());
    for (std::int32_t i = 0; i < length;) {
        UChar32 c = 0;
        U8_NEXT(bytes, i, length, c);
        if (c == 0) throw Error(ErrorKind::other, "a text for the database contains NUL");
        if (c < 0) throw Error(ErrorKind::other, "a text for the database is not valid UTF-8");
    }
}

}  // namespace db
