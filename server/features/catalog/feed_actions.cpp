#include "features/catalog/catalog.h"
#include "features/catalog/feed_store.h"
#include "features/catalog/feeds.h"
#include "features/files/attachments.h"
#include "features/journal/journal.h"
#include "platform/base/text.h"
#include "platform/jobs/jobs.h"
#include "platform/json/json.h"
#include "platform/live/live.h"

namespace catalog {
namespace {

constexpr std::int64_t shortest_pause_minutes = 15;
constexpr std::int64_t longest_pause_minutes = 7 * 24 * 60;

struct FeedDetails {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(FeedDetails, (), (name))

// What a change overwrote, and the version it made.
struct FeedBefore {
    FeedCard before;
    std::int64_t version_after = 0;
};
BOOST_DESCRIBE_STRUCT(FeedBefore, (), (before, version_after))

FeedCard require_feed(db::Reader& reader, std::int64_t id) {
    auto feed = store::feed(reader, id);
    if (!feed)
        throw base::Refusal::not_found("feed_not_found",
                                       {"Такого источника нет.", "There is no such feed."});
    return *std::move(feed);
}

std::int64_t record(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                    FeedCard const& feed, char const* verb, journal::Undo undo,
                    std::string undo_data = "") {
    live::publish(tx, {"feed", feed.id, "changed", feed.version}, now);
    return journal::record(tx, actor, now,
                           {.noun = "feed",
                            .id = feed.id,
                            .verb = verb,
                            .details = json::to_json(FeedDetails{feed.name}),
                            .undo = undo,
                            .undo_data = std::move(undo_data)});
}

void check(FeedCard& feed) {
    feed.name = base::shortened(base::trimmed(base::clean(feed.name)), 200);
    feed.url = base::trimmed(base::clean(feed.url));
    if (feed.name.empty())
        throw base::Refusal::invalid("feed_name_missing",
                                     {"Назовите поставщика.", "Name the supplier."}, "name");
    bool const web = feed.url.starts_with("http://") || feed.url.starts_with("https://");
    if (!feed.url.empty() && (!web || feed.url.size() > 2000))
        throw base::Refusal::invalid("feed_url_invalid",
                                     {"Адрес файла начинается с http:// или https://.",
                                      "The file's address begins with http:// or https://."},
                                     "url");
    if (feed.every_minutes != 0 &&
        (feed.every_minutes < shortest_pause_minutes || feed.every_minutes > longest_pause_minutes))
        throw base::Refusal::invalid(
            "feed_pause_invalid",
            {"Читать можно не чаще раза в 15 минут и не реже раза в неделю; 0 — только вручную.",
             "Between every 15 minutes and once a week; 0 is by hand only."},
            "every_minutes");
    if (feed.dealer_discount_basis_points < 0 || feed.dealer_discount_basis_points >= 10'000)
        throw base::Refusal::invalid("feed_discount_invalid",
                                     {"Скидка — от 0 до 99,99 %.", "A discount is 0 to 99.99 %."},
                                     "dealer_discount_basis_points");
}

void queue_reading(db::Transaction& tx, base::Instant now, std::int64_t id) {
    // Its failures stand on the feed; the schedule or a person tries again.
    jobs::enqueue(tx, "catalog.read", ReadFeed{id}, now,
                  {.unique_key = std::to_string(id), .attempts = 4});
}

void undo_change(db::Transaction& tx, http::Actor const&, base::Instant now,
                 journal::Subject const& subject, std::string const& data) {
    auto const undo = json::from_json<FeedBefore>(data);
    if (!store::save_feed(tx, undo.before, undo.version_after))
        throw base::Refusal::conflict("feed_changed", {"Источник с тех пор изменили ещё раз.",
                                                       "The feed has been changed again since."});
    live::publish(tx, {"feed", subject.id, "changed", undo.version_after + 1}, now);
}

}  // namespace

std::int64_t add_feed(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                      NewFeed const& wanted) {
    FeedCard feed;
    feed.name = wanted.name;
    feed.kind = "yml";
    feed.url = wanted.url.value_or("");
    feed.every_minutes = wanted.every_minutes.value_or(0);
    feed.price_kind = wanted.price_kind.value_or(PriceKind::retail);
    feed.dealer_discount_basis_points = wanted.dealer_discount_basis_points.value_or(0);
    check(feed);
    feed.id = store::add_feed(tx, feed, now);
    record(tx, actor, now, feed, "created", journal::Undo::compensated);
    if (!feed.url.empty()) queue_reading(tx, now, feed.id);
    return feed.id;
}

std::int64_t change_feed(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                         std::int64_t id, FeedChange const& change) {
    auto const before = require_feed(tx, id);
    auto feed = before;
    if (change.name) feed.name = *change.name;
    if (change.url) feed.url = *change.url;
    if (change.every_minutes) feed.every_minutes = *change.every_minutes;
    if (change.price_kind) feed.price_kind = *change.price_kind;
    if (change.dealer_discount_basis_points)
        feed.dealer_discount_basis_points = *change.dealer_discount_basis_points;
    if (change.active) feed.active = *change.active;
    check(feed);
    if (!store::save_feed(tx, feed, change.version)) {
        auto refusal = base::Refusal::conflict(
            "feed_changed", {"Источник изменил кто-то ещё. Вот как он выглядит сейчас.",
                             "Somebody else changed the feed. This is how it is now."});
        refusal.details = json::to_json(before);
        throw refusal;
    }
    feed.version = change.version + 1;
    return record(tx, actor, now, feed, "changed", journal::Undo::reversible,
                  json::to_json(FeedBefore{before, feed.version}));
}

void read_feed(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id) {
    auto const feed = require_feed(tx, id);
    if (!feed.active)
        throw base::Refusal::conflict("feed_is_off", {"Источник выключен. Включите его.",
                                                      "The feed is switched off. Switch it on."});
    if (feed.url.empty() && !store::uploaded_file(tx, id))
        throw base::Refusal::conflict(
            "feed_has_no_file",
            {"Укажите адрес файла или загрузите файл.", "Give an address or upload a file."});
    queue_reading(tx, now, id);
    record(tx, actor, now, feed, "reading_asked", journal::Undo::final);
}

void take_feed_file(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                    std::int64_t id, files::Blob const& blob, std::string const& name) {
    auto const feed = require_feed(tx, id);
    if (!feed.url.empty())
        throw base::Refusal::conflict(
            "feed_has_url",
            {"Этот источник читается по адресу. Уберите адрес, чтобы загружать файл вручную.",
             "This feed is read from its address. Remove the address to upload a file."},
            "url");
    auto const attachment_id = files::attach(tx, now,
                                             {.noun = "feed",
                                              .subject_id = id,
                                              .blob = blob,
                                              .name = name,
                                              .media_type = "application/octet-stream",
                                              .created_by = actor.id});
    store::set_uploaded_file(tx, id, attachment_id);
    queue_reading(tx, now, id);
    record(tx, actor, now, feed, "file_uploaded", journal::Undo::final);
}

void read_due_feeds(db::Database& database, base::Instant now) {
    database.write([&](db::Transaction& tx) {
        for (auto const id : store::due_feeds(tx, now)) queue_reading(tx, now, id);
    });
}

void register_feed_undo() {
    journal::register_undo("feed", "changed", &undo_change);
}

}  // namespace catalog
