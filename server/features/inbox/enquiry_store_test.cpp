#include "features/inbox/enquiry_store.h"

#include "features/deals/deal_testing.h"
#include "features/inbox/deal_letters.h"
#include "features/inbox/enquiry_actions.h"
#include "features/inbox/enquiry_cards.h"
#include "features/inbox/inbox.h"
#include "features/journal/nouns.h"
#include "features/letters/letter_actions.h"
#include "features/letters/letter_store.h"
#include "features/letters/mailbox_actions.h"
#include "features/letters/mailbox_store.h"

namespace inbox {
namespace {

class Enquiries : public deals::testing::Department {
  protected:
    Enquiries() {
        letters::register_letters();
        letters::register_mailboxes();
        register_enquiries();
        letters::Mailbox mailbox;
        mailbox.address = "sales@agency.test";
        mailbox.name = "Сувениры";
        mailbox.imap_host = mailbox.smtp_host = "127.0.0.1";
        mailbox.login = mailbox.address;
        mailbox.password_sealed = "sealed";
        mailbox.created_at = now;
        mailbox_id =
            write([&](db::Transaction& tx) { return letters::store::insert(tx, mailbox); });
    }

    // A letter arrives and is considered; its id.
    std::int64_t arrive(std::string const& text, std::string const& from = "irina@client.test",
                        std::int64_t thread_id = 0, std::string const& machine = "",
                        letters::FolderRole folder = letters::FolderRole::inbox) {
        return write([&](db::Transaction& tx) {
            letters::Letter letter;
            letter.thread_id =
                thread_id ? thread_id : letters::store::insert_thread(tx, "Запрос", now);
            letter.mailbox_id = mailbox_id;
            letter.folder_role = folder;
            letter.subject = thread_id ? "Re: Запрос" : "Запрос";
            letter.from_name = "Ирина Петрова";
            letter.from_address = from;
            letter.sent_at = letter.received_at = letter.created_at = now;
            letter.body_text = text;
            letter.preview = letters::preview_of(text);
            letter.state = letters::LetterState::parsed;
            auto const id = letters::store::insert(tx, letter);
            tx.run("UPDATE letters SET auto_submitted = $1 WHERE id = $2", machine, id);
            consider(tx, {id, *letter.thread_id, now});
            return id;
        });
    }
    Enquiry newest() {
        return read([&](db::Reader& reader) { return store::list(reader, {}, {}).at(0); });
    }
    std::size_t count() {
        return read([&](db::Reader& reader) { return store::list(reader, {}, {}).size(); });
    }
    EnquiryCard enquiry_card(http::Actor const& actor, std::int64_t id) {
        return read([&](db::Reader& reader) { return inbox::card(reader, actor, now, id); });
    }
    EnquiryPage page(http::Actor const& actor, EnquiryQuery const& query) {
        return read([&](db::Reader& reader) { return inbox::list(reader, actor, now, query); });
    }
    http::Actor const& owner_of(Enquiry const& enquiry) {
        return enquiry.owner_id == anna.id ? anna : boris;
    }
    static constexpr char const* wanted_text =
        "Добрый день! Нужны кружки белые 100 и 300 шт., деколь в один цвет, к 8 марта.\n\n"
        "С уважением,\nИрина Петрова\nДиректор\nООО «Незабудка»\n+7 916 123-45-67\n";

    std::int64_t mailbox_id = 0;
};

TEST_P(Enquiries, ALetterBecomesAnEnquiryWithItsNeedAndItsWords) {
    auto const letter = arrive(wanted_text);
    auto const enquiry = newest();
    EXPECT_EQ(enquiry.state, "new");
    EXPECT_EQ(enquiry.letter_id, letter);
    EXPECT_EQ(enquiry.decision, "open_enquiry");
    EXPECT_EQ(enquiry.kind, "new_enquiry");
    EXPECT_EQ(base::to_text(enquiry.answer_due_at.value()), "2026-11-25T07:30:00.000Z");
    ASSERT_TRUE(enquiry.owner_id);
    auto const shown = enquiry_card(owner_of(enquiry), enquiry.id);
    EXPECT_EQ(shown.text, wanted_text);
    ASSERT_EQ(shown.need.items.size(), 1u);
    EXPECT_EQ(shown.need.items[0].product, "кружки белые");
    EXPECT_EQ(shown.need.items[0].runs, (std::vector<std::int64_t>{100, 300}));
    EXPECT_EQ(shown.need.items[0].imprints.at(0).method, "деколь");
    EXPECT_EQ(shown.need.in_hands_on, (base::Date{2027, 3, 8}));
    EXPECT_EQ(shown.company.name, "Незабудка");
    EXPECT_EQ(shown.person.phones, std::vector<std::string>{"+79161234567"});
    EXPECT_FALSE(shown.highlights.empty());
    EXPECT_EQ(shown.answer_minutes_left, 30);
    EXPECT_FALSE(shown.late);
    EXPECT_EQ(shown.similar.size(), 1u);  // Irina Petrova is known by her name
    // A job that runs twice changes nothing.
    write([&](db::Transaction& tx) { consider(tx, {letter, *enquiry.thread_id, now}); });
    EXPECT_EQ(count(), 1u);
    EXPECT_EQ(newest().version, enquiry.version);
}

TEST_P(Enquiries, AreHandedOutInTurnAndToTheClientsOwner) {
    arrive(wanted_text, "one@a.test");
    auto const first = newest().owner_id;
    arrive(wanted_text, "two@a.test");
    auto const second = newest().owner_id;
    EXPECT_NE(first, second);
    arrive(wanted_text, "three@a.test");
    EXPECT_EQ(newest().owner_id, first);
    write([&](db::Transaction& tx) {
        customers::add_points(tx, anna, now, contact, {}, {"irina@client.test"});
    });
    for (int i = 0; i < 3; ++i) {
        arrive(wanted_text);
        EXPECT_EQ(newest().owner_id, anna.id);
        EXPECT_EQ(newest().contact_id, contact);
    }
    write([&](db::Transaction& tx) { tx.run("UPDATE people SET on_shift = 0"); });
    arrive(wanted_text, "four@a.test");
    EXPECT_EQ(newest().owner_id, std::nullopt);  // nobody is there: it waits for a hand
}

TEST_P(Enquiries, OneActMakesContactCompanyAndDealWithTheNeed) {
    arrive(wanted_text);
    auto const enquiry = newest();
    auto const& owner = owner_of(enquiry);
    auto const made = write([&](db::Transaction& tx) {
        return make_deal(tx, owner, now, enquiry.id, {.version = enquiry.version});
    });
    auto const after = newest();
    EXPECT_EQ(after.state, "became_deal");
    EXPECT_EQ(after.deal_id, made.deal_id);
    EXPECT_EQ(after.contact_id, made.contact_id);
    read([&](db::Reader& reader) {
        auto const deal = deals::require(reader, owner, made.deal_id);
        EXPECT_EQ(deal.contact_id, made.contact_id);
        EXPECT_EQ(deal.company_id, made.company_id);
        EXPECT_EQ(deal.in_hands_on, (base::Date{2027, 3, 8}));
        EXPECT_EQ(deals::need_of(reader, made.deal_id).items.at(0).runs,
                  (std::vector<std::int64_t>{100, 300}));
        auto const who = customers::addressee(reader, made.contact_id, made.company_id);
        EXPECT_EQ(who.position, "Директор");
        EXPECT_EQ(who.company_name, "ООО «Незабудка»");
        EXPECT_EQ(who.email, "irina@client.test");
        EXPECT_EQ(deals::deal_of_thread(reader, *enquiry.thread_id), made.deal_id);
        // the deal's timeline shows where it came from
        EXPECT_EQ(reader.one<std::int64_t>(
                      "SELECT COUNT(*) FROM events e JOIN event_subjects s ON s.event_id = e.id "
                      "WHERE s.noun = 'deal' AND s.subject_id = $1 AND e.verb = 'became_deal'",
                      made.deal_id),
                  1);
    });
    EXPECT_EQ(refusal([&](db::Transaction& tx) {
                  make_deal(tx, owner, now, enquiry.id, {.version = after.version});
              }),
              "enquiry_state");
    // The client writes again: it goes to the deal, no second enquiry.
    arrive("Спасибо! Добавьте ещё 50 ручек.", "irina@client.test", *enquiry.thread_id);
    EXPECT_EQ(count(), 1u);
    EXPECT_GT(newest().unread, 0);
    EXPECT_NE(last_event("letter_received"), 0);
}

TEST_P(Enquiries, ADealMadeForAColleagueIsTheColleagues) {
    arrive(wanted_text);
    auto const enquiry = newest();
    auto const& owner = owner_of(enquiry);
    auto const made = write([&](db::Transaction& tx) {
        return make_deal(tx, head, now, enquiry.id, {.version = enquiry.version});
    });
    EXPECT_EQ(newest().owner_id, owner.id);
    read([&](db::Reader& reader) {
        EXPECT_EQ(deals::require(reader, owner, made.deal_id).owner_id, owner.id);
        // and so is the client: his next letter is handed out to her
        EXPECT_EQ(customers::known_sender(reader, "irina@client.test")->owner_id, owner.id);
    });
}

TEST_P(Enquiries, ADealOfNobodysEnquiryOrOfOneWhoLeftIsWhoeversMakesIt) {
    for (auto const* sender : {"one@a.test", "two@a.test"}) {
        arrive("Нужны кружки 100 шт.", sender);
        auto const enquiry = newest();
        write([&](db::Transaction& tx) {
            if (sender == std::string("one@a.test"))
                tx.run("UPDATE enquiries SET owner_id = NULL WHERE id = $1", enquiry.id);
            else
                tx.run("UPDATE people SET active = 0 WHERE id = $1", *enquiry.owner_id);
        });
        auto const made = write([&](db::Transaction& tx) {
            return make_deal(tx, head, now, enquiry.id, {.version = enquiry.version});
        });
        EXPECT_EQ(newest().owner_id, head.id);
        read([&](db::Reader& reader) {
            EXPECT_EQ(deals::require(reader, head, made.deal_id).owner_id, head.id);
        });
    }
}

TEST_P(Enquiries, ADealTakesAKnownContactAndWhatThePersonCorrected) {
    arrive(wanted_text);
    auto enquiry = newest();
    if (enquiry.owner_id != anna.id)
        write([&](db::Transaction& tx) {
            hand_over(tx, boris, now, enquiry.id, enquiry.version, anna.id);
        });
    enquiry = newest();
    EnquiryDeal wanted{.version = enquiry.version, .title = "Кружки для Ромашки"};
    wanted.contact_id = contact;
    wanted.company_id = company;
    wanted.need = deals::Need{.items = {{.product = "Кружки синие", .runs = {500}}}};
    auto const made =
        write([&](db::Transaction& tx) { return make_deal(tx, anna, now, enquiry.id, wanted); });
    EXPECT_EQ(made.contact_id, contact);
    EXPECT_EQ(made.company_id, company);
    read([&](db::Reader& reader) {
        EXPECT_EQ(deals::brief(reader, made.deal_id).title, "Кружки для Ромашки");
        EXPECT_EQ(deals::need_of(reader, made.deal_id).items.at(0).product, "Кружки синие");
        EXPECT_EQ(customers::addressee(reader, contact, company).phone, "+7 916 123-45-67");
    });
}

TEST_P(Enquiries, ARefusalLeavesNothingBehind) {
    arrive(wanted_text);
    auto const enquiry = newest();
    EnquiryDeal wanted{.version = enquiry.version};
    wanted.company = customers::CompanyFields{.name = "Ромашка", .inn = "7707083894"};
    EXPECT_NE(refusal([&](db::Transaction& tx) {
                  make_deal(tx, owner_of(enquiry), now, enquiry.id, wanted);
              }),
              "");
    EXPECT_EQ(newest().state, "new");
    read([&](db::Reader& reader) {
        EXPECT_EQ(reader.one<std::int64_t>("SELECT COUNT(*) FROM deals"), 0);
        EXPECT_EQ(reader.one<std::int64_t>("SELECT COUNT(*) FROM contacts"), 1);
    });
}

TEST_P(Enquiries, IsAttachedToADeal) {
    auto const deal = open_as(anna);
    arrive(wanted_text);
    auto enquiry = newest();
    auto const& owner = owner_of(enquiry);
    write([&](db::Transaction& tx) {
        hand_over(tx, owner, now, enquiry.id, enquiry.version, anna.id);
    });
    enquiry = newest();
    write([&](db::Transaction& tx) { attach(tx, anna, now, enquiry.id, enquiry.version, deal); });
    EXPECT_EQ(newest().state, "attached");
    EXPECT_EQ(newest().deal_id, deal);
    read([&](db::Reader& reader) {
        EXPECT_EQ(deals::deal_of_thread(reader, *enquiry.thread_id), deal);
    });
    // Taken back: the letters leave the deal, the enquiry waits again.
    undo_as(anna, last_event("attached"));
    EXPECT_EQ(newest().state, "new");
    EXPECT_EQ(newest().deal_id, std::nullopt);
    EXPECT_EQ(newest().contact_id, enquiry.contact_id);
    read([&](db::Reader& reader) {
        EXPECT_EQ(deals::deal_of_thread(reader, *enquiry.thread_id), std::nullopt);
    });
    enquiry = newest();
    write([&](db::Transaction& tx) { attach(tx, anna, now, enquiry.id, enquiry.version, deal); });
    arrive("Ещё письмо", "irina@client.test", *enquiry.thread_id);
    EXPECT_EQ(count(), 1u);
    // A letter came since: taking it back would hide it from the deal.
    EXPECT_EQ(
        refusal([&](db::Transaction& tx) { journal::undo(tx, anna, now, last_event("attached")); }),
        "enquiry_changed");
    read([&](db::Reader& reader) {
        EXPECT_EQ(deals::deal_of_thread(reader, *enquiry.thread_id), deal);
    });
}

TEST_P(Enquiries, AnAttachmentTakenBackGivesTheLettersToTheDealTheyHad) {
    auto const first = open_as(anna), second = open_as(anna);
    arrive(wanted_text);
    auto enquiry = newest();
    if (enquiry.owner_id != anna.id)
        write([&](db::Transaction& tx) {
            hand_over(tx, boris, now, enquiry.id, enquiry.version, anna.id);
        });
    enquiry = newest();
    write([&](db::Transaction& tx) {
        deals::attach_thread(tx, anna, now, first, *enquiry.thread_id);
        attach(tx, anna, now, enquiry.id, enquiry.version, second);
    });
    undo_as(anna, last_event("attached"));
    read([&](db::Reader& reader) {
        EXPECT_EQ(deals::deal_of_thread(reader, *enquiry.thread_id), first);
    });
}

TEST_P(Enquiries, AreFoundByMailboxThreadAndWords) {
    arrive(wanted_text);
    auto const first = newest();
    arrive("Нужны зонты", "pavel@other.test");
    EXPECT_EQ(page(head, {.mailbox_id = mailbox_id}).items.size(), 2u);
    EXPECT_EQ(page(head, {.mailbox_id = mailbox_id + 1}).items.size(), 0u);
    EXPECT_EQ(page(head, {.thread_id = first.thread_id}).items.at(0).id, first.id);
    auto const found = page(head, {.words = "зонт"});
    ASSERT_EQ(found.items.size(), 1u);
    EXPECT_EQ(found.items[0].sender_address, "pavel@other.test");
    EXPECT_EQ(page(head, {.words = "ничего такого"}).items.size(), 0u);
    write([&](db::Transaction& tx) { store::set_read(tx, first.id); });
    ASSERT_EQ(page(head, {.state = "any", .unread = true}).items.size(), 1u);
    EXPECT_EQ(page(head, {.state = "any", .unread = true}).items[0].id, found.items[0].id);
}

TEST_P(Enquiries, ALetterFromADealBelongsToItFromTheBeginning) {
    auto const deal = open_as(anna);
    write([&](db::Transaction& tx) {
        customers::add_points(tx, anna, now, contact, {}, {"irina@client.test"});
    });
    auto const draft =
        write([&](db::Transaction& tx) { return begin_letter(tx, anna, now, deal); });
    auto const letter = read([&](db::Reader& reader) {
        auto const one = letters::store::find(reader, draft).value();
        EXPECT_EQ(letters::store::addresses(reader, {draft}).at(0).address, "irina@client.test");
        EXPECT_EQ(deals::deal_of_thread(reader, one.thread_id.value()), deal);
        return one;
    });
    EXPECT_EQ(letter.state, letters::LetterState::draft);
    EXPECT_EQ(letter.author_id, anna.id);
    EXPECT_EQ(refusal([&](db::Transaction& tx) { begin_letter(tx, boris, now, deal); }),
              "not_found");
    // The client answers: no new enquiry, the deal has it.
    arrive("Спасибо, ждём", "irina@client.test", *letter.thread_id);
    EXPECT_EQ(count(), 0u);
    last_event("letter_received");
}

TEST_P(Enquiries, NobodyAttachesToADealHeMayNotSee) {
    auto const deal = open_as(anna);
    arrive(wanted_text);
    auto enquiry = newest();
    if (enquiry.owner_id != boris.id)
        write([&](db::Transaction& tx) {
            hand_over(tx, anna, now, enquiry.id, enquiry.version, boris.id);
        });
    enquiry = newest();
    EXPECT_EQ(refusal([&](db::Transaction& tx) {
                  attach(tx, boris, now, enquiry.id, enquiry.version, deal);
              }),
              "not_found");
}

TEST_P(Enquiries, TwoWhoTakeTheSameGetAConflict) {
    write([&](db::Transaction& tx) { tx.run("UPDATE people SET on_shift = 0"); });
    arrive(wanted_text);
    auto const enquiry = newest();
    write([&](db::Transaction& tx) { take(tx, anna, now, enquiry.id, enquiry.version); });
    EXPECT_EQ(newest().state, "in_work");
    EXPECT_EQ(newest().owner_id, anna.id);
    // Boris does not even see it any more; the head is told what it is now.
    EXPECT_EQ(
        refusal([&](db::Transaction& tx) { take(tx, boris, now, enquiry.id, enquiry.version); }),
        "not_found");
    EXPECT_EQ(
        refusal([&](db::Transaction& tx) { take(tx, head, now, enquiry.id, enquiry.version); }),
        "enquiry_changed");
    EXPECT_NE(details.find("\"state\":\"in_work\""), std::string::npos) << details;
    undo_as(anna, last_event("taken"));
    EXPECT_EQ(newest().state, "new");
    EXPECT_EQ(newest().owner_id, std::nullopt);
}

TEST_P(Enquiries, NoEnquiryIsUndoneAndReopened) {
    arrive(wanted_text);
    auto enquiry = newest();
    auto const& owner = owner_of(enquiry);
    write([&](db::Transaction& tx) {
        dismiss(tx, owner, now, enquiry.id, enquiry.version, DismissedAs::supplier);
    });
    EXPECT_EQ(newest().state, "not_enquiry");
    EXPECT_EQ(newest().dismissed_as, "supplier");
    undo_as(owner, last_event("dismissed"));
    EXPECT_EQ(newest().state, "new");
    EXPECT_EQ(newest().dismissed_as, "");
    enquiry = newest();
    write([&](db::Transaction& tx) {
        dismiss(tx, owner, now, enquiry.id, enquiry.version, DismissedAs::other);
    });
    enquiry = newest();
    write([&](db::Transaction& tx) { reopen(tx, owner, now, enquiry.id, enquiry.version); });
    EXPECT_EQ(newest().state, "new");
    // Somebody whose letters were called none writes again: a person looks at it again.
    enquiry = newest();
    write([&](db::Transaction& tx) {
        dismiss(tx, owner, now, enquiry.id, enquiry.version, DismissedAs::other);
    });
    arrive("Так что с кружками?", "irina@client.test", *enquiry.thread_id);
    EXPECT_EQ(count(), 1u);
    EXPECT_EQ(newest().state, "new");
}

TEST_P(Enquiries, WhatIsNoneStandsInTheListWithItsReason) {
    arrive("Нахожусь в отпуске", "a@client.test", 0, "auto-reply");
    EXPECT_EQ(newest().state, "not_enquiry");
    EXPECT_EQ(newest().dismissed_as, "automatic");
    EXPECT_EQ(newest().reason_ru, "Автоответ.");
    arrive(wanted_text, "b@client.test", 0, "", letters::FolderRole::spam);
    EXPECT_EQ(newest().dismissed_as, "spam");
    arrive(wanted_text, "sales@agency.test");
    EXPECT_EQ(newest().dismissed_as, "automatic");
    EXPECT_EQ(count(), 3u);
    EXPECT_EQ(page(head, {}).items.size(), 0u);
    EXPECT_EQ(page(head, {.state = "not_enquiry"}).items.size(), 3u);
}

TEST_P(Enquiries, TheAnswerStopsTheClock) {
    arrive("Нужны кружки");
    auto const enquiry = newest();
    auto const& owner = owner_of(enquiry);
    auto const draft =
        read([&](db::Reader& reader) { return reply(reader, owner, now, enquiry.id); });
    EXPECT_EQ(draft.to_address, "irina@client.test");
    EXPECT_EQ(draft.subject, "Re: Запрос");
    EXPECT_NE(draft.text.find("Какой тираж?"), std::string::npos) << draft.text;
    auto const letter = write([&](db::Transaction& tx) {
        return answer(tx, owner, now, enquiry.id, {.text = draft.text});
    });
    EXPECT_EQ(newest().state, "in_work");
    EXPECT_EQ(newest().answered_at, std::nullopt);  // it has not gone out yet
    read([&](db::Reader& reader) {
        auto const queued = letters::store::find(reader, letter).value();
        EXPECT_EQ(queued.thread_id, enquiry.thread_id);
        EXPECT_EQ(queued.state, letters::LetterState::waiting);
    });
    now = now + std::chrono::minutes(5);
    write([&](db::Transaction& tx) { note_answer(tx, {letter, *enquiry.thread_id, now}); });
    EXPECT_EQ(newest().answered_at, now);
    now = now + std::chrono::hours(5);
    EXPECT_FALSE(enquiry_card(owner, enquiry.id).late);
}

TEST_P(Enquiries, WhoeverAnswersHasItInWork) {
    write([&](db::Transaction& tx) { tx.run("UPDATE people SET on_shift = 0"); });
    arrive(wanted_text);
    auto const enquiry = newest();
    EXPECT_EQ(enquiry.owner_id, std::nullopt);
    write([&](db::Transaction& tx) {
        letters::DraftForm form;
        form.answers_letter_id = enquiry.letter_id;
        auto const draft = letters::write_draft(tx, boris, now, form);
        note_answer(tx, {draft, *enquiry.thread_id, now});
    });
    EXPECT_EQ(newest().state, "in_work");
    EXPECT_EQ(newest().owner_id, boris.id);
    EXPECT_EQ(newest().answered_at, now);
}

TEST_P(Enquiries, ShowToWhomTheyBelong) {
    arrive(wanted_text, "one@a.test");
    auto const owned = newest();
    auto const& owner = owner_of(owned);
    auto const& other = owner.id == anna.id ? boris : anna;
    write([&](db::Transaction& tx) { tx.run("UPDATE people SET on_shift = 0"); });
    arrive(wanted_text, "two@a.test");
    auto const free = newest();
    auto ids = [&](http::Actor const& actor, EnquiryQuery const& query) {
        std::vector<std::int64_t> out;
        for (auto const& item : page(actor, query).items) out.push_back(item.id);
        return out;
    };
    using Ids = std::vector<std::int64_t>;
    EXPECT_EQ(ids(owner, {}), (Ids{free.id, owned.id}));
    EXPECT_EQ(ids(other, {}), Ids{free.id});
    EXPECT_EQ(ids(head, {}), (Ids{free.id, owned.id}));
    EXPECT_EQ(ids(vera, {}), Ids{});  // the account manager reads only what is hers
    EXPECT_EQ(ids(owner, {.scope = EnquiryScope::mine}), Ids{owned.id});
    EXPECT_EQ(ids(owner, {.scope = EnquiryScope::unassigned}), Ids{free.id});
    EXPECT_THROW(enquiry_card(other, owned.id), base::Refusal);
    read([&](db::Reader& reader) {
        EXPECT_FALSE(journal::may_see(reader, other, "enquiry", owned.id));
        EXPECT_TRUE(journal::may_change(reader, owner, "enquiry", owned.id));
        EXPECT_FALSE(journal::may_change(reader, vera, "enquiry", free.id));
        auto const numbers = counts(reader, owner, now);
        EXPECT_EQ(numbers.mine, 1);
        EXPECT_EQ(numbers.unassigned, 1);
        EXPECT_EQ(numbers.late, 0);
        EXPECT_EQ(counts(reader, owner, now + std::chrono::hours(1)).late, 2);
    });
    // Another team's mailbox: its enquiries of nobody are not for this team.
    write([&](db::Transaction& tx) {
        auto const team_of_others =
            tx.insert("INSERT INTO teams (name) VALUES ('Вторая') RETURNING id");
        tx.run("UPDATE enquiries SET team_id = $1 WHERE id = $2", team_of_others, free.id);
    });
    EXPECT_EQ(ids(owner, {}), Ids{owned.id});
    EXPECT_EQ(ids(head, {}), (Ids{free.id, owned.id}));
}

TEST_P(Enquiries, AreReadPageByPage) {
    for (int i = 0; i < 5; ++i) arrive(wanted_text, "c" + std::to_string(i) + "@a.test");
    EnquiryQuery query{.limit = 2};
    std::vector<std::int64_t> seen;
    for (int pages = 0; pages < 5; ++pages) {
        auto const part = page(head, query);
        for (auto const& item : part.items) seen.push_back(item.id);
        if (!part.next) break;
        query.after = part.next;
    }
    EXPECT_EQ(seen.size(), 5u);
    EXPECT_TRUE(std::is_sorted(seen.rbegin(), seen.rend()));
}

TEST_P(Enquiries, ACallIsNotedByHand) {
    auto const id = write([&](db::Transaction& tx) {
        return write_down(tx, anna, now,
                          {.channel = EnquiryChannel::call,
                           .text = "Хочет 50 бутылок с гравировкой к пятнице, ООО «Вектор», "
                                   "тел. 8 926 777-66-55",
                           .sender_name = "Светлана",
                           .phone = "8 926 777-66-55"});
    });
    auto const shown = enquiry_card(anna, id);
    EXPECT_EQ(shown.state, "in_work");
    EXPECT_EQ(shown.owner_id, anna.id);
    EXPECT_EQ(shown.person.phones, std::vector<std::string>{"+79267776655"});
    EXPECT_EQ(shown.need.items.at(0).runs, std::vector<std::int64_t>{50});
    EXPECT_EQ(shown.need.in_hands_on, (base::Date{2026, 11, 27}));
    auto const made = write([&](db::Transaction& tx) {
        return make_deal(tx, anna, now, id, {.version = shown.version});
    });
    EXPECT_NE(made.company_id, 0);
    read([&](db::Reader& reader) {
        EXPECT_EQ(customers::addressee(reader, made.contact_id, 0).phone, "+7 926 777-66-55");
    });
    EXPECT_EQ(refusal([&](db::Transaction& tx) {
                  write_down(tx, anna, now, {.channel = EnquiryChannel::mail, .text = "x"});
              }),
              "channel_invalid");
    EXPECT_EQ(refusal([&](db::Transaction& tx) {
                  write_down(tx, anna, now, {.channel = EnquiryChannel::note, .text = " "});
              }),
              "text_empty");
}

BOTH_DATABASES(Enquiries);

}  // namespace
}  // namespace inbox
