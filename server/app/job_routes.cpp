#include "app/job_routes.h"

#include "features/accounts/permissions.h"
#include "platform/base/refusal.h"

namespace app {

struct FailedJobFilter {
    std::optional<std::int64_t> before;  // the cursor: `next` of the page before
};
BOOST_DESCRIBE_STRUCT(FailedJobFilter, (), (before))

struct FailedJobPage {
    std::vector<jobs::FailedJob> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(FailedJobPage, (), (items, next))

namespace {

constexpr int page_size = 50;

[[noreturn]] void refuse_unknown() {
    throw base::Refusal::not_found(
        "not_found", {"Такой неудавшейся работы нет: её уже повторили или сняли.",
                      "There is no such failed work: it was tried again or given up."});
}

FailedJobPage list(http::ReadCall& call, FailedJobFilter const& filter) {
    FailedJobPage page;
    page.items = jobs::failed(call.db, filter.before.value_or(INT64_MAX), page_size);
    if (static_cast<int>(page.items.size()) == page_size)
        page.next = std::to_string(page.items.back().id);
    return page;
}

}  // namespace

void mount_job_routes(http::Router& router) {
    router.get("/api/failed-jobs", accounts::jobs_manage, "Work that failed, newest first", &list);
    router.post("/api/failed-jobs/{id}/attempt", accounts::jobs_manage, "Try it again",
                [](http::WriteCall& call) {
                    if (!jobs::retry(call.db, call.id(), call.now)) refuse_unknown();
                });
    router.remove("/api/failed-jobs/{id}", accounts::jobs_manage, "Give it up (final)",
                  [](http::WriteCall& call) {
                      if (!jobs::discard(call.db, call.id())) refuse_unknown();
                  });
}

}  // namespace app
