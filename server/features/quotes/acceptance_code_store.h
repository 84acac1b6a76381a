// The table acceptance_codes.
#pragma once
#include "platform/db/database.h"

#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe.hpp>

namespace quotes {

struct AcceptanceCode {
    std::int64_t id = 0;
    std::int64_t quote_id = 0;
    std::int64_t version_id = 0;
    std::string address;
    std::string code_hash;
    std::int64_t wrong_tries = 0;
    base::Instant created_at;
    base::Instant expires_at;
    std::optional<base::Instant> used_at;
};
BOOST_DESCRIBE_STRUCT(AcceptanceCode, (),
                      (id, quote_id, version_id, address, code_hash, wrong_tries, created_at,
                       expires_at, used_at))

void insert_code(db::Transaction& tx, AcceptanceCode const& code);
std::optional<AcceptanceCode> last_code(db::Reader& reader, std::int64_t quote_id);
std::int64_t codes_since(db::Reader& reader, std::int64_t quote_id, base::Instant since);
void count_wrong_try(db::Transaction& tx, std::int64_t id);
void use_code(db::Transaction& tx, std::int64_t id, base::Instant now);

}  // namespace quotes
