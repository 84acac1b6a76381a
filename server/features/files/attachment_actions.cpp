// Adding and removing files by hand: with permission, on the thing's timeline, with undo.
#include "features/files/attachment_store.h"
#include "features/files/attachments.h"
#include "features/journal/journal.h"
#include "features/journal/nouns.h"
#include "platform/base/text.h"
#include "platform/json/json.h"
#include "platform/live/live.h"

namespace files {
namespace {

constexpr char const* noun = "attachment";

struct FileDetails {
    std::int64_t attachment_id;
    std::string media_type;
    std::int64_t bytes;
};
BOOST_DESCRIBE_STRUCT(FileDetails, (), (attachment_id, media_type, bytes))

struct FileName {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(FileName, (), (name))

std::int64_t record(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                    Attachment const& file, char const* verb) {
    live::publish(tx, {.noun = file.noun, .id = file.subject_id, .verb = "files_changed"}, now);
    return journal::record(
        tx, actor, now,
        {.noun = noun,
         .id = file.id,
         .verb = verb,
         .details = json::to_json(FileDetails{file.id, file.media_type, file.bytes}),
         .personal = json::to_json(FileName{file.name}),
         .undo = journal::Undo::reversible,
         .undo_data = "{}",
         .also = {{file.noun, file.subject_id}}});
}

[[noreturn]] void refuse_missing() {
    throw base::Refusal::not_found("attachment_not_found",
                                   {"Такого файла нет: возможно, его удалили.",
                                    "There is no such file: perhaps it was removed."});
}

// Undoing an adding removes, undoing a removal brings back.
void set_removed(db::Transaction& tx, base::Instant now, std::int64_t id, bool removed) {
    auto const file = rows::find(tx, id, true);
    if (!file) refuse_missing();
    if (!rows::set_removed(tx, id, removed ? std::optional(now) : std::nullopt))
        throw base::Refusal::conflict("file_changed",
                                      {"Файл уже удалили или вернули. Обновите страницу.",
                                       "The file was already removed or brought back. Reload."});
    live::publish(tx, {.noun = file->noun, .id = file->subject_id, .verb = "files_changed"}, now);
}

bool asks_subject(db::Reader& reader, http::Actor const& actor, std::int64_t id, bool change) {
    auto const file = rows::find(reader, id, true);
    if (!file) return false;
    return change ? journal::may_change(reader, actor, file->noun, file->subject_id)
                  : journal::may_see(reader, actor, file->noun, file->subject_id);
}

}  // namespace

Attachment add(db::Transaction& tx, http::Actor const& actor, base::Instant now,
               NewAttachment attachment) {
    journal::require_change(tx, actor, attachment.noun, attachment.subject_id);
    attachment.created_by = actor.id;
    auto const file = rows::find(tx, attach(tx, now, attachment));
    record(tx, actor, now, *file, "file_added");
    return *file;
}

std::int64_t remove(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                    std::int64_t attachment_id) {
    auto const file = rows::find(tx, attachment_id);
    if (!file) refuse_missing();
    journal::require_change(tx, actor, file->noun, file->subject_id);
    rows::set_removed(tx, attachment_id, now);
    return record(tx, actor, now, *file, "file_removed");
}

void register_attachments() {
    journal::register_noun(
        {.key = noun,
         .words = {"Файл", "File"},
         .may_see = [](db::Reader& reader, http::Actor const& actor,
                       std::int64_t id) { return asks_subject(reader, actor, id, false); },
         .may_change = [](db::Reader& reader, http::Actor const& actor,
                          std::int64_t id) { return asks_subject(reader, actor, id, true); },
         .title =
             [](db::Reader& reader, std::int64_t id) {
                 auto const file = rows::find(reader, id, true);
                 return file ? file->name : std::string();
             }});
    for (auto const& [verb, removed] : {std::pair("file_added", true), {"file_removed", false}})
        journal::register_undo(
            noun, verb,
            [removed = removed](db::Transaction& tx, http::Actor const&, base::Instant now,
                                journal::Subject const& subject,
                                std::string const&) { set_removed(tx, now, subject.id, removed); });
}

}  // namespace files
