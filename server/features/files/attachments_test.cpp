#include "features/files/attachments.h"

#include "features/files/attachment_routes.h"
#include "features/journal/journal.h"
#include "features/journal/journal_routes.h"
#include "features/journal/nouns.h"
#include "platform/base/text.h"
#include "platform/db/testing.h"
#include "platform/files/media.h"
#include "platform/http/client.h"
#include "platform/http/dispatch.h"
#include "platform/http/server.h"
#include "platform/http/url.h"
#include "platform/json/json.h"

#include <charconv>
#include <filesystem>

namespace files {
namespace {

std::string const png("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\2\0\0\0\2\10\6\0\0\0", 29);

// "ship" 1 is changed by the person 1 and seen by 1 and 2; the person 3 may not know of it.
class AttachmentsTest : public db::testing::BothDatabases {
  protected:
    AttachmentsTest() {
        journal::register_noun({"ship",
                                {"Корабль", "Ship"},
                                [](db::Reader&, http::Actor const& actor, std::int64_t id) {
                                    return id == 1 && (actor.id == 1 || actor.id == 2);
                                },
                                [](db::Reader&, http::Actor const& actor, std::int64_t id) {
                                    return id == 1 && actor.id == 1;
                                },
                                [](db::Reader&, std::int64_t) { return "Аврора"; }});
        register_attachments();
        database().write([](db::Transaction& tx) {
            for (int id = 1; id <= 3; ++id)
                tx.run(
                    "INSERT INTO people (login, password_hash, name, role, created_at) "
                    "VALUES ($1, '', $1, 'head', 0)",
                    "person" + std::to_string(id));
        });
    }

    static http::Actor person(std::int64_t id) {
        http::Actor actor;
        actor.id = id;
        actor.name = "Анна";
        return actor;
    }
    NewAttachment file(std::string const& bytes, std::string const& name) const {
        return {.noun = "ship",
                .subject_id = 1,
                .blob = store.put(bytes),
                .name = name,
                .media_type = safe_type("", bytes)};
    }
    Attachment added(std::int64_t who, NewAttachment const& attachment) {
        return database().write([&](db::Transaction& tx) {
            return add(tx, person(who), base::Instant{1000}, attachment);
        });
    }
    std::vector<Attachment> list() {
        return database().read([](db::Reader& reader) { return of(reader, "ship", 1); });
    }
    template <class Work>
    std::string refusal(Work work) {
        try {
            database().write([&](db::Transaction& tx) { work(tx); });
        } catch (base::Refusal const& refusal) {
            return refusal.code;
        }
        return "";
    }

    BlobStore store{folder().path() + "/files"};
};

TEST_P(AttachmentsTest, AreListedWithTheirThingAndKeepTheirBytesFromTheSweep) {
    auto const one = added(1, file("x", "Макет.pdf")), two = added(1, file("x", "ещё раз.pdf"));
    auto const items = list();
    ASSERT_EQ(items.size(), 2u);
    EXPECT_EQ(items[0].id, one.id);
    EXPECT_EQ(items[0].name, "Макет.pdf");
    EXPECT_EQ(items[0].bytes, 1);
    EXPECT_EQ(items[1].id, two.id);
    std::string const orphan = store.put("orphan").hash;
    auto const removed = store.sweep(
        base::SystemClock().now() + std::chrono::hours(25), [&](std::string const& hash) {
            return database().read([&](db::Reader& reader) { return is_referenced(reader, hash); });
        });
    EXPECT_EQ(removed, 1);
    EXPECT_FALSE(store.size(orphan));
    EXPECT_EQ(store.read(base::sha256_hex("x")), "x");
}

TEST_P(AttachmentsTest, OnlyWhoMayChangeTheThingAddsAndRemoves) {
    auto const one = added(1, file("x", "a.txt"));
    auto const add_as = [&](std::int64_t who) {
        return refusal([&](db::Transaction& tx) {
            add(tx, person(who), base::Instant{1}, file("y", "b.txt"));
        });
    };
    auto const remove_as = [&](std::int64_t who) {
        return refusal(
            [&](db::Transaction& tx) { remove(tx, person(who), base::Instant{1}, one.id); });
    };
    EXPECT_EQ(add_as(2), "forbidden");
    EXPECT_EQ(add_as(3), "not_found");
    EXPECT_EQ(remove_as(2), "forbidden");
    EXPECT_EQ(remove_as(3), "not_found");
    EXPECT_EQ(list().size(), 1u);
    EXPECT_EQ(remove_as(1), "");
    EXPECT_EQ(remove_as(1), "attachment_not_found");
    EXPECT_TRUE(list().empty());
}

TEST_P(AttachmentsTest, ARemovalIsUndoneOnce) {
    auto const one = added(1, file("x", "a.txt"));
    auto const event = database().write(
        [&](db::Transaction& tx) { return remove(tx, person(1), base::Instant{2000}, one.id); });
    auto const undo_as = [&](std::int64_t who) {
        return refusal([&](db::Transaction& tx) {
            journal::undo(tx, person(who), base::Instant{3000}, event);
        });
    };
    EXPECT_NE(undo_as(2), "");
    EXPECT_TRUE(list().empty());
    EXPECT_EQ(undo_as(1), "");
    EXPECT_EQ(list().size(), 1u);
    EXPECT_NE(undo_as(1), "");
}

TEST_P(AttachmentsTest, StandOnTheTimelineOfTheirThing) {
    added(1, file("x", "Секрет.txt"));
    auto const page = database().read([&](db::Reader& reader) {
        return journal::timeline(reader, person(2), {.noun = "ship", .id = 1});
    });
    ASSERT_EQ(page.items.size(), 1u);
    EXPECT_EQ(page.items[0].verb, "file_added");
}

TEST_P(AttachmentsTest, ACopyHasTheSameBytesElsewhere) {
    auto const one = added(1, file("x", "a.txt"));
    auto const id = database().write(
        [&](db::Transaction& tx) { return copy(tx, base::Instant{1}, one.id, "letter", 7); });
    database().read([&](db::Reader& reader) {
        auto const found = find(reader, id);
        ASSERT_TRUE(found);
        EXPECT_EQ(found->noun, "letter");
        EXPECT_EQ(found->name, "a.txt");
        EXPECT_EQ(hash_of(reader, id), hash_of(reader, one.id));
    });
}

TEST(AttachmentName, IsHarmless) {
    struct Case {
        char const* given;
        char const* kept;
    };
    for (auto const& [given, kept] :
         {Case{"Макет кружки.cdr", "Макет кружки.cdr"}, Case{"../../etc/passwd", "_.._etc_passwd"},
          Case{"C:\\temp\\счёт.pdf", "C__temp_счёт.pdf"}, Case{"a\r\nb.txt", "a_b.txt"},
          Case{"фото\u202egpj.exe", "фото_gpj.exe"}, Case{"  .htaccess ", "htaccess"},
          Case{"", "file"}, Case{"...", "file"}, Case{"\"q\".txt", "_q_.txt"}})
        EXPECT_EQ(harmless_name(given), kept) << given;
    std::string long_name;
    for (int i = 0; i < 500; ++i) long_name += "ы";
    EXPECT_EQ(base::shortened(harmless_name(long_name + ".pdf"), 200),
              harmless_name(long_name + ".pdf"));
    EXPECT_TRUE(harmless_name(long_name + ".pdf").ends_with("ы.pdf"));
}

TEST(ContentDisposition, NamesCyrillicForEveryBrowser) {
    EXPECT_EQ(content_disposition("Счёт 5.pdf", false),
              "attachment; filename=\"____ 5.pdf\"; "
              "filename*=UTF-8''%D0%A1%D1%87%D1%91%D1%82%205.pdf");
    EXPECT_EQ(content_disposition("a.png", true),
              "inline; filename=\"a.png\"; filename*=UTF-8''a.png");
}

// The routes behind a real server; the header x-person says who asks.
class AttachmentRoutes : public AttachmentsTest {
  protected:
    AttachmentRoutes() {
        mount(router, store);
        std::filesystem::create_directories(folder().path() + "/uploads");
        server.start();
    }
    ~AttachmentRoutes() override { server.stop(); }

    http::Incoming ask(std::int64_t who, http::Outgoing request) {
        request.url = "http://127.0.0.1:" + std::to_string(server.port()) + request.url;
        request.headers.emplace_back("x-person", std::to_string(who));
        request.most_bytes = 100'000'000;
        return client.send(request);
    }
    http::Incoming upload(std::int64_t who, std::string const& name, std::string const& bytes,
                          std::string const& type = "application/octet-stream") {
        return ask(who, {.method = "POST",
                         .url = "/api/attachments?noun=ship&subject_id=1&name=" +
                                http::percent_encoded(name),
                         .headers = {{"content-type", type}},
                         .body = bytes});
    }
    static std::string address(http::Incoming const& uploaded) {
        auto const file = json::from_json<Attachment>(uploaded.body);
        return "/api/attachments/" + std::to_string(file.id);
    }

    base::SystemClock clock;
    http::Router router;
    http::Dispatcher dispatcher{router,
                                database(),
                                clock,
                                [](http::Request const& request, base::Instant) {
                                    auto const text = request.header("x-person");
                                    std::int64_t id = 0;
                                    std::from_chars(text.data(), text.data() + text.size(), id);
                                    return person(id);
                                },
                                {}};
    http::Server server{{.port = 0, .workers = 2, .upload_folder = folder().path() + "/uploads"},
                        [this](std::string_view method, std::string_view path) {
                            return dispatcher.is_upload(method, path);
                        },
                        [this](http::Request& request) { return dispatcher.handle(request); }};
    http::Client client{{.allowed_addresses = {"127.0.0.1"}}};
};

TEST_P(AttachmentRoutes, FortyMegabytesGoUpAndComeBack) {
    std::string bytes(40 * 1024 * 1024, 'x');
    for (std::size_t i = 0; i < bytes.size(); i += 4099) bytes[i] = static_cast<char>(i / 4099);
    auto const uploaded = upload(1, "Большой макет.cdr", bytes);
    ASSERT_EQ(uploaded.status, 200) << uploaded.body << uploaded.failure.en;
    EXPECT_TRUE(std::filesystem::is_empty(folder().path() + "/uploads"));
    auto const back = ask(2, {.url = address(uploaded)});
    EXPECT_EQ(back.status, 200);
    EXPECT_TRUE(back.body == bytes);
    EXPECT_NE(back.header("content-disposition").find("%D0%91"), std::string_view::npos);
}

TEST_P(AttachmentRoutes, ARangeIsSentAlone) {
    std::string const url = address(upload(1, "a.txt", "0123456789"));
    struct Case {
        char const* range;
        int status;
        char const* body;
        char const* content_range;
    };
    for (auto const& [range, status, body, content_range] :
         {Case{"bytes=2-4", 206, "234", "bytes 2-4/10"},
          Case{"bytes=7-", 206, "789", "bytes 7-9/10"}, Case{"bytes=-2", 206, "89", "bytes 8-9/10"},
          Case{"bytes=5-500", 206, "56789", "bytes 5-9/10"},
          Case{"bytes=10-", 416, "", "bytes */10"}, Case{"bytes=-0", 416, "", "bytes */10"},
          Case{"bytes=4-2", 200, "0123456789", ""}, Case{"bytes=0-1,3-4", 200, "0123456789", ""},
          Case{"lines=1-2", 200, "0123456789", ""}, Case{"bytes=a-b", 200, "0123456789", ""}}) {
        auto const got = ask(1, {.url = url, .headers = {{"range", range}}});
        EXPECT_EQ(got.status, status) << range;
        EXPECT_EQ(got.body, body) << range;
        EXPECT_EQ(got.header("content-range"), content_range) << range;
    }
}

TEST_P(AttachmentRoutes, WhatABrowserCouldRunIsOnlySaved) {
    auto const got =
        ask(1, {.url = address(upload(1, "x.html", "<script>alert(1)</script>", "text/html")) +
                       "?inline=1"});
    EXPECT_EQ(got.header("content-type"), "application/octet-stream");
    EXPECT_TRUE(got.header("content-disposition").starts_with("attachment"));
    EXPECT_EQ(got.header("x-content-type-options"), "nosniff");
    EXPECT_TRUE(got.header("content-security-policy").starts_with("sandbox"));
    auto const picture =
        ask(1, {.url = address(upload(1, "x.html", png, "text/html")) + "?inline=1"});
    EXPECT_EQ(picture.header("content-type"), "image/png");
    EXPECT_TRUE(picture.header("content-disposition").starts_with("inline"));
}

TEST_P(AttachmentRoutes, ObeyTheRightsOfTheThing) {
    std::string const url = address(upload(1, "a.txt", "x"));
    EXPECT_EQ(ask(2, {.url = url}).status, 200);
    EXPECT_EQ(ask(3, {.url = url}).status, 404);
    EXPECT_EQ(ask(0, {.url = url}).status, 401);
    EXPECT_EQ(ask(3, {.url = "/api/attachments?noun=ship&subject_id=1"}).status, 404);
    EXPECT_EQ(upload(2, "b.txt", "x").status, 403);
    EXPECT_EQ(upload(3, "b.txt", "x").status, 404);
    EXPECT_EQ(upload(1, "b.txt", "").status, 422);
    EXPECT_EQ(upload(1, " ", "x").status, 422);
    EXPECT_EQ(ask(2, {.method = "DELETE", .url = url}).status, 403);
    EXPECT_EQ(ask(1, {.method = "DELETE", .url = url}).status, 200);
    EXPECT_EQ(ask(1, {.url = url}).status, 404);
    EXPECT_EQ(ask(1, {.url = "/api/attachments/999"}).status, 404);
}

TEST_P(AttachmentRoutes, AnUnchangedFileIsNotSentAgain) {
    std::string const url = address(upload(1, "a.txt", "x"));
    auto const first = ask(1, {.url = url});
    auto const again =
        ask(1, {.url = url, .headers = {{"if-none-match", std::string(first.header("etag"))}}});
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.body, "");
}

BOTH_DATABASES(AttachmentsTest);
BOTH_DATABASES(AttachmentRoutes);

}  // namespace
}  // namespace files
