// Which function answers which request. Each feature mounts its routes here, with typed bodies:
//
//   router.get("/api/deals/{id}", deals_read, "A deal's card (1.2.4)", &show);
//     DealCard show(http::ReadCall& call);
//   router.get("/api/deals", deals_read, "Deals, newest first", &list);
//     DealPage list(http::ReadCall& call, DealFilter const& filter);     // filter from the query
//   router.post("/api/deals", deals_change, "Open a deal (1.2.1)", &open);
//     DealCard open(http::WriteCall& call, NewDeal const& body);          // or without a body
//
// A change whose handler takes a RawCall opens its own transactions: for what is slow (the hash of
// a password, a picture). It knows no Idempotency-Key.
//
// A lambda may stand for the function. Bodies, filters and answers are described structs; an
// answer may be void (204). The router decodes, checks the permission, opens the transaction,
// calls, encodes after the commit, and knows everything needed for OpenAPI.
#pragma once
#include "platform/http/call.h"
#include "platform/json/json.h"
#include "platform/json/schema.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace http {

using Path = std::vector<std::pair<std::string, std::string>>;  // {name} -> value

struct Route {
    std::string method;
    std::string path;  // "/api/deals/{id}"
    Permission permission;
    std::string summary;        // one English line for OpenAPI, with the node's number
    std::string query_schema;   // JSON schema of an object, empty if none
    std::string body_schema;    // empty if none
    std::string answer_schema;  // empty if none (204)
    bool typed = false;         // JSON in and out; else `raw`
    bool upload = false;        // raw with a large body, streamed to a file
    bool outside = false;       // for people without a login, see Router::outside

    std::function<std::string(Call const&, db::Reader&)> read;  // typed GET
    std::function<std::string(WriteCall&)> write;               // typed other
    std::function<std::string(RawCall&)> work;                  // typed, own transactions
    std::function<Response(RawCall&)> raw;
};

// Decodes a described struct of optionals, numbers, texts, enums and lists from the query string;
// an unknown parameter is refused. Goes through the JSON reader, so errors look the same.
std::string query_as_json(Fields const& query, std::string const& schema);

// The parts of a callable's signature: Answer(Call&) or Answer(Call&, Input const&).
template <class F>
struct Signature : Signature<decltype(&F::operator())> {};
template <class A, class C>
struct Signature<A (*)(C&)> {
    using Called = C;
    using Answer = A;
    using Input = void;
};
template <class A, class C, class I>
struct Signature<A (*)(C&, I const&)> {
    using Called = C;
    using Answer = A;
    using Input = I;
};
template <class L, class A, class C>
struct Signature<A (L::*)(C&) const> : Signature<A (*)(C&)> {};
template <class L, class A, class C, class I>
struct Signature<A (L::*)(C&, I const&) const> : Signature<A (*)(C&, I const&)> {};

class Router {
  public:
    template <class F>
    void get(std::string path, Permission permission, std::string summary, F handler) {
        using S = Signature<F>;
        Route route = start<S>("GET", std::move(path), permission, std::move(summary));
        if constexpr (!std::is_void_v<typename S::Input>)
            route.query_schema = inline_schema<typename S::Input>();
        std::string const schema = route.query_schema;
        route.read = [handler, schema](Call const& call, db::Reader& reader) {
            ReadCall read_call(call, reader);
            if constexpr (std::is_void_v<typename S::Input>) {
                return json::to_json(handler(read_call));
            } else {
                auto const input =
                    json::from_json<typename S::Input>(query_as_json(call.request.query, schema));
                return json::to_json(handler(read_call, input));
            }
        };
        add(std::move(route));
    }
    template <class F>
    void post(std::string path, Permission permission, std::string summary, F handler) {
        change("POST", std::move(path), permission, std::move(summary), std::move(handler));
    }
    template <class F>
    void put(std::string path, Permission permission, std::string summary, F handler) {
        change("PUT", std::move(path), permission, std::move(summary), std::move(handler));
    }
    template <class F>
    void patch(std::string path, Permission permission, std::string summary, F handler) {
        change("PATCH", std::move(path), permission, std::move(summary), std::move(handler));
    }
    template <class F>
    void remove(std::string path, Permission permission, std::string summary, F handler) {
        change("DELETE", std::move(path), permission, std::move(summary), std::move(handler));
    }
    void raw(std::string method, std::string path, Permission permission, std::string summary,
             std::function<Response(RawCall&)> handler);
    void upload(std::string path, Permission permission, std::string summary,
                std::function<Response(RawCall&)> handler);  // POST, body in request.body_file
    // A raw route for somebody who holds only a link. Nobody's session is looked at, so a page that
    // a stranger had a hand in can do nothing in the name of whoever is signed in; and requests
    // from anywhere are taken, because the right stands in the address.
    void outside(std::string method, std::string path, std::string summary,
                 std::function<Response(RawCall&)> handler);

    struct Match {
        Route const* route = nullptr;
        Path path;
        bool other_method = false;  // the path exists, not with this method: 405
    };
    Match find(std::string_view method, std::string_view path) const;

    std::vector<std::unique_ptr<Route>> const& routes() const { return routes_; }
    std::string openapi() const;  // the OpenAPI 3.1 document

    // A component for TypeScript that is in no route (the payload of a live event).
    template <class T>
    void describe() {
        static_cast<void>(json::schema_of<T>(components_));
    }

  private:
    template <class S>
    Route start(char const* method, std::string path, Permission permission, std::string summary) {
        Route route{method, std::move(path), permission, std::move(summary)};
        route.typed = true;
        if constexpr (!std::is_void_v<typename S::Answer>)
            route.answer_schema = json::schema_of<typename S::Answer>(components_);
        return route;
    }

    template <class T>
    std::string inline_schema() {
        json::Components own;
        static_cast<void>(json::schema_of<T>(own));
        std::string schema = own.at(json::component_name(json::type_name<T>()));
        own.erase(json::component_name(json::type_name<T>()));
        for (auto& [name, text] : own) json::add_component(components_, name, std::move(text));
        return schema;
    }

    template <class F>
    void change(char const* method, std::string path, Permission permission, std::string summary,
                F handler) {
        using S = Signature<F>;
        Route route = start<S>(method, std::move(path), permission, std::move(summary));
        if constexpr (!std::is_void_v<typename S::Input>)
            route.body_schema = json::schema_of<typename S::Input>(components_);
        using Called = typename S::Called;
        auto run = [handler](Called& call) -> std::string {
            auto const answer = [&]() {
                if constexpr (std::is_void_v<typename S::Input>) {
                    return handler(call);
                } else {
                    auto const body = json::from_json<typename S::Input>(call.request.body);
                    return handler(call, body);
                }
            };
            if constexpr (std::is_void_v<typename S::Answer>) {
                answer();
                return "";
            } else {
                return json::to_json(answer());
            }
        };
        if constexpr (std::is_same_v<Called, RawCall>)
            route.work = std::move(run);
        else
            route.write = std::move(run);
        add(std::move(route));
    }

    void add(Route route);

    std::vector<std::unique_ptr<Route>> routes_;
    json::Components components_;
};

}  // namespace http
