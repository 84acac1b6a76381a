#include "app/job_routes.h"

#include "features/accounts/permissions.h"
#include "platform/db/testing.h"
#include "platform/http/dispatch.h"
#include "platform/jobs/jobs.h"

#include <chrono>
#include <thread>

namespace {

using namespace std::chrono_literals;

struct Nothing {
    int number = 0;
};
BOOST_DESCRIBE_STRUCT(Nothing, (), (number))

class FailedJobs : public db::testing::BothDatabases {
  protected:
    FailedJobs() { app::mount_job_routes(router); }

    http::Response ask(std::string const& method, std::string const& path,
                       std::string_view role = accounts::administrator, http::Fields query = {}) {
        http::Dispatcher dispatcher(router, database(), clock,
                                    [role](http::Request const&, base::Instant) {
                                        http::Actor actor;
                                        actor.id = 1;
                                        actor.permissions = accounts::permissions_of(role);
                                        return actor;
                                    },
                                    {});
        http::Request request;
        request.method = method;
        request.path = path;
        request.query = std::move(query);
        return dispatcher.handle(request);
    }
    std::int64_t enqueue() {
        return database().write([&](db::Transaction& tx) {
            return jobs::enqueue(tx, "unknown_work", Nothing{}, clock.now());
        });
    }
    jobs::Counts counts() {
        return database().read([](db::Reader& reader) { return jobs::counts(reader); });
    }
    void work_until_failed(std::int64_t count) {
        jobs::Workers workers(database(), clock, 1);
        workers.start();
        for (int i = 0; i < 500 && counts().failed < count; ++i) std::this_thread::sleep_for(10ms);
        workers.stop();
        ASSERT_EQ(counts().failed, count);
    }
    base::SystemClock clock;
    http::Router router;
};

TEST_P(FailedJobs, AreSeenTriedAgainAndGivenUpByWhoMay) {
    auto const first = std::to_string(enqueue()), second = std::to_string(enqueue());
    work_until_failed(2);
    EXPECT_EQ(ask("GET", "/api/failed-jobs", accounts::sales_manager).status, 403);
    auto const list = ask("GET", "/api/failed-jobs").body;
    EXPECT_NE(list.find("unknown_work"), std::string::npos);
    EXPECT_NE(list.find("knows no work of this kind"), std::string::npos);
    EXPECT_EQ(ask("POST", "/api/failed-jobs/" + first + "/attempt").status, 204);
    EXPECT_EQ(counts().waiting, 1);
    EXPECT_EQ(ask("POST", "/api/failed-jobs/" + first + "/attempt").status, 404);
    work_until_failed(2);
    EXPECT_EQ(ask("DELETE", "/api/failed-jobs/" + second, accounts::head).status, 204);
    EXPECT_EQ(ask("DELETE", "/api/failed-jobs/" + second).status, 404);
    EXPECT_EQ(counts().failed, 1);
}

TEST_P(FailedJobs, ComeInPages) {
    for (int i = 0; i < 51; ++i) enqueue();
    work_until_failed(51);
    auto const page = ask("GET", "/api/failed-jobs").body;
    auto const at = page.find("\"next\":\"");
    ASSERT_NE(at, std::string::npos);
    auto const next = page.substr(at + 8, page.find('"', at + 8) - at - 8);
    auto const last = ask("GET", "/api/failed-jobs", accounts::head, {{"before", next}}).body;
    EXPECT_NE(last.find("\"next\":null"), std::string::npos);
    EXPECT_NE(last.find("unknown_work"), std::string::npos);
}

BOTH_DATABASES(FailedJobs);

}  // namespace
