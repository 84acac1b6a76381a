#include "features/deals/deal.h"

#include "features/process/process_file.h"
#include "platform/base/testing.h"

#include <gtest/gtest.h>

namespace deals {
namespace {

base::Instant instant(char const* text) {
    return base::parse_instant(text).value();
}

process::Department const& department() {
    return process::factory_department();
}

Deal deal_at(char const* stage, Outcome outcome = Outcome::open) {
    Deal deal;
    deal.stage = stage;
    deal.outcome = outcome;
    return deal;
}

TEST(DealRules, AClosedDealIsReopenedBeforeItMoves) {
    EXPECT_TRUE(may(Outcome::open, DealVerb::move));
    EXPECT_TRUE(may(Outcome::open, DealVerb::lose));
    EXPECT_FALSE(may(Outcome::open, DealVerb::reopen));
    for (auto const closed : {Outcome::won, Outcome::lost}) {
        EXPECT_FALSE(may(closed, DealVerb::move));
        EXPECT_FALSE(may(closed, DealVerb::lose));
        EXPECT_TRUE(may(closed, DealVerb::reopen));
        EXPECT_TRUE(may(closed, DealVerb::change));
    }
}

TEST(DealRules, TheStateTableStandsInTheDocumentation) {
    auto const page = base::testing::fixture("../../docs/features/deals.md");
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Outcome>>([&](auto outcome) {
        auto const at = page.find("\n| " + std::string(outcome.name) + " | ");
        ASSERT_NE(at, std::string::npos) << outcome.name;
        auto const line = page.substr(at + 1, page.find('\n', at + 1) - at - 1);
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<DealVerb>>([&](auto verb) {
            EXPECT_EQ(line.find(verb.name) != std::string::npos, may(outcome.value, verb.value))
                << outcome.name << " " << verb.name;
        });
    });
}

// 1.2.4 on the factory's process: what a drop of a card does.
TEST(DealRules, ADropMovesOrSaysWhatIsMissing) {
    Situation const bare{.has_contact = true, .has_channel = true};
    Situation sent = bare;
    sent.facts = {"quote_sent"};
    Situation ready = sent;
    ready.has_company = true;
    ready.facts = {"quote_sent", "paid", "goods_handed_over", "papers_complete"};
    struct Case {
        char const* what;
        char const* from;
        char const* to;
        Situation const& situation;
        Drop expected;
    } const cases[] = {
        {"the same stage", "new_lead", "new_lead", bare, Drop::stays},
        {"a fact opens the stage", "new_lead", "quote_sent", bare, Drop::opens_act},
        {"the quote was never sent", "new_lead", "objections", bare, Drop::lacks},
        {"objections after the quote", "quote_sent", "objections", sent, Drop::moves},
        {"back from the objections", "objections", "quote_sent", sent, Drop::moves},
        {"back to the first stage", "objections", "new_lead", sent, Drop::moves},
        {"an invoice is issued, not dragged", "quote_sent", "invoice_issued", sent,
         Drop::opens_act},
        {"a loss asks why", "new_lead", "lost", bare, Drop::loses},
        {"success too early", "ordering", "done", sent, Drop::lacks},
        {"success", "ordering", "done", ready, Drop::moves},
    };
    for (auto const& c : cases)
        EXPECT_EQ(drop(*department().stage(c.to), deal_at(c.from), c.situation), c.expected)
            << c.what;
    EXPECT_EQ(drop(*department().stage("new_lead"), deal_at("lost", Outcome::lost), bare),
              Drop::closed);
    auto const missing = unmet(*department().stage("done"), sent);
    ASSERT_EQ(missing.size(), 3U);
    EXPECT_EQ(missing[0].words.ru, "Товар ещё не передан клиенту.");
}

TEST(DealRules, AFactNeverMovesBackwards) {
    struct Case {
        char const* stage;
        process::DealFact fact;
        char const* to;  // empty: stays
    } const cases[] = {
        {"new_lead", process::DealFact::quote_sent, "quote_sent"},
        {"quote_sent", process::DealFact::quote_sent, ""},
        {"objections", process::DealFact::quote_sent, ""},
        {"new_lead", process::DealFact::paid, "invoice_paid"},
        {"ordering", process::DealFact::paid, ""},
        {"new_lead", process::DealFact::quote_accepted, ""},  // opens no stage
        {"unknown_stage", process::DealFact::quote_sent, "quote_sent"},
    };
    for (auto const& c : cases) {
        auto const* target = moved_by_fact(department(), c.stage, c.fact);
        EXPECT_EQ(target ? target->key : "", c.to) << c.stage;
    }
}

TEST(DealRules, TheStrongestAmountCounts) {
    using enum AmountSource;
    struct Case {
        Amount current;
        AmountSource source;
        std::optional<std::int64_t> kopecks, estimate_kopecks;
        Amount expected;
    } const cases[] = {
        {{none, 0}, estimate, 100, 100, {estimate, 100}},
        {{estimate, 100}, chosen, 200, 100, {chosen, 200}},
        {{chosen, 200}, estimate, 900, 900, {chosen, 200}},
        {{chosen, 200}, accepted, 150, 100, {accepted, 150}},
        {{accepted, 150}, chosen, 300, 100, {accepted, 150}},
        {{accepted, 150}, accepted, 160, 100, {accepted, 160}},
        {{accepted, 150}, accepted, std::nullopt, 100, {estimate, 100}},  // acceptance withdrawn
        {{accepted, 150}, accepted, std::nullopt, std::nullopt, {none, 0}},
        {{accepted, 150}, chosen, std::nullopt, 100, {accepted, 150}},
        {{estimate, 100}, estimate, std::nullopt, std::nullopt, {none, 0}},
    };
    int number = 0;
    for (auto const& c : cases) {
        auto const amount = amount_after(c.current, c.source, c.kopecks, c.estimate_kopecks);
        EXPECT_EQ(amount.kopecks, c.expected.kopecks) << number;
        EXPECT_EQ(amount.source, c.expected.source) << number;
        ++number;
    }
}

TEST(DealRules, WorkingSpansEndInWorkingTime) {
    calendar::WorkingTime const time{
        calendar::Calendar::factory(), base::Zone("Europe/Moscow"), {}};
    auto const friday = instant("2026-11-27T12:00:00Z");
    using enum process::SpanUnit;
    EXPECT_EQ(base::to_text(end_of(time, friday, {working_minutes, 30})),
              "2026-11-27T12:30:00.000Z");
    EXPECT_EQ(base::to_text(end_of(time, friday, {working_hours, 8})), "2026-11-30T11:00:00.000Z");
    EXPECT_EQ(base::to_text(end_of(time, friday, {working_days, 1})), "2026-11-30T15:00:00.000Z");
}

TEST(DealRules, ATitleIsMadeOfTheNeed) {
    EXPECT_EQ(title_of({.items = {{.product = "Кружки белые", .runs = {100, 300}}}}, "Ромашка"),
              "Кружки белые, 100/300 шт.");
    EXPECT_EQ(title_of({.items = {{.product = "Ручки"}}}, ""), "Ручки");
    EXPECT_EQ(title_of({}, "Ромашка"), "Ромашка");
    EXPECT_EQ(title_of({}, ""), "Новая сделка");
}

TEST(DealRules, WhatTheNeedLeavesOpenBecomesQuestions) {
    EXPECT_EQ(open_questions(department(), {}, false, true),
              (std::vector<std::string>{"product", "run", "imprint", "imprint_place", "deadline",
                                        "budget", "delivery_place", "company"}));
    Need need{.items = {{.product = "Кружки",
                         .runs = {100},
                         .imprints = {{.method = "деколь", .place = "на боку"}}}},
              .in_hands_on = base::Date{2026, 12, 25},
              .budget_kopecks = 100,
              .delivery_place = "Москва"};
    EXPECT_TRUE(open_questions(department(), need, true, true).empty());
    need.items.push_back({.product = "Ручки"});
    EXPECT_EQ(open_questions(department(), need, true, true), std::vector<std::string>{"run"});
}

}  // namespace
}  // namespace deals
