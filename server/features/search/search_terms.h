// Which words stand in the index for a document, and which of them a query asks for. Both sides go
// through base::search_terms; here is added what people type otherwise than it is written: article
// numbers with other joints or none, phones with or without their 8, a wrong keyboard layout.
#pragma once
#include "features/search/search.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace search {

// Letters and digits only, each once; the first one names the noun.
std::vector<std::string> terms_of(Document const& document);
std::string noun_term(std::string_view noun);

// All of the words, the last one by its beginning.
struct Words {
    std::vector<std::string> whole;
    std::string beginning;  // empty: none
    bool operator==(Words const&) const = default;
};

// Ways to understand what was typed: a document that fits one of them is found.
std::vector<Words> understand(std::string_view text);

// «rhe;rf» -> «кружка», «фсьу» -> "acme"; nothing if no letter changes.
std::optional<std::string> other_layout(std::string_view text);

// The query in the language of each database.
std::string match_expression(std::string_view noun, std::vector<Words> const& ways);  // FTS5
std::string tsquery(std::string_view noun, std::vector<Words> const& ways);           // PostgreSQL

}  // namespace search
