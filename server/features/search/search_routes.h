// GET /api/search: one field over everything (Ctrl+K).
#pragma once
#include "features/search/search.h"
#include "platform/http/router.h"
#include "platform/json/json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace search {

struct SearchQuery {
    std::string text;
    std::optional<std::string> noun;  // only things of this noun
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(SearchQuery, (), (text, noun, limit))

struct SearchHit {
    std::string noun;
    std::int64_t id = 0;
    std::string title;
    std::string hint;
    base::Instant at;
};
BOOST_DESCRIBE_STRUCT(SearchHit, (), (noun, id, title, hint, at))

struct SearchResult {
    std::vector<SearchHit> items;  // newest first
    std::string understood_as;     // «кружка» for «rhe;rf»; empty: as typed
};
BOOST_DESCRIBE_STRUCT(SearchResult, (), (items, understood_as))

// Only what the actor may see.
SearchResult find(db::Reader& reader, http::Actor const& actor, SearchQuery const& query);

void mount(http::Router& router);

}  // namespace search
