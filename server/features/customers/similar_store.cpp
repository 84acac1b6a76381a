#include "features/customers/similar_store.h"

namespace customers::store {
namespace {

constexpr int most_pairs = 1000;  // of one page: a shared phone of a call centre joins everybody

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

IdWindow window_of_companies(db::Reader& reader, std::int64_t before, int limit) {
    return reader.one<IdWindow>(
        "SELECT COUNT(*) AS cards, COALESCE(MIN(w.id), 0) AS first FROM (SELECT id FROM companies "
        "WHERE id < $1 ORDER BY id DESC LIMIT $2) w",
        before, limit);
}

IdWindow window_of_contacts(db::Reader& reader, std::int64_t before, int limit) {
    return reader.one<IdWindow>(
        "SELECT COUNT(*) AS cards, COALESCE(MIN(w.id), 0) AS first FROM (SELECT id FROM contacts "
        "WHERE id < $1 ORDER BY id DESC LIMIT $2) w",
        before, limit);
}

std::vector<LikePair> like_companies(db::Reader& reader, std::int64_t first, std::int64_t before) {
    return reader.all<LikePair>(
        "SELECT c.id AS newer, o.id AS older, 'inn' AS reason FROM companies c JOIN companies o "
        "ON o.inn = c.inn AND o.id < c.id WHERE c.id >= $1 AND c.id < $2 AND c.inn <> '' AND "
        "o.inn <> '' AND (c.kpp = o.kpp OR c.kpp = '' OR o.kpp = '') AND c.merged_into IS NULL "
        "AND o.merged_into IS NULL "
        "UNION ALL "
        "SELECT c.id, o.id, 'name' FROM companies c JOIN companies o ON o.name_key = c.name_key "
        "AND o.id < c.id WHERE c.id >= $1 AND c.id < $2 AND c.name_key <> '' AND "
        "c.merged_into IS NULL AND o.merged_into IS NULL "
        "UNION ALL "
        "SELECT c.id, o.id, a.kind FROM contact_points a JOIN contact_points b ON b.kind = a.kind "
        "AND b.key = a.key AND b.company_id < a.company_id JOIN companies c ON c.id = a.company_id "
        "JOIN companies o ON o.id = b.company_id WHERE a.company_id >= $1 AND a.company_id < $2 "
        "AND a.kind IN ('phone', 'email') AND c.merged_into IS NULL AND o.merged_into IS NULL "
        "ORDER BY 1 DESC, 2 DESC LIMIT $3",
        first, before, most_pairs);
}

std::vector<LikePair> like_contacts(db::Reader& reader, std::int64_t first, std::int64_t before) {
    return reader.all<LikePair>(
        "SELECT c.id AS newer, o.id AS older, 'name' AS reason FROM contacts c JOIN contacts o "
        "ON o.full_key = c.full_key AND o.id < c.id WHERE c.id >= $1 AND c.id < $2 AND "
        "c.surname <> '' AND c.name <> '' AND c.merged_into IS NULL AND o.merged_into IS NULL "
        "UNION ALL "
        "SELECT c.id, o.id, a.kind FROM contact_points a JOIN contact_points b ON b.kind = a.kind "
        "AND b.key = a.key AND b.contact_id < a.contact_id JOIN contacts c ON c.id = a.contact_id "
        "JOIN contacts o ON o.id = b.contact_id WHERE a.contact_id >= $1 AND a.contact_id < $2 "
        "AND a.kind IN ('phone', 'email') AND c.merged_into IS NULL AND o.merged_into IS NULL "
        "ORDER BY 1 DESC, 2 DESC LIMIT $3",
        first, before, most_pairs);
}

}  // namespace customers::store
