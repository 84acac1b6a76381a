// What goes into a statement and what comes out of a row, the same on SQLite and PostgreSQL.
// Columns are BIGINT, DOUBLE PRECISION, TEXT or bytes; on top of them: bool is 0/1, an Instant is
// BIGINT milliseconds, a Date is TEXT YYYY-MM-DD, a described enum is TEXT (its enumerator's name).
#pragma once
#include "platform/base/time.h"

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include <boost/describe.hpp>
#include <boost/mp11/algorithm.hpp>

namespace db {

struct Blob {
    std::string bytes;
};

using Value = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;

template <class E>
concept DescribedEnum = std::is_enum_v<E> && boost::describe::has_describe_enumerators<E>::value;

template <class T>
concept DescribedStruct = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;

template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};

template <DescribedEnum E>
std::string enum_text(E value) {
    char const* name = boost::describe::enum_to_string(value, nullptr);
    if (!name) throw std::logic_error("an enum has a value that is not described");
    return name;
}

template <class T>
Value to_value(T const& value) {
    if constexpr (std::is_same_v<T, Value>)
        return value;
    else if constexpr (std::is_same_v<T, std::nullptr_t> || std::is_same_v<T, std::nullopt_t>)
        return {};
    else if constexpr (is_optional<T>::value)
        return value ? to_value(*value) : Value{};
    else if constexpr (std::is_integral_v<T>)
        return static_cast<std::int64_t>(value);
    else if constexpr (std::is_floating_point_v<T>)
        return static_cast<double>(value);
    else if constexpr (std::is_same_v<T, base::Instant>)
        return value.unix_ms;
    else if constexpr (std::is_same_v<T, base::Date>)
        return base::to_text(value);
    else if constexpr (std::is_same_v<T, Blob>)
        return value;
    else if constexpr (std::is_enum_v<T>)
        return enum_text(value);
    else
        return std::string(std::string_view(value));
}

// The current row of a running query. Columns count from 0.
class Row {
  public:
    virtual ~Row() = default;
    virtual int columns() const = 0;
    virtual std::string_view name(int column) const = 0;
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual double real(int column) const = 0;
    virtual std::string_view text(int column) const = 0;   // valid until the next row
    virtual std::string_view bytes(int column) const = 0;  // valid until the next row

    template <class T>
    T get(int column) const {
        if constexpr (is_optional<T>::value) {
            if (is_null(column)) return std::nullopt;
            return get<typename T::value_type>(column);
        } else if constexpr (std::is_same_v<T, bool>) {
            return integer(column) != 0;
        } else if constexpr (std::is_integral_v<T>) {
            return static_cast<T>(integer(column));
        } else if constexpr (std::is_floating_point_v<T>) {
            return static_cast<T>(real(column));
        } else if constexpr (std::is_same_v<T, base::Instant>) {
            return base::Instant{integer(column)};
        } else if constexpr (std::is_same_v<T, base::Date>) {
            auto const date = base::parse_date(text(column));
            if (!date)
                throw std::runtime_error("column " + std::string(name(column)) + " holds no date");
            return *date;
        } else if constexpr (std::is_same_v<T, Blob>) {
            return Blob{std::string(bytes(column))};
        } else if constexpr (std::is_enum_v<T>) {
            T value{};
            if (!boost::describe::enum_from_string(std::string(text(column)).c_str(), value))
                throw std::runtime_error("column " + std::string(name(column)) + " holds '" +
                                         std::string(text(column)) + "', which is no known value");
            return value;
        } else {
            return T(text(column));
        }
    }
};

// For each member of T, in order, the column of that name. A missing one is a mistake of ours.
template <DescribedStruct T>
std::vector<int> columns_of(Row const& row) {
    std::vector<int> out;
    using Members = boost::describe::describe_members<T, boost::describe::mod_public |
                                                             boost::describe::mod_inherited>;
    boost::mp11::mp_for_each<Members>([&](auto member) {
        int found = -1;
        for (int i = 0; i < row.columns() && found < 0; ++i)
            if (row.name(i) == member.name) found = i;
        if (found < 0)
            throw std::logic_error(std::string("the query returns no column '") + member.name +
                                   "'");
        out.push_back(found);
    });
    return out;
}

template <DescribedStruct T>
T read_struct(Row const& row, std::vector<int> const& columns) {
    T out{};
    std::size_t at = 0;
    using Members = boost::describe::describe_members<T, boost::describe::mod_public |
                                                             boost::describe::mod_inherited>;
    boost::mp11::mp_for_each<Members>([&](auto member) {
        using Member = std::remove_cvref_t<decltype(out.*member.pointer)>;
        out.*member.pointer = row.get<Member>(columns[at++]);
    });
    return out;
}

}  // namespace db
