#include "platform/mail/message.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace mail {
namespace {

std::string crlf(std::string text) {
    std::string out;
    for (char const c : text) out += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return out;
}

bool has_problem(Message const& message, std::string_view problem) {
    auto const& all = message.problems;
    return std::find(all.begin(), all.end(), problem) != all.end();
}

NewMessage sample() {
    NewMessage message;
    message.from = {"Анна Смирнова", "anna@agency.test"};
    message.to = {{"Иван «Медь» Петров", "ivan@client.test"}, {"", "second@client.test"}};
    message.cc = {{"Бухгалтерия, отдел", "buh@client.test"}};
    message.reply_to = Address{"", "sales@agency.test"};
    message.subject =
        "Коммерческое предложение на футболки с нанесением: 100, 300 и 500 шт. — срочно "
        "₽";
    message.text = "Здравствуйте, Иван!\n\nЦена 1 250,00 ₽.\n.\nFrom нас";
    message.html = "<p>Здравствуйте, <b>Иван</b>!</p>";
    message.message_id = "id1@agency.test";
    message.in_reply_to = {"q1@client.test"};
    message.references = {"q0@client.test", "q1@client.test"};
    message.date = *base::parse_instant("2026-11-25T10:00:00Z");
    message.zone = "Europe/Moscow";
    return message;
}

TEST(Message, ComesBackAsItWasComposed) {
    auto message = sample();
    std::string bytes(70'000, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 7);
    message.attachments = {
        {"Макет футболки — вариант №2 (окончательный, согласованный с заказчиком).pdf",
         "application/pdf", "", false, bytes},
        {"лого.png", "image/png", "logo@tirazh", true, "PNG"}};
    auto const letter = compose(message);
    for (std::size_t i = 0; i < letter.size(); ++i) {
        ASSERT_LT(static_cast<unsigned char>(letter[i]), 128) << "8 bit at " << i;
        if (letter[i] == '\n') {
            ASSERT_EQ(letter[i - 1], '\r');
        }
    }
    EXPECT_NE(letter.find("Date: Wed, 25 Nov 2026 13:00:00 +0300"), std::string::npos);

    auto const read = parse(letter);
    EXPECT_EQ(read.subject, message.subject);
    EXPECT_EQ(read.from, std::vector{message.from});
    EXPECT_EQ(read.to, message.to);
    EXPECT_EQ(read.cc, message.cc);
    EXPECT_EQ(read.reply_to, std::vector{*message.reply_to});
    EXPECT_EQ(read.text, message.text);
    EXPECT_EQ(read.html, message.html);
    EXPECT_EQ(read.message_id, "id1@agency.test");
    EXPECT_EQ(read.in_reply_to, message.in_reply_to);
    EXPECT_EQ(read.references, message.references);
    EXPECT_EQ(read.date, message.date);
    EXPECT_FALSE(read.is_automatic);
    EXPECT_TRUE(read.problems.empty());
    ASSERT_EQ(read.attachments.size(), 2u);
    EXPECT_EQ(read.attachments[0].content_id, "logo@tirazh");
    EXPECT_TRUE(read.attachments[0].is_inline);
    EXPECT_EQ(read.attachments[0].name, "лого.png");
    EXPECT_EQ(read.attachments[1].name, message.attachments[0].name);
    EXPECT_FALSE(read.attachments[1].is_inline);
    EXPECT_TRUE(read.attachments[1].bytes == bytes);
}

TEST(Message, TakesNoHeaderFromItsValues) {
    auto message = sample();
    message.subject = "Привет\r\nBcc: spy@evil.test\r\n\r\nbody";
    message.from.name = "Анна\r\nX-Evil: 1";
    message.references = {"a@b\r\nX-Evil: 2", "good@id"};
    message.attachments = {{"a\r\nX-Evil: 3\".pdf", "text/html\r\nX-Evil: 4", "", false, "x"}};
    auto const letter = compose(message);
    auto const headers = letter.substr(0, letter.find("\r\n\r\n"));
    EXPECT_EQ(headers.find("\r\nBcc"), std::string::npos);
    EXPECT_EQ(letter.find("\nX-Evil"), std::string::npos);
    EXPECT_EQ(parse(letter).references, std::vector<std::string>{"good@id"});
    message.message_id = "a@b>\r\nX: 1";
    EXPECT_THROW(compose(message), std::invalid_argument);
    message = sample();
    message.to = {{"", "ivan@client.test>\r\nX: 1"}};
    EXPECT_THROW(compose(message), std::invalid_argument);
}

TEST(Message, ReadsTheCharsetsOfRussianMail) {
    // "Заказ" in both, encoded as they arrive
    auto const windows = parse(
        crlf("From: =?windows-1251?B?yOLg7Q==?= <ivan@client.test>\n"
             "Subject: =?windows-1251?Q?=C7=E0=EA=E0=E7?= 500 =?koi8-r?B?++Q=?=\n"
             "Content-Type: text/plain; charset=windows-1251\nContent-Transfer-Encoding: 8bit\n\n"
             "\xD4\xF3\xF2\xE1\xEE\xEB\xEA\xE8"));
    EXPECT_EQ(windows.from[0].name, "Иван");
    EXPECT_EQ(windows.subject, "Заказ 500 ШД");
    EXPECT_EQ(windows.text, "Футболки");
    // Words that follow a padded one, a letter split between two words, a name in three words.
    auto const words = parse(crlf(
        "From: =?utf-8?B?0JjQstCw0L0=?= =?utf-8?B?INCf0LXRgtGA0L7Qsg==?=\n =?utf-8?Q?,_?= \"x\"\n"
        " <ivan@client.test>\nSubject: =?UTF-8?B?0JfQsNC60LDQtw==?=\n "
        "=?utf-8?B?INC60YDRg9C20LU=?=\n"
        "\t=?utf-8?Q?=D0?=  =?utf-8?Q?=BA?= 500\n"
        "Content-Type: application/pdf;\n name=\"=?utf-8?B?0JzQsNC60LXRgg==?=\n"
        " =?utf-8?B?INGE0YPRgtCx0L7Qu9C60LgucGRm?=\"\n\nx"));
    EXPECT_EQ(words.subject, "Заказ кружек 500");
    ASSERT_EQ(words.from.size(), 1u);
    EXPECT_TRUE(words.from[0].name.starts_with("Иван Петров, ")) << words.from[0].name;
    ASSERT_EQ(words.attachments.size(), 1u);
    EXPECT_EQ(words.attachments[0].name, "Макет футболки.pdf");
    auto const koi8 = parse(
        crlf("From: a@b.ru\nSubject: =?KOI8-R?Q?=FA=C1=CB=C1=DA?=\n"
             "Content-Type: text/plain; charset=\"KOI8-R\"\nContent-Transfer-Encoding: base64\n\n"
             "5tXUws/My8k=\n"));
    EXPECT_EQ(koi8.subject, "Заказ");
    EXPECT_EQ(koi8.text, "Футболки");
}

TEST(Message, GuessesTheCharsetOfRawBytes) {
    // No charset anywhere, raw 8-bit headers: windows-1251, then koi8-r, then UTF-8.
    auto const windows =
        parse(crlf("From: \xC8\xE2\xE0\xED \xCF\xE5\xF2\xF0\xEE\xE2 <a@b.ru>\n"
                   "Subject: \xC7\xE0\xEA\xE0\xE7 \xEA\xF0\xF3\xE6\xE5\xEA\n\n"
                   "\xCD\xF3\xE6\xED\xFB \xEA\xF0\xF3\xE6\xEA\xE8"));
    EXPECT_EQ(windows.subject, "Заказ кружек");
    EXPECT_EQ(windows.from[0].name, "Иван Петров");
    EXPECT_EQ(windows.text, "Нужны кружки");
    EXPECT_TRUE(has_problem(windows, "charset_guessed"));
    auto const koi8 =
        parse(crlf("From: \xE9\xD7\xC1\xCE <a@b.ru>\n"
                   "Subject: \xFA\xC1\xCB\xC1\xDA \xCB\xD2\xD5\xD6\xC5\xCB\n\n"
                   "\xEE\xD5\xD6\xCE\xD9 \xCB\xD2\xD5\xD6\xCB\xC9"));
    EXPECT_EQ(koi8.subject, "Заказ кружек");
    EXPECT_EQ(koi8.from[0].name, "Иван");
    EXPECT_EQ(koi8.text, "Нужны кружки");
    auto const utf8 = parse(crlf("From: Иван <a@b.ru>\nSubject: Заказ кружек\n\nНужны кружки"));
    EXPECT_EQ(utf8.subject, "Заказ кружек");
    EXPECT_EQ(utf8.from[0].name, "Иван");
    EXPECT_EQ(utf8.text, "Нужны кружки");
}

TEST(Message, BelievesTheBytesMoreThanAWrongCharset) {
    struct Case {
        char const* charset;
        char const* bytes;
    };
    for (auto const& one :
         {Case{"utf-8", "\xCD\xF3\xE6\xED\xFB \xEA\xF0\xF3\xE6\xEA\xE8"},
          Case{"us-ascii", "Нужны кружки"},
          Case{"x-no-such-charset", "\xEE\xD5\xD6\xCE\xD9 \xCB\xD2\xD5\xD6\xCB\xC9"},
          Case{"\"\"", "Нужны кружки"}}) {
        auto const read = parse(crlf("From: a@b.ru\nContent-Type: text/plain; charset=" +
                                     std::string(one.charset) + "\n\n" + one.bytes));
        EXPECT_EQ(read.text, "Нужны кружки") << one.charset;
        EXPECT_TRUE(has_problem(read, "charset_guessed")) << one.charset;
    }
    auto const spoilt = parse(
        "From: a@b.ru\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        "Нужны кружки и футболки \xD0, цена вопроса");
    EXPECT_EQ(spoilt.text, "Нужны кружки и футболки \xEF\xBF\xBD, цена вопроса");
}

TEST(Message, ReadsNamesOfFilesInEveryWayTheyAreWritten) {
    auto const named = [](std::string const& headers) {
        auto const read = parse(
            crlf("From: a@b.ru\nContent-Type: multipart/mixed; boundary=X\n\n--X\n\ntext\n--X\n" +
                 headers + "\nContent-Transfer-Encoding: base64\n\nAAEC\n--X--\n"));
        if (read.attachments.size() != 1) return std::string("no attachment");
        EXPECT_EQ(read.attachments[0].bytes, std::string("\0\1\2", 3));
        return read.attachments[0].name;
    };
    EXPECT_EQ(named("Content-Type: application/pdf\n"
                    "Content-Disposition: attachment; filename*=utf-8''"
                    "%D0%9C%D0%B0%D0%BA%D0%B5%D1%82.pdf"),
              "Макет.pdf");
    EXPECT_EQ(named("Content-Type: application/pdf\nContent-Disposition: attachment;\n"
                    " filename*0*=windows-1251''%CC%E0%EA; filename*1*=%E5%F2; filename*2=.pdf"),
              "Макет.pdf");
    EXPECT_EQ(named("Content-Type: application/pdf; name=\"=?utf-8?B?0JzQsNC60LXRgi5wZGY=?=\"\n"
                    "Content-Disposition: attachment"),
              "Макет.pdf");
    EXPECT_EQ(named("Content-Type: application/octet-stream\nContent-Disposition: attachment; "
                    "filename=\"\xCC\xE0\xEA\xE5\xF2.pdf\""),
              "Макет.pdf");
    EXPECT_EQ(named("Content-Type: application/pdf; name=\"../../etc/pass\\wd\""), "passwd");
    EXPECT_EQ(named("Content-Type: application/pdf\nContent-Disposition: attachment"),
              "attachment-1.pdf");
    EXPECT_EQ(named("Content-Type: image/png; name=\"..\""), "attachment-1.png");
}

TEST(Message, KeepsAllTextsAndThePicturesOfTheHtml) {
    auto const read = parse(crlf(
        "From: a@b.ru\nContent-Type: multipart/mixed; boundary=M\n\n"
        "--M\nContent-Type: multipart/related; boundary=R\n\n"
        "--R\nContent-Type: multipart/alternative; boundary=A\n\n"
        "--A\nContent-Type: text/plain; charset=utf-8\n\nПервый\n"
        "--A\nContent-Type: text/html; charset=utf-8\n\n<p>Первый <img src=\"cid:p1\"></p>\n--A--\n"
        "--R\nContent-Type: image/png\nContent-ID: <p1>\nContent-Disposition: inline; "
        "filename=p.png\n\nP\n--R--\n"
        "--M\nContent-Type: application/pdf; name=a.pdf\n\nPDF\n"
        "--M\nContent-Type: text/plain; charset=utf-8\n\nВторой\n"
        "--M\nContent-Type: text/plain; name=list.txt\n\nfile\n--M--\n"));
    EXPECT_EQ(read.text, "Первый\n\nВторой");
    EXPECT_EQ(read.html, "<p>Первый <img src=\"cid:p1\"></p>");
    ASSERT_EQ(read.attachments.size(), 3u);
    EXPECT_EQ(read.attachments[0].content_id, "p1");
    EXPECT_TRUE(read.attachments[0].is_inline);
    EXPECT_FALSE(read.attachments[1].is_inline);
    EXPECT_EQ(read.attachments[2].name, "list.txt");
}

TEST(Message, MakesATextOfHtmlAlone) {
    auto const read =
        parse(crlf("From: a@b.ru\nContent-Type: text/html; charset=utf-8\n\n"
                   "<style>p{}</style><p>Нужно 300&nbsp;кружек</p><p>до 8 марта</p>"));
    EXPECT_EQ(read.text, "Нужно 300 кружек\n\nдо 8 марта");
}

TEST(Message, KeepsAForwardedLetterAsAFile) {
    auto const read = parse(crlf(
        "From: a@b.ru\nSubject: Fwd\nContent-Type: multipart/mixed; boundary=X\n\n--X\n\nsee\n--X\n"
        "Content-Type: message/rfc822\n\nFrom: c@d.ru\nSubject: =?utf-8?B?0JfQsNC60LDQtw==?=\n\n"
        "inner\n--X--\n"));
    EXPECT_EQ(read.text, "see");
    ASSERT_EQ(read.attachments.size(), 1u);
    EXPECT_EQ(read.attachments[0].name, "Заказ.eml");
    EXPECT_NE(read.attachments[0].bytes.find("inner"), std::string::npos);
}

TEST(Message, UnderstandsADeliveryReport) {
    auto const read = parse(crlf(
        "Return-Path: <>\nFrom: MAILER-DAEMON@mail.test\nSubject: Undelivered\n"
        "Auto-Submitted: auto-replied\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=B\n\n"
        "--B\nContent-Type: text/plain\n\nsorry\n"
        "--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mail.test\n\n"
        "Final-Recipient: rfc822; full@client.test\nAction: failed\nStatus: 5.2.2\n"
        "Diagnostic-Code: smtp; 552 5.2.2 The mailbox is full\n\n"
        "Final-Recipient: RFC822;two@client.test\nAction: delayed\nStatus: 4.4.1\n\n"
        "--B\nContent-Type: message/rfc822\n\nMessage-ID: <ours@agency.test>\nFrom: x@y.ru\n\nhi\n"
        "--B--\n"));
    ASSERT_TRUE(read.report);
    EXPECT_EQ(read.report->original_message_id, "ours@agency.test");
    ASSERT_EQ(read.report->recipients.size(), 2u);
    EXPECT_EQ(read.report->recipients[0].address, "full@client.test");
    EXPECT_EQ(read.report->recipients[0].action, "failed");
    EXPECT_EQ(read.report->recipients[0].status, "5.2.2");
    EXPECT_EQ(read.report->recipients[0].diagnostic, "552 5.2.2 The mailbox is full");
    EXPECT_EQ(read.report->recipients[1].action, "delayed");
    EXPECT_TRUE(read.is_automatic);

    auto const headers_only = parse(
        crlf("From: m@x\nContent-Type: multipart/report; boundary=B\n\n--B\nContent-Type: "
             "message/delivery-status\n\n\nFinal-Recipient: rfc822;a@b.ru\nAction: failed\n--B\n"
             "Content-Type: text/rfc822-headers\n\nMessage-Id: <two@agency.test>\n\n--B--"));
    ASSERT_TRUE(headers_only.report);
    EXPECT_EQ(headers_only.report->original_message_id, "two@agency.test");
}

TEST(Message, KnowsMachinesAndNewsletters) {
    auto const with = [](std::string const& header) {
        return parse(crlf("From: a@b.ru\n" + header + "\n\nx"));
    };
    EXPECT_FALSE(with("X-A: 1").is_automatic);
    EXPECT_FALSE(with("Auto-Submitted: no").is_automatic);
    EXPECT_TRUE(with("Auto-Submitted: auto-replied (vacation)").is_automatic);
    EXPECT_TRUE(with("X-Autoreply: yes").is_automatic);
    EXPECT_TRUE(with("List-Unsubscribe: <https://x.ru>").is_bulk);
    EXPECT_TRUE(with("Precedence: bulk").is_bulk);
    EXPECT_FALSE(with("Precedence: first").is_bulk);
}

TEST(Message, ReadsAddressesAsPeopleWriteThem) {
    auto const read =
        parse(crlf("From: \"Петров, Иван\" <ivan@client.test>\n"
                   "To: undisclosed-recipients:;\nCc: Отдел: a@b.ru, \"B\" <b@b.ru>;, c@b.ru\n"
                   "Reply-To: =?utf-8?Q?=D0=90=D0=BD=D0=BD=D0=B0?=  <anna@client.test>\n\nx"));
    ASSERT_EQ(read.from.size(), 1u);
    EXPECT_EQ(read.from[0].name, "Петров, Иван");
    EXPECT_TRUE(read.to.empty());
    ASSERT_EQ(read.cc.size(), 3u);
    EXPECT_EQ(read.cc[1].address, "b@b.ru");
    EXPECT_EQ(read.reply_to[0].name, "Анна");
}

TEST(Message, SurvivesWhatEver) {
    std::string deep = "From: a@b.ru\r\n";
    for (int i = 0; i < 500; ++i)
        deep += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\r\n\r\n--b" +
                std::to_string(i) + "\r\n";
    std::string many = "From: a@b.ru\r\nReferences: ";
    for (int i = 0; i < 5000; ++i) many += "<" + std::to_string(i) + "@x> ";
    many += "\r\n\r\nx";
    EXPECT_EQ(parse(many).references.size(), 100u);
    EXPECT_EQ(parse(many).references.front(), "0@x");
    EXPECT_EQ(parse(many).references.back(), "4999@x");
    EXPECT_TRUE(has_problem(parse(deep), "too_deep"));

    std::string const whole = compose(sample());
    for (std::size_t cut = 0; cut < whole.size(); cut += 7) parse(whole.substr(0, cut));
    for (std::size_t at = 0; at < whole.size(); at += 3) {
        std::string spoilt = whole;
        spoilt[at] = static_cast<char>(at * 31);
        auto const read = parse(spoilt);
        EXPECT_EQ(read.text.find('\0'), std::string::npos);
        EXPECT_EQ(read.subject.find('\n'), std::string::npos);
    }
    for (auto const& bytes :
         {std::string(), std::string("\0\0\0", 3), std::string("\r\n\r\n"), std::string(1000, '\n'),
          std::string("From"), std::string("From: \r\n\r\n"), std::string(100'000, 'a'),
          std::string("Subject: =?utf-8?B?!!!!?=\r\nFrom: <<<@>>>\r\nDate: 99 Foo\r\n\r\n"),
          std::string("Content-Type: multipart/mixed\r\n\r\n--\r\n"),
          std::string("Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n----\r\n"),
          std::string("From: a@b.ru\r\nSubject: a\0b\x01c\r\n\r\nd\0e", 34)}) {
        auto const read = parse(bytes);
        EXPECT_EQ(read.subject.find('\0'), std::string::npos);
        EXPECT_EQ(read.text.find('\0'), std::string::npos);
    }
    auto const poor = parse("Subject: x\r\n\r\ny");
    EXPECT_TRUE(has_problem(poor, "no_sender"));
    EXPECT_TRUE(has_problem(poor, "no_date"));
    EXPECT_TRUE(has_problem(poor, "no_message_id"));
    for (auto const& problem : poor.problems) EXPECT_NE(problem_words(problem).ru, problem);
}

TEST(Address, IsCheckedAndReadFromWhatPeopleType) {
    for (auto const* good :
         {"a@b.ru", "ivan.petrov+x@mail.firma.ru", "o'neil@x-y.co", "a@localhost"})
        EXPECT_TRUE(is_address(good)) << good;
    for (auto const* bad :
         {"", "a", "@b.ru", "a@", "a@b..ru", ".a@b.ru", "a..b@c.ru", "a b@c.ru", "a@b.ru\r\nX: 1",
          "<a@b.ru>", "иван@b.ru", "a@-b.ru", "a@b_c.ru", "a@b.ru,c@d.ru", "\"a\"@b.ru"})
        EXPECT_FALSE(is_address(bad)) << bad;
    auto const typed = parse_address("  Иван «Медь» <ivan@Фирма.рф> ");
    ASSERT_TRUE(typed);
    EXPECT_EQ(typed->name, "Иван «Медь»");
    EXPECT_EQ(typed->address, "ivan@xn--80apmps.xn--p1ai");
    EXPECT_EQ(parse_address("\"A, B\" <a@b.ru>")->name, "A, B");
    EXPECT_FALSE(parse_address("Иван"));
    EXPECT_FALSE(parse_address("a@b.ru, c@d.ru"));
    EXPECT_FALSE(parse_address("<a@b.ru> x"));
    EXPECT_EQ(folded_address("Ivan@Firma.RU"), "ivan@firma.ru");
}

}  // namespace
}  // namespace mail
