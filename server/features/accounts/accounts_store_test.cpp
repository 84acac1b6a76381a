#include "features/accounts/changes.h"
#include "features/accounts/company_store.h"
#include "features/accounts/guard.h"
#include "features/accounts/passwords.h"
#include "features/accounts/people_actions.h"
#include "features/accounts/permissions.h"
#include "features/accounts/sellers_store.h"
#include "features/accounts/session_actions.h"
#include "features/accounts/settings_actions.h"
#include "platform/base/refusal.h"
#include "platform/db/testing.h"

namespace accounts {
namespace {

using base::Refusal;
using namespace std::chrono_literals;

constexpr base::Instant now{1'795'600'000'000};

class AccountsStore : public db::testing::BothDatabases {
  protected:
    PersonForm form(std::string const& login, std::string_view role = sales_manager) {
        PersonForm form;
        form.login = login;
        form.name = "Анна Смирнова";
        form.role = std::string(role);
        return checked(form);
    }
    std::int64_t add(std::string const& login, std::string_view role = sales_manager,
                     std::string const& password = "correct horse") {
        auto const hash = hash_password(password);
        return database().write([&](db::Transaction& tx) {
            return add_person(tx, actor, form(login, role), hash, now);
        });
    }
    http::Request request(http::Fields headers = {}, std::string const& address = "10.0.0.7") {
        http::Request made;
        made.method = "GET";
        made.headers = std::move(headers);
        made.remote_address = address;
        return made;
    }
    std::string refusal(std::function<void()> const& act) {
        try {
            act();
        } catch (Refusal const& refusal) {
            return refusal.code + (refusal.field.empty() ? "" : " " + refusal.field);
        }
        return "";
    }
    http::Actor actor;
};

TEST_P(AccountsStore, KnowsASessionByItsCookieUntilItEnds) {
    auto const id = add("anna");
    auto const session = sign_in(database(), " ANNA ", "correct horse", request(), now);
    EXPECT_EQ(session.person_id, id);
    auto const asking = request({{"cookie", "a=b; tirazh_session=" + session.token}});
    auto const who = who_asks(database(), asking, now);
    EXPECT_EQ(who.id, id);
    EXPECT_EQ(who.session_id, session.id);
    EXPECT_EQ(who.role, "sales_manager");
    EXPECT_TRUE(who.may(deals_change));
    EXPECT_FALSE(who.may(people_manage));
    EXPECT_EQ(who_asks(database(), request({{"cookie", "tirazh_session=x"}}), now).id, 0);
    EXPECT_EQ(who_asks(database(), request(), now).id, 0);
    // Seen on day 29, so good for 30 days more; then over.
    EXPECT_EQ(who_asks(database(), asking, now + 29 * 24h).id, id);
    EXPECT_EQ(who_asks(database(), asking, now + 58 * 24h).id, id);
    EXPECT_EQ(who_asks(database(), asking, now + 100 * 24h).id, 0);
}

TEST_P(AccountsStore, EndsTheSessionsOfWhoeverIsMadeInactiveOrGetsAFreshPassword) {
    add("head", head);
    auto const id = add("anna");
    auto const session = sign_in(database(), "anna", "correct horse", request(), now);
    auto const asking = request({{"cookie", "tirazh_session=" + session.token}});
    auto const hash = hash_password("another password");
    database().write([&](db::Transaction& tx) { reset_password(tx, actor, id, hash, now); });
    EXPECT_EQ(who_asks(database(), asking, now).id, 0);
    auto const again = sign_in(database(), "anna", "another password", request(), now);
    auto changed = form("anna");
    changed.active = false;
    changed.version = 1;
    database().write([&](db::Transaction& tx) { change_person(tx, actor, id, changed, now); });
    EXPECT_EQ(who_asks(database(), request({{"cookie", "tirazh_session=" + again.token}}), now).id,
              0);
    EXPECT_EQ(refusal([&] { sign_in(database(), "anna", "another password", request(), now); }),
              "login_wrong password");
}

TEST_P(AccountsStore, RefusesMoreSignInsAfterManyFailuresUntilTheWindowIsOver) {
    add("anna");
    auto const fail = [&](std::string const& address, base::Instant at) {
        return refusal(
            [&] { sign_in(database(), "anna", "wrong password", request({}, address), at); });
    };
    for (int i = 0; i < attempts_per_login; ++i)
        EXPECT_EQ(fail("10.0.0." + std::to_string(i), now), "login_wrong password");
    EXPECT_EQ(fail("10.0.1.1", now), "too_many_attempts");
    EXPECT_EQ(refusal([&] { sign_in(database(), "anna", "correct horse", request(), now); }),
              "too_many_attempts");
    EXPECT_NO_THROW(sign_in(database(), "anna", "correct horse", request(), now + 16min));
    // Signing in clears the count of the login.
    EXPECT_EQ(fail("10.0.1.1", now + 16min), "login_wrong password");
}

TEST_P(AccountsStore, CountsTheFailuresOfAnAddressOverAllLogins) {
    database().write([&](db::Transaction& tx) {
        for (int i = 0; i < attempts_per_address; ++i) insert_failure(tx, "address:10.0.0.7", now);
    });
    EXPECT_EQ(refusal([&] { sign_in(database(), "nobody", "wrong password", request(), now); }),
              "too_many_attempts");
    EXPECT_EQ(refusal([&] {
                  sign_in(database(), "nobody", "wrong password", request({}, "10.0.0.8"), now);
              }),
              "login_wrong password");
}

TEST_P(AccountsStore, GivesAProgramOnlyTheScopesOfItsTokenWhileItIsValid) {
    auto const id = add("anna");
    auto const person = database().read([&](db::Reader& r) { return actor_of(r, id); });
    auto const make = [&](std::vector<std::string> const& scopes,
                          std::optional<base::Instant> until = {}) {
        return database().write(
            [&](db::Transaction& tx) { return make_token(tx, person, "1С", scopes, until, now); });
    };
    EXPECT_EQ(refusal([&] { make({"people_manage"}); }), "token_invalid scopes");
    EXPECT_EQ(refusal([&] { make({}); }), "token_invalid scopes");
    auto const token = make({"deals_read"}, now + 24h);
    auto const asking = request({{"authorization", "Bearer " + token.token}});
    auto const who = who_asks(database(), asking, now);
    EXPECT_EQ(who.id, id);
    EXPECT_EQ(who.session_id, 0);
    EXPECT_TRUE(who.may(deals_read));
    EXPECT_FALSE(who.may(deals_change));
    EXPECT_EQ(refusal([&] { who_asks(database(), asking, now + 25h); }), "token_invalid");
    EXPECT_EQ(refusal([&] {
                  who_asks(database(), request({{"authorization", "Bearer x"}}), now);
              }),
              "token_invalid");
    database().write([&](db::Transaction& tx) { revoke_token(tx, token.id, id, now); });
    EXPECT_EQ(refusal([&] { who_asks(database(), asking, now); }), "token_invalid");
}

TEST_P(AccountsStore, ChangesAPersonOnlyFromTheVersionThatWasEdited) {
    auto const boss = add("head", head);
    auto const id = add("anna");
    auto edited = form("anna");
    edited.name = "Анна Петрова";
    edited.version = 1;
    database().write([&](db::Transaction& tx) { change_person(tx, actor, id, edited, now); });
    EXPECT_EQ(refusal([&] {
                  database().write(
                      [&](db::Transaction& tx) { change_person(tx, actor, id, edited, now); });
              }),
              "changed");
    auto taken = form("head");
    taken.version = 2;
    EXPECT_EQ(refusal([&] {
                  database().write(
                      [&](db::Transaction& tx) { change_person(tx, actor, id, taken, now); });
              }),
              "login_taken login");
    auto demoted = form("head", sales_manager);
    demoted.version = 1;
    EXPECT_EQ(refusal([&] {
                  database().write(
                      [&](db::Transaction& tx) { change_person(tx, actor, boss, demoted, now); });
              }),
              "last_manager role");
}

TEST_P(AccountsStore, LetsSalesManagersSeeTheTeamsDealsIfTheSettingSaysSo) {
    auto const id = add("anna");
    auto const sees_team = [&] {
        return database().read([&](db::Reader& r) { return actor_of(r, id); }).may(deals_see_team);
    };
    EXPECT_FALSE(sees_team());
    CompanySettings settings;
    settings.name = "Сувенир Плюс";
    settings.managers_see_team = true;
    database().write([&](db::Transaction& tx) { change_settings(tx, actor, settings, now); });
    EXPECT_TRUE(sees_team());
    EXPECT_EQ(refusal([&] {
                  database().write(
                      [&](db::Transaction& tx) { change_settings(tx, actor, settings, now); });
              }),
              "changed");
    settings.zone = "Europe/Moskow";
    EXPECT_EQ(refusal([&] { check(settings); }), "settings_invalid zone");
}

TEST_P(AccountsStore, AStreamGoesOnOnlyWithTheSessionAndTheRightsItBeganWith) {
    add("head", head);
    auto const id = add("anna");
    auto const opened = sign_in(database(), "anna", "correct horse", request(), now);
    auto const who =
        who_asks(database(), request({{"cookie", "tirazh_session=" + opened.token}}), now);
    auto const goes_on = [&](http::Actor const& actor) {
        return database().read([&](db::Reader& r) { return session_goes_on(r, actor, now); });
    };
    EXPECT_TRUE(goes_on(who));
    EXPECT_FALSE(goes_on(actor));
    auto program = who;
    program.session_id = 0;
    program.permissions = {"deals_read"};
    EXPECT_FALSE(goes_on(program));  // it has no token
    database().write(
        [&](db::Transaction& tx) { make_token(tx, who, "1С", {"deals_read"}, {}, now); });
    EXPECT_TRUE(goes_on(program));
    auto demoted = form("anna", assistant);
    demoted.version = 1;
    database().write([&](db::Transaction& tx) { change_person(tx, actor, id, demoted, now); });
    EXPECT_FALSE(goes_on(who));
    auto const again =
        who_asks(database(), request({{"cookie", "tirazh_session=" + opened.token}}), now);
    EXPECT_TRUE(goes_on(again));
    database().write([&](db::Transaction& tx) { end_sessions(tx, id, 0); });
    EXPECT_FALSE(goes_on(again));
}

SellerForm seller() {
    SellerForm form;
    form.name = "ООО «Сувенир Плюс»";
    form.legal_form = "ООО";
    form.inn = "7707083893";
    form.kpp = "773601001";
    form.vat = {{SellerVat::general, {2026, 1, 1}}, {SellerVat::simplified_5, {2025, 1, 1}}};
    form.bank_accounts = {
        {"40702810200000000001", "044525225", "Сбербанк", "30101810400000000225", false}};
    return checked(form);
}

TEST_P(AccountsStore, KeepsSellersWithVatByDateAndOneDefault) {
    auto const first =
        database().write([&](db::Transaction& tx) { return add_seller(tx, actor, seller(), now); });
    EXPECT_EQ(refusal([&] {
                  database().write([&](db::Transaction& tx) {
                      add_seller(tx, actor, seller(), now, "seller.");
                  });
              }),
              "seller_exists seller.inn");
    auto other = seller();
    other.inn = "500100732259";
    other.kpp = "";
    other.is_default = true;
    auto const second =
        database().write([&](db::Transaction& tx) { return add_seller(tx, actor, other, now); });
    database().read([&](db::Reader& reader) {
        auto const all = all_sellers(reader);
        ASSERT_EQ(all.size(), 2u);
        EXPECT_EQ(all[0].id, second);
        EXPECT_FALSE(all[1].is_default);
        EXPECT_EQ(default_seller(reader), second);
        auto const kept = *find_seller(reader, first);
        EXPECT_EQ(vat_on(kept, {2025, 12, 31}), SellerVat::simplified_5);
        EXPECT_EQ(vat_on(kept, {2026, 1, 1}), SellerVat::general);
        EXPECT_EQ(vat_on(kept, {2020, 1, 1}), SellerVat::simplified_5);
        ASSERT_EQ(kept.bank_accounts.size(), 1u);
        EXPECT_TRUE(kept.bank_accounts[0].is_default);
    });
}

TEST_P(AccountsStore, TakesNumbersInOrderAndGivesThemBackOnlyWithTheTransaction) {
    auto const take = [&](int year) {
        return database().write(
            [&](db::Transaction& tx) { return next_number(tx, 1, "quote", year); });
    };
    EXPECT_EQ(take(2026), 1);
    EXPECT_THROW(database().write([&](db::Transaction& tx) {
        next_number(tx, 1, "quote", 2026);
        throw std::runtime_error("no");
    }),
                 std::runtime_error);
    EXPECT_EQ(take(2026), 2);
    EXPECT_EQ(take(2027), 1);
    EXPECT_EQ(number_text("А-", "КП", 2026, 41), "А-КП-2026-0041");
}

TEST_P(AccountsStore, StartsACompanyOnce) {
    FirstStart start{"Сувенир Плюс", "Europe/Moscow", seller(), form("head", head)};
    std::vector<std::string> told;
    changed.then("test", [&](db::Transaction&, http::Actor const&, base::Instant,
                             Change const& change) { told.push_back(change.noun + change.verb); });
    auto const id = database().write(
        [&](db::Transaction& tx) { return start_company(tx, start, "hash", now); });
    changed.forget_all();
    EXPECT_EQ(told, (std::vector<std::string>{"personcreated", "company_settingschanged",
                                              "sellercreated"}));
    database().read([&](db::Reader& reader) {
        EXPECT_EQ(find_person(reader, id)->role, "head");
        EXPECT_EQ(company_settings(reader).name, "Сувенир Плюс");
        EXPECT_TRUE(default_seller(reader));
    });
    EXPECT_EQ(
        refusal([&] {
            database().write([&](db::Transaction& tx) { start_company(tx, start, "hash", now); });
        }),
        "started_already");
}

BOTH_DATABASES(AccountsStore);

TEST(AccountsRules, NameTheFieldThatIsWrong) {
    auto const field_of = [](auto const& act) -> std::string {
        try {
            act();
        } catch (Refusal const& refusal) {
            return refusal.field;
        }
        return "accepted";
    };
    auto const person = [&](auto const& change) {
        PersonForm form;
        form.login = "Anna@Example.RU";
        form.name = " Анна\t";
        form.role = "head";
        change(form);
        return field_of([&] { checked(form, "person."); });
    };
    EXPECT_EQ(person([](PersonForm&) {}), "accepted");
    EXPECT_EQ(person([](PersonForm& f) { f.login = "an na"; }), "person.login");
    EXPECT_EQ(person([](PersonForm& f) { f.name = " "; }), "person.name");
    EXPECT_EQ(person([](PersonForm& f) { f.role = "boss"; }), "person.role");
    EXPECT_EQ(person([](PersonForm& f) { f.email = "a b@c"; }), "person.email");
    EXPECT_EQ(person([](PersonForm& f) { f.password = "short"; }), "person.password");
    EXPECT_EQ(person([](PersonForm& f) { f.password = "anna@example.ru"; }), "person.password");
    auto const sold = [&](auto const& change) {
        SellerForm form = seller();
        change(form);
        return field_of([&] { checked(form); });
    };
    EXPECT_EQ(sold([](SellerForm&) {}), "accepted");
    EXPECT_EQ(sold([](SellerForm& f) { f.inn = "7707083894"; }), "inn");
    EXPECT_EQ(sold([](SellerForm& f) { f.vat.clear(); }), "vat");
    EXPECT_EQ(sold([](SellerForm& f) { f.vat[1].valid_from = f.vat[0].valid_from; }), "vat");
    EXPECT_EQ(sold([](SellerForm& f) { f.bank_accounts[0].bik = "044525226"; }),
              "bank_accounts[0].account");
}

TEST(Passwords, MatchOnlyTheirOwnHash) {
    auto const hash = hash_password("correct horse");
    EXPECT_TRUE(hash.starts_with("$argon2id$"));
    EXPECT_TRUE(password_matches(hash, "correct horse"));
    EXPECT_FALSE(password_matches(hash, "correct hors"));
    EXPECT_FALSE(password_matches("", ""));
    EXPECT_NE(fresh_password(), fresh_password());
}

}  // namespace
}  // namespace accounts
