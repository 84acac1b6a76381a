// One SQLite connection with its cache of prepared statements. Used by one thread at a time.
#pragma once
#include "platform/db/database.h"

#include <list>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace db {

class SqliteConnection {
  public:
    SqliteConnection(std::string const& path, bool read_only);
    ~SqliteConnection();
    SqliteConnection(SqliteConnection const&) = delete;
    SqliteConnection& operator=(SqliteConnection const&) = delete;

    // Runs one statement; returns the number of rows it changed.
    std::int64_t execute(std::string_view sql, Value const* values, std::size_t count,
                         std::function<bool(Row const&)> const& each);
    void run(std::string_view sql);       // one statement without parameters
    void script(std::string const& sql);  // any number of statements, not cached
    bool in_transaction() const;
    sqlite3* handle() { return handle_; }

  private:
    struct Statement {
        sqlite3_stmt* handle = nullptr;
        std::vector<int> number_of;  // SQLite's parameter index -> the N of $N
        bool busy = false;           // being stepped: a nested use gets its own
        std::list<std::string>::iterator place;
    };
    Statement prepare(std::string_view sql);
    void bind(Statement const& statement, Value const* values, std::size_t count);
    [[noreturn]] void fail(int code, std::string_view sql);

    sqlite3* handle_ = nullptr;
    std::unordered_map<std::string, Statement> statements_;
    std::list<std::string> recent_;  // most recently used first
};

}  // namespace db
