// SQLite: one writer thread that commits in groups, and a pool of read-only connections beside it.
#include "platform/db/sqlite.h"

#include "platform/db/signals.h"
#include "platform/db/sqlite_connection.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace db {
namespace {

// A batch ends when nobody waits any more, or at this many writes: a commit costs one fsync
// whatever its size, and nobody should wait for more than a few dozen others.
constexpr std::size_t batch_limit = 64;

class SqliteReader : public Reader {
  public:
    explicit SqliteReader(SqliteConnection& connection) : connection_(connection) {}
    Dialect dialect() const override { return Dialect::sqlite; }

  protected:
    std::int64_t execute(std::string_view sql, Value const* values, std::size_t count,
                         std::function<bool(Row const&)> const& each) override {
        return connection_.execute(sql, values, count, each);
    }

  private:
    SqliteConnection& connection_;
};

class SqliteTransaction : public Transaction {
  public:
    explicit SqliteTransaction(SqliteConnection& connection) : connection_(connection) {}
    Dialect dialect() const override { return Dialect::sqlite; }
    void signal(std::string const& channel) override { signals_.insert(channel); }
    void savepoint(std::function<void()> const& part) override {
        connection_.run("SAVEPOINT part");
        auto const signals = signals_;
        try {
            part();
        } catch (...) {
            connection_.run("ROLLBACK TO part");
            connection_.run("RELEASE part");
            signals_ = signals;
            throw;
        }
        connection_.run("RELEASE part");
    }
    std::set<std::string> const& signals() const { return signals_; }

  protected:
    std::int64_t execute(std::string_view sql, Value const* values, std::size_t count,
                         std::function<bool(Row const&)> const& each) override {
        return connection_.execute(sql, values, count, each);
    }

  private:
    SqliteConnection& connection_;
    std::set<std::string> signals_;
};

class SqliteDatabase : public Database {
  public:
    explicit SqliteDatabase(Settings const& settings)
        : writer_connection_(settings.sqlite_path, false), path_(settings.sqlite_path) {
        for (int i = 0; i < std::max(1, settings.readers); ++i)
            free_readers_.push_back(std::make_unique<SqliteConnection>(path_, true));
        writer_ = std::thread([this] { write_batches(); });
    }

    ~SqliteDatabase() override {
        {
            std::lock_guard const lock(mutex_);
            stopping_ = true;
        }
        wake_.notify_all();
        writer_.join();
    }

    Dialect dialect() const override { return Dialect::sqlite; }
    std::shared_ptr<void> listen(std::string const& channel,
                                 std::function<void()> listener) override {
        return signals_.listen(channel, std::move(listener));
    }

  protected:
    void run_read(std::function<void(Reader&)> const& work) override {
        auto connection = take_reader();
        struct Return {
            SqliteDatabase& database;
            std::unique_ptr<SqliteConnection>& connection;
            ~Return() {
                try {
                    if (connection->in_transaction()) connection->run("ROLLBACK");
                } catch (...) {  // a connection in an unknown state is replaced by a fresh one
                    connection = std::make_unique<SqliteConnection>(database.path_, true);
                }
                database.give_back(std::move(connection));
            }
        } const give_back{*this, connection};
        connection->run("BEGIN");
        SqliteReader reader(*connection);
        work(reader);
        connection->run("COMMIT");
    }

    void run_write(std::function<void(Transaction&)> const& work) override {
        if (std::this_thread::get_id() == writer_.get_id())
            throw std::logic_error("a write was started inside a write");
        Request request{&work};
        std::unique_lock lock(mutex_);
        if (stopping_) throw Error(ErrorKind::connection, "the database is closing");
        waiting_.push_back(&request);
        wake_.notify_one();
        request.done_wake.wait(lock, [&] { return request.done; });
        if (request.error) std::rethrow_exception(request.error);
    }

  private:
    struct Request {
        std::function<void(Transaction&)> const* work;
        std::exception_ptr error;
        bool done = false;
        std::condition_variable done_wake;
    };

    std::unique_ptr<SqliteConnection> take_reader() {
        std::unique_lock lock(readers_mutex_);
        reader_free_.wait(lock, [this] { return !free_readers_.empty(); });
        auto connection = std::move(free_readers_.back());
        free_readers_.pop_back();
        return connection;
    }
    void give_back(std::unique_ptr<SqliteConnection> connection) {
        {
            std::lock_guard const lock(readers_mutex_);
            free_readers_.push_back(std::move(connection));
        }
        reader_free_.notify_one();
    }

    Request* next() {
        std::lock_guard const lock(mutex_);
        if (waiting_.empty()) return nullptr;
        auto* const request = waiting_.front();
        waiting_.pop_front();
        return request;
    }

    void write_batches() {
        for (;;) {
            {
                std::unique_lock lock(mutex_);
                wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
                if (waiting_.empty()) return;
            }
            write_batch();
        }
    }

    // Runs what waits, commits once, and only then answers. If the commit or the batch's start
    // fails, nothing of it is in the database and everybody gets the error.
    void write_batch() {
        std::vector<Request*> batch;
        std::set<std::string> signals;
        try {
            writer_connection_.run("BEGIN IMMEDIATE");
            for (Request* request; batch.size() < batch_limit && (request = next());) {
                batch.push_back(request);
                SqliteTransaction tx(writer_connection_);
                try {
                    tx.savepoint([&] { (*request->work)(tx); });
                    signals.insert(tx.signals().begin(), tx.signals().end());
                } catch (...) {
                    request->error = std::current_exception();
                    if (!writer_connection_.in_transaction()) throw;  // e.g. the disk is full
                }
            }
            writer_connection_.run("COMMIT");
            signals_.raise(signals);
        } catch (...) {
            auto const error = std::current_exception();
            if (writer_connection_.in_transaction()) writer_connection_.run("ROLLBACK");
            if (batch.empty()) {
                if (Request* const request = next()) batch.push_back(request);
            }
            for (auto* request : batch)
                if (!request->error) request->error = error;
        }
        std::lock_guard const lock(mutex_);
        for (auto* request : batch) {
            request->done = true;
            request->done_wake.notify_one();
        }
    }

    SqliteConnection writer_connection_;
    std::string path_;
    Signals signals_;

    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Request*> waiting_;
    bool stopping_ = false;

    std::mutex readers_mutex_;
    std::condition_variable reader_free_;
    std::vector<std::unique_ptr<SqliteConnection>> free_readers_;

    std::thread writer_;
};

}  // namespace

std::unique_ptr<Database> open_sqlite(Settings const& settings) {
    return std::make_unique<SqliteDatabase>(settings);
}

}  // namespace db
