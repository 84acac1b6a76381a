// What a reading of a feed writes: offers as variants under their products.
#include "features/catalog/feed_store.h"
#include "features/catalog/feed_values.h"
#include "features/catalog/product_store.h"
#include "platform/base/text.h"
#include "platform/json/json.h"

#include <algorithm>
#include <map>

namespace catalog::store {
namespace {

struct KnownProduct {
    std::int64_t id = 0;
    std::string name;
    std::int64_t generation = 0;
};
BOOST_DESCRIBE_STRUCT(KnownProduct, (), (id, name, generation))

std::string picture_key(std::string const& url) {
    return url.empty() ? std::string() : base::sha256_hex(url);
}

// Variants of one product share a group; the two kinds of key must not meet.
std::string product_key(FeedOffer const& offer) {
    return offer.group_id.empty() ? "offer:" + offer.id : "group:" + offer.group_id;
}

// The first offer of a product in this reading describes it anew.
std::int64_t describe_product(db::Transaction& tx, std::int64_t feed_id, std::string const& key,
                              std::int64_t generation, FeedOffer const& offer, base::Instant now) {
    std::string const article = offer.group_id.empty() ? offer.vendor_code : "";
    std::string const picture = offer.pictures.empty() ? "" : offer.pictures.front();
    return tx.one<std::int64_t>(
        "INSERT INTO products (feed_id, supplier_key, article, article_key, name, description, "
        "category, vendor, material, material_key, imprint_methods, url, picture_url, picture_key, "
        "generation, changed_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) "
        "ON CONFLICT (feed_id, supplier_key) DO UPDATE SET article = excluded.article, "
        "article_key = excluded.article_key, name = excluded.name, "
        "description = excluded.description, category = excluded.category, "
        "vendor = excluded.vendor, material = excluded.material, "
        "material_key = excluded.material_key, imprint_methods = excluded.imprint_methods, "
        "url = excluded.url, picture_url = excluded.picture_url, "
        "picture_key = excluded.picture_key, generation = excluded.generation RETURNING id",
        feed_id, key, article, article_key(article), offer.name, offer.description,
        offer.category_path, offer.vendor, offer.material, material_key(offer.material),
        json::to_json(imprint_methods(offer.parameters)), offer.url, picture, picture_key(picture),
        generation, now);
}

std::string parameters_json(FeedOffer const& offer) {
    std::vector<ProductParameter> parameters;
    for (auto const& parameter : offer.parameters)
        parameters.push_back({parameter.name, parameter.value, parameter.unit});
    return json::to_json(parameters);
}

// Not said how many, but said that there are none: none.
std::optional<std::int64_t> stock_of(FeedOffer const& offer) {
    if (offer.stock || offer.available) return offer.stock;
    return 0;
}

void keep_variant(db::Transaction& tx, std::int64_t product_id, std::int64_t generation,
                  FeedOffer const& offer) {
    std::string const picture = offer.pictures.empty() ? "" : offer.pictures.front();
    tx.run(
        "INSERT INTO product_variants (product_id, supplier_key, article, article_key, name, "
        "colour, colour_key, size, price_micro, stock, arrival_on, minimum_quantity, picture_url, "
        "picture_key, parameters, generation) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) "
        "ON CONFLICT (product_id, supplier_key) DO UPDATE SET article = excluded.article, "
        "article_key = excluded.article_key, name = excluded.name, colour = excluded.colour, "
        "colour_key = excluded.colour_key, size = excluded.size, "
        "price_micro = excluded.price_micro, stock = excluded.stock, "
        "arrival_on = excluded.arrival_on, minimum_quantity = excluded.minimum_quantity, "
        "picture_url = excluded.picture_url, picture_key = excluded.picture_key, "
        "parameters = excluded.parameters, generation = excluded.generation, gone_at = NULL",
        product_id, offer.id, offer.vendor_code, article_key(offer.vendor_code), offer.name,
        offer.colour, colour_key(offer.colour), offer.size, offer.price_micro, stock_of(offer),
        arrival_date(offer.parameters), offer.minimum_quantity, picture, picture_key(picture),
        parameters_json(offer), generation);
}

}  // namespace

void keep_offers(db::Transaction& tx, std::int64_t feed_id, std::int64_t generation,
                 std::vector<FeedOffer> const& offers, base::Instant now) {
    std::map<std::string, KnownProduct> products;
    for (auto const& offer : offers) {
        std::string const key = product_key(offer);
        auto [at, met] = products.try_emplace(key);
        auto& product = at->second;
        if (met)
            product = tx.maybe<KnownProduct>(
                            "SELECT id, name, generation FROM products "
                            "WHERE feed_id = $1 AND supplier_key = $2",
                            feed_id, key)
                          .value_or(KnownProduct{});
        if (product.id == 0 || product.generation != generation) {
            product.id = describe_product(tx, feed_id, key, generation, offer, now);
            product.generation = generation;
            product.name = offer.name;
        } else if (auto name = common_name(product.name, offer.name); name != product.name) {
            tx.run("UPDATE products SET name = $2 WHERE id = $1", product.id, name);
            product.name = std::move(name);
        }
        keep_variant(tx, product.id, generation, offer);
    }
    for (auto const& [key, product] : products) recount_product(tx, product.id, now);
}

std::int64_t sweep_gone(db::Transaction& tx, std::int64_t feed_id, std::int64_t generation,
                        std::int64_t after_id, std::int64_t limit, base::Instant now) {
    auto const ids = tx.all<std::int64_t>(
        "SELECT id FROM products WHERE feed_id = $1 AND id > $2 ORDER BY id LIMIT $3", feed_id,
        after_id, limit);
    if (ids.empty()) return 0;
    auto touched = tx.all<std::int64_t>(
        "UPDATE product_variants SET gone_at = $1 WHERE gone_at IS NULL AND generation < $2 "
        "AND product_id IN (SELECT id FROM products WHERE feed_id = $3 AND id > $4 AND id <= $5) "
        "RETURNING product_id",
        now, generation, feed_id, after_id, ids.back());
    std::sort(touched.begin(), touched.end());
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    for (auto const id : touched) recount_product(tx, id, now);
    return ids.back();
}

void count_categories(db::Transaction& tx, std::int64_t feed_id) {
    tx.run("DELETE FROM product_categories WHERE feed_id = $1", feed_id);
    tx.run(
        "INSERT INTO product_categories (feed_id, path, products) "
        "SELECT feed_id, category, count(*) FROM products "
        "WHERE feed_id = $1 AND gone_at IS NULL GROUP BY feed_id, category",
        feed_id);
}

}  // namespace catalog::store
