// A statement built at run time from fixed pieces: every value goes in as a parameter, never as
// text. A piece says where its values go by `?`, in order:
//
//   db::Query query("SELECT … FROM deals d WHERE d.closed_at IS NULL");
//   query.add(" AND d.owner_id = ?", owner).add(" AND d.amount_kopecks BETWEEN ? AND ?", low,
//   high); auto rows = query.all<DealRow>(reader);
//
// This is also the form of a `visible_to(actor)` predicate: a Query that begins with " AND …" and
// is appended to another.
#pragma once
#include "platform/db/database.h"

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace db {

class Query {
  public:
    Query() = default;
    template <class... P>
    explicit Query(std::string_view sql, P const&... values) {
        add(sql, values...);
    }

    template <class... P>
    Query& add(std::string_view sql, P const&... values) {
        std::vector<Value> const list{to_value(values)...};
        return append(sql, list);
    }
    Query& add(Query const& other) { return append(other.sql_, other.values_); }

    // "?, ?, ?" for an IN list; an empty list matches nothing.
    template <class T>
    Query& add_list(std::string_view before, std::vector<T> const& values, std::string_view after) {
        sql_ += before;
        if (values.empty()) sql_ += "NULL";
        for (std::size_t i = 0; i < values.size(); ++i) {
            sql_ += i ? ", ?" : "?";
            values_.push_back(to_value(values[i]));
        }
        sql_ += after;
        return *this;
    }

    template <class T>
    std::vector<T> all(Reader& reader) const {
        return reader.all_with<T>(sql(), values_);
    }
    std::int64_t run(Transaction& tx) const { return tx.run_with(sql(), values_); }

    // The text with $1, $2, … in place of the question marks.
    std::string sql() const {
        std::string out;
        int number = 0;
        for (char const c : sql_) {
            if (c == '?')
                out += "$" + std::to_string(++number);
            else
                out += c;
        }
        return out;
    }
    std::vector<Value> const& values() const { return values_; }

  private:
    Query& append(std::string_view sql, std::vector<Value> const& values) {
        std::size_t marks = 0;
        for (char const c : sql) marks += c == '?';
        if (marks != values.size())
            throw std::logic_error("a query piece has another number of values than of marks");
        sql_ += sql;
        values_.insert(values_.end(), values.begin(), values.end());
        return *this;
    }

    std::string sql_;
    std::vector<Value> values_;
};

}  // namespace db
