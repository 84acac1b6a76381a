#include "platform/mail/address.h"

#include "platform/base/text.h"

#include <algorithm>

#include <unicode/idna.h>

namespace mail {
namespace {

bool is_local_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-/=?^_`{|}~.").find(c) != std::string_view::npos;
}

bool is_label(std::string_view label) {
    return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
           std::all_of(label.begin(), label.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-';
           });
}

bool is_domain(std::string_view domain) {
    if (domain.size() > 253) return false;
    for (std::size_t at = 0;;) {
        auto const dot = domain.find('.', at);
        if (!is_label(domain.substr(at, dot == domain.npos ? dot : dot - at))) return false;
        if (dot == domain.npos) return true;
        at = dot + 1;
    }
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string ascii_domain(std::string_view domain) {
    if (is_ascii(domain)) return std::string(domain);
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::IDNA> const idna(
        icu::IDNA::createUTS46Instance(UIDNA_NONTRANSITIONAL_TO_ASCII, status));
    if (U_FAILURE(status)) return {};
    std::string out;
    icu::StringByteSink<std::string> sink(&out);
    icu::IDNAInfo info;
    idna->nameToASCII_UTF8({domain.data(), static_cast<std::int32_t>(domain.size())}, sink, info,
                           status);
    return U_FAILURE(status) || info.hasErrors() ? std::string() : out;
}

}  // namespace

bool is_address(std::string_view text) {
    auto const at = text.rfind('@');
    if (at == text.npos || at == 0 || at > 64 || text.size() > 254) return false;
    auto const local = text.substr(0, at);
    return std::all_of(local.begin(), local.end(), is_local_character) && local.front() != '.' &&
           local.back() != '.' && local.find("..") == local.npos && is_domain(text.substr(at + 1));
}

std::optional<Address> parse_address(std::string_view text) {
    std::string const whole = base::trimmed(base::clean(text));
    Address out;
    std::string address = whole;
    auto const open = whole.rfind('<');
    if (open != whole.npos) {
        auto const close = whole.find('>', open);
        if (close != whole.size() - 1) return std::nullopt;
        address = base::trimmed(whole.substr(open + 1, close - open - 1));
        out.name = base::trimmed(whole.substr(0, open));
        if (out.name.size() >= 2 && out.name.front() == '"' && out.name.back() == '"')
            out.name = base::trimmed(out.name.substr(1, out.name.size() - 2));
    }
    auto const at = address.rfind('@');
    if (at == address.npos) return std::nullopt;
    out.address =
        address.substr(0, at + 1) + ascii_domain(std::string_view(address).substr(at + 1));
    if (!is_address(out.address)) return std::nullopt;
    return out;
}

std::string folded_address(std::string_view address) {
    std::string out(address);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    return out;
}

}  // namespace mail
