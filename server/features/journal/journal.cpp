#include "features/journal/journal.h"

#include "features/journal/journal_store.h"
#include "features/journal/nouns.h"
#include "platform/json/json.h"
#include "platform/live/live.h"

#include <map>
#include <utility>

namespace journal {
namespace {

std::map<std::pair<std::string, std::string>, Undoer>& undoers() {
    static std::map<std::pair<std::string, std::string>, Undoer> all;
    return all;
}

struct UndoneDetails {
    std::int64_t event_id = 0;
    std::string verb;
};
BOOST_DESCRIBE_STRUCT(UndoneDetails, (), (event_id, verb))

std::int64_t write(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                   Fact const& fact, std::optional<std::int64_t> undoes) {
    auto const id = store::insert(tx, actor, now, fact, undoes);
    std::vector<Subject> subjects{{fact.noun, fact.id}};
    subjects.insert(subjects.end(), fact.also.begin(), fact.also.end());
    for (auto const& subject : subjects) {
        if (subject.id == 0) continue;
        store::add_subject(tx, subject, id);
        live::publish(tx, {subject.noun, subject.id, "recorded", 0}, now);
    }
    return id;
}

[[noreturn]] void refuse_undone() {
    throw base::Refusal::conflict(
        "undone_already", {"Это действие уже отменено.", "This has been taken back already."});
}

[[noreturn]] void refuse_final(Undo undo) {
    if (undo == Undo::compensated)
        throw base::Refusal::conflict(
            "undo_compensated",
            {"Так это не отменить: оформите обратное действие (аннулирование, отзыв).",
             "This is not undone like that: make the opposite act (void, withdraw)."});
    throw base::Refusal::conflict("undo_final",
                                  {"Это действие отменить нельзя.", "This cannot be taken back."});
}

}  // namespace

http::Actor const& program() {
    static http::Actor const actor = [] {
        http::Actor made;
        made.name = "Тираж";
        made.role = "program";
        return made;
    }();
    return actor;
}

bool is_program(http::Actor const& actor) {
    return actor.id == 0 && actor.role == program().role;
}

std::int64_t record(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                    Fact const& fact) {
    return write(tx, actor, now, fact, std::nullopt);
}

void register_undo(std::string noun, std::string verb, Undoer undoer) {
    undoers()[{std::move(noun), std::move(verb)}] = std::move(undoer);
}

bool has_undo(std::string const& noun, std::string const& verb) {
    return undoers().contains({noun, verb});
}

void undo(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t event_id) {
    auto const event = store::find(tx, event_id);
    if (!event || !may_see(tx, actor, event->noun, event->subject_id))
        throw base::Refusal::not_found("not_found", {"Такого события нет или нет доступа.",
                                                     "There is no such event, or no access."});
    require_change(tx, actor, event->noun, event->subject_id);
    if (event->undone_by) refuse_undone();
    auto const undoer = undoers().find({event->noun, event->verb});
    // Without its undo data (cleared under 152-ФЗ) nothing can be brought back.
    if (event->undo != Undo::reversible || undoer == undoers().end() || event->undo_data.empty())
        refuse_final(event->undo == Undo::reversible ? Undo::final : event->undo);

    Subject const subject{event->noun, event->subject_id};
    Fact fact{.noun = subject.noun,
              .id = subject.id,
              .verb = "undone",
              .details = json::to_json(UndoneDetails{event_id, event->verb}),
              .also = store::subjects_of(tx, event_id)};
    auto const undone_by = write(tx, actor, now, fact, event_id);
    if (!store::mark_undone(tx, event_id, undone_by)) refuse_undone();
    undoer->second(tx, actor, now, subject, event->undo_data);
}

}  // namespace journal
