// What the database says about its own wholeness.
#pragma once
#include "platform/db/database.h"

#include <cstdint>
#include <string>
#include <vector>

namespace app {

struct StoredBlob {
    std::string hash;
    std::int64_t bytes = 0;
};
BOOST_DESCRIBE_STRUCT(StoredBlob, (), (hash, bytes))

std::vector<StoredBlob> stored_blobs(db::Reader& reader);

// Broken pages and references (SQLite; PostgreSQL guards its own), in words for an administrator.
std::vector<std::string> database_problems(db::Reader& reader);

// The name of the folder of files that belongs to this database: the first that asks gives its own.
std::string file_folder_identity(db::Transaction& tx, std::string const& own);

}  // namespace app
