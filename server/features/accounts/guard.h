// Who asks: from the session cookie of the page or the token of a program. Every request passes
// here before its route is called.
#pragma once
#include "platform/base/time.h"
#include "platform/db/database.h"
#include "platform/http/call.h"

namespace accounts {

inline constexpr char session_cookie[] = "tirazh_session";

// An Actor with id 0 if nobody is signed in. A Bearer token that is not valid (any more) is a
// Refusal: a program must not go on as nobody.
http::Actor who_asks(db::Database& database, http::Request const& request, base::Instant now);

// Has the actor still the session (or a token) it was made of, and the same rights? Asked by
// long-lived streams, which end otherwise; the page opens a new one.
bool session_goes_on(db::Reader& reader, http::Actor const& actor, base::Instant now);

// The actor that a person is, with the permissions of the role and the company's settings.
http::Actor actor_of(db::Reader& reader, std::int64_t person_id);

}  // namespace accounts
