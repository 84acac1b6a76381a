// The client's page over HTTP, as somebody who holds only the link.
#include "features/accounts/company_store.h"
#include "features/quotes/acceptance_code.h"
#include "features/quotes/testing.h"
#include "platform/base/money.h"

namespace quotes {
namespace {

std::string const png("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\2\0\0\0\2\10\6\0\0\0", 29);

class ClientPage : public testing::QuoteServer {
  protected:
    std::string verbs() {
        std::string out;
        in_read([&](db::Reader& reader) {
            for (auto const& verb : reader.all<std::string>(
                     "SELECT verb FROM live_events WHERE noun = 'quote' ORDER BY id"))
                out += verb + " ";
        });
        return out;
    }
    std::int64_t views() {
        return in_read([](db::Reader& reader) {
            return reader.one<std::int64_t>("SELECT count(*) FROM quote_views");
        });
    }
    std::pair<std::int64_t, std::string> amount() {
        return in_read([&](db::Reader& reader) {
            return std::pair(
                reader.one<std::int64_t>("SELECT amount_kopecks FROM deals WHERE id = $1", deal_id),
                reader.one<std::string>("SELECT amount_source FROM deals WHERE id = $1", deal_id));
        });
    }
    // The digits in the last letter that went out.
    std::string code_in_letter() {
        auto const text = in_read([](db::Reader& reader) {
            return reader.one<std::string>(
                "SELECT body_text FROM letters ORDER BY id DESC LIMIT 1");
        });
        auto const at = text.find("Код: ");
        return at == text.npos ? "" : text.substr(at + std::string("Код: ").size(), 6);
    }
    std::string wrong(std::string code) {
        code.back() = code.back() == '9' ? '0' : static_cast<char>(code.back() + 1);
        return code;
    }
    // A quote with everything picked; only the yes is missing.
    std::string picked_quote(std::int64_t id) {
        auto const link = deliver(id);
        ask("POST", link + "/choices",
            R"({"line":")" + line_key(id, 0) + R"(","quantity":300,"left_out":false})");
        return link;
    }
    http::Incoming say_yes(std::string const& link, std::string const& code) {
        return ask("POST", link + "/acceptance",
                   R"({"name":"Ольга Петрова","code":")" + code + R"("})");
    }
    std::int64_t facts(char const* fact) {
        return in_read([&](db::Reader& reader) {
            return reader.one<std::int64_t>(
                "SELECT count(*) FROM deal_facts WHERE deal_id = $1 AND fact = $2", deal_id, fact);
        });
    }
    std::string line_key(std::int64_t id, std::size_t line) {
        return shown(id, anna, 1).draft.lines[line].key;
    }
};

TEST_P(ClientPage, ADraftIsPrintedForTheManagerAlone) {
    std::string const address = "/api/quotes/" + std::to_string(ready_quote()) + "/pdf";
    auto const pdf = get(address, &anna);
    ASSERT_EQ(pdf.status, 200) << pdf.body;
    EXPECT_TRUE(pdf.body.starts_with("%PDF"));
    EXPECT_NE(get(address).status, 200);
}

TEST_P(ClientPage, ShowsTheClientHisQuoteAndNothingElse) {
    auto const id = ready_quote();
    QuoteDraft draft = shown(id).draft;
    auto const attach = [&](char const* noun, std::int64_t subject) {
        return in_write([&](db::Transaction& tx) {
            return files::attach(tx, now,
                                 {.noun = noun,
                                  .subject_id = subject,
                                  .blob = store.put(png),
                                  .name = "a.png",
                                  .media_type = "image/png"});
        });
    };
    draft.logo_attachment_id = attach("company", company_id);
    draft.lines[0].picture_attachment_id = attach("deal", deal_id);
    draft.lines[0].logo_box = LogoBox{};
    draft.lines[0].url = "https://supplier.example.ru/mug";
    draft.brand_colour = "#c8102e";
    draft.introduction = "<script>alert(1)</script>";
    save(id, draft);
    auto const link = deliver(id);
    auto const page = get(link);
    ASSERT_EQ(page.status, 200) << page.body;
    for (char const* expected :
         {"Уважаемая Ольга Сергеевна!", "директор по маркетингу", "Ромашка", "Кружка керамическая",
          "деколь, 2 цвета, на боку", "24\u00a0декабря\u00a02026", "100\u00a0шт.", "300\u00a0шт.",
          "Все цены с НДС", "&lt;script&gt;alert(1)", "Анна", "<svg"})
        EXPECT_NE(page.body.find(expected), page.body.npos) << expected;
    EXPECT_EQ(page.body.find("<script>"), page.body.npos);

    auto const card = shown(id, anna, 1);
    std::string const key = card.draft.lines[0].key;
    std::string all = page.body;
    for (char const* part : {"/quote.css", "/quote.js", "/logo"}) all += get(link + part).body;
    all += get(link + "/picture/" + key).body;
    all += ask("POST", link + "/choices",
               R"({"line":")" + key + R"(","quantity":300,"left_out":false})")
               .body;
    auto const& price = card.prices[0].options[0];
    std::vector<std::string> const secrets{"supplier",
                                           "наценку не показывать",
                                           "маржа",
                                           base::money_text(secret_cost_micro / 10'000),
                                           std::to_string(secret_cost_micro),
                                           std::to_string(secret_imprint_micro),
                                           base::money_text(*price.margin_kopecks),
                                           base::money_text(*price.cost_kopecks),
                                           std::to_string(*price.margin_kopecks),
                                           std::to_string(*price.cost_kopecks),
                                           store.put(png).hash};
    for (std::string const& secret : secrets) EXPECT_EQ(all.find(secret), all.npos) << secret;
    for (char const* word : {"margin", "cost", "markup"})
        EXPECT_EQ(page.body.find(word), page.body.npos) << word;
    EXPECT_NE(get(link + "/quote.css").body.find("#c8102e"), std::string::npos);
    EXPECT_EQ(get(link + "/picture/" + key).body, png);
    EXPECT_EQ(get(link + "/picture/other").status, 404);
}

TEST_P(ClientPage, StandsInASandboxAndStaysOutOfSearch) {
    auto const page = get(deliver(ready_quote()));
    auto const policy = page.header("content-security-policy");
    EXPECT_TRUE(policy.starts_with("sandbox "));
    EXPECT_EQ(policy.find("allow-same-origin"), policy.npos);
    EXPECT_NE(policy.find("default-src 'none'"), policy.npos);
    EXPECT_EQ(policy.find("unsafe"), policy.npos);
    EXPECT_TRUE(page.header("x-robots-tag").starts_with("noindex"));
    EXPECT_EQ(page.header("referrer-policy"), "no-referrer");
    EXPECT_EQ(page.header("cache-control"), "no-store");
}

TEST_P(ClientPage, LookingChangesNothingUntilAPersonTouchesIt) {
    auto const link = deliver(ready_quote());
    for (int i = 0; i < 3; ++i) get(link);
    EXPECT_EQ(views(), 0);
    ask("POST", link + "/views", R"({"kind":"opened"})");
    ask("POST", link + "/views", R"({"kind":"opened"})");  // the same visit
    EXPECT_EQ(views(), 1);
    now = now + std::chrono::minutes(31);
    ask("POST", link + "/views", R"({"kind":"opened"})");
    EXPECT_EQ(views(), 2);
    EXPECT_EQ(ask("POST", link + "/views", R"({"kind":"looked_at","line":"none"})").status, 422);
    EXPECT_EQ(ask("POST", link + "/views", "[]").status, 422);
    EXPECT_NE(verbs().find("opened"), std::string::npos);
}

TEST_P(ClientPage, TheClientPicksSaysYesAndTheDealHasItsAmount) {
    auto const id = ready_quote();
    auto const link = deliver(id);
    EXPECT_EQ(ask("POST", link + "/acceptance", R"({"name":"Ольга"})").status, 422);
    std::string const mug = line_key(id, 0), pen = line_key(id, 1);
    auto const pick = [&](std::string const& body) { return ask("POST", link + "/choices", body); };
    EXPECT_EQ(pick(R"({"line":")" + mug + R"(","quantity":200,"left_out":false})").status, 422);
    auto const picked = pick(R"({"line":")" + mug + R"(","quantity":300,"left_out":false})");
    ASSERT_EQ(picked.status, 200) << picked.body;
    EXPECT_EQ(picked.header("access-control-allow-origin"), "*");
    EXPECT_NE(picked.body.find("Итого"), picked.body.npos);
    auto const prices = shown(id, anna, 1).prices;
    std::int64_t const total =
        prices[0].options[1].total_kopecks + prices[1].options[0].total_kopecks;
    EXPECT_EQ(amount(), std::pair(total, std::string("chosen")));
    EXPECT_EQ(pick(R"({"line":")" + pen + R"(","quantity":null,"left_out":true})").status, 200);
    EXPECT_EQ(amount().first, prices[0].options[1].total_kopecks);

    ASSERT_EQ(ask("POST", link + "/codes", "{}").status, 200);
    std::string const code = code_in_letter();
    EXPECT_EQ(ask("POST", link + "/acceptance", R"({"name":"  ","code":")" + code + R"("})").status,
              422);
    EXPECT_EQ(say_yes(link, code).status, 200);
    EXPECT_EQ(shown(id).state, "accepted");
    EXPECT_EQ(amount(), std::pair(prices[0].options[1].total_kopecks, std::string("accepted")));
    EXPECT_NE(get(link).body.find("Вы согласились с предложением: Ольга Петрова"),
              std::string::npos);
    EXPECT_EQ(ask("POST", link + "/acceptance", R"({"name":"Ольга"})").status, 409);
    EXPECT_EQ(pick(R"({"line":")" + mug + R"(","quantity":100,"left_out":false})").status, 409);
    EXPECT_NE(verbs().find("picked"), std::string::npos);
    EXPECT_NE(verbs().find("accepted"), std::string::npos);
    EXPECT_EQ(ask("DELETE", "/api/quotes/" + std::to_string(id) + "/acceptance", "", &anna).status,
              200);
    EXPECT_EQ(shown(id).state, "sent");
    EXPECT_NE(amount().second, "accepted");
}

TEST_P(ClientPage, AYesIsConfirmedByTheCodeThatWentToTheClient) {
    auto const id = ready_quote();
    auto const link = deliver(id);
    EXPECT_NE(get(link).body.find("Код из письма"), std::string::npos);
    EXPECT_EQ(ask("POST", link + "/codes", "{}").status, 422);  // nothing picked yet
    ask("POST", link + "/choices",
        R"({"line":")" + line_key(id, 0) + R"(","quantity":300,"left_out":false})");
    EXPECT_EQ(say_yes(link, "123456").status, 422);  // none was sent
    auto const sent = ask("POST", link + "/codes", "{}");
    ASSERT_EQ(sent.status, 200) << sent.body;
    EXPECT_NE(sent.body.find("o…@client.example.ru"), std::string::npos) << sent.body;
    auto const code = code_in_letter();
    ASSERT_EQ(code.size(), 6u);
    EXPECT_EQ(sent.body.find(code), std::string::npos);
    auto const stored = in_read([](db::Reader& reader) {
        return reader.one<std::string>("SELECT code_hash FROM acceptance_codes");
    });
    EXPECT_EQ(stored.find(code), std::string::npos);
    EXPECT_EQ(stored.size(), 64u);
    EXPECT_EQ(ask("POST", link + "/codes", "{}").status, 429);  // too soon

    EXPECT_EQ(say_yes(link, "").status, 422);
    EXPECT_EQ(say_yes(link, wrong(code)).status, 422);
    EXPECT_EQ(shown(id).state, "sent");
    EXPECT_EQ(say_yes(link, code.substr(0, 3) + " " + code.substr(3)).status, 200);
    EXPECT_EQ(shown(id).state, "accepted");
    auto const activity = get("/api/quotes/" + std::to_string(id) + "/activity", &anna);
    EXPECT_NE(activity.body.find(R"("confirmed_by":"olga@client.example.ru")"), std::string::npos)
        << activity.body;
    EXPECT_EQ(activity.body.find(code), std::string::npos);
}

TEST_P(ClientPage, ACodeDiesOfFiveWrongTriesOfAgeAndOfUse) {
    auto const id = ready_quote();
    auto const link = picked_quote(id);
    ASSERT_EQ(ask("POST", link + "/codes", "{}").status, 200);
    auto const first = code_in_letter();
    for (int i = 0; i < 5; ++i) EXPECT_EQ(say_yes(link, wrong(first)).status, 422);
    EXPECT_EQ(say_yes(link, first).status, 422);

    now = now + std::chrono::minutes(1);
    ASSERT_EQ(ask("POST", link + "/codes", "{}").status, 200);
    auto const second = code_in_letter();
    EXPECT_EQ(say_yes(link, first).status, 422);
    now = now + std::chrono::minutes(15);
    EXPECT_NE(say_yes(link, second).body.find("code_expired"), std::string::npos);

    ASSERT_EQ(ask("POST", link + "/codes", "{}").status, 200);
    auto const third = code_in_letter();
    EXPECT_EQ(say_yes(link, third).status, 200);
    in_write([&](db::Transaction& tx) { withdraw(tx, anna, now, id); });
    EXPECT_NE(say_yes(link, third).body.find("code_expired"), std::string::npos);

    for (int i = 0; i < 2; ++i) {
        now = now + std::chrono::minutes(1);
        EXPECT_EQ(ask("POST", link + "/codes", "{}").status, 200);
    }
    now = now + std::chrono::minutes(1);
    EXPECT_NE(ask("POST", link + "/codes", "{}").body.find("too_many_codes"), std::string::npos);
}

TEST_P(ClientPage, NoCodeIsAskedForWhereTheCompanyWantsNoneOrHasNoMailbox) {
    auto const id = ready_quote();
    auto const link = picked_quote(id);
    auto const asks = [&] { return get(link).body.find("Код из письма") != std::string::npos; };
    EXPECT_TRUE(asks());
    in_write([](db::Transaction& tx) { tx.run("UPDATE mailboxes SET active = 0"); });
    EXPECT_FALSE(asks());
    in_write([](db::Transaction& tx) {
        tx.run("UPDATE mailboxes SET active = 1");
        auto settings = accounts::company_settings(tx);
        settings.acceptance_code = false;
        accounts::save(tx, settings);
    });
    EXPECT_FALSE(asks());
    EXPECT_EQ(ask("POST", link + "/codes", "{}").status, 409);
    EXPECT_EQ(ask("POST", link + "/acceptance", R"({"name":"Ольга"})").status, 200);
    EXPECT_EQ(shown(id).state, "accepted");
}

TEST_P(ClientPage, AWithdrawnYesIsNoFactOfTheDealUnlessAnotherQuoteStands) {
    auto const accepted = [&] {
        auto const id = ready_quote();
        auto const link = picked_quote(id);
        EXPECT_EQ(ask("POST", link + "/codes", "{}").status, 200);
        EXPECT_EQ(say_yes(link, code_in_letter()).status, 200);
        return id;
    };
    auto const one = accepted();
    auto const other = accepted();
    auto const stage = [&] {
        return in_read([&](db::Reader& reader) { return deals::brief(reader, deal_id).stage; });
    };
    auto const before = stage();
    EXPECT_EQ(facts("quote_accepted"), 1);
    in_write([&](db::Transaction& tx) { withdraw(tx, anna, now, one); });
    EXPECT_EQ(facts("quote_accepted"), 1);
    in_write([&](db::Transaction& tx) { withdraw(tx, anna, now, other); });
    EXPECT_EQ(facts("quote_accepted"), 0);
    EXPECT_EQ(facts("quote_sent"), 1);
    EXPECT_EQ(stage(), before);
}

TEST_P(ClientPage, WordsOfTheClientReachTheManagerAndCloseTheControlCall) {
    auto const id = ready_quote();
    auto const link = deliver(id);
    EXPECT_TRUE(in_read(
        [&](db::Reader& reader) { return tasks::next_step(reader, "deal", deal_id).has_value(); }));
    std::string const key = line_key(id, 0);
    EXPECT_EQ(ask("POST", link + "/remarks",
                  R"({"line":")" + key + R"(","text":"А в синем?","question":false})")
                  .status,
              200);
    EXPECT_EQ(ask("POST", link + "/remarks", R"({"line":"","text":" ","question":true})").status,
              422);
    auto const activity = get("/api/quotes/" + std::to_string(id) + "/activity", &anna);
    ASSERT_EQ(activity.status, 200) << activity.body;
    EXPECT_NE(activity.body.find("А в синем?"), activity.body.npos);
    EXPECT_NE(activity.body.find("Петрова Ольга Сергеевна"), activity.body.npos);
    EXPECT_NE(activity.body.find(link), activity.body.npos);
    EXPECT_FALSE(in_read(
        [&](db::Reader& reader) { return tasks::next_step(reader, "deal", deal_id).has_value(); }));
    EXPECT_EQ(get("/api/quotes/" + std::to_string(id) + "/activity", &vera).status, 404);
}

TEST_P(ClientPage, AQuestionWaitsForItsAnswerAmongTheTasks) {
    auto const link = deliver(ready_quote());
    ask("POST", link + "/remarks", R"({"line":"","text":"Есть образец?","question":true})");
    auto const due =
        in_read([&](db::Reader& reader) { return tasks::next_step(reader, "deal", deal_id); });
    ASSERT_TRUE(due);  // within the first answer's limit, half a working hour
    EXPECT_EQ(*due - now, std::chrono::minutes(30));
}

TEST_P(ClientPage, AClosedLinkSaysWhy) {
    auto const id = ready_quote();
    auto const first = deliver(id);
    EXPECT_EQ(get("/q/" + std::string(26, 'a')).status, 404);
    QuoteDraft const draft = shown(id).draft;
    save(id, draft);  // the draft of version 2
    EXPECT_EQ(get(first).status, 200);
    auto const second = deliver(id);
    auto const replaced = get(first);
    EXPECT_EQ(replaced.status, 410);
    EXPECT_NE(replaced.body.find("новая версия"), replaced.body.npos);
    EXPECT_EQ(replaced.body.find(second.substr(3)), replaced.body.npos);
    EXPECT_EQ(ask("POST", first + "/views", R"({"kind":"opened"})").status, 409);
    EXPECT_EQ(get(second).status, 200);

    auto const before = now;
    now = base::parse_instant("2026-12-10T00:00:00+03:00").value();  // valid until the 9th
    EXPECT_EQ(get(second).status, 410);
    EXPECT_NE(get(second).body.find("истёк"), std::string::npos);
    now = before;
    auto const links = in_read([&](db::Reader& reader) { return sendings_of(reader, id); });
    EXPECT_EQ(
        ask("DELETE",
            "/api/quotes/" + std::to_string(id) + "/links/" + std::to_string(*links[0].link_id), "",
            &anna)
            .status,
        204);
    EXPECT_EQ(get(second).status, 410);
    EXPECT_NE(get(second).body.find("отозвано"), std::string::npos);
    EXPECT_EQ(get(second + "/quote.pdf").status, 404);
}

TEST_P(ClientPage, TheManagerWritesDownAYesByTelephone) {
    auto const id = ready_quote();
    deliver(id);
    std::string const url = "/api/quotes/" + std::to_string(id) + "/acceptance";
    auto const form = [&](std::string const& choices) {
        return R"({"version":)" + std::to_string(shown(id).version) +
               R"(,"name":"Ольга Петрова","choices":[)" + choices + "]}";
    };
    EXPECT_EQ(ask("POST", url, form(""), &anna).status, 422);
    EXPECT_EQ(ask("POST", url, form(""), &vera).status, 404);
    auto const said = ask(
        "POST", url,
        form(R"({"line":")" + line_key(id, 0) + R"(","quantity":100,"left_out":false})"), &anna);
    EXPECT_EQ(said.status, 200) << said.body;
    EXPECT_EQ(shown(id).state, "accepted");
}

TEST_P(ClientPage, APreviewShowsTheDraftToTheManagerOnly) {
    auto const id = ready_quote();
    std::string const url = "/api/quotes/" + std::to_string(id) + "/preview";
    auto const page = get(url, &anna);
    EXPECT_EQ(page.status, 200);
    EXPECT_NE(page.body.find("Кружка керамическая"), page.body.npos);
    EXPECT_EQ(page.body.find("<script"), page.body.npos);
    EXPECT_EQ(page.header("content-security-policy").find("allow-scripts"), std::string_view::npos);
    EXPECT_EQ(get(url + "/quote.css", &anna).status, 200);
    EXPECT_EQ(get(url, &vera).status, 404);
    EXPECT_EQ(get(url).status, 401);
}

BOTH_DATABASES(ClientPage);

}  // namespace
}  // namespace quotes
