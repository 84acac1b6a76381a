// One PostgreSQL connection with its server-side prepared statements. Used by one thread at a time.
#pragma once
#include "platform/db/database.h"

#include <memory>
#include <string>
#include <unordered_map>

struct pg_conn;
struct pg_result;

namespace db {

class PostgresConnection {
  public:
    // Connects and sets search_path to the schema (made if it is not there).
    PostgresConnection(std::string const& connection_string, std::string const& schema);
    ~PostgresConnection();
    PostgresConnection(PostgresConnection const&) = delete;
    PostgresConnection& operator=(PostgresConnection const&) = delete;

    std::int64_t execute(std::string_view sql, Value const* values, std::size_t count,
                         std::function<bool(Row const&)> const& each);
    void script(std::string const& sql);  // any number of statements, not prepared
    bool alive() const;                   // false once the connection was lost
    bool in_transaction() const;
    pg_conn* handle() { return handle_; }

  private:
    using Result = std::unique_ptr<pg_result, void (*)(pg_result*)>;
    std::string const& prepared(std::string_view sql);
    Result checked(pg_result* result, std::string_view sql);

    pg_conn* handle_ = nullptr;
    std::unordered_map<std::string, std::string> statements_;  // text -> name
    std::uint64_t next_name_ = 0;
};

std::string quoted_identifier(std::string_view name);

}  // namespace db
