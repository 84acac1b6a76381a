// One product with its variants, and what the filters can choose from.
#include "features/accounts/permissions.h"
#include "features/catalog/feed_store.h"
#include "features/catalog/products.h"
#include "platform/json/json.h"

#include <map>

namespace catalog {
namespace {

constexpr std::int64_t most_variants_shown = 300;

struct CardColumns {
    std::int64_t id;
    std::optional<std::int64_t> feed_id;
    std::string name;
    std::string article;
    std::string description;
    std::string category;
    std::string vendor;
    std::string material;
    std::string imprint_methods;
    std::string url;
    std::int64_t price_from_micro;
    std::int64_t price_to_micro;
    std::optional<std::int64_t> stock;
    std::int64_t variants;
    bool gone;
    std::optional<std::int64_t> picture_id;
    bool picture_possible;
};
BOOST_DESCRIBE_STRUCT(CardColumns, (),
                      (id, feed_id, name, article, description, category, vendor, material,
                       imprint_methods, url, price_from_micro, price_to_micro, stock, variants,
                       gone, picture_id, picture_possible))

struct VariantColumns {
    std::int64_t id;
    std::string article;
    std::string name;
    std::string colour;
    std::string colour_key;
    std::string size;
    std::int64_t price_micro;
    std::optional<std::int64_t> stock;
    std::optional<base::Date> arrival_on;
    std::int64_t minimum_quantity;
    std::string parameters;
    std::optional<std::int64_t> picture_id;
    bool picture_possible;
};
BOOST_DESCRIBE_STRUCT(VariantColumns, (),
                      (id, article, name, colour, colour_key, size, price_micro, stock, arrival_on,
                       minimum_quantity, parameters, picture_id, picture_possible))

FeedAge age_of(FeedCard const& feed) {
    return {feed.id, feed.name, feed.price_kind, feed.state, feed.active, feed.read_at};
}

std::vector<VariantRow> variants_of(db::Reader& reader, http::Actor const& actor,
                                    std::int64_t product_id, FeedCard const& feed) {
    auto const columns = reader.all<VariantColumns>(
        "SELECT v.id, v.article, v.name, v.colour, v.colour_key, v.size, v.price_micro, v.stock, "
        "v.arrival_on, v.minimum_quantity, v.parameters, "
        "CASE WHEN i.state = 'good' THEN i.id END AS picture_id, "
        "CASE WHEN v.picture_key <> '' AND COALESCE(i.state, 'waiting') = 'waiting' THEN 1 "
        "ELSE 0 END AS picture_possible "
        "FROM product_variants v LEFT JOIN product_pictures i ON i.url_key = v.picture_key "
        "WHERE v.product_id = $1 AND v.gone_at IS NULL ORDER BY v.id LIMIT $2",
        product_id, most_variants_shown);
    std::vector<VariantRow> rows;
    for (auto const& c : columns) {
        VariantRow row{c.id,
                       c.article,
                       c.name,
                       c.colour,
                       c.colour_key,
                       c.size,
                       c.price_micro,
                       {},
                       c.stock,
                       c.arrival_on,
                       c.minimum_quantity,
                       {},
                       {c.picture_id, c.picture_possible}};
        row.parameters = json::from_json<std::vector<ProductParameter>>(c.parameters);
        if (actor.may(accounts::costs_read))
            row.cost_micro =
                cost_micro(c.price_micro, feed.price_kind, feed.dealer_discount_basis_points);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

std::vector<FeedAge> ages(db::Reader& reader) {
    std::vector<FeedAge> all;
    for (auto const& feed : store::feeds(reader)) all.push_back(age_of(feed));
    return all;
}

ProductCard product(db::Reader& reader, http::Actor const& actor, std::int64_t id) {
    auto found = reader.maybe<CardColumns>(
        "SELECT p.id, p.feed_id, p.name, p.article, p.description, p.category, p.vendor, "
        "p.material, p.imprint_methods, p.url, p.price_from_micro, p.price_to_micro, p.stock, "
        "p.variants, CASE WHEN p.gone_at IS NULL THEN 0 ELSE 1 END AS gone, "
        "CASE WHEN i.state = 'good' THEN i.id END AS picture_id, "
        "CASE WHEN p.picture_key <> '' AND COALESCE(i.state, 'waiting') = 'waiting' THEN 1 "
        "ELSE 0 END AS picture_possible "
        "FROM products p LEFT JOIN product_pictures i ON i.url_key = p.picture_key "
        "WHERE p.id = $1",
        id);
    if (!found)
        throw base::Refusal::not_found("product_not_found",
                                       {"Такого товара нет.", "There is no such product."});
    auto const feed = store::feed(reader, found->feed_id.value_or(0)).value_or(FeedCard{});
    ProductCard card;
    card.id = found->id;
    card.name = found->name;
    card.article = found->article;
    card.description = found->description;
    card.category = found->category;
    card.vendor = found->vendor;
    card.material = found->material;
    card.imprint_methods = json::from_json<std::vector<std::string>>(found->imprint_methods);
    card.url = found->url;
    card.price_from_micro = found->price_from_micro;
    card.price_to_micro = found->price_to_micro;
    card.stock = found->stock;
    card.gone = found->gone;
    card.variants = variants_of(reader, actor, id, feed);
    if (!card.variants.empty()) card.parameters = card.variants.front().parameters;
    std::erase_if(card.parameters,
                  [](auto const& parameter) { return is_told_elsewhere(parameter.name); });
    card.more_variants = std::max<std::int64_t>(
        0, found->variants - static_cast<std::int64_t>(card.variants.size()));
    card.picture = {found->picture_id, found->picture_possible};
    card.feed = age_of(feed);
    return card;
}

std::string product_name(db::Reader& reader, std::int64_t id) {
    return reader.maybe<std::string>("SELECT name FROM products WHERE id = $1", id).value_or("");
}

CatalogChoices choices(db::Reader& reader) {
    CatalogChoices out;
    std::map<std::string, std::int64_t> products;
    for (auto const& row : reader.all<CategoryCount>(
             "SELECT path, products FROM product_categories WHERE path <> ''"))
        for (auto const& path : category_and_parents(row.path)) products[path] += row.products;
    for (auto const& [path, count] : products) out.categories.push_back({path, count});
    for (auto const& colour : known_colours())
        out.colours.push_back({std::string(colour.key), colour.words, std::string(colour.sample)});
    for (auto const& material : known_materials())
        out.materials.push_back({std::string(material.key), material.words});
    out.feeds = ages(reader);
    return out;
}

}  // namespace catalog
