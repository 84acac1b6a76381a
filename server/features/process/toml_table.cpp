#include "features/process/toml_table.h"

#include "platform/base/text.h"

#include <algorithm>

namespace process {
namespace {

constexpr std::string_view key_letters = "abcdefghijklmnopqrstuvwxyz0123456789_";

std::string nearest_hint(std::string_view given, std::vector<std::string_view> const& names) {
    for (auto const name : names)
        if (!given.empty() && (name.starts_with(given) || given.starts_with(name)))
            return std::string(name);
    return "";
}

}  // namespace

std::string quoted(std::string_view text) {
    return "«" + base::shortened(base::clean(text), 60) + "»";
}

std::string listed(std::vector<std::string_view> const& names) {
    std::string out;
    for (auto const name : names) out += (out.empty() ? "" : ", ") + std::string(name);
    return out;
}

int Table::line_of(std::string_view key) const {
    auto const* node = table_->get(key);
    int const line = node ? process::line_of(*node) : 0;
    return line ? line : line_;
}

toml::node const* Table::find(std::string_view key, Must must) {
    asked_.emplace(key);
    auto const* node = table_->get(key);
    if (!node && must == Must::be_there)
        mistake(line_,
                {"Нет ключа " + quoted(key) + ".", "The key " + quoted(key) + " is missing."});
    return node;
}

void Table::wrong_type(toml::node const& node, std::string_view key, base::Words const& expected) {
    int const line = process::line_of(node);
    mistake(line ? line : line_, {quoted(key) + ": нужно " + expected.ru + ".",
                                  quoted(key) + ": expected " + expected.en + "."});
}

std::string Table::text(std::string_view key, Must must) {
    auto const* node = find(key, must);
    if (!node) return "";
    auto const value = node->value<std::string>();
    if (!node->is_string() || !value) {
        wrong_type(*node, key, {"текст в кавычках", "a text in quotation marks"});
        return "";
    }
    std::string const trimmed = base::trimmed(base::clean(*value));
    if (trimmed.empty()) wrong_type(*node, key, {"не пустой текст", "a text that is not empty"});
    return trimmed;
}

std::string Table::key(std::string_view name) {
    std::string const value = text(name);
    if (value.find_first_not_of(key_letters) != std::string::npos || value.size() > 40)
        mistake(line_of(name),
                {quoted(value) + ": ключ — это латинские буквы, цифры и _, не больше 40.",
                 quoted(value) + ": a key has lower-case letters, digits and _, at most 40."});
    return value;
}

base::Words Table::words(std::string_view key, Must must) {
    auto const* node = find(key, must);
    if (!node) return {};
    if (!node->is_table()) {
        std::string const name(key);
        wrong_type(*node, key,
                   {"два текста: " + name + ".ru и " + name + ".en",
                    "two texts: " + name + ".ru and " + name + ".en"});
        return {};
    }
    int const line = process::line_of(*node);
    Table table(*node->as_table(), line ? line : line_, *mistakes_);
    base::Words words;
    for (auto const language : {"ru", "en"}) {
        if (!table.has(language)) {
            table.asked_.emplace(language);
            mistake(
                table.line_,
                {"Нет текста на одном из языков: " + std::string(key) + "." + language + ".",
                 "A text is missing in one language: " + std::string(key) + "." + language + "."});
            continue;
        }
        (std::string_view(language) == "ru" ? words.ru : words.en) = table.text(language);
    }
    table.finish();
    return words;
}

bool Table::flag(std::string_view key) {
    auto const* node = find(key, Must::or_not);
    if (!node) return false;
    if (!node->is_boolean()) wrong_type(*node, key, {"true или false", "true or false"});
    return node->is_boolean() && *node->value<bool>();
}

std::optional<int> Table::integer(std::string_view key, int least, int most, Must must) {
    auto const* node = find(key, must);
    if (!node) return std::nullopt;
    auto const value = node->is_integer() ? node->value<std::int64_t>() : std::nullopt;
    if (!value || *value < least || *value > most) {
        std::string const from = std::to_string(least), to = std::to_string(most);
        wrong_type(
            *node, key,
            {"целое число от " + from + " до " + to, "a whole number from " + from + " to " + to});
        return std::nullopt;
    }
    return static_cast<int>(*value);
}

std::optional<WorkingSpan> Table::span(std::string_view key, Must must) {
    auto const* node = find(key, must);
    if (!node) return std::nullopt;
    base::Words const expected{
        "рабочее время: { working_minutes = N }, { working_hours = N } или { working_days = N }",
        "working time: { working_minutes = N }, { working_hours = N } or { working_days = N }"};
    if (!node->is_table() || node->as_table()->size() != 1) {
        wrong_type(*node, key, expected);
        return std::nullopt;
    }
    std::string const name(node->as_table()->begin()->first.str());
    WorkingSpan span;
    if (!boost::describe::enum_from_string(name.c_str(), span.unit)) {
        wrong_type(*node, key, expected);
        return std::nullopt;
    }
    int const line = process::line_of(*node);
    Table table(*node->as_table(), line ? line : line_, *mistakes_);
    auto const amount = table.integer(name, 1, 10'000, Must::be_there);
    if (!amount) return std::nullopt;
    span.amount = *amount;
    return span;
}

std::string Table::one_of(std::string_view key, std::vector<std::string_view> const& names,
                          Must must) {
    auto const value = text(key, must);
    if (value.empty() || std::ranges::find(names, value) != names.end()) return value;
    auto const hint = nearest_hint(value, names);
    std::string const list = listed(names);
    mistake(line_of(key),
            {quoted(key) + ": неизвестно " + quoted(value) +
                 (hint.empty() ? "" : ", может быть, " + quoted(hint)) + "; бывает: " + list + ".",
             quoted(key) + ": " + quoted(value) + " is not known" +
                 (hint.empty() ? "" : ", perhaps " + quoted(hint)) + "; expected one of: " + list +
                 "."});
    return "";
}

std::vector<std::string> Table::list_of(std::string_view key,
                                        std::vector<std::string_view> const& names) {
    std::vector<std::string> out;
    auto const* items = array(key);
    if (!items) return out;
    for (auto const& item : *items) {
        auto const value = item.is_string() ? item.value<std::string>() : std::nullopt;
        if (!value || std::ranges::find(names, *value) == names.end()) {
            wrong_type(item, key, {"одно из: " + listed(names), "one of: " + listed(names)});
        } else if (std::ranges::find(out, *value) != out.end()) {
            wrong_type(item, key,
                       {"каждое значение один раз, а " + quoted(*value) + " повторено",
                        "each value once, but " + quoted(*value) + " is repeated"});
        } else {
            out.push_back(*value);
        }
    }
    return out;
}

toml::array const* Table::array(std::string_view key) {
    auto const* node = find(key, Must::or_not);
    if (!node) return nullptr;
    if (!node->is_array()) wrong_type(*node, key, {"список в [ ]", "a list in [ ]"});
    return node->as_array();
}

std::vector<Table> Table::tables(std::string_view key) {
    std::vector<Table> out;
    auto const* node = find(key, Must::or_not);
    if (!node) return out;
    if (!node->is_array()) {
        wrong_type(
            *node, key,
            {"разделы [[" + std::string(key) + "]]", "sections [[" + std::string(key) + "]]"});
        return out;
    }
    for (auto const& item : *node->as_array()) {
        if (item.is_table())
            out.emplace_back(*item.as_table(), process::line_of(item), *mistakes_);
        else
            wrong_type(
                item, key,
                {"раздел [[" + std::string(key) + "]]", "a section [[" + std::string(key) + "]]"});
    }
    return out;
}

std::optional<Table> Table::table(std::string_view key, Must must) {
    auto const* node = find(key, must);
    if (!node) return std::nullopt;
    if (!node->is_table()) {
        wrong_type(*node, key,
                   {"раздел [" + std::string(key) + "]", "a section [" + std::string(key) + "]"});
        return std::nullopt;
    }
    int const line = process::line_of(*node);
    return Table(*node->as_table(), line ? line : line_, *mistakes_);
}

void Table::finish() {
    std::vector<std::string_view> const expected(asked_.begin(), asked_.end());
    for (auto const& [key, value] : *table_) {
        if (asked_.contains(key.str())) continue;
        int const line = static_cast<int>(key.source().begin.line);
        mistake(line ? line : process::line_of(value),
                {"Лишний ключ " + quoted(key.str()) + "; здесь бывают: " + listed(expected) + ".",
                 "The key " + quoted(key.str()) +
                     " is not known here; expected: " + listed(expected) + "."});
    }
}

}  // namespace process
