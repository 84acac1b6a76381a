#include "features/accounts/permissions.h"
#include "features/catalog/feed_store.h"
#include "features/catalog/products.h"
#include "platform/base/text.h"
#include "platform/db/testing.h"

#include <algorithm>

namespace catalog {
namespace {

constexpr base::Instant now{1'000'000};

FeedOffer offer(std::string const& id, std::string const& group, std::string const& name,
                std::int64_t price, std::optional<std::int64_t> stock) {
    FeedOffer out;
    out.id = id;
    out.group_id = group;
    out.name = name;
    out.price_micro = price * 1'000'000;
    out.stock = stock;
    out.category_path = "Посуда / Кружки";
    return out;
}

FeedOffer coloured(FeedOffer out, std::string const& colour, std::string const& material = "") {
    out.colour = colour;
    out.material = material;
    return out;
}

class ProductSearchTest : public db::testing::BothDatabases {
  protected:
    ProductSearchTest() {
        database().write([&](db::Transaction& tx) {
            FeedCard feed;
            feed.name = "Склад";
            feed.kind = "yml";
            feed.dealer_discount_basis_points = 4000;
            feed_id = store::add_feed(tx, feed, now);
            feed.name = "Второй";
            other_feed = store::add_feed(tx, feed, now);
        });
    }

    void keep(std::vector<FeedOffer> const& offers, std::int64_t feed = 0) {
        database().write([&](db::Transaction& tx) {
            store::keep_offers(tx, feed ? feed : feed_id, 1, offers, now);
            store::count_categories(tx, feed ? feed : feed_id);
        });
    }
    void keep_usual() {
        auto thermos = coloured(offer("6", "", "Термокружка Вояж", 900, 40), "чёрный", "сталь");
        thermos.vendor_code = "TRM-77.01";
        thermos.category_path = "Посуда / Термосы";
        auto shirt = coloured(offer("5", "", "Футболка Старт", 350, 800), "белый", "хлопок");
        shirt.category_path = "Одежда";
        auto set = offer("7", "", "Набор: кружка и ложка", 150, 500);
        set.category_path = "Наборы";
        keep({coloured(offer("1", "g", "Кружка Утро, белая", 200, 300), "белый", "керамика"),
              coloured(offer("2", "g", "Кружка Утро, синяя", 210, 50), "тёмно-синий", "керамика"),
              coloured(offer("3", "", "Кружка Полдень", 400, 1000), "белый", "фарфор"),
              coloured(offer("4", "", "Кружка Вечер", 600, std::nullopt), "синий", "стекло"), shirt,
              thermos, set});
    }

    ProductPage page(ProductFilter const& filter) {
        return database().read([&](db::Reader& reader) { return find_products(reader, filter); });
    }
    std::vector<std::string> found(ProductFilter const& filter) {
        std::vector<std::string> names;
        for (auto const& item : page(filter).items) names.push_back(item.name);
        return names;
    }
    static ProductFilter words(std::string text) {
        ProductFilter filter;
        filter.text = std::move(text);
        return filter;
    }
    using Names = std::vector<std::string>;

    std::int64_t feed_id = 0, other_feed = 0;
};

TEST_P(ProductSearchTest, FindsByWordFormsTheNamedThingFirst) {
    keep_usual();
    Names const mugs{"Кружка Утро", "Кружка Полдень", "Кружка Вечер", "Набор: кружка и ложка"};
    for (char const* text : {"кружка", "кружки", "кружек", "КРУЖКУ", "rhe;rf"})
        EXPECT_EQ(found(words(text)), mugs) << text;
    EXPECT_EQ(found(words("кружка синего цвета")), Names{}) << "all words must fit";
    EXPECT_EQ(found(words("синяя кружка")), (Names{"Кружка Утро", "Кружка Вечер"}));
    EXPECT_EQ(found(words("кру")).size(), 4u) << "the last word by its beginning";
    EXPECT_EQ(found(words("ничего такого")), Names{});
}

TEST_P(ProductSearchTest, FindsAnArticleHoweverItIsWritten) {
    keep_usual();
    for (char const* text : {"TRM-77.01", "trm7701", "trm 77.01", "TRM-77"})
        EXPECT_EQ(found(words(text)), Names{"Термокружка Вояж"}) << text;
}

TEST_P(ProductSearchTest, FiltersTogetherWithWords) {
    keep_usual();
    auto filter = words("кружка");
    filter.colour = {"blue"};
    EXPECT_EQ(found(filter), (Names{"Кружка Утро", "Кружка Вечер"}));
    filter.in_stock = 50;
    EXPECT_EQ(found(filter), Names{"Кружка Утро"});
    filter.in_stock = 51;  // of the blue one; there are 300 white ones
    EXPECT_EQ(found(filter), Names{});
    filter.colour = {"blue", "white"};
    EXPECT_EQ(found(filter), (Names{"Кружка Утро", "Кружка Полдень"}));

    ProductFilter run;
    run.in_stock = 301;
    EXPECT_EQ(found(run), (Names{"Набор: кружка и ложка", "Футболка Старт", "Кружка Полдень"}))
        << "a run is of one colour: 300 white and 50 blue mugs are no 301";

    ProductFilter prices;
    prices.price_from_kopecks = 350'00;
    prices.price_to_kopecks = 400'00;
    EXPECT_EQ(found(prices), (Names{"Футболка Старт", "Кружка Полдень"}));

    ProductFilter material;
    material.material = "ceramic";
    EXPECT_EQ(found(material), (Names{"Кружка Утро", "Кружка Полдень"}));

    ProductFilter category;
    category.category = "Посуда";
    EXPECT_EQ(found(category).size(), 4u);
    category.category = "Наборы";
    EXPECT_EQ(found(category).size(), 1u);
}

TEST_P(ProductSearchTest, ShowsTheColourThatWasAskedFor) {
    auto white = coloured(offer("1", "g", "Кружка, белая", 200, 300), "белый");
    white.pictures = {"https://example.com/white.png"};
    auto blue = coloured(offer("2", "g", "Кружка, синяя", 200, 300), "синий");
    blue.pictures = {"https://example.com/blue.png"};
    keep({white, blue});
    auto const blue_picture = database().write([](db::Transaction& tx) {
        return tx.insert(
            "INSERT INTO product_pictures (url, url_key, state) "
            "VALUES ($1, $2, 'good') RETURNING id",
            "https://example.com/blue.png", base::sha256_hex("https://example.com/blue.png"));
    });
    ProductFilter filter;
    EXPECT_EQ(page(filter).items.at(0).picture.id, std::nullopt);
    filter.colour = {"blue"};
    EXPECT_EQ(page(filter).items.at(0).picture.id, blue_picture);
}

TEST_P(ProductSearchTest, OrdersByPriceAndAge) {
    keep_usual();
    ProductFilter filter;
    filter.order = ProductOrder::expensive;
    EXPECT_EQ(found(filter).front(), "Термокружка Вояж");
    filter.order = ProductOrder::cheap;
    EXPECT_EQ(found(filter).front(), "Набор: кружка и ложка");
    filter.order = ProductOrder::newest;
    EXPECT_EQ(found(filter).front(), "Набор: кружка и ложка");
    EXPECT_EQ(found(filter).back(), "Кружка Утро");
}

TEST_P(ProductSearchTest, PagesLoseAndRepeatNothing) {
    std::vector<FeedOffer> offers;
    for (int i = 0; i < 25; ++i)
        offers.push_back(
            offer("m" + std::to_string(i), "", "Кружка " + std::to_string(i), 100 + i / 3, 10));
    for (int i = 0; i < 25; ++i)
        offers.push_back(offer("s" + std::to_string(i), "", "Набор с кружкой " + std::to_string(i),
                               100 + i / 3, 10));
    keep(offers);
    for (auto const order :
         {ProductOrder::best, ProductOrder::cheap, ProductOrder::expensive, ProductOrder::newest})
        for (std::int64_t const limit : {1, 7, 25, 49, 50}) {
            auto filter = words("кружка");
            filter.order = order;
            filter.limit = limit;
            std::vector<std::int64_t> ids;
            for (int pages = 0; pages < 60; ++pages) {
                auto const part = page(filter);
                for (auto const& item : part.items) ids.push_back(item.id);
                filter.after = part.next;
                if (!part.next) break;
            }
            EXPECT_EQ(ids.size(), 50u) << limit;
            if (order == ProductOrder::best) {
                EXPECT_TRUE(std::all_of(ids.begin(),
                                        ids.begin() + std::min<long>(25, std::ssize(ids)),
                                        [](auto id) { return id <= 25; }));
            }
            std::sort(ids.begin(), ids.end());
            EXPECT_EQ(std::unique(ids.begin(), ids.end()), ids.end()) << limit;
        }
    auto broken = words("кружка");
    broken.after = "1;DROP";
    EXPECT_THROW(page(broken), base::Refusal);
}

TEST_P(ProductSearchTest, SaysHowOldTheDataIs) {
    keep_usual();
    auto umbrella = offer("1", "", "Зонт", 700, 5);
    umbrella.category_path = "Зонты";
    keep({umbrella}, other_feed);
    auto const mugs = page(words("кружка"));
    ASSERT_EQ(mugs.feeds.size(), 1u);
    EXPECT_EQ(mugs.feeds[0].name, "Склад");
    EXPECT_EQ(page({}).feeds.size(), 2u);
    ProductFilter filter;
    filter.feed_id = other_feed;
    EXPECT_EQ(found(filter), Names{"Зонт"});
}

TEST_P(ProductSearchTest, FollowsWhatTheFeedChanges) {
    keep({offer("1", "", "Кружка", 200, 10)});
    EXPECT_EQ(found(words("кружка")).size(), 1u);
    database().write([&](db::Transaction& tx) {
        store::keep_offers(tx, feed_id, 2, {offer("1", "", "Фляга", 200, 10)}, now);
    });
    EXPECT_EQ(found(words("кружка")).size(), 1u) << "its category still says so";
    database().write([&](db::Transaction& tx) {
        auto changed = offer("1", "", "Фляга", 200, 10);
        changed.category_path = "Фляги";
        store::keep_offers(tx, feed_id, 3, {changed}, now);
    });
    EXPECT_EQ(found(words("кружка")), Names{});
    EXPECT_EQ(found(words("фляги")).size(), 1u);
    database().write([&](db::Transaction& tx) { store::sweep_gone(tx, feed_id, 4, 0, 100, now); });
    EXPECT_EQ(found(words("фляги")), Names{});
    EXPECT_EQ(found({}), Names{});
}

TEST_P(ProductSearchTest, HostileWordsAreOnlyWords) {
    keep_usual();
    for (char const* text :
         {"\"", "' OR 1=1 --", "кружка' & 'a", "NEAR(a b)", "terms:кружка", "*", "кружка*", "(((",
          "\\", "!", "a:*&|", "\xff\xfe", "'; DROP TABLE products; --"})
        EXPECT_NO_THROW(page(words(text))) << text;
    ProductFilter filter;
    filter.colour = {"blue\" OR \"x", "'"};
    filter.category = "' | 'a";
    EXPECT_EQ(found(filter), Names{});
    EXPECT_EQ(found({}).size(), 6u);
}

TEST_P(ProductSearchTest, TheCardShowsVariantsAndCostsOnlyToWhomMaySeeThem) {
    keep_usual();
    auto const id = page(words("кружка утро")).items.at(0).id;
    http::Actor manager;
    manager.id = 1;
    manager.permissions = {"catalog_read", "costs_read"};
    http::Actor assistant;
    assistant.id = 2;
    assistant.permissions = {"catalog_read"};
    database().read([&](db::Reader& reader) {
        auto const card = product(reader, manager, id);
        ASSERT_EQ(card.variants.size(), 2u);
        EXPECT_EQ(card.variants[0].colour_key, "white");
        EXPECT_EQ(card.variants[0].cost_micro, 120'000'000);
        EXPECT_EQ(card.feed.name, "Склад");
        EXPECT_EQ(product(reader, assistant, id).variants[0].cost_micro, std::nullopt);
        EXPECT_THROW(product(reader, manager, 9999), base::Refusal);
    });
}

TEST_P(ProductSearchTest, TheChoicesCountCategoriesWithThoseInside) {
    keep_usual();
    auto const all = database().read([](db::Reader& reader) { return choices(reader); });
    ASSERT_EQ(all.categories.size(), 5u);
    EXPECT_EQ(all.categories[2].path, "Посуда");
    EXPECT_EQ(all.categories[2].products, 4);
    EXPECT_EQ(all.feeds.size(), 2u);
}

BOTH_DATABASES(ProductSearchTest);

}  // namespace
}  // namespace catalog
