#include "features/catalog/feed_store.h"

#include "platform/base/text.h"

namespace catalog::store {
namespace {

constexpr std::string_view columns =
    "SELECT id, name, kind, url, every_minutes, price_kind, dealer_discount_basis_points, active, "
    "tried_at, read_at, made_at, state, last_error, last_error_en, offers_good, offers_broken, "
    "version FROM feeds";

struct ProblemColumns {
    std::int64_t id;
    std::int64_t line;
    std::string item;
    std::string reason_ru;
    std::string reason_en;
};
BOOST_DESCRIBE_STRUCT(ProblemColumns, (), (id, line, item, reason_ru, reason_en))

}  // namespace

std::vector<FeedCard> feeds(db::Reader& reader) {
    return reader.all<FeedCard>(std::string(columns) + " ORDER BY id");
}

std::optional<FeedCard> feed(db::Reader& reader, std::int64_t id) {
    return reader.maybe<FeedCard>(std::string(columns) + " WHERE id = $1", id);
}

std::int64_t add_feed(db::Transaction& tx, FeedCard const& feed, base::Instant now) {
    return tx.insert(
        "INSERT INTO feeds (name, kind, url, every_minutes, price_kind, "
        "dealer_discount_basis_points, state, created_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
        feed.name, feed.kind, feed.url, feed.every_minutes, feed.price_kind,
        feed.dealer_discount_basis_points, FeedState::fresh, now);
}

bool save_feed(db::Transaction& tx, FeedCard const& feed, std::int64_t version) {
    return tx.run(
               "UPDATE feeds SET name = $3, url = $4, every_minutes = $5, price_kind = $6, "
               "dealer_discount_basis_points = $7, active = $8, version = version + 1 "
               "WHERE id = $1 AND version = $2",
               feed.id, version, feed.name, feed.url, feed.every_minutes, feed.price_kind,
               feed.dealer_discount_basis_points, feed.active) == 1;
}

std::optional<FeedFile> uploaded_file(db::Reader& reader, std::int64_t feed_id) {
    return reader.maybe<FeedFile>(
        "SELECT a.id AS attachment_id, a.hash FROM feeds f "
        "JOIN attachments a ON a.id = f.upload_attachment_id WHERE f.id = $1",
        feed_id);
}

void set_uploaded_file(db::Transaction& tx, std::int64_t feed_id, std::int64_t attachment_id) {
    tx.run("UPDATE feeds SET upload_attachment_id = $2, version = version + 1 WHERE id = $1",
           feed_id, attachment_id);
}

std::vector<std::int64_t> due_feeds(db::Reader& reader, base::Instant now) {
    return reader.all<std::int64_t>(
        "SELECT id FROM feeds WHERE active = 1 AND url <> '' AND every_minutes > 0 "
        "AND (tried_at IS NULL OR tried_at + every_minutes * 60000 <= $1) ORDER BY id",
        now);
}

std::int64_t begin_reading(db::Transaction& tx, std::int64_t feed_id, base::Instant now) {
    tx.run("DELETE FROM feed_problems WHERE feed_id = $1", feed_id);
    // Also above what a reading marked that was cut off.
    return tx.one<std::int64_t>(
        "UPDATE feeds SET state = $2, tried_at = $3, last_error = '', last_error_en = '', "
        "offers_good = 0, offers_broken = 0, generation = generation + 1 WHERE id = $1 RETURNING "
        "generation",
        feed_id, FeedState::reading, now);
}

void set_progress(db::Transaction& tx, std::int64_t feed_id, std::int64_t good,
                  std::int64_t broken) {
    tx.run("UPDATE feeds SET offers_good = $2, offers_broken = $3 WHERE id = $1", feed_id, good,
           broken);
}

void add_problems(db::Transaction& tx, std::int64_t feed_id,
                  std::vector<FeedProblem> const& problems) {
    for (auto const& problem : problems)
        tx.run(
            "INSERT INTO feed_problems (feed_id, line, item, reason_ru, reason_en) "
            "VALUES ($1, $2, $3, $4, $5)",
            feed_id, problem.line, base::clean(problem.item), base::clean(problem.reason.ru),
            base::clean(problem.reason.en));
}

std::vector<FeedProblemRow> problems(db::Reader& reader, std::int64_t feed_id,
                                     std::int64_t after_id, std::int64_t limit) {
    std::vector<FeedProblemRow> rows;
    for (auto& row : reader.all<ProblemColumns>(
             "SELECT id, line, item, reason_ru, reason_en FROM feed_problems "
             "WHERE feed_id = $1 AND id > $2 ORDER BY id LIMIT $3",
             feed_id, after_id, limit))
        rows.push_back({row.id,
                        row.line,
                        std::move(row.item),
                        {std::move(row.reason_ru), std::move(row.reason_en)}});
    return rows;
}

void end_reading(db::Transaction& tx, std::int64_t feed_id, std::int64_t generation,
                 ReadingResult const& result, base::Instant now) {
    // A later reading that has begun meanwhile owns the row.
    tx.run(
        "UPDATE feeds SET state = $3, last_error = $4, offers_good = $5, offers_broken = $6, "
        "made_at = CASE WHEN $7 = '' THEN made_at ELSE $7 END, "
        "read_at = CASE WHEN $8 = 1 THEN $9 ELSE read_at END, last_error_en = $10 "
        "WHERE id = $1 AND generation = $2",
        feed_id, generation, result.state, base::clean(result.last_error.ru), result.good,
        result.broken, base::clean(result.made_at), result.data_is_new, now,
        base::clean(result.last_error.en));
}

}  // namespace catalog::store
