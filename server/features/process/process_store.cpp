#include "features/process/process_store.h"

#include "features/process/process_file.h"
#include "platform/base/text.h"

#include <map>
#include <mutex>
#include <stdexcept>

namespace process {
namespace {

constexpr std::string_view version_columns =
    "SELECT v.id, v.hash, v.author_id, COALESCE(p.name, '') AS author_name, v.note, v.created_at, "
    "v.active FROM process_versions v LEFT JOIN people p ON p.id = v.author_id";

std::optional<ProcessVersion> one_version(std::vector<ProcessVersion> rows) {
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
}

// Read departments by the hash of their text, so that a change in one process is no matter here.
class ReadTexts {
  public:
    std::shared_ptr<Department const> find(std::string const& hash) {
        std::lock_guard const lock(mutex_);
        auto const found = read_.find(hash);
        return found == read_.end() ? nullptr : found->second;
    }
    void keep(std::string const& hash, std::shared_ptr<Department const> department) {
        constexpr std::size_t most = 16;
        std::lock_guard const lock(mutex_);
        if (read_.size() >= most) read_.clear();
        read_[hash] = std::move(department);
    }

  private:
    std::mutex mutex_;
    std::map<std::string, std::shared_ptr<Department const>> read_;
};

ReadTexts& read_texts() {
    static ReadTexts texts;
    return texts;
}

}  // namespace

Current current(db::Reader& reader) {
    auto const active = store::active_version(reader);
    if (!active) {
        static auto const factory = std::make_shared<Department const>(factory_department());
        return {factory, std::nullopt};
    }
    if (auto known = read_texts().find(active->hash)) return {std::move(known), active->id};
    auto read = read_process(store::text_of(reader, active->id));
    // It was checked before it was stored; a newer program may still have become stricter.
    if (!read.mistakes.empty())
        throw std::runtime_error("the active process is broken:\n" +
                                 mistakes_text("version " + std::to_string(active->id),
                                               read.mistakes, base::Language::en));
    auto department = std::make_shared<Department const>(std::move(read.department));
    read_texts().keep(active->hash, department);
    return {std::move(department), active->id};
}

namespace store {

std::optional<ProcessVersion> active_version(db::Reader& reader) {
    return one_version(
        reader.all<ProcessVersion>(std::string(version_columns) + " WHERE v.active = 1"));
}

std::optional<ProcessVersion> find_version(db::Reader& reader, std::int64_t id) {
    return one_version(
        reader.all<ProcessVersion>(std::string(version_columns) + " WHERE v.id = $1", id));
}

std::string text_of(db::Reader& reader, std::int64_t id) {
    return reader.one<std::string>("SELECT text FROM process_versions WHERE id = $1", id);
}

std::vector<ProcessVersion> versions(db::Reader& reader, std::int64_t before_id, int limit) {
    return reader.all<ProcessVersion>(
        std::string(version_columns) + " WHERE v.id < $1 ORDER BY v.id DESC LIMIT $2", before_id,
        limit);
}

std::int64_t insert_version(db::Transaction& tx, std::string const& text,
                            std::optional<std::int64_t> author_id, std::string const& note,
                            base::Instant now) {
    return tx.insert(
        "INSERT INTO process_versions (text, hash, author_id, note, created_at) "
        "VALUES ($1, $2, $3, $4, $5) RETURNING id",
        text, base::sha256_hex(text), author_id, note, now);
}

void make_active(db::Transaction& tx, std::int64_t id) {
    tx.run("UPDATE process_versions SET active = 0 WHERE active = 1");
    tx.run("UPDATE process_versions SET active = 1 WHERE id = $1", id);
}

}  // namespace store
}  // namespace process
