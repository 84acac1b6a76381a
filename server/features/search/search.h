// One index of words over all nouns (Ctrl+K): the noun's own transaction writes its document, both
// databases index the same word forms (base::search_terms), newest first. What a person may not
// see is left out by the noun's may_see (features/journal/nouns.h).
#pragma once
#include "platform/base/time.h"
#include "platform/http/call.h"

#include <cstdint>
#include <functional>
#include <map>
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

// Ids of a noun that match all words (the last one by its beginning), newest first; not filtered by
// permission: the caller's own list query does that.
std::vector<std::int64_t> find_ids(db::Reader& reader, std::string_view noun,
                                   std::string_view words, int limit);

// Titles of things, for lists of what is about them (tasks, events); what is not indexed is left
// out. Not filtered by permission.
std::map<std::int64_t, std::string> titles(db::Reader& reader, std::string_view noun,
                                           std::vector<std::int64_t> const& ids);

// What the index should hold, for `tirazh check` and `tirazh reindex`: the documents of a noun with
// ids above `after_id`, in the order of ids, at most `limit`. Registered at start by the noun.
using Rebuild = std::function<std::vector<Document>(db::Reader&, std::int64_t after_id, int limit)>;
void register_rebuild(std::string noun, Rebuild rebuild);

struct Difference {
    std::string noun;
    std::int64_t id = 0;
    std::string what;  // missing, stale, superfluous; without a source: nothing rebuilds its noun
};

// Compares the index with what it should hold; the first `limit` differences.
std::vector<Difference> check(db::Database& database, int limit = 100);

// Makes the index hold what it should, in small transactions beside a running server; returns how
// many documents it holds. A noun that nothing rebuilds is left as it is.
std::int64_t reindex(db::Database& database);

}  // namespace search
