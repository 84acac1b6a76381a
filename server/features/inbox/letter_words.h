// The words of a letter, each with its place, and the sentences and clauses they stand in: what
// all readers of a need walk over. Words of addresses, links and phone numbers are left out, or
// their digits would be taken for runs.
#pragma once
#include "features/inbox/need.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace inbox {

struct Piece {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool operator==(Piece const&) const = default;
};

enum class WordKind { word, number, sign };

struct Word {
    WordKind kind = WordKind::word;
    ReadFrom source = ReadFrom::text;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string folded;      // lower case, ё -> е; of a sign the sign itself
    std::int64_t value = 0;  // of a number; 0 if it has more than 9 digits
    int digits = 0;
    int line = 0;
    int sentence = 0;
    int clause = 0;
    bool capital = false;       // begins with a capital letter
    bool space_before = false;  // white space or a line end stands before it
    bool line_start = false;

    bool is(std::string_view text) const { return folded == text; }
    bool is_any(std::initializer_list<std::string_view> texts) const {
        for (auto const& text : texts)
            if (folded == text) return true;
        return false;
    }
    bool starts(std::string_view prefix) const { return folded.starts_with(prefix); }
    bool starts_any(std::initializer_list<std::string_view> prefixes) const {
        for (auto const& prefix : prefixes)
            if (folded.starts_with(prefix)) return true;
        return false;
    }
    bool is_word() const { return kind == WordKind::word; }
    bool is_number() const { return kind == WordKind::number; }
};

using Words = std::vector<Word>;

// Lower case with ё -> е for Latin and Cyrillic, as long in bytes as the text: places stay true.
std::string lowered(std::string_view text);

// Appends the words of these pieces of `text`, leaving out what `hidden` covers (both in order).
void append_words(Words& words, std::string_view text, ReadFrom source,
                  std::vector<Piece> const& pieces, std::vector<Piece> const& hidden);

// White space collapsed to one space, trimmed, nbsp = space.
std::string collapsed(std::string_view text);

struct Line {
    std::size_t begin = 0;
    std::size_t end = 0;  // without the line end
    std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
};
std::vector<Line> lines_of(std::string_view text);

// "кружки" looked at from the right place of a list: word `at` if it stands in the same sentence
// as `near`, else an empty word.
Word const& word_at(Words const& words, std::ptrdiff_t at, Word const& near);

}  // namespace inbox
