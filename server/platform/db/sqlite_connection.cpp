#include "platform/db/sqlite_connection.h"

#include "platform/db/error.h"

#include <sqlite3.h>

namespace db {
namespace {

constexpr std::size_t kept_statements = 400;

class SqliteRow : public Row {
  public:
    explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
    int columns() const override { return sqlite3_column_count(statement_); }
    std::string_view name(int column) const override {
        return sqlite3_column_name(statement_, column);
    }
    bool is_null(int column) const override {
        return sqlite3_column_type(statement_, column) == SQLITE_NULL;
    }
    std::int64_t integer(int column) const override {
        refuse_null(column);
        return sqlite3_column_int64(statement_, column);
    }
    double real(int column) const override {
        refuse_null(column);
        return sqlite3_column_double(statement_, column);
    }
    std::string_view text(int column) const override {
        refuse_null(column);
        auto const* data = reinterpret_cast<char const*>(sqlite3_column_text(statement_, column));
        return {data ? data : "",
                static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }
    std::string_view bytes(int column) const override {
        auto const* data = static_cast<char const*>(sqlite3_column_blob(statement_, column));
        return {data ? data : "",
                static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }

  private:
    void refuse_null(int column) const {
        if (is_null(column))
            throw std::logic_error("column " + std::string(name(column)) +
                                   " is NULL, not optional");
    }
    sqlite3_stmt* statement_;
};

ErrorKind kind_of(int extended) {
    switch (extended) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
            return ErrorKind::unique_violation;
        case SQLITE_CONSTRAINT_FOREIGNKEY:
            return ErrorKind::foreign_key_violation;
        case SQLITE_CONSTRAINT_CHECK:
        case SQLITE_CONSTRAINT_NOTNULL:
            return ErrorKind::check_violation;
        default:
            break;
    }
    switch (extended & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return ErrorKind::busy;
        case SQLITE_FULL:
            return ErrorKind::full;
        case SQLITE_CANTOPEN:
        case SQLITE_IOERR:
            return ErrorKind::connection;
        default:
            return ErrorKind::other;
    }
}

}  // namespace

SqliteConnection::SqliteConnection(std::string const& path, bool read_only) {
    int const flags = read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    if (int const code =
            sqlite3_open_v2(path.c_str(), &handle_, flags | SQLITE_OPEN_NOMUTEX, nullptr);
        code != SQLITE_OK) {
        std::string const what = handle_ ? sqlite3_errmsg(handle_) : "out of memory";
        sqlite3_close_v2(handle_);
        throw Error(ErrorKind::connection, "cannot open the database " + path + ": " + what);
    }
    sqlite3_extended_result_codes(handle_, 1);
    sqlite3_busy_timeout(handle_, 10'000);
    try {
        if (!read_only) script("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
        script(
            "PRAGMA foreign_keys = ON; PRAGMA mmap_size = 1073741824; PRAGMA cache_size = -8192;"
            "PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;");
    } catch (...) {
        sqlite3_close_v2(handle_);
        throw;
    }
}

SqliteConnection::~SqliteConnection() {
    for (auto& [sql, statement] : statements_) sqlite3_finalize(statement.handle);
    sqlite3_close_v2(handle_);
}

void SqliteConnection::fail(int code, std::string_view sql) {
    int const extended = sqlite3_extended_errcode(handle_);
    std::string what = sqlite3_errmsg(handle_);
    std::string constraint;
    if ((extended & 0xff) == SQLITE_CONSTRAINT) {
        auto const colon = what.find(": ");
        if (colon != std::string::npos) constraint = what.substr(colon + 2);
    }
    static_cast<void>(code);
    throw Error(kind_of(extended), what + " in: " + std::string(sql.substr(0, 200)), constraint);
}

SqliteConnection::Statement SqliteConnection::prepare(std::string_view sql) {
    Statement statement;
    char const* tail = nullptr;
    int const code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement.handle, &tail);
    if (code != SQLITE_OK) fail(code, sql);
    for (int i = 1; i <= sqlite3_bind_parameter_count(statement.handle); ++i) {
        char const* name = sqlite3_bind_parameter_name(statement.handle, i);
        int const number = name && name[0] == '$' ? std::atoi(name + 1) : 0;
        if (number < 1) {
            sqlite3_finalize(statement.handle);
            throw std::logic_error("parameters are written $1, $2, … in: " + std::string(sql));
        }
        statement.number_of.push_back(number);
    }
    return statement;
}

void SqliteConnection::bind(Statement const& statement, Value const* values, std::size_t count) {
    for (std::size_t i = 0; i < statement.number_of.size(); ++i) {
        auto const number = static_cast<std::size_t>(statement.number_of[i]);
        if (number > count)
            throw std::logic_error("a statement has no value for $" + std::to_string(number));
        int const at = static_cast<int>(i) + 1;
        auto* const handle = statement.handle;
        std::visit(
            [&](auto const& value) {
                using T = std::remove_cvref_t<decltype(value)>;
                if constexpr (std::is_same_v<T, std::monostate>)
                    sqlite3_bind_null(handle, at);
                else if constexpr (std::is_same_v<T, std::int64_t>)
                    sqlite3_bind_int64(handle, at, value);
                else if constexpr (std::is_same_v<T, double>)
                    sqlite3_bind_double(handle, at, value);
                else if constexpr (std::is_same_v<T, Blob>)
                    sqlite3_bind_blob64(handle, at, value.bytes.data(), value.bytes.size(),
                                        SQLITE_STATIC);
                else {
                    check_text(value);
                    sqlite3_bind_text64(handle, at, value.data(), value.size(), SQLITE_STATIC,
                                        SQLITE_UTF8);
                }
            },
            values[number - 1]);
    }
}

std::int64_t SqliteConnection::execute(std::string_view sql, Value const* values, std::size_t count,
                                       std::function<bool(Row const&)> const& each) {
    std::string const key(sql);
    auto found = statements_.find(key);
    if (found == statements_.end()) {
        Statement fresh = prepare(sql);
        if (statements_.size() >= kept_statements) {
            auto const oldest = statements_.find(recent_.back());
            if (!oldest->second.busy) {
                sqlite3_finalize(oldest->second.handle);
                statements_.erase(oldest);
                recent_.pop_back();
            }
        }
        recent_.push_front(key);
        fresh.place = recent_.begin();
        found = statements_.emplace(key, std::move(fresh)).first;
    } else {
        recent_.splice(recent_.begin(), recent_, found->second.place);
    }

    // The same text used again while its rows are being read gets a statement of its own.
    struct Use {
        Statement* statement;
        Statement own;
        ~Use() {
            sqlite3_reset(statement->handle);
            sqlite3_clear_bindings(statement->handle);
            statement->busy = false;
            if (own.handle) sqlite3_finalize(own.handle);
        }
    } use{&found->second, {}};
    if (found->second.busy) {
        use.own = prepare(sql);
        use.statement = &use.own;
    }
    use.statement->busy = true;
    auto* const handle = use.statement->handle;
    bind(*use.statement, values, count);
    SqliteRow const row(handle);
    for (;;) {
        int const code = sqlite3_step(handle);
        if (code == SQLITE_DONE) break;
        if (code != SQLITE_ROW) fail(code, sql);
        if (!each(row)) break;
    }
    return sqlite3_stmt_readonly(handle) ? 0 : sqlite3_changes64(handle_);
}

void SqliteConnection::run(std::string_view sql) {
    execute(sql, nullptr, 0, [](Row const&) { return true; });
}

void SqliteConnection::script(std::string const& sql) {
    if (int const code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
        code != SQLITE_OK)
        fail(code, sql);
}

bool SqliteConnection::in_transaction() const {
    return sqlite3_get_autocommit(handle_) == 0;
}

}  // namespace db
