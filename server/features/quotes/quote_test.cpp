#include "features/quotes/quote.h"

#include <gtest/gtest.h>

namespace quotes {
namespace {

std::string next_key() {
    static int number = 0;
    return "fresh" + std::to_string(++number);
}

QuoteOption option(std::int64_t quantity, std::int64_t unit_cost_micro = 100'000'000) {
    return {.quantity = quantity,
            .unit_cost_micro = unit_cost_micro,
            .price_rule = PriceRule::margin,
            .rule_basis_points = 3000};
}

QuoteDraft draft() {
    QuoteDraft out;
    out.greeting = "Уважаемая Анна Петровна!";
    out.valid_until = base::Date{2026, 12, 10};
    out.lines = {{.key = "mug", .title = "Кружка", .options = {option(100), option(300)}}};
    return out;
}

PriceTerms const terms{VatRegime::general, 2200, 1500};
base::Date const day{2026, 11, 25};

std::string refusal(QuoteDraft const& given) {
    try {
        checked(given, next_key);
    } catch (base::Refusal const& refusal) {
        return refusal.code + " " + refusal.field;
    }
    return "";
}

TEST(QuoteDraft, GivesNewLinesAKeyAndKeepsTheOthers) {
    QuoteDraft given = draft();
    given.lines.push_back({.title = "  Ручка \r\n"});
    QuoteDraft const out = checked(given, next_key);
    EXPECT_EQ(out.lines[0].key, "mug");
    EXPECT_TRUE(out.lines[1].key.starts_with("fresh"));
    EXPECT_EQ(out.lines[1].title, "Ручка");
}

TEST(QuoteDraft, RefusesWhatCannotBeMeant) {
    struct Case {
        char const* expected;
        void (*spoil)(QuoteDraft&);
    };
    for (auto const& [expected, spoil] : {
             Case{"colour_unreadable brand_colour", [](QuoteDraft& d) { d.brand_colour = "red"; }},
             Case{"colour_unreadable brand_colour",
                  [](QuoteDraft& d) { d.brand_colour = "#12345;}"; }},
             Case{"line_twice lines[1].key", [](QuoteDraft& d) { d.lines.push_back(d.lines[0]); }},
             Case{"line_key_unreadable lines[0].key",
                  [](QuoteDraft& d) { d.lines[0].key = "a\"b"; }},
             Case{"run_twice lines[0].options[1].quantity",
                  [](QuoteDraft& d) { d.lines[0].options[1].quantity = 100; }},
             Case{"logo_outside lines[0].logo_box",
                  [](QuoteDraft& d) {
                      d.lines[0].logo_box = LogoBox{9000, 0, 2000, 2000};
                  }},
             Case{"imprint_without_name lines[0].options[0].imprints[0].name",
                  [](QuoteDraft& d) { d.lines[0].options[0].imprints.push_back({}); }},
             Case{"lead_time_out_of_range lines[0].lead_time_days",
                  [](QuoteDraft& d) { d.lines[0].lead_time_days = 1000; }},
         }) {
        QuoteDraft given = draft();
        spoil(given);
        EXPECT_EQ(refusal(given), expected);
    }
    EXPECT_EQ(refusal(draft()), "");
}

TEST(QuoteDraft, SaysWhyItCannotGoOut) {
    struct Case {
        char const* expected;
        void (*spoil)(QuoteDraft&);
    };
    for (auto const& [expected, spoil] : {
             Case{"", [](QuoteDraft&) {}},
             Case{"no_lines", [](QuoteDraft& d) { d.lines.clear(); }},
             Case{"no_greeting", [](QuoteDraft& d) { d.greeting.clear(); }},
             Case{"no_valid_until", [](QuoteDraft& d) { d.valid_until.reset(); }},
             Case{"expired",
                  [](QuoteDraft& d) {
                      d.valid_until = base::Date{2026, 11, 24};
                  }},
             Case{"date_passed",
                  [](QuoteDraft& d) {
                      d.in_hands_on = base::Date{2026, 11, 24};
                  }},
             Case{"no_title", [](QuoteDraft& d) { d.lines[0].title.clear(); }},
             Case{"no_runs", [](QuoteDraft& d) { d.lines[0].options.clear(); }},
             Case{"no_price", [](QuoteDraft& d) { d.lines[0].options[0].unit_cost_micro = 0; }},
             Case{"below_margin",
                  [](QuoteDraft& d) { d.lines[0].options[0].rule_basis_points = 1000; }},
             Case{"imprint_without_price",
                  [](QuoteDraft& d) {
                      d.lines[0].options[0].imprints = {{.name = "деколь", .per_piece_micro = 0}};
                  }},
             Case{"",
                  [](QuoteDraft& d) {
                      d.lines[0].options[0].imprints = {
                          {.name = "деколь", .setup_micro = 1'500'000'000}};
                  }},
         }) {
        QuoteDraft given = draft();
        spoil(given);
        auto const problems = problems_of(given, price_draft(given, terms), day, true);
        EXPECT_EQ(problems.empty() ? "" : problems.front().code, expected);
        EXPECT_LE(problems.size(), 1u);
    }
}

TEST(QuoteDraft, TheMarginGuardDoesNotHoldForTheHead) {
    QuoteDraft given = draft();
    given.lines[0].options[0].rule_basis_points = 1000;
    EXPECT_TRUE(problems_of(given, price_draft(given, terms), day, false).empty());
}

TEST(QuoteDraft, WithoutCostsShowsNoneAndNothingThatTellsThem) {
    QuoteDraft given = draft();
    given.lines[0].url = "https://supplier.example.ru/mug";
    given.lines[0].options[0].imprints.push_back(
        {.name = "шелкография", .per_piece_micro = 5'000'000, .setup_micro = 7'000'000});
    std::string const text = json::to_json(without_costs(given));
    for (char const* secret : {"100000000", "5000000", "7000000", "3000", "supplier"})
        EXPECT_EQ(text.find(secret), text.npos) << secret;
    EXPECT_NE(text.find("шелкография"), text.npos);
}

TEST(QuoteSteps, EveryStepIsAboutStatesThatHaveAKey) {
    for (auto const& step : quote_steps()) {
        EXPECT_EQ(state_of(key_of(step.from)), step.from);
        EXPECT_EQ(after(step.from, step.verb), step.to);
    }
    EXPECT_FALSE(state_of("none"));
}

TEST(QuoteSteps, WhatIsNotInTheTableIsRefused) {
    EXPECT_THROW(require_step(QuoteState::draft, QuoteVerb::accept), base::Refusal);
    EXPECT_THROW(require_step(QuoteState::void_, QuoteVerb::send), base::Refusal);
    EXPECT_THROW(require_step(QuoteState::accepted, QuoteVerb::accept), base::Refusal);
    EXPECT_EQ(require_step(QuoteState::draft, QuoteVerb::send), QuoteState::sending);
}

}  // namespace
}  // namespace quotes
