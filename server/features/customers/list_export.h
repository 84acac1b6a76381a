// What the CSV routes share: the list's filter from the query, and the answer as a file.
#pragma once
#include "platform/http/router.h"

#include <string>
#include <utility>

namespace customers {

template <class Filter>
Filter csv_filter(http::Request const& request) {
    json::Components components;
    static_cast<void>(json::schema_of<Filter>(components));
    auto const& schema = components.at(json::component_name(json::type_name<Filter>()));
    return json::from_json<Filter>(http::query_as_json(request.query, schema));
}

inline http::Response csv_answer(std::string const& name, std::string body) {
    auto response = http::Response::of(200, "text/csv; charset=utf-8", std::move(body));
    response.with("content-disposition", "attachment; filename=\"" + name + "\"");
    response.with("cache-control", "no-store");
    return response;
}

}  // namespace customers
