// What an IMAP server sends, taken apart: a line with its literals becomes values and lists.
// Private to platform/mail.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace mail {

struct ImapValue {
    enum class Kind { atom, text, list, nil } kind = Kind::nil;
    std::string text;              // of an atom or a text
    std::vector<ImapValue> items;  // of a list

    bool is_atom(std::string_view upper) const;  // compared without case
};

// `line` has the character \x01 wherever a literal stood. What cannot be parsed ends the list.
std::vector<ImapValue> parse_imap_values(std::string_view line,
                                         std::vector<std::string> const& literals);

// "\"…\"" if it can be written so, else nothing (then it must be sent as a literal).
bool is_quotable(std::string_view text);
std::string quoted(std::string_view text);

std::string upper(std::string_view text);

}  // namespace mail
