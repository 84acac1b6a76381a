#include "features/accounts/sessions_store.h"

namespace accounts {

std::optional<Bearer> bearer_of_session(db::Reader& reader, std::string const& hash,
                                        base::Instant now) {
    return reader.maybe<Bearer>(
        "SELECT s.id, p.id AS person_id, p.name, p.role, p.team_id, p.language, s.seen_at, "
        "'' AS scopes, c.settings FROM sessions s JOIN people p ON p.id = s.person_id "
        "LEFT JOIN company_settings c ON c.id = 1 "
        "WHERE s.token_hash = $1 AND s.expires_at > $2 AND p.active = 1",
        hash, now);
}

std::optional<Bearer> bearer_of_token(db::Reader& reader, std::string const& hash,
                                      base::Instant now) {
    return reader.maybe<Bearer>(
        "SELECT t.id, p.id AS person_id, p.name, p.role, p.team_id, p.language, "
        "COALESCE(t.used_at, 0) AS seen_at, t.scopes, c.settings "
        "FROM api_tokens t JOIN people p ON p.id = t.person_id "
        "LEFT JOIN company_settings c ON c.id = 1 "
        "WHERE t.token_hash = $1 AND t.revoked_at IS NULL "
        "AND (t.expires_at IS NULL OR t.expires_at > $2) AND p.active = 1",
        hash, now);
}

bool session_is_open(db::Reader& reader, std::int64_t id, base::Instant now) {
    return reader
        .maybe<std::int64_t>(
            "SELECT s.id FROM sessions s JOIN people p ON p.id = s.person_id "
            "WHERE s.id = $1 AND s.expires_at > $2 AND p.active = 1",
            id, now)
        .has_value();
}

// A stream opened by a token does not know which one: it ends when the person has none left.
bool token_is_open(db::Reader& reader, std::int64_t person_id, base::Instant now) {
    return reader
        .maybe<std::int64_t>(
            "SELECT t.id FROM api_tokens t JOIN people p ON p.id = t.person_id "
            "WHERE t.person_id = $1 AND t.revoked_at IS NULL "
            "AND (t.expires_at IS NULL OR t.expires_at > $2) AND p.active = 1 LIMIT 1",
            person_id, now)
        .has_value();
}

std::int64_t insert_session(db::Transaction& tx, std::int64_t person_id, std::string const& hash,
                            base::Instant now, base::Instant expires_at, std::string const& address,
                            std::string const& agent) {
    return tx.insert(
        "INSERT INTO sessions (person_id, token_hash, created_at, seen_at, expires_at, address, "
        "agent) VALUES ($1, $2, $3, $3, $4, $5, $6) RETURNING id",
        person_id, hash, now, expires_at, address, agent);
}

void see_session(db::Transaction& tx, std::int64_t id, base::Instant now,
                 base::Instant expires_at) {
    tx.run("UPDATE sessions SET seen_at = $2, expires_at = $3 WHERE id = $1", id, now, expires_at);
}

void see_token(db::Transaction& tx, std::int64_t id, base::Instant now) {
    tx.run("UPDATE api_tokens SET used_at = $2 WHERE id = $1", id, now);
}

std::vector<OwnSession> open_sessions(db::Reader& reader, std::int64_t person_id,
                                      std::int64_t current_id, base::Instant now) {
    return reader.all<OwnSession>(
        "SELECT id, created_at, seen_at, address, agent, "
        "CASE WHEN id = $2 THEN 1 ELSE 0 END AS current FROM sessions "
        "WHERE person_id = $1 AND expires_at > $3 ORDER BY seen_at DESC, id DESC LIMIT 100",
        person_id, current_id, now);
}

bool end_session(db::Transaction& tx, std::int64_t id, std::int64_t person_id) {
    return tx.run("DELETE FROM sessions WHERE id = $1 AND person_id = $2", id, person_id) == 1;
}

void end_sessions(db::Transaction& tx, std::int64_t person_id, std::int64_t except_id) {
    tx.run("DELETE FROM sessions WHERE person_id = $1 AND id <> $2", person_id, except_id);
}

void forget_expired_sessions(db::Transaction& tx, base::Instant now) {
    tx.run("DELETE FROM sessions WHERE expires_at <= $1", now);
}

std::vector<ApiToken> tokens_of(db::Reader& reader, std::int64_t person_id) {
    return reader.all<ApiToken>(
        "SELECT id, name, scopes, created_at, used_at, expires_at FROM api_tokens "
        "WHERE person_id = $1 AND revoked_at IS NULL ORDER BY id DESC",
        person_id);
}

std::int64_t insert_token(db::Transaction& tx, std::int64_t person_id, std::string const& name,
                          std::string const& hash, std::string const& scopes, base::Instant now,
                          std::optional<base::Instant> expires_at) {
    return tx.insert(
        "INSERT INTO api_tokens (person_id, name, token_hash, scopes, created_at, expires_at) "
        "VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
        person_id, name, hash, scopes, now, expires_at);
}

bool revoke_token(db::Transaction& tx, std::int64_t id, std::int64_t person_id, base::Instant now) {
    return tx.run(
               "UPDATE api_tokens SET revoked_at = $3 "
               "WHERE id = $1 AND person_id = $2 AND revoked_at IS NULL",
               id, person_id, now) == 1;
}

Failures failures(db::Reader& reader, std::string const& key, base::Instant since) {
    return reader.one<Failures>(
        "SELECT count(*) AS count, min(at) AS first_at FROM login_failures "
        "WHERE key = $1 AND at > $2",
        key, since);
}

std::int64_t insert_failure(db::Transaction& tx, std::string const& key, base::Instant now) {
    return tx.insert("INSERT INTO login_failures (key, at) VALUES ($1, $2) RETURNING id", key, now);
}

void forget_failure(db::Transaction& tx, std::int64_t id) {
    tx.run("DELETE FROM login_failures WHERE id = $1", id);
}

void forget_failures(db::Transaction& tx, std::string const& key) {
    tx.run("DELETE FROM login_failures WHERE key = $1", key);
}

void forget_failures_before(db::Transaction& tx, base::Instant before) {
    tx.run("DELETE FROM login_failures WHERE at < $1", before);
}

}  // namespace accounts
