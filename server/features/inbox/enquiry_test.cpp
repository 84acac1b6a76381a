#include "features/inbox/enquiry.h"

#include "features/inbox/enquiry_cards.h"
#include "features/inbox/enquiry_decision.h"
#include "features/inbox/reply_draft.h"
#include "features/process/process_file.h"

#include <gtest/gtest.h>

namespace inbox {
namespace {

struct DecisionCase {
    char const* name;
    ArrivalFacts facts;
    Decision decision;
    std::optional<DismissedAs> dismissed_as = std::nullopt;
};

TEST(EnquiryDecision, IsMadeByTheTable) {
    using enum Decision;
    auto kind = [](LetterKind kind) { return ArrivalFacts{.kind = kind}; };
    DecisionCase const cases[] = {
        {"a new sender asks", {}, open_enquiry},
        {"a known client asks", {.known_contact = true, .open_deals = 2}, open_enquiry},
        {"a known client answers, no deal is open",
         {.kind = LetterKind::thread_reply, .known_contact = true},
         open_enquiry},
        {"a known client answers beside an open deal",
         {.kind = LetterKind::thread_reply, .known_contact = true, .open_deals = 1},
         ask_person},
        {"an order beside an open deal",
         {.kind = LetterKind::order_confirmation, .known_contact = true, .open_deals = 1},
         ask_person},
        {"nothing is understood", {.understood = Understood::not_at_all}, ask_person},
        {"a part is understood", {.understood = Understood::in_part}, open_enquiry},
        {"the thread belongs to a deal", {.thread_deal = 7}, attach_to_deal},
        {"a complaint in a deal's thread",
         {.kind = LetterKind::complaint, .thread_deal = 7},
         attach_to_deal},
        {"the thread has an enquiry", {.thread_state = "new"}, attach_to_thread},
        {"the thread's enquiry was none", {.thread_state = "not_enquiry"}, attach_to_thread},
        {"the thread is spam",
         {.thread_state = "not_enquiry", .thread_dismissed_as = "spam"},
         ignore,
         DismissedAs::spam},
        {"the Spam folder", {.spam_folder = true}, ignore, DismissedAs::spam},
        {"the Spam folder, even of a deal's thread",
         {.spam_folder = true, .thread_deal = 7},
         ignore,
         DismissedAs::spam},
        {"a bounce by its words", kind(LetterKind::bounce), ignore, DismissedAs::automatic},
        {"a bounce by its form", {.machine = "bounce"}, ignore, DismissedAs::automatic},
        {"a bounce in a deal's thread",
         {.machine = "bounce", .thread_deal = 7},
         ignore,
         DismissedAs::automatic},
        {"an automatic answer", {.machine = "auto-reply"}, ignore, DismissedAs::automatic},
        {"out of office", kind(LetterKind::out_of_office), ignore, DismissedAs::automatic},
        {"one of our own letters", {.from_us = true}, ignore, DismissedAs::automatic},
        {"an advertising mailing",
         {.kind = LetterKind::spam, .machine = "list"},
         ignore,
         DismissedAs::spam},
        {"advertising by its words only", kind(LetterKind::spam), ask_person},
        {"a mailing that is not clear", {.machine = "list"}, ask_person},
        {"a supplier's invoice", kind(LetterKind::supplier_invoice), ask_person},
        {"papers", kind(LetterKind::closing_documents), ask_person},
        {"a complaint", kind(LetterKind::complaint), ask_person},
    };
    for (auto const& one : cases) {
        Decided const decided = decide(one.facts);
        EXPECT_EQ(decided.decision, one.decision) << one.name;
        EXPECT_EQ(decided.dismissed_as, one.dismissed_as) << one.name;
        EXPECT_FALSE(decided.reason.ru.empty()) << one.name;
        EXPECT_FALSE(decided.reason.en.empty()) << one.name;
    }
}

TEST(EnquiryHandingOut, GivesToTheClientsOwnerElseInTurn) {
    std::vector<Candidate> const three{{1, 0}, {2, 0}, {3, 0}};
    EXPECT_EQ(hand_out(three, 9, 1, HandingRule::in_turn), 9);
    EXPECT_EQ(hand_out(three, 0, 0, HandingRule::in_turn), 1);
    EXPECT_EQ(hand_out(three, 0, 1, HandingRule::in_turn), 2);
    EXPECT_EQ(hand_out(three, 0, 3, HandingRule::in_turn), 1);
    EXPECT_EQ(hand_out(three, 0, 77, HandingRule::in_turn), 1);
    EXPECT_EQ(hand_out({}, 0, 1, HandingRule::in_turn), 0);
    // Whose turn it is has a pile already.
    EXPECT_EQ(hand_out({{1, 2}, {2, 12}, {3, 3}}, 0, 1, HandingRule::in_turn), 3);
    EXPECT_EQ(hand_out({{1, 2}, {2, 11}, {3, 3}}, 0, 1, HandingRule::in_turn), 2);
    EXPECT_EQ(hand_out({{1, 5}, {2, 1}, {3, 3}}, 0, 1, HandingRule::by_load), 2);
}

TEST(EnquiryStates, AllowWhatTheTableSays) {
    EXPECT_EQ(after(state::fresh, EnquiryVerb::take), state::in_work);
    EXPECT_EQ(after(state::in_work, EnquiryVerb::make_deal), state::became_deal);
    EXPECT_EQ(after(state::became_deal, EnquiryVerb::make_deal), std::nullopt);
    EXPECT_EQ(after(state::attached, EnquiryVerb::dismiss), std::nullopt);
    EXPECT_EQ(after(state::not_enquiry, EnquiryVerb::reopen), state::fresh);
    EXPECT_EQ(allowed(state::not_enquiry), std::vector{EnquiryVerb::reopen});
    for (auto const& step : enquiry_steps()) {
        EXPECT_TRUE(is_state(step.from));
        EXPECT_TRUE(is_state(step.to));
    }
    EXPECT_FALSE(is_state("any"));
}

calendar::WorkingTime moscow() {
    return {calendar::Calendar::factory(), base::Zone("Europe/Moscow"), {}};
}

TEST(EnquiryClock, CountsWorkingTime) {
    auto const instant = [](char const* text) { return base::parse_instant(text).value(); };
    process::WorkingSpan const half_hour{process::SpanUnit::working_minutes, 30};
    // Friday 17:50 in Moscow: ten minutes today, twenty on Monday.
    EXPECT_EQ(base::to_text(first_answer_due(moscow(), instant("2026-11-27T14:50:00Z"), half_hour)),
              "2026-11-30T06:20:00.000Z");
    Enquiry enquiry;
    enquiry.state = "new";
    enquiry.answer_due_at = instant("2026-11-30T06:20:00Z");
    EXPECT_FALSE(is_late(enquiry, instant("2026-11-30T06:20:00Z")));
    EXPECT_TRUE(is_late(enquiry, instant("2026-11-30T06:20:01Z")));
    enquiry.answered_at = instant("2026-11-30T06:10:00Z");
    EXPECT_FALSE(is_late(enquiry, instant("2026-11-30T07:00:00Z")));
}

ReadNeed read(std::string const& text) {
    LetterText letter;
    letter.text = text;
    letter.from_name = "Анна Петрова";
    letter.from_address = "anna@romashka.ru";
    letter.date = {2026, 11, 25};
    return read_need(letter);
}

TEST(EnquiryReplyDraft, AsksForWhatIsMissing) {
    process::Department const& department = process::factory_department();
    ReplyFacts facts;
    facts.manager_name = "Иван Орлов";
    facts.manager_phone = "+7 495 000-00-00";
    facts.quote_due_at = base::parse_instant("2026-11-26T12:00:00Z").value();
    auto const draft = reply_draft(department, moscow(), read("Нужны кружки к 8 марта"), facts);
    EXPECT_TRUE(draft.text.starts_with("Здравствуйте, Анна!\n")) << draft.text;
    EXPECT_NE(draft.text.find("1. Какой тираж?"), std::string::npos) << draft.text;
    EXPECT_NE(draft.text.find("2. Что наносим"), std::string::npos) << draft.text;
    EXPECT_EQ(draft.text.find("К какому числу"), std::string::npos) << draft.text;
    EXPECT_EQ(draft.text.find("Какой продукт"), std::string::npos) << draft.text;
    EXPECT_NE(draft.text.find("26 ноября, 15:00"), std::string::npos) << draft.text;
    EXPECT_TRUE(draft.text.ends_with("Иван Орлов\n+7 495 000-00-00")) << draft.text;
    EXPECT_EQ(draft.text.find("{{"), std::string::npos) << draft.text;

    facts.greeting = "Уважаемая Анна Сергеевна";
    ReadNeed whole = read("Нужны кружки 100 шт к 8 марта");
    whole.missing.clear();
    auto const ready = reply_draft(department, moscow(), whole, facts);
    EXPECT_TRUE(ready.text.starts_with("Уважаемая Анна Сергеевна!\n")) << ready.text;
    EXPECT_EQ(ready.text.find("1."), std::string::npos) << ready.text;
}

TEST(EnquiryReplyDraft, LeavesEmptyLinesOut) {
    EXPECT_EQ(filled("a {{x}}\n{{y}}\nb", {{"x", "1"}}), "a 1\nb");
    EXPECT_EQ(filled("{{x}}", {{"x", "{{y}}"}}), "{{y}}");
    EXPECT_EQ(filled("{{x", {}), "{{x");
}

TEST(EnquiryHighlights, CountAsABrowserDoes) {
    std::string const text = "😀 Нужны кружки 100 шт";
    auto const marks = highlights_of(read(text), text);
    ASSERT_FALSE(marks.empty());
    EXPECT_EQ(marks.back().field, "items[0].runs[0]");
    EXPECT_EQ(marks.back().begin, 16);  // the smile counts as two
    EXPECT_EQ(marks.back().end, 19);
}

TEST(EnquiryProposal, KeepsWhatALaterLetterLeavesOut) {
    EnquiryProposal const first{1, read("Нужны кружки 100 шт к 8 марта\nТел. 8 916 000-00-00")};
    auto const same = renewed(first, {2, read("Спасибо, доставка в Казань")});
    EXPECT_EQ(same.letter_id, 1);
    EXPECT_EQ(same.need.items.size(), 1u);
    EXPECT_EQ(same.need.delivery_place, "Казань");
    auto const other = renewed(first, {2, read("Лучше ручки 500 шт")});
    EXPECT_EQ(other.letter_id, 2);
    EXPECT_EQ(other.need.items.front().product_head, "ручка");
    ASSERT_TRUE(other.need.deadline);
    EXPECT_EQ(other.need.deadline->words, "к 8 марта");
    EXPECT_EQ(other.need.sender.phones, std::vector<std::string>{"+79160000000"});
}

}  // namespace
}  // namespace inbox
