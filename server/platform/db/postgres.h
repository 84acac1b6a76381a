// PostgreSQL: a pool of connections; one more connection listens for the signals of other
// processes.
#pragma once
#include "platform/db/database.h"

#include <memory>

namespace db {

std::unique_ptr<Database> open_postgres(Settings const& settings);

}  // namespace db
