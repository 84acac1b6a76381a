// What a person has to do, and when (1.2.3). A task is about a thing (a deal, an enquiry, a
// company) and belongs to one person. Those that the process makes carry an origin key, so that
// each stay in a stage makes them once.
#pragma once
#include "platform/base/announcement.h"
#include "platform/base/time.h"
#include "platform/http/call.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tasks {

struct NewTask {
    std::string kind = "other";  // key of the process: call, quote, letter, other
    std::string title;
    std::string note;
    std::int64_t assignee_id = 0;
    std::string noun;  // what it is about; empty for nothing
    std::int64_t subject_id = 0;
    base::Instant due_at;
    bool whole_day = false;
    std::string origin_key;  // empty: made by a person
};

// Returns the task's id; for an origin key that exists already the existing one.
std::int64_t open(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                  NewTask const& task);

// Closes the open tasks of a kind about a thing («the control call is closed by itself when the
// client has answered», 1.3.1.2); returns how many.
int close_all(db::Transaction& tx, http::Actor const& actor, base::Instant now,
              std::string_view noun, std::int64_t subject_id, std::string_view kind,
              std::string const& result);

// The due instant of the first open task about the thing, if any.
std::optional<base::Instant> next_step(db::Reader& reader, std::string_view noun,
                                       std::int64_t subject_id);

// After any change of the open tasks about a thing: noun, subject (deals keep their next step).
inline base::Announcement<db::Transaction&, std::string const&, std::int64_t, base::Instant>
    changed;

// A task about a thing was given to a person: noun, subject, person (who then has to see it).
inline base::Announcement<db::Transaction&, std::string const&, std::int64_t, std::int64_t>
    assigned;

// Open tasks about a thing change hands (a deal has a new owner).
void pass_on(db::Transaction& tx, http::Actor const& actor, base::Instant now,
             std::string_view noun, std::int64_t subject_id, std::int64_t from, std::int64_t to);

// Cancels open tasks about a thing whose origin key begins so: what the process made them for is
// over or was undone. With an empty prefix all of them, people's own too. Returns them, for
// restore().
std::vector<std::int64_t> withdraw(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                                   std::string_view noun, std::int64_t subject_id,
                                   std::string_view origin_prefix);
// Opens withdrawn tasks again: that end was undone.
void restore(db::Transaction& tx, http::Actor const& actor, base::Instant now,
             std::vector<std::int64_t> const& ids);

}  // namespace tasks
