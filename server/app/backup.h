// A copy of a whole company in a folder: database first, then files, so that every file that a row
// names is in it. Made while the server runs; verified before it is called done. The key of the
// stored secrets is not in it (docs/operations.md).
//
//   manifest.json   when, which database, which migrations, SHA-256 of the database's copy, files
//   tirazh.db       SQLite, or  tirazh.dump  PostgreSQL (pg_dump, custom format)
//   files/          by content hash, as in the company's folder
#pragma once
#include "platform/base/config.h"
#include "platform/base/time.h"
#include "platform/json/json.h"

#include <cstdint>
#include <string>
#include <vector>

namespace app {

struct BackupManifest {
    std::string program = "tirazh";
    base::Instant made_at;
    std::string database;  // sqlite, postgres
    std::string postgres_schema;
    std::string database_sha256;
    std::vector<std::string> migrations;
    std::int64_t files = 0;
    std::int64_t file_bytes = 0;
};
BOOST_DESCRIBE_STRUCT(BackupManifest, (),
                      (program, made_at, database, postgres_schema, database_sha256, migrations,
                       files, file_bytes))

// Throws std::runtime_error; what was begun is removed.
BackupManifest make_backup(base::Config const& config, std::string const& folder,
                           base::Instant now);

// Into an empty data folder (and schema). Verifies every hash.
BackupManifest restore_backup(base::Config const& config, std::string const& folder);

}  // namespace app
