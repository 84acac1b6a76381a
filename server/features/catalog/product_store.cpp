#include "features/catalog/product_store.h"

#include "platform/json/json.h"

#include <algorithm>

namespace catalog::store {
namespace {

struct KeptProduct {
    std::int64_t id;
    std::string name;
    std::string category;
    std::string vendor;
    std::string article;
    std::string material;
    std::string material_key;
    std::string picture_url;
    std::string picture_key;
    std::string terms;
};
BOOST_DESCRIBE_STRUCT(KeptProduct, (),
                      (id, name, category, vendor, article, material, material_key, picture_url,
                       picture_key, terms))

struct KeptVariant {
    std::string article;
    std::string colour;
    std::string colour_key;
    std::string size;
    std::int64_t price_micro;
    std::optional<std::int64_t> stock;
    std::optional<base::Date> arrival_on;
    std::string picture_url;
    std::string picture_key;
    std::string parameters;
};
BOOST_DESCRIBE_STRUCT(KeptVariant, (),
                      (article, colour, colour_key, size, price_micro, stock, arrival_on,
                       picture_url, picture_key, parameters))

// What the variants say together.
struct Together {
    std::int64_t price_from = 0, price_to = 0;
    std::optional<std::int64_t> stock, stock_of_one_colour;
    std::optional<base::Date> arrival_on;
    std::vector<ProductColour> colours;
    std::vector<std::string> sizes;
};

void add_once(std::vector<std::string>& list, std::string const& text) {
    if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end())
        list.push_back(text);
}

void add_stock(std::optional<std::int64_t>& sum, std::optional<std::int64_t> const& stock) {
    if (stock) sum = sum.value_or(0) + *stock;
}

Together together(std::vector<KeptVariant> const& variants) {
    Together out;
    out.price_from = out.price_to = variants.front().price_micro;
    for (auto const& variant : variants) {
        out.price_from = std::min(out.price_from, variant.price_micro);
        out.price_to = std::max(out.price_to, variant.price_micro);
        add_stock(out.stock, variant.stock);
        if (variant.arrival_on && (!out.arrival_on || *variant.arrival_on < *out.arrival_on))
            out.arrival_on = variant.arrival_on;
        add_once(out.sizes, variant.size);
        auto colour = std::find_if(out.colours.begin(), out.colours.end(),
                                   [&](auto const& c) { return c.name == variant.colour; });
        if (colour == out.colours.end())
            colour = out.colours.insert(colour, {variant.colour_key, variant.colour, {}});
        add_stock(colour->stock, variant.stock);
    }
    for (auto const& colour : out.colours)
        if (colour.stock)
            out.stock_of_one_colour = std::max(out.stock_of_one_colour.value_or(0), *colour.stock);
    std::erase_if(out.colours, [](auto const& colour) { return colour.name.empty(); });
    return out;
}

std::string terms_of(KeptProduct const& product, std::vector<KeptVariant> const& variants,
                     Together const& all) {
    IndexedProduct words;
    words.name = product.name;
    words.category = product.category;
    words.vendor = product.vendor;
    words.material = product.material;
    words.material_key = product.material_key;
    add_once(words.articles, product.article);
    for (auto const& variant : variants) {
        add_once(words.articles, variant.article);
        for (auto const& parameter :
             json::from_json<std::vector<ProductParameter>>(variant.parameters))
            add_once(words.other_words, parameter.value);
    }
    for (auto const& colour : all.colours) {
        add_once(words.colours, colour.name);
        add_once(words.colour_keys, colour.key);
    }
    for (auto const& size : all.sizes) add_once(words.other_words, size);
    return index_terms(words);
}

void set_terms(db::Transaction& tx, KeptProduct const& product, std::string const& terms) {
    if (terms == product.terms) return;
    if (tx.dialect() == db::Dialect::postgres) {
        tx.run(
            "UPDATE products SET terms = $2, words = array_to_tsvector(string_to_array($2, ' ')) "
            "WHERE id = $1",
            product.id, terms);
        return;
    }
    if (!product.terms.empty())
        tx.run("INSERT INTO product_words (product_words, rowid, terms) VALUES ('delete', $1, $2)",
               product.id, product.terms);
    tx.run("UPDATE products SET terms = $2 WHERE id = $1", product.id, terms);
    if (!terms.empty())
        tx.run("INSERT INTO product_words (rowid, terms) VALUES ($1, $2)", product.id, terms);
}

}  // namespace

void recount_product(db::Transaction& tx, std::int64_t product_id, base::Instant now) {
    auto const product = tx.one<KeptProduct>(
        "SELECT id, name, category, vendor, article, material, material_key, picture_url, "
        "picture_key, terms FROM products WHERE id = $1",
        product_id);
    auto const variants = tx.all<KeptVariant>(
        "SELECT article, colour, colour_key, size, price_micro, stock, arrival_on, picture_url, "
        "picture_key, parameters FROM product_variants WHERE product_id = $1 AND gone_at IS NULL "
        "ORDER BY id LIMIT 1000",
        product_id);
    if (variants.empty()) {
        set_terms(tx, product, "");
        tx.run(
            "UPDATE products SET gone_at = $2, stock = NULL, stock_of_one_colour = NULL, "
            "variants = 0, changed_at = $2 WHERE id = $1 AND gone_at IS NULL",
            product_id, now);
        return;
    }
    auto const all = together(variants);
    set_terms(tx, product, terms_of(product, variants, all));
    auto const pictured = std::find_if(variants.begin(), variants.end(),
                                       [](auto const& v) { return !v.picture_url.empty(); });
    bool const own = pictured == variants.end();
    tx.run(
        "UPDATE products SET gone_at = NULL, price_from_micro = $2, price_to_micro = $3, "
        "stock = $4, stock_of_one_colour = $5, arrival_on = $6, variants = $7, colours = $8, "
        "sizes = $9, head = $10, picture_url = $11, picture_key = $12, changed_at = $13 "
        "WHERE id = $1",
        product_id, all.price_from, all.price_to, all.stock, all.stock_of_one_colour,
        all.arrival_on, variants.size(), json::to_json(all.colours), json::to_json(all.sizes),
        head_of(product.name), own ? product.picture_url : pictured->picture_url,
        own ? product.picture_key : pictured->picture_key, now);
}

}  // namespace catalog::store
