#include "platform/http/dispatch.h"

#include "platform/base/text.h"
#include "platform/http/idempotency_store.h"

#include <algorithm>
#include <chrono>
#include <zlib.h>

namespace http {
namespace {

using base::Refusal;
using base::RefusalKind;

bool is_loopback(std::string_view address) {
    return address.starts_with("127.") || address == "::1";
}

base::Language language_of(Request const& request) {
    return request.header("accept-language").starts_with("en") ? base::Language::en
                                                               : base::Language::ru;
}

// A browser sends its session cookie along with what another site made it send. Our page adds a
// header that no other site can add without asking us first.
void refuse_forgery(Request const& request, Actor const& actor) {
    if (request.method == "GET" || request.method == "HEAD") return;
    auto const site = request.header("sec-fetch-site");
    bool const foreign = site == "cross-site" || site == "same-site";
    bool const marked = request.header("x-requested-with") == "tirazh";
    if ((actor.session_id != 0 && !marked) || foreign)
        throw Refusal::forbidden("forgery",
                                 {"Запрос пришёл не со страницы программы. Обновите страницу.",
                                  "The request did not come from this page. Reload the page."});
}

bool accepts_gzip(Request const& request) {
    return request.header("accept-encoding").find("gzip") != std::string_view::npos;
}

std::string gzipped(std::string const& body) {
    z_stream stream{};
    if (deflateInit2(&stream, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
    std::string out(deflateBound(&stream, body.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
    stream.avail_in = static_cast<uInt>(body.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    int const result = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return result == Z_STREAM_END ? out : std::string{};
}

bool has_header(Response const& response, std::string_view name) {
    return std::ranges::any_of(response.headers,
                               [&](auto const& field) { return field.first == name; });
}

}  // namespace

int status_of(RefusalKind kind) {
    switch (kind) {
        case RefusalKind::invalid:
            return 422;
        case RefusalKind::unauthenticated:
            return 401;
        case RefusalKind::forbidden:
            return 403;
        case RefusalKind::not_found:
            return 404;
        case RefusalKind::conflict:
            return 409;
        case RefusalKind::too_large:
            return 413;
        case RefusalKind::too_many:
            return 429;
        case RefusalKind::unavailable:
            return 503;
    }
    return 500;
}

Response problem(Refusal const& refusal, base::Language language, std::string const& request_id) {
    std::string body = "{\"code\":";
    json::write_text(body, refusal.code);
    body += ",\"message\":";
    json::write_text(body, refusal.message.in(language));
    body += ",\"field\":";
    json::write_text(body, refusal.field);
    body += ",\"details\":" + (refusal.details.empty() ? "null" : refusal.details);
    body += ",\"request_id\":";
    json::write_text(body, request_id);
    return Response::of(status_of(refusal.kind), "application/problem+json", body + "}");
}

Dispatcher::Dispatcher(Router const& router, db::Database& database, base::Clock const& clock,
                       Guard guard, DispatchSettings settings)
    : router_(router),
      database_(database),
      clock_(clock),
      guard_(std::move(guard)),
      settings_(std::move(settings)) {}

bool Dispatcher::is_upload(std::string_view method, std::string_view path) const {
    auto const match = router_.find(method, path);
    return match.route && match.route->upload;
}

Response Dispatcher::handle(Request& request) {
    auto const start = std::chrono::steady_clock::now();
    Actor actor;
    actor.language = language_of(request);
    std::string route;
    Response response;
    try {
        response = answer(request, actor, route);
    } catch (Refusal const& refusal) {
        response = problem(refusal, actor.language, request.id);
    } catch (std::exception const& error) {
        if (on_failure_) on_failure_(request, error.what());
        Refusal const failure(
            RefusalKind::unavailable, "failure",
            {"Внутренняя ошибка, ничего не сохранено. Повторите; если не поможет, "
             "сообщите администратору номер запроса: " +
                 request.id,
             "Internal error, nothing was saved. Try again; if that fails, tell the "
             "administrator this request's number: " +
                 request.id});
        response = problem(failure, actor.language, request.id);
        response.status = 500;
    }
    finish(request, response);
    if (on_answer_) {
        std::chrono::duration<double, std::milli> const took =
            std::chrono::steady_clock::now() - start;
        on_answer_({request, response, route, actor.id, took.count()});
    }
    return response;
}

Response Dispatcher::answer(Request& request, Actor& actor, std::string& route_path) {
    if (std::ranges::find(settings_.trusted_proxies, request.remote_address) !=
        settings_.trusted_proxies.end()) {
        // The last address is the one our proxy saw; what stands before it anybody may have sent.
        std::string_view forwarded = request.header("x-forwarded-for");
        auto const comma = forwarded.rfind(',');
        if (comma != std::string_view::npos) forwarded.remove_prefix(comma + 1);
        if (auto const address = base::trimmed(forwarded); !address.empty())
            request.remote_address = address;
        request.secure = request.header("x-forwarded-proto") == "https";
    }
    std::string const method = request.method == "HEAD" ? "GET" : request.method;
    auto const match = router_.find(method, request.path);
    if (!match.route) {
        if (match.other_method) {
            Response response = problem(
                {RefusalKind::not_found,
                 "method_not_allowed",
                 {"Так к этому адресу обращаться нельзя.", "This address has no such method."}},
                actor.language, request.id);
            response.status = 405;
            return response;
        }
        if (otherwise_ && method == "GET" && !request.path.starts_with("/api/"))
            return otherwise_(request);
        throw Refusal::not_found("not_found", {"Такого адреса нет.", "There is no such address."});
    }
    route_path = match.route->path;
    base::Instant const now = clock_.now();
    base::Language const asked = actor.language;
    if (!match.route->outside) actor = guard_(request, now);
    if (actor.id == 0) actor.language = asked;
    if (!actor.may(match.route->permission)) {
        if (actor.id == 0)
            throw Refusal(RefusalKind::unauthenticated, "sign_in",
                          {"Войдите, чтобы продолжить.", "Sign in to go on."});
        throw Refusal::forbidden("forbidden",
                                 {"У вас нет права на это действие.", "You may not do this."});
    }
    if (!match.route->outside) refuse_forgery(request, actor);
    return call(*match.route, Call(request, actor, now, match.path));
}

Response Dispatcher::call(Route const& route, Call const& call) {
    if (route.raw) {
        RawCall raw(call, database_);
        return route.raw(raw);
    }
    if (route.read) {
        auto response = Response::json(
            database_.read([&](db::Reader& reader) { return route.read(call, reader); }));
        // A list that did not change is not sent again.
        std::string const tag = "\"" + base::sha256_hex(response.body).substr(0, 22) + "\"";
        response.with("etag", tag).with("cache-control", "private, no-cache");
        if (call.request.header("if-none-match") == tag) {
            response.status = 304;
            response.body.clear();
        }
        return response;
    }
    return write(route, call);
}

Response Dispatcher::write(Route const& route, Call const& call) {
    auto const type = call.request.header("content-type");
    if (!call.request.body.empty() && !type.starts_with("application/json"))
        throw Refusal(
            RefusalKind::invalid, "json_expected",
            {"Тело запроса должно быть application/json.", "The body must be application/json."});
    auto const key = std::string(call.request.header("idempotency-key"));
    std::string body;
    Fields headers;
    if (route.work) {
        RawCall raw(call, database_);
        body = route.work(raw);
        return written(route, std::move(body), std::move(raw.answer_headers));
    }
    database_.write([&](db::Transaction& tx) {
        headers.clear();
        if (!key.empty()) {
            if (auto const earlier = idempotency::find(tx, call, key)) {
                body = *earlier;
                return;
            }
        }
        WriteCall write_call(call, tx);
        body = route.write(write_call);
        headers = std::move(write_call.answer_headers);
        if (!key.empty()) idempotency::remember(tx, call, key, body);
    });
    return written(route, std::move(body), std::move(headers));
}

Response Dispatcher::written(Route const& route, std::string body, Fields headers) {
    Response response = Response::json(std::move(body));
    if (route.answer_schema.empty()) {
        response.status = 204;
        response.headers.clear();
        response.body.clear();
    }
    for (auto& [name, value] : headers) response.with(std::move(name), std::move(value));
    response.with("cache-control", "no-store");
    return response;
}

void Dispatcher::finish(Request const& request, Response& response) const {
    bool const compressible = response.body.size() > 4096 && !response.stream &&
                              !has_header(response, "content-encoding") && response.status == 200;
    if (compressible && !is_loopback(request.remote_address) && accepts_gzip(request)) {
        if (auto packed = gzipped(response.body); !packed.empty()) {
            response.body = std::move(packed);
            response.with("content-encoding", "gzip").with("vary", "accept-encoding");
        }
    }
    response.with("x-request-id", request.id).with("x-content-type-options", "nosniff");
    if (!has_header(response, "referrer-policy")) response.with("referrer-policy", "same-origin");
    if (!has_header(response, "content-security-policy"))
        response.with("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
    if (!has_header(response, "cross-origin-resource-policy"))
        response.with("cross-origin-resource-policy", "same-origin");
    if (settings_.public_https) response.with("strict-transport-security", "max-age=31536000");
}

}  // namespace http
