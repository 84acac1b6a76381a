// What can be offered (1.3.1): products with their variants, searched in Russian by word forms and
// filtered by price, stock, colour, material, category and supplier in one query; every answer says
// how old the suppliers' data is. Prices are as the feed says (FeedCard::price_kind); what we pay
// is shown only to whom may see costs.
#pragma once
#include "features/catalog/feeds.h"
#include "features/catalog/product_store.h"
#include "platform/db/database.h"
#include "platform/http/call.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

namespace catalog {

enum class ProductOrder {
    best,   // what the words name first ("кружка": mugs before sets with one), then by price
    cheap,  // cheapest first
    expensive,  // dearest first
    newest
};
BOOST_DESCRIBE_ENUM(ProductOrder, best, cheap, expensive, newest)

struct ProductFilter {
    std::optional<std::string> text;
    std::optional<std::string> category;  // its path; those inside it too
    std::vector<std::string> colour;      // keys; any of them
    std::optional<std::string> material;  // key
    std::optional<std::int64_t> feed_id;
    std::optional<std::int64_t> price_from_kopecks;
    std::optional<std::int64_t> price_to_kopecks;
    std::optional<std::int64_t> in_stock;  // at least so many of one colour
    std::optional<ProductOrder> order;
    std::optional<std::string> after;  // the cursor of the page before
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(ProductFilter, (),
                      (text, category, colour, material, feed_id, price_from_kopecks,
                       price_to_kopecks, in_stock, order, after, limit))

// A picture kept by us, or that it could be fetched.
struct ProductPicture {
    std::optional<std::int64_t> id;  // GET /api/catalog/pictures/{id}
    bool wanted_possible = false;    // POST /api/catalog/pictures/wanted brings it
};
BOOST_DESCRIBE_STRUCT(ProductPicture, (), (id, wanted_possible))

struct ProductRow {
    std::int64_t id = 0;
    std::int64_t feed_id = 0;
    std::string name;
    std::string article;
    std::string category;
    std::string material;
    std::int64_t price_from_micro = 0;
    std::int64_t price_to_micro = 0;
    std::optional<std::int64_t> stock;
    std::optional<std::int64_t> stock_of_one_colour;
    std::optional<base::Date> arrival_on;
    std::int64_t variants = 0;
    std::vector<ProductColour> colours;
    std::vector<std::string> sizes;
    ProductPicture picture;
};
BOOST_DESCRIBE_STRUCT(ProductRow, (),
                      (id, feed_id, name, article, category, material, price_from_micro,
                       price_to_micro, stock, stock_of_one_colour, arrival_on, variants, colours,
                       sizes, picture))

// How old the data is that an answer was made from.
struct FeedAge {
    std::int64_t id = 0;
    std::string name;
    PriceKind price_kind = PriceKind::retail;
    FeedState state = FeedState::fresh;
    bool active = true;
    std::optional<base::Instant> read_at;
};
BOOST_DESCRIBE_STRUCT(FeedAge, (), (id, name, price_kind, state, active, read_at))

struct ProductPage {
    std::vector<ProductRow> items;
    std::optional<std::string> next;
    std::vector<FeedAge> feeds;  // of all of the items
};
BOOST_DESCRIBE_STRUCT(ProductPage, (), (items, next, feeds))

struct VariantRow {
    std::int64_t id = 0;
    std::string article;
    std::string name;
    std::string colour;
    std::string colour_key;
    std::string size;
    std::int64_t price_micro = 0;
    std::optional<std::int64_t> cost_micro;  // for whom may see costs
    std::optional<std::int64_t> stock;
    std::optional<base::Date> arrival_on;
    std::int64_t minimum_quantity = 1;
    std::vector<ProductParameter> parameters;
    ProductPicture picture;
};
BOOST_DESCRIBE_STRUCT(VariantRow, (),
                      (id, article, name, colour, colour_key, size, price_micro, cost_micro, stock,
                       arrival_on, minimum_quantity, parameters, picture))

struct ProductCard {
    std::int64_t id = 0;
    std::string name;
    std::string article;
    std::string description;
    std::string category;
    std::string vendor;
    std::string material;
    std::vector<std::string> imprint_methods;
    std::vector<ProductParameter> parameters;  // of its first variant, what stands nowhere else
    std::string url;
    std::int64_t price_from_micro = 0;
    std::int64_t price_to_micro = 0;
    std::optional<std::int64_t> stock;
    bool gone = false;  // no longer in the feed
    std::vector<VariantRow> variants;
    std::int64_t more_variants = 0;  // that are not listed
    ProductPicture picture;
    FeedAge feed;
};
BOOST_DESCRIBE_STRUCT(ProductCard, (),
                      (id, name, article, description, category, vendor, material, imprint_methods,
                       parameters, url, price_from_micro, price_to_micro, stock, gone, variants,
                       more_variants, picture, feed))

struct CategoryCount {
    std::string path;
    std::int64_t products = 0;  // with those inside it
};
BOOST_DESCRIBE_STRUCT(CategoryCount, (), (path, products))

struct ColourChoice {
    std::string key;
    base::Words words;
    std::string sample;  // "#2456c4"; empty: many
};
BOOST_DESCRIBE_STRUCT(ColourChoice, (), (key, words, sample))

struct MaterialChoice {
    std::string key;
    base::Words words;
};
BOOST_DESCRIBE_STRUCT(MaterialChoice, (), (key, words))

// What can be chosen in the filters.
struct CatalogChoices {
    std::vector<CategoryCount> categories;
    std::vector<ColourChoice> colours;
    std::vector<MaterialChoice> materials;
    std::vector<FeedAge> feeds;
};
BOOST_DESCRIBE_STRUCT(CatalogChoices, (), (categories, colours, materials, feeds))

ProductPage find_products(db::Reader& reader, ProductFilter const& filter);
// Refusal not_found. With costs if the actor may see them.
ProductCard product(db::Reader& reader, http::Actor const& actor, std::int64_t id);
std::string product_name(db::Reader& reader, std::int64_t id);  // empty if there is none
CatalogChoices choices(db::Reader& reader);
std::vector<FeedAge> ages(db::Reader& reader);  // of all feeds

}  // namespace catalog
