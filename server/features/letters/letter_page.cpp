// A letter's HTML as a document of its own, for a sandboxed frame.
#include "features/letters/letter_routes.h"

namespace letters {

http::Response letter_page(std::string const& html, bool remote_pictures) {
    std::string const page =
        "<!doctype html><html lang=\"ru\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width\"><style>"
        "body{font:14px/1.5 system-ui,sans-serif;margin:0;overflow-wrap:anywhere;color:#1a1a1a;"
        "background:#fff}img{max-width:100%;height:auto}pre{white-space:pre-wrap}"
        "blockquote{margin:0 0 0 8px;padding-left:8px;border-left:2px solid #ccc}"
        "</style></head><body>" +
        html + "</body></html>";
    std::string const pictures = remote_pictures ? "data: https: http:" : "data:";
    auto response = http::Response::of(200, "text/html; charset=utf-8", page);
    response
        .with("content-security-policy",
              "default-src 'none'; img-src " + pictures +
                  "; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
                  "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox")
        .with("referrer-policy", "no-referrer")
        .with("cache-control", "private, no-store");
    return response;
}

}  // namespace letters
