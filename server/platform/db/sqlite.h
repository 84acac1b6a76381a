// The embedded database: one file, one writer thread, readers beside it.
#pragma once
#include <memory>

#include "platform/db/database.h"

namespace db {

std::unique_ptr<Database> open_sqlite(Settings const& settings);

}  // namespace db
