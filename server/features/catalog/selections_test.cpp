#include "features/catalog/selections.h"

#include "features/catalog/catalog.h"
#include "features/catalog/feed_store.h"
#include "features/journal/journal.h"
#include "features/journal/nouns.h"
#include "platform/db/testing.h"

namespace catalog {
namespace {

constexpr base::Instant now{1'000'000};
constexpr std::int64_t deal_of_both = 500;  // Anna and Boris see it, only Anna changes it

class SelectionsTest : public db::testing::BothDatabases {
  protected:
    SelectionsTest() {
        register_catalog();
        database().write([&](db::Transaction& tx) {
            for (auto const* name : {"Анна", "Борис", "Вера"})
                people.push_back(
                    tx.insert("INSERT INTO people (login, password_hash, name, role, created_at) "
                              "VALUES ($1, '', $1, 'sales_manager', 0) RETURNING id",
                              name));
            FeedCard feed;
            feed.name = "Склад";
            feed.kind = "yml";
            feed.dealer_discount_basis_points = 5000;
            auto const feed_id = store::add_feed(tx, feed, now);
            std::vector<FeedOffer> offers;
            for (auto const* name : {"Кружка", "Термос", "Зонт"}) {
                FeedOffer offer;
                offer.id = offer.name = name;
                offer.price_micro = 100'000'000;
                offer.stock = 20;
                offer.parameters = {{"Объём", std::string(name) == "Кружка" ? "300" : "500", "мл"},
                                    {"Страна", "Россия", ""}};
                offers.push_back(offer);
            }
            store::keep_offers(tx, feed_id, 1, offers, now);
            products = tx.all<std::int64_t>("SELECT id FROM products ORDER BY id");
        });
        journal::register_noun(
            {"deal",
             {"Сделка", "Deal"},
             [this](db::Reader&, http::Actor const& actor, std::int64_t id) {
                 return id == deal_of_both && (actor.id == people[0] || actor.id == people[1]);
             },
             [this](db::Reader&, http::Actor const& actor, std::int64_t id) {
                 return id == deal_of_both && actor.id == people[0];
             },
             [](db::Reader&, std::int64_t) { return std::string("Кружки для Ромашки"); }});
    }
    ~SelectionsTest() override {
        journal::register_noun({"deal", {"Сделка", "Deal"}, nullptr, nullptr, nullptr});
    }

    http::Actor person(std::size_t which) const {
        http::Actor actor;
        actor.id = people[which];
        actor.name = "Сотрудник";
        actor.permissions = {"catalog_read"};
        return actor;
    }
    template <class F>
    auto write(F const& work) {
        return database().write(work);
    }
    std::int64_t create(NewSelection const& wanted, std::size_t who = 0) {
        return write(
            [&](db::Transaction& tx) { return create_selection(tx, person(who), now, wanted); });
    }
    SelectionCard card(std::int64_t id, std::size_t who = 0) {
        return database().read(
            [&](db::Reader& reader) { return selection(reader, person(who), id); });
    }
    std::vector<std::string> titles(std::int64_t id) {
        std::vector<std::string> out;
        for (auto const& item : card(id).items) out.push_back(item.title);
        return out;
    }
    void undo(std::int64_t event_id, std::size_t who = 0) {
        write([&](db::Transaction& tx) { journal::undo(tx, person(who), now, event_id); });
    }
    template <class F>
    std::string refusal(F const& work) {
        try {
            work();
        } catch (base::Refusal const& refusal) {
            return refusal.code;
        }
        return "";
    }
    using Titles = std::vector<std::string>;

    std::vector<std::int64_t> people, products;
};

TEST_P(SelectionsTest, TakesProductsAndWhatIsNotInTheCatalogue) {
    auto const id = create({.title = "  Подарки  ", .product_ids = {products[0]}});
    write([&](db::Transaction& tx) {
        add_item(tx, person(0), now, id, {.product_id = products[1]});
        add_item(tx, person(0), now, id,
                 {.title = "Кепка на заказ",
                  .url = "https://example.com/cap",
                  .price_micro = 450'000'000});
        EXPECT_EQ(add_item(tx, person(0), now, id, {.product_id = products[1]}), 0)
            << "the same product once";
    });
    auto const made = card(id);
    EXPECT_EQ(made.selection.title, "Подарки");
    EXPECT_EQ(titles(id), (Titles{"Кружка", "Термос", "Кепка на заказ"}));
    EXPECT_EQ(made.items[0].price_micro, 100'000'000);
    EXPECT_FALSE(made.items[0].own_price);
    EXPECT_EQ(made.items[2].price_micro, 450'000'000);
    EXPECT_EQ(made.items[2].product_id, std::nullopt);
    EXPECT_EQ(made.feeds.size(), 1u);
    EXPECT_TRUE(made.may_change);
    EXPECT_EQ(refusal([&] {
                  write([&](db::Transaction& tx) {
                      add_item(tx, person(0), now, id, {.title = "x", .url = "javascript:1"});
                  });
              }),
              "url_invalid");
}

TEST_P(SelectionsTest, EveryChangeCanBeUndone) {
    auto const id = create({.product_ids = products});
    auto const items = card(id).items;
    std::int64_t removed = 0, ordered = 0, noted = 0, renamed = 0, archived = 0;
    write([&](db::Transaction& tx) {
        removed = remove_item(tx, person(0), now, id, items[1].id);
        ordered = order_items(tx, person(0), now, id, {{items[2].id, items[0].id}});
        noted = change_item(tx, person(0), now, id, items[0].id,
                            {.version = 1, .note = "Любит директор", .price_micro = 90'000'000});
    });
    renamed = write([&](db::Transaction& tx) {
        return change_selection(
            tx, person(0), now, id,
            {.version = selection(tx, person(0), id).selection.version, .title = "Новое"});
    });
    archived =
        write([&](db::Transaction& tx) { return archive_selection(tx, person(0), now, id, true); });
    EXPECT_EQ(titles(id), (Titles{"Зонт", "Кружка"}));
    EXPECT_EQ(card(id).items[1].note, "Любит директор");
    EXPECT_TRUE(card(id).selection.archived);

    EXPECT_EQ(refusal([&] { undo(archived, 2); }), "not_found") << "a stranger";
    undo(archived);
    undo(renamed);
    undo(noted);
    undo(ordered);
    undo(removed);
    auto const back = card(id);
    EXPECT_EQ(titles(id), (Titles{"Кружка", "Термос", "Зонт"}));
    EXPECT_EQ(back.items[0].note, "");
    EXPECT_FALSE(back.items[0].own_price);
    EXPECT_FALSE(back.selection.archived);
    EXPECT_NE(back.selection.title, "Новое");
    EXPECT_EQ(refusal([&] { undo(removed); }), "undone_already");
}

TEST_P(SelectionsTest, UndoMeetsALaterChange) {
    auto const id = create({.product_ids = products});
    auto const item = card(id).items[0];
    auto const first = write([&](db::Transaction& tx) {
        return change_item(tx, person(0), now, id, item.id, {.version = 1, .note = "раз"});
    });
    write([&](db::Transaction& tx) {
        change_item(tx, person(0), now, id, item.id, {.version = 2, .note = "два"});
    });
    EXPECT_EQ(refusal([&] { undo(first); }), "selection_changed");
    EXPECT_EQ(card(id).items[0].note, "два");
}

TEST_P(SelectionsTest, TwoPeopleMeetAtAnItem) {
    auto const id = create({.product_ids = products});
    auto const item = card(id).items[0];
    write([&](db::Transaction& tx) {
        change_item(tx, person(0), now, id, item.id, {.version = 1, .note = "раз"});
    });
    EXPECT_EQ(refusal([&] {
                  write([&](db::Transaction& tx) {
                      change_item(tx, person(0), now, id, item.id, {.version = 1, .note = "два"});
                  });
              }),
              "selection_changed");
    EXPECT_EQ(
        refusal([&] {
            write([&](db::Transaction& tx) { order_items(tx, person(0), now, id, {{item.id}}); });
        }),
        "selection_changed")
        << "an order of another list";
}

TEST_P(SelectionsTest, IsSeenByItsOwnerAndWhoSeesItsDeal) {
    auto const own = create({.title = "Своё"});
    auto const of_deal = create({.deal_id = deal_of_both, .product_ids = {products[0]}});
    EXPECT_EQ(card(of_deal).selection.title, "Кружки для Ромашки");
    EXPECT_EQ(refusal([&] { card(own, 1); }), "not_found");
    EXPECT_EQ(card(of_deal, 1).deal_title, "Кружки для Ромашки");
    EXPECT_FALSE(card(of_deal, 1).may_change);
    EXPECT_EQ(refusal([&] { card(of_deal, 2); }), "not_found");
    EXPECT_NE(refusal([&] {
                  write([&](db::Transaction& tx) {
                      add_item(tx, person(1), now, of_deal, {.title = "Тайком"});
                  });
              }),
              "");
    EXPECT_NE(refusal([&] { create({.deal_id = deal_of_both}, 2); }), "");
    database().read([&](db::Reader& reader) {
        EXPECT_EQ(find_selections(reader, person(0), {}).items.size(), 2u);
        EXPECT_EQ(find_selections(reader, person(1), {}).items.size(), 0u);
        EXPECT_EQ(find_selections(reader, person(1), {.deal_id = deal_of_both}).items.size(), 1u);
        EXPECT_THROW(find_selections(reader, person(2), {.deal_id = deal_of_both}), base::Refusal);
        EXPECT_THROW(selection_items(reader, person(2), of_deal), base::Refusal);
        auto const items = selection_items(reader, person(1), of_deal);
        ASSERT_EQ(items.size(), 1u);
        EXPECT_EQ(items[0].cost_micro, std::nullopt);
        auto boss = person(1);
        boss.permissions.insert("costs_read");
        EXPECT_EQ(selection_items(reader, boss, of_deal)[0].cost_micro, 50'000'000);
    });
}

TEST_P(SelectionsTest, ComparesPropertyByProperty) {
    auto const id = create({.product_ids = {products[0], products[1]}});
    write([&](db::Transaction& tx) { add_item(tx, person(0), now, id, {.title = "Кепка"}); });
    auto const compared = database().read(
        [&](db::Reader& reader) { return compare_selection(reader, person(0), id); });
    ASSERT_EQ(compared.parameters.size(), 2u);
    EXPECT_EQ(compared.parameters[0].name, "Объём");
    EXPECT_EQ(compared.parameters[0].values, (Titles{"300 мл", "500 мл", ""}));
    EXPECT_FALSE(compared.parameters[0].same);
}

TEST_P(SelectionsTest, ListsTheLastChangedFirstInPages) {
    std::vector<std::int64_t> ids;
    for (int i = 0; i < 60; ++i) ids.push_back(create({.title = std::to_string(i)}));
    database().read([&](db::Reader& reader) {
        auto const first = find_selections(reader, person(0), {});
        ASSERT_EQ(first.items.size(), 50u);
        EXPECT_EQ(first.items[0].id, ids.back());
        ASSERT_TRUE(first.next);
        auto const second = find_selections(reader, person(0), {.after = first.next});
        EXPECT_EQ(second.items.size(), 10u);
        EXPECT_EQ(second.items.back().id, ids.front());
        EXPECT_FALSE(second.next);
    });
}

BOTH_DATABASES(SelectionsTest);

}  // namespace
}  // namespace catalog
