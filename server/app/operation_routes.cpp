#include "app/operation_routes.h"

#include "app/api_page.h"
#include "platform/base/text.h"

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

}  // namespace

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
        auto const nonce = base::random_token();
        auto page = Response::of(200, "text/html; charset=utf-8", api_page(router, nonce));
        page.with("content-security-policy",
                  "default-src 'none'; style-src 'nonce-" + nonce + "'; frame-ancestors 'none'");
        return page;
    });
    router.raw("GET", "/api/live", http::signed_in, "Live events (text/event-stream)",
               [&](RawCall& call) { return parts.broadcast.open(call); });
    router.describe<live::Event>();
}

}  // namespace app
