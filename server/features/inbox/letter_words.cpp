#include "features/inbox/letter_words.h"

#include <algorithm>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace inbox {
namespace {

struct Letter {
    UChar32 code = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
};

Letter letter_at(std::string_view text, std::size_t at) {
    auto index = static_cast<std::int32_t>(at);
    UChar32 code = 0;
    U8_NEXT_OR_FFFD(reinterpret_cast<std::uint8_t const*>(text.data()), index,
                    static_cast<std::int32_t>(text.size()), code);
    return {code, at, static_cast<std::size_t>(index)};
}

bool is_space(UChar32 code) {
    return code == ' ' || code == '\t' || code == '\n' || code == '\r' || code == 0xA0 ||
           code == 0x200B || code == 0xFEFF || u_isUWhiteSpace(code);
}
bool is_digit(UChar32 code) {
    return code >= '0' && code <= '9';
}
bool is_letter(UChar32 code) {
    if (code < 0x80) return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
    return (code >= 0x400 && code < 0x530) || u_isalpha(code);
}

// After these a full stop never ends a sentence; after those only if a capital follows.
bool is_abbreviation(Word const& word) {
    return word.is_any({"г", "ул",   "д",  "им", "тел", "доб", "стр", "кв",  "обл", "пр",
                        "ш", "корп", "оф", "ст", "пос", "вн",  "моб", "арт", "зам", "ген"});
}
bool is_unit(Word const& word) {
    return word.is_any({"шт", "тыс", "руб", "р", "экз", "т", "см", "мм", "гр", "кг", "л", "мл",
                        "уп", "ед", "компл", "чел", "к", "млн", "коп"});
}

class Walker {
  public:
    Walker(Words& words, std::string_view text, ReadFrom source)
        : words_(words), text_(text), source_(source) {
        if (!words.empty()) {
            line_ = words.back().line + 1;
            sentence_ = words.back().sentence + 1;
            clause_ = words.back().clause + 1;
        }
        first_ = words.size();
    }

    void piece(Piece piece, std::vector<Piece> const& hidden, std::size_t& next_hidden) {
        if (words_.size() > first_) new_line(2, piece.begin);
        line_length_ = 0;
        line_start_ = true;
        space_ = true;
        std::size_t at = piece.begin;
        while (at < piece.end) {
            while (next_hidden < hidden.size() && hidden[next_hidden].end <= at) ++next_hidden;
            if (next_hidden < hidden.size() && hidden[next_hidden].begin <= at) {
                at = std::min(hidden[next_hidden].end, piece.end);
                space_ = true;
                continue;
            }
            at = step(at, piece.end);
        }
    }

  private:
    std::size_t step(std::size_t at, std::size_t end) {
        Letter const letter = letter_at(text_, at);
        if (is_space(letter.code)) return white_space(at, end);
        ++line_length_;
        if (is_digit(letter.code)) return number(at, end);
        if (is_letter(letter.code)) return word(at, end);
        sign(letter);
        return letter.end;
    }

    std::size_t white_space(std::size_t at, std::size_t end) {
        int line_ends = 0;
        while (at < end) {
            Letter const letter = letter_at(text_, at);
            if (!is_space(letter.code)) break;
            line_ends += letter.code == '\n';
            at = letter.end;
        }
        space_ = true;
        if (line_ends > 0) new_line(line_ends, at);
        return at;
    }

    // A line that goes on in the next one is long and does not end as a sentence does; a list's
    // next line begins with a mark, a heading's with a capital.
    void new_line(int line_ends, std::size_t next) {
        ++line_;
        line_start_ = true;
        bool soft = line_ends == 1 && line_length_ >= 55 && next < text_.size();
        if (soft) {
            Letter const letter = letter_at(text_, next);
            soft = (is_letter(letter.code) && !u_isupper(letter.code)) || is_digit(letter.code);
            if (!words_.empty() && words_.back().is_any({".", "!", "?", ";", ":"})) soft = false;
        }
        line_length_ = 0;
        if (!soft) end_sentence();
    }

    void end_sentence() {
        ++sentence_;
        ++clause_;
    }

    std::size_t number(std::size_t at, std::size_t end) {
        Word word;
        word.kind = WordKind::number;
        std::size_t stop = at;
        while (stop < end && is_digit(static_cast<unsigned char>(text_[stop]))) {
            if (++word.digits <= 9) word.value = word.value * 10 + (text_[stop] - '0');
            ++stop;
        }
        if (word.digits > 9) word.value = 0;
        line_length_ += word.digits - 1;
        word.folded = text_.substr(at, stop - at);
        put(std::move(word), at, stop);
        return stop;
    }

    std::size_t word(std::size_t at, std::size_t end) {
        Word word;
        Letter letter = letter_at(text_, at);
        word.capital = u_isupper(letter.code);
        std::size_t stop = letter.end;
        while (stop < end) {
            letter = letter_at(text_, stop);
            if (!is_letter(letter.code) && !is_digit(letter.code) &&
                !(letter.code == 0x301))  // a stress mark
                break;
            stop = letter.end;
            ++line_length_;
        }
        word.folded = lowered(text_.substr(at, stop - at));
        bool const contrast = word.is_any({"а", "но", "однако"}) && !line_start_;
        if (contrast) ++clause_;
        put(std::move(word), at, stop);
        return stop;
    }

    void sign(Letter letter) {
        Word word;
        word.kind = WordKind::sign;
        word.folded = text_.substr(letter.begin, letter.end - letter.begin);
        bool const next_is_space =
            letter.end >= text_.size() || is_space(letter_at(text_, letter.end).code);
        char const c = letter.code < 0x80 ? static_cast<char>(letter.code) : ' ';
        bool const stop = c == '.' || c == '!' || c == '?' || c == ';';
        Word const before = words_.size() > first_ ? words_.back() : Word{};
        put(std::move(word), letter.begin, letter.end);
        if (stop && next_is_space && ends_sentence(c, before, letter.end)) end_sentence();
        if ((c == ',' && next_is_space) || c == '(' || c == ')' || c == ':') ++clause_;
    }

    bool ends_sentence(char c, Word const& before, std::size_t next) const {
        if (c != '.') return true;
        if (is_abbreviation(before)) return false;
        bool const initial = before.is_word() && before.capital && before.folded.size() <= 2;
        if (initial) return false;
        if (!is_unit(before)) return true;
        while (next < text_.size()) {
            Letter const letter = letter_at(text_, next);
            if (!is_space(letter.code)) return u_isupper(letter.code);
            if (letter.code == '\n') return false;  // new_line() decides
            next = letter.end;
        }
        return true;
    }

    void put(Word&& word, std::size_t begin, std::size_t end) {
        word.source = source_;
        word.begin = begin;
        word.end = end;
        word.line = line_;
        word.sentence = sentence_;
        word.clause = clause_;
        word.space_before = space_;
        word.line_start = line_start_;
        space_ = line_start_ = false;
        words_.push_back(std::move(word));
    }

    Words& words_;
    std::string_view text_;
    ReadFrom source_;
    std::size_t first_ = 0;
    int line_ = 0;
    int sentence_ = 0;
    int clause_ = 0;
    int line_length_ = 0;
    bool line_start_ = true;
    bool space_ = true;
};

}  // namespace

std::string lowered(std::string_view text) {
    std::string out(text);
    for (std::size_t i = 0; i < out.size(); ++i) {
        auto const first = static_cast<unsigned char>(out[i]);
        if (first < 0x80) {
            if (first >= 'A' && first <= 'Z') out[i] = static_cast<char>(first + 32);
            continue;
        }
        if ((first != 0xD0 && first != 0xD1) || i + 1 >= out.size()) continue;
        auto const second = static_cast<unsigned char>(out[i + 1]);
        auto set = [&](int a, int b) {
            out[i] = static_cast<char>(a);
            out[i + 1] = static_cast<char>(b);
        };
        if (first == 0xD0 && second == 0x81)  // Ё
            set(0xD0, 0xB5);
        else if (first == 0xD1 && second == 0x91)  // ё
            set(0xD0, 0xB5);
        else if (first == 0xD0 && second >= 0x90 && second <= 0x9F)  // А..П
            set(0xD0, second + 0x20);
        else if (first == 0xD0 && second >= 0xA0 && second <= 0xAF)  // Р..Я
            set(0xD1, second - 0x20);
        ++i;
    }
    return out;
}

void append_words(Words& words, std::string_view text, ReadFrom source,
                  std::vector<Piece> const& pieces, std::vector<Piece> const& hidden) {
    Walker walker(words, text, source);
    std::size_t next_hidden = 0;
    for (auto const& piece : pieces) walker.piece(piece, hidden, next_hidden);
}

std::string collapsed(std::string_view text) {
    std::string out;
    bool space = false;
    for (std::size_t at = 0; at < text.size();) {
        Letter const letter = letter_at(text, at);
        at = letter.end;
        if (is_space(letter.code)) {
            space = !out.empty();
            continue;
        }
        if (space) out += ' ';
        space = false;
        out.append(text.substr(letter.begin, letter.end - letter.begin));
    }
    return out;
}

std::vector<Line> lines_of(std::string_view text) {
    std::vector<Line> lines;
    std::size_t begin = 0;
    while (begin <= text.size()) {
        std::size_t end = text.find('\n', begin);
        if (end == std::string_view::npos) end = text.size();
        std::size_t stop = end;
        if (stop > begin && text[stop - 1] == '\r') --stop;
        lines.push_back({begin, stop});
        begin = end + 1;
    }
    return lines;
}

Word const& word_at(Words const& words, std::ptrdiff_t at, Word const& near) {
    static Word const none{.kind = WordKind::sign, .sentence = -1, .clause = -1};
    if (at < 0 || at >= static_cast<std::ptrdiff_t>(words.size())) return none;
    auto const& word = words[static_cast<std::size_t>(at)];
    return word.sentence == near.sentence ? word : none;
}

}  // namespace inbox
