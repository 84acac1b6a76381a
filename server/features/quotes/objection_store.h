// The table of objections.
#pragma once
#include "features/quotes/objections.h"

namespace quotes {

std::int64_t insert_objection(db::Transaction& tx, Objection const& objection);
std::optional<Objection> find_objection(db::Reader& reader, std::int64_t id);
bool save(db::Transaction& tx, Objection const& objection);  // false for another version

}  // namespace quotes
