#include "platform/base/text.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <unordered_set>

#include <libstemmer.h>
#include <openssl/sha.h>
#include <sodium.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace base {
namespace {

icu::UnicodeString from_utf8(std::string_view text) {
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string to_utf8(icu::UnicodeString const& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

icu::UnicodeString nfc(icu::UnicodeString const& text) {
    UErrorCode status = U_ZERO_ERROR;
    auto const* normalizer = icu::Normalizer2::getNFCInstance(status);
    return U_SUCCESS(status) ? normalizer->normalize(text, status) : text;
}

bool is_space(UChar32 c) {
    return u_isUWhiteSpace(c) || c == 0x200B || c == 0xFEFF;
}

// Snowball leaves "кружек", "футболок" and "наклеек" beside "кружк", "футболк" and "наклейк", and
// quantities are written that way: a stem of five letters or more loses the е or о before its last
// к; after a vowel the е turns into й.
void drop_fleeting_vowel(std::string& stem) {
    static std::string const vowels[] = {"а", "е", "о"};
    std::string_view const view = stem;
    if (view.size() < 10 || !(view.ends_with("ек") || view.ends_with("ок")))
        return;  // two bytes each
    auto const before = view.substr(view.size() - 6, 2);
    bool const after_vowel =
        std::find(std::begin(vowels), std::end(vowels), before) != std::end(vowels);
    if (after_vowel && view.ends_with("ек"))
        stem.replace(stem.size() - 4, 2, "й");
    else if (!after_vowel)
        stem.erase(stem.size() - 4, 2);
}

// One Snowball stemmer of each language for each thread: they are not thread-safe and dear to make.
std::string stem(std::string const& word, bool cyrillic) {
    struct Deleter {
        void operator()(sb_stemmer* s) const { sb_stemmer_delete(s); }
    };
    thread_local std::unique_ptr<sb_stemmer, Deleter> russian{sb_stemmer_new("russian", nullptr)};
    thread_local std::unique_ptr<sb_stemmer, Deleter> english{sb_stemmer_new("english", nullptr)};
    auto* stemmer = cyrillic ? russian.get() : english.get();
    auto const* out = sb_stemmer_stem(stemmer, reinterpret_cast<sb_symbol const*>(word.data()),
                                      static_cast<int>(word.size()));
    std::string form{reinterpret_cast<char const*>(out),
                     static_cast<std::size_t>(sb_stemmer_length(stemmer))};
    if (cyrillic) drop_fleeting_vowel(form);
    return form;
}

bool is_stop_word(std::string const& word) {
    static std::unordered_set<std::string> const words{
        "и",   "в",  "во", "не", "на",  "с",  "со", "как", "а",  "то",
        "по",  "но", "за", "от", "из",  "у",  "о",  "к",   "до", "для",
        "the", "a",  "an", "of", "and", "or", "to", "in",  "on", "for"};
    return words.contains(word);
}

}  // namespace

std::string clean(std::string_view text) {
    icu::UnicodeString const decoded = nfc(from_utf8(text));
    icu::UnicodeString out;
    for (std::int32_t i = 0; i < decoded.length();) {
        UChar32 const c = decoded.char32At(i);
        i += U16_LENGTH(c);
        if (c == '\r') {
            if (i >= decoded.length() || decoded.char32At(i) != '\n') out.append(UChar32('\n'));
        } else if (c == '\t' || c == '\n' || (c >= 0x20 && c != 0x7F && !(c >= 0x80 && c < 0xA0))) {
            out.append(c);
        }
    }
    return to_utf8(out);
}

std::string folded(std::string_view text) {
    icu::UnicodeString source = nfc(from_utf8(text));
    source.foldCase();
    icu::UnicodeString out;
    bool space = false;
    for (std::int32_t i = 0; i < source.length();) {
        UChar32 c = source.char32At(i);
        i += U16_LENGTH(c);
        if (is_space(c)) {
            space = !out.isEmpty();
            continue;
        }
        if (space) out.append(UChar32(' '));
        space = false;
        out.append(c == 0x451 ? UChar32(0x435) : c);
    }
    return to_utf8(out);
}

std::string trimmed(std::string_view text) {
    icu::UnicodeString const source = from_utf8(text);
    std::int32_t begin = 0, end = source.length();
    while (begin < end && is_space(source.char32At(begin)))
        begin += U16_LENGTH(source.char32At(begin));
    while (end > begin && is_space(source.char32At(end - 1))) --end;
    return to_utf8(source.tempSubStringBetween(begin, end));
}

std::string shortened(std::string_view text, std::size_t limit) {
    std::size_t at = 0;
    for (std::size_t count = 0; at < text.size() && count < limit; ++count) {
        ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
    }
    return std::string(text.substr(0, at));
}

std::string stemmed(std::string const& folded_word) {
    bool const cyrillic =
        !folded_word.empty() && static_cast<unsigned char>(folded_word[0]) >= 0x80;
    return stem(folded_word, cyrillic);
}

std::vector<std::string> search_terms(std::string_view text) {
    icu::UnicodeString const source = from_utf8(folded(text));
    std::vector<std::string> terms;
    icu::UnicodeString word;
    bool has_digit = false, cyrillic = false;
    icu::UnicodeString code;  // "ab-12/3": kept whole if it has a digit and a joint
    bool code_has_digit = false, code_has_joint = false;

    auto end_word = [&] {
        if (!word.isEmpty()) {
            std::string const plain = to_utf8(word);
            if (!is_stop_word(plain)) terms.push_back(has_digit ? plain : stem(plain, cyrillic));
        }
        word.remove();
        has_digit = cyrillic = false;
    };
    auto end_code = [&] {
        if (code_has_digit && code_has_joint) terms.push_back(to_utf8(code));
        code.remove();
        code_has_digit = code_has_joint = false;
    };
    for (std::int32_t i = 0; i < source.length();) {
        UChar32 const c = source.char32At(i);
        i += U16_LENGTH(c);
        if (u_isalnum(c)) {
            word.append(c);
            code.append(c);
            if (u_isdigit(c)) has_digit = code_has_digit = true;
            if (c >= 0x400 && c < 0x530) cyrillic = true;
        } else {
            end_word();
            bool const joint = c == '-' || c == '.' || c == '/' || c == '_';
            bool const goes_on =
                joint && !code.isEmpty() && i < source.length() && u_isalnum(source.char32At(i));
            if (goes_on) {
                code_has_joint = true;
            } else {
                end_code();
            }
        }
    }
    end_word();
    end_code();
    return terms;
}

std::string random_token() {
    static bool const ready = sodium_init() >= 0;
    static_cast<void>(ready);
    unsigned char bytes[17] = {};
    randombytes_buf(bytes, 16);
    std::string out;
    for (int bit = 0; bit < 128; bit += 5) {
        unsigned const pair = static_cast<unsigned>(bytes[bit / 8]) << 8 | bytes[bit / 8 + 1];
        out += "abcdefghijklmnopqrstuvwxyz234567"[(pair >> (11 - bit % 8)) & 31];
    }
    return out;
}

std::string sha256_hex(std::string_view bytes) {
    unsigned char digest[SHA256_DIGEST_LENGTH];
    SHA256(reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(), digest);
    std::string out;
    for (unsigned char const byte : digest) {
        out += "0123456789abcdef"[byte >> 4];
        out += "0123456789abcdef"[byte & 15];
    }
    return out;
}

}  // namespace base
