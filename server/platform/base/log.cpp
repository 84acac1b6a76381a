#include "platform/base/log.h"

#include "platform/base/text.h"
#include "platform/base/time.h"

#include <array>
#include <cstdio>
#include <stdexcept>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace base::log {
namespace {

struct Name {
    Level level;
    std::string_view text;
    spdlog::level::level_enum spdlog;
};
constexpr std::array<Name, 4> names{{{Level::debug, "debug", spdlog::level::debug},
                                     {Level::info, "info", spdlog::level::info},
                                     {Level::warning, "warning", spdlog::level::warn},
                                     {Level::error, "error", spdlog::level::err}}};

spdlog::logger& logger() {
    static auto const made = [] {
        auto log = std::make_shared<spdlog::logger>(
            "tirazh", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        log->set_pattern("%v");
        return log;
    }();
    return *made;
}

}  // namespace

// Outside text may be no UTF-8 and may hold line ends that would forge a line of the log.
std::string Field::quoted(std::string_view text) {
    std::string out = "\"";
    for (char const c : clean(text)) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            char buffer[8];
            std::snprintf(buffer, sizeof buffer, "\\u%04x", static_cast<unsigned>(c));
            out += buffer;
        } else {
            out += c;
        }
    }
    return out + '"';
}

void set_level(std::string_view name) {
    for (auto const& known : names)
        if (known.text == name) return logger().set_level(known.spdlog);
    throw std::runtime_error("'" + std::string(name) +
                             "' is no log level; write debug, info, warning or error");
}

void write(Level level, std::string_view event, std::initializer_list<Field> fields) {
    auto const& name = names[static_cast<std::size_t>(level)];
    if (!logger().should_log(name.spdlog)) return;
    std::string line = "{\"time\":\"" + to_text(SystemClock().now()) + "\",\"level\":\"" +
                       std::string(name.text) + "\",\"event\":\"" + std::string(event) + '"';
    for (auto const& field : fields) line += ",\"" + std::string(field.name) + "\":" + field.json;
    logger().log(name.spdlog, line + '}');
}

}  // namespace base::log
