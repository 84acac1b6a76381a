// /api/calendar: the production calendar of a year.
#pragma once
#include "platform/http/router.h"

namespace calendar {

void mount(http::Router& router);

}  // namespace calendar
