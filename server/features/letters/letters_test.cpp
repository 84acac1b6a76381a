#include "features/letters/letters.h"

#include "features/accounts/permissions.h"
#include "features/files/attachments.h"
#include "features/journal/journal.h"
#include "features/letters/arriving.h"
#include "features/letters/letter_actions.h"
#include "features/letters/letter_store.h"
#include "features/letters/mailbox_actions.h"
#include "features/letters/mailbox_store.h"
#include "features/letters/testing.h"

namespace letters {
namespace {

TEST(LetterRules, AnAnswerQuotesWhatItAnswers) {
    Letter letter;
    letter.from_name = "Иван";
    letter.from_address = "ivan@client.test";
    letter.body_text = "Добрый день!\n> прежнее\n";
    EXPECT_EQ(quote_of(letter, {2026, 11, 5}),
              "\n\n05.11.2026, Иван <ivan@client.test> пишет:\n> Добрый день!\n>> прежнее\n");
    letter.body_text = " \n";
    EXPECT_EQ(quote_of(letter, {2026, 11, 5}), "");
}

TEST(LetterRules, ASubjectLosesWhatProgramsPutBefore) {
    for (auto const* subject : {"Кружки", "Re: Кружки", "RE: re:Кружки", "Re[2]: Кружки",
                                "Отв: Fwd: Кружки", "Ответ: Кружки", "FW: Кружки", "HA: Кружки"})
        EXPECT_EQ(base_subject(subject), "Кружки") << subject;
    EXPECT_EQ(base_subject("Размер: 10 см"), "Размер: 10 см");
    EXPECT_EQ(base_subject("Re:"), "");
    EXPECT_TRUE(is_answer_subject("Re: Кружки"));
    EXPECT_FALSE(is_answer_subject("Fwd: Кружки"));
    EXPECT_FALSE(is_answer_subject("Кружки"));
    EXPECT_EQ(answer_subject("Кружки"), "Re: Кружки");
    EXPECT_EQ(answer_subject("RE: Кружки"), "RE: Кружки");
}

TEST(LetterRules, ADateIsBelievedWithinTwoDays) {
    using namespace std::chrono_literals;
    base::Instant const received{1'795'600'000'000};
    EXPECT_EQ(believable_date(received - 47h, received), received - 47h);
    EXPECT_EQ(believable_date(received - 49h, received), received);
    EXPECT_EQ(believable_date(received + 49h, received), received);
    EXPECT_EQ(believable_date(std::nullopt, received), received);
}

TEST(LetterRules, APreviewIsWhatTheSenderWroteHimself) {
    EXPECT_EQ(preview_of("\n> старое\nДобрый день!\n\n  Нужны кружки\n> ещё"),
              "Добрый день! Нужны кружки");
}

TEST(LetterRules, ALetterThatMayBeSentIsNeverSentByTheMachineAgain) {
    for (auto const& step : letter_steps())
        if (step.from == LetterState::uncertain || step.from == LetterState::sent) {
            EXPECT_TRUE(step.to != LetterState::waiting || step.by_person);
        }
    EXPECT_EQ(after(LetterState::waiting, LetterVerb::cancel), LetterState::cancelled);
    EXPECT_FALSE(after(LetterState::sending, LetterVerb::cancel));
    EXPECT_FALSE(after(LetterState::sent, LetterVerb::send_again));
}

class LetterStore : public testing::LettersTest {
  protected:
    // As a postman and the reading job do it.
    std::int64_t arrive(std::int64_t uid, std::string const& bytes, FolderRole role,
                        std::int64_t validity = 1) {
        auto const blob = files_.put(bytes);
        return database().write([&](db::Transaction& tx) {
            auto const folder = store::folder_of_role(tx, mailbox_id_, role, db::enum_text(role));
            keep(tx, now_, {{mailbox_id_, folder.id, validity, uid}, role, blob, now_});
            return store::with_bytes(tx, mailbox_id_, blob.hash).value();
        });
    }
    Letter read(std::int64_t id) {
        read_letter(post_, {id}, false);
        return letter(id);
    }
    Letter come(std::int64_t uid, std::string const& headers, std::string const& text = "Текст") {
        return read(arrive(uid, headers + "\r\n\r\n" + text, FolderRole::inbox));
    }
    std::int64_t count(std::string const& table) {
        return database().read([&](db::Reader& reader) {
            return reader.one<std::int64_t>("SELECT COUNT(*) FROM " + table);
        });
    }
    std::int64_t queue_to(std::string const& address) {
        return database().write([&](db::Transaction& tx) {
            Outgoing outgoing;
            outgoing.to = {{"Иван", address}};
            outgoing.subject = "Предложение";
            outgoing.text = "Здравствуйте";
            return queue(tx, anna_, now_, outgoing);
        });
    }
    template <class F>
    std::string refusal_of(F act) {
        try {
            database().write([&](db::Transaction& tx) { act(tx); });
        } catch (base::Refusal const& refusal) {
            return refusal.code;
        }
        return "";
    }
};

TEST_P(LetterStore, KeepsALetterOnceWhateverComesTwice) {
    std::string const bytes = "From: ivan@client.test\r\nSubject: one\r\n\r\nx";
    auto const first = arrive(7, bytes, FolderRole::inbox);
    EXPECT_EQ(arrive(7, bytes, FolderRole::inbox), first);     // fetched again
    EXPECT_EQ(arrive(3, bytes, FolderRole::inbox, 2), first);  // UIDVALIDITY changed
    EXPECT_EQ(arrive(9, bytes, FolderRole::spam), first);      // moved by somebody
    EXPECT_EQ(letter(first).folder_role, FolderRole::spam);
    EXPECT_EQ(count("letters"), 1);
    EXPECT_EQ(count("letter_places"), 3);
    EXPECT_EQ(count("jobs"), 1);
    EXPECT_EQ(heard_.size(), 0u);
    read(first);
    read(first);  // the job runs twice
    EXPECT_EQ(heard_, (std::vector<std::string>{"received"}));
    EXPECT_EQ(count("letter_threads"), 1);
}

TEST_P(LetterStore, CountsWhatCouldNotBeFetchedAndSaysWhy) {
    database().write([&](db::Transaction& tx) {
        auto const folder = store::folder_of_role(tx, mailbox_id_, FolderRole::inbox, "INBOX");
        keep_failure(tx, now_, {mailbox_id_, folder.id, 1, 5}, "Сервер не отдаёт письмо");
        store::note_seen(tx, folder.id, 2, now_);
    });
    auto const folder = database().read(
        [&](db::Reader& reader) { return store::folders(reader, mailbox_id_).front(); });
    EXPECT_EQ(folder.failed, 1);
    EXPECT_EQ(folder.cursor_uid, 5);
    EXPECT_EQ(folder.seen_on_server, 3);
    auto const failures = database().read(
        [&](db::Reader& reader) { return store::failures(reader, mailbox_id_, 10); });
    ASSERT_EQ(failures.size(), 1u);
    EXPECT_EQ(failures[0].problem, "Сервер не отдаёт письмо");
    database().write([&](db::Transaction& tx) {
        tx.run("UPDATE mailbox_folders SET uid_validity = 1, cursor_uid = 9");
        fetch_again(tx, admin_, now_, mailbox_id_);
    });
    auto const again = database().read(
        [&](db::Reader& reader) { return store::folders(reader, mailbox_id_).front(); });
    EXPECT_EQ(again.failed, 0);
    EXPECT_EQ(again.cursor_uid, 4);
    EXPECT_EQ(count("letter_places"), 0);
}

TEST_P(LetterStore, PutsAnswersIntoTheirThreadInWhateverOrderTheyCome) {
    auto const answer = come(1,
                             "From: ivan@client.test\r\nSubject: Re: Q\r\nMessage-ID: <b@x>\r\n"
                             "In-Reply-To: <a@x>\r\nReferences: <a@x>");
    auto const question = come(2, "From: sales@agency.test\r\nSubject: Q\r\nMessage-ID: <a@x>");
    auto const third = come(3,
                            "From: ivan@client.test\r\nSubject: other\r\nMessage-ID: <c@x>\r\n"
                            "References: <zzz@x> <b@x>");
    EXPECT_EQ(answer.thread_id, question.thread_id);
    EXPECT_EQ(third.thread_id, question.thread_id);
    auto const stranger = come(4, "From: x@y.test\r\nSubject: Q\r\nMessage-ID: <d@x>");
    EXPECT_NE(stranger.thread_id, question.thread_id);
    EXPECT_EQ(count("letter_threads"), 2);
}

TEST_P(LetterStore, FindsTheConversationsOfAnAddress) {
    auto const from = come(1, "From: Ivan@Client.test\r\nSubject: A\r\nMessage-ID: <a@x>");
    auto const to = come(2,
                         "From: sales@agency.test\r\nTo: ivan@client.test\r\nSubject: B\r\n"
                         "Message-ID: <b@x>");
    come(3, "From: other@client.test\r\nSubject: C\r\nMessage-ID: <c@x>");
    auto const rows = database().read([&](db::Reader& reader) {
        store::ThreadFilter filter;
        filter.addresses = {"ivan@client.test", "nobody@client.test"};
        return store::threads(reader, filter, store::visible_to(anna_));
    });
    std::set<std::int64_t> found;
    for (auto const& row : rows) found.insert(row.id);
    EXPECT_EQ(found, (std::set<std::int64_t>{*from.thread_id, *to.thread_id}));
}

TEST_P(LetterStore, TakesTheSubjectForAWitnessOnlyWhenTheHeadersSayNothing) {
    auto const first = come(1, "From: ivan@client.test\r\nSubject: Кружки\r\nMessage-ID: <a@x>");
    auto const same = come(2, "From: Ivan@Client.test\r\nSubject: Re: кружки");
    EXPECT_EQ(same.thread_id, first.thread_id);
    EXPECT_NE(come(3, "From: other@client.test\r\nSubject: Re: Кружки").thread_id, first.thread_id);
    EXPECT_NE(come(4, "From: ivan@client.test\r\nSubject: Кружки").thread_id, first.thread_id);
    EXPECT_NE(
        come(5, "From: ivan@client.test\r\nSubject: Re: Кружки\r\nIn-Reply-To: <gone@x>").thread_id,
        first.thread_id);
}

TEST_P(LetterStore, KeepsTheFilesAndTheSafeHtml) {
    auto const read = come(
        1,
        "From: ivan@client.test\r\nTo: Отдел <sales@agency.test>\r\nSubject: Макет\r\n"
        "Content-Type: multipart/mixed; boundary=X",
        "--X\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p onclick=x>Вот <img src='cid:p1'>"
        "<script>x</script></p>\r\n--X\r\nContent-Type: image/png; name=logo.png\r\nContent-ID: "
        "<p1>\r\n\r\n\x89PNG\r\n\x1a\n\r\n--X\r\nContent-Type: application/pdf; "
        "name=\"../m.pdf\"\r\n\r\n%PDF-1.4\r\n--X--\r\n");
    EXPECT_EQ(read.body_html, "<p>Вот <img src=\"cid:p1\"></p>");
    EXPECT_EQ(read.body_text, "Вот");
    EXPECT_EQ(read.attachments, 1);
    auto const files =
        database().read([&](db::Reader& reader) { return files::of(reader, "letter", read.id); });
    ASSERT_EQ(files.size(), 2u);
    EXPECT_EQ(files[0].content_id, "p1");
    EXPECT_EQ(files[1].name, "m.pdf");
    EXPECT_EQ(files[1].media_type, "application/pdf");
}

TEST_P(LetterStore, QueuesWithAFixedMessageIdAndTakesBackInTime) {
    auto const id = queue_to("ivan@client.test");
    auto const waiting = letter(id);
    EXPECT_EQ(waiting.state, LetterState::waiting);
    EXPECT_NE(waiting.message_id, "");
    EXPECT_EQ(waiting.send_at, now_ + std::chrono::seconds(10));
    database().write([&](db::Transaction& tx) { cancel(tx, anna_, now_, id); });
    EXPECT_EQ(letter(id).state, LetterState::cancelled);
    EXPECT_EQ(heard_, (std::vector<std::string>{"not_delivered"}));
    EXPECT_FALSE(database().write(
        [&](db::Transaction& tx) { return begin(tx, now_, id, files_.put("x")); }));
    EXPECT_EQ(refusal_of([&](db::Transaction& tx) { cancel(tx, anna_, now_, id); }),
              "letter_state");
}

TEST_P(LetterStore, RefusesWhatCannotBeSent) {
    auto const with = [&](std::vector<Address> to) {
        return refusal_of([&](db::Transaction& tx) {
            Outgoing outgoing;
            outgoing.to = std::move(to);
            queue(tx, anna_, now_, outgoing);
        });
    };
    EXPECT_EQ(with({}), "recipient_missing");
    EXPECT_EQ(with({{"", "no address"}}), "address_invalid");
    EXPECT_EQ(with({{"", "a@b.ru\r\nBcc: x@y.z"}}), "address_invalid");
    database().write([&](db::Transaction& tx) {
        auto mailbox = store::find_mailbox(tx, mailbox_id_).value();
        mailbox.active = false;
        store::update(tx, mailbox);
    });
    EXPECT_EQ(with({{"", "a@b.ru"}}), "mailbox_missing");
}

TEST_P(LetterStore, ACrashBetweenTheHandoverAndItsAnswerIsNotSentAgain) {
    auto const id = queue_to("ivan@client.test");
    ASSERT_TRUE(database().write(
        [&](db::Transaction& tx) { return begin(tx, now_, id, files_.put("x")); }));
    send_letter(post_, {id}, false);  // the job comes again after the crash
    EXPECT_EQ(letter(id).state, LetterState::uncertain);
    EXPECT_FALSE(letter(id).problem.empty());
    // The client answers it: so it was sent.
    come(1, "From: ivan@client.test\r\nIn-Reply-To: <" + letter(id).message_id + ">");
    EXPECT_EQ(letter(id).state, LetterState::sent);
    EXPECT_EQ(heard_, (std::vector<std::string>{"sent", "received"}));
}

TEST_P(LetterStore, APersonDecidesAboutAnUncertainLetter) {
    auto const id = queue_to("ivan@client.test");
    database().write([&](db::Transaction& tx) {
        begin(tx, now_, id, files_.put("x"));
        mail::HandoverResult lost;
        lost.outcome = mail::Handover::unknown;
        finish(tx, now_, id, lost, false);
    });
    EXPECT_EQ(letter(id).state, LetterState::uncertain);
    database().write([&](db::Transaction& tx) { send_again(tx, anna_, now_, id); });
    EXPECT_EQ(letter(id).state, LetterState::waiting);
}

TEST_P(LetterStore, KnowsWhomTheServerRefused) {
    auto const id = queue_to("ivan@client.test");
    mail::HandoverResult result;
    result.recipients = {{"ivan@client.test", false, "550 5.1.1 Unknown"}};
    database().write([&](db::Transaction& tx) {
        begin(tx, now_, id, files_.put("x"));
        finish(tx, now_, id, result, false);
    });
    EXPECT_EQ(letter(id).state, LetterState::refused);
    EXPECT_NE(letter(id).problem.find("550 5.1.1"), std::string::npos);
    EXPECT_EQ(heard_, (std::vector<std::string>{"not_delivered"}));
    auto const address =
        database().read([&](db::Reader& reader) { return store::addresses(reader, {id}).at(0); });
    EXPECT_EQ(address.state, "refused");
}

TEST_P(LetterStore, ComesBackLaterWhenTheServerSaysLater) {
    auto const id = queue_to("ivan@client.test");
    mail::HandoverResult later;
    later.worth_retrying = true;
    later.words = {"Сервер занят", "The server is busy"};
    auto const try_once = [&](bool last) {
        database().write([&](db::Transaction& tx) {
            begin(tx, now_, id, files_.put("x"));
            finish(tx, now_, id, later, last);
        });
    };
    try_once(false);
    EXPECT_EQ(letter(id).state, LetterState::waiting);
    EXPECT_EQ(letter(id).problem, "Сервер занят");
    try_once(true);
    EXPECT_EQ(letter(id).state, LetterState::refused);
}

TEST_P(LetterStore, TiesAReportToTheLetterThatCameBack) {
    auto const id = queue_to("full@client.test");
    mail::HandoverResult result;
    result.outcome = mail::Handover::sent;
    result.recipients = {{"full@client.test", true, ""}};
    database().write([&](db::Transaction& tx) {
        begin(tx, now_, id, files_.put("x"));
        finish(tx, now_, id, result, false);
    });
    EXPECT_EQ(letter(id).state, LetterState::sent);
    auto const bounce =
        come(1,
             "From: MAILER-DAEMON@mail.test\r\nSubject: Undelivered\r\n"
             "Content-Type: multipart/report; boundary=B",
             "--B\r\n\r\nsorry\r\n--B\r\nContent-Type: message/delivery-status\r\n\r\nX: y\r\n\r\n"
             "Final-Recipient: rfc822; full@client.test\r\nAction: failed\r\nStatus: "
             "5.2.2\r\n\r\n--B\r\n"
             "Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <" +
                 letter(id).message_id + ">\r\n\r\n--B--\r\n");
    EXPECT_EQ(bounce.auto_submitted, "bounce");
    EXPECT_EQ(bounce.thread_id, letter(id).thread_id);
    EXPECT_EQ(letter(id).state, LetterState::bounced);
    EXPECT_NE(letter(id).problem.find("5.2.2"), std::string::npos);
    EXPECT_EQ(heard_, (std::vector<std::string>{"sent", "not_delivered", "received"}));
}

TEST_P(LetterStore, TakesTheServersCopyInSentForOurLetter) {
    auto const id = queue_to("ivan@client.test");
    mail::HandoverResult result;
    result.outcome = mail::Handover::sent;
    database().write([&](db::Transaction& tx) {
        begin(tx, now_, id, files_.put("ours"));
        finish(tx, now_, id, result, false);
    });
    EXPECT_EQ(arrive(1, "ours", FolderRole::sent), id);  // appended by us: the same bytes
    auto const copy = arrive(2,
                             "From: sales@agency.test\r\nMessage-ID: <" + letter(id).message_id +
                                 ">\r\nX-Server: 1\r\n\r\nx",
                             FolderRole::sent);
    read_letter(post_, {copy}, false);
    EXPECT_EQ(count("letters"), 1);
    EXPECT_EQ(count("letter_places"), 2);
}

TEST_P(LetterStore, ADraftIsItsAuthorsAndAnswersTheLetter) {
    auto const question = come(1,
                               "From: Иван <ivan@client.test>\r\nTo: sales@agency.test, "
                               "petr@client.test\r\nReply-To: office@client.test\r\n"
                               "Subject: Кружки\r\nMessage-ID: <q@x>");
    auto const id = database().write([&](db::Transaction& tx) {
        DraftForm form;
        form.answers_letter_id = question.id;
        form.answers_all = true;
        form.text = "Добрый день!";
        return write_draft(tx, anna_, now_, form);
    });
    auto draft = letter(id);
    EXPECT_EQ(draft.subject, "Re: Кружки");
    EXPECT_EQ(draft.in_reply_to, "q@x");
    EXPECT_EQ(draft.thread_id, question.thread_id);
    auto const addresses =
        database().read([&](db::Reader& reader) { return store::addresses(reader, {id}); });
    ASSERT_EQ(addresses.size(), 2u);
    EXPECT_EQ(addresses[0].address, "office@client.test");
    EXPECT_EQ(addresses[1].address, "petr@client.test");
    EXPECT_EQ(addresses[1].kind, AddressKind::cc);

    DraftForm change;
    change.text = "Добрый день! Сделаем.";
    change.cc = std::vector<std::string>{};
    change.version = draft.version;
    database().write([&](db::Transaction& tx) { change_draft(tx, anna_, now_, id, change); });
    EXPECT_EQ(refusal_of([&](db::Transaction& tx) { change_draft(tx, anna_, now_, id, change); }),
              "letter_changed");
    EXPECT_EQ(refusal_of([&](db::Transaction& tx) { send_draft(tx, boris_, now_, id); }),
              "not_found");
    database().write([&](db::Transaction& tx) { send_draft(tx, anna_, now_, id); });
    EXPECT_EQ(letter(id).state, LetterState::waiting);
    database().write([&](db::Transaction& tx) {
        cancel(tx, anna_, now_, id);
        edit_again(tx, anna_, now_, id);
    });
    EXPECT_EQ(letter(id).state, LetterState::draft);
    database().write([&](db::Transaction& tx) { send_draft(tx, anna_, now_, id); });
    EXPECT_EQ(database().read([&](db::Reader& reader) {
        return reader.one<std::int64_t>("SELECT letters FROM letter_threads WHERE id = $1",
                                        *question.thread_id);
    }),
              2);
}

TEST_P(LetterStore, OnlyTheMailboxesTeamSeesItsLetters) {
    auto const open = come(1, "From: ivan@client.test\r\nSubject: a");
    auto const sees = [&](http::Actor const& actor) {
        return database().read(
            [&](db::Reader& reader) { return store::may_see(reader, actor, open.id); });
    };
    EXPECT_TRUE(sees(boris_));
    auto const team = database().write([&](db::Transaction& tx) {
        auto const id = tx.insert("INSERT INTO teams (name) VALUES ('Первая') RETURNING id");
        auto mailbox = store::find_mailbox(tx, mailbox_id_).value();
        mailbox.team_id = id;
        store::update(tx, mailbox);
        return id;
    });
    EXPECT_FALSE(sees(boris_));
    auto member = boris_;
    member.team_id = team;
    EXPECT_TRUE(sees(member));
    auto head = boris_;
    head.permissions = accounts::permissions_of(accounts::head);
    EXPECT_TRUE(sees(head));
    member.permissions.erase("inbox_read");
    EXPECT_FALSE(sees(member));
}

TEST_P(LetterStore, AChangedServerWantsThePasswordAgain) {
    auto const form_of = [&](Mailbox const& m) {
        MailboxForm form;
        form.address = m.address;
        form.imap_host = m.imap_host;
        form.smtp_host = m.smtp_host;
        form.version = m.version;
        return form;
    };
    auto form = form_of(database().read(
        [&](db::Reader& reader) { return store::find_mailbox(reader, mailbox_id_).value(); }));
    form.imap_host = "evil.test";
    EXPECT_EQ(refusal_of([&](db::Transaction& tx) {
                  change_mailbox(tx, admin_, now_, mailbox_id_, checked(form), "");
              }),
              "password_missing");
    EXPECT_EQ(refusal_of([&](db::Transaction& tx) {
                  change_mailbox(tx, boris_, now_, mailbox_id_, checked(form), "x");
              }),
              "forbidden");
    EXPECT_EQ(refusal_of([&](db::Transaction& tx) {
                  form.version = std::nullopt;
                  add_mailbox(tx, admin_, now_, checked(form), "x");
              }),
              "mailbox_known");
}

BOTH_DATABASES(LetterStore);

}  // namespace
}  // namespace letters
