#include "app/backup.h"

#include "app/app.h"
#include "app/child.h"
#include "app/integrity_store.h"
#include "platform/db/migrate.h"
#include "platform/db/postgres_connection.h"
#include "platform/db/sqlite_connection.h"

#include <array>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <unistd.h>

#include <openssl/evp.h>
#include <sqlite3.h>

namespace app {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(std::string const& what) {
    throw std::runtime_error(what);
}

std::string sha256_of_file(fs::path const& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) fail("cannot read " + path.string());
    auto* const context = EVP_MD_CTX_new();
    EVP_DigestInit_ex(context, EVP_sha256(), nullptr);
    std::array<char, 65536> chunk;
    while (file.read(chunk.data(), chunk.size()), file.gcount() > 0)
        EVP_DigestUpdate(context, chunk.data(), static_cast<std::size_t>(file.gcount()));
    std::array<unsigned char, 32> digest{};
    EVP_DigestFinal_ex(context, digest.data(), nullptr);
    EVP_MD_CTX_free(context);
    std::string out;
    for (unsigned char const byte : digest) {
        out += "0123456789abcdef"[byte >> 4];
        out += "0123456789abcdef"[byte & 15];
    }
    return out;
}

void flush_to_disk(fs::path const& path) {
    int const file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    bool const done = file >= 0 && ::fsync(file) == 0;
    if (file >= 0) ::close(file);
    if (!done) fail("cannot flush " + path.string() + " to the disk");
}

// SQLite's own online backup: a consistent copy while others write.
void copy_sqlite(std::string const& from, std::string const& to) {
    db::SqliteConnection source(from, true);
    sqlite3* target = nullptr;
    bool done = sqlite3_open(to.c_str(), &target) == SQLITE_OK;
    if (done) {
        auto* const copying = sqlite3_backup_init(target, "main", source.handle(), "main");
        int step = SQLITE_ERROR;
        for (int tries = 0; copying && tries < 1000; ++tries) {
            step = sqlite3_backup_step(copying, -1);  // all pages in one go: readers never wait
            if (step != SQLITE_BUSY && step != SQLITE_LOCKED) break;
            sqlite3_sleep(20);
        }
        done = copying && step == SQLITE_DONE && sqlite3_backup_finish(copying) == SQLITE_OK;
    }
    std::string const why = target ? sqlite3_errmsg(target) : "out of memory";
    sqlite3_exec(target, "PRAGMA journal_mode = DELETE", nullptr, nullptr, nullptr);
    sqlite3_close(target);
    if (!done) fail("cannot copy the database: " + why);
    flush_to_disk(to);
}

void verify_sqlite(std::string const& copy) {
    db::Settings settings;
    settings.sqlite_path = copy;
    settings.readers = 1;
    auto const problems =
        db::open(settings)->read([](db::Reader& reader) { return database_problems(reader); });
    if (!problems.empty()) fail("the copy is not whole: " + problems.front());
    fs::remove(copy + "-wal");
    fs::remove(copy + "-shm");
}

void dump_postgres(base::Config const& config, std::string const& to) {
    run_child({postgres_program("pg_dump"), "--format=custom", "--no-owner", "--no-privileges",
               "--schema=" + db::quoted_identifier(config.postgres_schema), "--file=" + to},
              postgres_environment(config.postgres));
    run_child({postgres_program("pg_restore"), "--list", to});  // reads it to the end
    flush_to_disk(to);
}

// Copies every blob; the name of each is the hash of what it must hold.
void copy_files(fs::path const& from, fs::path const& to, BackupManifest& manifest) {
    fs::create_directories(to);
    if (!fs::exists(from)) return;
    if (fs::exists(from / "identity")) fs::copy_file(from / "identity", to / "identity");
    for (auto const& entry : fs::recursive_directory_iterator(from)) {
        if (!entry.is_regular_file() || !files::is_hash(entry.path().filename().string())) continue;
        auto const target = to / fs::relative(entry.path(), from);
        fs::create_directories(target.parent_path());
        fs::copy_file(entry.path(), target);
        if (sha256_of_file(target) != entry.path().filename().string())
            fail("the file " + entry.path().string() +
                 " is damaged: it has not the content that "
                 "its name says");
        flush_to_disk(target);
        ++manifest.files;
        manifest.file_bytes += static_cast<std::int64_t>(fs::file_size(target));
    }
}

void write_manifest(fs::path const& folder, BackupManifest const& manifest) {
    std::ofstream file(folder / "manifest.json");
    file << json::to_json(manifest) << "\n";
    file.close();
    if (!file) fail("cannot write " + (folder / "manifest.json").string());
    flush_to_disk(folder / "manifest.json");
}

BackupManifest read_manifest(fs::path const& folder) {
    std::ifstream file(folder / "manifest.json");
    if (!file) fail(folder.string() + " is no backup of Tirazh: it has no manifest.json");
    std::stringstream text;
    text << file.rdbuf();
    return json::from_json<BackupManifest>(text.str());
}

std::string database_copy(fs::path const& folder, BackupManifest const& manifest) {
    return (folder / (manifest.database == "sqlite" ? "tirazh.db" : "tirazh.dump")).string();
}

void refuse_used_target(base::Config const& config) {
    if (fs::exists(config.database_file()) || fs::exists(config.data + "/files"))
        fail("the folder " + config.data + " is not empty: restore into a new one");
    if (config.postgres.empty()) return;
    auto const state = db::migration_state(database_settings(config));
    if (!state.applied.empty())
        fail("the schema " + config.postgres_schema + " is not empty: restore into a new database");
}

}  // namespace

BackupManifest make_backup(base::Config const& config, std::string const& folder,
                           base::Instant now) {
    if (fs::exists(folder)) fail(folder + " is there already: name a new folder");
    fs::path const unfinished = folder + ".unfinished";
    fs::remove_all(unfinished);
    fs::create_directories(unfinished);
    fs::permissions(unfinished, fs::perms::owner_all);
    try {
        BackupManifest manifest;
        manifest.made_at = now;
        manifest.database = config.postgres.empty() ? "sqlite" : "postgres";
        manifest.postgres_schema = config.postgres.empty() ? "" : config.postgres_schema;
        manifest.migrations = db::migration_state(database_settings(config)).applied;
        auto const copy = database_copy(unfinished, manifest);
        if (config.postgres.empty()) {
            if (!fs::exists(config.database_file()))
                fail(config.database_file() + ": there is no database");
            copy_sqlite(config.database_file(), copy);
            verify_sqlite(copy);
        } else {
            dump_postgres(config, copy);
        }
        manifest.database_sha256 = sha256_of_file(copy);
        copy_files(config.data + "/files", unfinished / "files", manifest);
        write_manifest(unfinished, manifest);
        fs::rename(unfinished, folder);
        return manifest;
    } catch (...) {
        std::error_code ignored;
        fs::remove_all(unfinished, ignored);
        throw;
    }
}

BackupManifest restore_backup(base::Config const& config, std::string const& folder) {
    auto const manifest = read_manifest(folder);
    bool const to_sqlite = config.postgres.empty();
    if (to_sqlite != (manifest.database == "sqlite"))
        fail("this is a backup of " + manifest.database + ", the configuration names the other");
    if (!to_sqlite && manifest.postgres_schema != config.postgres_schema)
        fail("this is a backup of the schema " + manifest.postgres_schema + ", not of " +
             config.postgres_schema);
    auto const copy = database_copy(folder, manifest);
    if (sha256_of_file(copy) != manifest.database_sha256) fail(copy + " is damaged");
    refuse_used_target(config);
    fs::create_directories(config.data);
    fs::permissions(config.data, fs::perms::owner_all);
    BackupManifest found;
    copy_files(fs::path(folder) / "files", config.data + "/files", found);
    if (found.files != manifest.files)
        fail("the backup has " + std::to_string(found.files) + " files, its manifest says " +
             std::to_string(manifest.files));
    if (to_sqlite) {
        fs::copy_file(copy, config.database_file());
        flush_to_disk(config.database_file());
    } else {
        auto const environment = postgres_environment(config.postgres);
        run_child({postgres_program("psql"), "--quiet", "--no-psqlrc", "--command",
                   "DROP SCHEMA IF EXISTS " + db::quoted_identifier(config.postgres_schema)},
                  environment);
        // An empty dbname: the one of the environment, and if it names none, the user's.
        run_child({postgres_program("pg_restore"), "--no-owner", "--no-privileges",
                   "--single-transaction", "--exit-on-error", "--dbname=", copy},
                  environment);
    }
    return manifest;
}

}  // namespace app
