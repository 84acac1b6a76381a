// Changing how the department works: a checked text becomes a version, a version comes into force.
#pragma once
#include "features/process/process_store.h"
#include "platform/base/announcement.h"
#include "platform/http/call.h"

#include <cstdint>
#include <string>

namespace process {

struct Change {
    Department const& before;
    Department const& after;
    std::int64_t version;  // of `after`
    http::Actor const& actor;
    base::Instant now;
};

// A version is about to come into force, in its transaction. What stands on a stage that it removes
// refuses here, or moves to the stage that replaces it.
inline base::Announcement<db::Transaction&, Change const&> changing;

// Stores a text that has no mistakes; it is not in force yet. Refusal invalid "process_invalid"
// with the mistakes in its details.
std::int64_t add_version(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                         std::string const& text, std::string const& note);

// Brings a version into force. `seen` is the active version that the person saw: another one is a
// conflict. Compensated by bringing the former one back.
void activate(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
              std::int64_t seen);

// At start: stores the factory's copy where there is none, and a newer factory's copy where nobody
// has changed the old one. Leaves things as they are if a stage in use would be lost.
void follow_factory(db::Transaction& tx, base::Instant now);

}  // namespace process
