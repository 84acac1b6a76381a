#include "features/tasks/task_store.h"

#include "features/accounts/permissions.h"
#include "features/journal/journal.h"

namespace tasks::store {
namespace {

constexpr std::string_view columns =
    "SELECT t.id, t.kind, t.title, t.note, t.assignee_id, p.name AS assignee_name, t.author_id, "
    "t.noun, t.subject_id, t.due_at, t.whole_day, t.state, t.result, t.closed_at, t.created_at, "
    "t.version FROM tasks t JOIN people p ON p.id = t.assignee_id";

struct Origin {
    std::int64_t id;
    std::string origin_key;
};
BOOST_DESCRIBE_STRUCT(Origin, (), (id, origin_key))

void add_conditions(db::Query& query, Filter const& filter, db::Query const& visible) {
    if (filter.state == TaskState::open)
        query.add(" WHERE t.state = 'open'");
    else
        query.add(" WHERE t.state <> 'open' AND t.state = ?", filter.state);
    if (filter.assignee_id) query.add(" AND t.assignee_id = ?", *filter.assignee_id);
    if (filter.team_id)
        query.add(" AND t.assignee_id IN (SELECT id FROM people WHERE team_id = ?)",
                  *filter.team_id);
    if (filter.kinds) query.add_list(" AND t.kind IN (", *filter.kinds, ")");
    if (!filter.noun.empty())
        query.add(" AND t.noun = ? AND t.subject_id = ?", filter.noun, filter.subject_id);
    if (filter.due_before) query.add(" AND t.due_at < ?", *filter.due_before);
    if (filter.due_from) query.add(" AND t.due_at >= ?", *filter.due_from);
    query.add(visible);
}

}  // namespace

std::optional<Task> find(db::Reader& reader, std::int64_t id) {
    return reader.maybe<Task>(std::string(columns) + " WHERE t.id = $1", id);
}

std::optional<std::int64_t> find_origin(db::Reader& reader, std::string const& origin_key) {
    return reader.maybe<std::int64_t>("SELECT id FROM tasks WHERE origin_key = $1", origin_key);
}

std::int64_t insert(db::Transaction& tx, std::optional<std::int64_t> author_id, NewTask const& task,
                    base::Instant now) {
    std::optional<std::string> origin;
    if (!task.origin_key.empty()) origin = task.origin_key;
    return tx.insert(
        "INSERT INTO tasks (kind, title, note, assignee_id, author_id, noun, subject_id, due_at, "
        "whole_day, origin_key, created_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id",
        task.kind, task.title, task.note, task.assignee_id, author_id, task.noun, task.subject_id,
        task.due_at, task.whole_day, origin, now);
}

bool update(db::Transaction& tx, Task const& task) {
    return tx.run(
               "UPDATE tasks SET kind = $1, title = $2, note = $3, assignee_id = $4, due_at = $5, "
               "whole_day = $6, state = $7, result = $8, closed_at = $9, version = version + 1 "
               "WHERE id = $10 AND version = $11",
               task.kind, task.title, task.note, task.assignee_id, task.due_at, task.whole_day,
               task.state, task.result, task.closed_at, task.id, task.version) == 1;
}

std::vector<Task> list(db::Reader& reader, Filter const& filter, db::Query const& visible) {
    db::Query query{columns};
    add_conditions(query, filter, visible);
    if (filter.state == TaskState::open) {
        if (filter.after)
            query.add(" AND (t.due_at, t.id) > (?, ?)", filter.after->at, filter.after->id);
        query.add(" ORDER BY t.due_at, t.id LIMIT ?", filter.limit);
    } else {
        if (filter.after)
            query.add(" AND (t.closed_at, t.id) < (?, ?)", filter.after->at, filter.after->id);
        query.add(" ORDER BY t.closed_at DESC, t.id DESC LIMIT ?", filter.limit);
    }
    return query.all<Task>(reader);
}

std::int64_t count_up_to(db::Reader& reader, Filter const& filter, db::Query const& visible,
                         int most) {
    db::Query query("SELECT COUNT(*) FROM (SELECT 1 AS one FROM tasks t");
    add_conditions(query, filter, visible);
    query.add(" LIMIT ?) counted", most);
    return query.all<std::int64_t>(reader).front();
}

std::vector<Task> open_about(db::Reader& reader, std::string_view noun, std::int64_t subject_id) {
    return reader.all<Task>(std::string(columns) +
                                " WHERE t.noun = $1 AND t.subject_id = $2 AND t.state = 'open' "
                                "ORDER BY t.due_at, t.id",
                            noun, subject_id);
}

std::vector<Task> open_of_origin(db::Reader& reader, std::string_view noun, std::int64_t subject_id,
                                 std::string_view origin_prefix) {
    auto const origins = reader.all<Origin>(
        "SELECT id, COALESCE(origin_key, '') AS origin_key FROM tasks "
        "WHERE noun = $1 AND subject_id = $2 AND state = 'open' ORDER BY id",
        noun, subject_id);
    std::vector<Task> out;
    for (auto const& origin : origins)
        if (origin.origin_key.starts_with(origin_prefix))
            out.push_back(find(reader, origin.id).value());
    return out;
}

std::optional<base::Instant> first_due(db::Reader& reader, std::string_view noun,
                                       std::int64_t subject_id) {
    return reader.maybe<base::Instant>(
        "SELECT due_at FROM tasks WHERE noun = $1 AND subject_id = $2 AND state = 'open' "
        "ORDER BY due_at LIMIT 1",
        noun, subject_id);
}

bool is_active_person(db::Reader& reader, std::int64_t person_id) {
    return reader
        .maybe<std::int64_t>("SELECT id FROM people WHERE id = $1 AND active = 1", person_id)
        .has_value();
}

db::Query visible_to(http::Actor const& actor) {
    if (journal::is_program(actor) || actor.may(accounts::deals_see_all)) return {};
    db::Query query(" AND (t.assignee_id = ? OR t.author_id = ?", actor.id, actor.id);
    if (actor.may(accounts::deals_see_team) && actor.team_id != 0)
        query.add(" OR t.assignee_id IN (SELECT id FROM people WHERE team_id = ?)", actor.team_id);
    return query.add(")");
}

bool sees(db::Reader& reader, http::Actor const& actor, std::int64_t id) {
    db::Query query("SELECT t.id FROM tasks t WHERE t.id = ?", id);
    return !query.add(visible_to(actor)).all<std::int64_t>(reader).empty();
}

}  // namespace tasks::store
