// Mounts the routes of every feature, lowest first.
#include "app/first_start.h"
#include "app/job_routes.h"
#include "app/parts.h"
#include "features/accounts/accounts_routes.h"
#include "features/calendar/calendar_routes.h"
#include "features/catalog/catalog.h"
#include "features/customers/customer_routes.h"
#include "features/deals/deal_routes.h"
#include "features/files/attachment_routes.h"
#include "features/inbox/enquiry_routes.h"
#include "features/journal/journal_routes.h"
#include "features/letters/letter_routes.h"
#include "features/map/live_map.h"
#include "features/process/process_routes.h"
#include "features/quotes/quote_routes.h"
#include "features/search/search_routes.h"
#include "features/tasks/task_routes.h"

namespace app {

void mount_routes(http::Router& router, Parts& parts) {
    accounts::mount(router,
                    {parts.config.public_https(),
                     [&](std::string const& code) { return setup_code_fits(parts.config, code); },
                     [&] { forget_setup_code(parts.config); }});
    journal::mount(router);
    search::mount(router);
    calendar::mount(router);
    process::mount(router);
    customers::mount(router);
    tasks::mount(router);
    files::mount(router, parts.files);
    letters::mount(router, parts.secrets, parts.files);
    catalog::mount(router, parts.files);
    deals::mount(router);
    quotes::mount(router, parts.files, quotes::sending_parts(parts.secrets, parts.config));
    quotes::mount_pdf(router, parts.files, parts.printer);
    map::mount(router);
    inbox::mount(router);
    mount_job_routes(router);
}

}  // namespace app
