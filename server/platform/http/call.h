// What a handler gets: who asks, when, for what, and the database. A ReadCall sees one snapshot;
// a WriteCall is inside one write transaction, so the handler does nothing but database work.
#pragma once
#include "platform/base/refusal.h"
#include "platform/base/time.h"
#include "platform/db/database.h"
#include "platform/http/message.h"

#include <charconv>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http {

// Names what a person must be allowed to do: "deals.change". Every route names one; a route
// without is refused at start.
struct Permission {
    std::string_view name;
    bool operator==(Permission const&) const = default;
};
inline constexpr Permission anyone{"anyone"};        // also without signing in
inline constexpr Permission signed_in{"signed_in"};  // whoever is signed in

// Who asks. Made by the guard from the session cookie or an API token.
struct Actor {
    std::int64_t id = 0;  // the person; 0 = nobody is signed in
    std::string name;
    std::string role;          // the key of a role ("sales_manager")
    std::int64_t team_id = 0;  // 0 = no team
    base::Language language = base::Language::ru;
    std::int64_t session_id = 0;                     // 0 = an API token
    std::set<std::string, std::less<>> permissions;  // by role, and within a token's scopes

    bool may(Permission permission) const {
        return permission == anyone ||
               (id != 0 && (permission == signed_in || permissions.contains(permission.name)));
    }
};

class Call {
  public:
    Call(Request const& request, Actor const& actor, base::Instant now,
         std::vector<std::pair<std::string, std::string>> const& path)
        : request(request), actor(actor), now(now), path_(path) {}

    Request const& request;
    Actor const& actor;
    base::Instant now;

    // A part of the path, "/api/deals/{id}". An id that is no number is not found.
    std::string const& text(std::string_view name) const;
    std::int64_t id(std::string_view name = "id") const;

  private:
    std::vector<std::pair<std::string, std::string>> const& path_;
};

struct ReadCall : Call {
    ReadCall(Call const& call, db::Reader& db) : Call(call), db(db) {}
    db::Reader& db;
};

struct WriteCall : Call {
    WriteCall(Call const& call, db::Transaction& db) : Call(call), db(db) {}
    db::Transaction& db;
    Fields answer_headers;  // e.g. Set-Cookie
};

// For routes that are no JSON (uploads, downloads, pages, streams) or slow: they open their own
// transactions, with slow work outside.
struct RawCall : Call {
    RawCall(Call const& call, db::Database& database) : Call(call), database(database) {}
    db::Database& database;
    Fields answer_headers;  // of a typed answer
};

}  // namespace http
