// The stored versions of the process and the one in force.
#pragma once
#include "features/process/process.h"
#include "platform/base/time.h"
#include "platform/db/database.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace process {

// The process in force. `version` is empty before the first one is stored: the factory's copy.
struct Current {
    std::shared_ptr<Department const> department;
    std::optional<std::int64_t> version;

    Department const* operator->() const { return department.get(); }
    Department const& operator*() const { return *department; }
};

// Asks the database which version is active and reads its text only when this process has not seen
// that text before: every process works by a new version from its next transaction on.
Current current(db::Reader& reader);

struct ProcessVersion {
    std::int64_t id = 0;
    std::string hash;
    std::optional<std::int64_t> author_id;  // nothing: the factory's copy
    std::string author_name;
    std::string note;
    base::Instant created_at;
    bool active = false;
};
BOOST_DESCRIBE_STRUCT(ProcessVersion, (),
                      (id, hash, author_id, author_name, note, created_at, active))

namespace store {

std::optional<ProcessVersion> active_version(db::Reader& reader);
std::optional<ProcessVersion> find_version(db::Reader& reader, std::int64_t id);
std::string text_of(db::Reader& reader, std::int64_t id);
std::vector<ProcessVersion> versions(db::Reader& reader, std::int64_t before_id, int limit);
std::int64_t insert_version(db::Transaction& tx, std::string const& text,
                            std::optional<std::int64_t> author_id, std::string const& note,
                            base::Instant now);
void make_active(db::Transaction& tx, std::int64_t id);

}  // namespace store
}  // namespace process
