#include "platform/mail/smtp.h"

#include "platform/mail/imap.h"
#include "platform/mail/message.h"
#include "platform/mail/testing.h"

#include <thread>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>
#include <gtest/gtest.h>

namespace mail {
namespace {

using testing::MailSystem;

std::string letter_to(std::string const& address, std::string const& text = "Здравствуйте!") {
    NewMessage message;
    message.from = {"Анна", "sales@agency.test"};
    message.to = {{"", address}};
    message.subject = "Предложение";
    message.text = text;
    message.message_id = new_message_id("sales@agency.test");
    message.date = {1'795'600'000'000};
    return compose(message);
}

// A server that says its lines and hangs up: what no good server can be made to do.
class RudeServer {
  public:
    // `after_letter`: the answer to the whole letter; empty = hangs up instead.
    explicit RudeServer(std::string after_letter, std::size_t read_at_most = SIZE_MAX)
        : after_letter_(std::move(after_letter)), read_at_most_(read_at_most), thread_([this] {
              try {
                  talk();
              } catch (std::exception const&) {
              }
          }) {}

    Server address() const {
        Server out;
        out.host = "127.0.0.1";
        out.port = acceptor_.local_endpoint().port();
        out.security = Security::none;
        return out;
    }

  private:
    using Socket = boost::asio::ip::tcp::socket;

    std::string line(Socket& socket, boost::asio::streambuf& buffer, char const* end = "\r\n") {
        auto const size = boost::asio::read_until(socket, buffer, end);
        std::string out(static_cast<char const*>(buffer.data().data()), size);
        buffer.consume(size);
        return out;
    }
    static void say(Socket& socket, std::string const& text) {
        boost::asio::write(socket, boost::asio::buffer(text));
    }
    void talk() {
        auto socket = acceptor_.accept();
        boost::asio::streambuf buffer;
        say(socket, "220 rude\r\n");
        for (;;) {
            auto const command = line(socket, buffer);
            if (command.starts_with("DATA")) break;
            say(socket,
                command.starts_with("EHLO") ? "250-rude\r\n250 8BITMIME\r\n" : "250 ok\r\n");
        }
        say(socket, "354 go on\r\n");
        if (read_at_most_ != SIZE_MAX) return;
        line(socket, buffer, "\r\n.\r\n");
        if (after_letter_.empty()) return;
        say(socket, after_letter_ + "\r\n");
        line(socket, buffer);
    }

    std::string after_letter_;
    std::size_t read_at_most_;
    boost::asio::io_context io_;
    boost::asio::ip::tcp::acceptor acceptor_{io_, {boost::asio::ip::make_address("127.0.0.1"), 0}};
    std::jthread thread_;
};

TEST(Smtp, HandsALetterToTheClientsServer) {
    auto& system = MailSystem::get();
    auto const client = system.new_mailbox("client.test");
    for (auto const security : {Security::starttls, Security::tls}) {
        auto const result = hand_over(system.submission("sales@agency.test", security),
                                      "sales@agency.test", {client}, letter_to(client));
        EXPECT_EQ(result.outcome, Handover::sent);
        ASSERT_EQ(result.recipients.size(), 1u);
        EXPECT_TRUE(result.recipients[0].accepted);
        EXPECT_EQ(result.recipients[0].address, client);
        EXPECT_TRUE(result.words.ru.empty());
    }
    Imap imap(system.imap(client));
    imap.open("INBOX", true);
    while (imap.uids_from(1).size() < 2) imap.idle(std::chrono::seconds(1));
    std::string bytes;
    imap.fetch(imap.uids_from(1)[0], [&](std::string_view piece) { bytes += piece; });
    auto const message = parse(bytes);
    EXPECT_EQ(message.subject, "Предложение");
    EXPECT_EQ(message.text, "Здравствуйте!");
}

TEST(Smtp, SaysWhichRecipientsWereRefused) {
    auto& system = MailSystem::get();
    auto const client = system.new_mailbox("client.test");
    auto const server = system.submission("sales@agency.test");
    auto result = hand_over(server, "sales@agency.test", {"nobody-here@client.test", client},
                            letter_to(client));
    EXPECT_EQ(result.outcome, Handover::sent);
    ASSERT_EQ(result.recipients.size(), 2u);
    EXPECT_FALSE(result.recipients[0].accepted);
    EXPECT_NE(result.recipients[0].words.find("550"), std::string::npos);
    EXPECT_TRUE(result.recipients[1].accepted);

    result = hand_over(server, "sales@agency.test", {"nobody-here@client.test"}, letter_to(client));
    EXPECT_EQ(result.outcome, Handover::not_sent);
    EXPECT_FALSE(result.worth_retrying);
    EXPECT_NE(result.words.ru.find("550"), std::string::npos);
}

TEST(Smtp, TellsAWrongPasswordFromAMissingServer) {
    auto& system = MailSystem::get();
    auto server = system.submission("sales@agency.test");
    EXPECT_NO_THROW(try_submission(server));
    server.password = "wrong";
    auto result =
        hand_over(server, "sales@agency.test", {"client@client.test"}, letter_to("a@b.ru"));
    EXPECT_EQ(result.outcome, Handover::not_sent);
    EXPECT_FALSE(result.worth_retrying);
    EXPECT_NE(result.words.ru.find("имя или пароль"), std::string::npos) << result.words.ru;
    EXPECT_THROW(try_submission(server), Failure);

    server = system.submission("sales@agency.test");
    server.trusted_file = "";
    try {
        try_submission(server);
        ADD_FAILURE();
    } catch (Failure const& failure) {
        EXPECT_EQ(failure.kind, FailureKind::certificate);
    }
    server.port = 1;
    result = hand_over(server, "sales@agency.test", {"client@client.test"}, letter_to("a@b.ru"));
    EXPECT_EQ(result.outcome, Handover::not_sent);
    EXPECT_TRUE(result.worth_retrying);
}

TEST(Smtp, DoesNotKnowWhenTheConnectionBreaksAfterTheWholeLetter) {
    RudeServer silent("");
    auto const result =
        hand_over(silent.address(), "sales@agency.test", {"a@b.ru"}, letter_to("a@b.ru"));
    EXPECT_EQ(result.outcome, Handover::unknown);
    EXPECT_FALSE(result.worth_retrying);
}

TEST(Smtp, KnowsThatHalfALetterIsNotSent) {
    RudeServer hasty("", 1);
    auto const result = hand_over(hasty.address(), "sales@agency.test", {"a@b.ru"},
                                  letter_to("a@b.ru", std::string(20'000'000, 'x')));
    EXPECT_EQ(result.outcome, Handover::not_sent);
    EXPECT_TRUE(result.worth_retrying);
}

TEST(Smtp, TellsLaterFromNever) {
    RudeServer busy("451 4.3.0 Try later");
    auto result = hand_over(busy.address(), "sales@agency.test", {"a@b.ru"}, letter_to("a@b.ru"));
    EXPECT_EQ(result.outcome, Handover::not_sent);
    EXPECT_TRUE(result.worth_retrying);
    RudeServer strict("554 5.7.1 Looks like spam");
    result = hand_over(strict.address(), "sales@agency.test", {"a@b.ru"}, letter_to("a@b.ru"));
    EXPECT_EQ(result.outcome, Handover::not_sent);
    EXPECT_FALSE(result.worth_retrying);
    EXPECT_NE(result.words.ru.find("Looks like spam"), std::string::npos) << result.words.ru;
}

}  // namespace
}  // namespace mail
