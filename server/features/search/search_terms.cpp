#include "features/search/search_terms.h"

#include "platform/base/text.h"

#include <algorithm>
#include <map>
#include <unordered_set>

namespace search {
namespace {

constexpr std::size_t longest_text = 200'000;  // characters of one document that are indexed
constexpr std::size_t longest_term = 200;      // bytes; what is longer is no word of anybody
constexpr std::size_t longest_query = 200;     // characters
constexpr std::size_t shortest_beginning = 3;  // bytes: two Cyrillic letters or three Latin ones

bool all_digits(std::string_view term) {
    return !term.empty() && std::ranges::all_of(term, [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string> pieces(std::string_view text, char const* between) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < text.size();) {
        auto const end = std::min(text.find_first_of(between, at), text.size());
        if (end > at) out.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

// One chunk of a query: its words, and its words with what hangs together as one: an article
// number "ab-12/3" is "ab", "12", "3" and, for base::search_terms, also "ab123".
struct Chunk {
    std::vector<std::string> parts, codes;
};

Chunk chunk_of(std::string const& text) {
    Chunk chunk;
    for (auto const& piece : pieces(text, "-./_"))
        for (auto& term : base::search_terms(piece)) chunk.parts.push_back(std::move(term));
    for (auto& term : base::search_terms(text))
        if (std::ranges::find(chunk.parts, term) == chunk.parts.end())
            chunk.codes.push_back(std::move(term));
    if (chunk.codes.empty()) chunk.codes = chunk.parts;
    return chunk;
}

bool starts_as_phone(std::string_view digits) {
    return digits.starts_with('7') || digits.starts_with('8');
}

// The digits of a text that holds nothing but digits and what people write between those of a
// phone.
std::optional<std::string> digits_only(std::string_view text) {
    std::string digits;
    for (char const c : text) {
        if (c >= '0' && c <= '9')
            digits += c;
        else if (std::string_view("+()- .").find(c) == std::string_view::npos)
            return std::nullopt;
    }
    return digits;
}

bool long_enough(std::string const& beginning) {
    return beginning.size() >= shortest_beginning ||
           (all_digits(beginning) && beginning.size() > 1);
}

// The last word by its beginning; a single letter only as it is.
Words with_beginning(std::vector<std::string> whole) {
    Words words{std::move(whole), ""};
    if (!words.whole.empty() && long_enough(words.whole.back())) {
        words.beginning = words.whole.back();
        words.whole.pop_back();
    }
    return words;
}

struct Keys {
    std::map<std::string, std::string, std::less<>> to_russian, to_latin;
};

Keys const& keys() {
    static Keys const made = [] {
        constexpr std::string_view latin = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
        std::vector<std::string> const russian{
            "й", "ц", "у", "к", "е", "н", "г", "ш", "щ", "з", "х", "ъ", "ф", "ы", "в", "а", "п",
            "р", "о", "л", "д", "ж", "э", "я", "ч", "с", "м", "и", "т", "ь", "б", "ю", "ё"};
        Keys keys;
        for (std::size_t i = 0; i < latin.size(); ++i) {
            keys.to_russian[std::string(1, latin[i])] = russian[i];
            keys.to_latin[russian[i]] = std::string(1, latin[i]);
        }
        return keys;
    }();
    return made;
}

// One text of both languages: words quoted, joined by "and" within a way and by "or" between ways.
template <class Quote>
std::string expression(std::string_view noun, std::vector<Words> const& ways, Quote const& quote,
                       std::string_view both, std::string_view either) {
    std::string out;
    if (!noun.empty()) out += quote(noun_term(noun), false) + std::string(both);
    out += '(';
    for (std::size_t i = 0; i < ways.size(); ++i) {
        if (i) out += either;
        out += '(';
        bool first = true;
        for (auto const& word : ways[i].whole) {
            if (!first) out += both;
            first = false;
            out += quote(word, false);
        }
        if (!ways[i].beginning.empty()) {
            if (!first) out += both;
            out += quote(ways[i].beginning, true);
        }
        out += ')';
    }
    return out + ')';
}

}  // namespace

std::string noun_term(std::string_view noun) {
    std::string term = "noun";
    for (char const c : noun)
        if (c != '_') term += c;
    return term;
}

std::vector<std::string> terms_of(Document const& document) {
    std::vector<std::string> terms{noun_term(document.noun)};
    std::unordered_set<std::string> seen{terms.front()};
    auto const add = [&](std::string const& term) {
        if (!term.empty() && term.size() <= longest_term && seen.insert(term).second)
            terms.push_back(term);
    };
    std::string const text =
        document.title + "\n" + document.hint + "\n" + base::shortened(document.text, longest_text);
    for (auto const& term : base::search_terms(text)) {
        add(term);
        if (term.size() == 11 && all_digits(term) && starts_as_phone(term)) {
            add(term.substr(1));  // without the country's 7 or 8
            add(term.substr(4));  // without the town's code
        }
    }
    return terms;
}

std::vector<Words> understand(std::string_view typed) {
    std::string const query = base::folded(base::shortened(base::clean(typed), longest_query));
    std::vector<std::string> parts, codes;
    for (auto const& text : pieces(query, " ")) {
        auto const chunk = chunk_of(text);
        parts.insert(parts.end(), chunk.parts.begin(), chunk.parts.end());
        codes.insert(codes.end(), chunk.codes.begin(), chunk.codes.end());
    }
    auto const too_long = [](std::string const& term) { return term.size() > longest_term; };
    std::erase_if(parts, too_long);
    std::erase_if(codes, too_long);
    std::vector<Words> ways;
    auto const add = [&](Words words) {
        if (words.whole.empty() && words.beginning.empty()) return;
        if (std::ranges::find(ways, words) == ways.end()) ways.push_back(std::move(words));
    };
    add(with_beginning(parts));
    add(with_beginning(codes));
    if (auto const digits = digits_only(query); digits && digits->size() >= 5) {
        add({{}, *digits});
        if (starts_as_phone(*digits)) add({{}, digits->substr(1)});
    }
    return ways;
}

std::optional<std::string> other_layout(std::string_view text) {
    std::string const query = base::folded(base::shortened(base::clean(text), longest_query));
    bool const cyrillic =
        std::ranges::any_of(query, [](char c) { return static_cast<unsigned char>(c) >= 0xD0; });
    auto const& map = cyrillic ? keys().to_latin : keys().to_russian;
    std::string out;
    bool changed = false;
    for (std::size_t at = 0; at < query.size();) {
        std::string const letter = base::shortened(std::string_view(query).substr(at), 1);
        at += letter.size();
        auto const found = map.find(letter);
        changed = changed || found != map.end();
        out += found == map.end() ? letter : found->second;
    }
    if (!changed) return std::nullopt;
    return out;
}

std::string match_expression(std::string_view noun, std::vector<Words> const& ways) {
    return expression(
        noun, ways,
        [](std::string const& word, bool beginning) {
            return "\"" + word + (beginning ? "\" *" : "\"");
        },
        " AND ", " OR ");
}

std::string tsquery(std::string_view noun, std::vector<Words> const& ways) {
    return expression(
        noun, ways,
        [](std::string const& word, bool beginning) {
            return "'" + word + (beginning ? "':*" : "'");
        },
        " & ", " | ");
}

}  // namespace search
