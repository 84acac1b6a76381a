// A list as a file for a spreadsheet program: GET …/export?format=csv|xlsx with the list's own
// filter beside it. For raw routes.
#pragma once
#include "platform/base/spreadsheet.h"
#include "platform/http/router.h"

#include <string>
#include <string_view>

namespace http {

enum class ExportFormat { csv, xlsx };

// Takes `format` out of the query; refuses another one than these two. CSV if none is named.
ExportFormat take_export_format(Fields& query);

// The list's filter, decoded and checked as the list's own route does.
template <class Filter>
Filter export_filter(Fields const& query) {
    json::Components components;
    static_cast<void>(json::schema_of<Filter>(components));
    auto const& schema = components.at(json::component_name(json::type_name<Filter>()));
    return json::from_json<Filter>(query_as_json(query, schema));
}

// `name` without its ending: "deals".
Response export_answer(base::Spreadsheet const& sheet, ExportFormat format, std::string_view name);

}  // namespace http
