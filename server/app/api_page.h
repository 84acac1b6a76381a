// The readable page of the API at /api/: every route with its permission, what it takes and gives,
// and every type; made from the same description as /api/openapi.json, without a script.
#pragma once
#include "platform/http/router.h"

#include <string>

namespace app {

// Its one style sheet carries the nonce of the answer's content security policy.
std::string api_page(http::Router const& router, std::string const& nonce);

}  // namespace app
