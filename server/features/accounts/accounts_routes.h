// The routes of this feature: /api/session, /api/sessions, /api/tokens, /api/people, /api/teams,
// /api/roles, /api/colleagues, /api/sellers, /api/company, /api/setup.
#pragma once
#include "platform/http/router.h"

#include <functional>
#include <string>

namespace accounts {

struct RouteSettings {
    bool public_https = false;  // session cookies are Secure
    // The one-time code of the first start (app/first_start.h).
    std::function<bool(std::string const& code)> setup_code_fits;
    std::function<void()> setup_done;
};

void mount_session_routes(http::Router& router, RouteSettings const& settings);
void mount_people_routes(http::Router& router);
void mount_settings_routes(http::Router& router);

inline void mount(http::Router& router, RouteSettings const& settings) {
    mount_session_routes(router, settings);
    mount_people_routes(router);
    mount_settings_routes(router);
}

}  // namespace accounts
