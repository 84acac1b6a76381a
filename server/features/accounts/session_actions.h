// Signing in and out, one's own sessions, password and tokens. Sign-ins are limited in the
// database, so that several processes count together: each attempt is written down before the
// password is looked at and taken out again when it was right.
#pragma once
#include "features/accounts/sessions_store.h"
#include "platform/base/time.h"
#include "platform/db/database.h"
#include "platform/http/call.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace accounts {

inline constexpr std::chrono::hours session_length{30 * 24};  // since it was last seen
inline constexpr std::chrono::minutes attempts_window{15};
inline constexpr int attempts_per_login = 10;
inline constexpr int attempts_per_address = 60;

// A try at a secret that can be guessed. refuse_many() throws Refusal too_many and tells in
// `details` after how many seconds to try again.
class Attempt {
  public:
    Attempt(db::Database& database, std::vector<std::pair<std::string, int>> const& limits,
            base::Instant now);
    void succeeded(db::Transaction& tx) const;  // in the transaction of what it opened

  private:
    std::vector<std::int64_t> rows_;
    std::string first_key_;
};

struct OpenedSession {
    std::int64_t id = 0;
    std::int64_t person_id = 0;
    std::string token;  // the cookie's value; only its hash is kept
};

// Checks the password outside of any transaction. Refusal unauthenticated "login_wrong".
OpenedSession sign_in(db::Database& database, std::string const& login, std::string const& password,
                      http::Request const& request, base::Instant now);
OpenedSession open_session(db::Transaction& tx, std::int64_t person_id,
                           http::Request const& request, base::Instant now);

// Ends all other sessions of the person. Refusal invalid if the current password is wrong.
void change_password(db::Database& database, http::Actor const& actor, std::string const& current,
                     std::string const& fresh, base::Instant now);

struct MadeToken {
    std::int64_t id = 0;
    std::string token;  // told once
};
BOOST_DESCRIBE_STRUCT(MadeToken, (), (id, token))

// Scopes are permissions that the actor has. Refusal invalid otherwise.
MadeToken make_token(db::Transaction& tx, http::Actor const& actor, std::string const& name,
                     std::vector<std::string> const& scopes, std::optional<base::Instant> until,
                     base::Instant now);

}  // namespace accounts
