#include "platform/mail/html.h"

#include "platform/base/text.h"
#include "platform/mail/html_tree.h"

#include <algorithm>
#include <unordered_set>

namespace mail {
namespace {

using Set = std::unordered_set<std::string_view>;

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    return out;
}

void append_escaped(std::string& out, std::string_view text) {
    for (char const c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    }
}

bool is_allowed_tag(std::string_view name) {
    static Set const tags{
        "a",    "abbr",   "address", "b",   "big", "blockquote", "br",      "caption", "center",
        "cite", "code",   "col",     "dd",  "del", "div",        "dl",      "dt",      "em",
        "font", "h1",     "h2",      "h3",  "h4",  "h5",         "h6",      "hr",      "i",
        "img",  "ins",    "li",      "ol",  "p",   "pre",        "q",       "s",       "small",
        "span", "strike", "strong",  "sub", "sup", "table",      "tbody",   "td",      "tfoot",
        "th",   "thead",  "tr",      "tt",  "u",   "ul",         "colgroup"};
    return tags.contains(name);
}

// Left out with everything inside.
bool is_dropped_whole(std::string_view name) {
    static Set const tags{"applet",   "audio",    "button",   "canvas",   "embed",    "frame",
                          "frameset", "head",     "iframe",   "input",    "math",     "noembed",
                          "noframes", "noscript", "object",   "option",   "param",    "script",
                          "select",   "style",    "svg",      "template", "textarea", "title",
                          "video",    "xmp",      "plaintext"};
    return tags.contains(name);
}

bool is_void(std::string_view name) {
    return name == "br" || name == "hr" || name == "img" || name == "col";
}

bool is_plain_attribute(std::string_view name) {
    static Set const names{"align",       "alt",   "bgcolor", "border", "cellpadding",
                           "cellspacing", "color", "colspan", "dir",    "face",
                           "height",      "lang",  "rowspan", "size",   "start",
                           "title",       "type",  "valign",  "width"};
    return names.contains(name);
}

bool is_style_property(std::string_view name) {
    static Set const exact{"color",           "background-color", "text-align",  "text-decoration",
                           "text-indent",     "text-transform",   "white-space", "vertical-align",
                           "line-height",     "letter-spacing",   "width",       "height",
                           "max-width",       "min-width",        "direction",   "list-style-type",
                           "border-collapse", "border-spacing"};
    return exact.contains(name) || name.starts_with("font") || name.starts_with("margin") ||
           name.starts_with("padding") || name.starts_with("border");
}

// "color:red; position:fixed; background:url(…)" -> "color:red". What could fetch, call or
// escape has a bracket, a backslash, a comment or a quotation mark in it; colours may be rgb(…).
std::string safe_style(std::string_view style) {
    std::string out;
    for (std::size_t at = 0; at < style.size();) {
        auto const end = std::min(style.find(';', at), style.size());
        auto const part = style.substr(at, end - at);
        at = end + 1;
        auto const colon = part.find(':');
        if (colon == part.npos) continue;
        auto const name = lower(base::trimmed(part.substr(0, colon)));
        auto const value = base::trimmed(part.substr(colon + 1));
        auto const low = lower(value);
        bool const is_colour = low.starts_with("rgb(") || low.starts_with("rgba(");
        bool const odd = value.find_first_of("\\\"<>{}@&") != value.npos ||
                         low.find("/*") != low.npos || low.find("url") != low.npos ||
                         low.find("expression") != low.npos ||
                         (low.find('(') != low.npos && !is_colour);
        bool const negative = name.starts_with("margin") && value.find('-') != value.npos;
        if (is_style_property(name) && !odd && !negative && value.size() <= 200)
            out += (out.empty() ? "" : ";") + name + ":" + value;
    }
    return out;
}

// The address without what browsers ignore in it ("java\nscript:"), or nothing.
std::string safe_link(std::string_view link) {
    std::string out;
    for (char const c : base::trimmed(link))
        if (static_cast<unsigned char>(c) > ' ') out += c;
    auto const low = lower(out);
    for (auto const* scheme : {"http://", "https://", "mailto:", "tel:"})
        if (low.starts_with(scheme)) return out;
    return {};
}

bool is_embedded_picture(std::string_view low) {
    if (low.size() > 1'500'000) return false;
    for (auto const* kind : {"png", "gif", "jpeg", "jpg", "webp"})
        if (low.starts_with(std::string("data:image/") + kind + ";base64,")) return true;
    return false;
}

class Writer {
  public:
    Writer(HtmlOptions const& options, SafeHtml& out) : options_(options), out_(out) {}

    bool enter(GumboElement const& element) {
        auto const name = tag_name(element);
        if (element.tag_namespace != GUMBO_NAMESPACE_HTML || is_dropped_whole(name)) return false;
        if (!is_allowed_tag(name)) return true;  // only what is inside
        if (name == "img") {
            picture(element);
            return true;
        }
        out_.html += "<" + name;
        attributes(element);
        if (name == "a") link(element);
        out_.html += ">";
        return true;
    }
    void leave(GumboElement const& element) {
        auto const name = tag_name(element);
        if (is_allowed_tag(name) && !is_void(name)) out_.html += "</" + name + ">";
    }
    void text(std::string_view text) { append_escaped(out_.html, text); }

  private:
    void attribute(std::string_view name, std::string_view value) {
        out_.html += " ";
        out_.html += name;
        out_.html += "=\"";
        append_escaped(out_.html, value);
        out_.html += "\"";
    }

    void attributes(GumboElement const& element) {
        for (unsigned i = 0; i < element.attributes.length; ++i) {
            auto const& one = *static_cast<GumboAttribute*>(element.attributes.data[i]);
            auto const name = lower(one.name);
            if (name == "style") {
                if (auto const style = safe_style(one.value); !style.empty())
                    attribute("style", style);
            } else if (is_plain_attribute(name)) {
                attribute(name, one.value);
            }
        }
    }

    void link(GumboElement const& element) {
        auto const* const href = gumbo_get_attribute(&element.attributes, "href");
        if (!href) return;
        auto const address = safe_link(href->value);
        if (address.empty()) return;
        attribute("href", address);
        attribute("target", "_blank");
        attribute("rel", "noopener noreferrer nofollow");
    }

    void picture(GumboElement const& element) {
        auto const* const given = gumbo_get_attribute(&element.attributes, "src");
        std::string const source = given ? base::trimmed(given->value) : "";
        auto const low = lower(source);
        std::string shown;
        if (low.starts_with("cid:")) {
            if (options_.picture) shown = options_.picture(source.substr(4));
        } else if (is_embedded_picture(low)) {
            shown = source;
        } else if (low.starts_with("http://") || low.starts_with("https://")) {
            out_.has_remote_pictures = true;
            if (options_.remote_pictures) shown = safe_link(source);
        }
        if (shown.empty()) return;
        out_.html += "<img";
        attributes(element);
        attribute("src", shown);
        out_.html += ">";
    }

    HtmlOptions const& options_;
    SafeHtml& out_;
};

bool begins_line(std::string_view name) {
    static Set const tags{"address", "article", "blockquote", "caption", "center", "dd",
                          "div",     "dl",      "dt",         "footer",  "form",   "h1",
                          "h2",      "h3",      "h4",         "h5",      "h6",     "header",
                          "hr",      "li",      "main",       "nav",     "ol",     "p",
                          "pre",     "section", "table",      "tr",      "ul"};
    return tags.contains(name);
}

// Collects words into lines: white space is one space, a block begins a line, a paragraph has an
// empty line around it.
class Lines {
  public:
    void text(std::string_view text, bool keep_spaces) {
        for (std::size_t i = 0; i < text.size(); ++i) {
            char const c = text[i];
            bool const nbsp = c == '\xC2' && i + 1 < text.size() && text[i + 1] == '\xA0';
            if (nbsp) ++i;
            if (keep_spaces && c == '\n') {
                end_line();
            } else if (nbsp || c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                if (keep_spaces)
                    put(' ');
                else
                    space_ = true;
            } else {
                put(c);
            }
        }
    }
    void begin_line() {
        if (!line_.empty()) end_line();
        space_ = false;
    }
    void end_line() {
        while (line_.ends_with(' ')) line_.pop_back();
        bool const empty = line_.empty();
        std::string line = quotation() + line_;
        if (empty && line.ends_with(' ')) line.pop_back();
        if (!empty || !before_empty_) out_ += line + "\n";
        before_empty_ = empty;
        line_.clear();
        space_ = false;
    }
    void paragraph() {
        begin_line();
        if (!before_empty_) end_line();
    }
    void gap() { space_ = true; }
    void quote(int by) {
        begin_line();
        depth_ += by;
    }
    std::string finish() {
        begin_line();
        while (out_.ends_with("\n")) out_.pop_back();
        return std::move(out_);
    }

  private:
    void put(char c) {
        if (space_ && !line_.empty()) line_ += ' ';
        space_ = false;
        line_ += c;
    }
    std::string quotation() const {
        std::string out;
        for (int i = 0; i < std::min(depth_, 20); ++i) out += "> ";
        return out;
    }

    std::string out_, line_;
    int depth_ = 0;
    bool space_ = false, before_empty_ = true;
};

// When the document cannot be parsed within its bounds: everything between "<" and ">" is left out.
std::string without_tags(std::string_view html) {
    std::string out;
    bool inside = false;
    for (char const c : html.substr(0, 500'000)) {
        if (c == '<') {
            inside = true;
            out += ' ';
        } else if (c == '>') {
            inside = false;
        } else if (!inside) {
            out += c;
        }
    }
    return base::trimmed(out);
}

}  // namespace

SafeHtml sanitised(std::string_view html, HtmlOptions const& options) {
    SafeHtml out;
    HtmlTree const tree(html);
    if (tree.is_hostile()) {
        out.html = escaped(without_tags(html));
        return out;
    }
    Writer writer(options, out);
    tree.walk({[&](GumboElement const& e) { return writer.enter(e); },
               [&](GumboElement const& e) { writer.leave(e); },
               [&](std::string_view text) { writer.text(text); }});
    return out;
}

std::string plain_text(std::string_view html) {
    HtmlTree const tree(html);
    if (tree.is_hostile()) return without_tags(html);
    Lines lines;
    int preformatted = 0;
    auto const enter = [&](GumboElement const& element) {
        auto const name = tag_name(element);
        if (is_dropped_whole(name)) return false;
        if (name == "br") lines.end_line();
        if (name == "p" || name == "blockquote") lines.paragraph();
        if (begins_line(name)) lines.begin_line();
        if (name == "blockquote") lines.quote(1);
        if (name == "td" || name == "th") lines.gap();
        if (name == "li") lines.text("- ", true);
        preformatted += name == "pre";
        return true;
    };
    auto const leave = [&](GumboElement const& element) {
        auto const name = tag_name(element);
        preformatted -= name == "pre";
        if (name == "blockquote") lines.quote(-1);
        if (begins_line(name)) lines.begin_line();
        if (name == "p") lines.paragraph();
    };
    tree.walk({enter, leave, [&](std::string_view text) { lines.text(text, preformatted > 0); }});
    return base::clean(lines.finish());
}

std::string escaped(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at <= text.size();) {
        auto const end = std::min(text.find('\n', at), text.size());
        append_escaped(out, text.substr(at, end - at));
        if (end < text.size()) out += "<br>";
        at = end + 1;
    }
    return out;
}

}  // namespace mail
