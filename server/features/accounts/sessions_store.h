// The tables sessions, api_tokens and login_failures. Tokens are kept as hashes only.
#pragma once
#include "platform/base/time.h"
#include "platform/db/database.h"
#include "platform/json/json.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace accounts {

// Who stands behind a cookie or a token, with what the guard needs, in one query.
struct Bearer {
    std::int64_t id = 0;  // of the session or the token
    std::int64_t person_id = 0;
    std::string name;
    std::string role;
    std::optional<std::int64_t> team_id;
    base::Language language = base::Language::ru;
    base::Instant seen_at;
    std::string scopes;  // of a token
    std::optional<std::string> settings;
};
BOOST_DESCRIBE_STRUCT(Bearer, (),
                      (id, person_id, name, role, team_id, language, seen_at, scopes, settings))

std::optional<Bearer> bearer_of_session(db::Reader& reader, std::string const& hash,
                                        base::Instant now);
std::optional<Bearer> bearer_of_token(db::Reader& reader, std::string const& hash,
                                      base::Instant now);
bool session_is_open(db::Reader& reader, std::int64_t id, base::Instant now);
bool token_is_open(db::Reader& reader, std::int64_t person_id, base::Instant now);

struct OwnSession {
    std::int64_t id = 0;
    base::Instant created_at;
    base::Instant seen_at;
    std::string address;
    std::string agent;
    bool current = false;
};
BOOST_DESCRIBE_STRUCT(OwnSession, (), (id, created_at, seen_at, address, agent, current))

std::int64_t insert_session(db::Transaction& tx, std::int64_t person_id, std::string const& hash,
                            base::Instant now, base::Instant expires_at, std::string const& address,
                            std::string const& agent);
void see_session(db::Transaction& tx, std::int64_t id, base::Instant now, base::Instant expires_at);
void see_token(db::Transaction& tx, std::int64_t id, base::Instant now);
std::vector<OwnSession> open_sessions(db::Reader& reader, std::int64_t person_id,
                                      std::int64_t current_id, base::Instant now);
bool end_session(db::Transaction& tx, std::int64_t id, std::int64_t person_id);
void end_sessions(db::Transaction& tx, std::int64_t person_id, std::int64_t except_id);
void forget_expired_sessions(db::Transaction& tx, base::Instant now);

struct ApiToken {
    std::int64_t id = 0;
    std::string name;
    std::string scopes;  // permissions, separated by spaces
    base::Instant created_at;
    std::optional<base::Instant> used_at;
    std::optional<base::Instant> expires_at;
};
BOOST_DESCRIBE_STRUCT(ApiToken, (), (id, name, scopes, created_at, used_at, expires_at))

std::vector<ApiToken> tokens_of(db::Reader& reader, std::int64_t person_id);  // not the revoked
std::int64_t insert_token(db::Transaction& tx, std::int64_t person_id, std::string const& name,
                          std::string const& hash, std::string const& scopes, base::Instant now,
                          std::optional<base::Instant> expires_at);
bool revoke_token(db::Transaction& tx, std::int64_t id, std::int64_t person_id, base::Instant now);

// Failed sign-ins of a key ("login:anna", "address:10.0.0.7") since an instant.
struct Failures {
    std::int64_t count = 0;
    std::optional<base::Instant> first_at;
};
BOOST_DESCRIBE_STRUCT(Failures, (), (count, first_at))
Failures failures(db::Reader& reader, std::string const& key, base::Instant since);
std::int64_t insert_failure(db::Transaction& tx, std::string const& key, base::Instant now);
void forget_failure(db::Transaction& tx, std::int64_t id);
void forget_failures(db::Transaction& tx, std::string const& key);
void forget_failures_before(db::Transaction& tx, base::Instant before);

}  // namespace accounts
