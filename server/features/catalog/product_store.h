// A product and its variants as the tables keep them; the only place that knows how the kept
// columns (prices, stock, colours, words) follow from the variants.
#pragma once
#include "features/catalog/product_words.h"
#include "platform/db/database.h"

#include <boost/describe.hpp>

namespace catalog {

struct ProductColour {
    std::string key;   // of known_colours(), or the supplier's word folded
    std::string name;  // as the supplier says
    std::optional<std::int64_t> stock;
};
BOOST_DESCRIBE_STRUCT(ProductColour, (), (key, name, stock))

struct ProductParameter {
    std::string name;
    std::string value;
    std::string unit;
};
BOOST_DESCRIBE_STRUCT(ProductParameter, (), (name, value, unit))

}  // namespace catalog

namespace catalog::store {

// Counts a product's kept columns from its variants, and its words if they changed. A product
// without variants is gone.
void recount_product(db::Transaction& tx, std::int64_t product_id, base::Instant now);

}  // namespace catalog::store
