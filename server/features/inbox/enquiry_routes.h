// The routes of the inbox (1.1).
#pragma once
#include "platform/http/router.h"

namespace inbox {

void mount(http::Router& router);

}  // namespace inbox
