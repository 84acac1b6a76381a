#include "features/tasks/task_actions.h"

#include "features/accounts/permissions.h"
#include "features/journal/journal.h"
#include "features/journal/nouns.h"
#include "features/process/process_store.h"
#include "features/tasks/task_store.h"
#include "platform/base/text.h"
#include "platform/live/live.h"

namespace tasks {
namespace {

constexpr std::size_t longest_title = 300;
constexpr std::size_t longest_note = 4000;
constexpr int most_working_hours = 400;

// What an event says and what undo brings back: everything of a task that changes.
struct TaskValues {
    std::string kind;
    std::int64_t assignee_id = 0;
    base::Instant due_at;
    bool whole_day = false;
    TaskState state = TaskState::open;
};
BOOST_DESCRIBE_STRUCT(TaskValues, (), (kind, assignee_id, due_at, whole_day, state))

struct TaskEvent {
    TaskValues from;
    TaskValues to;
};
BOOST_DESCRIBE_STRUCT(TaskEvent, (), (from, to))

struct TaskWords {  // may tell about people: kept apart (152-ФЗ)
    std::string title;
    std::string note;
    std::string result;
};
BOOST_DESCRIBE_STRUCT(TaskWords, (), (title, note, result))

struct TaskBefore {
    TaskValues values;
    TaskWords words;
    std::int64_t version_after = 0;
};
BOOST_DESCRIBE_STRUCT(TaskBefore, (), (values, words, version_after))

TaskValues values_of(Task const& task) {
    return {task.kind, task.assignee_id, task.due_at, task.whole_day, task.state};
}
TaskWords words_of(Task const& task) {
    return {task.title, task.note, task.result};
}

void tell(db::Transaction& tx, Task const& task, char const* verb, base::Instant now) {
    live::publish(tx, {"task", task.id, verb, task.version}, now);
    if (!task.noun.empty()) changed(tx, task.noun, task.subject_id, now);
}

// Saves the task as it is now, with its event; `before` is what it was.
void save(db::Transaction& tx, http::Actor const& actor, base::Instant now, Task const& before,
          Task task, char const* verb) {
    if (!store::update(tx, task))
        throw base::Refusal::conflict("task_changed",
                                      {"Задачу уже изменили. Обновите её и повторите.",
                                       "The task was changed meanwhile. Reload and try again."});
    task.version += 1;
    journal::record(
        tx, actor, now,
        {.noun = "task",
         .id = task.id,
         .verb = verb,
         .details = json::to_json(TaskEvent{values_of(before), values_of(task)}),
         .personal = json::to_json(words_of(task)),
         .undo = journal::Undo::reversible,
         .undo_data = json::to_json(TaskBefore{values_of(before), words_of(before), task.version}),
         .also = {{task.noun, task.subject_id}}});
    tell(tx, task, "changed", now);
}

void give_back(db::Transaction& tx, http::Actor const&, base::Instant now,
               journal::Subject const& subject, std::string const& undo_data) {
    auto const before = json::from_json<TaskBefore>(undo_data);
    auto task = store::find(tx, subject.id).value();
    if (task.version != before.version_after)
        throw base::Refusal::conflict("task_changed",
                                      {"Задачу с тех пор изменили, отменить уже нельзя.",
                                       "The task was changed since, this cannot be undone."});
    task.kind = before.values.kind;
    task.assignee_id = before.values.assignee_id;
    task.due_at = before.values.due_at;
    task.whole_day = before.values.whole_day;
    task.state = before.values.state;
    task.title = before.words.title;
    task.note = before.words.note;
    task.result = before.words.result;
    task.closed_at = std::nullopt;  // only what was open is changed
    store::update(tx, task);
    task.version += 1;
    tell(tx, task, "changed", now);
}

std::string checked_words(std::string const& text, std::size_t most) {
    return base::shortened(base::trimmed(base::clean(text)), most);
}

std::string checked_kind(db::Reader& reader, std::string const& kind) {
    if (!process::current(reader)->task(kind))
        throw base::Refusal::invalid("task_kind_unknown",
                                     {"Такого вида задач нет в процессе отдела.",
                                      "The department's process has no such kind of task."},
                                     "kind");
    return kind;
}

std::int64_t checked_assignee(db::Reader& reader, std::int64_t person_id) {
    if (!store::is_active_person(reader, person_id))
        throw base::Refusal::invalid(
            "assignee_unknown",
            {"Выберите сотрудника, который работает.", "Choose a colleague who works here."},
            "assignee_id");
    return person_id;
}

void set_due(db::Reader& reader, Task& task, std::optional<base::Instant> due_at,
             std::optional<base::Date> due_on) {
    if (due_at) {
        task.due_at = *due_at;
        task.whole_day = false;
    } else if (due_on) {
        task.due_at = calendar::closing(calendar::working_time(reader), *due_on);
        task.whole_day = true;
    }
}

void require_open(Task const& task, TaskVerb verb) {
    if (!may(task.state, verb))
        throw base::Refusal::conflict("task_closed",
                                      {"Задача уже закрыта.", "The task is closed already."});
}

Task require_change(db::Reader& reader, http::Actor const& actor, std::int64_t id) {
    auto task = require(reader, actor, id);
    if (!may_change(reader, actor, id))
        throw base::Refusal::forbidden(
            "forbidden", {"Это задача другого сотрудника.", "This task belongs to a colleague."});
    return task;
}

// A task about a thing is for who may see it; giving it to somebody else lets them see it, so that
// takes the right to change the thing.
void check_subject(db::Reader& reader, http::Actor const& actor, std::string const& noun,
                   std::int64_t subject_id, std::int64_t assignee_id) {
    if (noun.empty()) return;
    if (assignee_id == actor.id)
        journal::require_see(reader, actor, noun, subject_id);
    else
        journal::require_change(reader, actor, noun, subject_id);
}

}  // namespace

std::int64_t open(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                  NewTask const& task) {
    if (!task.origin_key.empty())
        if (auto const known = store::find_origin(tx, task.origin_key)) return *known;
    std::optional<std::int64_t> author;
    if (task.origin_key.empty() && actor.id != 0) author = actor.id;
    auto const id = store::insert(tx, author, task, now);
    auto const made = store::find(tx, id).value();
    journal::record(tx, actor, now,
                    {.noun = "task",
                     .id = id,
                     .verb = "created",
                     .details = json::to_json(TaskEvent{values_of(made), values_of(made)}),
                     .personal = json::to_json(words_of(made)),
                     .undo = journal::Undo::compensated,
                     .also = {{made.noun, made.subject_id}}});
    if (!made.noun.empty()) assigned(tx, made.noun, made.subject_id, made.assignee_id);
    tell(tx, made, "created", now);
    return id;
}

int close_all(db::Transaction& tx, http::Actor const& actor, base::Instant now,
              std::string_view noun, std::int64_t subject_id, std::string_view kind,
              std::string const& result) {
    int count = 0;
    for (auto const& task : store::open_about(tx, noun, subject_id)) {
        if (task.kind != kind) continue;
        auto closed = task;
        closed.state = TaskState::done;
        closed.result = checked_words(result, longest_note);
        closed.closed_at = now;
        save(tx, actor, now, task, closed, "done");
        ++count;
    }
    return count;
}

std::vector<std::int64_t> withdraw(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                                   std::string_view noun, std::int64_t subject_id,
                                   std::string_view origin_prefix) {
    std::vector<std::int64_t> ids;
    for (auto const& task : store::open_of_origin(tx, noun, subject_id, origin_prefix)) {
        auto closed = task;
        closed.state = TaskState::cancelled;
        closed.closed_at = now;
        save(tx, actor, now, task, closed, "cancelled");
        ids.push_back(task.id);
    }
    return ids;
}

void restore(db::Transaction& tx, http::Actor const& actor, base::Instant now,
             std::vector<std::int64_t> const& ids) {
    for (auto const id : ids) {
        auto const task = store::find(tx, id);
        if (!task || task->state != TaskState::cancelled) continue;
        auto opened = *task;
        opened.state = TaskState::open;
        opened.closed_at.reset();
        save(tx, actor, now, *task, opened, "reopened");
    }
}

void pass_on(db::Transaction& tx, http::Actor const& actor, base::Instant now,
             std::string_view noun, std::int64_t subject_id, std::int64_t from, std::int64_t to) {
    for (auto const& task : store::open_about(tx, noun, subject_id)) {
        if (task.assignee_id != from) continue;
        auto given = task;
        given.assignee_id = to;
        save(tx, actor, now, task, given, "changed");
    }
}

std::optional<base::Instant> next_step(db::Reader& reader, std::string_view noun,
                                       std::int64_t subject_id) {
    return store::first_due(reader, noun, subject_id);
}

std::int64_t create(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                    TaskForm const& form) {
    NewTask task;
    task.kind = checked_kind(tx, form.kind.value_or("other"));
    task.title = checked_words(form.title.value_or(""), longest_title);
    if (task.title.empty())
        task.title = process::current(tx)->task(task.kind)->words.in(actor.language);
    task.note = checked_words(form.note.value_or(""), longest_note);
    task.assignee_id = checked_assignee(tx, form.assignee_id.value_or(actor.id));
    task.noun = form.noun.value_or("");
    task.subject_id = form.subject_id.value_or(0);
    check_subject(tx, actor, task.noun, task.subject_id, task.assignee_id);
    Task due;
    due.due_at = calendar::end_of_working_day(calendar::working_time(tx), now, 1);
    due.whole_day = true;
    set_due(tx, due, form.due_at, form.due_on);
    task.due_at = due.due_at;
    task.whole_day = due.whole_day;
    return open(tx, actor, now, task);
}

void change(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
            TaskChange const& change) {
    auto const before = require_change(tx, actor, id);
    require_open(before, TaskVerb::change);
    if (before.version != change.version) {
        auto refusal = base::Refusal::conflict(
            "task_changed", {"Задачу уже изменили. Посмотрите, что в ней теперь.",
                             "The task was changed meanwhile. See what it says now."});
        refusal.details = json::to_json(before);
        throw refusal;
    }
    auto task = before;
    if (change.kind) task.kind = checked_kind(tx, *change.kind);
    if (change.title) task.title = checked_words(*change.title, longest_title);
    if (task.title.empty())
        throw base::Refusal::invalid("title_empty", {"Напишите, что сделать.", "Say what to do."},
                                     "title");
    if (change.note) task.note = checked_words(*change.note, longest_note);
    if (change.assignee_id && *change.assignee_id != task.assignee_id) {
        task.assignee_id = checked_assignee(tx, *change.assignee_id);
        check_subject(tx, actor, task.noun, task.subject_id, task.assignee_id);
        if (!task.noun.empty()) assigned(tx, task.noun, task.subject_id, task.assignee_id);
    }
    set_due(tx, task, change.due_at, change.due_on);
    save(tx, actor, now, before, task, "changed");
}

void snooze(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
            SnoozeTo to, int working_hours) {
    auto const before = require_change(tx, actor, id);
    require_open(before, TaskVerb::change);
    auto const time = calendar::working_time(tx);
    auto task = before;
    if (to == SnoozeTo::next_working_day) {
        task.due_at = calendar::end_of_working_day(time, now, 1);
        task.whole_day = true;
    } else {
        if (working_hours < 1 || working_hours > most_working_hours)
            throw base::Refusal::invalid(
                "hours_invalid",
                {"Отложить можно на 1–400 рабочих часов.", "From 1 to 400 working hours."},
                "working_hours");
        task.due_at = calendar::add_working_minutes(time, now, working_hours * 60);
        task.whole_day = false;
    }
    save(tx, actor, now, before, task, "snoozed");
}

void close(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
           TaskState state, std::string const& result) {
    auto const before = require_change(tx, actor, id);
    require_open(before, state == TaskState::done ? TaskVerb::complete : TaskVerb::cancel);
    auto task = before;
    task.state = state;
    task.result = checked_words(result, longest_note);
    task.closed_at = now;
    save(tx, actor, now, before, task, state == TaskState::done ? "done" : "cancelled");
}

Task require(db::Reader& reader, http::Actor const& actor, std::int64_t id) {
    auto task = store::find(reader, id);
    if (!task || !may_see(reader, actor, id))
        throw base::Refusal::not_found("not_found", {"Такой задачи нет или нет доступа.",
                                                     "There is no such task, or no access."});
    return std::move(*task);
}

// Who sees the thing sees what is to be done about it; changing is for who has to do it, who asked
// for it, and who may change the thing.
bool may_see(db::Reader& reader, http::Actor const& actor, std::int64_t id) {
    if (store::sees(reader, actor, id)) return true;
    auto const task = store::find(reader, id);
    return task && !task->noun.empty() &&
           journal::may_see(reader, actor, task->noun, task->subject_id);
}

bool may_change(db::Reader& reader, http::Actor const& actor, std::int64_t id) {
    if (journal::is_program(actor)) return true;
    auto const task = store::find(reader, id);
    if (!task || !actor.may(accounts::tasks_change)) return false;
    if (task->assignee_id == actor.id || task->author_id == actor.id) return true;
    if (actor.may(accounts::deals_see_all)) return true;
    return !task->noun.empty() && journal::may_change(reader, actor, task->noun, task->subject_id);
}

void register_noun_and_undo() {
    journal::register_noun({"task",
                            {"Задача", "Task"},
                            &may_see,
                            &may_change,
                            [](db::Reader& reader, std::int64_t id) {
                                auto const task = store::find(reader, id);
                                return task ? task->title : std::string();
                            }});
    for (auto const* verb : {"done", "cancelled", "changed", "snoozed"})
        journal::register_undo("task", verb, &give_back);
}

}  // namespace tasks
