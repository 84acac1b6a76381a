// Work that happens later, never lost: a job row is written in the transaction of what caused it
// and run by a worker after the commit, in this process or another. A job that throws is tried
// again with back-off (1 min, 5 min, 30 min, 2 h, 8 h), then stands in the failed list, where a
// person sees its error and tries again. A job may run twice after a crash: handlers are written
// for that. Recurring work stands in one table (app/schedule.cpp).
#pragma once
#include "platform/base/time.h"
#include "platform/db/database.h"
#include "platform/json/json.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace jobs {

struct Options {
    base::Instant run_at{};  // not before; 0 = at once
    std::string unique_key;  // if set: no second waiting job of this kind and key is made
    int attempts = 6;        // in all, before it stands in the failed list
};

// Queues a job; `payload` is a described struct. Returns its id (the waiting one's, if unique).
std::int64_t enqueue_text(db::Transaction& tx, std::string_view kind, std::string const& payload,
                          base::Instant now, Options const& options);

template <class Payload>
std::int64_t enqueue(db::Transaction& tx, std::string_view kind, Payload const& payload,
                     base::Instant now, Options const& options = {}) {
    return enqueue_text(tx, kind, json::to_json(payload), now, options);
}

struct Job {
    std::int64_t id;
    std::string kind;
    std::string payload;  // JSON
    int attempt;          // 1 for the first
    bool last_attempt;
};

// Thrown by a handler when trying again is pointless: goes to the failed list at once.
class Hopeless : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

// The failed list: what a person sees, tries again or gives up.
struct FailedJob {
    std::int64_t id;
    std::string kind;
    std::string payload;  // JSON
    std::int64_t attempt;
    std::string last_error;
    base::Instant created_at;
    base::Instant failed_at;
};
BOOST_DESCRIBE_STRUCT(FailedJob, (),
                      (id, kind, payload, attempt, last_error, created_at, failed_at))

std::vector<FailedJob> failed(db::Reader& reader, std::int64_t before_id,
                              int limit);  // newest first
bool retry(db::Transaction& tx, std::int64_t id,
           base::Instant now);  // false: no failed job of this id
bool discard(db::Transaction& tx, std::int64_t id);
// For `tirazh seed`: what waits would only tell servers and pages that are not there.
void forget_waiting(db::Transaction& tx);

struct Counts {
    std::int64_t waiting;
    std::int64_t failed;
};
Counts counts(db::Reader& reader);

class Workers {
  public:
    Workers(db::Database& database, base::Clock const& clock, int threads);
    ~Workers();

    // Before start(). The handler runs outside of any transaction and opens its own.
    void handle(std::string kind, std::function<void(Job const&)> handler);

    template <class Payload>
    void on(std::string kind, std::function<void(Payload const&, Job const&)> handler) {
        handle(std::move(kind), [handler = std::move(handler)](Job const& job) {
            handler(json::from_json<Payload>(job.payload), job);
        });
    }

    // Recurring work: runs `work` every `interval` in one process at a time (a lease row).
    void every(std::string name, std::chrono::milliseconds interval, std::function<void()> work);

    void start();
    void stop();  // waits for running jobs

  private:
    struct State;
    std::unique_ptr<State> impl_;
};

// A lease: one holder among all processes for a named thing (a mailbox, a schedule). The fencing
// number grows with each new holder. Returns it, or nothing if another holds the lease.
std::optional<std::int64_t> take_lease(db::Database& database, std::string_view name,
                                       std::string_view holder, base::Instant now,
                                       std::chrono::milliseconds duration);
void release_lease(db::Database& database, std::string_view name, std::string_view holder);

}  // namespace jobs
