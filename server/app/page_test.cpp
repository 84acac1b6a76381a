#include "app/page.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace {

std::vector<app::Asset> const assets{{"/index.html",
                                      "<meta name=\"csp-nonce\" content=\"__CSP_NONCE__\"><script "
                                      "nonce=\"__CSP_NONCE__\" src=\"/assets/a-1.js\"></script>"},
                                     {"/assets/a-1.js", "plain"},
                                     {"/assets/a-1.js.br", "brotli"},
                                     {"/assets/a-1.js.gz", "gzip"},
                                     {"/favicon.svg", "<svg/>"}};

http::Request get(std::string path, http::Fields headers = {}) {
    http::Request request;
    request.method = "GET";
    request.path = std::move(path);
    request.headers = std::move(headers);
    return request;
}
std::string header(http::Response const& response, std::string_view name) {
    auto const found = std::ranges::find_if(response.headers,
                                            [&](auto const& field) { return field.first == name; });
    return found == response.headers.end() ? "" : found->second;
}

TEST(Page, PutsAFreshNonceIntoThePageAndItsPolicy) {
    app::Page const page(assets);
    auto const first = page.answer(get("/deals/17")), second = page.answer(get("/"));
    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(first.body.find("__CSP_NONCE__"), std::string::npos);
    EXPECT_NE(first.body, second.body);
    std::string const nonce = first.body.substr(first.body.find("content=\"") + 9, 26);
    auto const policy = header(first, "content-security-policy");
    EXPECT_NE(policy.find("script-src 'self' 'nonce-" + nonce + "'"), std::string::npos);
    EXPECT_EQ(policy.find("unsafe"), std::string::npos);
    EXPECT_EQ(header(first, "cache-control"), "no-store");
    EXPECT_EQ(page.answer(get("/index.html")).body.find("__CSP_NONCE__"), std::string::npos);
}

TEST(Page, SendsTheSmallestFormTheBrowserTakesAndLetsItKeepHashedFiles) {
    app::Page const page(assets);
    auto const brotli =
        page.answer(get("/assets/a-1.js", {{"accept-encoding", "gzip, deflate, br"}}));
    EXPECT_EQ(brotli.body, "brotli");
    EXPECT_EQ(header(brotli, "content-encoding"), "br");
    EXPECT_EQ(header(brotli, "content-type"), "text/javascript; charset=utf-8");
    EXPECT_NE(header(brotli, "cache-control").find("immutable"), std::string::npos);
    EXPECT_EQ(page.answer(get("/assets/a-1.js", {{"accept-encoding", "gzip"}})).body, "gzip");
    EXPECT_EQ(page.answer(get("/assets/a-1.js")).body, "plain");
    auto const icon = page.answer(get("/favicon.svg"));
    EXPECT_EQ(header(icon, "cache-control"), "no-cache");
    EXPECT_EQ(page.answer(get("/favicon.svg", {{"if-none-match", header(icon, "etag")}})).status,
              304);
    EXPECT_EQ(page.answer(get("/assets/gone-1.js")).status, 404);
}

TEST(Page, SaysSoWhenItIsNotBuilt) {
    app::Page const page(std::vector<app::Asset>{});
    EXPECT_EQ(page.answer(get("/")).status, 503);
}

}  // namespace
