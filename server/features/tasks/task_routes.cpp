#include "features/tasks/task_routes.h"

#include "features/accounts/permissions.h"
#include "features/journal/nouns.h"
#include "features/process/process_store.h"
#include "features/search/search.h"
#include "features/tasks/task_store.h"

#include <algorithm>
#include <map>

namespace tasks {
namespace {

constexpr int most_in_a_part = 100;  // of a day

std::vector<TaskRow> rows(db::Reader& reader, std::vector<Task> const& tasks, base::Instant now) {
    std::map<std::string, std::vector<std::int64_t>> wanted;
    for (auto const& task : tasks)
        if (!task.noun.empty()) wanted[task.noun].push_back(task.subject_id);
    std::map<std::string, std::map<std::int64_t, std::string>> titles;
    for (auto const& [noun, ids] : wanted) titles[noun] = search::titles(reader, noun, ids);
    std::vector<TaskRow> out;
    for (auto const& task : tasks)
        out.push_back({task, titles[task.noun][task.subject_id], is_late(task, now)});
    return out;
}

std::optional<std::vector<std::string>> kinds(db::Reader& reader,
                                              std::optional<std::string> const& kind,
                                              std::optional<bool> call) {
    if (kind) return std::vector{*kind};
    if (!call) return std::nullopt;
    std::vector<std::string> out;
    for (auto const& known : process::current(reader)->tasks)
        if (known.call == *call) out.push_back(known.key);
    return out;
}

// What is seen at all is the store's predicate; this only narrows it.
void narrow(store::Filter& filter, http::Actor const& actor, TaskScope scope) {
    if (scope == TaskScope::mine) filter.assignee_id = actor.id;
    if (scope == TaskScope::team) filter.team_id = actor.team_id;
}

Task show(http::ReadCall& call) {
    return require(call.db, call.actor, call.id());
}

Task add(http::WriteCall& call, TaskForm const& form) {
    return store::find(call.db, create(call.db, call.actor, call.now, form)).value();
}

Task edit(http::WriteCall& call, TaskChange const& body) {
    change(call.db, call.actor, call.now, call.id(), body);
    return store::find(call.db, call.id()).value();
}

Task put_off(http::WriteCall& call, Snooze const& body) {
    snooze(call.db, call.actor, call.now, call.id(), body.to, body.working_hours.value_or(1));
    return store::find(call.db, call.id()).value();
}

Task complete(http::WriteCall& call, TaskResult const& body) {
    close(call.db, call.actor, call.now, call.id(), TaskState::done, body.result.value_or(""));
    return store::find(call.db, call.id()).value();
}

Task cancel(http::WriteCall& call, TaskResult const& body) {
    close(call.db, call.actor, call.now, call.id(), TaskState::cancelled, body.result.value_or(""));
    return store::find(call.db, call.id()).value();
}

}  // namespace

TaskPage list(db::Reader& reader, http::Actor const& actor, base::Instant now,
              TaskQuery const& query) {
    store::Filter filter;
    filter.assignee_id = query.assignee_id;
    if (query.scope) narrow(filter, actor, *query.scope);
    filter.state = query.state.value_or(TaskState::open);
    filter.kinds = kinds(reader, query.kind, query.call);
    if (query.late.value_or(false)) filter.due_before = now;
    auto visible = store::visible_to(actor);
    if (query.noun) {
        filter.noun = *query.noun;
        filter.subject_id = query.subject_id.value_or(0);
        // Who may see the thing sees all that is to be done about it.
        journal::require_see(reader, actor, filter.noun, filter.subject_id);
        visible = {};
    }
    if (query.after) filter.after = base::parse_cursor(*query.after, "after");
    filter.limit = std::clamp(query.limit.value_or(50), 1, 200) + 1;
    auto found = store::list(reader, filter, visible);
    TaskPage page;
    if (found.size() == static_cast<std::size_t>(filter.limit)) {
        found.pop_back();
        auto const& last = found.back();
        auto const at = filter.state == TaskState::open ? last.due_at : last.closed_at.value();
        page.next = base::to_text(base::Cursor{at.unix_ms, last.id});
    }
    page.items = rows(reader, found, now);
    return page;
}

MyDay my_day(db::Reader& reader, http::Actor const& actor, base::Instant now,
             DayQuery const& query) {
    auto const time = calendar::working_time(reader);
    auto const bounds = day_bounds(time, now);
    auto const visible = store::visible_to(actor);
    store::Filter filter;
    if (query.scope)
        narrow(filter, actor, *query.scope);
    else
        filter.assignee_id = query.person_id.value_or(actor.id);
    filter.kinds = kinds(reader, query.kind, query.call);
    filter.limit = most_in_a_part;
    auto const part = [&](std::optional<base::Instant> from, std::optional<base::Instant> before) {
        filter.due_from = from;
        filter.due_before = before;
        return rows(reader, store::list(reader, filter, visible), now);
    };
    return {time.zone.date(now),
            bounds.next_working_day,
            part(std::nullopt, bounds.now),
            part(bounds.now, bounds.today_ends),
            part(bounds.today_ends, bounds.next_day_ends),
            part(bounds.next_day_ends, std::nullopt)};
}

void mount(http::Router& router) {
    using accounts::tasks_change;
    router.get("/api/tasks", tasks_change, "Tasks; open ones by their due time (1.2.3)",
               [](http::ReadCall& call, TaskQuery const& query) {
                   return list(call.db, call.actor, call.now, query);
               });
    router.get("/api/day", tasks_change, "A person's day: late, today, next working day, later",
               [](http::ReadCall& call, DayQuery const& query) {
                   return my_day(call.db, call.actor, call.now, query);
               });
    router.get("/api/tasks/{id}", tasks_change, "One task", &show);
    router.post("/api/tasks", tasks_change, "Set a task (1.2.3)", &add);
    router.patch("/api/tasks/{id}", tasks_change, "Change a task", &edit);
    router.post("/api/tasks/{id}/snooze", tasks_change, "Put a task off", &put_off);
    router.post("/api/tasks/{id}/completion", tasks_change, "Done, with its result", &complete);
    router.post("/api/tasks/{id}/cancellation", tasks_change, "Not needed any more", &cancel);
}

}  // namespace tasks
