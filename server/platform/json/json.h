// JSON of described structs. A request or an answer is a C++ struct described once with
// BOOST_DESCRIBE_STRUCT; from that description come its JSON writer, its JSON reader with field
// paths in errors, and its OpenAPI schema (schema.h). Keys are the members' names.
//
//   bool · integers · double · std::string · Instant (RFC 3339) · Date (YYYY-MM-DD) · described
//   enums (the enumerator's name) · std::optional (null or left out) · std::vector ·
//   std::map<std::string, T> · base::Words · json::Raw (any JSON, passed on as it is)
//
// Reading: an unknown key, a missing required member, a wrong type or a number out of range is a
// base::Refusal invalid ("body_invalid") whose field is the path ("lines[2].quantity").
#pragma once
#include "platform/base/refusal.h"
#include "platform/base/time.h"
#include "platform/base/words.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <boost/describe.hpp>
#include <boost/mp11/algorithm.hpp>

namespace base {
BOOST_DESCRIBE_ENUM(Language, ru, en)
BOOST_DESCRIBE_STRUCT(Words, (), (ru, en))
}  // namespace base

namespace json {

// A JSON text that is kept and sent as it is.
struct Raw {
    std::string text = "null";
};

template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_vector : std::false_type {};
template <class T>
struct is_vector<std::vector<T>> : std::true_type {};
template <class T>
struct is_map : std::false_type {};
template <class T>
struct is_map<std::map<std::string, T>> : std::true_type {};

template <class T>
concept Described = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public |
                                                         boost::describe::mod_inherited>;

void write_text(std::string& out, std::string_view text);  // quoted and escaped

template <class T>
void write(std::string& out, T const& value) {
    if constexpr (std::is_same_v<T, bool>) {
        out += value ? "true" : "false";
    } else if constexpr (std::is_integral_v<T>) {
        char buffer[24];
        out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
    } else if constexpr (std::is_floating_point_v<T>) {
        char buffer[40];
        if (!std::isfinite(value))
            out += "null";
        else
            out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
    } else if constexpr (std::is_same_v<T, base::Instant> || std::is_same_v<T, base::Date>) {
        write_text(out, base::to_text(value));
    } else if constexpr (std::is_same_v<T, Raw>) {
        out += value.text;
    } else if constexpr (std::is_enum_v<T>) {
        write_text(out, boost::describe::enum_to_string(value, ""));
    } else if constexpr (is_optional<T>::value) {
        if (value)
            write(out, *value);
        else
            out += "null";
    } else if constexpr (is_vector<T>::value) {
        out += '[';
        bool first = true;
        for (auto const& item : value) {
            if (!first) out += ',';
            first = false;
            write(out, static_cast<typename T::value_type const&>(item));
        }
        out += ']';
    } else if constexpr (is_map<T>::value) {
        out += '{';
        bool first = true;
        for (auto const& [key, item] : value) {
            if (!first) out += ',';
            first = false;
            write_text(out, key);
            out += ':';
            write(out, item);
        }
        out += '}';
    } else if constexpr (Described<T>) {
        out += '{';
        bool first = true;
        boost::mp11::mp_for_each<Members<T>>([&](auto member) {
            if (!first) out += ',';
            first = false;
            write_text(out, member.name);
            out += ':';
            write(out, value.*member.pointer);
        });
        out += '}';
    } else {
        write_text(out, std::string_view(value));
    }
}

template <class T>
std::string to_json(T const& value) {
    std::string out;
    write(out, value);
    return out;
}

// A parsed JSON value. Light: the parser's own header stays in json.cpp.
class Node {
  public:
    bool is_null() const;
    bool is_bool() const;
    bool is_number() const;
    bool is_text() const;
    bool is_array() const;
    bool is_object() const;
    bool as_bool() const;
    std::optional<std::int64_t> as_integer() const;  // also 12.0; nothing if it is no whole number
    double as_real() const;
    std::string_view as_text() const;
    std::size_t size() const;          // of an array or an object
    Node at(std::size_t index) const;  // of an array
    std::optional<Node> find(std::string_view key) const;
    std::string_view key(std::size_t index) const;  // of an object
    Node value(std::size_t index) const;            // of an object
    std::string text() const;                       // serialized again

  private:
    friend class Document;
    explicit Node(void const* value) : value_(value) {}
    void const* value_;
};

// Owns what was parsed; Nodes point into it. Throws base::Refusal "json_invalid" with line and
// column; depth and size are limited.
class Document {
  public:
    explicit Document(std::string_view text);
    ~Document();
    Document(Document const&) = delete;
    Document& operator=(Document const&) = delete;
    Node root() const;

  private:
    struct State;
    std::unique_ptr<State> impl_;
};

[[noreturn]] void refuse(std::string const& path, base::Words words);
[[noreturn]] void refuse_type(std::string const& path, base::Words expected);

template <class T>
void read(Node node, std::string const& path, T& out) {
    if constexpr (is_optional<T>::value) {
        if (node.is_null())
            out.reset();
        else
            read(node, path, out.emplace());
    } else if constexpr (std::is_same_v<T, Raw>) {
        out.text = node.text();
    } else if constexpr (std::is_same_v<T, bool>) {
        if (!node.is_bool()) refuse_type(path, {"да или нет", "true or false"});
        out = node.as_bool();
    } else if constexpr (std::is_integral_v<T>) {
        auto const value = node.is_number() ? node.as_integer() : std::nullopt;
        if (!value || !std::in_range<T>(*value))
            refuse_type(path, {"целое число", "a whole number"});
        out = static_cast<T>(*value);
    } else if constexpr (std::is_floating_point_v<T>) {
        if (!node.is_number()) refuse_type(path, {"число", "a number"});
        out = static_cast<T>(node.as_real());
    } else if constexpr (std::is_same_v<T, base::Instant>) {
        auto const value = node.is_text() ? base::parse_instant(node.as_text()) : std::nullopt;
        if (!value) refuse_type(path, {"дата и время ISO 8601", "an RFC 3339 date and time"});
        out = *value;
    } else if constexpr (std::is_same_v<T, base::Date>) {
        auto const value = node.is_text() ? base::parse_date(node.as_text()) : std::nullopt;
        if (!value) refuse_type(path, {"дата ГГГГ-ММ-ДД", "a date YYYY-MM-DD"});
        out = *value;
    } else if constexpr (std::is_enum_v<T>) {
        if (!node.is_text() ||
            !boost::describe::enum_from_string(std::string(node.as_text()).c_str(), out)) {
            std::string names;
            boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
                [&](auto e) { names += (names.empty() ? "" : ", ") + std::string(e.name); });
            refuse_type(path, {"одно из: " + names, "one of: " + names});
        }
    } else if constexpr (is_vector<T>::value) {
        if (!node.is_array()) refuse_type(path, {"список", "a list"});
        out.clear();
        out.reserve(node.size());
        for (std::size_t i = 0; i < node.size(); ++i) {
            typename T::value_type item{};
            read(node.at(i), path + "[" + std::to_string(i) + "]", item);
            out.push_back(std::move(item));
        }
    } else if constexpr (is_map<T>::value) {
        if (!node.is_object()) refuse_type(path, {"объект", "an object"});
        for (std::size_t i = 0; i < node.size(); ++i)
            read(node.value(i), path + "." + std::string(node.key(i)),
                 out[std::string(node.key(i))]);
    } else if constexpr (Described<T>) {
        if (!node.is_object()) refuse_type(path, {"объект", "an object"});
        std::string const prefix = path.empty() ? "" : path + ".";
        std::size_t known = 0;
        boost::mp11::mp_for_each<Members<T>>([&](auto member) {
            auto const child = node.find(member.name);
            using Member = std::remove_cvref_t<decltype(out.*member.pointer)>;
            if (child) {
                ++known;
                read(*child, prefix + member.name, out.*member.pointer);
            } else if constexpr (!is_optional<Member>::value && !is_vector<Member>::value &&
                                 !is_map<Member>::value) {
                refuse(prefix + member.name, {"Не заполнено.", "This is required."});
            }
        });
        if (known == node.size()) return;
        for (std::size_t i = 0; i < node.size(); ++i) {
            bool found = false;
            boost::mp11::mp_for_each<Members<T>>(
                [&](auto m) { found = found || node.key(i) == m.name; });
            if (!found)
                refuse(prefix + std::string(node.key(i)),
                       {"Такого поля нет.", "There is no such field."});
        }
    } else {
        static_assert(std::is_same_v<T, std::string>, "this type has no JSON form");
        if (!node.is_text()) refuse_type(path, {"текст", "text"});
        out = std::string(node.as_text());
    }
}

template <class T>
T from_json(std::string_view text) {
    Document const document(text);
    T out{};
    read(document.root(), "", out);
    return out;
}

}  // namespace json
