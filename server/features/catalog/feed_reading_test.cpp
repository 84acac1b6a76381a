#include "features/catalog/feed_reading.h"

#include "features/catalog/feed_store.h"
#include "features/files/attachments.h"
#include "platform/db/testing.h"

#include <filesystem>

namespace catalog {
namespace {

struct ProductSeen {
    std::string name;
    std::int64_t price_from_micro;
    std::int64_t price_to_micro;
    std::optional<std::int64_t> stock;
    std::optional<std::int64_t> stock_of_one_colour;
    std::int64_t variants;
    std::string colours;
    bool gone;
};
BOOST_DESCRIBE_STRUCT(ProductSeen, (),
                      (name, price_from_micro, price_to_micro, stock, stock_of_one_colour, variants,
                       colours, gone))

std::string offer(std::string const& id, std::string const& group, std::string const& name,
                  int price, int stock, std::string const& more = "") {
    return "<offer id=\"" + id + "\"" + (group.empty() ? "" : " group_id=\"" + group + "\"") +
           "><name>" + name + "</name><price>" + std::to_string(price) +
           "</price><categoryId>10</categoryId><count>" + std::to_string(stock) + "</count>" +
           more + "</offer>\n";
}

std::string colour(std::string const& name) {
    return "<param name=\"Цвет\">" + name + "</param>";
}

std::string shop(std::string const& offers) {
    return "<yml_catalog date=\"2026-11-20 10:00\"><shop><name>Склад</name>"
           "<categories><category id=\"1\">Посуда</category>"
           "<category id=\"10\" parentId=\"1\">Кружки</category></categories>\n<offers>" +
           offers + "</offers></shop></yml_catalog>";
}

class HandClock : public base::Clock {
  public:
    base::Instant now() const override { return {now_ms}; }
    std::int64_t now_ms = 1'000'000;
};

class FeedReadingTest : public db::testing::BothDatabases {
  protected:
    FeedReadingTest() : files(folder().path() + "/files"), outside({}) {
        std::filesystem::create_directory(folder().path() + "/temporary");
        feed_id = database().write([&](db::Transaction& tx) {
            FeedCard feed;
            feed.name = "Склад";
            feed.kind = "yml";
            return store::add_feed(tx, feed, clock.now());
        });
    }

    FeedCard read(std::string const& bytes) {
        auto const blob = files.put(bytes);
        database().write([&](db::Transaction& tx) {
            auto const attachment = files::attach(tx, clock.now(),
                                                  {.noun = "feed",
                                                   .subject_id = feed_id,
                                                   .blob = blob,
                                                   .name = "feed.xml",
                                                   .media_type = "text/plain"});
            store::set_uploaded_file(tx, feed_id, attachment);
        });
        return read();
    }
    FeedCard read() {
        run_feed_reading({database(), clock, files, outside, folder().path() + "/temporary"},
                         feed_id);
        return database().read(
            [&](db::Reader& reader) { return store::feed(reader, feed_id).value(); });
    }
    std::vector<ProductSeen> products() {
        return database().read([&](db::Reader& reader) {
            return reader.all<ProductSeen>(
                "SELECT name, price_from_micro, price_to_micro, stock, stock_of_one_colour, "
                "variants, colours, CASE WHEN gone_at IS NULL THEN 0 ELSE 1 END AS gone "
                "FROM products ORDER BY id");
        });
    }
    std::vector<FeedProblemRow> problems() {
        return database().read(
            [&](db::Reader& reader) { return store::problems(reader, feed_id, 0, 100); });
    }

    HandClock clock;
    files::BlobStore files;
    http::Client outside;
    std::int64_t feed_id = 0;
};

TEST_P(FeedReadingTest, PutsVariantsUnderTheirProduct) {
    auto const feed = read(shop(offer("1", "7", "Кружка Утро, белая", 200, 30,
                                      colour("белая") + "<param name=\"Размер\">S</param>") +
                                offer("2", "7", "Кружка Утро, белая", 210, 40,
                                      colour("белая") + "<param name=\"Размер\">M</param>") +
                                offer("3", "7", "Кружка Утро, синяя", 250, 50, colour("синяя")) +
                                offer("4", "", "Термос", 900, 5)));
    EXPECT_EQ(feed.state, FeedState::good);
    EXPECT_EQ(feed.offers_good, 4);
    EXPECT_EQ(feed.made_at, "2026-11-20 10:00");
    EXPECT_EQ(feed.read_at, clock.now());
    auto const all = products();
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].name, "Кружка Утро");
    EXPECT_EQ(all[0].price_from_micro, 200'000'000);
    EXPECT_EQ(all[0].price_to_micro, 250'000'000);
    EXPECT_EQ(all[0].stock, 120);
    EXPECT_EQ(all[0].stock_of_one_colour, 70);
    EXPECT_EQ(all[0].variants, 3);
    EXPECT_EQ(
        all[0].colours,
        R"([{"key":"white","name":"белая","stock":70},{"key":"blue","name":"синяя","stock":50}])");
    EXPECT_EQ(all[1].name, "Термос");
}

TEST_P(FeedReadingTest, ASecondReadingChangesWhatIsThereAndMarksWhatIsGone) {
    read(shop(offer("1", "7", "Кружка, белая", 200, 30, colour("белая")) +
              offer("2", "7", "Кружка, синяя", 200, 30, colour("синяя")) +
              offer("3", "", "Термос", 900, 5)));
    clock.now_ms += 60'000;
    auto const feed = read(shop(offer("1", "7", "Кружка, белая", 220, 10, colour("белая"))));
    EXPECT_EQ(feed.state, FeedState::good);
    EXPECT_EQ(feed.read_at, clock.now());
    auto all = products();
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].price_from_micro, 220'000'000);
    EXPECT_EQ(all[0].stock, 10);
    EXPECT_EQ(all[0].variants, 1);
    EXPECT_FALSE(all[0].gone);
    EXPECT_TRUE(all[1].gone);

    read(shop(offer("1", "7", "Кружка, белая", 220, 10) + offer("3", "", "Термос", 950, 6)));
    all = products();
    ASSERT_EQ(all.size(), 2u);
    EXPECT_FALSE(all[1].gone);
    EXPECT_EQ(all[1].price_from_micro, 950'000'000);
}

TEST_P(FeedReadingTest, ABrokenFileLeavesTheOldData) {
    auto const whole = shop(offer("1", "", "Кружка", 200, 30) + offer("2", "", "Термос", 900, 5));
    read(whole);
    auto const read_at = clock.now();
    clock.now_ms += 60'000;

    auto const page = read("<html><body>404</body></html>");
    EXPECT_EQ(page.state, FeedState::failed);
    EXPECT_NE(page.last_error.find("не файл YML"), std::string::npos);
    EXPECT_NE(page.last_error_en.find("YML"), std::string::npos);
    EXPECT_EQ(page.last_error_en.find("файл"), std::string::npos);
    EXPECT_EQ(page.read_at, read_at);
    EXPECT_EQ(page.made_at, "2026-11-20 10:00");

    auto const empty = read(shop(""));
    EXPECT_EQ(empty.state, FeedState::failed);

    auto const cut = read(whole.substr(0, whole.find("id=\"2\"")));
    EXPECT_EQ(cut.state, FeedState::partial);
    EXPECT_EQ(cut.offers_good, 1);

    auto const all = products();
    ASSERT_EQ(all.size(), 2u);
    EXPECT_FALSE(all[0].gone);
    EXPECT_FALSE(all[1].gone);
}

TEST_P(FeedReadingTest, KeepsWhatWasWrongWithLineAndReason) {
    auto const feed = read(
        shop(offer("1", "", "Кружка", 200, 30) + "<offer id=\"2\"><name>Без цены</name></offer>\n" +
             "<offer id=\"3\"><name>Ломаный</nam></offer>\n" + offer("4", "", "Термос", 900, 5)));
    EXPECT_EQ(feed.state, FeedState::partial);
    EXPECT_EQ(feed.offers_good, 2);
    EXPECT_EQ(feed.offers_broken, 2);
    auto const wrong = problems();
    ASSERT_EQ(wrong.size(), 2u);
    EXPECT_EQ(wrong[0].item, "2");
    EXPECT_EQ(wrong[0].line, 3);
    EXPECT_EQ(wrong[0].reason.ru, "Нет цены.");
    EXPECT_EQ(wrong[1].item, "3");
    // The next reading has its own list.
    read(shop(offer("1", "", "Кружка", 200, 30)));
    EXPECT_TRUE(problems().empty());
}

TEST_P(FeedReadingTest, SaysWhyItCouldNotFetch) {
    database().write([&](db::Transaction& tx) {
        auto feed = store::feed(tx, feed_id).value();
        feed.url = "http://127.0.0.1:9/feed.xml";
        EXPECT_TRUE(store::save_feed(tx, feed, feed.version));
    });
    auto const feed = read();
    EXPECT_EQ(feed.state, FeedState::failed);
    EXPECT_FALSE(feed.last_error.empty());
    EXPECT_EQ(feed.read_at, std::nullopt);
    EXPECT_EQ(feed.tried_at, clock.now());
    EXPECT_TRUE(std::filesystem::is_empty(folder().path() + "/temporary"));
}

TEST_P(FeedReadingTest, ReadsNothingWhenSwitchedOff) {
    read(shop(offer("1", "", "Кружка", 200, 30)));
    database().write([&](db::Transaction& tx) {
        auto feed = store::feed(tx, feed_id).value();
        feed.active = false;
        EXPECT_TRUE(store::save_feed(tx, feed, feed.version));
        EXPECT_FALSE(store::save_feed(tx, feed, feed.version)) << "an old version was accepted";
    });
    auto const feed = read(shop(offer("2", "", "Термос", 200, 30)));
    EXPECT_EQ(feed.offers_good, 1);
    EXPECT_EQ(products().size(), 1u);
}

TEST_P(FeedReadingTest, IsDueByItsMinutes) {
    auto const due = [&] {
        return database().read(
            [&](db::Reader& reader) { return store::due_feeds(reader, clock.now()).size(); });
    };
    EXPECT_EQ(due(), 0u);  // no address
    database().write([&](db::Transaction& tx) {
        auto feed = store::feed(tx, feed_id).value();
        feed.url = "http://127.0.0.1:9/feed.xml";
        feed.every_minutes = 60;
        store::save_feed(tx, feed, feed.version);
    });
    EXPECT_EQ(due(), 1u);
    read();
    EXPECT_EQ(due(), 0u);
    clock.now_ms += 60 * 60'000;
    EXPECT_EQ(due(), 1u);
}

BOTH_DATABASES(FeedReadingTest);

}  // namespace
}  // namespace catalog
