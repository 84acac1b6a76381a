// The SQL of selections.
#pragma once
#include "features/catalog/selections.h"

namespace catalog::store {

std::optional<SelectionRow> selection(db::Reader& reader, std::int64_t id);
// Newest change first; one's own (owner_id) or a deal's.
std::vector<SelectionRow> selections(db::Reader& reader, std::optional<std::int64_t> owner_id,
                                     std::optional<std::int64_t> deal_id, bool archived,
                                     std::optional<SelectionRow> const& after, std::int64_t limit);
std::int64_t add_selection(db::Transaction& tx, std::string const& title, std::int64_t owner_id,
                           std::optional<std::int64_t> deal_id, base::Instant now);
void set_selection(db::Transaction& tx, std::int64_t id, std::string const& title,
                   std::optional<std::int64_t> deal_id);
void set_archived(db::Transaction& tx, std::int64_t id, std::optional<base::Instant> at);
// Every change of it or its items gives a new version, which is returned.
std::int64_t touch(db::Transaction& tx, std::int64_t id, base::Instant now);

// What a person wrote of an item.
struct ItemText {
    std::int64_t id = 0;
    std::optional<std::int64_t> product_id;
    std::optional<std::int64_t> variant_id;
    std::string title;
    std::string note;
    std::string url;
    std::optional<std::int64_t> price_micro;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(ItemText, (),
                      (id, product_id, variant_id, title, note, url, price_micro, version))

std::optional<ItemText> item(db::Reader& reader, std::int64_t selection_id, std::int64_t item_id,
                             bool removed = false);
std::vector<std::int64_t> item_ids(db::Reader& reader, std::int64_t selection_id);
std::optional<std::int64_t> same_item(db::Reader& reader, std::int64_t selection_id,
                                      std::int64_t product_id,
                                      std::optional<std::int64_t> variant_id);
std::int64_t add_item(db::Transaction& tx, std::int64_t selection_id, ItemText const& item);
bool save_item(db::Transaction& tx, ItemText const& item, std::int64_t version);
void set_item_removed(db::Transaction& tx, std::int64_t item_id, std::optional<base::Instant> at);
void set_places(db::Transaction& tx, std::vector<std::int64_t> const& item_ids);

struct PickedProduct {
    std::string name;
    std::string article;
};
BOOST_DESCRIBE_STRUCT(PickedProduct, (), (name, article))
std::optional<PickedProduct> picked(db::Reader& reader, std::int64_t product_id,
                                    std::optional<std::int64_t> variant_id);

// Items with what the catalogue knows of them; `parameters` go beside, in the same order.
struct ItemsWithParameters {
    std::vector<SelectionItem> items;
    std::vector<std::vector<ProductParameter>> parameters;
};
ItemsWithParameters items(db::Reader& reader, std::int64_t selection_id, bool with_costs);

}  // namespace catalog::store
