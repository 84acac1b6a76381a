#include "features/catalog/selection_store.h"

#include "features/catalog/feed_store.h"
#include "platform/json/json.h"

#include <map>

namespace catalog::store {
namespace {

constexpr std::string_view row_columns =
    "SELECT s.id, s.title, s.owner_id, o.name AS owner_name, s.deal_id, "
    "(SELECT count(*) FROM selection_items i WHERE i.selection_id = s.id AND "
    "i.removed_at IS NULL) AS items, CASE WHEN s.archived_at IS NULL THEN 0 ELSE 1 END AS "
    "archived, s.created_at, s.changed_at, s.version "
    "FROM selections s JOIN people o ON o.id = s.owner_id";

struct ItemColumns {
    std::int64_t id;
    std::optional<std::int64_t> product_id;
    std::optional<std::int64_t> variant_id;
    std::string title;
    std::string note;
    std::string url;
    std::optional<std::int64_t> own_price_micro;
    std::int64_t version;
    std::optional<std::int64_t> feed_id;
    std::optional<std::int64_t> catalog_price_micro;
    std::string article;
    std::string colour;
    std::string material;
    std::string vendor;
    std::string category;
    std::string colours;
    std::string sizes;
    std::string imprint_methods;
    std::optional<std::int64_t> stock;
    std::optional<std::int64_t> stock_of_one_colour;
    std::optional<base::Date> arrival_on;
    std::int64_t minimum_quantity;
    bool gone;
    std::string parameters;
    std::optional<std::int64_t> picture_id;
    bool picture_possible;
};
BOOST_DESCRIBE_STRUCT(ItemColumns, (),
                      (id, product_id, variant_id, title, note, url, own_price_micro, version,
                       feed_id, catalog_price_micro, article, colour, material, vendor, category,
                       colours, sizes, imprint_methods, stock, stock_of_one_colour, arrival_on,
                       minimum_quantity, gone, parameters, picture_id, picture_possible))

// A variant says more than its product; where only the product was picked, its first variant
// stands for its properties.
constexpr std::string_view items_sql =
    "SELECT i.id, i.product_id, i.variant_id, i.title, i.note, i.url, "
    "i.price_micro AS own_price_micro, i.version, p.feed_id, "
    "COALESCE(v.price_micro, p.price_from_micro) AS catalog_price_micro, "
    "COALESCE(v.article, NULLIF(p.article, ''), f.article, '') AS article, "
    "COALESCE(v.colour, '') AS colour, COALESCE(p.material, '') AS material, "
    "COALESCE(p.vendor, '') AS vendor, COALESCE(p.category, '') AS category, "
    "COALESCE(p.colours, '[]') AS colours, COALESCE(p.sizes, '[]') AS sizes, "
    "COALESCE(p.imprint_methods, '[]') AS imprint_methods, "
    "CASE WHEN v.id IS NULL THEN p.stock ELSE v.stock END AS stock, "
    "CASE WHEN v.id IS NULL THEN p.stock_of_one_colour ELSE v.stock END AS stock_of_one_colour, "
    "COALESCE(v.arrival_on, p.arrival_on) AS arrival_on, "
    "COALESCE(v.minimum_quantity, f.minimum_quantity, 1) AS minimum_quantity, "
    "CASE WHEN p.gone_at IS NULL AND v.gone_at IS NULL THEN 0 ELSE 1 END AS gone, "
    "COALESCE(v.parameters, f.parameters, '[]') AS parameters, "
    "CASE WHEN k.state = 'good' THEN k.id END AS picture_id, "
    "CASE WHEN COALESCE(NULLIF(v.picture_key, ''), p.picture_key, '') <> '' "
    "AND COALESCE(k.state, 'waiting') = 'waiting' THEN 1 ELSE 0 END AS picture_possible "
    "FROM selection_items i "
    "LEFT JOIN products p ON p.id = i.product_id "
    "LEFT JOIN product_variants v ON v.id = i.variant_id "
    "LEFT JOIN product_variants f ON f.id = (SELECT MIN(x.id) FROM product_variants x "
    "WHERE x.product_id = i.product_id AND x.gone_at IS NULL) "
    "LEFT JOIN product_pictures k ON k.url_key = COALESCE(NULLIF(v.picture_key, ''), "
    "p.picture_key) "
    "WHERE i.selection_id = $1 AND i.removed_at IS NULL ORDER BY i.place, i.id";

SelectionItem item_of(ItemColumns& c) {
    SelectionItem item;
    item.id = c.id;
    item.product_id = c.product_id;
    item.variant_id = c.variant_id;
    item.title = std::move(c.title);
    item.note = std::move(c.note);
    item.url = std::move(c.url);
    item.price_micro = c.own_price_micro ? c.own_price_micro : c.catalog_price_micro;
    item.own_price = c.own_price_micro.has_value();
    item.article = std::move(c.article);
    item.colour = std::move(c.colour);
    item.material = std::move(c.material);
    item.vendor = std::move(c.vendor);
    item.category = std::move(c.category);
    item.colours = json::from_json<std::vector<ProductColour>>(c.colours);
    item.sizes = json::from_json<std::vector<std::string>>(c.sizes);
    item.imprint_methods = json::from_json<std::vector<std::string>>(c.imprint_methods);
    item.stock = c.stock;
    item.stock_of_one_colour = c.stock_of_one_colour;
    item.arrival_on = c.arrival_on;
    item.minimum_quantity = c.minimum_quantity;
    item.gone = c.gone;
    item.feed_id = c.feed_id;
    item.picture = {c.picture_id, c.picture_possible};
    item.version = c.version;
    return item;
}

constexpr std::string_view text_columns =
    "SELECT id, product_id, variant_id, title, note, url, price_micro, version "
    "FROM selection_items ";

}  // namespace

std::optional<SelectionRow> selection(db::Reader& reader, std::int64_t id) {
    return reader.maybe<SelectionRow>(std::string(row_columns) + " WHERE s.id = $1", id);
}

std::vector<SelectionRow> selections(db::Reader& reader, std::optional<std::int64_t> owner_id,
                                     std::optional<std::int64_t> deal_id, bool archived,
                                     std::optional<SelectionRow> const& after, std::int64_t limit) {
    db::Query query(row_columns);
    query.add(archived ? " WHERE s.archived_at IS NOT NULL" : " WHERE s.archived_at IS NULL");
    if (owner_id) query.add(" AND s.owner_id = ?", *owner_id);
    if (deal_id) query.add(" AND s.deal_id = ?", *deal_id);
    if (after) query.add(" AND (s.changed_at, s.id) < (?, ?)", after->changed_at, after->id);
    query.add(" ORDER BY s.changed_at DESC, s.id DESC LIMIT ?", limit);
    return query.all<SelectionRow>(reader);
}

std::int64_t add_selection(db::Transaction& tx, std::string const& title, std::int64_t owner_id,
                           std::optional<std::int64_t> deal_id, base::Instant now) {
    return tx.insert(
        "INSERT INTO selections (title, owner_id, deal_id, created_at, changed_at) "
        "VALUES ($1, $2, $3, $4, $4) RETURNING id",
        title, owner_id, deal_id, now);
}

void set_selection(db::Transaction& tx, std::int64_t id, std::string const& title,
                   std::optional<std::int64_t> deal_id) {
    tx.run("UPDATE selections SET title = $2, deal_id = $3 WHERE id = $1", id, title, deal_id);
}

void set_archived(db::Transaction& tx, std::int64_t id, std::optional<base::Instant> at) {
    tx.run("UPDATE selections SET archived_at = $2 WHERE id = $1", id, at);
}

std::int64_t touch(db::Transaction& tx, std::int64_t id, base::Instant now) {
    return tx.one<std::int64_t>(
        "UPDATE selections SET changed_at = $2, version = version + 1 WHERE id = $1 "
        "RETURNING version",
        id, now);
}

std::optional<ItemText> item(db::Reader& reader, std::int64_t selection_id, std::int64_t item_id,
                             bool removed) {
    return reader.maybe<ItemText>(std::string(text_columns) +
                                      "WHERE selection_id = $1 AND id = $2 AND removed_at IS " +
                                      (removed ? "NOT NULL" : "NULL"),
                                  selection_id, item_id);
}

std::vector<std::int64_t> item_ids(db::Reader& reader, std::int64_t selection_id) {
    return reader.all<std::int64_t>(
        "SELECT id FROM selection_items WHERE selection_id = $1 AND removed_at IS NULL "
        "ORDER BY place, id",
        selection_id);
}

std::optional<std::int64_t> same_item(db::Reader& reader, std::int64_t selection_id,
                                      std::int64_t product_id,
                                      std::optional<std::int64_t> variant_id) {
    return reader.maybe<std::int64_t>(
        "SELECT id FROM selection_items WHERE selection_id = $1 AND removed_at IS NULL "
        "AND product_id = $2 AND COALESCE(variant_id, 0) = $3 LIMIT 1",
        selection_id, product_id, variant_id.value_or(0));
}

std::int64_t add_item(db::Transaction& tx, std::int64_t selection_id, ItemText const& item) {
    return tx.insert(
        "INSERT INTO selection_items (selection_id, place, product_id, variant_id, title, note, "
        "url, price_micro) SELECT $1, COALESCE(MAX(place), 0) + 1, $2, $3, $4, $5, $6, $7 "
        "FROM selection_items WHERE selection_id = $1 RETURNING id",
        selection_id, item.product_id, item.variant_id, item.title, item.note, item.url,
        item.price_micro);
}

bool save_item(db::Transaction& tx, ItemText const& item, std::int64_t version) {
    return tx.run(
               "UPDATE selection_items SET variant_id = $3, title = $4, note = $5, url = $6, "
               "price_micro = $7, version = version + 1 "
               "WHERE id = $1 AND version = $2 AND removed_at IS NULL",
               item.id, version, item.variant_id, item.title, item.note, item.url,
               item.price_micro) == 1;
}

void set_item_removed(db::Transaction& tx, std::int64_t item_id, std::optional<base::Instant> at) {
    tx.run("UPDATE selection_items SET removed_at = $2, version = version + 1 WHERE id = $1",
           item_id, at);
}

void set_places(db::Transaction& tx, std::vector<std::int64_t> const& item_ids) {
    std::int64_t place = 0;
    for (auto const id : item_ids)
        tx.run("UPDATE selection_items SET place = $2 WHERE id = $1", id, ++place);
}

std::optional<PickedProduct> picked(db::Reader& reader, std::int64_t product_id,
                                    std::optional<std::int64_t> variant_id) {
    if (variant_id)
        return reader.maybe<PickedProduct>(
            "SELECT name, article FROM product_variants WHERE id = $1 AND product_id = $2",
            *variant_id, product_id);
    return reader.maybe<PickedProduct>("SELECT name, article FROM products WHERE id = $1",
                                       product_id);
}

ItemsWithParameters items(db::Reader& reader, std::int64_t selection_id, bool with_costs) {
    std::map<std::int64_t, FeedCard> feeds;
    if (with_costs)
        for (auto& feed : store::feeds(reader)) feeds.emplace(feed.id, std::move(feed));
    ItemsWithParameters out;
    for (auto& columns : reader.all<ItemColumns>(items_sql, selection_id)) {
        out.parameters.push_back(
            json::from_json<std::vector<ProductParameter>>(columns.parameters));
        auto const catalog_price = columns.catalog_price_micro;
        auto item = item_of(columns);
        auto const feed = feeds.find(item.feed_id.value_or(0));
        if (feed != feeds.end() && catalog_price)
            item.cost_micro = cost_micro(*catalog_price, feed->second.price_kind,
                                         feed->second.dealer_discount_basis_points);
        out.items.push_back(std::move(item));
    }
    return out;
}

}  // namespace catalog::store
