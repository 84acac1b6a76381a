// What people do with tasks; each is one transaction, writes the timeline of the task and of what
// it is about, and can be undone.
#pragma once
#include "features/tasks/task.h"
#include "features/tasks/tasks.h"

#include <cstdint>
#include <optional>
#include <string>

namespace tasks {

// What a person fills in. Without a due time: the end of the next working day (1.2.3).
struct TaskForm {
    std::optional<std::string> kind;   // "other" unless told
    std::optional<std::string> title;  // the kind's words unless told
    std::optional<std::string> note;
    std::optional<std::int64_t> assignee_id;  // the actor unless told
    std::optional<std::string> noun;
    std::optional<std::int64_t> subject_id;
    std::optional<base::Instant> due_at;
    std::optional<base::Date> due_on;  // the closing of that day instead of an hour
};
BOOST_DESCRIBE_STRUCT(TaskForm, (),
                      (kind, title, note, assignee_id, noun, subject_id, due_at, due_on))

struct TaskChange {
    std::int64_t version = 0;  // the one that was seen
    std::optional<std::string> kind;
    std::optional<std::string> title;
    std::optional<std::string> note;
    std::optional<std::int64_t> assignee_id;
    std::optional<base::Instant> due_at;
    std::optional<base::Date> due_on;
};
BOOST_DESCRIBE_STRUCT(TaskChange, (), (version, kind, title, note, assignee_id, due_at, due_on))

// «Отложить»: to the end of the next working day, or a number of working hours from now.
enum class SnoozeTo { next_working_day, in_working_hours };
BOOST_DESCRIBE_ENUM(SnoozeTo, next_working_day, in_working_hours)

std::int64_t create(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                    TaskForm const& form);
void change(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
            TaskChange const& change);
void snooze(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
            SnoozeTo to, int working_hours);
// done or cancelled, with what came of it.
void close(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
           TaskState state, std::string const& result);

// Refusal not_found if it is not there or not visible.
Task require(db::Reader& reader, http::Actor const& actor, std::int64_t id);

bool may_see(db::Reader& reader, http::Actor const& actor, std::int64_t id);
bool may_change(db::Reader& reader, http::Actor const& actor, std::int64_t id);

void register_noun_and_undo();  // at start

}  // namespace tasks
