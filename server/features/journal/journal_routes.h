// GET /api/timeline and POST /api/events/{id}/undo: the timeline of one thing, and «Отменить».
#pragma once
#include "features/journal/journal.h"
#include "platform/http/router.h"
#include "platform/json/json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace journal {

struct TimelineQuery {
    std::string noun;
    std::int64_t id = 0;
    std::optional<std::int64_t> before;  // the `next` of the page before
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(TimelineQuery, (), (noun, id, before, limit))

struct TimelineEntry {
    std::int64_t id = 0;
    base::Instant at;
    std::optional<std::int64_t> actor_id;  // null: the program, or somebody outside
    std::string actor_name;
    std::string noun;  // what it happened to; the thing itself or one that belongs to it
    std::int64_t subject_id = 0;
    std::string title;  // of that other thing; empty for the thing whose timeline it is
    std::string verb;
    json::Raw details;
    json::Raw personal;  // values that tell about people; null if none or cleared
    Undo undo = Undo::final;
    bool may_undo = false;  // by the one who asks, now
    std::optional<std::int64_t> undone_by;
    std::optional<std::int64_t> undoes;
};
BOOST_DESCRIBE_STRUCT(TimelineEntry, (),
                      (id, at, actor_id, actor_name, noun, subject_id, title, verb, details,
                       personal, undo, may_undo, undone_by, undoes))

struct TimelinePage {
    std::vector<TimelineEntry> items;  // newest first
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(TimelinePage, (), (items, next))

// Only what the actor may see: the thing itself (else Refusal not_found), and each other thing
// whose events stand in its timeline.
TimelinePage timeline(db::Reader& reader, http::Actor const& actor, TimelineQuery const& query);

void mount(http::Router& router);

}  // namespace journal
