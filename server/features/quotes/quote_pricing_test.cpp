#include "features/quotes/quote_pricing.h"

#include "platform/base/money.h"
#include "platform/base/refusal.h"

#include <gtest/gtest.h>

namespace quotes {
namespace {

constexpr std::int64_t rouble = base::micro_per_rouble;

TEST(Vat, FollowsTheRegimeAndTheDay) {
    struct Case {
        VatRegime regime;
        base::Date date;
        int expected;
    } const cases[] = {
        {VatRegime::general, {2025, 12, 31}, 2000},    {VatRegime::general, {2026, 1, 1}, 2200},
        {VatRegime::simplified_5, {2026, 1, 1}, 500},  {VatRegime::simplified_7, {2026, 6, 1}, 700},
        {VatRegime::simplified_none, {2026, 1, 1}, 0},
    };
    for (auto const& c : cases) EXPECT_EQ(vat_basis_points(c.regime, c.date), c.expected);
}

struct PriceCase {
    char const* name;
    OptionCost cost;
    PriceTerms terms;
    std::int64_t unit_price_kopecks, total_kopecks, vat_kopecks, cost_kopecks, margin_kopecks,
        margin_basis_points;
};

PriceTerms const general{VatRegime::general, 2200, 2000};
PriceTerms const without{VatRegime::simplified_none, 0, 2000};
PriceTerms const five{VatRegime::simplified_5, 500, 0};

// quantity, unit cost, extra, cost's VAT, imprints, rule, basis points, target, discount
PriceCase const price_cases[] = {
    {"cost without VAT, markup 40 %, VAT on top",
     {100, 200 * rouble, 0, 0, {}, PriceRule::markup, 4000, 0, 0},
     general,
     341'60,
     34'160'00,
     6'160'00,
     20'000'00,
     8'000'00,
     2857},
    {"VAT inside the cost is taken back",
     {100, 244 * rouble, 0, 2200, {}, PriceRule::markup, 4000, 0, 0},
     general,
     341'60,
     34'160'00,
     6'160'00,
     20'000'00,
     8'000'00,
     2857},
    {"without VAT the supplier's VAT stays a cost",
     {100, 244 * rouble, 0, 2200, {}, PriceRule::markup, 4000, 0, 0},
     without,
     341'60,
     34'160'00,
     0,
     24'400'00,
     9'760'00,
     2857},
    {"five per cent: not taken back, charged on top",
     {10, 100 * rouble, 0, 2200, {}, PriceRule::markup, 0, 0, 0},
     five,
     105'00,
     1'050'00,
     50'00,
     1'000'00,
     0,
     0},
    {"set-up is spread over the run and inside the price",
     {300,
      100 * rouble,
      0,
      0,
      {{"шелкография", 20 * rouble, 1000 * rouble}},
      PriceRule::markup,
      0,
      0,
      0},
     without,
     123'33,
     36'999'00,
     0,
     37'000'00,
     -1'00,
     0},
    {"extra costs of the run",
     {100, 100 * rouble, 500 * rouble, 0, {}, PriceRule::markup, 10000, 0, 0},
     without,
     210'00,
     21'000'00,
     0,
     10'500'00,
     10'500'00,
     5000},
    {"margin is a share of the price without VAT",
     {100, 100 * rouble, 0, 0, {}, PriceRule::margin, 5000, 0, 0},
     general,
     244'00,
     24'400'00,
     4'400'00,
     10'000'00,
     10'000'00,
     5000},
    {"a target price ignores the rule's share",
     {50, 100 * rouble, 0, 0, {}, PriceRule::target, 9999, 199'90, 0},
     general,
     199'90,
     9'995'00,
     1'802'38,
     5'000'00,
     3'192'62,
     3897},
    {"discount comes off the line, rounded to a kopeck",
     {3, 100 * rouble, 0, 0, {}, PriceRule::target, 0, 33'33, 1050},
     without,
     33'33,
     89'49,
     0,
     300'00,
     -210'51,
     -23523},
    {"half a kopeck goes up",
     {1, 1'005'000, 0, 0, {}, PriceRule::markup, 0, 0, 0},
     without,
     1'01,
     1'01,
     0,
     1'01,
     0,
     0},
    {"below half goes down, though two roundings would go up",
     {1, 1'004'999, 0, 0, {}, PriceRule::markup, 0, 0, 0},
     without,
     1'00,
     1'00,
     0,
     1'00,
     0,
     0},
    {"a gift has no margin to speak of",
     {10, 50 * rouble, 0, 0, {}, PriceRule::target, 0, 0, 0},
     general,
     0,
     0,
     0,
     500'00,
     -500'00,
     -10000},
    {"the largest numbers do not overflow",
     {100'000, 1'000'000 * rouble, 0, 0, {}, PriceRule::markup, 1'000'000, 0, 0},
     general,
     12'322'000'000,
     1'232'200'000'000'000,
     222'200'000'000'000,
     10'000'000'000'000,
     1'000'000'000'000'000,
     9901},
};

TEST(Pricing, GivesThePriceOfEveryCase) {
    for (PriceCase const& c : price_cases) {
        SCOPED_TRACE(c.name);
        OptionPrice const price = price_option(c.cost, c.terms);
        EXPECT_EQ(price.unit_price_kopecks, c.unit_price_kopecks);
        EXPECT_EQ(price.total_kopecks, c.total_kopecks);
        EXPECT_EQ(price.vat_kopecks, c.vat_kopecks);
        EXPECT_EQ(price.cost_kopecks, c.cost_kopecks);
        EXPECT_EQ(price.margin_kopecks, c.margin_kopecks);
        EXPECT_EQ(price.margin_basis_points, c.margin_basis_points);
        EXPECT_EQ(price.below_minimum_margin,
                  c.margin_basis_points < c.terms.minimum_margin_basis_points);
        EXPECT_EQ(price.gross_kopecks - price.discount_kopecks, price.total_kopecks);
        EXPECT_EQ(price.total_kopecks - price.vat_kopecks - price.cost_kopecks,
                  price.margin_kopecks);
    }
}

TEST(Pricing, TheWorkingAddsUpToTheCost) {
    OptionCost const cost{100,
                          244 * rouble,
                          0,
                          2200,
                          {{"тампопечать, 1 цвет", 12'200'000, 1220 * rouble}},
                          PriceRule::markup,
                          4000,
                          0,
                          500};
    OptionPrice const price = price_option(cost, general);
    ASSERT_GE(price.steps.size(), 7u);
    EXPECT_EQ(price.steps[0].amount_micro, 20'000 * rouble);
    EXPECT_EQ(price.steps[1].amount_micro, 2'000 * rouble);
    EXPECT_EQ(price.steps[2].amount_micro, 220 * rouble);
    EXPECT_EQ(price.steps[0].working.ru, "(244,00\u00a0₽ / 1,22 = 200,00\u00a0₽) × 100");
    EXPECT_EQ(price.steps[3].label.ru, "Наценка 40\u00a0%");
    for (auto const& step : price.steps) {
        EXPECT_FALSE(step.label.ru.empty());
        EXPECT_FALSE(step.label.en.empty());
    }
}

TEST(Pricing, RefusesWhatIsOutOfRangeAndNamesIt) {
    struct Case {
        OptionCost cost;
        char const* field;
    } const cases[] = {
        {{0}, "lines[1].options[0].quantity"},
        {{1'000'001}, "lines[1].options[0].quantity"},
        {{1, -1}, "lines[1].options[0].unit_cost_micro"},
        {{1'000'000, 1'000'000 * rouble}, "lines[1].options[0].unit_cost_micro"},
        {{1, 0, 0, 0, {{"", 0, -5}}}, "lines[1].options[0].imprints[0].setup_micro"},
        {{1, 0, 0, 0, {}, PriceRule::margin, 9600}, "lines[1].options[0].rule_basis_points"},
        {{1, 0, 0, 0, {}, PriceRule::markup, -10000}, "lines[1].options[0].rule_basis_points"},
        {{1, 0, 0, 0, {}, PriceRule::target, 0, -1}, "lines[1].options[0].target_price_kopecks"},
        {{1, 0, 0, 0, {}, PriceRule::markup, 0, 0, 10001},
         "lines[1].options[0].discount_basis_points"},
    };
    for (auto const& c : cases) {
        try {
            price_option(c.cost, general, "lines[1].options[0]");
            ADD_FAILURE() << c.field;
        } catch (base::Refusal const& refusal) {
            EXPECT_EQ(refusal.field, c.field);
        }
    }
}

TEST(DecoratorTable, TakesTheRowOfTheRunAndColours) {
    DecoratorTable const table{{{50, 1, 44 * rouble},
                                {100, 1, 30 * rouble},
                                {500, 1, 18 * rouble},
                                {50, 2, 60 * rouble},
                                {1000, 2, std::nullopt}},
                               1000 * rouble,
                               200 * rouble,
                               3500 * rouble};
    struct Case {
        std::int64_t run;
        int colours;
        std::int64_t per_piece, setup;
    } const cases[] = {
        {50, 1, 44 * rouble, 2500 * rouble},  // 2200 printed, 1300 to the minimum, 1200 set-up
        {99, 1, 44 * rouble, 1200 * rouble},  {100, 1, 30 * rouble, 1700 * rouble},
        {500, 1, 18 * rouble, 1200 * rouble}, {5000, 1, 18 * rouble, 1200 * rouble},
        {100, 2, 60 * rouble, 2200 * rouble},
    };
    for (auto const& c : cases) {
        auto const price = price_from_table(table, c.run, c.colours);
        EXPECT_EQ(price.per_piece_micro, c.per_piece) << c.run;
        EXPECT_EQ(price.setup_micro, c.setup) << c.run;
    }
    EXPECT_THROW(price_from_table(table, 49, 1), base::Refusal);    // below the smallest run
    EXPECT_THROW(price_from_table(table, 1000, 2), base::Refusal);  // by agreement
    EXPECT_THROW(price_from_table(table, 100, 3), base::Refusal);   // no such colours
}

TEST(QuoteSum, HasNoGrandTotalUntilEachLineIsDecided) {
    LineSum one{{{1, 100'00, 18'03, 20'00}}, {}, false};
    LineSum two{{{2, 200'00, 36'07, 40'00}, {3, 500'00, 90'16, 90'00}}, {}, false};
    auto sum = sum_of({one, two});
    EXPECT_FALSE(sum.complete);
    EXPECT_EQ(sum.undecided_lines, 1);
    two.chosen_option_id = 3;
    sum = sum_of({one, two});
    EXPECT_TRUE(sum.complete);
    EXPECT_EQ(sum.total_kopecks, 600'00);
    EXPECT_EQ(sum.vat_kopecks, 108'19);
    EXPECT_EQ(sum.margin_kopecks, 110'00);
    two.left_out = true;
    sum = sum_of({one, two});
    EXPECT_TRUE(sum.complete);
    EXPECT_EQ(sum.total_kopecks, 100'00);
    one.left_out = true;
    EXPECT_FALSE(sum_of({one, two}).complete);
    EXPECT_FALSE(sum_of({}).complete);
}

}  // namespace
}  // namespace quotes
