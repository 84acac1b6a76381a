// The log: one JSON object a line on standard error, so that journald and every collector can read
// it. A line has a time, a level, an event's name and fields. Never put a password, a token, a
// letter's text or a query string into it.
//
//   base::log::info("job_failed", {{"kind", job.kind}, {"attempt", job.attempt}});
#pragma once
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>

namespace base::log {

enum class Level { debug, info, warning, error };

struct Field {
    std::string_view name;
    std::string json;

    template <class T>
    Field(std::string_view name, T const& value) : name(name), json(json_of(value)) {}

  private:
    template <class T>
    static std::string json_of(T const& value) {
        if constexpr (std::is_same_v<T, bool>)
            return value ? "true" : "false";
        else if constexpr (std::is_arithmetic_v<T>)
            return std::to_string(value);
        else
            return quoted(std::string_view(value));
    }
    static std::string quoted(std::string_view text);
};

// Lines below `level` are left out. Throws std::runtime_error for a name that is no level.
void set_level(std::string_view name);

void write(Level level, std::string_view event, std::initializer_list<Field> fields);

inline void debug(std::string_view event, std::initializer_list<Field> fields = {}) {
    write(Level::debug, event, fields);
}
inline void info(std::string_view event, std::initializer_list<Field> fields = {}) {
    write(Level::info, event, fields);
}
inline void warning(std::string_view event, std::initializer_list<Field> fields = {}) {
    write(Level::warning, event, fields);
}
inline void error(std::string_view event, std::initializer_list<Field> fields = {}) {
    write(Level::error, event, fields);
}

}  // namespace base::log
