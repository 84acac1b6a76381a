// HTML of a letter made harmless, and HTML as plain text. Only listed tags, attributes and styles
// pass: no script, no forms, no frames, no address but http, https, mailto and tel. Pictures from
// other machines (they tell the sender that the letter was read) are left out unless asked for;
// pictures inside the letter ("cid:…") get the address that the caller names. The result is still
// shown in a sandboxed frame: two walls are better than one.
#pragma once
#include <functional>
#include <string>
#include <string_view>

namespace mail {

struct HtmlOptions {
    bool remote_pictures = false;
    // The address of the part with this Content-ID; empty = leave the picture out.
    std::function<std::string(std::string_view content_id)> picture;
};

struct SafeHtml {
    std::string html;                  // a fragment for inside <body>
    bool has_remote_pictures = false;  // there were some, shown or not
};

SafeHtml sanitised(std::string_view html, HtmlOptions const& options);

// Paragraphs and lists keep their lines, quotations get "> "; invisible parts are left out.
std::string plain_text(std::string_view html);

// A text for inside HTML, line ends kept as <br>.
std::string escaped(std::string_view text);

}  // namespace mail
