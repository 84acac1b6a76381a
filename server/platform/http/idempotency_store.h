// A creating POST may carry an Idempotency-Key (any text of its sender's choice, unique for each
// intended act). The answer is kept with the act, in its transaction; sent again within a day, the
// same key gets the same answer and nothing is done twice. Two at once: the second waits for the
// first's transaction, then finds its answer.
#pragma once
#include "platform/http/call.h"

#include <optional>
#include <string>

namespace http::idempotency {

// The answer given before; refuses (409) if the key was used for another request.
std::optional<std::string> find(db::Transaction& tx, Call const& call, std::string const& key);
void remember(db::Transaction& tx, Call const& call, std::string const& key,
              std::string const& answer);
void forget_old(db::Transaction& tx, base::Instant now);

}  // namespace http::idempotency
