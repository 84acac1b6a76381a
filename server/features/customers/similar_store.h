// Rows that look like what is being typed.
#pragma once
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

}  // namespace customers::store
