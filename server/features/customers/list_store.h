// Which rows stand on a page of a list.
#pragma once
#include "features/customers/customer_lists.h"
#include "platform/db/query.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace customers::store {

struct ListPlace {
    std::int64_t id = 0;
    std::string key;  // folded name
    std::int64_t changed_at = 0;
};
BOOST_DESCRIBE_STRUCT(ListPlace, (), (id, key, changed_at))

struct ListFilter {
    std::optional<std::vector<std::int64_t>> among;  // found by words
    CustomerScope scope = CustomerScope::all;
    std::optional<std::int64_t> owner_id;  // 0: nobody's
    std::optional<std::int64_t> group_id;
    std::optional<std::int64_t> company_id;
    CustomerOrder order = CustomerOrder::changed;
    std::optional<ListPlace> after;
    bool visible_only = false;
    int limit = 50;
};

std::vector<ListPlace> page_of_companies(db::Reader& reader, http::Actor const& actor,
                                         ListFilter const& filter);
std::vector<ListPlace> page_of_contacts(db::Reader& reader, http::Actor const& actor,
                                        ListFilter const& filter);

}  // namespace customers::store
