// The list of work that failed: seen, tried again, given up.
#pragma once
#include "platform/http/router.h"
#include "platform/jobs/jobs.h"

namespace app {

void mount_job_routes(http::Router& router);

}  // namespace app
