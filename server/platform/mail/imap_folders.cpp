#include "platform/base/text.h"
#include "platform/mail/imap.h"

#include <unicode/unistr.h>

namespace mail {
namespace {

constexpr std::string_view digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

// What servers without SPECIAL-USE call them; compared folded, the last part of the path.
struct KnownName {
    FolderUse use;
    std::string_view name;
};
constexpr KnownName known_names[] = {
    {FolderUse::sent, "sent"},
    {FolderUse::sent, "sent items"},
    {FolderUse::sent, "sent messages"},
    {FolderUse::sent, "sent mail"},
    {FolderUse::sent, "отправленные"},
    {FolderUse::sent, "отправленные письма"},
    {FolderUse::sent, "исходящие"},
    {FolderUse::junk, "spam"},
    {FolderUse::junk, "junk"},
    {FolderUse::junk, "junk e-mail"},
    {FolderUse::junk, "bulk mail"},
    {FolderUse::junk, "спам"},
    {FolderUse::junk, "нежелательная почта"},
    {FolderUse::drafts, "drafts"},
    {FolderUse::drafts, "черновики"},
};

bool is_named_for(std::string const& folded_name, std::string_view wanted) {
    if (folded_name == wanted) return true;
    auto const before = folded_name.size() - std::min(folded_name.size(), wanted.size() + 1);
    return folded_name.ends_with(wanted) &&
           (folded_name[before] == '/' || folded_name[before] == '.' || folded_name[before] == '|');
}

}  // namespace

std::optional<std::string> folder_for(std::vector<Folder> const& folders, FolderUse use) {
    if (use == FolderUse::inbox) return "INBOX";
    for (auto const& folder : folders)
        if (folder.use == use && folder.can_be_opened) return folder.name;
    for (auto const& known : known_names)
        for (auto const& folder : folders)
            if (known.use == use && folder.can_be_opened && folder.use == FolderUse::none &&
                is_named_for(base::folded(folder.name), known.name))
                return folder.name;
    return std::nullopt;
}

std::string to_modified_utf7(std::string_view utf8) {
    auto const text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
    std::string out;
    for (std::int32_t i = 0; i < text.length();) {
        char16_t const c = text[i];
        if (c >= 0x20 && c < 0x7F) {
            out += static_cast<char>(c);
            if (c == '&') out += '-';
            ++i;
            continue;
        }
        out += '&';
        std::uint32_t bits = 0;
        int count = 0;
        for (; i < text.length() && (text[i] < 0x20 || text[i] >= 0x7F); ++i) {
            bits = bits << 16 | text[i];
            for (count += 16; count >= 6; count -= 6) out += digits[bits >> (count - 6) & 63];
            bits &= (1u << count) - 1;
        }
        if (count > 0) out += digits[bits << (6 - count) & 63];
        out += '-';
    }
    return out;
}

std::string from_modified_utf7(std::string_view text) {
    icu::UnicodeString out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '&') {
            // Some servers send plain UTF-8; those bytes go through as they are.
            auto const end = std::min(text.find('&', i), text.size());
            out.append(icu::UnicodeString::fromUTF8(
                icu::StringPiece(text.data() + i, static_cast<std::int32_t>(end - i))));
            i = end - 1;
            continue;
        }
        if (i + 1 < text.size() && text[i + 1] == '-') {
            out.append(u'&');
            ++i;
            continue;
        }
        std::uint32_t bits = 0;
        int count = 0;
        for (++i; i < text.size() && text[i] != '-'; ++i) {
            auto const digit = digits.find(text[i]);
            if (digit == digits.npos) break;
            bits = (bits << 6 | static_cast<std::uint32_t>(digit)) & 0x3FFFFF;
            count += 6;
            if (count >= 16) {
                count -= 16;
                out.append(static_cast<char16_t>(bits >> count & 0xFFFF));
            }
        }
    }
    std::string utf8;
    out.toUTF8String(utf8);
    return base::clean(utf8);
}

}  // namespace mail
