#include "features/deals/deal_testing.h"
#include "features/process/factory_process.h"

namespace deals {
namespace {

class DealActions : public testing::Department {};

// 1.2.1, 1.2.2: a new deal has its deadline and its next step by itself.
TEST_P(DealActions, ANewDealHasAQuoteDeadlineInWorkingHoursAndANextStep) {
    now = testing::instant("2026-11-27T13:00:00Z");  // Friday, 16:00: 2 hours left, 6 on Monday
    auto const made = card_as(anna, open_as(anna, wanted()));
    EXPECT_EQ(made.title, "Кружки белые, 100/300 шт.");
    EXPECT_EQ(made.stage, "new_lead");
    EXPECT_EQ(base::to_text(made.quote_due_at.value()), "2026-11-30T12:00:00.000Z");
    EXPECT_EQ(made.quote_minutes_left, 480);
    EXPECT_EQ(tasks_of(made.id), "quote@2026-11-30T12:00;");
    EXPECT_EQ(made.next_step_at, made.quote_due_at);
    EXPECT_FALSE(made.late_quote);
    EXPECT_EQ(made.company_name, "Ромашка");
    EXPECT_EQ(made.contact_name, "Петрова Ирина");
    ASSERT_EQ(made.stays.size(), 1U);
    EXPECT_TRUE(made.stays[0].process_version);
    EXPECT_EQ(made.stays[0].actions_done, "set_deadline:quote create_task:quote");
    now = testing::instant("2026-11-30T12:00:01Z");
    EXPECT_TRUE(card_as(anna, made.id).late_quote);
    EXPECT_TRUE(card_as(anna, made.id).late_step);
    expect_right_counters();
}

TEST_P(DealActions, AHandSetDeadlineIsKept) {
    auto deal = wanted();
    deal.quote_due_at = testing::instant("2026-12-01T09:00:00Z");
    deal.estimate_kopecks = 50'000'00;
    auto const made = card_as(anna, open_as(anna, deal));
    EXPECT_EQ(made.quote_due_at, deal.quote_due_at);
    EXPECT_EQ(tasks_of(made.id), "quote@2026-12-01T09:00;");
    EXPECT_EQ(made.amount_kopecks, 50'000'00);
    EXPECT_EQ(made.amount_source, AmountSource::estimate);
    expect_right_counters();
}

TEST_P(DealActions, RefusesADealThatIsNotWhole) {
    auto const tried = [&](NewDeal const& deal) {
        return refusal([&](db::Transaction& tx) { open(tx, anna, now, deal); });
    };
    auto deal = wanted();
    deal.contact_id = 0;  // 1.2.4.1: a contact and a channel
    EXPECT_EQ(tried(deal), "stage_conditions");
    deal = wanted();
    deal.channel = "pigeon";
    EXPECT_EQ(tried(deal), "channel_unknown");
    deal = wanted();
    deal.company_id = 999;
    EXPECT_EQ(tried(deal), "not_found");
    deal = wanted();
    deal.owner_id = 999;
    EXPECT_EQ(tried(deal), "owner_unknown");
    deal = wanted();
    deal.need.items[0].runs = {0};
    EXPECT_EQ(tried(deal), "need_invalid");
    read([](db::Reader& reader) {
        EXPECT_EQ(reader.one<std::int64_t>("SELECT COUNT(*) FROM deals"), 0);
    });
    expect_right_counters();
}

// 1.2.3, 1.2.4.2
TEST_P(DealActions, SendingTheQuoteMovesTheDealAndMakesTheCallOfTheNextWorkingDay) {
    auto const id = open_as(anna, wanted());
    now = testing::instant("2026-11-27T13:00:00Z");  // Friday
    tell(id, "quote_sent");
    auto made = card_as(anna, id);
    EXPECT_EQ(made.stage, "quote_sent");
    EXPECT_EQ(made.quote_sent_at, now);
    EXPECT_EQ(made.stays.back().fact, "quote_sent");
    EXPECT_EQ(tasks_of(id), "control_call@2026-11-30T15:00;");  // Monday's closing; quote is closed
    EXPECT_EQ(base::to_text(made.stage_due_at.value()), "2026-12-02T15:00:00.000Z");

    // A second version: the deal stays, the old call gives way to a new one.
    now = testing::instant("2026-11-30T08:00:00Z");
    tell(id, "quote_sent");
    EXPECT_EQ(card_as(anna, id).stage, "quote_sent");
    EXPECT_EQ(tasks_of(id), "control_call@2026-12-01T15:00;");
    drop_on(anna, id, "objections");
    now = testing::instant("2026-12-01T08:00:00Z");
    tell(id, "quote_sent");
    EXPECT_EQ(card_as(anna, id).stage, "objections");  // never backwards
    EXPECT_EQ(tasks_of(id), "next_contact@2026-12-02T15:00;control_call@2026-12-02T15:00;");
    expect_right_counters();
}

TEST_P(DealActions, ADropOnAStageOfAFactNamesTheAct) {
    auto const id = open_as(anna, wanted());
    auto const dropped = [&](char const* stage) {
        return refusal([&](db::Transaction& tx) { move(tx, anna, now, id, stage); });
    };
    EXPECT_EQ(dropped("quote_sent"), "stage_needs_act");
    EXPECT_NE(details.find(R"("act":"send_quote")"), std::string::npos);
    EXPECT_EQ(dropped("objections"), "stage_conditions");
    EXPECT_NE(details.find(R"("condition":"quote_sent")"), std::string::npos);
    EXPECT_EQ(dropped("lost"), "loss_needs_reason");
    EXPECT_EQ(dropped("nowhere"), "stage_unknown");
    EXPECT_EQ(dropped("new_lead"), "");  // it stands there
    auto const moves = card_as(anna, id).moves;
    ASSERT_EQ(moves.size(), 8U);
    EXPECT_EQ(moves[1].drop, Drop::opens_act);
    EXPECT_EQ(moves[1].act, "send_quote");
    EXPECT_EQ(moves[2].words.ru, "Сначала отправьте КП.");
    EXPECT_EQ(card_as(anna, id).stage, "new_lead");
}

TEST_P(DealActions, WhatWasDoneOutsideIsAFactToo) {
    auto const id = open_as(anna, wanted());
    auto const told = [&](base::Date on, std::string const& note) {
        return refusal([&](db::Transaction& tx) {
            tell_outside_fact(tx, anna, now, id, process::DealFact::invoice_issued, on, note);
        });
    };
    EXPECT_EQ(told({2026, 11, 26}, "завтра"), "date_in_future");
    EXPECT_EQ(told({2026, 11, 24}, " "), "note_empty");
    EXPECT_EQ(told({2026, 11, 24}, "Счёт 41 из 1С, отправлен письмом"), "");
    auto const made = card_as(anna, id);
    EXPECT_EQ(made.stage, "invoice_issued");
    ASSERT_EQ(made.facts.size(), 1U);
    EXPECT_TRUE(made.facts[0].outside);
    EXPECT_EQ(base::to_text(made.facts[0].at), "2026-11-24T09:00:00.000Z");
}

TEST_P(DealActions, ALossNeedsAReasonEndsTheTasksAndCanBeReopened) {
    auto const id = open_as(anna, wanted());
    tell(id, "quote_sent");
    auto const lost_for = [&](char const* reason) {
        return refusal([&](db::Transaction& tx) { lose(tx, anna, now, id, reason, "Дорого"); });
    };
    EXPECT_EQ(lost_for(""), "lost_reason_unknown");
    EXPECT_EQ(lost_for("mood"), "lost_reason_unknown");
    EXPECT_EQ(lost_for("price"), "");
    auto made = card_as(anna, id);
    EXPECT_EQ(made.outcome, Outcome::lost);
    EXPECT_EQ(made.stage, "lost");
    EXPECT_EQ(made.lost_reason, "price");
    EXPECT_EQ(made.closed_at, now);
    EXPECT_EQ(tasks_of(id), "");
    EXPECT_FALSE(made.no_next_step);
    EXPECT_EQ(lost_for("price"), "deal_closed");
    EXPECT_EQ(refusal([&](db::Transaction& tx) { move(tx, anna, now, id, "new_lead"); }),
              "deal_closed");
    expect_right_counters();

    write([&](db::Transaction& tx) { reopen(tx, anna, now, id); });
    made = card_as(anna, id);
    EXPECT_EQ(made.outcome, Outcome::open);
    EXPECT_EQ(made.stage, "quote_sent");
    EXPECT_EQ(made.lost_reason, "");
    EXPECT_EQ(made.closed_at, std::nullopt);
    EXPECT_EQ(tasks_of(id), "control_call@2026-11-26T15:00;");
    EXPECT_EQ(refusal([&](db::Transaction& tx) { reopen(tx, anna, now, id); }), "deal_open");
    expect_right_counters();
}

TEST_P(DealActions, UndoOfALossBringsTheTasksBack) {
    auto const id = open_as(anna, wanted());
    auto const before = tasks_of(id);
    write([&](db::Transaction& tx) { lose(tx, anna, now, id, "price", ""); });
    undo_as(anna, last_event("lost"));
    auto const made = card_as(anna, id);
    EXPECT_EQ(made.outcome, Outcome::open);
    EXPECT_EQ(made.stage, "new_lead");
    EXPECT_EQ(tasks_of(id), before);
    EXPECT_TRUE(made.next_step_at);
    expect_right_counters();
}

TEST_P(DealActions, ALossWithdrawsWhatPeopleMeantToDoTooAndItsUndoBringsItBack) {
    auto const id = open_as(anna, wanted());
    auto const stage_tasks = tasks_of(id);
    write([&](db::Transaction& tx) {
        tasks::NewTask task{.title = "Спросить про логотип",
                            .assignee_id = boris.id,
                            .noun = "deal",
                            .subject_id = id,
                            .due_at = now};
        tasks::open(tx, anna, now, task);
        task.kind = "letter";
        task.origin_key = "quote_question:1";
        tasks::open(tx, anna, now, task);
    });
    auto const before = tasks_of(id);
    write([&](db::Transaction& tx) { lose(tx, anna, now, id, "price", ""); });
    EXPECT_EQ(tasks_of(id), "");
    EXPECT_EQ(card_as(anna, id).next_step_at, std::nullopt);
    undo_as(anna, last_event("lost"));
    EXPECT_EQ(tasks_of(id), before);

    // Reopened, the stage begins anew, and so does what is to be done.
    write([&](db::Transaction& tx) { lose(tx, anna, now, id, "price", ""); });
    write([&](db::Transaction& tx) { reopen(tx, anna, now, id); });
    EXPECT_EQ(tasks_of(id), stage_tasks);
}

TEST_P(DealActions, UndoOfAMoveWithdrawsWhatItMade) {
    auto const id = open_as(anna, wanted());
    tell(id, "quote_sent");
    auto const before = card_as(anna, id);
    auto const tasks_before = tasks_of(id);
    now = now + std::chrono::hours(1);
    drop_on(anna, id, "objections");
    EXPECT_NE(tasks_of(id), tasks_before);
    undo_as(anna, last_event("stage_changed"));
    auto const after = card_as(anna, id);
    EXPECT_EQ(after.stage, "quote_sent");
    EXPECT_EQ(after.stage_entered_at, before.stage_entered_at);
    EXPECT_EQ(after.stage_due_at, before.stage_due_at);
    EXPECT_EQ(tasks_of(id), tasks_before);
    expect_right_counters();

    drop_on(anna, id, "objections");
    auto const event = last_event("stage_changed");
    drop_on(anna, id, "quote_sent");
    EXPECT_EQ(refusal([&](db::Transaction& tx) { journal::undo(tx, anna, now, event); }),
              "deal_changed");
    EXPECT_EQ(card_as(anna, id).stage, "quote_sent");
}

TEST_P(DealActions, AFactIsNotUndoneByAClick) {
    auto const id = open_as(anna, wanted());
    tell(id, "quote_sent");
    EXPECT_EQ(refusal([&](db::Transaction& tx) {
                  journal::undo(tx, anna, now, last_event("quote_sent"));
              }),
              "undo_final");
}

TEST_P(DealActions, TwoWhoEditOneCardMeetWithBothValues) {
    auto const id = open_as(anna, wanted());
    auto const version = card_as(anna, id).version;
    auto const edit = [&](http::Actor const& who, DealChange const& body) {
        return refusal([&](db::Transaction& tx) { change(tx, who, now, id, body); });
    };
    EXPECT_EQ(edit(anna, {.version = version, .title = "Кружки для Ромашки"}), "");
    EXPECT_EQ(edit(head, {.version = version, .title = "Кружки срочно"}), "deal_changed");
    EXPECT_NE(details.find("Кружки для Ромашки"), std::string::npos);
    EXPECT_NE(details.find("Кружки срочно"), std::string::npos);
    EXPECT_EQ(edit(anna, {.version = version + 1, .title = "  "}), "title_empty");
    EXPECT_EQ(edit(anna, {.version = version + 1, .clear = {"owner_id"}}), "field_unknown");
    EXPECT_EQ(edit(anna, {.version = version + 1, .estimate_kopecks = -1}), "sum_invalid");
    EXPECT_EQ(card_as(anna, id).title, "Кружки для Ромашки");
}

TEST_P(DealActions, UndoOfAnEditSparesWhatOthersChanged) {
    auto const id = open_as(anna, wanted());
    auto const edit = [&](DealChange body) {
        body.version = card_as(anna, id).version;
        write([&](db::Transaction& tx) { change(tx, anna, now, id, body); });
        return last_event("changed");
    };
    auto const first = edit({.note = "Первая", .estimate_kopecks = 100'00});
    edit({.title = "Другое имя"});
    EXPECT_EQ(card_as(anna, id).amount_kopecks, 100'00);
    undo_as(anna, first);  // another field than the later edit's
    auto made = card_as(anna, id);
    EXPECT_EQ(made.note, "");
    EXPECT_EQ(made.estimate_kopecks, std::nullopt);
    EXPECT_EQ(made.amount_kopecks, 0);
    EXPECT_EQ(made.title, "Другое имя");
    auto const second = edit({.note = "Вторая"});
    edit({.note = "Третья"});
    EXPECT_EQ(refusal([&](db::Transaction& tx) { journal::undo(tx, anna, now, second); }),
              "deal_changed");
    auto const cleared = edit({.clear = {"quote_due_at", "company_id"}});
    EXPECT_EQ(card_as(anna, id).company_id, std::nullopt);
    undo_as(anna, cleared);
    EXPECT_EQ(card_as(anna, id).company_id, company);
    expect_right_counters();
}

TEST_P(DealActions, TheNeedIsKeptAsItWasSaid) {
    auto const id = open_as(anna, wanted());
    Need const need{
        .items = {{.product = "Футболки",
                   .product_head = "футболка",
                   .runs = {50, 50, 100},
                   .colour = "синий",
                   .imprints = {{.method = "шелкография", .colours = 2, .place = "грудь"},
                                {.place = "спина"}}},
                  {},  // says nothing
                  {.product = "Ручки"}},
        .in_hands_on = base::Date{2026, 12, 25},
        .deadline_words = "к 25 декабря",
        .budget_kopecks = 300,
        .budget_per = BudgetPer::piece,
        .delivery_place = "Тула"};
    auto const version = card_as(anna, id).version;
    write([&](db::Transaction& tx) { change_need(tx, anna, now, id, version, need); });
    auto const kept = card_as(anna, id).need;
    ASSERT_EQ(kept.items.size(), 2U);
    EXPECT_EQ(kept.items[0].runs, (std::vector<std::int64_t>{50, 100}));
    ASSERT_EQ(kept.items[0].imprints.size(), 2U);
    EXPECT_EQ(kept.items[0].imprints[0].colours, 2);
    EXPECT_EQ(kept.items[0].imprints[1].colours, std::nullopt);
    EXPECT_EQ(kept.items[1].product, "Ручки");
    EXPECT_EQ(kept.budget_per, BudgetPer::piece);
    EXPECT_EQ(kept.in_hands_on, need.in_hands_on);
    EXPECT_EQ(read([&](db::Reader& reader) { return need_of(reader, id); }).items.size(), 2U);
    EXPECT_EQ(refusal([&](db::Transaction& tx) { change_need(tx, anna, now, id, version, {}); }),
              "deal_changed");
    undo_as(anna, last_event("need_changed"));
    EXPECT_EQ(card_as(anna, id).need.items[0].product, "Кружки белые");
    EXPECT_EQ(card_as(anna, id).need.in_hands_on, std::nullopt);
}

TEST_P(DealActions, HandingOverTakesTasksAndNumbersAlong) {
    auto deal = wanted();
    deal.estimate_kopecks = 500;
    auto const id = open_as(anna, deal);
    write([&](db::Transaction& tx) { hand_over(tx, anna, now, id, boris.id, true); });
    auto made = card_as(boris, id);
    EXPECT_EQ(made.owner_id, boris.id);
    EXPECT_EQ(made.tasks.at(0).assignee_id, boris.id);
    EXPECT_EQ(card_as(anna, id).participants.at(0).role, "former_owner");
    expect_right_counters();
    undo_as(head, last_event("handed_over"));
    EXPECT_EQ(card_as(anna, id).owner_id, anna.id);
    EXPECT_EQ(card_as(anna, id).tasks.at(0).assignee_id, anna.id);
    expect_right_counters();
    write([&](db::Transaction& tx) { hand_over(tx, anna, now, id, boris.id, false); });
    EXPECT_THROW(card_as(vera, id), base::Refusal);
    EXPECT_EQ(refusal([&](db::Transaction& tx) { hand_over(tx, boris, now, id, 999, true); }),
              "owner_unknown");
}

TEST_P(DealActions, TheStrongestAmountIsCounted) {
    auto const id = open_as(anna, wanted());
    auto const tell_amount = [&](AmountSource source, std::optional<std::int64_t> kopecks) {
        write([&](db::Transaction& tx) { set_amount(tx, now, id, source, kopecks); });
        return card_as(anna, id).amount_kopecks;
    };
    EXPECT_EQ(tell_amount(AmountSource::estimate, 100), 100);
    EXPECT_EQ(tell_amount(AmountSource::chosen, 200), 200);
    EXPECT_EQ(tell_amount(AmountSource::accepted, 300), 300);
    EXPECT_EQ(tell_amount(AmountSource::chosen, 250), 300);
    EXPECT_EQ(tell_amount(AmountSource::accepted, std::nullopt), 100);
    expect_right_counters();
    auto const counts =
        read([&](db::Reader& reader) { return store::counts(reader, anna, DealScope::mine); });
    ASSERT_EQ(counts.size(), 1U);
    EXPECT_EQ(counts[0].deals, 1);
    EXPECT_EQ(counts[0].amount_kopecks, 100);
}

TEST_P(DealActions, APersonsTeamIsFollowed) {
    auto const id = open_as(anna, wanted());
    write([&](db::Transaction& tx) {
        tx.run("UPDATE people SET team_id = NULL WHERE id = $1", anna.id);
        follow_person(tx, anna.id);
    });
    read([&](db::Reader& reader) { EXPECT_EQ(store::find(reader, id)->team_id, std::nullopt); });
}

TEST_P(DealActions, AStageInUseIsNotTakenAwayUnlessSomethingReplacesIt) {
    auto const id = open_as(anna, wanted());
    tell(id, "quote_sent");
    drop_on(anna, id, "objections");
    std::string text(process::factory_process_toml);
    auto const begin = text.find("[[stage]]\nkey = \"objections\"");
    auto const end = text.find("[[stage]]\nkey = \"invoice_issued\"");
    text.erase(begin, end - begin);
    auto const node = text.find("number = \"1.2.4.3\"");
    text.replace(text.find("opens = \"stage\"", node), 15, "opens = \"board\"");
    auto const activate = [&](std::string const& with) {
        return refusal([&](db::Transaction& tx) {
            auto const seen = process::store::active_version(tx)->id;
            auto const version = process::add_version(tx, head, now, text + with, "");
            process::activate(tx, head, now, version, seen);
        });
    };
    EXPECT_EQ(activate(""), "stage_in_use");
    EXPECT_EQ(card_as(anna, id).stage, "objections");
    EXPECT_EQ(activate("\n[[removed_stage]]\nkey = \"objections\"\nreplaced_by = \"quote_sent\"\n"),
              "");
    auto const made = card_as(anna, id);
    EXPECT_EQ(made.stage, "quote_sent");
    EXPECT_EQ(made.stays.back().fact, "process_changed");
    EXPECT_FALSE(tasks_of(id).empty());  // tasks already made stay
    expect_right_counters();
}

TEST_P(DealActions, LettersBelongToOneDeal) {
    auto const thread = write([](db::Transaction& tx) {
        return tx.insert(
            "INSERT INTO letter_threads (subject, last_at) VALUES ('Кружки', 1) RETURNING id");
    });
    auto deal = wanted();
    deal.thread_ids = {thread};
    auto const id = open_as(anna, deal);
    auto const found = [&] {
        return read([&](db::Reader& reader) { return deal_of_thread(reader, thread); });
    };
    EXPECT_EQ(found(), id);
    auto const other = open_as(anna, wanted());
    write([&](db::Transaction& tx) { attach_thread(tx, anna, now, other, thread); });
    EXPECT_EQ(found(), other);
    EXPECT_TRUE(card_as(anna, id).thread_ids.empty());
    EXPECT_EQ(refusal([&](db::Transaction& tx) { attach_thread(tx, boris, now, id, thread); }),
              "not_found");
}

BOTH_DATABASES(DealActions);

}  // namespace
}  // namespace deals
