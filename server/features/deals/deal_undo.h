// What the verbs of a deal keep for «Отменить», and how each is taken back. What was changed since
// is never overwritten: the conflict names it.
#pragma once
#include "features/deals/deal.h"
#include "platform/json/json.h"

#include <string>

namespace deals {

// Of a change of fields: only those that changed, as JSON objects.
struct FieldsBefore {
    json::Raw from;
    json::Raw to;
};
BOOST_DESCRIBE_STRUCT(FieldsBefore, (), (from, to))

// Members that differ, as two JSON objects; empty objects if none do.
FieldsBefore differences(DealFields const& before, DealFields const& after);
std::vector<std::string> names_of(json::Raw const& object);

struct NeedBefore {
    Need from;
    Need to;
};
BOOST_DESCRIBE_STRUCT(NeedBefore, (), (from, to))

struct OwnerBefore {
    std::int64_t from = 0;
    std::int64_t to = 0;
};
BOOST_DESCRIBE_STRUCT(OwnerBefore, (), (from, to))

void set_need(Deal& deal, Need const& need);  // the part of a need that stands on the deal
void set_owner(db::Transaction& tx, Deal& deal, std::int64_t owner_id);
void set_amount_of(db::Transaction& tx, Deal& deal, Amount amount);

void register_undoers();

}  // namespace deals
