#include "platform/mail/header_text.h"

#include "platform/base/text.h"
#include "platform/mail/charset.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include <openssl/evp.h>

namespace mail {
namespace {

struct Piece {
    bool is_encoded = false;
    std::string charset;  // of an encoded one, in lower case
    std::string bytes;
};

int hexadecimal(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

std::string decoded_q(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '_') {
            out += ' ';
        } else if (text[i] == '=' && i + 2 < text.size() && hexadecimal(text[i + 1]) >= 0 &&
                   hexadecimal(text[i + 2]) >= 0) {
            out += static_cast<char>(hexadecimal(text[i + 1]) * 16 + hexadecimal(text[i + 2]));
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::string decoded_b(std::string_view text) {
    static constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    unsigned bits = 0;
    int count = 0;
    for (char const c : text) {
        auto const digit = digits.find(c);
        if (digit == digits.npos) continue;
        bits = (bits << 6 | static_cast<unsigned>(digit)) & 0xFFFF;
        count += 6;
        if (count >= 8) {
            count -= 8;
            out += static_cast<char>(bits >> count & 0xFF);
        }
    }
    return out;
}

// "=?charset?B?…?=" at the beginning of the text; how long it is.
std::optional<std::pair<Piece, std::size_t>> encoded_word(std::string_view text) {
    if (!text.starts_with("=?")) return std::nullopt;
    auto const charset_end = text.find('?', 2);
    if (charset_end == text.npos || charset_end > 60 || charset_end + 2 >= text.size() ||
        text[charset_end + 2] != '?')
        return std::nullopt;
    char const encoding = text[charset_end + 1];
    bool const is_b = encoding == 'B' || encoding == 'b';
    if (!is_b && encoding != 'Q' && encoding != 'q') return std::nullopt;
    auto const end = text.find("?=", charset_end + 3);
    if (end == text.npos) return std::nullopt;
    Piece piece;
    piece.is_encoded = true;
    piece.charset = text.substr(2, charset_end - 2);
    piece.charset = piece.charset.substr(0, piece.charset.find('*'));  // RFC 2231: its language
    for (char& c : piece.charset)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    auto const payload = text.substr(charset_end + 3, end - charset_end - 3);
    piece.bytes = is_b ? decoded_b(payload) : decoded_q(payload);
    return std::pair{std::move(piece), end + 2};
}

bool is_space(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
}

// White space between two encoded words is none; a letter may be split between two of a charset.
std::vector<Piece> pieces_of(std::string_view raw) {
    std::vector<Piece> out;
    std::string plain;
    auto const end_plain = [&] {
        if (!plain.empty()) out.push_back({false, "", plain});
        plain.clear();
    };
    for (std::size_t at = 0; at < raw.size();) {
        auto word = encoded_word(raw.substr(at));
        if (!word) {
            if (raw[at] != '\r' && raw[at] != '\n') plain += raw[at];
            ++at;
            continue;
        }
        at += word->second;
        bool const joins = !out.empty() && out.back().is_encoded && is_space(plain);
        if (joins)
            plain.clear();
        else
            end_plain();
        if (joins && out.back().charset == word->first.charset)
            out.back().bytes += word->first.bytes;
        else
            out.push_back(std::move(word->first));
    }
    end_plain();
    return out;
}

std::string text_of(Piece const& piece, char const* raw_charset) {
    if (piece.is_encoded) return decoded(piece.bytes, piece.charset).text;
    return is_utf8(piece.bytes) ? piece.bytes : decoded(piece.bytes, raw_charset).text;
}

}  // namespace

std::string header_text(std::string_view raw, char const* raw_charset) {
    std::string out;
    for (auto const& piece : pieces_of(raw)) out += text_of(piece, raw_charset);
    out = base::clean(out);
    std::replace(out.begin(), out.end(), '\n', ' ');
    std::replace(out.begin(), out.end(), '\t', ' ');
    return base::trimmed(out);
}

std::string mended_header(std::string_view raw, char const* raw_charset) {
    std::string out;
    for (auto const& piece : pieces_of(raw)) {
        auto const text = text_of(piece, raw_charset);
        out += piece.is_encoded ? "=?utf-8?B?" + base64(text) + "?=" : text;
    }
    return out;
}

std::string base64(std::string_view bytes) {
    std::string out(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    int const length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                       reinterpret_cast<unsigned char const*>(bytes.data()),
                                       static_cast<int>(bytes.size()));
    out.resize(static_cast<std::size_t>(length));
    return out;
}

}  // namespace mail
