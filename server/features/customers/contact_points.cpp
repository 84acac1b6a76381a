#include "features/customers/contact_points.h"

#include "platform/base/text.h"

#include <algorithm>
#include <array>
#include <memory>
#include <unordered_set>

#include <unicode/bytestream.h>
#include <unicode/idna.h>

namespace customers {
namespace {

constexpr std::size_t longest_point = 254;  // RFC 5321: of an address

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::string digits_in(std::string_view text) {
    std::string out;
    std::ranges::copy_if(text, std::back_inserter(out), is_digit);
    return out;
}

// Cuts «доб. 12», "ext 12", "#12" off; the number stays in `written`.
std::string take_extension(std::string& written) {
    std::string const lower = base::folded(written);
    if (lower.size() != written.size()) return "";
    for (std::string_view const word :
         {"добавочный", "доб", "внутренний", "вн", "ext", "extension", "#", ";", "x"}) {
        auto const at = lower.find(word);
        if (at == std::string::npos || at == 0) continue;
        std::string const extension = digits_in(std::string_view(lower).substr(at));
        if (extension.empty() || extension.size() > 8) continue;
        written.resize(at);
        return extension;
    }
    return "";
}

// Only digits and what people put between them; a plus only in front.
bool looks_like_number(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        char const c = text[at];
        if (is_digit(c) || (c == '+' && at == 0)) continue;
        if (std::string_view(" ()-./,\t").find(c) == std::string_view::npos) return false;
    }
    return true;
}

// Non-breaking spaces and dashes of other alphabets, as copied from a signature.
std::string plain_signs(std::string_view text) {
    std::string out = base::folded(text);
    for (std::string_view const dash : {"‐", "‑", "‒", "–", "—", "−"})
        for (auto at = out.find(dash); at != std::string::npos; at = out.find(dash, at))
            out.replace(at, dash.size(), "-");
    return out;
}

std::string number_of(std::string const& digits, bool plus) {
    if (plus) {
        if (digits.size() < 8 || digits.size() > 15 || digits[0] == '0') return "";
        // +8 916 … is 8 916 … with a plus too much; no country has that code and length.
        if (digits.size() == 11 && digits[0] == '8' && digits[1] == '9')
            return "7" + digits.substr(1);
        if (digits[0] == '7' && digits.size() != 11) return "";
        return digits;
    }
    if (digits.size() == 11 && (digits[0] == '8' || digits[0] == '7'))
        return "7" + digits.substr(1);
    if (digits.size() == 10 && digits[0] != '0') return "7" + digits;
    if (digits.starts_with("810") && digits.size() >= 13 && digits.size() <= 18)
        return digits.substr(3);
    if (digits.starts_with("00") && digits.size() >= 12 && digits.size() <= 17)
        return digits.substr(2);
    if (digits.size() == 12 && (digits.starts_with("375") || digits.starts_with("380") ||
                                digits.starts_with("998") || digits.starts_with("996")))
        return digits;
    return "";
}

std::string ascii_domain(std::string_view domain) {
    UErrorCode status = U_ZERO_ERROR;
    static std::unique_ptr<icu::IDNA> const idna(
        icu::IDNA::createUTS46Instance(UIDNA_NONTRANSITIONAL_TO_ASCII, status));
    if (!idna) return "";
    std::string out;
    icu::StringByteSink<std::string> sink(&out);
    icu::IDNAInfo info;
    UErrorCode converted = U_ZERO_ERROR;
    idna->nameToASCII_UTF8(
        icu::StringPiece(domain.data(), static_cast<std::int32_t>(domain.size())), sink, info,
        converted);
    return U_FAILURE(converted) || info.hasErrors() ? "" : out;
}

bool is_domain(std::string_view ascii) {
    auto const dot = ascii.rfind('.');
    if (ascii.empty() || dot == std::string_view::npos || dot == 0 || dot + 2 >= ascii.size())
        return false;
    if (ascii.find("..") != std::string_view::npos) return false;
    return std::ranges::all_of(ascii, [](char c) {
        return is_digit(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '.';
    });
}

std::string without_prefix(std::string text, std::initializer_list<std::string_view> prefixes) {
    for (auto const prefix : prefixes)
        if (text.starts_with(prefix)) text.erase(0, prefix.size());
    return text;
}

std::optional<Point> read_account(PointKind kind, std::string_view written) {
    std::string const shown = base::trimmed(base::clean(written));
    if (shown.empty() || shown.size() > longest_point) return std::nullopt;
    std::string name = without_prefix(
        base::folded(shown),
        {"https://", "http://", "www.", "t.me/", "telegram.me/", "wa.me/", "max.ru/", "@"});
    if (auto const end = name.find_first_of("/?"); end != std::string::npos) name.resize(end);
    if (name.empty()) return std::nullopt;
    if (auto const phone = read_phone(name)) return Point{kind, phone->value, phone->key, ""};
    if (kind == PointKind::whatsapp) return std::nullopt;  // it knows people by their phones
    if (kind == PointKind::other) return Point{kind, shown, base::folded(shown), ""};
    if (name.find(' ') != std::string::npos) return std::nullopt;
    return Point{kind, "@" + name, name, ""};
}

}  // namespace

std::optional<Point> read_phone(std::string_view written) {
    std::string text = plain_signs(written);
    for (std::string_view const word : {"телефон:", "тел.:", "тел.", "tel:", "т."})
        if (text.starts_with(word)) text.erase(0, word.size());
    text = base::trimmed(text);
    std::string const extension = take_extension(text);
    text = base::trimmed(text);
    if (!looks_like_number(text)) return std::nullopt;
    std::string const number = number_of(digits_in(text), text.starts_with('+'));
    if (number.empty()) return std::nullopt;
    return Point{PointKind::phone, "+" + number, "+" + number, extension};
}

std::optional<Point> read_email(std::string_view written) {
    std::string text = base::trimmed(base::clean(written));
    if (text.starts_with("mailto:")) text.erase(0, 7);
    if (text.starts_with('<') && text.ends_with('>')) text = text.substr(1, text.size() - 2);
    auto const at = text.rfind('@');
    if (at == std::string::npos || at == 0 || text.size() > longest_point) return std::nullopt;
    std::string const local = text.substr(0, at);
    if (local.size() > 64 || local.find_first_of(" \t\n<>()[],;:\\\"@") != std::string::npos)
        return std::nullopt;
    std::string const domain = base::folded(text.substr(at + 1));
    std::string const ascii = ascii_domain(domain);
    if (!is_domain(ascii)) return std::nullopt;
    return Point{PointKind::email, local + "@" + domain, base::folded(local) + "@" + ascii, ""};
}

std::optional<Point> read_point(PointKind kind, std::string_view written) {
    switch (kind) {
        case PointKind::phone:
            return read_phone(written);
        case PointKind::email:
            return read_email(written);
        default:
            return read_account(kind, written);
    }
}

std::string shown_phone(std::string_view value, std::string_view extension) {
    std::string out(value);
    if (value.size() == 12 && value.starts_with("+7"))
        out = "+7 " + std::string(value.substr(2, 3)) + " " + std::string(value.substr(5, 3)) +
              "-" + std::string(value.substr(8, 2)) + "-" + std::string(value.substr(10));
    if (!extension.empty()) out += ", доб. " + std::string(extension);
    return out;
}

bool is_free_mail_domain(std::string_view ascii_domain) {
    static std::unordered_set<std::string_view> const domains{
        "mail.ru",   "bk.ru",          "list.ru",        "inbox.ru",    "internet.ru",
        "xmail.ru",  "yandex.ru",      "ya.ru",          "yandex.com",  "yandex.by",
        "yandex.kz", "yandex.ua",      "narod.ru",       "rambler.ru",  "lenta.ru",
        "ro.ru",     "myrambler.ru",   "autorambler.ru", "pochta.ru",   "mail.com",
        "gmail.com", "googlemail.com", "outlook.com",    "hotmail.com", "live.com",
        "live.ru",   "msn.com",        "icloud.com",     "me.com",      "mac.com",
        "yahoo.com", "ymail.com",      "aol.com",        "proton.me",   "protonmail.com",
        "gmx.com",   "gmx.de",         "web.de",         "tut.by",      "ukr.net",
        "i.ua",      "mail.kz",        "e1.ru",          "ngs.ru",      "nm.ru",
        "vk.com",    "qip.ru",         "tutanota.com",   "zoho.com",    "mail.ua"};
    return domains.contains(ascii_domain);
}

std::string company_domain(std::string_view site_or_email) {
    std::string text = base::folded(base::clean(site_or_email));
    if (auto const at = text.rfind('@'); at != std::string::npos) {
        auto const email = read_email(text);
        if (!email) return "";
        text = email->key.substr(email->key.rfind('@') + 1);
    } else {
        if (auto const scheme = text.find("://"); scheme != std::string::npos)
            text.erase(0, scheme + 3);
        if (auto const end = text.find_first_of("/?#: "); end != std::string::npos)
            text.resize(end);
    }
    std::string ascii = ascii_domain(text);
    if (ascii.starts_with("www.")) ascii.erase(0, 4);
    static std::unordered_set<std::string_view> const shared{
        "vk.com",         "t.me",      "instagram.com", "facebook.com", "ok.ru",    "youtube.com",
        "taplink.cc",     "wa.me",     "dzen.ru",       "avito.ru",     "ozon.ru",  "hh.ru",
        "wildberries.ru", "yandex.ru", "google.com",    "2gis.ru",      "rutube.ru"};
    if (!is_domain(ascii) || is_free_mail_domain(ascii) || shared.contains(ascii)) return "";
    return ascii;
}

}  // namespace customers
