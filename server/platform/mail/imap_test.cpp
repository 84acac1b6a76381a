#include "platform/mail/imap.h"

#include "platform/mail/imap_reply.h"
#include "platform/mail/testing.h"

#include <thread>

#include <gtest/gtest.h>

namespace mail {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::MailSystem;

std::string fetched(Imap& imap, std::uint32_t uid) {
    std::string out;
    EXPECT_TRUE(imap.fetch(uid, [&](std::string_view piece) { out += piece; }));
    return out;
}

FailureKind failure_of(std::function<void()> const& act) {
    try {
        act();
    } catch (Failure const& failure) {
        EXPECT_FALSE(failure.words.ru.empty());
        return failure.kind;
    }
    ADD_FAILURE() << "nothing failed";
    return FailureKind::protocol;
}

std::string const letter =
    "From: buyer@client.test\r\nSubject: one\r\nMessage-ID: <one@client.test>\r\n\r\nText\r\n";

// Until the folder has so many letters; the server tells by IDLE when it changes.
std::vector<std::uint32_t> wait_for(Imap& imap, std::size_t count) {
    auto uids = imap.uids_from(1);
    for (int i = 0; i < 20 && uids.size() < count; ++i) {
        imap.idle(seconds(2));
        uids = imap.uids_from(1);
    }
    return uids;
}

TEST(ImapFolders, NamesGoThereAndBack) {
    for (auto const* name :
         {"INBOX", "Отправленные", "A&B", "Спам/2026 год", "日本語", "mix Я & z"})
        EXPECT_EQ(from_modified_utf7(to_modified_utf7(name)), name);
    EXPECT_EQ(to_modified_utf7("Отправленные"), "&BB4EQgQ,BEAEMAQyBDsENQQ9BD0ESwQ1-");
    EXPECT_EQ(to_modified_utf7("A&B"), "A&-B");
    EXPECT_EQ(from_modified_utf7("&BB4"), "О");  // breaks off
}

TEST(ImapFolders, AreFoundByUseAndByName) {
    std::vector<Folder> const said{{"INBOX", FolderUse::inbox, true},
                                   {"Weg", FolderUse::sent, true},
                                   {"Отправленные", FolderUse::none, true},
                                   {"INBOX.Спам", FolderUse::none, true}};
    EXPECT_EQ(folder_for(said, FolderUse::sent), "Weg");
    EXPECT_EQ(folder_for(said, FolderUse::junk), "INBOX.Спам");
    EXPECT_EQ(folder_for(said, FolderUse::drafts), std::nullopt);
}

TEST(ImapReply, IsTakenApart) {
    auto const values =
        parse_imap_values(R"(* 3 FETCH (UID 7 FLAGS (\Seen $x) BODY[HEADER.FIELDS (TO)] )"
                          "\x01"
                          R"( X "a\"b" N NIL))",
                          {"li)t"});
    ASSERT_EQ(values.size(), 4u);
    auto const& items = values[3].items;
    ASSERT_EQ(items.size(), 10u);
    EXPECT_EQ(items[3].items.at(1).text, "$x");
    EXPECT_EQ(items[4].text, "BODY[HEADER.FIELDS (TO)]");
    EXPECT_EQ(items[5].text, "li)t");
    EXPECT_EQ(items[7].text, "a\"b");
    EXPECT_EQ(items[9].kind, ImapValue::Kind::nil);
    for (auto const* broken : {"(((((", ")))", "\"open", "* 1 FETCH (UID", "\x01\x01", "(a\\"})
        parse_imap_values(broken, {});
    parse_imap_values(std::string(100'000, '('), {});
}

TEST(Imap, ReadsPlainStartTlsAndTls) {
    auto& system = MailSystem::get();
    auto const mailbox = system.new_mailbox("agency.test");
    system.deliver(mailbox, letter);
    for (auto const security : {Security::none, Security::starttls, Security::tls}) {
        Imap imap(system.imap(mailbox, security));
        auto const state = imap.open("INBOX", true);
        EXPECT_GT(state.uid_validity, 0u);
        auto const uids = wait_for(imap, 1);
        ASSERT_EQ(uids.size(), 1u);
        EXPECT_NE(fetched(imap, uids[0]).find("Subject: one\r\n"), std::string::npos);
        auto const infos = imap.infos(uids);
        ASSERT_EQ(infos.size(), 1u);
        EXPECT_TRUE(infos[0].date);
        for (auto const& flag : infos[0].flags) EXPECT_NE(flag, "\\Seen");
        EXPECT_FALSE(imap.fetch(uids[0] + 100, [](std::string_view) {}));
        EXPECT_TRUE(imap.uids_from(uids[0] + 1).empty());
        EXPECT_EQ(imap.uids_with_message_id("one@client.test"), uids);
        EXPECT_EQ(imap.status("INBOX").uid_next, uids[0] + 1);
    }
}

TEST(Imap, RefusesAWrongPasswordAndAnUnknownCertificate) {
    auto& system = MailSystem::get();
    auto server = system.imap("sales@agency.test");
    server.password = "wrong \"\\ пароль";
    EXPECT_EQ(failure_of([&] { Imap imap(server); }), FailureKind::login);

    server = system.imap("sales@agency.test", Security::tls);
    server.trusted_file.clear();
    EXPECT_EQ(failure_of([&] { Imap imap(server); }), FailureKind::certificate);
    server.security = Security::starttls;
    server.port = system.imap("sales@agency.test").port;
    EXPECT_EQ(failure_of([&] { Imap imap(server); }), FailureKind::certificate);
    server.verify_certificate = false;
    EXPECT_TRUE(Imap(server).has("IDLE"));
}

TEST(Imap, SaysThatNobodyIsThere) {
    auto server = MailSystem::get().imap("sales@agency.test");
    server.port = 1;
    EXPECT_EQ(failure_of([&] { Imap imap(server); }), FailureKind::unreachable);
    server.host = "no-such-host.invalid";
    EXPECT_EQ(failure_of([&] { Imap imap(server); }), FailureKind::unreachable);
}

TEST(Imap, FindsTheFoldersByTheirUse) {
    auto& system = MailSystem::get();
    Imap imap(system.imap(system.new_mailbox("agency.test")));
    imap.create("Проекты/2026 & далее");
    auto const folders = imap.folders();
    EXPECT_EQ(folder_for(folders, FolderUse::sent), "Sent");
    EXPECT_EQ(folder_for(folders, FolderUse::junk), "Spam");
    bool found = false;
    for (auto const& one : folders) found |= one.name == "Проекты/2026 & далее";
    EXPECT_TRUE(found);
    EXPECT_EQ(imap.open("Проекты/2026 & далее", false).messages, 0u);
    EXPECT_EQ(failure_of([&] { imap.open("Нет такой", false); }), FailureKind::refused);
}

TEST(Imap, AppendsWithItsOwnFlags) {
    auto& system = MailSystem::get();
    Imap imap(system.imap(system.new_mailbox("agency.test")));
    auto const at = *base::parse_instant("2026-11-05T07:08:09Z");
    auto const uid = imap.append("Sent", {"\\Seen", "\\Answered"}, at, letter);
    ASSERT_TRUE(uid);
    imap.open("Sent", false);
    auto const infos = imap.infos({*uid});
    ASSERT_EQ(infos.size(), 1u);
    EXPECT_EQ(infos[0].date, at);
    EXPECT_EQ(infos[0].size, letter.size());
    auto const& flags = infos[0].flags;
    EXPECT_NE(std::find(flags.begin(), flags.end(), "\\Answered"), flags.end());
    EXPECT_EQ(fetched(imap, *uid), letter);
}

TEST(Imap, HearsOfANewLetterWhileItIsIdle) {
    auto& system = MailSystem::get();
    auto const mailbox = system.new_mailbox("agency.test");
    Imap imap(system.imap(mailbox));
    imap.open("INBOX", true);
    std::jthread sender([&] { system.deliver(mailbox, letter); });
    auto const began = std::chrono::steady_clock::now();
    EXPECT_EQ(wait_for(imap, 1).size(), 1u);
    EXPECT_LT(std::chrono::steady_clock::now() - began, seconds(2));
    sender.join();
    EXPECT_FALSE(imap.idle(milliseconds(100)));  // the time is over, and the talk goes on
    imap.keep_alive();
}

TEST(Imap, IsWokenAndInterruptedFromAnotherThread) {
    auto& system = MailSystem::get();
    std::stop_source stop;
    Imap imap(system.imap(system.new_mailbox("agency.test")), stop.get_token());
    imap.open("INBOX", true);
    auto const began = std::chrono::steady_clock::now();
    std::jthread waker([&] { imap.wake(); });
    EXPECT_FALSE(imap.idle(seconds(60)));
    waker.join();
    imap.keep_alive();
    std::jthread stopper([&] { stop.request_stop(); });
    EXPECT_EQ(failure_of([&] { imap.idle(seconds(60)); }), FailureKind::interrupted);
    stopper.join();
    EXPECT_LT(std::chrono::steady_clock::now() - began, seconds(20));
}

TEST(Imap, CarriesAFortyMegabyteLetterInPieces) {
    auto& system = MailSystem::get();
    auto const mailbox = system.new_mailbox("agency.test");
    std::string big = letter;
    std::string const line(76, 'x');
    while (big.size() < 40'000'000) big += line + "\r\n";
    Imap imap(system.imap(mailbox));
    auto const uid = imap.append("INBOX", {}, base::Instant{1'000'000'000'000}, big);
    ASSERT_TRUE(uid);
    imap.open("INBOX", true);
    std::uint64_t count = 0;
    std::size_t largest = 0;
    auto const info = imap.fetch(*uid, [&](std::string_view piece) {
        count += piece.size();
        largest = std::max(largest, piece.size());
    });
    ASSERT_TRUE(info);
    EXPECT_EQ(info->size, big.size());
    EXPECT_EQ(count, big.size());
    EXPECT_LT(largest, 1'000'000u);
}

TEST(Imap, FailsWhenTheServerGoesAway) {
    auto& system = MailSystem::get();
    auto const mailbox = system.new_mailbox("agency.test");
    Imap imap(system.imap(mailbox));
    imap.open("INBOX", true);
    std::jthread stopper([&] { system.stop_imap(); });
    EXPECT_EQ(failure_of([&] {
                  for (;;) imap.idle(seconds(5));
              }),
              FailureKind::unreachable);
    stopper.join();
    EXPECT_EQ(failure_of([&] { Imap again(system.imap(mailbox)); }), FailureKind::unreachable);
    system.start_imap();
    EXPECT_EQ(Imap(system.imap(mailbox)).open("INBOX", true).messages, 0u);
}

}  // namespace
}  // namespace mail
