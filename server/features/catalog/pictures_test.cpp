#include "features/catalog/pictures.h"

#include "features/catalog/feed_store.h"
#include "features/catalog/products.h"
#include "platform/db/testing.h"
#include "platform/http/server.h"

#include <atomic>
#include <filesystem>

namespace catalog {
namespace {

constexpr base::Instant now{1'000'000};

// The smallest PNG that has a size: 2 × 3.
std::string png() {
    return std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x03\x08\x02\0\0\0\0\0\0\0",
                       33);
}

TEST(Pictures, ArePicturesByTheirBytes) {
    EXPECT_EQ(wrong_with_picture(png(), 33), std::nullopt);
    EXPECT_TRUE(wrong_with_picture("<svg xmlns='http://www.w3.org/2000/svg'/>", 50));
    EXPECT_TRUE(wrong_with_picture("<html>404</html>", 50));
    EXPECT_TRUE(wrong_with_picture(png().substr(0, 12), 12)) << "broken";
    EXPECT_TRUE(wrong_with_picture(png(), 9'000'000)) << "too many bytes";
    std::string wide = png();
    wide[18] = '\x7f';
    EXPECT_TRUE(wrong_with_picture(wide, 33)) << "too many pixels";
}

class FixedClock : public base::Clock {
  public:
    base::Instant now() const override { return catalog::now; }
};

// A supplier's server that gives a picture, a page that says it is one, or nothing.
class PicturesTest : public db::testing::BothDatabases {
  protected:
    PicturesTest() : files(folder().path() + "/files"), outside({{"127.0.0.1"}}) {
        std::filesystem::create_directory(folder().path() + "/temporary");
        http::ServerSettings settings;
        settings.port = 0;
        settings.upload_folder = folder().path();
        server = std::make_unique<http::Server>(
            settings, [](std::string_view, std::string_view) { return false; },
            [this](http::Request& request) {
                ++asked;
                if (request.path == "/good.png")
                    return http::Response::of(200, "application/octet-stream", png());
                if (request.path == "/fake.png")
                    return http::Response::of(200, "image/png", "<script>alert(1)</script>");
                return http::Response::of(404, "text/plain", "no");
            });
        server->start();
    }
    ~PicturesTest() override { server->stop(); }

    std::string url(std::string const& path) const {
        return "http://127.0.0.1:" + std::to_string(server->port()) + path;
    }
    std::int64_t product_with(std::string const& picture) {
        return database().write([&](db::Transaction& tx) {
            FeedCard feed;
            feed.name = "Склад";
            feed.kind = "yml";
            auto const feed_id = store::add_feed(tx, feed, now);
            FeedOffer offer;
            offer.id = "1";
            offer.name = "Кружка";
            offer.price_micro = 1'000'000;
            offer.pictures = {picture};
            store::keep_offers(tx, feed_id, 1, {offer}, now);
            return tx.one<std::int64_t>("SELECT id FROM products WHERE feed_id = $1", feed_id);
        });
    }
    void want(std::int64_t product_id) {
        database().write([&](db::Transaction& tx) { want_pictures(tx, now, {product_id}); });
    }
    std::int64_t jobs_waiting() {
        return database().read([](db::Reader& reader) {
            return reader.one<std::int64_t>("SELECT count(*) FROM jobs WHERE kind = $1",
                                            "catalog.picture");
        });
    }
    void fetch() {
        auto const id = database().read([](db::Reader& reader) {
            return reader.one<std::int64_t>("SELECT MAX(id) FROM product_pictures");
        });
        fetch_picture({database(), clock, files, outside, folder().path() + "/temporary", true},
                      id);
    }
    ProductPicture shown() {
        return database().read(
            [](db::Reader& reader) { return find_products(reader, {}).items.at(0).picture; });
    }

    FixedClock clock;
    files::BlobStore files;
    http::Client outside;
    std::unique_ptr<http::Server> server;
    std::atomic<int> asked = 0;
};

TEST_P(PicturesTest, AreFetchedOnceWhenWanted) {
    auto const id = product_with(url("/good.png"));
    EXPECT_TRUE(shown().wanted_possible);
    EXPECT_EQ(shown().id, std::nullopt);
    want(id);
    want(id);
    EXPECT_EQ(jobs_waiting(), 1);
    fetch();
    auto const picture = shown();
    ASSERT_TRUE(picture.id);
    EXPECT_FALSE(picture.wanted_possible);
    auto const kept =
        database().read([&](db::Reader& reader) { return kept_picture(reader, *picture.id); });
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->media_type, "image/png");
    EXPECT_EQ(files.read(kept->hash), png());
    fetch();
    want(id);
    EXPECT_EQ(asked, 1);
    EXPECT_EQ(jobs_waiting(), 1);
    EXPECT_TRUE(std::filesystem::is_empty(folder().path() + "/temporary"));
}

TEST_P(PicturesTest, WhatIsNoPictureIsNotKept) {
    auto const id = product_with(url("/fake.png"));
    want(id);
    fetch();
    EXPECT_EQ(shown().id, std::nullopt);
    EXPECT_FALSE(shown().wanted_possible) << "it is not asked for again and again";
    auto const rows = database().read([](db::Reader& reader) {
        return reader.one<std::int64_t>("SELECT count(*) FROM attachments");
    });
    EXPECT_EQ(rows, 0);
}

TEST_P(PicturesTest, AMissingOneIsGivenUp) {
    want(product_with(url("/missing.png")));
    fetch();
    EXPECT_FALSE(shown().wanted_possible);
}

TEST_P(PicturesTest, NeverFromOurOwnNetwork) {
    want(product_with(url("/good.png")));
    http::Client const strict({});
    auto const id = database().read([](db::Reader& reader) {
        return reader.one<std::int64_t>("SELECT MAX(id) FROM product_pictures");
    });
    fetch_picture({database(), clock, files, strict, folder().path() + "/temporary", true}, id);
    EXPECT_EQ(asked, 0);
    EXPECT_EQ(shown().id, std::nullopt);
}

BOTH_DATABASES(PicturesTest);

}  // namespace
}  // namespace catalog
