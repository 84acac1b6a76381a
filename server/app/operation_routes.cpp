#include "app/operation_routes.h"

#include <algorithm>
#include <array>

namespace app {
namespace {

using http::RawCall;
using http::Response;

Response health(RawCall& call) {
    try {
        call.database.read([](db::Reader& reader) { return reader.one<std::int64_t>("SELECT 1"); });
    } catch (db::Error const&) {
        return Response::of(503, "text/plain", "the database does not answer\n");
    }
    return Response::of(200, "text/plain", "ok\n");
}

// The numbers are for the machine's own collector: a proxy's word is not enough.
bool may_read_metrics(RawCall const& call, base::Config const& config) {
    return http::is_listed_address(call.request.remote_address, config.metrics_from) &&
           call.request.header("x-forwarded-for").empty();
}

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

std::string tag_of(std::string_view path) {
    auto rest = path.substr(path.starts_with("/api/") ? 5 : 1);
    return std::string(rest.substr(0, rest.find('/')));
}

}  // namespace

std::string api_page(http::Router const& router) {
    std::vector<http::Route const*> routes;
    for (auto const& route : router.routes()) routes.push_back(route.get());
    std::ranges::sort(routes, {},
                      [](auto const* route) { return std::pair(route->path, route->method); });
    std::string out =
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Tirazh API</title>"
        "<meta name=\"viewport\" content=\"width=device-width\"></head><body>"
        "<h1>Tirazh API</h1><p>The page of the product uses this API and nothing else. The "
        "description for programs: <a href=\"/api/openapi.json\">openapi.json</a> (OpenAPI 3.1). "
        "Programs send <code>Authorization: Bearer TOKEN</code>; a token is made in the settings "
        "and may do what its scopes and its person may. Errors are application/problem+json. "
        "Creating requests take an <code>Idempotency-Key</code>.</p>";
    std::string tag;
    for (auto const* const route : routes) {
        if (tag_of(route->path) != tag || tag.empty()) {
            if (!tag.empty()) out += "</table>";
            tag = tag_of(route->path);
            out += "<h2>";
            write_escaped(out, tag);
            out += "</h2><table>";
        }
        out += "<tr><td><code>" + route->method + " ";
        write_escaped(out, route->path);
        out += "</code></td><td>";
        write_escaped(out, route->summary);
        out += "</td><td><small>";
        write_escaped(out, route->permission.name);
        out += "</small></td></tr>";
    }
    return out + "</table></body></html>";
}

void mount_operation_routes(http::Router& router, Parts& parts, Metrics& metrics,
                            http::Server const& server) {
    router.raw("GET", "/healthz", http::anyone, "Is the process well and its database there",
               &health);
    router.raw(
        "GET", "/metrics", http::anyone, "Numbers for Prometheus", [&](RawCall& call) -> Response {
            if (!may_read_metrics(call, parts.config))
                throw base::Refusal::forbidden(
                    "metrics_from", {"С этого адреса метрики не читают (metrics_from).",
                                     "This address may not read the numbers (metrics_from)."});
            return Response::of(200, "text/plain; version=0.0.4",
                                metrics.text(call.database, server.open_connections()));
        });
    router.raw("GET", "/api/openapi.json", http::anyone, "This description",
               [&router](RawCall&) { return Response::json(router.openapi()); });
    router.raw("GET", "/api", http::anyone, "Leads to the page", [](RawCall&) {
        return Response::of(308, "text/plain", "").with("location", "/api/");
    });
    router.raw("GET", "/api/", http::anyone, "This description as a page", [&router](RawCall&) {
        return Response::of(200, "text/html; charset=utf-8", api_page(router));
    });
    router.raw("GET", "/api/live", http::signed_in, "Live events (text/event-stream)",
               [&](RawCall& call) { return parts.broadcast.open(call); });
    router.describe<live::Event>();
}

}  // namespace app
