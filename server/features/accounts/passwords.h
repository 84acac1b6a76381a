// People's passwords: argon2id by libsodium, at most two at once in a process, because each takes
// 64 MB and a tenth of a second. Never inside a transaction.
#pragma once
#include <string>
#include <string_view>

namespace accounts {

// Refusal too_many "busy" when others have been waiting for more than a few seconds.
std::string hash_password(std::string_view password);
bool password_matches(std::string const& hash, std::string_view password);

// As long for a login that does not exist: who asks must not learn which ones do.
void waste_a_check(std::string_view password);

std::string fresh_password();  // random, 80 bits, easy to read aloud: "k3dm-p7xq-w2na-ts5h"

}  // namespace accounts
