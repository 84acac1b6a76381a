// A task: kind, words, due time, what it is about, whose it is. Rules only; no clock, no SQL.
#pragma once
#include "features/calendar/calendar.h"
#include "platform/base/time.h"
#include "platform/json/json.h"

#include <cstdint>
#include <optional>
#include <string>

namespace tasks {

enum class TaskState { open, done, cancelled };
BOOST_DESCRIBE_ENUM(TaskState, open, done, cancelled)

struct Task {
    std::int64_t id = 0;
    std::string kind;  // key of the process
    std::string title;
    std::string note;
    std::int64_t assignee_id = 0;
    std::string assignee_name;
    std::optional<std::int64_t> author_id;  // nothing: the process made it
    std::string noun;
    std::int64_t subject_id = 0;
    base::Instant due_at;
    bool whole_day = false;  // due_at is the closing of that working day
    TaskState state = TaskState::open;
    std::string result;
    std::optional<base::Instant> closed_at;
    base::Instant created_at;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Task, (),
                      (id, kind, title, note, assignee_id, assignee_name, author_id, noun,
                       subject_id, due_at, whole_day, state, result, closed_at, created_at,
                       version))

inline bool is_late(Task const& task, base::Instant now) {
    return task.state == TaskState::open && task.due_at < now;
}

enum class TaskVerb { complete, cancel, change, reopen };

// What may be done with a task in each state: the whole table, also printed in
// docs/features/tasks.md.
bool may(TaskState state, TaskVerb verb);

// The parts of a person's day: open tasks by when they are due.
struct DayBounds {
    base::Instant now;            // late is due before it
    base::Instant today_ends;     // midnight after today
    base::Date next_working_day;  // «завтра»: on a Friday it is Monday
    base::Instant next_day_ends;  // midnight after it
};
DayBounds day_bounds(calendar::WorkingTime const& time, base::Instant now);

}  // namespace tasks
