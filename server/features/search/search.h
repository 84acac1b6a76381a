// One index of words over all nouns (Ctrl+K): the noun's own transaction writes its document, both
// databases index the same word forms (base::search_terms), newest first. What a person may not
// see is left out by the noun's may_see (features/journal/nouns.h).
#pragma once
#include "platform/base/time.h"
#include "platform/http/call.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace search {

struct Document {
    std::string noun;
    std::int64_t id = 0;
    std::string title;  // what the person sees
    std::string hint;   // the second line: company, stage, article number
    std::string text;   // everything it is found by; title and hint are found anyway
    base::Instant at;   // newest first
};

void put(db::Transaction& tx, Document const& document);  // new or changed
void remove(db::Transaction& tx, std::string_view noun, std::int64_t id);

// Ids of a noun that match all words (the last one by its beginning), newest first, before
// `before_at/before_id`; not filtered by permission: the caller's own list query does that.
std::vector<std::int64_t> find_ids(db::Reader& reader, std::string_view noun,
                                   std::string_view words, int limit);

}  // namespace search
