#include "features/accounts/session_actions.h"

#include "features/accounts/changes.h"
#include "features/accounts/passwords.h"
#include "features/accounts/people_store.h"
#include "platform/base/text.h"

namespace accounts {
namespace {

using base::Refusal;
using base::RefusalKind;

[[noreturn]] void refuse_many(base::Instant first, base::Instant now) {
    auto const wait = std::max<std::int64_t>((first + attempts_window - now).count(), 1000);
    auto const minutes = std::to_string((wait + 59'999) / 60'000);
    Refusal refusal(RefusalKind::too_many, "too_many_attempts",
                    {"Слишком много неудачных попыток. Повторите через " + minutes + " мин.",
                     "Too many failed attempts. Try again in " + minutes + " min."});
    refusal.details = "{\"retry_after_seconds\":" + std::to_string((wait + 999) / 1000) + "}";
    throw refusal;
}

}  // namespace

Attempt::Attempt(db::Database& database, std::vector<std::pair<std::string, int>> const& limits,
                 base::Instant now)
    : first_key_(limits.front().first) {
    database.write([&](db::Transaction& tx) {
        rows_.clear();
        for (auto const& [key, limit] : limits) {
            auto const failed = failures(tx, key, now - attempts_window);
            if (failed.count >= limit) refuse_many(failed.first_at.value_or(now), now);
        }
        for (auto const& [key, limit] : limits) rows_.push_back(insert_failure(tx, key, now));
    });
}

void Attempt::succeeded(db::Transaction& tx) const {
    for (auto const row : rows_) forget_failure(tx, row);
    forget_failures(tx, first_key_);
}

OpenedSession open_session(db::Transaction& tx, std::int64_t person_id,
                           http::Request const& request, base::Instant now) {
    OpenedSession session{0, person_id, base::random_token()};
    session.id = insert_session(tx, person_id, base::sha256_hex(session.token), now,
                                now + session_length, request.remote_address,
                                base::shortened(base::clean(request.header("user-agent")), 200));
    return session;
}

OpenedSession sign_in(db::Database& database, std::string const& login, std::string const& password,
                      http::Request const& request, base::Instant now) {
    std::string const name = base::shortened(base::folded(base::clean(login)), 100);
    Attempt const attempt(database,
                          {{"login:" + name, attempts_per_login},
                           {"address:" + request.remote_address, attempts_per_address}},
                          now);
    std::string hash;
    auto const person = database.read([&](db::Reader& reader) {
        auto found = find_person(reader, name);
        if (found && !found->active) found.reset();
        if (found) hash = password_hash(reader, found->id);
        return found;
    });
    if (!password_matches(hash, password))
        throw Refusal(RefusalKind::unauthenticated, "login_wrong",
                      {"Неверный логин или пароль.", "The login or the password is wrong."},
                      "password");
    return database.write([&](db::Transaction& tx) {
        attempt.succeeded(tx);
        return open_session(tx, person->id, request, now);
    });
}

void change_password(db::Database& database, http::Actor const& actor, std::string const& current,
                     std::string const& fresh, base::Instant now) {
    Attempt const attempt(database, {{"password:" + std::to_string(actor.id), attempts_per_login}},
                          now);
    std::string hash;
    auto const person = database.read([&](db::Reader& reader) {
        hash = password_hash(reader, actor.id);
        return find_person(reader, actor.id);
    });
    if (!password_matches(hash, current))
        throw Refusal::invalid("password_wrong",
                               {"Текущий пароль неверен.", "The current password is wrong."},
                               "current");
    check_password(fresh, person->login, "fresh");
    auto const fresh_hash = hash_password(fresh);
    database.write([&](db::Transaction& tx) {
        attempt.succeeded(tx);
        set_password(tx, actor.id, fresh_hash);
        end_sessions(tx, actor.id, actor.session_id);
        tell(tx, actor, now, {"person", actor.id, "password_changed"}, person->version);
    });
}

MadeToken make_token(db::Transaction& tx, http::Actor const& actor, std::string const& name,
                     std::vector<std::string> const& scopes, std::optional<base::Instant> until,
                     base::Instant now) {
    auto const title = base::trimmed(base::clean(name));
    if (title.empty() || base::shortened(title, 100) != title)
        throw Refusal::invalid(
            "token_invalid",
            {"Назовите токен: для какой он программы.", "Name the token: which program is it for."},
            "name");
    if (scopes.empty())
        throw Refusal::invalid("token_invalid",
                               {"Выберите хотя бы одно право.", "Choose at least one permission."},
                               "scopes");
    if (until && *until <= now)
        throw Refusal::invalid("token_invalid", {"Этот срок уже прошёл.", "This date has passed."},
                               "expires_at");
    std::string text;
    for (auto const& scope : scopes) {
        if (!actor.permissions.contains(scope))
            throw Refusal::invalid("token_invalid",
                                   {"Такого права у вас нет: " + base::clean(scope),
                                    "You have no such permission: " + base::clean(scope)},
                                   "scopes");
        text += (text.empty() ? "" : " ") + scope;
    }
    MadeToken made{0, "tirazh_" + base::random_token()};
    made.id = insert_token(tx, actor.id, title, base::sha256_hex(made.token), text, now, until);
    tell(tx, actor, now, {"person", actor.id, "token_made"}, 0);
    return made;
}

}  // namespace accounts
