// The tables need_items and need_imprints; the need's dates and sums stand on the deal.
#pragma once
#include "features/deals/deal.h"

#include <string>
#include <vector>

namespace deals::store {

std::vector<NeedItem> need_items(db::Reader& reader, std::int64_t deal_id);
void put_need_items(db::Transaction& tx, std::int64_t deal_id, std::vector<NeedItem> const& items);

Need need_of(db::Reader& reader, Deal const& deal);

}  // namespace deals::store
