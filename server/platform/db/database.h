// One small interface over SQLite and PostgreSQL. Feature code writes one SQL text with $1, $2, …
// in a portable subset and cannot tell which database runs it; where the dialects differ, ask
// `dialect()` in a small named function of the store.
//
//   database.read([&](db::Reader& reader) { return reader.all<Deal>("SELECT … WHERE stage = $1",
//   s); }); database.write([&](db::Transaction& tx) { tx.run("UPDATE …", …); });
//
// A write is one transaction. On SQLite it runs on the one writer thread inside a savepoint of the
// current batch: an exception rolls back to the savepoint, the batch commits once, and only then
// does write() return. On PostgreSQL it is a transaction of its own on a pooled connection, run
// again from the start on a serialization failure or deadlock. So the function given must have no
// effect but on the database. Reads see the last commit, in one snapshot.
#pragma once
#include "platform/db/value.h"

#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace db {

enum class Dialect { sqlite, postgres };

enum class ErrorKind {
    unique_violation,
    foreign_key_violation,
    check_violation,
    serialization,
    busy,
    connection,
    full,
    other
};

// A failed statement. `constraint` names the unique index or constraint where the database tells
// (SQLite: "table.column, table.column").
class Error : public std::runtime_error {
  public:
    Error(ErrorKind kind, std::string const& what, std::string constraint = {})
        : std::runtime_error(what), kind(kind), constraint(std::move(constraint)) {}
    ErrorKind kind;
    std::string constraint;
};

class Reader {
  public:
    virtual ~Reader() = default;
    virtual Dialect dialect() const = 0;

    // Calls `each` for every row; return false from it to stop early.
    template <class... P>
    void each(std::string_view sql, std::function<bool(Row const&)> const& each,
              P const&... parameters) {
        Value const values[sizeof...(P) + 1] = {to_value(parameters)...};
        execute(sql, values, sizeof...(P), each);
    }

    // All rows; T is a described struct (columns by name) or one value (the first column).
    template <class T, class... P>
    std::vector<T> all(std::string_view sql, P const&... parameters) {
        Value const values[sizeof...(P) + 1] = {to_value(parameters)...};
        return all_values<T>(sql, values, sizeof...(P));
    }
    // The same with a number of parameters known only at run time (a built filter).
    template <class T>
    std::vector<T> all_with(std::string_view sql, std::vector<Value> const& values) {
        return all_values<T>(sql, values.data(), values.size());
    }

    template <class T, class... P>
    std::optional<T> maybe(std::string_view sql, P const&... parameters) {
        auto rows = all<T>(sql, parameters...);
        if (rows.empty()) return std::nullopt;
        return std::move(rows.front());
    }

    // Exactly one row, else std::logic_error: for rows that must be there (count, sum, RETURNING).
    template <class T, class... P>
    T one(std::string_view sql, P const&... parameters) {
        auto rows = all<T>(sql, parameters...);
        if (rows.size() != 1)
            throw std::logic_error("a query for one row gave " + std::to_string(rows.size()));
        return std::move(rows.front());
    }

  protected:
    // Runs the statement; returns the number of rows changed (0 for a query).
    virtual std::int64_t execute(std::string_view sql, Value const* values, std::size_t count,
                                 std::function<bool(Row const&)> const& each) = 0;

  private:
    template <class T>
    std::vector<T> all_values(std::string_view sql, Value const* values, std::size_t count) {
        std::vector<T> out;
        if constexpr (DescribedStruct<T>) {
            std::vector<int> columns;
            execute(sql, values, count, [&](Row const& row) {
                if (columns.empty()) columns = columns_of<T>(row);
                out.push_back(read_struct<T>(row, columns));
                return true;
            });
        } else {
            execute(sql, values, count, [&](Row const& row) {
                out.push_back(row.get<T>(0));
                return true;
            });
        }
        return out;
    }
};

class Transaction : public Reader {
  public:
    // Runs a statement; returns the number of rows it changed.
    template <class... P>
    std::int64_t run(std::string_view sql, P const&... parameters) {
        Value const values[sizeof...(P) + 1] = {to_value(parameters)...};
        return execute(sql, values, sizeof...(P), [](Row const&) { return true; });
    }
    std::int64_t run_with(std::string_view sql, std::vector<Value> const& values) {
        return execute(sql, values.data(), values.size(), [](Row const&) { return true; });
    }

    // INSERT … RETURNING id.
    template <class... P>
    std::int64_t insert(std::string_view sql, P const&... parameters) {
        return one<std::int64_t>(sql, parameters...);
    }

    // Wakes whoever listens on the channel in any process, after the commit; nothing if it rolls
    // back. A signal carries no data: the listener reads the tables.
    virtual void signal(std::string const& channel) = 0;

    // Runs `part` in a savepoint: if it throws, its changes are undone and the exception goes on.
    virtual void savepoint(std::function<void()> const& part) = 0;
};

struct Settings {
    std::string sqlite_path;  // a file; used when postgres is empty
    std::string postgres;     // libpq connection string
    std::string postgres_schema = "public";
    int readers = 4;  // connections for reading (SQLite) or in all (PostgreSQL)
};

class Database {
  public:
    virtual ~Database() = default;
    virtual Dialect dialect() const = 0;

    template <class F>
    auto read(F&& work) -> std::invoke_result_t<F, Reader&> {
        using Result = std::invoke_result_t<F, Reader&>;
        if constexpr (std::is_void_v<Result>) {
            run_read([&](Reader& reader) { work(reader); });
        } else {
            std::optional<Result> result;
            run_read([&](Reader& reader) { result.emplace(work(reader)); });
            return std::move(*result);
        }
    }

    template <class F>
    auto write(F&& work) -> std::invoke_result_t<F, Transaction&> {
        using Result = std::invoke_result_t<F, Transaction&>;
        if constexpr (std::is_void_v<Result>) {
            run_write([&](Transaction& tx) { work(tx); });
        } else {
            std::optional<Result> result;
            run_write([&](Transaction& tx) { result.emplace(work(tx)); });
            return std::move(*result);
        }
    }

    // Calls `listener` (on a thread of the database's own, so be short) after each commit that
    // signalled the channel, here or in another process. The returned handle ends the listening.
    virtual std::shared_ptr<void> listen(std::string const& channel,
                                         std::function<void()> listener) = 0;

  protected:
    virtual void run_read(std::function<void(Reader&)> const& work) = 0;
    virtual void run_write(std::function<void(Transaction&)> const& work) = 0;
};

std::unique_ptr<Database> open(Settings const& settings);

}  // namespace db
