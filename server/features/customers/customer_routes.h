// The routes of companies, contacts and groups, and of duplicates while typing.
#pragma once
#include "platform/http/router.h"

namespace customers {

void mount_company_routes(http::Router& router);
void mount_contact_routes(http::Router& router);

inline void mount(http::Router& router) {
    mount_company_routes(router);
    mount_contact_routes(router);
}

}  // namespace customers
