#include "platform/db/database.h"

#include "platform/db/postgres.h"
#include "platform/db/sqlite.h"

namespace db {

std::unique_ptr<Database> open(Settings const& settings) {
    return settings.postgres.empty() ? open_sqlite(settings) : open_postgres(settings);
}

}  // namespace db
