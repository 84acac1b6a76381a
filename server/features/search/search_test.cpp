#include "features/search/search.h"

#include "features/journal/nouns.h"
#include "features/search/search_routes.h"
#include "features/search/search_terms.h"
#include "platform/db/testing.h"

#include <algorithm>
#include <map>

namespace search {
namespace {

TEST(SearchTerms, AnArticleNumberIsFoundWithOtherJointsAndWithNone) {
    auto const terms = terms_of({"product", 1, "Кружка", "AB-12/3", "", {}});
    for (auto const* expected : {"nounproduct", "кружк", "ab", "12", "3", "ab123"})
        EXPECT_NE(std::ranges::find(terms, expected), terms.end()) << expected;
}

TEST(SearchTerms, TheOtherLayoutIsTheSameKeys) {
    EXPECT_EQ(other_layout("rhe;rf"), "кружка");
    EXPECT_EQ(other_layout("RHE:RF"), "кру:ка");  // a colon is Shift and another letter: not known
    EXPECT_EQ(other_layout("фсьу"), "acme");
    EXPECT_EQ(other_layout("123"), std::nullopt);
}

class SearchTest : public db::testing::BothDatabases {
  protected:
    SearchTest() {
        journal::register_noun({"thing",
                                {"Вещь", "Thing"},
                                [](db::Reader&, http::Actor const& actor, std::int64_t id) {
                                    return actor.id == 1 || id % 2 == 0;
                                },
                                {},
                                {}});
        journal::register_noun({"other_thing",
                                {"Другая вещь", "Other thing"},
                                [](db::Reader&, http::Actor const&, std::int64_t) { return true; },
                                {},
                                {}});
    }

    void keep(std::int64_t id, std::string const& title, std::string const& text,
              std::int64_t at = 0, std::string const& noun = "thing") {
        database().write([&](db::Transaction& tx) {
            put(tx, {noun, id, title, "подсказка", text, base::Instant{at ? at : id}});
        });
    }
    std::vector<std::int64_t> ids(std::string const& words, std::string const& noun = "thing") {
        return database().read(
            [&](db::Reader& reader) { return find_ids(reader, noun, words, 10); });
    }
    SearchResult search_as(std::int64_t who, std::string const& text) {
        http::Actor actor;
        actor.id = who;
        return database().read([&](db::Reader& reader) {
            return find(reader, actor, {text, std::nullopt, std::nullopt});
        });
    }
    using Ids = std::vector<std::int64_t>;
};

TEST_P(SearchTest, FindsWordFormsNewestFirst) {
    keep(1, "Кружки белые", "с логотипом", 100);
    keep(2, "Ручка", "к кружке прилагается", 300);
    keep(3, "Ёлка зелёная", "", 200);
    EXPECT_EQ(ids("кружка"), (Ids{2, 1}));
    EXPECT_EQ(ids("белая кружка"), (Ids{1}));
    EXPECT_EQ(ids("елка"), (Ids{3}));
    EXPECT_EQ(ids("кружк"), (Ids{2, 1}));
    EXPECT_EQ(ids("логот"), (Ids{1}));  // the last word by its beginning
    EXPECT_EQ(ids("логот кружка"), (Ids{}));
    EXPECT_EQ(ids("подсказка"), (Ids{2, 3, 1}));
    EXPECT_EQ(ids(""), (Ids{}));
    EXPECT_EQ(ids("и"), (Ids{}));
    EXPECT_EQ(ids("кружка", "other_thing"), (Ids{}));
}

TEST_P(SearchTest, FindsArticleNumbersPhonesAndOtherIdentifiers) {
    keep(1, "Кружка", "AB-12/345");
    keep(2, "Анна", "+79161234567 anna@romashka.ru 7707083893");
    keep(3, "КП СЧ-2026-0041", "");
    for (auto const* text : {"AB-12/345", "ab12345", "ab-12/34", "ab 12 345", "AB.12.345", "ab123"})
        EXPECT_EQ(ids(text), (Ids{1})) << text;
    for (auto const* text : {"+7 916 123-45-67", "8 (916) 123-45-67", "89161234567", "9161234567",
                             "916123", "8 916 12", "123-45-67", "1234567", "anna@romashka.ru",
                             "romashka", "7707083893", "770708"})
        EXPECT_EQ(ids(text), (Ids{2})) << text;
    for (auto const* text : {"СЧ-2026-0041", "2026-0041", "0041", "сч 2026"})
        EXPECT_EQ(ids(text), (Ids{3})) << text;
}

TEST_P(SearchTest, UnderstandsTheWrongKeyboardLayout) {
    keep(2, "Кружка", "");
    keep(4, "Acme", "");
    EXPECT_EQ(ids("rhe;rf"), (Ids{2}));
    auto const found = search_as(5, "rhe;rf");
    ASSERT_EQ(found.items.size(), 1u);
    EXPECT_EQ(found.understood_as, "кружка");
    EXPECT_EQ(search_as(5, "фсьу").items.size(), 1u);
    EXPECT_EQ(search_as(5, "кружка").understood_as, "");
}

TEST_P(SearchTest, AChangedDocumentIsFoundByItsNewWordsOnly) {
    keep(1, "Кружка", "красная");
    keep(1, "Ручка", "синяя", 5);
    EXPECT_EQ(ids("кружка"), (Ids{}));
    EXPECT_EQ(ids("синяя ручка"), (Ids{1}));
    keep(1, "Ручка", "синяя", 5);
    EXPECT_EQ(ids("ручка"), (Ids{1}));
    database().write([](db::Transaction& tx) { remove(tx, "thing", 1); });
    EXPECT_EQ(ids("ручка"), (Ids{}));
    database().write([](db::Transaction& tx) { remove(tx, "thing", 1); });
}

TEST_P(SearchTest, ARefusedTransactionLeavesTheIndexAsItWas) {
    keep(1, "Кружка", "");
    EXPECT_THROW(database().write([](db::Transaction& tx) {
        put(tx, {"thing", 1, "Ручка", "", "", {}});
        put(tx, {"thing", 2, "Ручка", "", "", {}});
        throw std::runtime_error("no");
    }),
                 std::runtime_error);
    EXPECT_EQ(ids("ручка"), (Ids{}));
    EXPECT_EQ(ids("кружка"), (Ids{1}));
}

TEST_P(SearchTest, TheFieldFindsOverAllNounsOnlyWhatMayBeSeen) {
    keep(1, "Кружка", "", 10);
    keep(2, "Кружка", "", 20);
    keep(3, "Кружка", "", 30, "other_thing");
    auto const everything = search_as(1, "кружка");
    ASSERT_EQ(everything.items.size(), 3u);
    EXPECT_EQ(everything.items[0].noun, "other_thing");
    EXPECT_EQ(everything.items[0].title, "Кружка");
    EXPECT_EQ(everything.items[0].hint, "подсказка");
    EXPECT_EQ(search_as(9, "кружка").items.size(), 2u);
}

TEST_P(SearchTest, HostileTextIsOnlyWords) {
    keep(1, "Кружка", "ab");
    for (auto const* text :
         {"\"", "'", "кружка\" OR \"x", "кружка' | 'x", "a* NEAR(b)", "noun:x", ":*", "&|!()<->",
          "\\", "%_", "-кружка", "terms : кружка", "\xF0\x9F\x98\x80", "\xFF\xFE"})
        EXPECT_NO_THROW(ids(text)) << text;
    EXPECT_EQ(ids("«кружка»!"), (Ids{1}));
    keep(2, std::string(5000, 'a'), std::string(300'000, 'b'));
    std::string many;
    for (int i = 0; i < 50'000; ++i) many += "w" + std::to_string(i) + " ";
    keep(3, "Много", many);
    EXPECT_EQ(ids("w4999"), (Ids{3}));
}

TEST_P(SearchTest, CheckTellsWhatIsWrongAndReindexMendsIt) {
    std::map<std::int64_t, std::string> things;
    for (std::int64_t id = 1; id <= 1200; ++id) things[id] = "Вещь " + std::to_string(id);
    register_rebuild("thing", [&](db::Reader&, std::int64_t after, int limit) {
        std::vector<Document> out;
        for (auto at = things.upper_bound(after);
             at != things.end() && out.size() < static_cast<std::size_t>(limit); ++at)
            out.push_back({"thing", at->first, at->second, "", "", base::Instant{at->first}});
        return out;
    });
    EXPECT_EQ(reindex(database()), 1200);
    EXPECT_TRUE(check(database()).empty());
    things.erase(7);
    things[900] = "Другая";
    things[2000] = "Новая";
    auto const found = check(database());
    ASSERT_EQ(found.size(), 3u);
    EXPECT_EQ(found[0].id, 7);
    EXPECT_EQ(found[0].what, "superfluous");
    EXPECT_EQ(found[1].id, 900);
    EXPECT_EQ(found[1].what, "stale");
    EXPECT_EQ(found[2].id, 2000);
    EXPECT_EQ(found[2].what, "missing");
    EXPECT_EQ(reindex(database()), 1200);
    EXPECT_TRUE(check(database()).empty());
    EXPECT_EQ(ids("новая"), (Ids{2000}));
    if (dialect() == db::Dialect::sqlite) {
        database().write([](db::Transaction& tx) {
            tx.run("INSERT INTO search_words (search_words) VALUES ('delete-all')");
        });
        EXPECT_FALSE(check(database()).empty());
        reindex(database());
        EXPECT_TRUE(check(database()).empty());
    }
    register_rebuild("thing",
                     [](db::Reader&, std::int64_t, int) { return std::vector<Document>(); });
}

BOTH_DATABASES(SearchTest);

}  // namespace
}  // namespace search
