#include "features/accounts/permissions.h"
#include "features/catalog/catalog_routes.h"
#include "features/catalog/feed_store.h"
#include "features/catalog/feeds.h"
#include "platform/base/text.h"

#include <charconv>

namespace catalog {
namespace {

constexpr std::int64_t problems_on_a_page = 100;

struct FeedChanged {
    FeedCard feed;
    std::int64_t event_id = 0;  // for «Отменить»
};
BOOST_DESCRIBE_STRUCT(FeedChanged, (), (feed, event_id))

struct FeedProblemFilter {
    std::optional<std::int64_t> after;
};
BOOST_DESCRIBE_STRUCT(FeedProblemFilter, (), (after))

FeedCard card(db::Reader& reader, std::int64_t id) {
    auto feed = store::feed(reader, id);
    if (!feed)
        throw base::Refusal::not_found("feed_not_found",
                                       {"Такого источника нет.", "There is no such feed."});
    return *std::move(feed);
}

FeedList list(http::ReadCall& call) {
    return {store::feeds(call.db)};
}

FeedCard show(http::ReadCall& call) {
    return card(call.db, call.id());
}

FeedCard add(http::WriteCall& call, NewFeed const& body) {
    return card(call.db, add_feed(call.db, call.actor, call.now, body));
}

FeedChanged change(http::WriteCall& call, FeedChange const& body) {
    auto const event_id = change_feed(call.db, call.actor, call.now, call.id(), body);
    return {card(call.db, call.id()), event_id};
}

FeedCard read_now(http::WriteCall& call) {
    read_feed(call.db, call.actor, call.now, call.id());
    return card(call.db, call.id());
}

FeedProblemPage problems(http::ReadCall& call, FeedProblemFilter const& filter) {
    card(call.db, call.id());
    FeedProblemPage page{
        store::problems(call.db, call.id(), filter.after.value_or(0), problems_on_a_page + 1), {}};
    if (page.items.size() > problems_on_a_page) {
        page.items.pop_back();
        page.next = std::to_string(page.items.back().id);
    }
    return page;
}

// The body is the file itself, however large; it lies in a temporary file already.
http::Response upload(http::RawCall& call, files::BlobStore const& files) {
    auto const feed =
        call.database.read([&](db::Reader& reader) { return card(reader, call.id()); });
    if (call.request.body_file.empty() || call.request.body_bytes == 0)
        throw base::Refusal::invalid("file_empty", {"Файл пуст.", "The file is empty."}, "");
    auto name = std::string(call.request.parameter("name"));
    if (base::trimmed(name).empty()) name = "feed.xml";
    auto const blob = files.put_file(call.request.body_file);
    auto const answer = call.database.write([&](db::Transaction& tx) {
        take_feed_file(tx, call.actor, call.now, feed.id, blob, name);
        return card(tx, feed.id);
    });
    return http::Response::json(json::to_json(answer));
}

}  // namespace

void mount_feeds(http::Router& router, files::BlobStore const& files) {
    using accounts::catalog_change, accounts::catalog_read;
    router.get("/api/feeds", catalog_read, "Suppliers' feeds and the age of their data (1.3.1)",
               &list);
    router.post("/api/feeds", catalog_change, "Add a feed; with an address it is read at once",
                &add);
    router.get("/api/feeds/{id}", catalog_read, "A feed", &show);
    router.patch("/api/feeds/{id}", catalog_change, "Change a feed or switch it off", &change);
    router.post("/api/feeds/{id}/reading", catalog_change, "Read the feed now", &read_now);
    router.get("/api/feeds/{id}/problems", catalog_read,
               "What was wrong with the file, by line, in the order of the file", &problems);
    router.upload("/api/feeds/{id}/file", catalog_change,
                  "Upload the feed's file by hand: the body is the file, its name stands in the "
                  "query",
                  [&files](http::RawCall& call) { return upload(call, files); });
}

}  // namespace catalog
