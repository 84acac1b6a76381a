#include "features/search/search_routes.h"

#include "features/journal/nouns.h"
#include "features/search/search_store.h"
#include "features/search/search_terms.h"

#include <algorithm>

namespace search {
namespace {

constexpr std::size_t candidates = 500;  // looked through for those that the actor may see

std::vector<SearchHit> visible(db::Reader& reader, http::Actor const& actor,
                               std::string const& noun, std::string_view text, std::size_t limit) {
    auto const words = understand(text);
    std::vector<SearchHit> hits;
    // Mostly the newest few are enough; whoever sees little is looked for among more.
    for (std::size_t from = 0, most = std::min(2 * limit, candidates); from < candidates;
         from = most, most = candidates) {
        auto const rows = store::find(reader, noun, words, static_cast<int>(most));
        for (std::size_t i = from; i < rows.size() && hits.size() < limit; ++i)
            if (journal::may_see(reader, actor, rows[i].noun, rows[i].subject_id))
                hits.push_back(
                    {rows[i].noun, rows[i].subject_id, rows[i].title, rows[i].hint, rows[i].at});
        if (hits.size() == limit || rows.size() < most) break;
    }
    return hits;
}

}  // namespace

SearchResult find(db::Reader& reader, http::Actor const& actor, SearchQuery const& query) {
    auto const limit = static_cast<std::size_t>(std::clamp(query.limit.value_or(20), 1, 100));
    auto const noun = query.noun.value_or("");
    SearchResult result{visible(reader, actor, noun, query.text, limit), ""};
    if (!result.items.empty()) return result;
    if (auto const meant = other_layout(query.text)) {
        result.items = visible(reader, actor, noun, *meant, limit);
        if (!result.items.empty()) result.understood_as = *meant;
    }
    return result;
}

void mount(http::Router& router) {
    router.get("/api/search", http::signed_in, "Search over everything, newest first",
               [](http::ReadCall& call, SearchQuery const& query) {
                   return find(call.db, call.actor, query);
               });
}

}  // namespace search
