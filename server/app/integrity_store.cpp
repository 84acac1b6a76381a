#include "app/integrity_store.h"

namespace app {

std::vector<StoredBlob> stored_blobs(db::Reader& reader) {
    return reader.all<StoredBlob>("SELECT hash, bytes FROM blobs ORDER BY hash");
}

std::vector<std::string> database_problems(db::Reader& reader) {
    std::vector<std::string> problems;
    if (reader.dialect() != db::Dialect::sqlite) return problems;
    for (auto const& line : reader.all<std::string>("PRAGMA integrity_check"))
        if (line != "ok") problems.push_back("the database file is damaged: " + line);
    reader.each("PRAGMA foreign_key_check", [&](db::Row const& row) {
        problems.push_back("row " + std::string(row.is_null(1) ? "?" : row.text(1)) + " of " +
                           std::string(row.text(0)) + " refers to a missing row of " +
                           std::string(row.text(2)));
        return problems.size() < 1000;
    });
    return problems;
}

std::string file_folder_identity(db::Transaction& tx, std::string const& own) {
    tx.run("INSERT INTO file_folder (id, identity) VALUES (1, $1) ON CONFLICT (id) DO NOTHING",
           own);
    return tx.one<std::string>("SELECT identity FROM file_folder WHERE id = 1");
}

}  // namespace app
