// Rows of phones, e-mails and messengers, of contacts and of companies.
#pragma once
#include "features/customers/companies.h"
#include "platform/db/database.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace customers::store {

enum class Holder { company, contact };

std::vector<CustomerPoint> points_of(db::Reader& reader, Holder holder, std::int64_t id);
std::map<std::int64_t, std::vector<CustomerPoint>> points_of(db::Reader& reader, Holder holder,
                                                             std::vector<std::int64_t> const& ids);
void replace_points(db::Transaction& tx, Holder holder, std::int64_t id,
                    std::vector<CustomerPoint> const& points);

// Who has a point of this kind and key.
struct PointHolder {
    std::optional<std::int64_t> contact_id;
    std::optional<std::int64_t> company_id;
};
BOOST_DESCRIBE_STRUCT(PointHolder, (), (contact_id, company_id))
std::vector<PointHolder> holders_of(db::Reader& reader, PointKind kind, std::string_view key,
                                    int limit);

}  // namespace customers::store
