#include "platform/mail/charset.h"

#include <algorithm>
#include <memory>

#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace mail {
namespace {

bool is_ascii(std::string_view bytes) {
    return std::all_of(bytes.begin(), bytes.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

enum class Faults { refuse, replace };

// Nothing if the charset is unknown or, when told to refuse, a byte has no meaning in it.
bool convert(std::string_view bytes, std::string const& charset, Faults faults, std::string& out) {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<UConverter, decltype(&ucnv_close)> const converter(
        ucnv_open(charset.c_str(), &status), &ucnv_close);
    if (U_FAILURE(status)) return false;
    if (faults == Faults::refuse)
        ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                            &status);
    icu::UnicodeString const text(bytes.data(), static_cast<std::int32_t>(bytes.size()),
                                  converter.get(), status);
    if (U_FAILURE(status)) return false;
    out.clear();
    text.toUTF8String(out);
    return true;
}

// How often the commonest small letters of Russian stand in the bytes read in that charset.
// (The small letters of one are the capitals of the other, so the two differ plainly.)
int likeness(std::string_view bytes, std::string_view common_letters) {
    int found = 0;
    for (char const c : bytes) found += common_letters.find(c) != std::string_view::npos;
    return found;
}

struct Sequences {
    int good = 0;  // of more than one byte
    int bad = 0;
};
Sequences utf8_sequences(std::string_view bytes) {
    Sequences out;
    auto const size = static_cast<std::int32_t>(bytes.size());
    for (std::int32_t at = 0; at < size;) {
        UChar32 c = 0;
        U8_NEXT(bytes.data(), at, size, c);
        out.bad += c < 0;
        out.good += c >= 0x80;
    }
    return out;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
    return utf8_sequences(bytes).bad == 0;
}

char const* guessed_charset(std::string_view bytes) {
    // оеаинтсрвл in each of the two
    int const windows = likeness(bytes, "\xEE\xE5\xE0\xE8\xED\xF2\xF1\xF0\xE2\xEB");
    int const koi8 = likeness(bytes, "\xCF\xC5\xC1\xC9\xCE\xD4\xD3\xD2\xD7\xCC");
    return koi8 > windows ? "koi8-r" : "windows-1251";
}

Decoded decoded(std::string_view bytes, std::string_view declared_charset) {
    std::string declared(declared_charset);
    for (char& c : declared)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    bool const says_little = declared.empty() || declared == "us-ascii" || declared == "ascii" ||
                             declared == "unknown-8bit" || declared == "x-unknown";
    bool const says_utf8 = declared == "utf-8" || declared == "utf8";
    Decoded out;
    if (!says_little && !says_utf8 && convert(bytes, declared, Faults::refuse, out.text))
        return out;
    if ((says_little || says_utf8) && is_ascii(bytes)) return {std::string(bytes), false};

    auto const sequences = utf8_sequences(bytes);
    out.was_guessed = !says_utf8 || sequences.bad > 0;
    if (sequences.good > sequences.bad * 4)  // a few spoilt letters: clean() marks them
        out.text = bytes;
    else if (says_little || says_utf8 || !convert(bytes, declared, Faults::replace, out.text))
        convert(bytes, guessed_charset(bytes), Faults::replace, out.text);
    return out;
}

}  // namespace mail
