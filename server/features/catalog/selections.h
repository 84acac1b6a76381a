// «Подборка» (1.3): what was picked for a client, from the catalogue or outside it (1.3.2), in an
// order, with notes; compared, and turned into a quote by features/quotes. Its owner sees it, and
// who sees the deal it belongs to. Everything in it can be undone.
#pragma once
#include "features/catalog/products.h"
#include "platform/base/time.h"
#include "platform/db/query.h"
#include "platform/http/call.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

namespace catalog {

// One thing picked, with what the catalogue knows of it today.
struct SelectionItem {
    std::int64_t id = 0;
    std::optional<std::int64_t> product_id;  // nothing: not from the catalogue
    std::optional<std::int64_t> variant_id;  // nothing: the product as a whole
    std::string title;
    std::string note;
    std::string url;
    std::optional<std::int64_t> price_micro;  // own price, else the variant's, else "from"
    bool own_price = false;
    std::optional<std::int64_t> cost_micro;  // for whom may see costs
    std::string article;
    std::string colour;
    std::string material;
    std::string vendor;
    std::string category;
    std::vector<ProductColour> colours;
    std::vector<std::string> sizes;
    std::vector<std::string> imprint_methods;
    std::optional<std::int64_t> stock;
    std::optional<std::int64_t> stock_of_one_colour;
    std::optional<base::Date> arrival_on;
    std::int64_t minimum_quantity = 1;
    bool gone = false;  // no longer in the feed
    std::optional<std::int64_t> feed_id;
    ProductPicture picture;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(SelectionItem, (),
                      (id, product_id, variant_id, title, note, url, price_micro, own_price,
                       cost_micro, article, colour, material, vendor, category, colours, sizes,
                       imprint_methods, stock, stock_of_one_colour, arrival_on, minimum_quantity,
                       gone, feed_id, picture, version))

struct SelectionRow {
    std::int64_t id = 0;
    std::string title;
    std::int64_t owner_id = 0;
    std::string owner_name;
    std::optional<std::int64_t> deal_id;
    std::int64_t items = 0;
    bool archived = false;
    base::Instant created_at;
    base::Instant changed_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(SelectionRow, (),
                      (id, title, owner_id, owner_name, deal_id, items, archived, created_at,
                       changed_at, version))

struct SelectionCard {
    SelectionRow selection;
    std::string deal_title;  // empty: of no deal
    bool may_change = false;
    std::vector<SelectionItem> items;
    std::vector<FeedAge> feeds;            // how old the data of the items is
    std::optional<std::int64_t> event_id;  // of the change just made, for «Отменить»
};
BOOST_DESCRIBE_STRUCT(SelectionCard, (),
                      (selection, deal_title, may_change, items, feeds, event_id))

struct SelectionPage {
    std::vector<SelectionRow> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(SelectionPage, (), (items, next))

// One's own, or those of a deal.
struct SelectionFilter {
    std::optional<std::int64_t> deal_id;
    std::optional<bool> archived;
    std::optional<std::string> after;
};
BOOST_DESCRIBE_STRUCT(SelectionFilter, (), (deal_id, archived, after))

struct NewSelection {
    std::optional<std::string> title;  // empty: by the deal, or by the date
    std::optional<std::int64_t> deal_id;
    std::vector<std::int64_t> product_ids;
};
BOOST_DESCRIBE_STRUCT(NewSelection, (), (title, deal_id, product_ids))

struct SelectionChange {
    std::int64_t version = 0;
    std::optional<std::string> title;
    std::optional<std::int64_t> deal_id;  // 0: of no deal any more
};
BOOST_DESCRIBE_STRUCT(SelectionChange, (), (version, title, deal_id))

// A product, a variant of it, or something else with a title.
struct NewSelectionItem {
    std::optional<std::int64_t> product_id;
    std::optional<std::int64_t> variant_id;
    std::optional<std::string> title;
    std::optional<std::string> note;
    std::optional<std::string> url;
    std::optional<std::int64_t> price_micro;
};
BOOST_DESCRIBE_STRUCT(NewSelectionItem, (), (product_id, variant_id, title, note, url, price_micro))

struct SelectionItemChange {
    std::int64_t version = 0;  // of the item
    std::optional<std::string> title;
    std::optional<std::string> note;
    std::optional<std::string> url;
    std::optional<std::int64_t> price_micro;  // 0: the product's own again
    std::optional<std::int64_t> variant_id;   // 0: the product as a whole
};
BOOST_DESCRIBE_STRUCT(SelectionItemChange, (), (version, title, note, url, price_micro, variant_id))

struct SelectionOrder {
    std::vector<std::int64_t> item_ids;  // all of them, in the new order
};
BOOST_DESCRIBE_STRUCT(SelectionOrder, (), (item_ids))

// The same property of all items, in their order; empty where the supplier does not say.
struct ComparedParameter {
    std::string name;
    std::vector<std::string> values;
    bool same = false;  // says nothing about the difference
};
BOOST_DESCRIBE_STRUCT(ComparedParameter, (), (name, values, same))

struct SelectionComparison {
    std::vector<SelectionItem> items;
    std::vector<ComparedParameter> parameters;
};
BOOST_DESCRIBE_STRUCT(SelectionComparison, (), (items, parameters))

// For features/quotes: what stands in a selection, in its order, with costs if the actor may see
// them. Refusal not_found if the actor may not see it.
std::vector<SelectionItem> selection_items(db::Reader& reader, http::Actor const& actor,
                                           std::int64_t selection_id);

SelectionPage find_selections(db::Reader& reader, http::Actor const& actor,
                              SelectionFilter const& filter);
SelectionCard selection(db::Reader& reader, http::Actor const& actor, std::int64_t id);
SelectionComparison compare_selection(db::Reader& reader, http::Actor const& actor,
                                      std::int64_t id);

// The verbs. Those that return a number return the event that can be undone, 0 if nothing changed.
std::int64_t create_selection(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                              NewSelection const& wanted);  // returns its id
std::int64_t change_selection(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                              std::int64_t id, SelectionChange const& change);
std::int64_t archive_selection(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                               std::int64_t id, bool archived);
std::int64_t add_item(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                      std::int64_t id, NewSelectionItem const& item);
std::int64_t change_item(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                         std::int64_t id, std::int64_t item_id, SelectionItemChange const& change);
std::int64_t remove_item(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                         std::int64_t id, std::int64_t item_id);
std::int64_t order_items(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                         std::int64_t id, SelectionOrder const& order);

void register_selections();  // by register_catalog()

}  // namespace catalog
