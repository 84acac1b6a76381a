// The table tasks.
#pragma once
#include "features/tasks/task.h"
#include "features/tasks/tasks.h"
#include "platform/base/cursor.h"
#include "platform/db/query.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tasks::store {

std::optional<Task> find(db::Reader& reader, std::int64_t id);
std::optional<std::int64_t> find_origin(db::Reader& reader, std::string const& origin_key);
std::int64_t insert(db::Transaction& tx, std::optional<std::int64_t> author_id, NewTask const& task,
                    base::Instant now);

// Writes what may change and adds one to the version, if it is still `task.version`.
bool update(db::Transaction& tx, Task const& task);

struct Filter {
    std::optional<std::int64_t> assignee_id;
    TaskState state = TaskState::open;
    std::optional<std::int64_t> team_id;  // of the assignee
    std::optional<std::vector<std::string>> kinds;
    std::string noun;  // empty: about anything
    std::int64_t subject_id = 0;
    std::optional<base::Instant> due_before;  // of open ones
    std::optional<base::Instant> due_from;
    std::optional<base::Cursor> after;
    int limit = 50;
};
// Open tasks by their due time, the nearest first; closed ones by when they were closed, newest
// first. `visible` is a predicate over `tasks t`.
std::vector<Task> list(db::Reader& reader, Filter const& filter, db::Query const& visible);

// How many open ones, counted up to `most`: a number that says "99+" needs no more.
std::int64_t count_up_to(db::Reader& reader, Filter const& filter, db::Query const& visible,
                         int most);

std::vector<Task> open_about(db::Reader& reader, std::string_view noun, std::int64_t subject_id);
// Those among them whose origin key begins so; a person's own have an empty one.
std::vector<Task> open_of_origin(db::Reader& reader, std::string_view noun, std::int64_t subject_id,
                                 std::string_view origin_prefix);
std::optional<base::Instant> first_due(db::Reader& reader, std::string_view noun,
                                       std::int64_t subject_id);
bool is_active_person(db::Reader& reader, std::int64_t person_id);

// Rows of `tasks t` that the actor may see: begins with " AND ".
db::Query visible_to(http::Actor const& actor);
bool sees(db::Reader& reader, http::Actor const& actor, std::int64_t id);

}  // namespace tasks::store
