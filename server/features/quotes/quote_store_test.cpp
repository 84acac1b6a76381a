#include "features/quotes/quote_store.h"

#include "features/quotes/client_store.h"
#include "platform/db/testing.h"

#include <chrono>

namespace quotes {
namespace {

PriceTerms const terms{VatRegime::general, 2200, 1500};

class QuoteStore : public db::testing::BothDatabases {
  protected:
    QuoteStore() {
        database().write([&](db::Transaction& tx) {
            auto const person = tx.insert(
                "INSERT INTO people (login, password_hash, name, role, created_at) "
                "VALUES ('anna', '', 'Анна', 'head', 0) RETURNING id");
            auto const seller = tx.insert(
                "INSERT INTO sellers (name, legal_form, inn, created_at) "
                "VALUES ('Сувенир', 'ООО', '7707083893', 0) RETURNING id");
            auto const deal = tx.insert(
                "INSERT INTO deals (title, owner_id, stage, stage_entered_at, created_at, "
                "changed_at) VALUES ('Кружки', $1, 'new_lead', 0, 0, 0) RETURNING id",
                person);
            quote = insert_quote(tx, {.deal_id = deal,
                                      .number = "КП-2026-0001",
                                      .seller_id = seller,
                                      .author_id = person,
                                      .state = "draft",
                                      .created_at = {5}});
            version = insert_version(tx, quote, 1, {5});
        });
    }

    static QuoteDraft draft(int lines, int runs) {
        QuoteDraft out;
        out.greeting = "Здравствуйте!";
        out.inner_note = "не показывать";
        out.in_hands_on = base::Date{2026, 12, 24};
        for (int i = 0; i < lines; ++i) {
            QuoteLine line{.key = "line" + std::to_string(i),
                           .title = "Товар " + std::to_string(i),
                           .logo_box = LogoBox{1000, 2000, 3000, 4000},
                           .lead_time_days = 7,
                           .url = "https://example.ru/" + std::to_string(i)};
            for (int j = 0; j < runs; ++j)
                line.options.push_back({.quantity = 100 * (j + 1),
                                        .unit_cost_micro = 250'000'000 + i,
                                        .extra_cost_micro = 5'000'000'000,
                                        .cost_vat_basis_points = 2200,
                                        .price_rule = PriceRule::markup,
                                        .rule_basis_points = 4000,
                                        .target_price_kopecks = 0,
                                        .discount_basis_points = 500,
                                        .imprints = {{"шелкография, 2 цвета", "шелкография", 2,
                                                      "грудь", 12'000'000, 3'000'000'000}}});
            out.lines.push_back(line);
        }
        return out;
    }
    void store(QuoteDraft const& given) {
        database().write([&](db::Transaction& tx) {
            save(tx, version, given, price_draft(given, terms), terms);
        });
    }
    QuoteDraft loaded() {
        return database().read([&](db::Reader& reader) { return load(reader, version); });
    }
    std::int64_t count(char const* sql) {
        return database().read([&](db::Reader& reader) { return reader.one<std::int64_t>(sql); });
    }
    std::vector<OptionRow> options() {
        return database().read([&](db::Reader& reader) { return options_of(reader, version); });
    }

    std::int64_t quote = 0;
    std::int64_t version = 0;
};

TEST_P(QuoteStore, GivesBackTheDraftAsItWasSaved) {
    QuoteDraft const given = draft(3, 2);
    store(given);
    EXPECT_EQ(json::to_json(loaded()), json::to_json(given));
}

TEST_P(QuoteStore, LinesMoveComeAndGo) {
    QuoteDraft given = draft(4, 2);
    store(given);
    std::swap(given.lines[0], given.lines[2]);
    given.lines.erase(given.lines.begin() + 1);
    given.lines[0].options.pop_back();
    given.lines[0].options[0].imprints.clear();
    given.lines.push_back({.key = "fresh", .title = "Новая"});
    store(given);
    EXPECT_EQ(json::to_json(loaded()), json::to_json(given));
    EXPECT_EQ(count("SELECT count(*) FROM quote_lines"), 4);
    EXPECT_EQ(count("SELECT count(*) FROM quote_options"), 1 + 2 + 2);
    EXPECT_EQ(count("SELECT count(*) FROM quote_imprints"), 2 + 2);
}

TEST_P(QuoteStore, ASaveWritesOnlyTheLinesThatDiffer) {
    QuoteDraft given = draft(3, 2);
    store(given);
    auto const before = options();
    given.lines[1].options[0].unit_cost_micro = 1;
    store(given);
    auto const after = options();
    ASSERT_EQ(after.size(), before.size());
    EXPECT_EQ(after[0].id, before[0].id);
    EXPECT_NE(after[2].id, before[2].id);
    EXPECT_EQ(after[5].id, before[5].id);
}

TEST_P(QuoteStore, AnotherRateOfVatPricesEverythingAnew) {
    QuoteDraft const given = draft(2, 1);
    store(given);
    auto const vat = options()[0].vat_kopecks;
    database().write([&](db::Transaction& tx) {
        PriceTerms const others{VatRegime::simplified_none, 0, 1500};
        save(tx, version, given, price_draft(given, others), others);
    });
    EXPECT_NE(vat, 0);
    EXPECT_EQ(options()[0].vat_kopecks, 0);
}

TEST_P(QuoteStore, AFrozenVersionIsNeverWrittenAgain) {
    store(draft(1, 1));
    database().write([&](db::Transaction& tx) { freeze(tx, version, {77}); });
    EXPECT_THROW(store(draft(1, 2)), std::logic_error);
    EXPECT_EQ(loaded().lines[0].options.size(), 1u);
}

TEST_P(QuoteStore, TwoPeopleDoNotOverwriteEachOther) {
    auto row = database().read([&](db::Reader& reader) { return *find_quote(reader, quote); });
    auto const saved = [&] {
        return database().write([&](db::Transaction& tx) { return save(tx, row, {9}); });
    };
    EXPECT_TRUE(saved());
    EXPECT_FALSE(saved());
}

TEST_P(QuoteStore, SumsFollowTheClientsChoices) {
    store(draft(2, 2));
    auto const rows = options();
    auto const sum = [&] {
        return database().read(
            [&](db::Reader& reader) { return sum_of(line_sums(reader, version)); });
    };
    EXPECT_FALSE(sum().complete);
    EXPECT_EQ(sum().undecided_lines, 2);
    database().write([&](db::Transaction& tx) {
        save_choice(tx, version, rows[0].line_id, rows[1].id, false, {1});
        save_choice(tx, version, rows[2].line_id, std::nullopt, true, {1});
    });
    EXPECT_TRUE(sum().complete);
    EXPECT_EQ(sum().total_kopecks, rows[1].total_kopecks);
    database().write([&](db::Transaction& tx) {
        save_choice(tx, version, rows[0].line_id, rows[0].id, false, {2});
    });
    EXPECT_EQ(sum().total_kopecks, rows[0].total_kopecks);
}

// 60 lines, three runs each: what a keystroke costs while others wait for the writer.
TEST_P(QuoteStore, SixtyLinesAreSavedFast) {
    QuoteDraft given = draft(60, 3);
    store(given);
    auto fastest = std::chrono::milliseconds::max();
    for (int i = 0; i < 5; ++i) {
        given.lines[30].options[1].unit_cost_micro = 1'000'000 + i;
        auto const start = std::chrono::steady_clock::now();
        store(given);
        EXPECT_EQ(loaded().lines[30].options[1].unit_cost_micro, 1'000'000 + i);
        fastest = std::min(fastest, std::chrono::duration_cast<std::chrono::milliseconds>(
                                        std::chrono::steady_clock::now() - start));
    }
    EXPECT_LT(fastest.count(), 150);
}

BOTH_DATABASES(QuoteStore);

}  // namespace
}  // namespace quotes
