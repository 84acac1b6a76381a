// One table of a TOML file as the process reads it: each value is asked for by name with what is
// expected there; what is wrong becomes a mistake with its line, and finish() reports the keys that
// nobody asked for. Only process_file.cpp includes this, because toml++ is heavy.
#pragma once
#include "features/process/process_file.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>
#include <toml++/toml.h>

namespace process {

using Mistakes = std::vector<ProcessMistake>;

std::string quoted(std::string_view text);  // «text»
std::string listed(std::vector<std::string_view> const& names);

class Table {
  public:
    Table(toml::table const& table, int line, Mistakes& mistakes)
        : table_(&table), line_(line), mistakes_(&mistakes) {}

    int line() const { return line_; }
    int line_of(std::string_view key) const;  // of the value, else of the table
    bool has(std::string_view key) const { return table_->contains(key); }

    enum class Must { be_there, or_not };
    std::string text(std::string_view key, Must must = Must::be_there);
    std::string key(std::string_view name);  // a text of [a-z0-9_]
    base::Words words(std::string_view key, Must must = Must::be_there);
    bool flag(std::string_view key);  // false if it is not there
    std::optional<int> integer(std::string_view key, int least, int most, Must must);
    std::optional<WorkingSpan> span(std::string_view key, Must must);
    std::string one_of(std::string_view key, std::vector<std::string_view> const& names,
                       Must must = Must::be_there);
    std::vector<std::string> list_of(std::string_view key,
                                     std::vector<std::string_view> const& names);
    std::vector<Table> tables(std::string_view key);  // [[key]]; none is fine
    std::optional<Table> table(std::string_view key, Must must);
    toml::array const* array(std::string_view key);  // none is fine

    template <class E>
    std::optional<E> choice(std::string_view key) {
        std::string const name = one_of(key, enumerator_names<E>());
        E value{};
        if (name.empty() || !boost::describe::enum_from_string(name.c_str(), value))
            return std::nullopt;
        return value;
    }

    template <class E>
    static std::vector<std::string_view> enumerator_names() {
        std::vector<std::string_view> names;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
            [&](auto e) { names.push_back(e.name); });
        return names;
    }

    void mistake(int line, base::Words words) const {
        mistakes_->push_back({line, std::move(words)});
    }
    void finish();  // unknown keys

  private:
    toml::node const* find(std::string_view key, Must must);
    void wrong_type(toml::node const& node, std::string_view key, base::Words const& expected);

    toml::table const* table_;
    int line_;
    Mistakes* mistakes_;
    std::set<std::string, std::less<>> asked_;
};

inline int line_of(toml::node const& node) {
    return static_cast<int>(node.source().begin.line);
}

}  // namespace process
