#include "features/catalog/yml_feed.h"

#include "features/catalog/feed_values.h"
#include "platform/base/testing.h"

#include <gtest/gtest.h>

namespace catalog {
namespace {

struct Read {
    std::vector<FeedOffer> offers;
    std::vector<FeedProblem> problems;
    FeedHeader header;
    bool yml = false;
    bool reached_end = false;
};

Read read(std::string const& bytes, std::size_t piece = 100'000) {
    Read out;
    YmlReader reader([&](FeedOffer&& offer) { out.offers.push_back(std::move(offer)); },
                     [&](FeedProblem&& problem) { out.problems.push_back(std::move(problem)); });
    for (std::size_t at = 0; at < bytes.size(); at += piece)
        reader.feed(std::string_view(bytes).substr(at, piece));
    reader.finish();
    out.header = reader.header();
    out.yml = reader.is_yml();
    out.reached_end = reader.reached_end();
    EXPECT_EQ(reader.offers_read(), static_cast<std::int64_t>(out.offers.size()));
    return out;
}

std::string shop(std::string const& offers, std::string const& declaration = "") {
    return declaration +
           "<yml_catalog date=\"2026-11-20 10:00\"><shop><name>Склад</name>"
           "<currencies><currency id=\"RUR\" rate=\"1\"/><currency id=\"USD\" rate=\"90,5\"/>"
           "<currency id=\"EUR\" rate=\"CBRF\"/></currencies>"
           "<categories><category id=\"1\">Посуда</category>"
           "<category id=\"10\" parentId=\"1\">Кружки</category></categories>\n<offers>" +
           offers + "</offers></shop></yml_catalog>";
}

std::string good(std::string const& id) {
    return "<offer id=\"" + id + "\"><name>Кружка " + id + "</name><price>100</price></offer>\n";
}

TEST(YmlFeed, ReadsTheSample) {
    auto const result = read(base::testing::fixture("feeds/yml.synthetic.xml"), 7);
    EXPECT_TRUE(result.yml);
    EXPECT_TRUE(result.problems.empty());
    EXPECT_EQ(result.header.shop, "Поставщик-пример");
    EXPECT_EQ(result.header.company, "ООО \"Поставщик-пример\"");
    EXPECT_EQ(result.header.made_at, "2026-04-22T14:37:38+03:00");
    ASSERT_EQ(result.offers.size(), 1u);
    auto const& offer = result.offers.front();
    EXPECT_EQ(offer.id, "12345");
    EXPECT_EQ(offer.group_id, "123");
    EXPECT_EQ(offer.name, "Кружка-пример, белая");
    EXPECT_EQ(offer.description, "Описание");
    EXPECT_EQ(offer.category, "Кружки");
    EXPECT_EQ(offer.category_path, "Посуда / Кружки");
    EXPECT_EQ(offer.price_micro, 250'000'000);
    EXPECT_EQ(offer.pictures, std::vector<std::string>{"https://example.invalid/b.jpg"});
    EXPECT_EQ(offer.colour, "белый");
    EXPECT_EQ(offer.size, "330 мл");
    EXPECT_EQ(offer.stock, 1200);
    EXPECT_EQ(offer.minimum_quantity, 10);
    EXPECT_EQ(offer.weight_grams, 350);
    EXPECT_EQ(offer.vendor_code, "12345");
    EXPECT_TRUE(offer.available);
    EXPECT_EQ(offer.line, 13);
}

TEST(YmlFeed, ABrokenItemCostsItself) {
    auto const result = read(shop(
        good("1") +
        "<offer id=\"2\"><name>Без цены</name></offer>\n"
        "<offer id=\"3\"><name>Плохая</name><price>договорная</price></offer>\n"
        "<offer id=\"4\"><price>5</price></offer>\n"
        "<offer><name>Без id</name><price>5</price></offer>\n"
        "<offer id=\"1\"><name>Снова</name><price>5</price></offer>\n"
        "<offer id=\"6\"><name>Евро</name><price>5</price><currencyId>EUR</currencyId></offer>\n" +
        good("7")));
    ASSERT_EQ(result.offers.size(), 2u);
    EXPECT_EQ(result.offers[1].id, "7");
    ASSERT_EQ(result.problems.size(), 6u);
    EXPECT_EQ(result.problems[0].item, "2");
    EXPECT_EQ(result.problems[0].line, 3);
    EXPECT_EQ(result.problems[0].reason.ru, "Нет цены.");
    EXPECT_EQ(result.problems[1].reason.ru, "Цена не читается: «договорная».");
    EXPECT_EQ(result.problems[4].item, "1");
    EXPECT_EQ(result.problems[4].line, 7);
}

TEST(YmlFeed, BrokenXmlCostsOneOfferWhateverThePieces) {
    std::string const bytes =
        shop(good("1") + "<offer id=\"2\"><name>A & B</name><price>1</price></offer>\n" +
             "<offer id=\"3\"><name>x</nam></offer>\n" + good("4") + good("5"));
    for (std::size_t const piece : {1u, 3u, 7u, 64u, 100'000u}) {
        SCOPED_TRACE(piece);
        auto const result = read(bytes, piece);
        ASSERT_EQ(result.offers.size(), 3u);
        EXPECT_EQ(result.offers[1].id, "4");
        EXPECT_EQ(result.offers[1].line, 5);
        EXPECT_EQ(result.offers[2].line, 6);
        ASSERT_EQ(result.problems.size(), 2u);
        EXPECT_EQ(result.problems[0].item, "2");
        EXPECT_EQ(result.problems[0].line, 3);
        EXPECT_EQ(result.problems[1].item, "3");
        EXPECT_EQ(result.problems[1].line, 4);
        EXPECT_TRUE(result.reached_end);
    }
}

TEST(YmlFeed, WhatCameBeforeACutOffEndCounts) {
    auto const whole = shop(good("1") + good("2") + good("3"));
    EXPECT_TRUE(read(whole).reached_end);
    auto const result = read(whole.substr(0, whole.find("id=\"3\"") + 20));
    EXPECT_EQ(result.offers.size(), 2u);
    EXPECT_FALSE(result.reached_end);
    ASSERT_EQ(result.problems.size(), 1u);
    EXPECT_EQ(result.problems[0].item, "3");
}

TEST(YmlFeed, ReadsWindows1251) {
    std::string bytes =
        shop("<offer id=\"1\"><name>\xca\xf0\xf3\xe6\xea\xe0</name><price>1</price></offer>",
             "<?xml version=\"1.0\" encoding=\"windows-1251\"?>");
    // The frame above is UTF-8 in this source; only the offer's name matters here.
    auto const result = read(bytes);
    ASSERT_EQ(result.offers.size(), 1u);
    EXPECT_EQ(result.offers[0].name, "Кружка");
}

TEST(YmlFeed, UnderstandsHtmlEntitiesAndADoctype) {
    auto const result = read(
        shop("<offer id=\"1\"><name>Кружка&nbsp;&laquo;Утро&raquo;</name><price>1 250,50</price>"
             "<description>&lt;p&gt;Раз&lt;/p&gt;&lt;ul&gt;&lt;li&gt;два&lt;/li&gt;&lt;/ul&gt;</"
             "description></offer>",
             "<?xml version=\"1.0\"?><!DOCTYPE yml_catalog SYSTEM \"shops.dtd\">"));
    ASSERT_EQ(result.offers.size(), 1u) << result.problems.size();
    EXPECT_EQ(result.offers[0].name, "Кружка\u00a0«Утро»");
    EXPECT_EQ(result.offers[0].description, "Раз\nдва");
    EXPECT_EQ(result.offers[0].price_micro, 1'250'500'000);
}

TEST(YmlFeed, RefusesAnEntityBomb) {
    auto const result = read(
        "<?xml version=\"1.0\"?><!DOCTYPE yml_catalog [<!ENTITY a \"aaaaaaaa\"><!ENTITY b "
        "\"&a;&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>" +
        shop("<offer id=\"1\"><name>&b;&f;</name><price>1</price></offer>"));
    EXPECT_TRUE(result.offers.empty());
    ASSERT_EQ(result.problems.size(), 1u);
    EXPECT_NE(result.problems[0].reason.ru.find("сущности"), std::string::npos);
}

TEST(YmlFeed, ConvertsByTheFilesOwnRate) {
    auto const result = read(
        shop("<offer id=\"1\"><name>A</name><price>2</price><currencyId>USD</currencyId></offer>"));
    ASSERT_EQ(result.offers.size(), 1u);
    EXPECT_EQ(result.offers[0].price_micro, 181'000'000);
}

TEST(YmlFeed, SaysWhenTheFileIsSomethingElse) {
    auto const page = read("<html><body>404</body></html>");
    EXPECT_FALSE(page.yml);
    EXPECT_TRUE(page.offers.empty());
    auto const noise = read(std::string(5000, '\x01'));
    EXPECT_FALSE(noise.yml);
    EXPECT_EQ(noise.problems.size(), 1u);
}

TEST(YmlFeed, FindsTheNameThatVariantsShare) {
    struct Case {
        char const *first, *second, *expected;
    } const cases[] = {
        {"Кружка, белая", "Кружка, синяя", "Кружка"},
        {"Футболка Start S", "Футболка Start M", "Футболка Start"},
        {"Кружка", "Кружка", "Кружка"},
        {"Ручка синяя", "Блокнот синий", "Ручка синяя"},
        {"Термос Alpha", "Термос Alpine", "Термос"},
    };
    for (auto const& c : cases) EXPECT_EQ(common_name(c.first, c.second), c.expected);
}

TEST(YmlFeed, ReadsPrices) {
    EXPECT_EQ(price_micro("250"), 250'000'000);
    EXPECT_EQ(price_micro(" 1 250.5 "), 1'250'500'000);
    EXPECT_EQ(price_micro("0,1234567"), 123'456);
    for (char const* text : {"", "-5", "1.2.3", "12 руб", "999999999999999999"})
        EXPECT_EQ(price_micro(text), std::nullopt) << text;
}

}  // namespace
}  // namespace catalog
