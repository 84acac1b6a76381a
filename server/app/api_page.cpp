#include "app/api_page.h"

#include <algorithm>

namespace app {
namespace {

constexpr std::string_view style =
    "body{font:15px/1.5 sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color:#222}"
    "table{border-collapse:collapse;width:100%}td{border-top:1px solid #ddd;padding:.3rem .6rem;"
    "vertical-align:top}code{font-size:.93em}h2{margin-top:2rem}small{color:#555}"
    "td:first-child{width:40%}";

void write_escaped(std::string& out, std::string_view text) {
    for (char const c : text) {
        if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '&')
            out += "&amp;";
        else if (c == '"')
            out += "&quot;";
        else
            out += c;
    }
}

std::string group_of(std::string_view path) {
    auto const rest = path.starts_with("/api/") ? path.substr(5) : path.substr(1);
    auto const group = rest.substr(0, rest.find('/'));
    return group.empty() ? "api" : std::string(group);
}

// "DealCard", "list of text", "text or nothing", in links to the types below.
void write_type(std::string& out, json::Node schema) {
    if (auto const reference = schema.find("$ref")) {
        auto const text = reference->as_text();
        std::string const name(text.substr(text.rfind('/') + 1));
        out += "<a href=\"#" + name + "\">" + name + "</a>";
    } else if (auto const choices = schema.find("anyOf")) {
        write_type(out, choices->at(0));
        out += " or nothing";
    } else if (auto const items = schema.find("items")) {
        out += "list of ";
        write_type(out, *items);
    } else if (auto const type = schema.find("type"); type && type->is_text()) {
        auto const format = schema.find("format");
        write_escaped(out, format ? format->as_text() : type->as_text());
    } else {
        out += "any JSON";
    }
}

void write_type_of(std::string& out, std::string_view before, std::string const& schema) {
    if (schema.empty()) return;
    json::Document const document(schema);
    out += before;
    write_type(out, document.root());
}

void write_parameters(std::string& out, std::string const& schema) {
    if (schema.empty()) return;
    json::Document const document(schema);
    auto const properties = document.root().find("properties");
    for (std::size_t i = 0; properties && i < properties->size(); ++i) {
        out += i ? ", <code>" : "<br><small>parameters: <code>";
        write_escaped(out, properties->key(i));
        out += "</code>: ";
        write_type(out, properties->value(i));
    }
    if (properties && properties->size()) out += "</small>";
}

void write_route(std::string& out, http::Route const& route) {
    out += "<tr><td><code>" + route.method + " ";
    write_escaped(out, route.path);
    out += "</code><br><small>";
    write_escaped(out, route.permission.name);
    out += "</small></td><td>";
    write_escaped(out, route.summary);
    write_parameters(out, route.query_schema);
    write_type_of(out, "<br><small>takes</small> ", route.body_schema);
    write_type_of(out, "<br><small>gives</small> ", route.answer_schema);
    out += "</td></tr>";
}

void write_component(std::string& out, std::string_view name, json::Node schema) {
    out += "<h3 id=\"" + std::string(name) + "\">" + std::string(name) + "</h3><table>";
    if (auto const values = schema.find("enum")) {
        out += "<tr><td>one of</td><td>";
        for (std::size_t i = 0; i < values->size(); ++i) {
            out += i ? ", <code>" : "<code>";
            write_escaped(out, values->at(i).as_text());
            out += "</code>";
        }
        out += "</td></tr>";
    }
    auto const properties = schema.find("properties");
    for (std::size_t i = 0; properties && i < properties->size(); ++i) {
        out += "<tr><td><code>";
        write_escaped(out, properties->key(i));
        out += "</code></td><td>";
        write_type(out, properties->value(i));
        out += "</td></tr>";
    }
    out += "</table>";
}

}  // namespace

std::string api_page(http::Router const& router, std::string const& nonce) {
    std::vector<http::Route const*> routes;
    for (auto const& route : router.routes()) routes.push_back(route.get());
    std::ranges::sort(routes, {}, [](auto const* route) {
        return std::tuple(group_of(route->path), route->path, route->method);
    });
    std::string out =
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Tirazh API</title>"
        "<meta name=\"viewport\" content=\"width=device-width\"><style nonce=\"" +
        nonce + "\">" + std::string(style) +
        "</style></head><body><h1>Tirazh API</h1><p>The page of the product uses this API and "
        "nothing else. The description for programs: <a href=\"/api/openapi.json\">openapi.json"
        "</a> (OpenAPI 3.1). Programs send <code>Authorization: Bearer TOKEN</code>; a token is "
        "made in the settings and may do what its scopes and its person may. Errors are "
        "application/problem+json with a code for programs and a message for people. Creating "
        "requests take an <code>Idempotency-Key</code>. Lists give <code>next</code>, the cursor "
        "of the following page.</p>";
    std::string group;
    for (auto const* const route : routes) {
        if (group_of(route->path) != group) {
            if (!group.empty()) out += "</table>";
            group = group_of(route->path);
            out += "<h2>";
            write_escaped(out, group);
            out += "</h2><table>";
        }
        write_route(out, *route);
    }
    out += "</table><h2>Types</h2>";
    json::Document const document(router.openapi());
    auto const schemas = document.root().find("components")->find("schemas");
    for (std::size_t i = 0; i < schemas->size(); ++i)
        write_component(out, schemas->key(i), schemas->value(i));
    return out + "</body></html>";
}

}  // namespace app
