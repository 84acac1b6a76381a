// What this feature tells those above it: the timeline stands higher in layers.txt and listens
// (app/reactions.cpp).
#pragma once
#include "platform/base/announcement.h"
#include "platform/base/time.h"
#include "platform/http/call.h"

#include <cstdint>
#include <string>

namespace accounts {

// Somebody changed a person, a team, a seller, a token or the settings.
struct Change {
    std::string noun;  // person, team, seller, company
    std::int64_t id = 0;
    std::string verb;            // past participle: "created", "changed", "password_reset"
    std::string details = "{}";  // JSON without personal values
};
inline base::Announcement<db::Transaction&, http::Actor const&, base::Instant, Change const&>
    changed;

// Tells the timeline and the open pages; `version` is the changed thing's.
void tell(db::Transaction& tx, http::Actor const& actor, base::Instant now, Change const& change,
          std::int64_t version);

}  // namespace accounts
