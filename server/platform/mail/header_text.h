// The text of a header (RFC 2047), for bytes as they come in life: encoded words split in the
// middle of a letter, raw 8-bit text, unknown charsets. GMime 3.2.13 loses every base64 word that
// follows a padded one, so headers are decoded here, or mended before GMime sees them. Private to
// platform/mail.
#pragma once
#include <string>
#include <string_view>

namespace mail {

// The text, on one line, cleaned. `raw_charset` is for bytes that say no charset.
std::string header_text(std::string_view raw, char const* raw_charset);

// The same header with neighbouring encoded words made one, and raw bytes made UTF-8.
std::string mended_header(std::string_view raw, char const* raw_charset);

std::string base64(std::string_view bytes);

}  // namespace mail
