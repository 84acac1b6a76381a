#include "features/customers/point_store.h"

#include "platform/db/query.h"

namespace customers::store {
namespace {

std::string column_of(Holder holder) {
    return holder == Holder::company ? "company_id" : "contact_id";
}

struct HeldPoint : CustomerPoint {
    std::int64_t holder = 0;
};
BOOST_DESCRIBE_STRUCT(HeldPoint, (CustomerPoint), (holder))

}  // namespace

std::vector<CustomerPoint> points_of(db::Reader& reader, Holder holder, std::int64_t id) {
    return reader.all<CustomerPoint>(
        "SELECT kind, value, extension, note, preferred FROM contact_points WHERE " +
            column_of(holder) + " = $1 ORDER BY id",
        id);
}

std::map<std::int64_t, std::vector<CustomerPoint>> points_of(db::Reader& reader, Holder holder,
                                                             std::vector<std::int64_t> const& ids) {
    std::map<std::int64_t, std::vector<CustomerPoint>> out;
    if (ids.empty()) return out;
    db::Query query("SELECT kind, value, extension, note, preferred, " + column_of(holder) +
                    " AS holder FROM contact_points WHERE ");
    query.add_list(column_of(holder) + " IN (", ids, ") ORDER BY id");
    for (auto& point : query.all<HeldPoint>(reader)) out[point.holder].push_back(std::move(point));
    return out;
}

void replace_points(db::Transaction& tx, Holder holder, std::int64_t id,
                    std::vector<CustomerPoint> const& points) {
    tx.run("DELETE FROM contact_points WHERE " + column_of(holder) + " = $1", id);
    for (auto const& point : points)
        tx.run("INSERT INTO contact_points (" + column_of(holder) +
                   ", kind, value, key, extension, note, preferred) "
                   "VALUES ($1, $2, $3, $4, $5, $6, $7)",
               id, point.kind, point.value, point_key(point), point.extension, point.note,
               point.preferred);
}

std::vector<PointHolder> holders_of(db::Reader& reader, PointKind kind, std::string_view key,
                                    int limit) {
    return reader.all<PointHolder>(
        "SELECT contact_id, company_id FROM contact_points WHERE kind = $1 AND key = $2 "
        "ORDER BY id DESC LIMIT $3",
        kind, key, limit);
}

}  // namespace customers::store
