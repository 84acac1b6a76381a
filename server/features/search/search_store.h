// The index in each database: FTS5 with external content on SQLite, a tsvector on PostgreSQL.
#pragma once
#include "features/search/search.h"
#include "features/search/search_terms.h"
#include "platform/db/database.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

namespace search::store {

struct Row {
    std::int64_t id = 0;
    std::string noun;
    std::int64_t subject_id = 0;
    std::string title;
    std::string hint;
    std::string terms;
    base::Instant at;
};
BOOST_DESCRIBE_STRUCT(Row, (), (id, noun, subject_id, title, hint, terms, at))

void put(db::Transaction& tx, Document const& document, std::string const& terms);
void remove(db::Transaction& tx, std::string_view noun, std::int64_t subject_id);
// SQLite: the words anew from the documents.
void rebuild_words(db::Transaction& tx);

// What fits, newest first; `noun` empty: of any.
std::vector<Row> find(db::Reader& reader, std::string_view noun, std::vector<Words> const& ways,
                      int limit);

// Rows of a noun with ids in (after, up_to], in the order of ids.
std::vector<Row> rows_between(db::Reader& reader, std::string_view noun, std::int64_t after,
                              std::int64_t up_to, int limit);
std::vector<Row> rows_of(db::Reader& reader, std::string_view noun,
                         std::vector<std::int64_t> const& subject_ids);
std::vector<std::int64_t> ids_between(db::Reader& reader, std::string_view noun, std::int64_t after,
                                      std::int64_t up_to);
std::vector<std::string> nouns(db::Reader& reader);
std::int64_t count(db::Reader& reader);

// Throws db::Error if the words do not say what the documents say (SQLite keeps both).
void check_words(db::Transaction& tx);

}  // namespace search::store
