#include "features/accounts/permissions.h"
#include "features/catalog/catalog_routes.h"
#include "features/catalog/selections.h"

namespace catalog {
namespace {

SelectionCard answer(http::WriteCall& call, std::int64_t id, std::int64_t event_id) {
    auto card = selection(call.db, call.actor, id);
    if (event_id) card.event_id = event_id;
    return card;
}

SelectionPage list(http::ReadCall& call, SelectionFilter const& filter) {
    return find_selections(call.db, call.actor, filter);
}

SelectionCard show(http::ReadCall& call) {
    return selection(call.db, call.actor, call.id());
}

SelectionComparison show_comparison(http::ReadCall& call) {
    return compare_selection(call.db, call.actor, call.id());
}

SelectionCard create(http::WriteCall& call, NewSelection const& body) {
    return answer(call, create_selection(call.db, call.actor, call.now, body), 0);
}

SelectionCard change(http::WriteCall& call, SelectionChange const& body) {
    return answer(call, call.id(),
                  change_selection(call.db, call.actor, call.now, call.id(), body));
}

SelectionCard archive(http::WriteCall& call) {
    return answer(call, call.id(),
                  archive_selection(call.db, call.actor, call.now, call.id(), true));
}

SelectionCard bring_back(http::WriteCall& call) {
    return answer(call, call.id(),
                  archive_selection(call.db, call.actor, call.now, call.id(), false));
}

SelectionCard add(http::WriteCall& call, NewSelectionItem const& body) {
    return answer(call, call.id(), add_item(call.db, call.actor, call.now, call.id(), body));
}

SelectionCard edit(http::WriteCall& call, SelectionItemChange const& body) {
    return answer(call, call.id(),
                  change_item(call.db, call.actor, call.now, call.id(), call.id("item_id"), body));
}

SelectionCard take_out(http::WriteCall& call) {
    return answer(call, call.id(),
                  remove_item(call.db, call.actor, call.now, call.id(), call.id("item_id")));
}

SelectionCard reorder(http::WriteCall& call, SelectionOrder const& body) {
    return answer(call, call.id(), order_items(call.db, call.actor, call.now, call.id(), body));
}

}  // namespace

void mount_selections(http::Router& router) {
    // A selection is its owner's own, so reading the catalogue is right enough; whose it is and of
    // which deal is checked for each.
    using accounts::catalog_read;
    router.get("/api/selections", catalog_read, "My selections, or those of a deal (1.3)", &list);
    router.post("/api/selections", catalog_read, "Begin a selection, with products if given",
                &create);
    router.get("/api/selections/{id}", catalog_read, "A selection with its items", &show);
    router.patch("/api/selections/{id}", catalog_read, "Rename it or give it to a deal; undoable",
                 &change);
    router.get("/api/selections/{id}/comparison", catalog_read,
               "The items side by side, property by property", &show_comparison);
    router.post("/api/selections/{id}/archive", catalog_read, "Put it away; undoable", &archive);
    router.remove("/api/selections/{id}/archive", catalog_read, "Bring it back; undoable",
                  &bring_back);
    router.post("/api/selections/{id}/items", catalog_read,
                "Add a product, a variant or something from outside the catalogue; undoable", &add);
    router.patch("/api/selections/{id}/items/{item_id}", catalog_read, "Change an item; undoable",
                 &edit);
    router.remove("/api/selections/{id}/items/{item_id}", catalog_read,
                  "Take an item out; undoable", &take_out);
    router.put("/api/selections/{id}/order", catalog_read, "Put the items in order; undoable",
               &reorder);
}

}  // namespace catalog
