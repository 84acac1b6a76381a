#include "features/quotes/objection_store.h"

namespace quotes {

std::int64_t insert_objection(db::Transaction& tx, Objection const& objection) {
    return tx.insert(
        "INSERT INTO objections (deal_id, quote_id, kind, words, answer, answer_key, state, "
        "author_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
        objection.deal_id, objection.quote_id, objection.kind, objection.words, objection.answer,
        objection.answer_key, objection.state, objection.author_id, objection.created_at);
}

std::optional<Objection> find_objection(db::Reader& reader, std::int64_t id) {
    return reader.maybe<Objection>(
        "SELECT id, deal_id, quote_id, kind, words, answer, answer_key, answered_by_version_id, "
        "state, author_id, created_at, version FROM objections WHERE id = $1",
        id);
}

std::vector<Objection> objections_of(db::Reader& reader, std::int64_t deal_id) {
    return reader.all<Objection>(
        "SELECT id, deal_id, quote_id, kind, words, answer, answer_key, answered_by_version_id, "
        "state, author_id, created_at, version FROM objections WHERE deal_id = $1 "
        "ORDER BY id DESC LIMIT 200",
        deal_id);
}

bool save(db::Transaction& tx, Objection const& objection) {
    return tx.run(
               "UPDATE objections SET words = $3, answer = $4, answer_key = $5, "
               "answered_by_version_id = $6, state = $7, version = version + 1 "
               "WHERE id = $1 AND version = $2",
               objection.id, objection.version, objection.words, objection.answer,
               objection.answer_key, objection.answered_by_version_id, objection.state) == 1;
}

}  // namespace quotes
