// Rows of the timeline.
#pragma once
#include "features/journal/journal.h"
#include "platform/db/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

namespace journal::store {

struct EventRow {
    std::int64_t id = 0;
    base::Instant at;
    std::optional<std::int64_t> actor_id;
    std::string actor_name;
    std::string noun;
    std::int64_t subject_id = 0;
    std::string verb;
    std::string details;
    std::string personal;   // empty: nothing, or cleared
    std::string undo_data;  // the same
    Undo undo = Undo::final;
    std::optional<std::int64_t> undone_by;
    std::optional<std::int64_t> undoes;
};
BOOST_DESCRIBE_STRUCT(EventRow, (),
                      (id, at, actor_id, actor_name, noun, subject_id, verb, details, personal,
                       undo_data, undo, undone_by, undoes))

std::int64_t insert(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                    Fact const& fact, std::optional<std::int64_t> undoes);
void add_subject(db::Transaction& tx, Subject const& subject, std::int64_t event_id);

std::optional<EventRow> find(db::Reader& reader, std::int64_t event_id);
std::vector<Subject> subjects_of(db::Reader& reader, std::int64_t event_id);

// Newest first, below `before`.
std::vector<EventRow> timeline(db::Reader& reader, Subject const& subject, std::int64_t before,
                               int limit);

// False if somebody was quicker.
bool mark_undone(db::Transaction& tx, std::int64_t event_id, std::int64_t undone_by);

}  // namespace journal::store
