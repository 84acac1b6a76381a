#include "platform/http/idempotency_store.h"

#include "platform/base/text.h"

#include <chrono>

namespace http::idempotency {
namespace {

std::string fingerprint(Call const& call) {
    return base::sha256_hex(call.request.method + " " + call.request.path + "\n" +
                            call.request.body);
}

}  // namespace

std::optional<std::string> find(db::Transaction& tx, Call const& call, std::string const& key) {
    if (key.size() > 200)
        throw base::Refusal::invalid(
            "idempotency_key_long",
            {"Idempotency-Key длиннее 200 байт.", "Idempotency-Key is longer than 200 bytes."}, "");
    // Taking the row first makes a second request with the same key wait for this transaction.
    auto const taken = tx.run(
        "INSERT INTO idempotency_keys (actor_id, key, fingerprint, at) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (actor_id, key) DO NOTHING",
        call.actor.id, key, fingerprint(call), call.now);
    if (taken == 1) return std::nullopt;
    struct Kept {
        std::string fingerprint;
        std::string answer;
    };
    std::optional<Kept> kept;
    tx.each(
        "SELECT fingerprint, answer FROM idempotency_keys WHERE actor_id = $1 AND key = $2",
        [&](db::Row const& row) {
            kept = Kept{row.get<std::string>(0), row.get<std::string>(1)};
            return false;
        },
        call.actor.id, key);
    if (!kept || kept->fingerprint != fingerprint(call))
        throw base::Refusal::conflict("idempotency_key_reused",
                                      {"Этот Idempotency-Key уже был у другого запроса.",
                                       "This Idempotency-Key was used for another request."});
    return kept->answer;
}

void remember(db::Transaction& tx, Call const& call, std::string const& key,
              std::string const& answer) {
    tx.run("UPDATE idempotency_keys SET answer = $3 WHERE actor_id = $1 AND key = $2",
           call.actor.id, key, answer);
}

void forget_old(db::Transaction& tx, base::Instant now) {
    tx.run("DELETE FROM idempotency_keys WHERE at < $1", now - std::chrono::hours(24));
}

}  // namespace http::idempotency
