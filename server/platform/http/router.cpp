#include "platform/http/router.h"

#include <algorithm>
#include <stdexcept>

namespace http {
namespace {

std::vector<std::string_view> parts_of(std::string_view path) {
    std::vector<std::string_view> parts;
    std::size_t at = 1;
    while (at <= path.size()) {
        auto const end = std::min(path.find('/', at), path.size());
        parts.push_back(path.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

bool is_variable(std::string_view part) {
    return part.starts_with('{') && part.ends_with('}');
}

std::optional<Path> match(std::string_view pattern, std::string_view path) {
    auto const wanted = parts_of(pattern), given = parts_of(path);
    if (wanted.size() != given.size()) return std::nullopt;
    Path values;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (is_variable(wanted[i])) {
            if (given[i].empty()) return std::nullopt;
            values.emplace_back(wanted[i].substr(1, wanted[i].size() - 2), given[i]);
        } else if (wanted[i] != given[i]) {
            return std::nullopt;
        }
    }
    return values;
}

// "GET /api/deals/{id}/facts" -> "get_deals_id_facts"
std::string operation_id(Route const& route) {
    std::string id;
    for (char const c : route.method) id += static_cast<char>(std::tolower(c));
    for (auto const part : parts_of(route.path)) {
        if (part == "api") continue;
        id += '_';
        for (char const c : part)
            if (c != '{' && c != '}') id += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
    }
    return id;
}

void write_parameters(std::string& out, Route const& route) {
    bool first = true;
    auto const begin = [&](std::string_view name, char const* where, bool required) {
        if (!first) out += ',';
        first = false;
        out += "{\"name\":";
        json::write_text(out, name);
        out += std::string(",\"in\":\"") + where +
               "\",\"required\":" + (required ? "true" : "false") + ",\"schema\":";
    };
    out += "\"parameters\":[";
    for (auto const part : parts_of(route.path)) {
        if (!is_variable(part)) continue;
        auto const name = part.substr(1, part.size() - 2);
        begin(name, "path", true);
        out += name == "id" || name.ends_with("_id") ? R"({"type":"integer","format":"int64"}})"
                                                     : R"({"type":"string"}})";
    }
    if (!route.query_schema.empty()) {
        json::Document const document(route.query_schema);
        auto const properties = document.root().find("properties");
        for (std::size_t i = 0; properties && i < properties->size(); ++i) {
            bool required = false;
            if (auto const names = document.root().find("required"))
                for (std::size_t n = 0; n < names->size(); ++n)
                    required = required || names->at(n).as_text() == properties->key(i);
            auto const type = properties->value(i).find("type");
            bool const list = type && type->is_text() && type->as_text() == "array";
            begin(properties->key(i), "query", required && !list);
            out += properties->value(i).text() + "}";
        }
    }
    out += ']';
}

void write_operation(std::string& out, Route const& route) {
    json::write_text(out, [&] {
        std::string method;
        for (char const c : route.method) method += static_cast<char>(std::tolower(c));
        return method;
    }());
    out += ":{\"operationId\":\"" + operation_id(route) + "\",\"summary\":";
    json::write_text(out, route.summary);
    out += ",\"x-permission\":";
    json::write_text(out, route.permission.name);
    out += ',';
    write_parameters(out, route);
    if (!route.body_schema.empty())
        out += R"(,"requestBody":{"required":true,"content":{"application/json":{"schema":)" +
               route.body_schema + "}}}";
    if (route.upload)
        out += R"(,"requestBody":{"required":true,"content":{"application/octet-stream":{}}})";
    out += ",\"responses\":{";
    if (!route.typed) {
        out += R"("default":{"description":"Not JSON, or as the summary says"})";
    } else {
        if (route.answer_schema.empty())
            out += R"("204":{"description":"Done"})";
        else
            out += R"("200":{"description":"OK","content":{"application/json":{"schema":)" +
                   route.answer_schema + "}}}";
        out += R"(,"default":{"description":"Refused","content":{"application/problem+json":)"
               R"({"schema":{"$ref":"#/components/schemas/Problem"}}}})";
    }
    out += "}}";
}

}  // namespace

std::string query_as_json(Fields const& query, std::string const& schema) {
    json::Document const document(schema);
    auto const properties = document.root().find("properties");
    // The type of a parameter: its own, or that of the first choice of an optional.
    auto const type_of = [](json::Node node) -> std::string {
        if (auto const any = node.find("anyOf")) node = any->at(0);
        auto const type = node.find("type");
        return type && type->is_text() ? std::string(type->as_text()) : "string";
    };
    std::string out = "{";
    for (std::size_t i = 0; properties && i < properties->size(); ++i) {
        auto const name = properties->key(i);
        auto const node = properties->value(i);
        std::string type = type_of(node);
        bool const list = type == "array";
        if (list) type = node.find("items") ? type_of(*node.find("items")) : "string";
        std::string values;
        for (auto const& [key, value] : query) {
            if (key != name || (value.empty() && type != "string")) continue;
            if (!values.empty()) {
                if (!list)
                    json::refuse(std::string(name),
                                 {"Этот параметр задан дважды.", "This parameter is given twice."});
                values += ',';
            }
            // A number is passed on as it stands if it can be one; else the reader refuses it.
            bool const plain =
                (type == "integer" || type == "number" || type == "boolean") &&
                value.find_first_not_of("0123456789-.truefalse") == std::string::npos;
            if (plain)
                values += value;
            else
                json::write_text(values, value);
        }
        if (values.empty()) continue;
        if (out.size() > 1) out += ',';
        json::write_text(out, name);
        out += list ? ":[" + values + "]" : ":" + values;
    }
    for (auto const& [key, value] : query) {
        bool known = false;
        for (std::size_t i = 0; properties && i < properties->size(); ++i)
            known = known || properties->key(i) == key;
        if (!known) json::refuse(key, {"Такого параметра нет.", "There is no such parameter."});
    }
    return out + "}";
}

void Router::raw(std::string method, std::string path, Permission permission, std::string summary,
                 std::function<Response(RawCall&)> handler) {
    Route route{std::move(method), std::move(path), permission, std::move(summary)};
    route.raw = std::move(handler);
    add(std::move(route));
}

void Router::outside(std::string method, std::string path, std::string summary,
                     std::function<Response(RawCall&)> handler) {
    Route route{std::move(method), std::move(path), anyone, std::move(summary)};
    route.raw = std::move(handler);
    route.outside = true;
    add(std::move(route));
}

void Router::upload(std::string path, Permission permission, std::string summary,
                    std::function<Response(RawCall&)> handler) {
    Route route{"POST", std::move(path), permission, std::move(summary)};
    route.raw = std::move(handler);
    route.upload = true;
    add(std::move(route));
}

void Router::add(Route route) {
    if (!route.path.starts_with('/'))
        throw std::logic_error("a route begins with '/': " + route.path);
    if (route.permission.name.empty())
        throw std::logic_error("a route names no permission: " + route.path);
    for (auto const& other : routes_)
        if (other->method == route.method && other->path == route.path)
            throw std::logic_error("two routes for " + route.method + " " + route.path);
    routes_.push_back(std::make_unique<Route>(std::move(route)));
}

Router::Match Router::find(std::string_view method, std::string_view path) const {
    Match found;
    std::size_t fewest_variables = 100;
    for (auto const& route : routes_) {
        auto values = match(route->path, path);
        if (!values) continue;
        if (route->method != method) {
            found.other_method = true;
        } else if (values->size() < fewest_variables) {  // /deals/lost before /deals/{id}
            fewest_variables = values->size();
            found.route = route.get();
            found.path = std::move(*values);
        }
    }
    return found;
}

std::string Router::openapi() const {
    std::string out = R"({"openapi":"3.1.0","info":{"title":"Tirazh","version":"0.1.0","license":)"
                      R"({"name":"AGPL-3.0-or-later","identifier":"AGPL-3.0-or-later"}},"paths":{)";
    std::vector<std::string> paths;
    for (auto const& route : routes_)
        if (std::ranges::find(paths, route->path) == paths.end()) paths.push_back(route->path);
    std::ranges::sort(paths);
    bool first_path = true;
    for (auto const& path : paths) {
        if (!first_path) out += ',';
        first_path = false;
        json::write_text(out, path);
        out += ":{";
        bool first = true;
        for (auto const& route : routes_) {
            if (route->path != path) continue;
            if (!first) out += ',';
            first = false;
            write_operation(out, *route);
        }
        out += '}';
    }
    out += "},\"components\":{\"schemas\":{";
    out += R"("Problem":{"type":"object","properties":{"code":{"type":"string"},)"
           R"("message":{"type":"string"},"field":{"type":"string"},"details":{},)"
           R"("request_id":{"type":"string"}},)"
           R"("required":["code","message","field","details","request_id"]})";
    for (auto const& [name, schema] : components_) {
        out += ',';
        json::write_text(out, name);
        out += ':' + schema;
    }
    return out + "}}}";
}

}  // namespace http
