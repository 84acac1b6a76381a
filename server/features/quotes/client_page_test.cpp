// The client's page over HTTP, as somebody who holds only the link.
#include "features/quotes/client_actions.h"
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

    EXPECT_EQ(ask("POST", link + "/acceptance", R"({"name":"  "})").status, 422);
    EXPECT_EQ(ask("POST", link + "/acceptance", R"({"name":"Ольга Петрова"})").status, 200);
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
