#include "features/files/attachments.h"

#include "features/files/attachment_store.h"
#include "platform/base/text.h"

#include <algorithm>

namespace files {
namespace {

constexpr std::size_t longest_name = 200;
constexpr std::size_t longest_ending = 20;

// Characters that mean something to a file system or a shell, or turn the direction of the text,
// so that "gpj.exe" would be read as "exe.jpg".
bool is_harmful(std::string_view character) {
    if (character.size() == 1)
        return static_cast<unsigned char>(character[0]) < 0x20 || character[0] == 0x7f ||
               std::string_view("/\\:*?\"<>|").find(character[0]) != std::string_view::npos;
    for (std::string_view const turning :
         {"\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067",
          "\u2068", "\u2069", "\u2028", "\u2029", "\ufeff"})
        if (character == turning) return true;
    return false;
}

std::size_t length_of_character(char first) {
    auto const byte = static_cast<unsigned char>(first);
    return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

}  // namespace

std::string harmless_name(std::string_view name) {
    std::string const clean = base::clean(name);
    std::string out;
    for (std::size_t at = 0; at < clean.size();) {
        auto const character = std::string_view(clean).substr(at, length_of_character(clean[at]));
        out += is_harmful(character) ? "_" : character;
        at += character.size();
    }
    out = base::trimmed(out);
    out.erase(0, out.find_first_not_of('.'));
    std::string ending;
    if (auto const dot = out.rfind('.'); dot != out.npos && out.size() - dot <= longest_ending)
        ending = out.substr(dot);
    std::string const stem = out.substr(0, out.size() - ending.size());
    out = base::shortened(stem, longest_name - ending.size()) + ending;
    return out.empty() ? "file" : out;
}

std::int64_t attach(db::Transaction& tx, base::Instant now, NewAttachment const& attachment) {
    NewAttachment row = attachment;
    row.name = harmless_name(row.name);
    row.content_id = base::shortened(base::clean(row.content_id), 200);
    return rows::insert(tx, now, row);
}

std::int64_t copy(db::Transaction& tx, base::Instant now, std::int64_t attachment_id,
                  std::string_view noun, std::int64_t subject_id) {
    auto const found = rows::find(tx, attachment_id);
    auto const hash = hash_of(tx, attachment_id);
    if (!found || !hash)
        throw base::Refusal::not_found("attachment_not_found",
                                       {"Такого файла нет: возможно, его удалили.",
                                        "There is no such file: perhaps it was removed."});
    return rows::insert(tx, now,
                        {.noun = std::string(noun),
                         .subject_id = subject_id,
                         .blob = {*hash, static_cast<std::uint64_t>(found->bytes)},
                         .name = found->name,
                         .media_type = found->media_type,
                         .content_id = found->content_id,
                         .created_by = found->created_by.value_or(0)});
}

std::vector<Attachment> of(db::Reader& reader, std::string_view noun, std::int64_t subject_id) {
    return rows::list(reader, noun, subject_id);
}

std::optional<Attachment> find(db::Reader& reader, std::int64_t attachment_id) {
    return rows::find(reader, attachment_id);
}

}  // namespace files
