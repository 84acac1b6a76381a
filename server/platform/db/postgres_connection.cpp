#include "platform/db/postgres_connection.h"

#include "platform/db/error.h"

#include <charconv>
#include <cstring>

#include <libpq-fe.h>

namespace db {
namespace {

constexpr std::size_t kept_statements = 400;

class PostgresRow : public Row {
  public:
    explicit PostgresRow(PGresult* result) : result_(result) {}
    void go_to(int row) { row_ = row; }
    int columns() const override { return PQnfields(result_); }
    std::string_view name(int column) const override { return PQfname(result_, column); }
    bool is_null(int column) const override { return PQgetisnull(result_, row_, column) != 0; }
    std::int64_t integer(int column) const override { return number<std::int64_t>(column); }
    double real(int column) const override { return number<double>(column); }
    std::string_view text(int column) const override {
        refuse_null(column);
        return raw(column);
    }
    std::string_view bytes(int column) const override {
        std::size_t size = 0;
        auto* const data = PQunescapeBytea(
            reinterpret_cast<unsigned char const*>(PQgetvalue(result_, row_, column)), &size);
        bytes_.assign(reinterpret_cast<char const*>(data), data ? size : 0);
        PQfreemem(data);
        return bytes_;
    }

  private:
    std::string_view raw(int column) const {
        return {PQgetvalue(result_, row_, column),
                static_cast<std::size_t>(PQgetlength(result_, row_, column))};
    }
    void refuse_null(int column) const {
        if (is_null(column))
            throw std::logic_error("column " + std::string(name(column)) +
                                   " is NULL, not optional");
    }
    template <class T>
    T number(int column) const {
        refuse_null(column);
        auto const value = raw(column);
        if (value == "t") return 1;
        if (value == "f") return 0;
        T out{};
        auto const end = value.data() + value.size();
        if (std::from_chars(value.data(), end, out).ptr != end)
            throw std::logic_error("column " + std::string(name(column)) +
                                   " holds no such number: " + std::string(value));
        return out;
    }
    PGresult* result_;
    int row_ = 0;
    mutable std::string bytes_;
};

ErrorKind kind_of(std::string_view state) {
    if (state == "23505") return ErrorKind::unique_violation;
    if (state == "23503") return ErrorKind::foreign_key_violation;
    if (state == "23514" || state == "23502") return ErrorKind::check_violation;
    if (state == "40001" || state == "40P01") return ErrorKind::serialization;
    if (state == "55P03") return ErrorKind::busy;
    if (state.starts_with("53")) return ErrorKind::full;
    if (state.empty() || state.starts_with("08") || state.starts_with("57P"))
        return ErrorKind::connection;
    return ErrorKind::other;
}

}  // namespace

std::string quoted_identifier(std::string_view name) {
    std::string out = "\"";
    for (char const c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

PostgresConnection::PostgresConnection(std::string const& connection_string,
                                       std::string const& schema)
    : handle_(PQconnectdb(connection_string.c_str())) {
    try {
        if (PQstatus(handle_) != CONNECTION_OK)
            throw Error(ErrorKind::connection,
                        std::string("cannot connect to PostgreSQL: ") + PQerrorMessage(handle_));
        PQsetNoticeProcessor(
            handle_, [](void*, char const*) {}, nullptr);
        std::string const name = quoted_identifier(schema);
        Value const schema_name = schema;
        bool exists = false;
        execute("SELECT 1 FROM pg_namespace WHERE nspname = $1", &schema_name, 1, [&](Row const&) {
            exists = true;
            return false;
        });
        if (!exists) script("CREATE SCHEMA IF NOT EXISTS " + name);
        script("SET search_path TO " + name +
               "; SET client_encoding TO 'UTF8'; SET lock_timeout TO '10s'");
    } catch (...) {
        PQfinish(handle_);
        throw;
    }
}

PostgresConnection::~PostgresConnection() {
    PQfinish(handle_);
}

PostgresConnection::Result PostgresConnection::checked(pg_result* raw, std::string_view sql) {
    Result result(raw, &PQclear);
    auto const status = PQresultStatus(raw);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY)
        return result;
    char const* const state = raw ? PQresultErrorField(raw, PG_DIAG_SQLSTATE) : nullptr;
    char const* const constraint = raw ? PQresultErrorField(raw, PG_DIAG_CONSTRAINT_NAME) : nullptr;
    char const* const message = raw ? PQresultErrorField(raw, PG_DIAG_MESSAGE_PRIMARY) : nullptr;
    auto const kind = alive() ? kind_of(state ? state : "") : ErrorKind::connection;
    throw Error(kind,
                std::string(message ? message : PQerrorMessage(handle_)) +
                    " in: " + std::string(sql.substr(0, 200)),
                constraint ? constraint : "");
}

std::string const& PostgresConnection::prepared(std::string_view sql) {
    std::string const key(sql);
    if (auto const found = statements_.find(key); found != statements_.end()) return found->second;
    if (statements_.size() >= kept_statements) {  // built filters come in many shapes: start anew
        script("DEALLOCATE ALL");
        statements_.clear();
    }
    std::string const name = "s" + std::to_string(++next_name_);
    checked(PQprepare(handle_, name.c_str(), key.c_str(), 0, nullptr), sql);
    return statements_.emplace(key, name).first->second;
}

std::int64_t PostgresConnection::execute(std::string_view sql, Value const* values,
                                         std::size_t count,
                                         std::function<bool(Row const&)> const& each) {
    std::string const name = prepared(sql);
    std::vector<std::string> texts(count);
    std::vector<char const*> pointers(count, nullptr);
    std::vector<int> lengths(count, 0), formats(count, 0);
    for (std::size_t i = 0; i < count; ++i) {
        std::visit(
            [&](auto const& value) {
                using T = std::remove_cvref_t<decltype(value)>;
                if constexpr (std::is_same_v<T, std::monostate>) {
                    return;
                } else if constexpr (std::is_same_v<T, Blob>) {
                    pointers[i] = value.bytes.data();
                    lengths[i] = static_cast<int>(value.bytes.size());
                    formats[i] = 1;
                } else if constexpr (std::is_same_v<T, std::string>) {
                    check_text(value);
                    pointers[i] = value.c_str();
                } else {
                    char buffer[40];
                    texts[i].assign(buffer,
                                    std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
                    pointers[i] = texts[i].c_str();
                }
            },
            values[i]);
    }
    auto const result = checked(PQexecPrepared(handle_, name.c_str(), static_cast<int>(count),
                                               pointers.data(), lengths.data(), formats.data(), 0),
                                sql);
    PostgresRow row(result.get());
    int const rows = PQntuples(result.get());
    for (int i = 0; i < rows; ++i) {
        row.go_to(i);
        if (!each(row)) break;
    }
    // "SELECT 5" counts rows returned, not changed.
    if (std::strncmp(PQcmdStatus(result.get()), "SELECT", 6) == 0) return 0;
    char const* const changed = PQcmdTuples(result.get());
    return *changed ? std::atoll(changed) : 0;
}

void PostgresConnection::script(std::string const& sql) {
    checked(PQexec(handle_, sql.c_str()), sql);
}

bool PostgresConnection::alive() const {
    return PQstatus(handle_) == CONNECTION_OK;
}
bool PostgresConnection::in_transaction() const {
    return PQtransactionStatus(handle_) != PQTRANS_IDLE;
}

}  // namespace db
