// Rows that look like what is being typed.
#pragma once
#include "features/customers/customers.h"
#include "platform/db/database.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

namespace customers::store {

struct KeyedRow {
    std::int64_t id = 0;
    std::string key;
};
BOOST_DESCRIBE_STRUCT(KeyedRow, (), (id, key))

std::vector<std::int64_t> companies_with_inn(db::Reader& reader, std::string_view inn, int limit);
std::vector<std::int64_t> companies_with_domain(db::Reader& reader, std::string_view domain,
                                                int limit);
// Keys that begin so, in their order.
std::vector<KeyedRow> companies_named(db::Reader& reader, std::string_view key_begins, int limit);
std::vector<KeyedRow> contacts_named(db::Reader& reader, std::string_view key_begins, int limit);

// The newest cards before an id: how many of the limit there are, and the first of them.
struct IdWindow {
    std::int64_t cards = 0;
    std::int64_t first = 0;
};
BOOST_DESCRIBE_STRUCT(IdWindow, (), (cards, first))
IdWindow window_of_companies(db::Reader& reader, std::int64_t before, int limit);
IdWindow window_of_contacts(db::Reader& reader, std::int64_t before, int limit);

// Two cards, neither merged, that share a value; the newer one has an id in [first, before).
struct LikePair {
    std::int64_t newer = 0;
    std::int64_t older = 0;
    MatchReason reason = MatchReason::name;
};
BOOST_DESCRIBE_STRUCT(LikePair, (), (newer, older, reason))
std::vector<LikePair> like_companies(db::Reader& reader, std::int64_t first, std::int64_t before);
std::vector<LikePair> like_contacts(db::Reader& reader, std::int64_t first, std::int64_t before);

}  // namespace customers::store
