#include "platform/mail/imap_reply.h"

#include <algorithm>

namespace mail {
namespace {

constexpr int deepest_list = 20;

class Reader {
  public:
    Reader(std::string_view line, std::vector<std::string> const& literals)
        : line_(line), literals_(literals) {}

    std::vector<ImapValue> values(int depth) {
        std::vector<ImapValue> out;
        while (at_ < line_.size()) {
            char const c = line_[at_];
            if (c == ' ') {
                ++at_;
            } else if (c == ')') {
                if (depth > 0) return out;
                ++at_;  // one too many: ignored
            } else {
                out.push_back(value(depth));
            }
        }
        return out;
    }

  private:
    ImapValue value(int depth) {
        char const c = line_[at_];
        ImapValue out;
        if (c == '(') {
            ++at_;
            out.kind = ImapValue::Kind::list;
            if (depth < deepest_list) {
                out.items = values(depth + 1);
                if (at_ < line_.size()) ++at_;
            } else {
                at_ = line_.size();
            }
        } else if (c == '"') {
            out.kind = ImapValue::Kind::text;
            for (++at_; at_ < line_.size() && line_[at_] != '"'; ++at_) {
                if (line_[at_] == '\\' && at_ + 1 < line_.size()) ++at_;
                out.text += line_[at_];
            }
            if (at_ < line_.size()) ++at_;
        } else if (c == '\x01') {
            ++at_;
            out.kind = ImapValue::Kind::text;
            if (literal_ < literals_.size()) out.text = literals_[literal_++];
        } else {
            out.kind = ImapValue::Kind::atom;
            int brackets = 0;  // BODY[HEADER.FIELDS (FROM TO)] is one word
            for (; at_ < line_.size(); ++at_) {
                char const next = line_[at_];
                if (brackets == 0 && (next == ' ' || next == '(' || next == ')')) break;
                brackets += (next == '[') - (next == ']' && brackets > 0);
                out.text += next;
            }
            if (upper(out.text) == "NIL") out = {};
        }
        return out;
    }

    std::string_view line_;
    std::vector<std::string> const& literals_;
    std::size_t at_ = 0;
    std::size_t literal_ = 0;
};

}  // namespace

bool ImapValue::is_atom(std::string_view wanted) const {
    return kind == Kind::atom && upper(text) == wanted;
}

std::vector<ImapValue> parse_imap_values(std::string_view line,
                                         std::vector<std::string> const& literals) {
    return Reader(line, literals).values(0);
}

bool is_quotable(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 127; });
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (char const c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - ('a' - 'A'));
    return out;
}

}  // namespace mail
