#include "features/catalog/yml_feed.h"
#include "platform/base/testing.h"

#include <filesystem>
#include <set>

#include <gtest/gtest.h>

namespace catalog {
namespace {

TEST(DemoFeed, IsWholeAndHasItsPictures) {
    std::set<std::string> groups, pictures;
    std::int64_t problems = 0;
    YmlReader reader(
        [&](FeedOffer&& offer) {
            groups.insert(offer.group_id);
            EXPECT_TRUE(offer.stock) << offer.id;
            EXPECT_FALSE(offer.colour.empty()) << offer.id;
            EXPECT_NE(offer.category_path.find(" / "), std::string::npos) << offer.id;
            ASSERT_EQ(offer.pictures.size(), 1u) << offer.id;
            pictures.insert(offer.pictures[0]);
        },
        [&](FeedProblem&&) { ++problems; });
    reader.feed(base::testing::fixture("feeds/demo/demo.xml"));
    reader.finish();
    EXPECT_TRUE(reader.reached_end());
    EXPECT_EQ(problems, 0);
    EXPECT_GE(groups.size(), 300u);
    for (auto const& url : pictures) {
        auto const name = "feeds/demo/pictures" + url.substr(url.rfind('/'));
        EXPECT_TRUE(std::filesystem::exists(base::testing::fixture_path(name))) << url;
    }
}

}  // namespace
}  // namespace catalog
