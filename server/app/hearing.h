// Who may hear of which live event.
#pragma once
#include "platform/live/live.h"

namespace app {

// "person:17" only that person; a thing by its noun's may_see; a noun as a whole (id 0) everybody
// who is signed in: the event says no more than "look again".
bool may_hear(db::Reader& reader, http::Actor const& actor, live::Event const& event);

}  // namespace app
