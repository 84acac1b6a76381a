// Phones, addresses, links and account numbers in a text: found once, so that the sender gets them
// and the readers of runs and dates do not.
#include "features/inbox/contact_points.h"

#include <algorithm>
#include <string>

namespace inbox {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_latin(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_word_byte(char c) {
    return is_digit(c) || is_latin(c) || static_cast<unsigned char>(c) >= 0x80;
}
bool is_local_part(char c) {
    return is_digit(c) || is_latin(c) || c == '.' || c == '_' || c == '-' || c == '+';
}
bool is_host(char c) {
    return is_digit(c) || is_latin(c) || c == '.' || c == '-';
}

// Steps over what may stand between two digits of a phone number; 0 if it cannot.
std::size_t phone_gap(std::string_view text, std::size_t at) {
    std::size_t i = at;
    int signs = 0;
    while (i < text.size() && signs < 4) {
        char const c = text[i];
        if (c == ' ' || c == '-' || c == '(' || c == ')' || c == '.') {
            ++i;
        } else if (text.substr(i).starts_with("\xC2\xA0")) {
            i += 2;
        } else if (text.substr(i).starts_with("\xE2\x80\x93") ||  // –
                   text.substr(i).starts_with("\xE2\x80\x91") ||  // non-breaking hyphen
                   text.substr(i).starts_with("\xE2\x80\x90")) {
            i += 3;
        } else {
            break;
        }
        ++signs;
    }
    return i - at;
}

std::string_view kept_lower(std::string_view text, std::size_t end, std::size_t bytes) {
    std::size_t begin = end > bytes ? end - bytes : 0;
    while (begin < end && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) ++begin;
    return text.substr(begin, end - begin);
}

class Finder {
  public:
    explicit Finder(std::string_view text) : text_(text) {}

    std::vector<FoundPoint> run() {
        for (std::size_t at = 0; at < text_.size();) {
            std::size_t const next = step(at);
            at = next > at ? next : at + 1;
        }
        return std::move(out_);
    }

  private:
    std::size_t step(std::size_t at) {
        char const c = text_[at];
        if (c == '@') return email(at);
        bool const starts = at == 0 || !is_word_byte(text_[at - 1]);
        if (starts && (c == 'h' || c == 'w' || c == 'H' || c == 'W')) {
            std::string const head = lowered(text_.substr(at, 8));
            if (head.starts_with("http://") || head.starts_with("https://") ||
                head.starts_with("www."))
                return link(at);
        }
        if ((c == '+' || c == '(' || is_digit(c)) && starts) return number(at);
        if (starts && is_latin(c)) return bare_host(at);
        return at + 1;
    }

    std::size_t email(std::size_t at) {
        std::size_t begin = at;
        while (begin > last_end_ && at - begin < 64 && is_local_part(text_[begin - 1])) --begin;
        std::size_t end = at + 1;
        while (end < text_.size() && end - at < 255 && is_host(text_[end])) ++end;
        while (end > at + 1 && (text_[end - 1] == '.' || text_[end - 1] == '-')) --end;
        std::string_view const host = text_.substr(at + 1, end - at - 1);
        if (begin == at || host.find('.') == std::string_view::npos) return at + 1;
        add({PointKind::email, begin, end, lowered(text_.substr(begin, end - begin))});
        return end;
    }

    static std::string host_of(std::string_view link) {
        std::string host = lowered(link);
        for (std::string_view const prefix : {"https://", "http://"})
            if (host.starts_with(prefix)) host.erase(0, prefix.size());
        if (host.starts_with("www.")) host.erase(0, 4);
        auto const stop = host.find_first_of("/?#:");
        return host.substr(0, stop);
    }

    std::size_t link(std::size_t at) {
        std::size_t end = at;
        while (end < text_.size() && text_[end] != ' ' && text_[end] != '\n' &&
               text_[end] != '\t' && text_[end] != '>' && text_[end] != '<' && text_[end] != '"' &&
               text_[end] != ')' && text_[end] != '\r' && text_[end] != ']')
            ++end;
        while (end > at &&
               (text_[end - 1] == '.' || text_[end - 1] == ',' || text_[end - 1] == ';'))
            --end;
        std::string_view const whole = text_.substr(at, end - at);
        std::string host = host_of(whole);
        FoundPoint point{PointKind::site, at, end, host};
        auto const slash =
            whole.find('/', whole.find("//") == std::string_view::npos ? 0 : whole.find("//") + 2);
        point.has_path = slash != std::string_view::npos && slash + 1 < whole.size();
        if (host.find('.') != std::string::npos) add(std::move(point));
        return end;
    }

    // «romashka.ru» without www: a known ending and nothing odd around.
    std::size_t bare_host(std::size_t at) {
        std::size_t end = at;
        while (end < text_.size() && end - at < 100 && is_host(text_[end])) ++end;
        if (end < text_.size() && (text_[end] == '@' || text_[end] == '_' || text_[end] == '+'))
            return end;
        std::string host = lowered(text_.substr(at, end - at));
        while (host.ends_with('.')) host.pop_back();
        bool known = false;
        for (std::string_view const ending :
             {".ru", ".com", ".su", ".org", ".net", ".pro", ".shop", ".online", ".io", ".moscow",
              ".biz", ".info", ".agency"})
            known = known || (host.ends_with(ending) && host.size() > ending.size() + 1);
        if (known) {
            FoundPoint point{PointKind::site, at, at + host.size(), host};
            point.has_path = end < text_.size() && text_[end] == '/' && end + 1 < text_.size() &&
                             is_word_byte(text_[end + 1]);
            while (point.has_path && point.end < text_.size() && text_[point.end] != ' ' &&
                   text_[point.end] != '\n')
                ++point.end;
            std::size_t const stop = point.end;
            add(std::move(point));
            return stop;
        }
        return end;
    }

    std::size_t number(std::size_t at) {
        std::string digits;
        std::size_t i = at;
        std::size_t end = at;
        bool const plus = text_[at] == '+';
        if (plus) ++i;
        while (i < text_.size()) {
            if (is_digit(text_[i])) {
                if (digits.size() >= 20) break;
                digits += text_[i++];
                end = i;
                bool const mobile = digits.size() == 11 && (digits[0] == '7' || digits[0] == '8');
                // The next number of a list begins after white space.
                if (mobile && (i >= text_.size() || !is_digit(text_[i]))) break;
                continue;
            }
            std::size_t const gap = phone_gap(text_, i);
            if (gap == 0 || i + gap >= text_.size() || !is_digit(text_[i + gap])) break;
            i += gap;
        }
        if (i < text_.size() && is_digit(text_[i])) {  // longer than a phone: an account number
            while (i < text_.size() && is_digit(text_[i])) ++i;
            if (i - at >= 15) {
                add({PointKind::other, at, i, ""});
                return i;
            }
        }
        std::string const before = lowered(kept_lower(text_, at, 24));
        bool const inn = ends_word(before, "инн") || ends_word(before, "инн/кпп");
        std::size_t run_end = at;
        while (run_end < text_.size() && is_digit(text_[run_end])) ++run_end;
        std::size_t const run = run_end - at;
        if (inn && (run == 10 || run == 12)) {
            add({PointKind::inn, at, run_end, std::string(text_.substr(at, run))});
            if (run_end < text_.size() &&
                text_[run_end] == '/') {  // «ИНН/КПП 7701234567/770101001»
                std::size_t stop = run_end + 1;
                while (stop < text_.size() && is_digit(text_[stop])) ++stop;
                add({PointKind::other, run_end, stop, ""});
                return stop;
            }
            return run_end;
        }
        if (!plus && run >= 9 &&
            (ends_word(before, "кпп") || ends_word(before, "огрн") || ends_word(before, "бик") ||
             ends_word(before, "огрнип") || ends_word(before, "р/с") || ends_word(before, "к/с") ||
             run >= 12)) {
            add({PointKind::other, at, run_end, ""});
            return run_end;
        }
        std::string phone;
        if (digits.size() == 11 && (digits[0] == '7' || digits[0] == '8'))
            phone = "+7" + digits.substr(1);
        else if (digits.size() == 10 && !plus &&
                 (text_[at] == '(' || digits[0] == '9' || said_phone(before)))
            phone = "+7" + digits;
        if (phone.empty() || (phone[2] < '3' && phone[2] != '0')) {
            // «8 800» begins with an 8 too; a code never begins with 0, 1 or 2
            return plus ? std::max(end, at + 1) : std::max(first_run_end(at), at + 1);
        }
        FoundPoint point{PointKind::phone, at, end, phone};
        std::string const near = lowered(kept_lower(text_, at, 20));
        auto const line = near.rfind('\n');
        std::string const same_line = line == std::string::npos ? near : near.substr(line + 1);
        point.fax = same_line.find("факс") != std::string::npos &&
                    same_line.find("тел") == std::string::npos;
        std::size_t const stop = extension(end, point);
        point.end = stop;
        add(std::move(point));
        return stop;
    }

    std::size_t first_run_end(std::size_t at) const {
        std::size_t i = at;
        while (i < text_.size() && is_digit(text_[i])) ++i;
        return i;
    }

    static bool ends_word(std::string_view before, std::string_view word) {
        while (!before.empty() &&
               (before.back() == ' ' || before.back() == ':' || before.back() == '\n' ||
                before.back() == '\xA0' || before.back() == '\xC2' || before.back() == '-'))
            before.remove_suffix(1);
        return before.ends_with(word);
    }
    static bool said_phone(std::string_view before) {
        return before.find("тел") != std::string_view::npos ||
               before.find("моб") != std::string_view::npos ||
               before.find("whatsapp") != std::string_view::npos ||
               before.find("т.") != std::string_view::npos ||
               before.find("номер") != std::string_view::npos;
    }

    // «доб. 114», «вн. 114», «ext. 114», «#114», «(114)»
    std::size_t extension(std::size_t at, FoundPoint& point) const {
        std::size_t i = at;
        auto skip = [&] {
            while (i < text_.size() && (text_[i] == ' ' || text_[i] == ',' || text_[i] == '(' ||
                                        text_[i] == '.' || text_[i] == ':' || text_[i] == ';'))
                ++i;
        };
        skip();
        std::string const rest = lowered(text_.substr(i, 40));
        bool said = false;
        for (std::string_view const word :
             {"добавочный", "доб", "внутренний", "внутр", "вн", "ext", "extension", "#"})
            if (rest.starts_with(word)) {
                i += word.size();
                said = true;
                break;
            }
        if (!said) return at;
        skip();
        if (lowered(text_.substr(i, 12)).starts_with("номер"))
            i += std::string_view("номер").size();
        skip();
        std::string digits;
        while (i < text_.size() && is_digit(text_[i]) && digits.size() < 6) digits += text_[i++];
        if (digits.empty() || (i < text_.size() && is_digit(text_[i]))) return at;
        if (i < text_.size() && text_[i] == ')') ++i;
        point.extension = digits;
        return i;
    }

    void add(FoundPoint point) {
        last_end_ = point.end;
        out_.push_back(std::move(point));
    }

    std::string_view text_;
    std::size_t last_end_ = 0;
    std::vector<FoundPoint> out_;
};

}  // namespace

std::vector<FoundPoint> find_points(std::string_view text) {
    return Finder(text).run();
}

bool inn_is_right(std::string_view inn) {
    auto digit = [&](std::size_t i) { return inn[i] - '0'; };
    auto check = [&](std::initializer_list<int> weights) {
        int sum = 0;
        std::size_t i = 0;
        for (int const weight : weights) sum += weight * digit(i++);
        return sum % 11 % 10;
    };
    if (inn.size() == 10) return check({2, 4, 10, 3, 5, 9, 4, 6, 8}) == digit(9);
    if (inn.size() != 12) return false;
    return check({7, 2, 4, 10, 3, 5, 9, 4, 6, 8}) == digit(10) &&
           check({3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8}) == digit(11);
}

}  // namespace inbox
