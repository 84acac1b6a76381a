#include "platform/db/postgres.h"

#include "platform/db/postgres_connection.h"
#include "platform/db/signals.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <poll.h>
#include <random>
#include <set>
#include <sys/eventfd.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include <libpq-fe.h>

namespace db {
namespace {

using namespace std::chrono_literals;

constexpr int tries = 6;  // of a transaction that met another one

thread_local bool inside_write = false;

class PostgresReader : public Reader {
  public:
    explicit PostgresReader(PostgresConnection& connection) : connection_(connection) {}
    Dialect dialect() const override { return Dialect::postgres; }

  protected:
    std::int64_t execute(std::string_view sql, Value const* values, std::size_t count,
                         std::function<bool(Row const&)> const& each) override {
        return connection_.execute(sql, values, count, each);
    }

  private:
    PostgresConnection& connection_;
};

class PostgresTransaction : public Transaction {
  public:
    explicit PostgresTransaction(PostgresConnection& connection) : connection_(connection) {}
    Dialect dialect() const override { return Dialect::postgres; }
    void signal(std::string const& channel) override { signals_.insert(channel); }
    void savepoint(std::function<void()> const& part) override {
        connection_.script("SAVEPOINT part");
        auto const signals = signals_;
        try {
            part();
        } catch (...) {
            connection_.script("ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part");
            signals_ = signals;
            throw;
        }
        connection_.script("RELEASE SAVEPOINT part");
    }
    std::set<std::string> const& signals() const { return signals_; }

  protected:
    std::int64_t execute(std::string_view sql, Value const* values, std::size_t count,
                         std::function<bool(Row const&)> const& each) override {
        return connection_.execute(sql, values, count, each);
    }

  private:
    PostgresConnection& connection_;
    std::set<std::string> signals_;
};

class PostgresDatabase : public Database {
  public:
    explicit PostgresDatabase(Settings const& settings)
        : settings_(settings),
          free_slots_(std::max(2, settings.readers)),
          stop_event_(eventfd(0, EFD_CLOEXEC)) {
        idle_.push_back(connect());  // a wrong address is told at once
        listener_ = std::thread([this] { hear_signals(); });
    }

    ~PostgresDatabase() override {
        stopping_ = true;
        std::uint64_t const one = 1;
        static_cast<void>(::write(stop_event_, &one, sizeof one));
        listener_.join();
        ::close(stop_event_);
    }

    Dialect dialect() const override { return Dialect::postgres; }
    std::shared_ptr<void> listen(std::string const& channel,
                                 std::function<void()> listener) override {
        return signals_.listen(channel, std::move(listener));
    }

  protected:
    void run_read(std::function<void(Reader&)> const& work) override {
        Lease lease(*this);
        lease.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        PostgresReader reader(*lease.connection);
        work(reader);
        lease.connection->script("COMMIT");
    }

    void run_write(std::function<void(Transaction&)> const& work) override {
        if (inside_write) throw std::logic_error("a write was started inside a write");
        struct Mark {
            Mark() { inside_write = true; }
            ~Mark() { inside_write = false; }
        } const mark;
        for (int attempt = 1;; ++attempt) {
            try {
                Lease lease(*this);
                lease.begin("BEGIN");
                PostgresTransaction tx(*lease.connection);
                work(tx);
                lease.connection->script("COMMIT");
                announce(*lease.connection, tx.signals());
                return;
            } catch (Error const& error) {
                if (error.kind != ErrorKind::serialization || attempt == tries) throw;
            }
            thread_local std::minstd_rand random(std::random_device{}());
            std::this_thread::sleep_for(std::chrono::milliseconds(random() % (10u << attempt)));
        }
    }

  private:
    // A connection of the pool for the length of one transaction.
    struct Lease {
        explicit Lease(PostgresDatabase& database)
            : database(database), connection(database.take()) {}
        ~Lease() {
            try {
                if (connection && connection->alive() && connection->in_transaction())
                    connection->script("ROLLBACK");
            } catch (...) {
                connection.reset();
            }
            if (connection && !connection->alive()) connection.reset();
            database.give_back(std::move(connection));
        }
        // The first statement finds out whether the server is still there: after a restart of it
        // the pooled connections are dead, and nothing has been done yet, so a fresh one is right.
        void begin(char const* statement) {
            try {
                connection->script(statement);
            } catch (Error const& error) {
                if (error.kind != ErrorKind::connection) throw;
                connection = database.connect();
                connection->script(statement);
            }
        }
        PostgresDatabase& database;
        std::unique_ptr<PostgresConnection> connection;
    };

    std::unique_ptr<PostgresConnection> connect() {
        return std::make_unique<PostgresConnection>(settings_.postgres, settings_.postgres_schema);
    }

    std::unique_ptr<PostgresConnection> take() {
        std::unique_lock lock(mutex_);
        slot_free_.wait(lock, [this] { return free_slots_ > 0; });
        --free_slots_;
        if (!idle_.empty()) {
            auto connection = std::move(idle_.back());
            idle_.pop_back();
            return connection;
        }
        lock.unlock();
        try {
            return connect();
        } catch (...) {
            give_back(nullptr);
            throw;
        }
    }
    void give_back(std::unique_ptr<PostgresConnection> connection) {
        {
            std::lock_guard const lock(mutex_);
            if (connection) idle_.push_back(std::move(connection));
            ++free_slots_;
        }
        slot_free_.notify_one();
    }

    std::string channel_prefix() const { return "tirazh:" + settings_.postgres_schema + ":"; }

    // After the commit and outside of it: NOTIFY inside a transaction makes all commits queue on
    // one lock. If the process dies in between, listeners find the rows at their next timed look.
    void announce(PostgresConnection& connection, std::set<std::string> const& channels) {
        signals_.raise(channels);
        for (auto const& channel : channels) {
            try {
                connection.script("NOTIFY " + quoted_identifier(channel_prefix()) + ", '" +
                                  channel + "'");
            } catch (Error const&) {
                return;  // committed all the same
            }
        }
    }

    void hear_signals() {
        while (!stopping_) {
            try {
                PostgresConnection connection(settings_.postgres, settings_.postgres_schema);
                connection.script("LISTEN " + quoted_identifier(channel_prefix()));
                while (!stopping_ && connection.alive()) hear_once(connection);
            } catch (Error const&) {
                pollfd stop{stop_event_, POLLIN, 0};
                poll(&stop, 1, 1000);
            }
        }
    }

    void hear_once(PostgresConnection& connection) {
        pollfd waits[2] = {{PQsocket(connection.handle()), POLLIN, 0}, {stop_event_, POLLIN, 0}};
        poll(waits, 2, -1);
        if (!PQconsumeInput(connection.handle()))
            throw Error(ErrorKind::connection, "listening ended");
        std::set<std::string> channels;
        while (auto* const note = PQnotifies(connection.handle())) {
            if (note->be_pid != PQbackendPID(connection.handle())) channels.insert(note->extra);
            PQfreemem(note);
        }
        signals_.raise(channels);
    }

    Settings settings_;
    Signals signals_;
    std::mutex mutex_;
    std::condition_variable slot_free_;
    std::vector<std::unique_ptr<PostgresConnection>> idle_;
    int free_slots_;
    std::atomic<bool> stopping_ = false;
    int stop_event_;
    std::thread listener_;
};

}  // namespace

std::unique_ptr<Database> open_postgres(Settings const& settings) {
    return std::make_unique<PostgresDatabase>(settings);
}

}  // namespace db
