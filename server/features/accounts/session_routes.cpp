#include "features/accounts/accounts_routes.h"
#include "features/accounts/company_store.h"
#include "features/accounts/guard.h"
#include "features/accounts/passwords.h"
#include "features/accounts/people_store.h"
#include "features/accounts/permissions.h"
#include "features/accounts/session_actions.h"
#include "features/accounts/settings_actions.h"
#include "platform/base/text.h"

#include <algorithm>

namespace accounts {

using base::Refusal;
using http::RawCall;
using http::ReadCall;
using http::WriteCall;

struct SessionPerson {
    std::int64_t id = 0;
    std::string login;
    std::string name;
    std::string position;
    std::string role;
    base::Words role_words;
    std::optional<std::int64_t> team_id;
};
BOOST_DESCRIBE_STRUCT(SessionPerson, (), (id, login, name, position, role, role_words, team_id))

// Who I am and what the page has to know before its first screen.
struct Session {
    std::optional<SessionPerson> person;  // nothing: sign in first
    bool setup_needed = false;            // nobody can sign in yet: the first start
    std::vector<std::string> permissions;
    base::Language language = base::Language::ru;
    std::string company_name;
    std::string zone;
    base::Instant now;  // the server's time, for countdowns
};
BOOST_DESCRIBE_STRUCT(Session, (),
                      (person, setup_needed, permissions, language, company_name, zone, now))

struct SignIn {
    std::string login;
    std::string password;
};
BOOST_DESCRIBE_STRUCT(SignIn, (), (login, password))

struct SessionChange {
    base::Language language = base::Language::ru;
};
BOOST_DESCRIBE_STRUCT(SessionChange, (), (language))

struct PasswordChange {
    std::string current;
    std::string fresh;
};
BOOST_DESCRIBE_STRUCT(PasswordChange, (), (current, fresh))

struct OwnSessionList {
    std::vector<OwnSession> items;
};
BOOST_DESCRIBE_STRUCT(OwnSessionList, (), (items))

struct ApiTokenList {
    std::vector<ApiToken> items;
    std::vector<std::string> scopes;  // what a new token may be given
};
BOOST_DESCRIBE_STRUCT(ApiTokenList, (), (items, scopes))

struct NewApiToken {
    std::string name;
    std::vector<std::string> scopes;
    std::optional<base::Instant> expires_at;
};
BOOST_DESCRIBE_STRUCT(NewApiToken, (), (name, scopes, expires_at))

// The first start. The person's role is head or administrator.
struct Setup {
    std::string code;  // printed on the server's console
    std::string company_name;
    std::string company_zone;  // IANA name
    SellerForm seller;
    PersonForm person;
};
BOOST_DESCRIBE_STRUCT(Setup, (), (code, company_name, company_zone, seller, person))

namespace {

Session session_of(db::Reader& reader, http::Actor const& actor, base::Instant now) {
    Session session;
    session.language = actor.language;
    session.now = now;
    auto const settings = company_settings(reader);
    session.company_name = settings.name;
    session.zone = settings.zone;
    auto const person = actor.id ? find_person(reader, actor.id) : std::nullopt;
    if (!person) {
        session.setup_needed = !has_people(reader);
        return session;
    }
    session.permissions = {actor.permissions.begin(), actor.permissions.end()};
    auto const role = std::ranges::find(roles(), std::string_view(person->role), &Role::key);
    session.person = SessionPerson{
        person->id,       person->login, person->name,
        person->position, person->role,  role == roles().end() ? base::Words{} : role->words,
        person->team_id};
    return session;
}

// Lax: a link in a letter opens the page signed in; a foreign form or script sends no cookie, and
// a change needs the page's own header besides (platform/http/dispatch.cpp).
std::string cookie(std::string const& value, bool secure, std::chrono::seconds age) {
    return std::string(session_cookie) + "=" + value + "; Path=/; HttpOnly; SameSite=Lax" +
           (secure ? "; Secure" : "") + "; Max-Age=" + std::to_string(age.count());
}

Session opened(RawCall& call, OpenedSession const& opened, RouteSettings const& settings) {
    call.answer_headers.emplace_back(
        "set-cookie", cookie(opened.token, settings.public_https || call.request.secure,
                             std::chrono::seconds(session_length)));
    return call.database.read([&](db::Reader& reader) {
        auto actor = actor_of(reader, opened.person_id);
        actor.session_id = opened.id;
        return session_of(reader, actor, call.now);
    });
}

// What belongs to the person alone is not for programs with a token.
void require_session(http::Call const& call) {
    if (call.actor.session_id == 0)
        throw Refusal::forbidden("session_needed", {"Это можно только на странице, не по токену.",
                                                    "Only on the page, not with a token."});
}

Session set_up(RawCall& call, Setup const& setup, RouteSettings const& settings) {
    Attempt const attempt(call.database,
                          {{"setup", attempts_per_login * 3},
                           {"setup-address:" + call.request.remote_address, attempts_per_login}},
                          call.now);
    if (!settings.setup_code_fits(setup.code))
        throw Refusal::invalid("setup_code_wrong",
                               {"Код не подходит. Он напечатан в окне, где запущена программа.",
                                "The code does not fit. It is printed where the server runs."},
                               "code");
    FirstStart start{base::trimmed(base::clean(setup.company_name)), setup.company_zone,
                     checked(setup.seller, "seller."), checked(setup.person, "person.")};
    CompanySettings names;
    names.name = start.company_name;
    names.zone = start.zone;
    check(names, "company_");
    if (start.person.role != head && start.person.role != administrator)
        throw Refusal::invalid("person_invalid",
                               {"Первым входит руководитель или администратор.",
                                "The first person is the head or an administrator."},
                               "person.role");
    if (!start.person.password)
        throw Refusal::invalid("person_invalid", {"Придумайте пароль.", "Choose a password."},
                               "person.password");
    auto const hash = hash_password(*start.person.password);
    auto const session = call.database.write([&](db::Transaction& tx) {
        attempt.succeeded(tx);
        return open_session(tx, start_company(tx, start, hash, call.now), call.request, call.now);
    });
    settings.setup_done();
    return opened(call, session, settings);
}

void mount_own_routes(http::Router& router) {
    router.get("/api/sessions", http::signed_in, "Where I am signed in", [](ReadCall& call) {
        require_session(call);
        return OwnSessionList{
            open_sessions(call.db, call.actor.id, call.actor.session_id, call.now)};
    });
    router.remove("/api/sessions/{id}", http::signed_in, "Sign out there", [](WriteCall& call) {
        require_session(call);
        if (!end_session(call.db, call.id(), call.actor.id))
            throw Refusal::not_found("not_found", {"Такого входа нет.", "No such session."});
    });
    router.put("/api/session/password", http::signed_in, "Change my password",
               [](RawCall& call, PasswordChange const& change) {
                   require_session(call);
                   change_password(call.database, call.actor, change.current, change.fresh,
                                   call.now);
               });
    router.get("/api/tokens", api_tokens, "My tokens for programs", [](ReadCall& call) {
        require_session(call);
        return ApiTokenList{tokens_of(call.db, call.actor.id),
                            {call.actor.permissions.begin(), call.actor.permissions.end()}};
    });
    router.post("/api/tokens", api_tokens, "Make a token; it is told once",
                [](WriteCall& call, NewApiToken const& token) {
                    require_session(call);
                    return make_token(call.db, call.actor, token.name, token.scopes,
                                      token.expires_at, call.now);
                });
    router.remove("/api/tokens/{id}", api_tokens, "Revoke a token", [](WriteCall& call) {
        require_session(call);
        if (!revoke_token(call.db, call.id(), call.actor.id, call.now))
            throw Refusal::not_found("not_found", {"Такого токена нет.", "No such token."});
    });
}

}  // namespace

void mount_session_routes(http::Router& router, RouteSettings const& settings) {
    router.get("/api/session", http::anyone, "Who I am, what I may, which company",
               [](ReadCall& call) { return session_of(call.db, call.actor, call.now); });
    router.post(
        "/api/session", http::anyone, "Sign in", [settings](RawCall& call, SignIn const& body) {
            return opened(call,
                          sign_in(call.database, body.login, body.password, call.request, call.now),
                          settings);
        });
    router.patch("/api/session", http::signed_in, "Choose my language",
                 [](WriteCall& call, SessionChange const& change) {
                     set_language(call.db, call.actor.id, change.language);
                     auto actor = call.actor;
                     actor.language = change.language;
                     return session_of(call.db, actor, call.now);
                 });
    router.remove("/api/session", http::signed_in, "Sign out", [](WriteCall& call) {
        require_session(call);
        end_session(call.db, call.actor.session_id, call.actor.id);
        call.answer_headers.emplace_back("set-cookie", cookie("", false, std::chrono::seconds(0)));
    });
    router.post(
        "/api/setup", http::anyone, "The first start of an empty company",
        [settings](RawCall& call, Setup const& setup) { return set_up(call, setup, settings); });
    mount_own_routes(router);
}

}  // namespace accounts
