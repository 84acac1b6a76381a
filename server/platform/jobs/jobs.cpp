#include "platform/jobs/jobs.h"

#include "platform/base/log.h"
#include "platform/base/text.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace jobs {
namespace {

using namespace std::chrono_literals;

// A worker that has not finished after this long counts as dead, and its job is given out again.
constexpr auto lease_of_a_job = 10min;

std::chrono::milliseconds back_off(int attempt) {
    constexpr std::array<std::chrono::milliseconds, 5> pauses{1min, 5min, 30min, 2h, 8h};
    return pauses[std::min<std::size_t>(static_cast<std::size_t>(attempt - 1), pauses.size() - 1)];
}

struct Due {
    std::int64_t id;
    std::string kind;
    std::string payload;
    std::int64_t attempt;
    std::int64_t attempts_allowed;
};
BOOST_DESCRIBE_STRUCT(Due, (), (id, kind, payload, attempt, attempts_allowed))

// The oldest due job that nobody works on. PostgreSQL's workers step over each other's rows;
// SQLite has one writer.
std::optional<Due> claim(db::Transaction& tx, std::string const& worker, base::Instant now) {
    std::string sql =
        "UPDATE jobs SET state = 'running', attempt = attempt + 1, worker = $1, run_at = $2 WHERE "
        "id = ("
        "SELECT id FROM jobs WHERE state IN ('waiting', 'running') AND run_at <= $3 ORDER BY "
        "run_at, id LIMIT 1";
    if (tx.dialect() == db::Dialect::postgres) sql += " FOR UPDATE SKIP LOCKED";
    sql += ") RETURNING id, kind, payload, attempt, attempts_allowed";
    return tx.maybe<Due>(sql, worker, now + lease_of_a_job, now);
}

void finish(db::Transaction& tx, std::int64_t id, std::string const& worker, base::Instant now) {
    tx.run(
        "UPDATE jobs SET state = 'done', finished_at = $3, last_error = '' WHERE id = $1 AND "
        "worker = $2",
        id, worker, now);
}

void fail(db::Transaction& tx, Due const& job, std::string const& worker, std::string const& error,
          bool hopeless, base::Instant now) {
    bool const last = hopeless || job.attempt >= job.attempts_allowed;
    // A waiting twin with the same unique key already stands for this work.
    tx.run("UPDATE jobs SET unique_key = NULL WHERE id = $1", job.id);
    tx.run(
        "UPDATE jobs SET state = $3, run_at = $4, last_error = $5, finished_at = $6 "
        "WHERE id = $1 AND worker = $2",
        job.id, worker, last ? "failed" : "waiting",
        last ? now : now + back_off(static_cast<int>(job.attempt)),
        base::clean(base::shortened(error, 2000)), last ? std::optional(now) : std::nullopt);
}

}  // namespace

std::int64_t enqueue_text(db::Transaction& tx, std::string_view kind, std::string const& payload,
                          base::Instant now, Options const& options) {
    auto const run_at = std::max(options.run_at, now);
    tx.signal("jobs");
    auto const unique =
        options.unique_key.empty() ? std::nullopt : std::optional(options.unique_key);
    if (unique) {
        auto const waiting = tx.maybe<std::int64_t>(
            "SELECT id FROM jobs WHERE kind = $1 AND unique_key = $2 AND state = 'waiting'", kind,
            *unique);
        if (waiting) return *waiting;
    }
    return tx.insert(
        "INSERT INTO jobs (kind, payload, unique_key, state, run_at, attempts_allowed, created_at) "
        "VALUES ($1, $2, $3, 'waiting', $4, $5, $6) RETURNING id",
        kind, payload, unique, run_at, options.attempts, now);
}

std::vector<FailedJob> failed(db::Reader& reader, std::int64_t before_id, int limit) {
    return reader.all<FailedJob>(
        "SELECT id, kind, payload, attempt, last_error, created_at, finished_at AS failed_at FROM "
        "jobs "
        "WHERE state = 'failed' AND id < $1 ORDER BY id DESC LIMIT $2",
        before_id, limit);
}

bool retry(db::Transaction& tx, std::int64_t id, base::Instant now) {
    tx.signal("jobs");
    return tx.run(
               "UPDATE jobs SET state = 'waiting', run_at = $2, attempt = 0, finished_at = NULL "
               "WHERE id = $1 AND state = 'failed'",
               id, now) == 1;
}

bool discard(db::Transaction& tx, std::int64_t id) {
    return tx.run("DELETE FROM jobs WHERE id = $1 AND state = 'failed'", id) == 1;
}

void forget_waiting(db::Transaction& tx) {
    tx.run("DELETE FROM jobs WHERE state = 'waiting'");
}

Counts counts(db::Reader& reader) {
    return {
        reader.one<std::int64_t>("SELECT count(*) FROM jobs WHERE state IN ('waiting', 'running')"),
        reader.one<std::int64_t>("SELECT count(*) FROM jobs WHERE state = 'failed'")};
}

std::optional<std::int64_t> take_lease(db::Database& database, std::string_view name,
                                       std::string_view holder, base::Instant now,
                                       std::chrono::milliseconds duration) {
    return database.write([&](db::Transaction& tx) {
        return tx.maybe<std::int64_t>(
            "INSERT INTO leases (name, holder, fence, expires_at) VALUES ($1, $2, 1, $4) "
            "ON CONFLICT (name) DO UPDATE SET "
            "fence = leases.fence + CASE WHEN leases.holder = excluded.holder THEN 0 ELSE 1 END, "
            "holder = excluded.holder, expires_at = excluded.expires_at "
            "WHERE leases.holder = excluded.holder OR leases.expires_at <= $3 RETURNING fence",
            name, holder, now, now + duration);
    });
}

void release_lease(db::Database& database, std::string_view name, std::string_view holder) {
    database.write([&](db::Transaction& tx) {
        tx.run("UPDATE leases SET expires_at = 0 WHERE name = $1 AND holder = $2", name, holder);
    });
}

struct Workers::State {
    db::Database& database;
    base::Clock const& clock;
    int thread_count;
    std::string const name = base::random_token();  // of this process among others

    struct Recurring {
        std::string name;
        std::chrono::milliseconds interval;
        std::function<void()> work;
        std::chrono::steady_clock::time_point next;
    };

    std::map<std::string, std::function<void(Job const&)>> handlers;
    std::vector<Recurring> recurring;
    std::vector<std::thread> threads;
    std::shared_ptr<void> listening;
    std::mutex mutex;
    std::condition_variable wake;
    std::uint64_t signals = 0;
    bool stopping = false;

    void work() {
        for (;;) {
            std::uint64_t seen = 0;
            {
                std::lock_guard const lock(mutex);
                if (stopping) return;
                seen = signals;
            }
            bool worked = false;
            try {
                worked = run_one();
            } catch (std::exception const&) {  // the database is away: look again later
            }
            if (worked) continue;
            std::unique_lock lock(mutex);
            // Woken by a signal; the timed look finds what became due by time.
            wake.wait_for(lock, 500ms, [&] { return stopping || signals != seen; });
        }
    }

    bool run_one() {
        auto const due =
            database.write([&](db::Transaction& tx) { return claim(tx, name, clock.now()); });
        if (!due) return false;
        Job const job{due->id, due->kind, due->payload, static_cast<int>(due->attempt),
                      due->attempt >= due->attempts_allowed};
        std::string error;
        bool failed = true, hopeless = false;
        try {
            auto const handler = handlers.find(job.kind);
            if (handler == handlers.end())
                throw Hopeless("this program knows no work of this kind");
            handler->second(job);
            failed = false;
        } catch (Hopeless const& failure) {
            hopeless = true;
            error = failure.what();
        } catch (base::Refusal const& refusal) {
            error = refusal.message.ru;
        } catch (std::exception const& failure) {
            error = failure.what();
        }
        if (failed)  // its text stands in the failed list, it may tell about people
            base::log::warning("job_failed", {{"job", job.id},
                                              {"kind", job.kind},
                                              {"attempt", job.attempt},
                                              {"last", job.last_attempt || hopeless}});
        database.write([&](db::Transaction& tx) {
            if (!failed)
                finish(tx, job.id, name, clock.now());
            else
                fail(tx, *due, name, error, hopeless, clock.now());
        });
        return true;
    }

    void keep_schedule() {
        for (;;) {
            std::unique_lock lock(mutex);
            if (stopping) return;
            auto next = std::chrono::steady_clock::now() + 1h;
            for (auto const& entry : recurring) next = std::min(next, entry.next);
            wake.wait_until(lock, next, [&] { return stopping; });
            if (stopping) return;
            lock.unlock();
            for (auto& entry : recurring) {
                if (entry.next > std::chrono::steady_clock::now()) continue;
                entry.next = std::chrono::steady_clock::now() + entry.interval;
                try {
                    if (take_lease(database, "schedule:" + entry.name, name, clock.now(),
                                   entry.interval))
                        entry.work();
                } catch (std::exception const&) {  // tried again at the next turn
                }
            }
        }
    }
};

Workers::Workers(db::Database& database, base::Clock const& clock, int threads)
    : impl_(new State{database, clock, threads}) {}

Workers::~Workers() {
    stop();
}

void Workers::handle(std::string kind, std::function<void(Job const&)> handler) {
    impl_->handlers[std::move(kind)] = std::move(handler);
}

void Workers::every(std::string name, std::chrono::milliseconds interval,
                    std::function<void()> work) {
    impl_->recurring.push_back(
        {std::move(name), interval, std::move(work), std::chrono::steady_clock::now()});
}

void Workers::start() {
    impl_->listening = impl_->database.listen("jobs", [impl = impl_.get()] {
        std::lock_guard const lock(impl->mutex);
        ++impl->signals;
        impl->wake.notify_all();
    });
    every("jobs: forget finished", 1h, [impl = impl_.get()] {
        impl->database.write([&](db::Transaction& tx) {
            tx.run("DELETE FROM jobs WHERE state = 'done' AND finished_at < $1",
                   impl->clock.now() - 24h);
        });
    });
    for (int i = 0; i < impl_->thread_count; ++i)
        impl_->threads.emplace_back([impl = impl_.get()] { impl->work(); });
    impl_->threads.emplace_back([impl = impl_.get()] { impl->keep_schedule(); });
}

void Workers::stop() {
    impl_->listening.reset();
    {
        std::lock_guard const lock(impl_->mutex);
        impl_->stopping = true;
    }
    impl_->wake.notify_all();
    for (auto& thread : impl_->threads) thread.join();
    impl_->threads.clear();
}

}  // namespace jobs
