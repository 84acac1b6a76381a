#include "features/search/search_store.h"

#include "platform/db/query.h"

namespace search::store {
namespace {

// A word that stands in everything is looked up among so many newest documents, so that a query
// takes no longer as the years go by.
constexpr int newest_considered = 600;

// FTS5 with external content: a row's old words are taken out by telling them again.
void forget_words(db::Transaction& tx, std::int64_t id, std::string const& terms) {
    tx.run("INSERT INTO search_words (search_words, rowid, terms) VALUES ('delete', $1, $2)", id,
           terms);
}

void keep_words(db::Transaction& tx, std::int64_t id, std::string const& terms) {
    tx.run("INSERT INTO search_words (rowid, terms) VALUES ($1, $2)", id, terms);
}

std::optional<Row> find_row(db::Reader& reader, std::string_view noun, std::int64_t subject_id) {
    return reader.maybe<Row>(
        "SELECT id, noun, subject_id, title, hint, terms, at FROM search_documents "
        "WHERE noun = $1 AND subject_id = $2",
        noun, subject_id);
}

void put_sqlite(db::Transaction& tx, Document const& document, std::string const& terms) {
    auto const old = find_row(tx, document.noun, document.id);
    if (!old) {
        auto const id = tx.insert(
            "INSERT INTO search_documents (noun, subject_id, title, hint, terms, at) "
            "VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
            document.noun, document.id, document.title, document.hint, terms, document.at);
        keep_words(tx, id, terms);
        return;
    }
    if (old->terms != terms) forget_words(tx, old->id, old->terms);
    tx.run("UPDATE search_documents SET title = $2, hint = $3, terms = $4, at = $5 WHERE id = $1",
           old->id, document.title, document.hint, terms, document.at);
    if (old->terms != terms) keep_words(tx, old->id, terms);
}

void put_postgres(db::Transaction& tx, Document const& document, std::string const& terms) {
    tx.run(
        "INSERT INTO search_documents (noun, subject_id, title, hint, terms, at, words) "
        "VALUES ($1, $2, $3, $4, $5, $6, array_to_tsvector(string_to_array($7, ' '))) "
        "ON CONFLICT (noun, subject_id) DO UPDATE SET title = EXCLUDED.title, "
        "hint = EXCLUDED.hint, terms = EXCLUDED.terms, at = EXCLUDED.at, words = EXCLUDED.words",
        document.noun, document.id, document.title, document.hint, terms, document.at, terms);
}

}  // namespace

void put(db::Transaction& tx, Document const& document, std::string const& terms) {
    if (tx.dialect() == db::Dialect::sqlite)
        put_sqlite(tx, document, terms);
    else
        put_postgres(tx, document, terms);
}

void remove(db::Transaction& tx, std::string_view noun, std::int64_t subject_id) {
    auto const old = find_row(tx, noun, subject_id);
    if (!old) return;
    if (tx.dialect() == db::Dialect::sqlite) forget_words(tx, old->id, old->terms);
    tx.run("DELETE FROM search_documents WHERE id = $1", old->id);
}

void rebuild_words(db::Transaction& tx) {
    if (tx.dialect() == db::Dialect::sqlite)
        tx.run("INSERT INTO search_words (search_words) VALUES ('rebuild')");
}

std::vector<Row> find(db::Reader& reader, std::string_view noun, std::vector<Words> const& ways,
                      int limit) {
    if (ways.empty()) return {};
    if (reader.dialect() == db::Dialect::sqlite)
        return reader.all<Row>(
            "SELECT d.id, d.noun, d.subject_id, d.title, d.hint, '' AS terms, d.at FROM "
            "(SELECT rowid AS id FROM search_words WHERE search_words MATCH $1 "
            "ORDER BY rowid DESC LIMIT $2) w JOIN search_documents d ON d.id = w.id "
            "ORDER BY d.at DESC, d.id DESC LIMIT $3",
            match_expression(noun, ways), newest_considered, limit);
    return reader.all<Row>(
        "SELECT id, noun, subject_id, title, hint, '' AS terms, at FROM "
        "(SELECT id, noun, subject_id, title, hint, at FROM search_documents "
        "WHERE words @@ $1::tsquery ORDER BY id DESC LIMIT $2) d "
        "ORDER BY at DESC, id DESC LIMIT $3",
        tsquery(noun, ways), newest_considered, limit);
}

std::vector<Row> rows_between(db::Reader& reader, std::string_view noun, std::int64_t after,
                              std::int64_t up_to, int limit) {
    return reader.all<Row>(
        "SELECT id, noun, subject_id, title, hint, terms, at FROM search_documents "
        "WHERE noun = $1 AND subject_id > $2 AND subject_id <= $3 ORDER BY subject_id LIMIT $4",
        noun, after, up_to, limit);
}

std::vector<Row> rows_of(db::Reader& reader, std::string_view noun,
                         std::vector<std::int64_t> const& subject_ids) {
    db::Query query(
        "SELECT id, noun, subject_id, title, hint, terms, at FROM search_documents WHERE noun = ?",
        noun);
    return query.add_list(" AND subject_id IN (", subject_ids, ")").all<Row>(reader);
}

std::vector<std::int64_t> ids_between(db::Reader& reader, std::string_view noun, std::int64_t after,
                                      std::int64_t up_to) {
    return reader.all<std::int64_t>(
        "SELECT subject_id FROM search_documents WHERE noun = $1 AND subject_id > $2 AND "
        "subject_id <= $3 ORDER BY subject_id",
        noun, after, up_to);
}

std::vector<std::string> nouns(db::Reader& reader) {
    return reader.all<std::string>("SELECT DISTINCT noun FROM search_documents ORDER BY noun");
}

std::int64_t count(db::Reader& reader) {
    return reader.one<std::int64_t>("SELECT count(*) FROM search_documents");
}

void check_words(db::Transaction& tx) {
    if (tx.dialect() == db::Dialect::sqlite)
        tx.run("INSERT INTO search_words (search_words, rank) VALUES ('integrity-check', 1)");
}

}  // namespace search::store
