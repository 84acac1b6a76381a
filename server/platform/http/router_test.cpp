#include "platform/http/router.h"

#include <gtest/gtest.h>

namespace {

enum class Sort { newest, oldest };
BOOST_DESCRIBE_ENUM(Sort, newest, oldest)
struct Answer {
    int number;
};
BOOST_DESCRIBE_STRUCT(Answer, (), (number))
struct Filter {
    std::optional<std::string> text;
    std::optional<std::int64_t> owner_id;
    std::vector<std::string> stage;
    std::optional<Sort> sort;
    std::optional<bool> late;
};
BOOST_DESCRIBE_STRUCT(Filter, (), (text, owner_id, stage, sort, late))

http::Permission const things{"things_read"};

Answer show(http::ReadCall& call) {
    return {static_cast<int>(call.id())};
}
Answer list(http::ReadCall&, Filter const&) {
    return {1};
}
Answer make(http::WriteCall&, Answer const& body) {
    return body;
}

http::Router router() {
    http::Router router;
    router.get("/api/things", things, "Things", &list);
    router.get("/api/things/{id}", things, "A thing", &show);
    router.get("/api/things/lost", things, "Lost things", &show);
    router.post("/api/things", things, "Make a thing", &make);
    router.remove("/api/things/{id}", things, "Remove", [](http::WriteCall&) {});
    return router;
}

TEST(Router, PrefersAFixedPartToAVariable) {
    auto const r = router();
    EXPECT_EQ(r.find("GET", "/api/things/lost").route->path, "/api/things/lost");
    auto const match = r.find("GET", "/api/things/17");
    EXPECT_EQ(match.route->path, "/api/things/{id}");
    EXPECT_EQ(match.path.front().second, "17");
}

TEST(Router, TellsAWrongMethodFromAWrongPath) {
    auto const r = router();
    EXPECT_EQ(r.find("PUT", "/api/things").route, nullptr);
    EXPECT_TRUE(r.find("PUT", "/api/things").other_method);
    EXPECT_FALSE(r.find("GET", "/api/nothing").other_method);
    EXPECT_EQ(r.find("GET", "/api/things/").route, nullptr);
}

TEST(Router, RefusesTheSameRouteTwiceAndARouteWithoutPermission) {
    auto r = router();
    EXPECT_THROW(r.get("/api/things", things, "again", &list), std::logic_error);
    EXPECT_THROW(r.get("/api/free", http::Permission{}, "none", &show), std::logic_error);
}

TEST(Router, ReadsAFilterFromTheQuery) {
    json::Components components;
    static_cast<void>(json::schema_of<Filter>(components));
    auto const schema = components.at("Filter");
    auto const filter = json::from_json<Filter>(http::query_as_json({{"text", "кружка \"A\""},
                                                                     {"owner_id", "5"},
                                                                     {"stage", "new"},
                                                                     {"stage", "lost"},
                                                                     {"sort", "oldest"},
                                                                     {"late", "true"}},
                                                                    schema));
    EXPECT_EQ(filter.text, "кружка \"A\"");
    EXPECT_EQ(filter.owner_id, 5);
    EXPECT_EQ(filter.stage, (std::vector<std::string>{"new", "lost"}));
    EXPECT_EQ(filter.sort, Sort::oldest);
    EXPECT_EQ(filter.late, true);
    EXPECT_THROW(http::query_as_json({{"unknown", "1"}}, schema), base::Refusal);
    for (auto const& bad : {"x", "5;", "true", "1e999", "--", "9223372036854775808"}) {
        EXPECT_THROW(json::from_json<Filter>(http::query_as_json({{"owner_id", bad}}, schema)),
                     base::Refusal)
            << bad;
    }
}

TEST(Router, DescribesItselfAsOpenApi) {
    auto const text = router().openapi();
    json::Document const document(text);  // is JSON
    EXPECT_NE(text.find(R"("operationId":"get_things_id")"), std::string::npos);
    EXPECT_NE(text.find(R"("x-permission":"things_read")"), std::string::npos);
}

}  // namespace
