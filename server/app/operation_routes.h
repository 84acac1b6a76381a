// What the administrator and programs ask of the running process: is it well, its numbers, its API
// description, its live events.
#pragma once
#include "app/metrics.h"
#include "app/parts.h"
#include "platform/http/server.h"

namespace app {

void mount_operation_routes(http::Router& router, Parts& parts, Metrics& metrics,
                            http::Server const& server);

}  // namespace app
