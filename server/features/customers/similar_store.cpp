#include "features/customers/similar_store.h"

namespace customers::store {
namespace {

// Above every key that begins so, in the order of bytes: the last code point.
std::string end_of(std::string_view beginning) {
    return std::string(beginning) + "\xF4\x8F\xBF\xBF";
}

}  // namespace

std::vector<std::int64_t> companies_with_inn(db::Reader& reader, std::string_view inn, int limit) {
    return reader.all<std::int64_t>(
        "SELECT id FROM companies WHERE inn = $1 AND inn <> '' ORDER BY id LIMIT $2", inn, limit);
}

std::vector<std::int64_t> companies_with_domain(db::Reader& reader, std::string_view domain,
                                                int limit) {
    return reader.all<std::int64_t>(
        "SELECT id FROM companies WHERE domain = $1 AND domain <> '' ORDER BY id LIMIT $2", domain,
        limit);
}

std::vector<KeyedRow> companies_named(db::Reader& reader, std::string_view key_begins, int limit) {
    return reader.all<KeyedRow>(
        "SELECT id, name_key AS key FROM companies WHERE name_key >= $1 AND name_key < $2 "
        "ORDER BY name_key, id LIMIT $3",
        key_begins, end_of(key_begins), limit);
}

std::vector<KeyedRow> contacts_named(db::Reader& reader, std::string_view key_begins, int limit) {
    return reader.all<KeyedRow>(
        "SELECT id, full_key AS key FROM contacts WHERE full_key >= $1 AND full_key < $2 "
        "ORDER BY full_key, id LIMIT $3",
        key_begins, end_of(key_begins), limit);
}

}  // namespace customers::store
