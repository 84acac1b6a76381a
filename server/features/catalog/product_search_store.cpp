// The search over products: words and the marks of filters in one index, the page in the order of
// an index, never a count over the table. Both databases give the same products in the same order.
#include "features/catalog/products.h"
#include "features/search/search_terms.h"
#include "platform/base/money.h"
#include "platform/base/text.h"
#include "platform/db/query.h"
#include "platform/json/json.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace catalog {
namespace {

constexpr std::int64_t usual_page = 60;
constexpr std::int64_t largest_page = 200;

// Where the page before ended. With words and the order "best" there are two passes: first products
// whose name begins with one of the words, then the others.
struct Cursor {
    std::int64_t pass = 0;
    std::int64_t price_micro = 0;
    std::int64_t id = 0;
};

std::string text_of(Cursor const& cursor) {
    return std::to_string(cursor.pass) + "." + std::to_string(cursor.price_micro) + "." +
           std::to_string(cursor.id);
}

Cursor read_cursor(std::string_view text) {
    std::int64_t parts[3] = {};
    for (auto& part : parts) {
        auto const end = std::min(text.find('.'), text.size());
        auto const [stop, error] = std::from_chars(text.data(), text.data() + end, part);
        if (error != std::errc{} || stop != text.data() + end)
            throw base::Refusal::invalid(
                "cursor_invalid",
                {"Список изменился: откройте его заново.", "The list has changed: open it again."},
                "after");
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return {parts[0], parts[1], parts[2]};
}

struct FoundColumns {
    std::int64_t id;
    std::int64_t feed_id;
    std::string name;
    std::string article;
    std::string category;
    std::string material;
    std::int64_t price_from_micro;
    std::int64_t price_to_micro;
    std::optional<std::int64_t> stock;
    std::optional<std::int64_t> stock_of_one_colour;
    std::optional<base::Date> arrival_on;
    std::int64_t variants;
    std::string colours;
    std::string sizes;
    std::optional<std::int64_t> picture_id;
    bool picture_possible;
};
BOOST_DESCRIBE_STRUCT(FoundColumns, (),
                      (id, feed_id, name, article, category, material, price_from_micro,
                       price_to_micro, stock, stock_of_one_colour, arrival_on, variants, colours,
                       sizes, picture_id, picture_possible))

ProductRow row_of(FoundColumns&& found) {
    return {found.id,
            found.feed_id,
            std::move(found.name),
            std::move(found.article),
            std::move(found.category),
            std::move(found.material),
            found.price_from_micro,
            found.price_to_micro,
            found.stock,
            found.stock_of_one_colour,
            found.arrival_on,
            found.variants,
            json::from_json<std::vector<ProductColour>>(found.colours),
            json::from_json<std::vector<std::string>>(found.sizes),
            {found.picture_id, found.picture_possible}};
}

// Words and marks in the language of the database's index; empty: everything.
class Match {
  public:
    Match(db::Dialect dialect, ProductFilter const& filter)
        : both_(dialect == db::Dialect::postgres ? " & " : " AND "),
          either_(dialect == db::Dialect::postgres ? " | " : " OR "),
          quote_(dialect == db::Dialect::postgres ? "'" : "\"") {
        if (filter.text) {
            auto ways = search::understand(*filter.text);
            if (auto const other = search::other_layout(*filter.text))
                for (auto& way : search::understand(*other)) ways.push_back(std::move(way));
            if (!ways.empty())
                add(dialect == db::Dialect::postgres ? search::tsquery("", ways)
                                                     : search::match_expression("", ways));
        }
        if (filter.category && !filter.category->empty())
            add(quoted(facet_mark("category", *filter.category)));
        if (filter.material && !filter.material->empty())
            add(quoted(facet_mark("material", *filter.material)));
        std::string colours;
        for (auto const& key : filter.colour)
            colours += (colours.empty() ? "" : either_) + quoted(facet_mark("colour", key));
        if (!colours.empty()) add("(" + colours + ")");
    }
    std::string const& text() const { return text_; }

  private:
    std::string quoted(std::string const& mark) const { return quote_ + mark + quote_; }
    void add(std::string const& part) { text_ += (text_.empty() ? "" : both_) + part; }

    std::string both_, either_, quote_, text_;
};

void add_stock(db::Query& query, ProductFilter const& filter) {
    if (!filter.in_stock || *filter.in_stock <= 0) return;
    if (filter.colour.empty()) {
        query.add(" AND p.stock_of_one_colour >= ?", *filter.in_stock);
        return;
    }
    query.add_list(
        " AND EXISTS (SELECT 1 FROM product_variants v WHERE v.product_id = p.id "
        "AND v.gone_at IS NULL AND v.colour_key IN (",
        filter.colour, ")");
    query.add(" GROUP BY v.colour HAVING SUM(v.stock) >= ?)", *filter.in_stock);
}

void add_filters(db::Query& query, ProductFilter const& filter) {
    if (filter.feed_id) query.add(" AND p.feed_id = ?", *filter.feed_id);
    if (filter.price_from_kopecks)
        query.add(" AND p.price_from_micro >= ?",
                  *filter.price_from_kopecks * base::micro_per_kopeck);
    if (filter.price_to_kopecks)
        query.add(" AND p.price_from_micro <= ?",
                  *filter.price_to_kopecks * base::micro_per_kopeck);
    add_stock(query, filter);
}

void add_order(db::Query& query, ProductOrder order, std::optional<Cursor> const& cursor,
               std::int64_t limit) {
    switch (order) {
        case ProductOrder::newest:
            if (cursor) query.add(" AND p.id < ?", cursor->id);
            query.add(" ORDER BY p.id DESC");
            break;
        case ProductOrder::expensive:
            if (cursor)
                query.add(" AND (p.price_from_micro, p.id) < (?, ?)", cursor->price_micro,
                          cursor->id);
            query.add(" ORDER BY p.price_from_micro DESC, p.id DESC");
            break;
        default:
            if (cursor)
                query.add(" AND (p.price_from_micro, p.id) > (?, ?)", cursor->price_micro,
                          cursor->id);
            query.add(" ORDER BY p.price_from_micro, p.id");
    }
    query.add(" LIMIT ?", limit);
}

enum class Pass { all, named, others };

std::vector<FoundColumns> find(db::Reader& reader, ProductFilter const& filter, ProductOrder order,
                               Pass pass, std::vector<std::string> const& heads,
                               std::optional<Cursor> const& cursor, std::int64_t limit) {
    db::Query query(
        "SELECT p.id, COALESCE(p.feed_id, 0) AS feed_id, p.name, p.article, p.category, "
        "p.material, p.price_from_micro, p.price_to_micro, p.stock, p.stock_of_one_colour, "
        "p.arrival_on, p.variants, p.colours, p.sizes, "
        "CASE WHEN i.state = 'good' THEN i.id END AS picture_id, "
        "CASE WHEN p.picture_key <> '' AND COALESCE(i.state, 'waiting') = 'waiting' THEN 1 "
        "ELSE 0 END AS picture_possible "
        "FROM products p LEFT JOIN product_pictures i ON i.url_key = p.picture_key "
        "WHERE p.gone_at IS NULL");
    Match const match(reader.dialect(), filter);
    if (!match.text().empty()) {
        if (reader.dialect() == db::Dialect::postgres)
            query.add(" AND p.words @@ CAST(? AS tsquery)", match.text());
        else
            query.add(" AND p.id IN (SELECT rowid FROM product_words WHERE product_words MATCH ?)",
                      match.text());
    }
    add_filters(query, filter);
    if (pass == Pass::named) query.add_list(" AND p.head IN (", heads, ")");
    if (pass == Pass::others) query.add_list(" AND p.head NOT IN (", heads, ")");
    add_order(query, order, cursor, limit);
    return query.all<FoundColumns>(reader);
}

struct ColourPicture {
    std::int64_t product_id;
    std::optional<std::int64_t> picture_id;
    bool picture_possible;
};
BOOST_DESCRIBE_STRUCT(ColourPicture, (), (product_id, picture_id, picture_possible))

// Who looks for blue mugs wants to see them blue.
void show_in_colour(db::Reader& reader, std::vector<FoundColumns>& found,
                    std::vector<std::string> const& colours) {
    if (colours.empty() || found.empty()) return;
    std::vector<std::int64_t> ids;
    for (auto const& row : found) ids.push_back(row.id);
    db::Query query(
        "SELECT v.product_id, CASE WHEN i.state = 'good' THEN i.id END AS picture_id, "
        "CASE WHEN COALESCE(i.state, 'waiting') = 'waiting' THEN 1 ELSE 0 END AS picture_possible "
        "FROM product_variants v LEFT JOIN product_pictures i ON i.url_key = v.picture_key "
        "WHERE v.gone_at IS NULL AND v.picture_key <> ''");
    query.add_list(" AND v.product_id IN (", ids, ")");
    query.add_list(" AND v.colour_key IN (", colours, ") ORDER BY v.id DESC");
    std::map<std::int64_t, ColourPicture> pictures;  // the first variant's stays
    for (auto const& picture : query.all<ColourPicture>(reader))
        pictures.insert_or_assign(picture.product_id, picture);
    for (auto& row : found)
        if (auto const at = pictures.find(row.id); at != pictures.end()) {
            row.picture_id = at->second.picture_id;
            row.picture_possible = at->second.picture_possible;
        }
}

std::vector<std::string> heads_of(ProductFilter const& filter) {
    if (!filter.text) return {};
    auto terms = base::search_terms(base::shortened(*filter.text, 200));
    if (auto const other = search::other_layout(*filter.text))
        for (auto& term : base::search_terms(*other)) terms.push_back(std::move(term));
    return terms;
}

}  // namespace

ProductPage find_products(db::Reader& reader, ProductFilter const& filter) {
    auto const limit = std::clamp<std::int64_t>(filter.limit.value_or(usual_page), 1, largest_page);
    auto const order = filter.order.value_or(ProductOrder::best);
    auto const heads = order == ProductOrder::best ? heads_of(filter) : std::vector<std::string>{};
    std::optional<Cursor> cursor;
    if (filter.after) cursor = read_cursor(*filter.after);
    auto pass = cursor ? cursor->pass : 0;
    std::vector<FoundColumns> found;
    if (heads.empty()) {
        found = find(reader, filter, order, Pass::all, heads, cursor, limit + 1);
    } else {
        if (pass == 0) found = find(reader, filter, order, Pass::named, heads, cursor, limit + 1);
        if (auto const missing = limit + 1 - static_cast<std::int64_t>(found.size()); missing > 0) {
            auto const named = found.size();
            for (auto& row : find(reader, filter, order, Pass::others, heads,
                                  pass == 0 ? std::nullopt : cursor, missing))
                found.push_back(std::move(row));
            if (named < static_cast<std::size_t>(limit)) pass = 1;
        }
    }
    ProductPage page;
    if (found.size() > static_cast<std::size_t>(limit)) {
        found.resize(static_cast<std::size_t>(limit));
        page.next = text_of({pass, found.back().price_from_micro, found.back().id});
    }
    show_in_colour(reader, found, filter.colour);
    std::set<std::int64_t> feed_ids;
    for (auto& row : found) {
        feed_ids.insert(row.feed_id);
        page.items.push_back(row_of(std::move(row)));
    }
    page.feeds = ages(reader);
    std::erase_if(page.feeds, [&](auto const& feed) { return !feed_ids.contains(feed.id); });
    return page;
}

}  // namespace catalog
