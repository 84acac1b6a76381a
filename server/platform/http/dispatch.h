// From a Request to a Response: who asks (guard), which route, may they, is it a forgery, is it a
// repetition, then the handler in its transaction, and every refusal or failure as a Problem:
//   {"code", "message", "field", "details", "request_id"}   (application/problem+json)
#pragma once
#include "platform/base/time.h"
#include "platform/db/database.h"
#include "platform/http/router.h"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace http {

// Who asks, from the request's cookie or token; an Actor with id 0 if nobody is signed in.
using Guard = std::function<Actor(Request const&, base::Instant now)>;

struct DispatchSettings {
    std::vector<std::string> trusted_proxies;  // addresses whose X-Forwarded-* is believed
    bool public_https = false;                 // the public address is https: Secure cookies, HSTS
};

// One line for each answered request; path without its query, never a body or a secret.
struct AccessRecord {
    Request const& request;
    Response const& response;
    std::string route;  // its pattern, empty if none matched
    std::int64_t actor_id;
    double milliseconds;
};

class Dispatcher {
  public:
    Dispatcher(Router const& router, db::Database& database, base::Clock const& clock, Guard guard,
               DispatchSettings settings);

    // For paths without a route (the page and its assets).
    void otherwise(std::function<Response(Request const&)> handler) {
        otherwise_ = std::move(handler);
    }
    void on_answer(std::function<void(AccessRecord const&)> listener) {
        on_answer_ = std::move(listener);
    }
    void on_failure(std::function<void(Request const&, std::string const& what)> listener) {
        on_failure_ = std::move(listener);
    }

    bool is_upload(std::string_view method, std::string_view path) const;
    Response handle(Request& request);

  private:
    Response answer(Request& request, Actor& actor, std::string& route_path);
    Response call(Route const& route, Call const& call);
    Response write(Route const& route, Call const& call);
    static Response written(Route const& route, std::string body, Fields headers);
    void finish(Request const& request, Response& response) const;

    Router const& router_;
    db::Database& database_;
    base::Clock const& clock_;
    Guard guard_;
    DispatchSettings settings_;
    std::function<Response(Request const&)> otherwise_;
    std::function<void(AccessRecord const&)> on_answer_;
    std::function<void(Request const&, std::string const&)> on_failure_;
};

int status_of(base::RefusalKind kind);
Response problem(base::Refusal const& refusal, base::Language language,
                 std::string const& request_id);

}  // namespace http
