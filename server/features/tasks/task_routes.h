// /api/tasks and /api/day: what people have to do.
#pragma once
#include "features/tasks/task_actions.h"
#include "platform/http/router.h"

#include <optional>
#include <string>
#include <vector>

namespace tasks {

// A task in a list, with the name of what it is about.
struct TaskRow : Task {
    std::string subject_title;
    bool late = false;
};
BOOST_DESCRIBE_STRUCT(TaskRow, (Task), (subject_title, late))

// Whose tasks: own, the team's, all that may be seen.
enum class TaskScope { mine, team, all };
BOOST_DESCRIBE_ENUM(TaskScope, mine, team, all)

struct TaskQuery {
    std::optional<TaskScope> scope;  // all unless told
    std::optional<std::int64_t> assignee_id;
    std::optional<TaskState> state;  // open unless told
    std::optional<std::string> kind;
    std::optional<bool> call;  // only those done by telephone
    std::optional<bool> late;
    std::optional<std::string> noun;
    std::optional<std::int64_t> subject_id;
    std::optional<std::string> after;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(TaskQuery, (),
                      (scope, assignee_id, state, kind, call, late, noun, subject_id, after, limit))

struct TaskPage {
    std::vector<TaskRow> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(TaskPage, (), (items, next))

struct DayQuery {
    std::optional<TaskScope> scope;         // instead of one person's day
    std::optional<std::int64_t> person_id;  // the one who asks unless told
    std::optional<std::string> kind;
    std::optional<bool> call;
};
BOOST_DESCRIBE_STRUCT(DayQuery, (), (scope, person_id, kind, call))

// A person's day: each part has its first hundred tasks.
struct MyDay {
    base::Date today;
    base::Date next_working_day;
    std::vector<TaskRow> late;
    std::vector<TaskRow> due_today;
    std::vector<TaskRow> due_next_day;  // up to the end of the next working day
    std::vector<TaskRow> later;
};
BOOST_DESCRIBE_STRUCT(MyDay, (), (today, next_working_day, late, due_today, due_next_day, later))

struct TaskResult {
    std::optional<std::string> result;  // «клиент думает до пятницы»
};
BOOST_DESCRIBE_STRUCT(TaskResult, (), (result))

struct Snooze {
    SnoozeTo to = SnoozeTo::next_working_day;
    std::optional<int> working_hours;
};
BOOST_DESCRIBE_STRUCT(Snooze, (), (to, working_hours))

TaskPage list(db::Reader& reader, http::Actor const& actor, base::Instant now,
              TaskQuery const& query);
MyDay my_day(db::Reader& reader, http::Actor const& actor, base::Instant now,
             DayQuery const& query);

void mount(http::Router& router);

}  // namespace tasks
