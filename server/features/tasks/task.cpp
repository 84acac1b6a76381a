#include "features/tasks/task.h"

namespace tasks {

bool may(TaskState state, TaskVerb verb) {
    struct Row {
        TaskState from;
        TaskVerb verb;
    };
    static constexpr Row table[] = {
        {TaskState::open, TaskVerb::complete},    // -> done
        {TaskState::open, TaskVerb::cancel},      // -> cancelled
        {TaskState::open, TaskVerb::change},      // -> open
        {TaskState::done, TaskVerb::reopen},      // -> open, only by undo
        {TaskState::cancelled, TaskVerb::reopen}  // -> open, only by undo
    };
    for (auto const& row : table)
        if (row.from == state && row.verb == verb) return true;
    return false;
}

DayBounds day_bounds(calendar::WorkingTime const& time, base::Instant now) {
    auto const today = time.zone.date(now);
    auto const next = time.calendar.next_working_day(today);
    return {now, time.zone.at(base::add_days(today, 1), 0), next,
            time.zone.at(base::add_days(next, 1), 0)};
}

}  // namespace tasks
