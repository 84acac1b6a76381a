#include "features/deals/need_store.h"

#include <map>

namespace deals::store {
namespace {

struct ItemRow {
    std::int64_t id;
    std::string product;
    std::string product_head;
    std::string runs;
    std::string colour;
    std::string material;
    std::string size;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(ItemRow, (), (id, product, product_head, runs, colour, material, size, note))

struct ImprintRow : NeedImprint {
    std::int64_t item_id;
};
BOOST_DESCRIBE_STRUCT(ImprintRow, (NeedImprint), (item_id))

}  // namespace

std::vector<NeedItem> need_items(db::Reader& reader, std::int64_t deal_id) {
    std::vector<NeedItem> items;
    std::map<std::int64_t, std::size_t> places;
    for (auto const& row :
         reader.all<ItemRow>("SELECT id, product, product_head, runs, colour, material, size, note "
                             "FROM need_items WHERE deal_id = $1 ORDER BY place",
                             deal_id)) {
        places[row.id] = items.size();
        items.push_back({row.product,
                         row.product_head,
                         json::from_json<std::vector<std::int64_t>>(row.runs),
                         row.colour,
                         row.material,
                         row.size,
                         row.note,
                         {}});
    }
    for (auto const& row : reader.all<ImprintRow>(
             "SELECT i.item_id, i.method, i.colours, i.place, i.size FROM need_imprints i "
             "JOIN need_items n ON n.id = i.item_id WHERE n.deal_id = $1 "
             "ORDER BY n.place, i.place_order",
             deal_id))
        items[places[row.item_id]].imprints.push_back(row);
    return items;
}

void put_need_items(db::Transaction& tx, std::int64_t deal_id, std::vector<NeedItem> const& items) {
    tx.run(
        "DELETE FROM need_imprints WHERE item_id IN (SELECT id FROM need_items WHERE deal_id = $1)",
        deal_id);
    tx.run("DELETE FROM need_items WHERE deal_id = $1", deal_id);
    std::int64_t place = 0;
    for (auto const& item : items) {
        auto const id = tx.insert(
            "INSERT INTO need_items (deal_id, place, product, product_head, runs, colour, "
            "material, size, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
            deal_id, ++place, item.product, item.product_head, json::to_json(item.runs),
            item.colour, item.material, item.size, item.note);
        std::int64_t order = 0;
        for (auto const& imprint : item.imprints)
            tx.run(
                "INSERT INTO need_imprints (item_id, place_order, method, colours, place, size) "
                "VALUES ($1, $2, $3, $4, $5, $6)",
                id, ++order, imprint.method, imprint.colours, imprint.place, imprint.size);
    }
}

Need need_of(db::Reader& reader, Deal const& deal) {
    return {need_items(reader, deal.id), deal.in_hands_on, deal.deadline_words,
            deal.budget_kopecks,         deal.budget_per,  deal.delivery_place};
}

}  // namespace deals::store
