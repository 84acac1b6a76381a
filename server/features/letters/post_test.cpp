// The whole way of a letter on real servers: Postfix delivers, Dovecot keeps, the postman fetches,
// the outbox sends, the client answers.
#include "features/files/attachments.h"
#include "features/letters/letters.h"
#include "features/letters/post_room.h"
#include "features/letters/testing.h"
#include "platform/mail/imap.h"
#include "platform/mail/testing.h"

#include <condition_variable>
#include <mutex>

namespace letters {
namespace {

using mail::testing::MailSystem;
using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

class PostTest : public testing::LettersTest {
  protected:
    PostTest()
        : address_(system_.new_mailbox("agency.test")),
          client_(system_.new_mailbox("client.test")) {
        change_mailbox([&](Mailbox& mailbox) {
            mailbox.address = mailbox.login = address_;
            mailbox.imap_port = system_.imap(address_).port;
            mailbox.smtp_port = system_.submission(address_).port;
            mailbox.imap_security = mailbox.smtp_security = mail::Security::starttls;
            mailbox.password_sealed = secrets_.encrypt(system_.imap(address_).password);
        });
        received.then("test", [this](db::Transaction&, LetterFacts const&) { wake(); });
        listening_ = database().listen("live", [this] { wake(); });
    }
    ~PostTest() override {
        stop();
        listening_.reset();
    }

    void change_mailbox(std::function<void(Mailbox&)> const& change) {
        database().write([&](db::Transaction& tx) {
            auto mailbox = store::find_mailbox(tx, mailbox_id_).value();
            change(mailbox);
            ASSERT_TRUE(store::update(tx, mailbox));
            tx.signal("mailboxes");
        });
    }
    void start() {
        workers_ = std::make_unique<jobs::Workers>(database(), clock_, 2);
        register_work(*workers_, real_post_);
        workers_->start();
        room_ = std::make_unique<PostRoom>(real_post_, [](std::string const&) {});
        room_->start();
    }
    void stop() {
        room_.reset();
        workers_.reset();
    }

    void wake() {
        std::lock_guard const lock(mutex_);
        ++signals_;
        changed_.notify_all();
    }
    // Looks again whenever something is told to the pages; a second is only for lost signals.
    bool happens(std::function<bool()> const& what, std::chrono::seconds limit = 30s) {
        auto const until = Steady::now() + limit;
        for (;;) {
            int seen = 0;
            {
                std::lock_guard const lock(mutex_);
                seen = signals_;
            }
            if (what()) return true;
            if (Steady::now() > until) return false;
            std::unique_lock lock(mutex_);
            changed_.wait_for(lock, 1s, [&] { return signals_ != seen; });
        }
    }
    std::int64_t number(std::string const& sql) {
        return database().read([&](db::Reader& reader) { return reader.one<std::int64_t>(sql); });
    }
    std::int64_t parsed() { return number("SELECT COUNT(*) FROM letters WHERE state = 'parsed'"); }
    std::optional<Letter> with_subject(std::string const& subject) {
        return database().read([&](db::Reader& reader) -> std::optional<Letter> {
            auto const id = reader.maybe<std::int64_t>(
                "SELECT id FROM letters WHERE subject = $1 AND state = 'parsed'", subject);
            if (!id) return std::nullopt;
            return store::find(reader, *id);
        });
    }
    MailboxFolder folder_of(FolderRole role) {
        auto const all = database().read(
            [&](db::Reader& reader) { return store::folders(reader, mailbox_id_); });
        for (auto const& one : all)
            if (one.role == role) return one;
        return {};
    }
    bool in_contact() { return folder_of(FolderRole::inbox).synced_at.has_value(); }

    void deliver(std::string const& subject, std::string const& more = "") {
        system_.deliver(address_, "From: Иван <" + client_ + ">\r\nTo: " + address_ +
                                      "\r\nSubject: " + subject + "\r\n" + more +
                                      "Content-Type: text/plain; charset=utf-8\r\n\r\n"
                                      "Нужны кружки\r\n");
    }
    std::vector<mail::Message> letters_in(std::string const& mailbox, std::string const& folder,
                                          std::size_t at_least) {
        mail::Imap imap(system_.imap(mailbox));
        imap.open(folder, true);
        auto uids = imap.uids_from(1);
        for (int i = 0; i < 20 && uids.size() < at_least; ++i) {
            imap.idle(2s);
            uids = imap.uids_from(1);
        }
        std::vector<mail::Message> out;
        for (auto const uid : uids) {
            std::string bytes;
            imap.fetch(uid, [&](std::string_view piece) { bytes += piece; });
            out.push_back(mail::parse(bytes));
        }
        return out;
    }
    std::int64_t send(Outgoing outgoing) {
        outgoing.wait = 0ms;
        return database().write(
            [&](db::Transaction& tx) { return queue(tx, anna_, clock_.now(), outgoing); });
    }

    MailSystem& system_ = MailSystem::get();
    std::string address_, client_;
    base::SystemClock clock_;
    Post real_post_{database(), clock_, secrets_, files_};
    std::unique_ptr<jobs::Workers> workers_;
    std::unique_ptr<PostRoom> room_;
    std::shared_ptr<void> listening_;
    std::mutex mutex_;
    std::condition_variable changed_;
    int signals_ = 0;
};

TEST_P(PostTest, ADeliveredLetterIsInTheDatabaseWithinTwoSeconds) {
    start();
    ASSERT_TRUE(happens([&] { return in_contact(); }));
    deliver("Заказ кружек");
    auto const delivered = Steady::now();
    ASSERT_TRUE(happens([&] { return with_subject("Заказ кружек").has_value(); }));
    EXPECT_LT(Steady::now() - delivered, 2s);
    auto const letter = *with_subject("Заказ кружек");
    EXPECT_EQ(letter.from_address, client_);
    EXPECT_EQ(letter.body_text, "Нужны кружки");
    auto const inbox = folder_of(FolderRole::inbox);
    EXPECT_EQ(inbox.stored, 1);
    EXPECT_EQ(inbox.failed, 0);
    // Nothing was marked as read on the server.
    mail::Imap imap(system_.imap(address_));
    imap.open("INBOX", true);
    for (auto const& info : imap.infos(imap.uids_from(1)))
        for (auto const& flag : info.flags) EXPECT_NE(flag, "\\Seen");
}

TEST_P(PostTest, TheWholeConversationStaysInOneThread) {
    start();
    ASSERT_TRUE(happens([&] { return in_contact(); }));
    deliver("Заказ", "Message-ID: <question-" + client_ + ">\r\n");
    ASSERT_TRUE(happens([&] { return with_subject("Заказ").has_value(); }));
    auto const question = *with_subject("Заказ");

    auto const file = database().write([&](db::Transaction& tx) {
        return files::attach(tx, clock_.now(),
                             {.noun = "letter",
                              .subject_id = question.id,
                              .blob = files_.put("%PDF-1.4"),
                              .name = "Предложение.pdf",
                              .media_type = "application/pdf"});
    });
    Outgoing reply;
    reply.answers_letter_id = question.id;
    reply.to = {{"Иван", client_}};
    reply.subject = "Re: Заказ";
    reply.text = "Здравствуйте, Иван!\nЦена 1 250,00 ₽";
    reply.attachment_ids = {file};
    auto const id = send(reply);
    ASSERT_TRUE(happens([&] { return letter(id).state == LetterState::sent; }));

    // The client has it, with the file, as an answer to his letter.
    auto const at_client = letters_in(client_, "INBOX", 1);
    ASSERT_EQ(at_client.size(), 1u);
    EXPECT_EQ(at_client[0].subject, "Re: Заказ");
    EXPECT_EQ(at_client[0].text, reply.text);
    EXPECT_EQ(at_client[0].from.at(0).name, "Сувениры");
    EXPECT_EQ(at_client[0].in_reply_to, std::vector<std::string>{"question-" + client_});
    ASSERT_EQ(at_client[0].attachments.size(), 1u);
    EXPECT_EQ(at_client[0].attachments[0].name, "Предложение.pdf");

    // So has the mailbox's Sent, once; and we do not take it for another letter.
    ASSERT_TRUE(happens([&] {
        return number(
                   "SELECT COUNT(*) FROM jobs WHERE kind = 'letter.append' AND state = 'done'") ==
               1;
    }));
    EXPECT_EQ(letters_in(address_, "Sent", 1).size(), 1u);
    append_to_sent(real_post_, {id});
    EXPECT_EQ(letters_in(address_, "Sent", 1).size(), 1u);

    // The client answers from his own mailbox.
    mail::NewMessage answer;
    answer.from = {"Иван", client_};
    answer.to = {{"", address_}};
    answer.subject = "Re: Re: Заказ";
    answer.text = "Согласен!";
    answer.message_id = mail::new_message_id(client_);
    answer.in_reply_to = {at_client[0].message_id};
    answer.references = {at_client[0].message_id};
    answer.date = clock_.now();
    auto const result =
        mail::hand_over(system_.submission(client_), client_, {address_}, mail::compose(answer));
    ASSERT_EQ(result.outcome, mail::Handover::sent);
    ASSERT_TRUE(happens([&] { return with_subject("Re: Re: Заказ").has_value(); }));
    EXPECT_EQ(with_subject("Re: Re: Заказ")->thread_id, question.thread_id);
    EXPECT_EQ(letter(id).thread_id, question.thread_id);

    // Everything anew: nothing is doubled by Sent or by a second start.
    stop();
    start();
    ASSERT_TRUE(happens([&] { return folder_of(FolderRole::sent).stored == 1; }));
    EXPECT_EQ(number("SELECT COUNT(*) FROM letters"), 3);
    EXPECT_EQ(number("SELECT COUNT(*) FROM letter_threads"), 1);
}

TEST_P(PostTest, NothingIsDoubledOrLostWhenTheServerCountsAnew) {
    deliver("1");
    deliver("2");
    start();
    ASSERT_TRUE(happens([&] { return parsed() == 2; }));
    stop();
    auto const before = folder_of(FolderRole::inbox);
    system_.doveadm("mailbox update --uid-validity " + std::to_string(before.uid_validity + 7) +
                    " -u " + address_ + " INBOX");
    deliver("3");
    start();
    ASSERT_TRUE(happens([&] { return parsed() == 3; }));
    ASSERT_TRUE(happens([&] { return folder_of(FolderRole::inbox).stored == 3; }));
    EXPECT_EQ(folder_of(FolderRole::inbox).uid_validity, before.uid_validity + 7);
    EXPECT_EQ(number("SELECT COUNT(*) FROM letters"), 3);
    EXPECT_EQ(std::count(heard_.begin(), heard_.end(), "received"), 3);
}

TEST_P(PostTest, AProgramKilledInTheMiddleGoesOnWhereItWas) {
    for (int i = 0; i < 12; ++i) deliver("Письмо " + std::to_string(i));
    // A postman is stopped after every few letters, wherever he is.
    auto const kept = [&] { return number("SELECT COUNT(*) FROM letters"); };
    int rounds = 0;
    for (; kept() < 12 && rounds < 100; ++rounds) {
        auto const before = kept();
        PostRoom room(real_post_, [](std::string const&) {});
        room.start();
        auto const until = Steady::now() + 5s;
        while (kept() == before && Steady::now() < until) std::this_thread::yield();
    }
    EXPECT_GT(rounds, 1);
    start();
    ASSERT_TRUE(happens([&] { return parsed() == 12; }));
    EXPECT_EQ(number("SELECT COUNT(*) FROM letters"), 12);
    EXPECT_EQ(number("SELECT COUNT(*) FROM letter_places"), 12);
    EXPECT_EQ(folder_of(FolderRole::inbox).stored, 12);
    EXPECT_EQ(std::count(heard_.begin(), heard_.end(), "received"), 12);
}

TEST_P(PostTest, ComesBackWhenTheServerDoesAndSaysMeanwhileWhatIsWrong) {
    start();
    ASSERT_TRUE(happens([&] { return in_contact(); }));
    system_.stop_imap();
    auto const mailbox = [&] {
        return database().read(
            [&](db::Reader& reader) { return store::find_mailbox(reader, mailbox_id_).value(); });
    };
    ASSERT_TRUE(happens([&] { return !mailbox().last_error.empty(); }));
    deliver("Пока сервера не было");
    system_.start_imap();
    ASSERT_TRUE(happens([&] { return with_subject("Пока сервера не было").has_value(); }));
    EXPECT_TRUE(happens([&] { return mailbox().last_error.empty(); }));
}

TEST_P(PostTest, TwoProcessesFetchALetterOnce) {
    auto const other = open_again();
    Post const other_post{*other, clock_, secrets_, files_};
    PostRoom other_room(other_post, [](std::string const&) {});
    start();
    other_room.start();
    ASSERT_TRUE(happens([&] { return in_contact(); }));
    for (int i = 0; i < 5; ++i) deliver("Письмо " + std::to_string(i));
    ASSERT_TRUE(happens([&] { return parsed() == 5; }));
    EXPECT_EQ(number("SELECT COUNT(*) FROM letters"), 5);
    EXPECT_EQ(number("SELECT MAX(fence) FROM leases WHERE name = 'mailbox:" +
                     std::to_string(mailbox_id_) + "'"),
              1);
}

TEST_P(PostTest, ALetterThatComesBackIsShownAsReturned) {
    start();
    ASSERT_TRUE(happens([&] { return in_contact(); }));
    Outgoing outgoing;
    outgoing.to = {{"", "full@client.test"}};
    outgoing.subject = "В полный ящик";
    auto const id = send(outgoing);
    ASSERT_TRUE(happens([&] { return letter(id).state == LetterState::bounced; }));
    EXPECT_NE(letter(id).problem.find("The mailbox is full"), std::string::npos);

    outgoing.to = {{"", "nobody-here@client.test"}};
    auto const refused = send(outgoing);
    ASSERT_TRUE(happens([&] { return letter(refused).state == LetterState::refused; }));
    EXPECT_NE(letter(refused).problem.find("550"), std::string::npos);
}

TEST_P(PostTest, ReadsSpamAndWhatAPersonSentFromElsewhere) {
    mail::Imap imap(system_.imap(address_));
    auto const text = [&](std::string const& subject, std::string const& from) {
        return "From: " + from + "\r\nSubject: " + subject + "\r\nMessage-ID: <" + subject + "@" +
               address_ + ">\r\n\r\nx\r\n";
    };
    imap.append("Spam", {}, clock_.now(), text("spam", client_));
    imap.append("Sent", {"\\Seen"}, clock_.now(), text("mine", address_));
    // Older than a month: history, not enquiries.
    imap.append("INBOX", {}, clock_.now() - 60 * 24h, text("old", client_));
    start();
    ASSERT_TRUE(happens([&] { return parsed() == 2; }));
    ASSERT_TRUE(happens([&] { return in_contact(); }));
    EXPECT_EQ(with_subject("spam")->folder_role, FolderRole::spam);
    EXPECT_EQ(with_subject("spam")->direction, Direction::incoming);
    EXPECT_EQ(with_subject("mine")->direction, Direction::outgoing);
    EXPECT_FALSE(with_subject("old"));
}

TEST_P(PostTest, SwitchedOffMailboxesAreLeftAlone) {
    start();
    ASSERT_TRUE(happens([&] { return in_contact(); }));
    change_mailbox([](Mailbox& mailbox) { mailbox.active = false; });
    ASSERT_TRUE(happens([&] {
        return number("SELECT expires_at FROM leases WHERE name = 'mailbox:" +
                      std::to_string(mailbox_id_) + "'") == 0;
    }));
    deliver("В выключенный ящик");
    EXPECT_EQ(letters_in(address_, "INBOX", 1).size(), 1u);
    EXPECT_EQ(number("SELECT COUNT(*) FROM letters"), 0);
    change_mailbox([](Mailbox& mailbox) { mailbox.active = true; });
    ASSERT_TRUE(happens([&] { return parsed() == 1; }));
}

TEST_P(PostTest, TellsWhatIsWrongWithTheSettings) {
    auto mailbox = database().read(
        [&](db::Reader& reader) { return store::find_mailbox(reader, mailbox_id_).value(); });
    auto const good = try_connection(mailbox, secrets_, base::Language::ru);
    EXPECT_TRUE(good.receiving) << good.receiving_problem;
    EXPECT_TRUE(good.sending) << good.sending_problem;
    EXPECT_EQ(good.folders, (std::vector<std::string>{"INBOX", "Sent", "Spam"}));
    mailbox.password_sealed = secrets_.encrypt("wrong");
    auto const bad = try_connection(mailbox, secrets_, base::Language::ru);
    EXPECT_FALSE(bad.receiving);
    EXPECT_FALSE(bad.sending);
    EXPECT_NE(bad.receiving_problem.find("пароль"), std::string::npos);
}

BOTH_DATABASES(PostTest);

}  // namespace
}  // namespace letters
