#include "features/deals/deal_testing.h"
#include "features/journal/nouns.h"

#include <random>

namespace deals {
namespace {

class DealViews : public testing::Department {
  protected:
    DealPage list_as(http::Actor const& actor, DealFilter const& filter) {
        return read([&](db::Reader& reader) { return list(reader, actor, now, filter); });
    }
    std::set<std::int64_t> ids(http::Actor const& actor, DealFilter filter = {}) {
        std::set<std::int64_t> out;
        for (auto const& item : list_as(actor, filter).items) out.insert(item.id);
        return out;
    }
    DealBoard board_as(http::Actor const& actor, BoardQuery const& query) {
        return read([&](db::Reader& reader) { return board(reader, actor, now, query); });
    }
    bool sees(http::Actor const& actor, std::int64_t id) {
        return read(
            [&](db::Reader& reader) { return journal::may_see(reader, actor, "deal", id); });
    }
    static std::int64_t last_reversible(db::Reader& reader) {
        return reader.one<std::int64_t>(
            "SELECT COALESCE(MAX(id), 0) FROM events "
            "WHERE noun = 'deal' AND undo = 'reversible' AND undone_by IS NULL");
    }
    std::string scope_refusal(http::Actor const& actor, DealScope scope) {
        try {
            static_cast<void>(board_as(actor, {.scope = scope}));
        } catch (base::Refusal const& refusal) {
            return refusal.code;
        }
        return "";
    }
};

// docs/features/deals.md, "Who sees what", as a table.
TEST_P(DealViews, EachRoleSeesItsDeals) {
    auto const of_anna = open_as(anna, wanted()), of_boris = open_as(boris);
    auto team_anna = anna;
    team_anna.permissions.insert("deals_see_team");  // the company's setting
    struct Case {
        char const* who;
        http::Actor const& actor;
        std::set<std::int64_t> expected;
    } const cases[] = {
        {"own only", anna, {of_anna}},
        {"own only", boris, {of_boris}},
        {"the team's by the setting", team_anna, {of_anna, of_boris}},
        {"nothing without taking part", vera, {}},
        {"nothing without taking part", gleb, {}},
        {"the head sees all", head, {of_anna, of_boris}},
    };
    for (auto const& c : cases) {
        EXPECT_EQ(ids(c.actor), c.expected) << c.who;
        for (auto const id : {of_anna, of_boris}) {
            EXPECT_EQ(sees(c.actor, id), c.expected.contains(id)) << c.who;
            if (c.expected.contains(id)) continue;
            EXPECT_THROW(card_as(c.actor, id), base::Refusal) << c.who;
        }
    }
}

TEST_P(DealViews, WhoIsGivenATaskSeesTheDeal) {
    auto const id = open_as(anna, wanted());
    EXPECT_FALSE(sees(gleb, id));
    write([&](db::Transaction& tx) {
        tasks::create(tx, anna, now, {.assignee_id = gleb.id, .noun = "deal", .subject_id = id});
    });
    EXPECT_TRUE(sees(gleb, id));
    EXPECT_EQ(ids(gleb, {.scope = DealScope::helping}), std::set{id});
    EXPECT_TRUE(ids(gleb, {.scope = DealScope::mine}).empty());
    EXPECT_TRUE(card_as(gleb, id).allowed.empty());  // an assistant reads
    EXPECT_EQ(refusal([&](db::Transaction& tx) { move(tx, gleb, now, id, "lost"); }), "forbidden");
    write([&](db::Transaction& tx) { remove_helper(tx, anna, now, id, gleb.id); });
    EXPECT_FALSE(sees(gleb, id));
    EXPECT_EQ(refusal([&](db::Transaction& tx) { move(tx, gleb, now, id, "lost"); }), "not_found");
}

TEST_P(DealViews, AScopeIsAskedForByRight) {
    EXPECT_EQ(scope_refusal(anna, DealScope::mine), "");
    EXPECT_EQ(scope_refusal(anna, DealScope::team), "scope_forbidden");
    EXPECT_EQ(scope_refusal(anna, DealScope::all), "scope_forbidden");
    EXPECT_EQ(scope_refusal(head, DealScope::all), "");
    auto team_anna = anna;
    team_anna.permissions.insert("deals_see_team");
    EXPECT_EQ(scope_refusal(team_anna, DealScope::team), "");
    EXPECT_THROW(list_as(anna, {.scope = DealScope::all}), base::Refusal);
}

TEST_P(DealViews, TheBoardHasColumnsNumbersAndGoesOnWithoutGaps) {
    std::set<std::int64_t> opened;
    for (int i = 0; i < 7; ++i) {
        auto deal = wanted();
        deal.estimate_kopecks = 1000;
        now = now + std::chrono::minutes(i % 2);  // some at the same instant
        opened.insert(open_as(anna, deal));
    }
    open_as(boris);
    tell(*opened.begin(), "quote_sent");
    for (bool const folded : {false, true}) {
        auto const mine = board_as(anna, {.limit = 4});
        ASSERT_EQ(mine.columns.size(), 6U);  // the open stages
        EXPECT_EQ(mine.columns[0].stage, "new_lead");
        auto const scoped = board_as(anna, {.scope = DealScope::mine, .limit = 4});
        EXPECT_EQ(scoped.columns[0].deals, 6) << folded;
        EXPECT_EQ(scoped.columns[0].amount_kopecks, 6000);
        EXPECT_EQ(scoped.columns[1].deals, 1);
        EXPECT_EQ(scoped.columns[0].items.size(), 4U);
        EXPECT_EQ(board_as(head, {}).columns[0].deals, 7);
        write([](db::Transaction& tx) { store::fold(tx, 1000); });
    }
    std::set<std::int64_t> seen;
    auto page = board_as(anna, {.limit = 4}).columns[0];
    for (auto const& item : page.items) seen.insert(item.id);
    auto next = page.next;
    while (next) {
        auto const more = read([&](db::Reader& reader) {
            return column(reader, anna, now, "new_lead", {.after = next, .limit = 1});
        });
        for (auto const& item : more.items) EXPECT_TRUE(seen.insert(item.id).second);
        next = more.next;
    }
    seen.insert(*opened.begin());
    EXPECT_EQ(seen, opened);
}

TEST_P(DealViews, TheListFilters) {
    auto plain = open_as(anna, wanted());
    auto deal = wanted();
    deal.need = {.items = {{.product = "Футболки с вышивкой"}},
                 .in_hands_on = base::Date{2026, 12, 25}};
    deal.estimate_kopecks = 900'000'00;
    deal.company_id = 0;
    auto const shirts = open_as(anna, deal);
    auto const lost = open_as(anna, wanted());
    write([&](db::Transaction& tx) { lose(tx, anna, now, lost, "price", ""); });
    auto const sent = open_as(anna, wanted());
    tell(sent, "quote_sent");
    struct Case {
        char const* what;
        DealFilter filter;
        std::set<std::int64_t> expected;
    } const cases[] = {
        {"open ones", {}, {plain, shirts, sent}},
        {"lost ones", {.outcome = Outcome::lost}, {lost}},
        {"all of them", {.any_outcome = true}, {plain, shirts, lost, sent}},
        {"by stage", {.stage = {"quote_sent"}}, {sent}},
        {"by stages", {.stage = {"quote_sent", "new_lead"}}, {plain, shirts, sent}},
        {"by word forms", {.text = "футболка вышивка"}, {shirts}},
        {"by the company's name", {.text = "ромашка"}, {plain, sent}},
        {"by words that nothing has", {.text = "пингвин"}, {}},
        {"without a company", {.lacks = Lacking::company}, {shirts}},
        {"without something", {.lacks = Lacking::anything}, {shirts}},
        {"without a contact", {.lacks = Lacking::contact}, {}},
        {"the quote is waited for", {.quote = QuoteState::waiting}, {plain, shirts}},
        {"the quote went out", {.quote = QuoteState::sent}, {sent}},
        {"from an amount", {.amount_from = 1}, {shirts}},
        {"to an amount", {.amount_to = 1}, {plain, sent}},
        {"in hands", {.in_hands_from = base::Date{2026, 12, 1}}, {shirts}},
        {"in hands until", {.in_hands_to = base::Date{2026, 12, 24}}, {}},
        {"the company's", {.company_id = company}, {plain, sent}},
        {"the contact's",
         {.any_outcome = true, .contact_id = contact},
         {plain, shirts, lost, sent}},
        {"of a reason", {.any_outcome = true, .lost_reason = "price"}, {lost}},
        {"nothing late yet", {.late = true}, {}},
        {"all have a next step", {.no_next_step = true}, {}},
        {"by the quote's deadline",
         {.quote = QuoteState::waiting, .order = DealOrder::quote_deadline},
         {plain, shirts}},
    };
    for (auto const& c : cases) EXPECT_EQ(ids(anna, c.filter), c.expected) << c.what;

    now = testing::instant("2026-11-26T14:00:00Z");  // both quotes are late, the call is not
    EXPECT_EQ(ids(anna, {.late = true}), (std::set{plain, shirts}));
    EXPECT_EQ(ids(anna, {.quote = QuoteState::late}), (std::set{plain, shirts}));
    write([&](db::Transaction& tx) {
        tasks::close_all(tx, anna, now, "deal", plain, "quote", "Сделано");
    });
    EXPECT_EQ(ids(anna, {.no_next_step = true}), std::set{plain});
    EXPECT_TRUE(card_as(anna, plain).no_next_step);
}

TEST_P(DealViews, TheListGoesOnWithoutGapsInBothOrders) {
    std::set<std::int64_t> opened;
    for (int i = 0; i < 9; ++i) {
        now = now + std::chrono::minutes(i % 3 ? 1 : 0);
        opened.insert(open_as(anna, wanted()));
    }
    for (auto const order : {DealOrder::newest, DealOrder::quote_deadline}) {
        std::set<std::int64_t> seen;
        DealFilter filter{.order = order, .limit = 2};
        int pages = 0;
        do {
            auto const page = list_as(anna, filter);
            for (auto const& item : page.items) EXPECT_TRUE(seen.insert(item.id).second);
            filter.after = page.next;
        } while (filter.after && ++pages < 20);
        EXPECT_EQ(seen, opened);
    }
}

// Whatever is done in whatever order, the kept numbers are those of the rows.
TEST_P(DealViews, KeptNumbersHoldAfterARandomDay) {
    std::mt19937 random(7);
    std::vector<std::int64_t> deals;
    for (int i = 0; i < 4; ++i) deals.push_back(open_as(anna, wanted()));
    auto const pick = [&](int count) {
        return static_cast<int>(random() % static_cast<unsigned>(count));
    };
    char const* const stages[] = {"new_lead", "quote_sent", "objections", "done"};
    char const* const facts[] = {"quote_sent", "invoice_issued", "paid", "papers_complete"};
    for (int i = 0; i < 120; ++i) {
        auto const id = deals[static_cast<std::size_t>(pick(4))];
        int const act = pick(7);
        refusal([&](db::Transaction& tx) {
            if (act == 0) move(tx, head, now, id, stages[pick(4)]);
            if (act == 1) tell_fact(tx, head, now, id, facts[pick(4)]);
            if (act == 2) lose(tx, head, now, id, "price", "");
            if (act == 3) reopen(tx, head, now, id);
            if (act == 4) hand_over(tx, head, now, id, pick(2) ? anna.id : boris.id, true);
            if (act == 5) set_amount(tx, now, id, AmountSource::chosen, pick(1000));
            if (act == 6) journal::undo(tx, head, now, last_reversible(tx));
        });
        if (i % 30 == 0) write([](db::Transaction& tx) { store::fold(tx, 10); });
    }
    expect_right_counters();
    write([&](db::Transaction& tx) { store::count(tx, anna.id, "new_lead", 1, 5); });
    read([](db::Reader& reader) {
        ASSERT_EQ(store::wrong_counters(reader).size(), 1U);  // and a wrong one is seen
    });
}

BOTH_DATABASES(DealViews);

}  // namespace
}  // namespace deals
