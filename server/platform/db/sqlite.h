// The embedded database: one file, one writer thread, readers beside it.
#pragma once
#include "platform/db/database.h"

#include <memory>

namespace db {

std::unique_ptr<Database> open_sqlite(Settings const& settings);

}  // namespace db
