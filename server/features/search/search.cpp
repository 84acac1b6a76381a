#include "features/search/search.h"

#include "features/search/search_store.h"
#include "features/search/search_terms.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <utility>

namespace search {
namespace {

constexpr int batch = 500;

std::map<std::string, Rebuild>& rebuilds() {
    static std::map<std::string, Rebuild> all;
    return all;
}

std::string terms_text(Document const& document) {
    std::string text;
    for (auto const& term : terms_of(document)) text += (text.empty() ? "" : " ") + term;
    return text;
}

bool says_the_same(store::Row const& row, Document const& document) {
    return row.title == document.title && row.hint == document.hint && row.at == document.at &&
           row.terms == terms_text(document);
}

// Both lists are in the order of ids: what stands only in one of them is missing or superfluous.
void compare(std::string const& noun, std::vector<Document> const& wanted,
             std::vector<store::Row> const& kept, std::vector<Difference>& out) {
    std::size_t w = 0, k = 0;
    while (w < wanted.size() || k < kept.size()) {
        if (k == kept.size() || (w < wanted.size() && wanted[w].id < kept[k].subject_id)) {
            out.push_back({noun, wanted[w++].id, "missing"});
        } else if (w == wanted.size() || kept[k].subject_id < wanted[w].id) {
            out.push_back({noun, kept[k++].subject_id, "superfluous"});
        } else {
            if (!says_the_same(kept[k], wanted[w])) out.push_back({noun, wanted[w].id, "stale"});
            ++w, ++k;
        }
    }
}

void check_noun(db::Database& database, std::string const& noun, Rebuild const& rebuild,
                std::size_t limit, std::vector<Difference>& out) {
    constexpr auto last = std::numeric_limits<std::int64_t>::max();
    std::int64_t after = 0;
    while (out.size() < limit) {
        bool const more = database.read([&](db::Reader& reader) {
            auto const wanted = rebuild(reader, after, batch);
            bool const full = wanted.size() == batch;
            auto const up_to = full ? wanted.back().id : last;
            // A gap of the noun may hold any number of superfluous rows: the first ones are told.
            auto const kept = store::rows_between(reader, noun, after, up_to, 2 * batch);
            compare(noun, wanted, kept, out);
            after = up_to;
            return full;
        });
        if (!more) return;
    }
}

// One batch of a noun; returns where the next begins, or nothing at the end.
std::optional<std::int64_t> mend(db::Transaction& tx, std::string const& noun,
                                 Rebuild const& rebuild, std::int64_t after) {
    auto const documents = rebuild(tx, after, batch);
    bool const full = documents.size() == batch;
    auto const up_to = full ? documents.back().id : std::numeric_limits<std::int64_t>::max();
    for (auto const id : store::ids_between(tx, noun, after, up_to))
        if (!std::ranges::binary_search(documents, id, {}, &Document::id)) remove(tx, noun, id);
    for (auto const& document : documents) put(tx, document);
    return full ? std::optional(up_to) : std::nullopt;
}

}  // namespace

void put(db::Transaction& tx, Document const& document) {
    store::put(tx, document, terms_text(document));
}

void remove(db::Transaction& tx, std::string_view noun, std::int64_t id) {
    store::remove(tx, noun, id);
}

std::vector<std::int64_t> find_ids(db::Reader& reader, std::string_view noun,
                                   std::string_view words, int limit) {
    auto rows = store::find(reader, noun, understand(words), limit);
    if (rows.empty())
        if (auto const meant = other_layout(words))
            rows = store::find(reader, noun, understand(*meant), limit);
    std::vector<std::int64_t> ids;
    for (auto const& row : rows) ids.push_back(row.subject_id);
    return ids;
}

std::map<std::int64_t, std::string> titles(db::Reader& reader, std::string_view noun,
                                           std::vector<std::int64_t> const& ids) {
    std::map<std::int64_t, std::string> out;
    if (ids.empty()) return out;
    for (auto& row : store::rows_of(reader, noun, ids))
        out.emplace(row.subject_id, std::move(row.title));
    return out;
}

void register_rebuild(std::string noun, Rebuild rebuild) {
    rebuilds()[std::move(noun)] = std::move(rebuild);
}

std::vector<Difference> check(db::Database& database, int limit) {
    auto const most = static_cast<std::size_t>(limit);
    std::vector<Difference> out;
    for (auto const& noun : database.read([](db::Reader& reader) { return store::nouns(reader); }))
        if (!rebuilds().contains(noun)) out.push_back({noun, 0, "without a source"});
    for (auto const& [noun, rebuild] : rebuilds()) check_noun(database, noun, rebuild, most, out);
    try {
        database.write([](db::Transaction& tx) { store::check_words(tx); });
    } catch (db::Error const&) {
        out.push_back({"search_words", 0, "stale"});
    }
    if (out.size() > most) out.resize(most);
    return out;
}

std::int64_t reindex(db::Database& database) {
    database.write([](db::Transaction& tx) { store::rebuild_words(tx); });
    for (auto const& [noun, rebuild] : rebuilds())
        for (std::optional<std::int64_t> after = 0; after;)
            after = database.write([&, name = noun, make = rebuild, from = *after](
                                       db::Transaction& tx) { return mend(tx, name, make, from); });
    return database.read([](db::Reader& reader) { return store::count(reader); });
}

}  // namespace search
