#include "features/catalog/feed_values.h"

#include "platform/base/money.h"
#include "platform/base/text.h"

#include <algorithm>
#include <charconv>

namespace catalog {

std::string tidy(std::string_view text, std::size_t limit) {
    return base::shortened(base::trimmed(base::clean(text)), limit);
}

std::string plain_text(std::string_view html) {
    static std::pair<std::string_view, std::string_view> const entities[] = {
        {"&nbsp;", " "},  {"&amp;", "&"},   {"&lt;", "<"},    {"&gt;", ">"},    {"&quot;", "\""},
        {"&laquo;", "«"}, {"&raquo;", "»"}, {"&mdash;", "—"}, {"&ndash;", "–"}, {"&#39;", "'"}};
    std::string out;
    for (std::size_t at = 0; at < html.size();) {
        if (html[at] == '<') {
            auto const end = html.find('>', at);
            if (end == html.npos) break;
            auto const tag = html.substr(at + 1, end - at - 1);
            if (tag.starts_with("br") || tag.starts_with("/p") || tag.starts_with("/li") ||
                tag.starts_with("/tr") || tag.starts_with("/div") || tag.starts_with("/h"))
                out += '\n';
            at = end + 1;
            continue;
        }
        auto const entity = std::find_if(std::begin(entities), std::end(entities), [&](auto& e) {
            return html.substr(at).starts_with(e.first);
        });
        if (entity != std::end(entities)) {
            out += entity->second;
            at += entity->first.size();
        } else {
            out += html[at++];
        }
    }
    return out;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::string digits = base::trimmed(text);
    if (auto const point = digits.find_first_of(".,"); point != std::string::npos)
        digits.resize(point);
    std::erase_if(digits, [](char c) { return c == ' '; });
    std::int64_t value = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size() || digits.empty()) return {};
    return value;
}

std::string common_name(std::string const& first, std::string const& second) {
    if (first == second) return first;
    std::size_t same = 0;
    while (same < first.size() && same < second.size() && first[same] == second[same]) ++same;
    // Back to the end of a whole word.
    auto const boundary = [&](std::string const& text) {
        return same == text.size() || text[same] == ' ' || text[same] == ',';
    };
    if (!boundary(first) || !boundary(second)) {
        auto const space = first.find_last_of(" ,", same ? same - 1 : 0);
        if (same == 0 || space == std::string::npos) return first;
        same = space;
    }
    std::string shared = first.substr(0, same);
    while (!shared.empty() &&
           std::string_view(" ,-/(").find(shared.back()) != std::string_view::npos)
        shared.pop_back();
    return shared.size() < 6 ? first : shared;
}

std::optional<std::int64_t> price_micro(std::string_view text) {
    std::int64_t value = 0;
    int decimals = -1;
    bool any = false;
    std::string const clean = base::trimmed(text);
    for (std::size_t at = 0; at < clean.size(); ++at) {
        char const c = clean[at];
        if (c >= '0' && c <= '9') {
            any = true;
            if (decimals >= 6) continue;  // finer than we keep
            value = value * 10 + (c - '0');
            if (decimals >= 0) ++decimals;
            if (value > 100'000'000 * base::micro_per_rouble) return std::nullopt;
        } else if ((c == '.' || c == ',') && decimals < 0) {
            decimals = 0;
        } else if (c == ' ' && decimals < 0) {
            continue;
        } else if (clean.compare(at, 2, "\u00a0") == 0 && decimals < 0) {
            ++at;
        } else {
            return std::nullopt;
        }
    }
    if (!any) return std::nullopt;
    for (int place = std::max(decimals, 0); place < 6; ++place) {
        value *= 10;
        if (value > 100'000'000 * base::micro_per_rouble) return std::nullopt;
    }
    return value;
}

}  // namespace catalog
