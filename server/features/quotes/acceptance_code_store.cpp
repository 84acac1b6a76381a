#include "features/quotes/acceptance_code_store.h"

namespace quotes {

void insert_code(db::Transaction& tx, AcceptanceCode const& code) {
    tx.run(
        "INSERT INTO acceptance_codes (quote_id, version_id, address, code_hash, created_at, "
        "expires_at) VALUES ($1, $2, $3, $4, $5, $6)",
        code.quote_id, code.version_id, code.address, code.code_hash, code.created_at,
        code.expires_at);
}

std::optional<AcceptanceCode> last_code(db::Reader& reader, std::int64_t quote_id) {
    return reader.maybe<AcceptanceCode>(
        "SELECT id, quote_id, version_id, address, code_hash, wrong_tries, created_at, expires_at, "
        "used_at FROM acceptance_codes WHERE quote_id = $1 ORDER BY id DESC LIMIT 1",
        quote_id);
}

std::int64_t codes_since(db::Reader& reader, std::int64_t quote_id, base::Instant since) {
    return static_cast<std::int64_t>(
        reader
            .all<std::int64_t>("SELECT id FROM acceptance_codes WHERE quote_id = $1 AND "
                               "created_at > $2 LIMIT 100",
                               quote_id, since)
            .size());
}

void count_wrong_try(db::Transaction& tx, std::int64_t id) {
    tx.run("UPDATE acceptance_codes SET wrong_tries = wrong_tries + 1 WHERE id = $1", id);
}

void use_code(db::Transaction& tx, std::int64_t id, base::Instant now) {
    tx.run("UPDATE acceptance_codes SET used_at = $2 WHERE id = $1", id, now);
}

}  // namespace quotes
