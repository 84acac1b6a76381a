#include "app/page.h"

#include "platform/base/text.h"

#include <array>
#include <utility>

namespace app {
namespace {

constexpr std::string_view nonce_place = "__CSP_NONCE__";

std::string_view type_of(std::string_view path) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> types{
        {{".js", "text/javascript; charset=utf-8"},
         {".css", "text/css; charset=utf-8"},
         {".html", "text/html; charset=utf-8"},
         {".svg", "image/svg+xml"},
         {".png", "image/png"},
         {".ico", "image/x-icon"},
         {".webp", "image/webp"},
         {".woff2", "font/woff2"},
         {".json", "application/json"},
         {".webmanifest", "application/manifest+json"},
         {".txt", "text/plain; charset=utf-8"},
         {".wasm", "application/wasm"}}};
    for (auto const& [ending, type] : types)
        if (path.ends_with(ending)) return type;
    return "application/octet-stream";
}

// Scripts and styles only our own, or marked with this answer's nonce. Letters are shown in a
// sandboxed frame without scripts, pictures may be made by the page itself (blob:, data:).
std::string policy(std::string const& nonce) {
    return "default-src 'none'; script-src 'self' 'nonce-" + nonce + "'; style-src 'self' 'nonce-" +
           nonce +
           "'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
           "frame-src 'self' blob:; worker-src 'self'; manifest-src 'self'; form-action 'self'; "
           "base-uri 'none'; frame-ancestors 'none'";
}

http::Response not_found() {
    return http::Response::of(404, "text/plain; charset=utf-8", "Not found.\n");
}

}  // namespace

Page::Page(std::vector<Asset> const& assets) {
    for (auto const& asset : assets) {
        bytes_of_[asset.path] = asset.bytes;
        tag_of_[asset.path] = "\"" + base::sha256_hex(asset.bytes).substr(0, 22) + "\"";
    }
}

http::Response Page::answer(http::Request const& request) const {
    auto const found = bytes_of_.find(request.path);
    if (found != bytes_of_.end() && found->first != "/index.html")
        return file(request, found->first);
    auto const last = request.path.substr(request.path.rfind('/') + 1);
    bool const names_a_file = last.find('.') != std::string::npos && last != "index.html";
    return names_a_file ? not_found() : index();
}

http::Response Page::file(http::Request const& request, std::string_view path) const {
    auto const accepted = request.header("accept-encoding");
    std::string_view encoding;
    std::string sent(path);
    for (auto const& [name, ending] : {std::pair("br", ".br"), std::pair("gzip", ".gz")}) {
        if (!encoding.empty() || accepted.find(name) == std::string_view::npos) continue;
        if (!bytes_of_.contains(std::string(path) + ending)) continue;
        encoding = name;
        sent = std::string(path) + ending;
    }
    auto response = http::Response::of(200, std::string(type_of(path)), "");
    bool const hashed = path.starts_with("/assets/");
    std::string const& tag = tag_of_.find(sent)->second;
    response.with("etag", tag)
        .with("vary", "accept-encoding")
        .with("cache-control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
    if (request.header("if-none-match") == tag) {
        response.status = 304;
        return response;
    }
    if (!encoding.empty()) response.with("content-encoding", std::string(encoding));
    response.body = std::string(bytes_of_.find(sent)->second);
    return response;
}

http::Response Page::index() const {
    auto const found = bytes_of_.find("/index.html");
    if (found == bytes_of_.end())
        return http::Response::of(503, "text/plain; charset=utf-8",
                                  "Страница не собрана: выполните bin/build. API работает: /api/\n"
                                  "The page is not built: run bin/build. The API works: /api/\n");
    std::string const nonce = base::random_token();
    std::string text(found->second);
    for (std::size_t at = 0; (at = text.find(nonce_place, at)) != std::string::npos;)
        text.replace(at, nonce_place.size(), nonce);
    auto response = http::Response::of(200, "text/html; charset=utf-8", std::move(text));
    response.with("cache-control", "no-store").with("content-security-policy", policy(nonce));
    return response;
}

}  // namespace app
