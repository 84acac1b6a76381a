#include "platform/json/json.h"

#include "platform/base/text.h"

#include <boost/json.hpp>

namespace json {
namespace {

boost::json::value const& as(void const* value) {
    return *static_cast<boost::json::value const*>(value);
}

}  // namespace

void write_text(std::string& out, std::string_view text) {
    static char const* const hex = "0123456789abcdef";
    out += '"';
    std::size_t start = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        out.append(text.substr(start, i - start));
        start = i + 1;
        switch (c) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            default:
                out += "\\u00";
                out += hex[c >> 4];
                out += hex[c & 15];
        }
    }
    out.append(text.substr(start));
    out += '"';
}

bool Node::is_null() const {
    return as(value_).is_null();
}
bool Node::is_bool() const {
    return as(value_).is_bool();
}
bool Node::is_number() const {
    return as(value_).is_number();
}
bool Node::is_text() const {
    return as(value_).is_string();
}
bool Node::is_array() const {
    return as(value_).is_array();
}
bool Node::is_object() const {
    return as(value_).is_object();
}
bool Node::as_bool() const {
    return as(value_).as_bool();
}

std::optional<std::int64_t> Node::as_integer() const {
    auto const& value = as(value_);
    if (value.is_int64()) return value.get_int64();
    if (value.is_double()) {
        double const real = value.get_double();
        if (real == std::floor(real) && std::abs(real) < 9.0e15)
            return static_cast<std::int64_t>(real);
    }
    return std::nullopt;
}

double Node::as_real() const {
    return as(value_).to_number<double>();
}
std::string_view Node::as_text() const {
    auto const& text = as(value_).as_string();
    return {text.data(), text.size()};
}

std::size_t Node::size() const {
    auto const& value = as(value_);
    return value.is_array()    ? value.get_array().size()
           : value.is_object() ? value.get_object().size()
                               : 0;
}
Node Node::at(std::size_t index) const {
    return Node(&as(value_).as_array().at(index));
}

std::optional<Node> Node::find(std::string_view key) const {
    auto const* found = as(value_).as_object().if_contains({key.data(), key.size()});
    if (!found) return std::nullopt;
    return Node(found);
}
std::string_view Node::key(std::size_t index) const {
    auto const key = (as(value_).as_object().begin() + static_cast<std::ptrdiff_t>(index))->key();
    return {key.data(), key.size()};
}
Node Node::value(std::size_t index) const {
    return Node(&(as(value_).as_object().begin() + static_cast<std::ptrdiff_t>(index))->value());
}
std::string Node::text() const {
    return boost::json::serialize(as(value_));
}

struct Document::State {
    boost::json::monotonic_resource memory;
    boost::json::value root;
};

Document::Document(std::string_view text) : impl_(std::make_unique<State>()) {
    boost::json::parse_options options;
    options.max_depth = 32;
    boost::json::stream_parser parser(&impl_->memory, options);
    boost::json::error_code error;
    std::size_t const read = parser.write_some(text.data(), text.size(), error);
    if (!error && read == text.size()) parser.finish(error);
    if (error || read < text.size()) {
        std::size_t line = 1, column = 1;
        for (char const c : text.substr(0, read)) {
            if (c == '\n') {
                ++line;
                column = 1;
            } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
                ++column;
            }
        }
        std::string const place = std::to_string(line) + ":" + std::to_string(column);
        throw base::Refusal::invalid(
            "json_invalid",
            {"Запрос не читается как JSON (строка:столбец " + place + ").",
             "The request is not readable as JSON (line:column " + place + ")."},
            "");
    }
    impl_->root = parser.release();
}

Document::~Document() = default;
Node Document::root() const {
    return Node(&impl_->root);
}

void refuse(std::string const& path, base::Words words) {
    throw base::Refusal::invalid("body_invalid", std::move(words), path);
}

void refuse_type(std::string const& path, base::Words expected) {
    refuse(path, {"Здесь ожидается " + expected.ru + ".", "Expected here: " + expected.en + "."});
}

}  // namespace json
