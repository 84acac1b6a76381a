#include "features/accounts/guard.h"

#include "features/accounts/company_store.h"
#include "features/accounts/people_store.h"
#include "features/accounts/permissions.h"
#include "features/accounts/session_actions.h"
#include "features/accounts/sessions_store.h"
#include "platform/base/text.h"

#include <algorithm>
#include <sstream>

namespace accounts {
namespace {

constexpr std::chrono::minutes seen_every{5};

// The role's permissions; a setting lets sales managers see their team's deals (Roles).
std::set<std::string, std::less<>> permissions(std::string const& role,
                                               std::optional<std::string> const& settings) {
    auto names = permissions_of(role);
    bool const team =
        role == sales_manager && settings && settings_from(*settings).managers_see_team;
    if (team) names.emplace(deals_see_team.name);
    return names;
}

http::Actor actor_from(Bearer const& bearer) {
    http::Actor actor;
    actor.id = bearer.person_id;
    actor.name = bearer.name;
    actor.role = bearer.role;
    actor.team_id = bearer.team_id.value_or(0);
    actor.language = bearer.language;
    actor.permissions = permissions(bearer.role, bearer.settings);
    return actor;
}

http::Actor by_token(db::Database& database, std::string_view token, base::Instant now) {
    auto const hash = base::sha256_hex(token);
    auto const bearer =
        database.read([&](db::Reader& reader) { return bearer_of_token(reader, hash, now); });
    if (!bearer)
        throw base::Refusal(base::RefusalKind::unauthenticated, "token_invalid",
                            {"Токен не действует: создайте новый в настройках.",
                             "The token is not valid: make a new one in the settings."});
    if (now - bearer->seen_at > seen_every)
        database.write([&](db::Transaction& tx) { see_token(tx, bearer->id, now); });
    http::Actor actor = actor_from(*bearer);
    std::set<std::string, std::less<>> within;
    std::istringstream scopes(bearer->scopes);
    for (std::string scope; scopes >> scope;)
        if (actor.permissions.contains(scope)) within.insert(scope);
    actor.permissions = std::move(within);
    return actor;
}

}  // namespace

http::Actor who_asks(db::Database& database, http::Request const& request, base::Instant now) {
    auto const authorization = request.header("authorization");
    if (authorization.starts_with("Bearer "))
        return by_token(database, authorization.substr(7), now);
    auto const cookie = request.cookie(session_cookie);
    if (cookie.empty()) return {};
    auto const hash = base::sha256_hex(cookie);
    auto const bearer =
        database.read([&](db::Reader& reader) { return bearer_of_session(reader, hash, now); });
    if (!bearer) return {};
    if (now - bearer->seen_at > seen_every)
        database.write(
            [&](db::Transaction& tx) { see_session(tx, bearer->id, now, now + session_length); });
    http::Actor actor = actor_from(*bearer);
    actor.session_id = bearer->id;
    return actor;
}

bool session_goes_on(db::Reader& reader, http::Actor const& actor, base::Instant now) {
    if (actor.id == 0) return false;
    bool const open = actor.session_id != 0 ? session_is_open(reader, actor.session_id, now)
                                            : token_is_open(reader, actor.id, now);
    if (!open) return false;
    auto const today = actor_of(reader, actor.id);
    return today.role == actor.role && today.team_id == actor.team_id &&
           std::ranges::includes(today.permissions, actor.permissions) &&
           (actor.session_id == 0 || today.permissions.size() == actor.permissions.size());
}

http::Actor actor_of(db::Reader& reader, std::int64_t person_id) {
    auto const person = find_person(reader, person_id);
    if (!person) throw std::logic_error("there is no person " + std::to_string(person_id));
    auto const text = stored_settings(reader);
    http::Actor actor;
    actor.id = person->id;
    actor.name = person->name;
    actor.role = person->role;
    actor.team_id = person->team_id.value_or(0);
    actor.language = person->language;
    actor.permissions = permissions(person->role, text);
    return actor;
}

}  // namespace accounts
