#include "platform/jobs/jobs.h"

#include "platform/db/testing.h"

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace {

using namespace std::chrono_literals;

struct Payload {
    int number;
};
BOOST_DESCRIBE_STRUCT(Payload, (), (number))

// Moved by hand.
class HandClock : public base::Clock {
  public:
    base::Instant now() const override { return {now_ms}; }
    std::atomic<std::int64_t> now_ms = 1'000'000;
};

class JobsTest : public db::testing::BothDatabases {
  protected:
    HandClock clock;

    std::int64_t enqueue(int number, jobs::Options const& options = {}) {
        return database().write([&](db::Transaction& tx) {
            return jobs::enqueue(tx, "count", Payload{number}, clock.now(), options);
        });
    }
    std::int64_t in_state(std::string const& state) {
        return database().read([&](db::Reader& reader) {
            return reader.one<std::int64_t>("SELECT count(*) FROM jobs WHERE state = $1", state);
        });
    }
    template <class Condition>
    bool eventually(Condition condition) {
        for (int i = 0; i < 500; ++i) {
            if (condition()) return true;
            std::this_thread::sleep_for(10ms);
        }
        return false;
    }
};

TEST_P(JobsTest, RunsEachJobOnceOverSeveralWorkersAndProcesses) {
    std::atomic<int> sum = 0;
    auto const other_database = open_again();
    jobs::Workers here(database(), clock, 2), there(*other_database, clock, 2);
    for (auto* workers : {&here, &there}) {
        workers->on<Payload>(
            "count", [&](Payload const& payload, jobs::Job const&) { sum += payload.number; });
        workers->start();
    }
    for (int i = 1; i <= 50; ++i) enqueue(i);
    EXPECT_TRUE(eventually([&] { return in_state("done") == 50; }));
    EXPECT_EQ(sum, 1275);
}

TEST_P(JobsTest, ARolledBackTransactionLeavesNoJob) {
    EXPECT_THROW(database().write([&](db::Transaction& tx) {
        jobs::enqueue(tx, "count", Payload{1}, clock.now());
        throw std::runtime_error("no");
    }),
                 std::runtime_error);
    EXPECT_EQ(in_state("waiting"), 0);
}

TEST_P(JobsTest, TriesAgainWithBackOffAndThenShowsTheError) {
    std::atomic<int> runs = 0;
    jobs::Workers workers(database(), clock, 1);
    workers.handle("count", [&](jobs::Job const&) {
        ++runs;
        throw std::runtime_error("the carrier's server does not answer");
    });
    workers.start();
    enqueue(1, {.attempts = 2});
    EXPECT_TRUE(eventually([&] { return runs == 1 && in_state("waiting") == 1; }));
    std::this_thread::sleep_for(
        700ms);  // longer than a timed look: nothing happens before its time
    EXPECT_EQ(runs, 1);
    clock.now_ms += 61'000;
    EXPECT_TRUE(eventually([&] { return in_state("failed") == 1; }));
    EXPECT_EQ(runs, 2);
    auto const list =
        database().read([](db::Reader& reader) { return jobs::failed(reader, INT64_MAX, 10); });
    ASSERT_EQ(list.size(), 1u);
    EXPECT_EQ(list.front().last_error, "the carrier's server does not answer");
    EXPECT_TRUE(database().write(
        [&](db::Transaction& tx) { return jobs::retry(tx, list.front().id, clock.now()); }));
    EXPECT_TRUE(eventually([&] { return runs == 3; }));
}

TEST_P(JobsTest, HopelessWorkIsNotRepeated) {
    jobs::Workers workers(database(), clock, 1);
    workers.handle("count", [](jobs::Job const&) { throw jobs::Hopeless("no such letter"); });
    workers.start();
    enqueue(1);
    EXPECT_TRUE(eventually([&] { return in_state("failed") == 1; }));
}

TEST_P(JobsTest, AUniqueJobWaitsOnce) {
    auto const first = enqueue(1, {.run_at = {2'000'000}, .unique_key = "deal 5"});
    EXPECT_EQ(enqueue(2, {.unique_key = "deal 5"}), first);
    EXPECT_NE(enqueue(3, {.run_at = {2'000'000}, .unique_key = "deal 6"}), first);
}

TEST_P(JobsTest, TheJobOfADeadWorkerIsGivenOutAgain) {
    enqueue(1);
    database().write([&](db::Transaction& tx) {  // as a worker does that dies at once
        tx.run("UPDATE jobs SET state = 'running', worker = 'dead', attempt = 1, run_at = $1",
               clock.now() + 10min);
    });
    std::atomic<int> runs = 0;
    jobs::Workers workers(database(), clock, 1);
    workers.handle("count", [&](jobs::Job const&) { ++runs; });
    workers.start();
    std::this_thread::sleep_for(700ms);
    EXPECT_EQ(runs, 0);
    clock.now_ms += 11 * 60'000;
    EXPECT_TRUE(eventually([&] { return runs == 1; }));
}

TEST_P(JobsTest, ALeaseHasOneHolderAndItsFenceGrows) {
    auto const take = [&](char const* holder) {
        return jobs::take_lease(database(), "mailbox:1", holder, clock.now(), 30s);
    };
    EXPECT_EQ(take("a"), 1);
    EXPECT_EQ(take("b"), std::nullopt);
    EXPECT_EQ(take("a"), 1);
    clock.now_ms += 31'000;
    EXPECT_EQ(take("b"), 2);
    EXPECT_EQ(take("a"), std::nullopt);
    jobs::release_lease(database(), "mailbox:1", "b");
    EXPECT_EQ(take("a"), 3);
}

BOTH_DATABASES(JobsTest);

}  // namespace
