#include "features/accounts/company_store.h"
#include "features/accounts/permissions.h"
#include "features/catalog/pictures.h"
#include "features/catalog/selection_store.h"
#include "features/journal/journal.h"
#include "features/journal/nouns.h"
#include "platform/base/text.h"
#include "platform/json/json.h"
#include "platform/live/live.h"

#include <algorithm>

namespace catalog {
namespace {

constexpr std::size_t most_items = 300;
constexpr std::int64_t highest_price_micro = 100'000'000'000'000;  // 100 million roubles

struct SelectionDetails {
    std::string title;
};
BOOST_DESCRIBE_STRUCT(SelectionDetails, (), (title))

struct HeadBefore {
    std::string title, title_after;
    std::int64_t deal_id = 0, deal_id_after = 0;
};
BOOST_DESCRIBE_STRUCT(HeadBefore, (), (title, title_after, deal_id, deal_id_after))

struct ItemBefore {
    store::ItemText before;
    std::int64_t version_after = 0;
};
BOOST_DESCRIBE_STRUCT(ItemBefore, (), (before, version_after))

struct OrderBefore {
    std::vector<std::int64_t> before, after;
};
BOOST_DESCRIBE_STRUCT(OrderBefore, (), (before, after))

SelectionRow require_change(db::Reader& reader, http::Actor const& actor, std::int64_t id) {
    journal::require_change(reader, actor, "selection", id);
    return *store::selection(reader, id);
}

store::ItemText require_item(db::Reader& reader, std::int64_t selection_id, std::int64_t item_id) {
    auto item = store::item(reader, selection_id, item_id);
    if (!item)
        throw base::Refusal::not_found("selection_item_not_found",
                                       {"Этого уже нет в подборке. Обновите страницу.",
                                        "This is not in the selection any more. Reload."});
    return *std::move(item);
}

[[noreturn]] void refuse_changed(std::string details = "") {
    auto refusal = base::Refusal::conflict(
        "selection_changed", {"Подборку тем временем изменили. Вот как она выглядит сейчас.",
                              "The selection has been changed meanwhile. This is how it is now."});
    refusal.details = std::move(details);
    throw refusal;
}

std::string text(std::optional<std::string> const& given, std::string const& otherwise,
                 std::size_t limit) {
    return given ? base::shortened(base::trimmed(base::clean(*given)), limit) : otherwise;
}

std::string web_address(std::optional<std::string> const& given, std::string const& otherwise) {
    std::string url = text(given, otherwise, 2000);
    if (!url.empty() && !url.starts_with("http://") && !url.starts_with("https://"))
        throw base::Refusal::invalid("url_invalid",
                                     {"Ссылка начинается с http:// или https://.",
                                      "A link begins with http:// or https://."},
                                     "url");
    return url;
}

std::optional<std::int64_t> price(std::optional<std::int64_t> const& given,
                                  std::optional<std::int64_t> const& otherwise) {
    if (!given) return otherwise;
    if (*given < 0 || *given > highest_price_micro)
        throw base::Refusal::invalid(
            "price_invalid",
            {"Цена — от 0 до 100 млн ₽.", "A price is 0 to 100 million."},
            "price_micro");
    return *given == 0 ? std::nullopt : given;
}

std::int64_t record(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                    std::int64_t selection_id, char const* verb, std::string const& what,
                    journal::Undo undo, std::string undo_data) {
    auto const version = store::touch(tx, selection_id, now);
    auto const selection = *store::selection(tx, selection_id);
    live::publish(tx, {"selection", selection_id, "changed", version}, now);
    return journal::record(tx, actor, now,
                           {.noun = "selection",
                            .id = selection_id,
                            .verb = verb,
                            .details = json::to_json(SelectionDetails{what}),
                            .undo = undo,
                            .undo_data = std::move(undo_data),
                            .also = {{"deal", selection.deal_id.value_or(0)}}});
}

store::ItemText new_item(db::Transaction& tx, NewSelectionItem const& wanted) {
    store::ItemText item;
    item.product_id = wanted.product_id;
    item.variant_id = wanted.variant_id;
    item.title = text(wanted.title, "", 500);
    item.note = text(wanted.note, "", 4000);
    item.url = web_address(wanted.url, "");
    item.price_micro = price(wanted.price_micro, std::nullopt);
    if (item.product_id) {
        auto const picked = store::picked(tx, *item.product_id, item.variant_id);
        if (!picked)
            throw base::Refusal::invalid("product_not_found",
                                         {"Такого товара нет.", "There is no such product."},
                                         item.variant_id ? "variant_id" : "product_id");
        if (item.title.empty()) item.title = picked->name;
    } else if (item.variant_id) {
        throw base::Refusal::invalid(
            "product_missing",
            {"Укажите товар этого варианта.", "Give the product of this variant."}, "product_id");
    }
    if (item.title.empty())
        throw base::Refusal::invalid("title_missing", {"Назовите товар.", "Name the product."},
                                     "title");
    return item;
}

std::string default_title(db::Reader& reader, std::int64_t deal_id, base::Instant now) {
    if (deal_id)
        if (auto const* noun = journal::find_noun("deal"); noun && noun->title)
            if (auto title = noun->title(reader, deal_id); !title.empty())
                return base::shortened(title, 200);
    base::Zone const zone(accounts::company_settings(reader).zone);
    auto const date = base::to_text(zone.date(now));  // YYYY-MM-DD
    return "Подборка от " + date.substr(8, 2) + "." + date.substr(5, 2) + "." + date.substr(0, 4);
}

// How the verbs are undone. Today's right to change the selection is checked by the journal.

void undo_head(db::Transaction& tx, http::Actor const& actor, base::Instant now,
               journal::Subject const& subject, std::string const& data) {
    auto const undo = json::from_json<HeadBefore>(data);
    auto const selection = *store::selection(tx, subject.id);
    if (selection.title != undo.title_after || selection.deal_id.value_or(0) != undo.deal_id_after)
        refuse_changed(json::to_json(selection));
    // Back to a deal that the person may not change any more: no.
    if (undo.deal_id && undo.deal_id != undo.deal_id_after)
        journal::require_change(tx, actor, "deal", undo.deal_id);
    store::set_selection(tx, subject.id, undo.title,
                         undo.deal_id ? std::optional(undo.deal_id) : std::nullopt);
    live::publish(tx, {"selection", subject.id, "changed", store::touch(tx, subject.id, now)}, now);
}

void undo_archiving(db::Transaction& tx, base::Instant now, std::int64_t id, bool was_archived) {
    if (store::selection(tx, id)->archived == was_archived) refuse_changed();
    store::set_archived(tx, id, was_archived ? std::optional(now) : std::nullopt);
    live::publish(tx, {"selection", id, "changed", store::touch(tx, id, now)}, now);
}

void undo_item(db::Transaction& tx, http::Actor const&, base::Instant now,
               journal::Subject const& subject, std::string const& data) {
    auto const undo = json::from_json<ItemBefore>(data);
    if (!store::save_item(tx, undo.before, undo.version_after)) refuse_changed();
    live::publish(tx, {"selection", subject.id, "changed", store::touch(tx, subject.id, now)}, now);
}

void undo_presence(db::Transaction& tx, base::Instant now, journal::Subject const& subject,
                   std::string const& data, bool was_removed) {
    auto const undo = json::from_json<ItemBefore>(data);
    auto const item = store::item(tx, subject.id, undo.before.id, was_removed);
    if (!item || item->version != undo.version_after) refuse_changed();
    store::set_item_removed(tx, item->id, was_removed ? std::nullopt : std::optional(now));
    live::publish(tx, {"selection", subject.id, "changed", store::touch(tx, subject.id, now)}, now);
}

void undo_order(db::Transaction& tx, http::Actor const&, base::Instant now,
                journal::Subject const& subject, std::string const& data) {
    auto const undo = json::from_json<OrderBefore>(data);
    if (store::item_ids(tx, subject.id) != undo.after) refuse_changed();
    store::set_places(tx, undo.before);
    live::publish(tx, {"selection", subject.id, "changed", store::touch(tx, subject.id, now)}, now);
}

}  // namespace

std::int64_t create_selection(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                              NewSelection const& wanted) {
    auto const deal_id = wanted.deal_id.value_or(0);
    if (deal_id) journal::require_change(tx, actor, "deal", deal_id);
    std::string title = text(wanted.title, "", 200);
    if (title.empty()) title = default_title(tx, deal_id, now);
    auto const id = store::add_selection(tx, title, actor.id,
                                         deal_id ? std::optional(deal_id) : std::nullopt, now);
    for (auto const product_id : wanted.product_ids) {
        if (wanted.product_ids.size() > most_items) break;
        store::add_item(tx, id, new_item(tx, {.product_id = product_id}));
    }
    want_pictures(tx, now, wanted.product_ids);
    record(tx, actor, now, id, "created", title, journal::Undo::compensated, "");
    return id;
}

std::int64_t change_selection(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                              std::int64_t id, SelectionChange const& change) {
    auto const before = require_change(tx, actor, id);
    if (before.version != change.version) refuse_changed(json::to_json(before));
    auto const title = text(change.title, before.title, 200);
    auto const deal_id = change.deal_id.value_or(before.deal_id.value_or(0));
    if (title.empty())
        throw base::Refusal::invalid("title_missing", {"Назовите подборку.", "Name the selection."},
                                     "title");
    if (deal_id && deal_id != before.deal_id.value_or(0))
        journal::require_change(tx, actor, "deal", deal_id);
    if (title == before.title && deal_id == before.deal_id.value_or(0)) return 0;
    store::set_selection(tx, id, title, deal_id ? std::optional(deal_id) : std::nullopt);
    return record(
        tx, actor, now, id, "changed", title, journal::Undo::reversible,
        json::to_json(HeadBefore{before.title, title, before.deal_id.value_or(0), deal_id}));
}

std::int64_t archive_selection(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                               std::int64_t id, bool archived) {
    auto const selection = require_change(tx, actor, id);
    if (selection.archived == archived) return 0;
    store::set_archived(tx, id, archived ? std::optional(now) : std::nullopt);
    return record(tx, actor, now, id, archived ? "archived" : "brought_back", selection.title,
                  journal::Undo::reversible, "{}");
}

std::int64_t add_item(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                      std::int64_t id, NewSelectionItem const& wanted) {
    require_change(tx, actor, id);
    if (wanted.product_id && store::same_item(tx, id, *wanted.product_id, wanted.variant_id))
        return 0;  // it is there already
    if (store::item_ids(tx, id).size() >= most_items)
        throw base::Refusal::conflict("selection_full",
                                      {"В подборке уже 300 товаров: начните новую.",
                                       "The selection has 300 items: begin a new one."});
    auto item = new_item(tx, wanted);
    item.id = store::add_item(tx, id, item);
    if (item.product_id) want_pictures(tx, now, {*item.product_id});
    return record(tx, actor, now, id, "item_added", item.title, journal::Undo::reversible,
                  json::to_json(ItemBefore{item, item.version}));
}

std::int64_t change_item(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                         std::int64_t id, std::int64_t item_id, SelectionItemChange const& change) {
    require_change(tx, actor, id);
    auto const before = require_item(tx, id, item_id);
    auto item = before;
    item.title = text(change.title, before.title, 500);
    item.note = text(change.note, before.note, 4000);
    item.url = web_address(change.url, before.url);
    item.price_micro = price(change.price_micro, before.price_micro);
    if (change.variant_id) {
        item.variant_id = *change.variant_id ? change.variant_id : std::nullopt;
        if (item.variant_id &&
            !(item.product_id && store::picked(tx, *item.product_id, item.variant_id)))
            throw base::Refusal::invalid(
                "variant_not_found",
                {"У этого товара нет такого варианта.", "The product has no such variant."},
                "variant_id");
    }
    if (item.title.empty())
        throw base::Refusal::invalid("title_missing", {"Назовите товар.", "Name the product."},
                                     "title");
    if (!store::save_item(tx, item, change.version)) refuse_changed(json::to_json(before));
    return record(tx, actor, now, id, "item_changed", item.title, journal::Undo::reversible,
                  json::to_json(ItemBefore{before, change.version + 1}));
}

std::int64_t remove_item(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                         std::int64_t id, std::int64_t item_id) {
    require_change(tx, actor, id);
    auto const item = require_item(tx, id, item_id);
    store::set_item_removed(tx, item_id, now);
    return record(tx, actor, now, id, "item_removed", item.title, journal::Undo::reversible,
                  json::to_json(ItemBefore{item, item.version + 1}));
}

std::int64_t order_items(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                         std::int64_t id, SelectionOrder const& order) {
    auto const selection = require_change(tx, actor, id);
    auto const before = store::item_ids(tx, id);
    if (order.item_ids == before) return 0;
    // Somebody added or removed one meanwhile: the order that was sent is of another list.
    if (!std::is_permutation(before.begin(), before.end(), order.item_ids.begin(),
                             order.item_ids.end()))
        refuse_changed();
    store::set_places(tx, order.item_ids);
    return record(tx, actor, now, id, "reordered", selection.title, journal::Undo::reversible,
                  json::to_json(OrderBefore{before, order.item_ids}));
}

void register_selections() {
    auto const may = [](db::Reader& reader, http::Actor const& actor, std::int64_t id,
                        auto const& of_deal) {
        if (!actor.may(accounts::catalog_read)) return false;
        auto const selection = store::selection(reader, id);
        if (!selection) return false;
        return selection->owner_id == actor.id ||
               (selection->deal_id && of_deal(reader, actor, "deal", *selection->deal_id));
    };
    journal::register_noun(
        {.key = "selection",
         .words = {"Подборка", "Selection"},
         .may_see = [may](db::Reader& reader, http::Actor const& actor,
                          std::int64_t id) { return may(reader, actor, id, &journal::may_see); },
         .may_change =
             [may](db::Reader& reader, http::Actor const& actor, std::int64_t id) {
                 return may(reader, actor, id, &journal::may_change);
             },
         .title =
             [](db::Reader& reader, std::int64_t id) {
                 auto const selection = store::selection(reader, id);
                 return selection ? selection->title : std::string();
             }});
    using journal::register_undo, journal::Subject;
    register_undo("selection", "changed", &undo_head);
    register_undo("selection", "item_changed", &undo_item);
    register_undo("selection", "reordered", &undo_order);
    for (auto const& [verb, was_archived] : {std::pair("archived", false), {"brought_back", true}})
        register_undo(
            "selection", verb,
            [was = was_archived](db::Transaction& tx, http::Actor const&, base::Instant now,
                                 Subject const& subject,
                                 std::string const&) { undo_archiving(tx, now, subject.id, was); });
    for (auto const& [verb, was_removed] : {std::pair("item_added", false), {"item_removed", true}})
        register_undo(
            "selection", verb,
            [was = was_removed](db::Transaction& tx, http::Actor const&, base::Instant now,
                                Subject const& subject, std::string const& data) {
                undo_presence(tx, now, subject, data, was);
            });
}

}  // namespace catalog
