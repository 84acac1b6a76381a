#include "features/journal/journal_store.h"

namespace journal::store {
namespace {

std::string select_events(std::string_view rest) {
    return "SELECT e.id, e.at, e.actor_id, e.actor_name, e.noun, e.subject_id, e.verb, e.details, "
           "COALESCE(p.details, '') AS personal, COALESCE(p.undo_data, '') AS undo_data, e.undo, "
           "e.undone_by, e.undoes " +
           std::string(rest);
}

}  // namespace

std::int64_t insert(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                    Fact const& fact, std::optional<std::int64_t> undoes) {
    std::optional<std::int64_t> const actor_id = actor.id ? std::optional(actor.id) : std::nullopt;
    auto const id = tx.insert(
        "INSERT INTO events (at, actor_id, actor_name, noun, subject_id, verb, details, undo, "
        "undoes, process_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
        now, actor_id, actor.name, fact.noun, fact.id, fact.verb, fact.details, fact.undo, undoes,
        fact.process_version);
    if (!fact.personal.empty() || !fact.undo_data.empty())
        tx.run("INSERT INTO event_personal (event_id, details, undo_data) VALUES ($1, $2, $3)", id,
               fact.personal, fact.undo_data);
    return id;
}

void add_subject(db::Transaction& tx, Subject const& subject, std::int64_t event_id) {
    tx.run(
        "INSERT INTO event_subjects (noun, subject_id, event_id) VALUES ($1, $2, $3) "
        "ON CONFLICT DO NOTHING",
        subject.noun, subject.id, event_id);
}

std::optional<EventRow> find(db::Reader& reader, std::int64_t event_id) {
    return reader.maybe<EventRow>(
        select_events(
            "FROM events e LEFT JOIN event_personal p ON p.event_id = e.id WHERE e.id = $1"),
        event_id);
}

std::vector<Subject> subjects_of(db::Reader& reader, std::int64_t event_id) {
    // The subject itself and the others, each once; an event has a handful.
    std::vector<Subject> out;
    reader.each(
        "SELECT noun, subject_id FROM event_subjects WHERE event_id = $1 "
        "ORDER BY noun, subject_id",
        [&](db::Row const& row) {
            out.push_back({row.get<std::string>(0), row.integer(1)});
            return true;
        },
        event_id);
    return out;
}

std::vector<EventRow> timeline(db::Reader& reader, Subject const& subject, std::int64_t before,
                               int limit) {
    return reader.all<EventRow>(
        select_events("FROM event_subjects s JOIN events e ON e.id = s.event_id "
                      "LEFT JOIN event_personal p ON p.event_id = e.id "
                      "WHERE s.noun = $1 AND s.subject_id = $2 AND s.event_id < $3 "
                      "ORDER BY s.event_id DESC LIMIT $4"),
        subject.noun, subject.id, before, limit);
}

bool mark_undone(db::Transaction& tx, std::int64_t event_id, std::int64_t undone_by) {
    return tx.run("UPDATE events SET undone_by = $1 WHERE id = $2 AND undone_by IS NULL", undone_by,
                  event_id) == 1;
}

}  // namespace journal::store
