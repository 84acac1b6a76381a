#include "platform/http/call.h"

namespace http {

std::string_view Request::cookie(std::string_view name) const {
    std::string_view rest = header("cookie");
    while (!rest.empty()) {
        auto const end = rest.find(';');
        auto pair = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
        while (pair.starts_with(' ')) pair.remove_prefix(1);
        if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
            return pair.substr(name.size() + 1);
    }
    return {};
}

std::string const& Call::text(std::string_view name) const {
    for (auto const& [key, value] : path_)
        if (key == name) return value;
    throw std::logic_error("the route has no part {" + std::string(name) + "}");
}

std::int64_t Call::id(std::string_view name) const {
    std::string const& value = text(name);
    std::int64_t out = 0;
    auto const end = value.data() + value.size();
    if (value.empty() || std::from_chars(value.data(), end, out).ptr != end || out <= 0)
        throw base::Refusal::not_found("not_found",
                                       {"Такой страницы нет.", "There is no such page."});
    return out;
}

}  // namespace http
