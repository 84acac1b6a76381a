#include "features/letters/letter_store.h"

#include "features/accounts/permissions.h"
#include "features/letters/letters.h"

namespace letters::store {
namespace {

constexpr std::string_view columns =
    "SELECT l.id, l.thread_id, l.mailbox_id, l.direction, l.folder_role, l.raw_hash, l.raw_bytes, "
    "l.message_id, l.in_reply_to, l.subject, l.from_name, l.from_address, l.reply_to, l.sent_at, "
    "l.received_at, l.body_text, l.body_html, l.preview, l.attachments, l.auto_submitted, l.state, "
    "l.problem, l.author_id, l.send_at, l.created_at, l.version FROM letters l";

constexpr int most_recent_threads = 50;

std::vector<Work>& followed() {
    static std::vector<Work> works;
    return works;
}

}  // namespace

db::Query visible_to(http::Actor const& actor) {
    if (!actor.may(accounts::inbox_read)) return db::Query(" AND 1 = 0");
    db::Query out(" AND (l.state <> 'draft' OR l.author_id = ?)", actor.id);
    if (actor.may(accounts::deals_see_all)) return out;
    out.add(" AND CASE");
    for (auto const& work : followed()) {
        out.add(" WHEN EXISTS (SELECT 1 FROM " + work.rows + ") THEN EXISTS (SELECT 1 FROM ")
            .add(work.rows)
            .add(work.visible(actor))
            .add(")");
    }
    // CASE wants a WHEN.
    return out.add(
        " WHEN 1 = 1 THEN l.mailbox_id IN (SELECT b.id FROM mailboxes b WHERE b.team_id IS NULL OR "
        "b.team_id = ?) END",
        actor.team_id);
}

bool may_see(db::Reader& reader, http::Actor const& actor, std::int64_t letter_id) {
    db::Query query("SELECT l.id FROM letters l WHERE l.id = ?", letter_id);
    query.add(visible_to(actor));
    return !query.all<std::int64_t>(reader).empty();
}

std::optional<Letter> find(db::Reader& reader, std::int64_t id) {
    return reader.maybe<Letter>(std::string(columns) + " WHERE l.id = $1", id);
}

std::vector<Letter> of_thread(db::Reader& reader, std::int64_t thread_id, db::Query const& visible,
                              int limit) {
    db::Query query(std::string(columns) + " WHERE l.thread_id = ?", thread_id);
    query.add(visible).add(" ORDER BY l.sent_at DESC, l.id DESC LIMIT ?", limit);
    auto out = query.all<Letter>(reader);
    return {out.rbegin(), out.rend()};
}

std::vector<LetterAddress> addresses(db::Reader& reader, std::vector<std::int64_t> const& letters) {
    db::Query query("SELECT letter_id, kind, name, address, state, problem FROM letter_addresses");
    query.add_list(" WHERE letter_id IN (", letters, ") ORDER BY id");
    return query.all<LetterAddress>(reader);
}

std::int64_t insert_kept(db::Transaction& tx, Kept const& kept, base::Instant now) {
    return tx.insert(
        "INSERT INTO letters (mailbox_id, direction, folder_role, raw_hash, raw_bytes, sent_at, "
        "received_at, state, created_at) VALUES ($1, $2, $3, $4, $5, $6, $6, 'stored', $7) "
        "RETURNING id",
        kept.mailbox_id, kept.direction, kept.role, kept.blob.hash, kept.blob.bytes,
        kept.received_at, now);
}

std::optional<std::int64_t> with_bytes(db::Reader& reader, std::int64_t mailbox_id,
                                       std::string const& raw_hash) {
    return reader.maybe<std::int64_t>(
        "SELECT id FROM letters WHERE mailbox_id = $1 AND raw_hash = $2 ORDER BY id LIMIT 1",
        mailbox_id, raw_hash);
}

void set_folder_role(db::Transaction& tx, std::int64_t id, FolderRole role) {
    tx.run("UPDATE letters SET folder_role = $2 WHERE id = $1 AND direction = 'incoming'", id,
           role);
}

void remove_kept(db::Transaction& tx, std::int64_t id) {
    tx.run("DELETE FROM letters WHERE id = $1 AND state IN ('stored', 'failed')", id);
}

std::int64_t insert(db::Transaction& tx, Letter const& letter) {
    return tx.insert(
        "INSERT INTO letters (thread_id, mailbox_id, direction, folder_role, message_id, "
        "in_reply_to, subject, from_name, from_address, reply_to, sent_at, received_at, body_text, "
        "body_html, preview, attachments, state, author_id, send_at, created_at) VALUES ($1, $2, "
        "$3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20) "
        "RETURNING id",
        letter.thread_id, letter.mailbox_id, letter.direction, letter.folder_role,
        letter.message_id, letter.in_reply_to, letter.subject, letter.from_name,
        letter.from_address, letter.reply_to, letter.sent_at, letter.received_at, letter.body_text,
        letter.body_html, letter.preview, letter.attachments, letter.state, letter.author_id,
        letter.send_at, letter.created_at);
}

void save_reading(db::Transaction& tx, Letter const& letter) {
    tx.run(
        "UPDATE letters SET thread_id = $2, message_id = $3, in_reply_to = $4, subject = $5, "
        "from_name = $6, from_address = $7, reply_to = $8, sent_at = $9, body_text = $10, "
        "body_html = $11, preview = $12, attachments = $13, auto_submitted = $14, problem = $15, "
        "state = 'parsed', version = version + 1 WHERE id = $1",
        letter.id, letter.thread_id, letter.message_id, letter.in_reply_to, letter.subject,
        letter.from_name, letter.from_address, letter.reply_to, letter.sent_at, letter.body_text,
        letter.body_html, letter.preview, letter.attachments, letter.auto_submitted,
        letter.problem);
}

bool save_draft(db::Transaction& tx, Letter const& letter) {
    return tx.run(
               "UPDATE letters SET mailbox_id = $3, subject = $4, from_name = $5, from_address = "
               "$6, body_text = $7, preview = $8, sent_at = $9, in_reply_to = $10, thread_id = "
               "$11, version = version + 1 WHERE id = $1 AND version = $2 AND state = 'draft'",
               letter.id, letter.version, letter.mailbox_id, letter.subject, letter.from_name,
               letter.from_address, letter.body_text, letter.preview, letter.sent_at,
               letter.in_reply_to, letter.thread_id) == 1;
}

void replace_addresses(db::Transaction& tx, std::int64_t letter_id,
                       std::vector<LetterAddress> const& addresses) {
    tx.run("DELETE FROM letter_addresses WHERE letter_id = $1", letter_id);
    for (auto const& one : addresses)
        tx.run(
            "INSERT INTO letter_addresses (letter_id, kind, name, address) VALUES ($1, $2, $3, "
            "$4)",
            letter_id, one.kind, one.name, one.address);
}

void set_address_state(db::Transaction& tx, std::int64_t letter_id, std::string const& address,
                       std::string const& state, std::string const& problem) {
    tx.run(
        "UPDATE letter_addresses SET state = $3, problem = $4 WHERE letter_id = $1 AND address = "
        "$2",
        letter_id, address, state, problem);
}

bool move(db::Transaction& tx, std::int64_t id, LetterState from, LetterState to,
          std::string const& problem) {
    return tx.run(
               "UPDATE letters SET state = $3, problem = $4, version = version + 1 WHERE id = $1 "
               "AND state = $2",
               id, from, to, problem) == 1;
}

void set_bytes(db::Transaction& tx, std::int64_t id, files::Blob const& blob) {
    tx.run("UPDATE letters SET raw_hash = $2, raw_bytes = $3 WHERE id = $1", id, blob.hash,
           blob.bytes);
}

void set_send_at(db::Transaction& tx, std::int64_t id, base::Instant at) {
    tx.run("UPDATE letters SET send_at = $2 WHERE id = $1", id, at);
}

void set_sent_at(db::Transaction& tx, std::int64_t id, base::Instant at) {
    tx.run("UPDATE letters SET sent_at = $2, received_at = $2 WHERE id = $1", id, at);
}

void set_thread(db::Transaction& tx, std::int64_t id, std::int64_t thread_id) {
    tx.run("UPDATE letters SET thread_id = $2 WHERE id = $1", id, thread_id);
}

void set_problem(db::Transaction& tx, std::int64_t id, std::string const& problem) {
    tx.run("UPDATE letters SET problem = $2, version = version + 1 WHERE id = $1", id, problem);
}

void count_attachments(db::Transaction& tx, std::int64_t id, std::int64_t count) {
    tx.run("UPDATE letters SET attachments = $2 WHERE id = $1", id, count);
}

std::int64_t insert_thread(db::Transaction& tx, std::string const& subject, base::Instant at) {
    return tx.insert("INSERT INTO letter_threads (subject, last_at) VALUES ($1, $2) RETURNING id",
                     subject, at);
}

void add_to_thread(db::Transaction& tx, std::int64_t thread_id, base::Instant at) {
    tx.run(
        "UPDATE letter_threads SET letters = letters + 1, version = version + 1, last_at = CASE "
        "WHEN last_at < $2 THEN $2 ELSE last_at END WHERE id = $1",
        thread_id, at);
}

void take_from_thread(db::Transaction& tx, std::int64_t thread_id) {
    tx.run("UPDATE letter_threads SET letters = letters - 1, version = version + 1 WHERE id = $1",
           thread_id);
}

std::optional<std::int64_t> thread_with(db::Reader& reader,
                                        std::vector<std::string> const& message_ids) {
    db::Query query("SELECT thread_id FROM letters");
    query.add_list(" WHERE message_id IN (", message_ids,
                   ") AND message_id <> '' AND thread_id IS NOT NULL AND state <> 'draft' "
                   "ORDER BY sent_at DESC, id DESC LIMIT 1");
    auto const found = query.all<std::int64_t>(reader);
    return found.empty() ? std::nullopt : std::optional(found.front());
}

std::optional<std::int64_t> thread_of_answers_to(db::Reader& reader,
                                                 std::string const& message_id) {
    return reader.maybe<std::int64_t>(
        "SELECT thread_id FROM letters WHERE in_reply_to = $1 AND in_reply_to <> '' AND thread_id "
        "IS NOT NULL AND state <> 'draft' ORDER BY id LIMIT 1",
        message_id);
}

std::vector<ThreadSubject> threads_with_address(db::Reader& reader, std::string const& address,
                                                base::Instant since) {
    auto out = reader.all<ThreadSubject>(
        "SELECT thread_id, subject FROM letters WHERE from_address = $1 AND received_at >= $2 AND "
        "thread_id IS NOT NULL ORDER BY received_at DESC LIMIT $3",
        address, since, most_recent_threads);
    auto const to = reader.all<ThreadSubject>(
        "SELECT l.thread_id, l.subject FROM letter_addresses a JOIN letters l ON l.id = "
        "a.letter_id WHERE a.address = $1 AND l.received_at >= $2 AND l.thread_id IS NOT NULL AND "
        "l.state NOT IN ('draft', 'cancelled') ORDER BY a.id DESC LIMIT $3",
        address, since, most_recent_threads);
    out.insert(out.end(), to.begin(), to.end());
    return out;
}

std::optional<std::int64_t> mailbox_of_thread(db::Reader& reader, std::int64_t thread_id) {
    return reader.maybe<std::int64_t>(
        "SELECT mailbox_id FROM letters WHERE thread_id = $1 ORDER BY sent_at DESC, id DESC LIMIT "
        "1",
        thread_id);
}

std::vector<std::string> message_ids_of_thread(db::Reader& reader, std::int64_t thread_id) {
    return reader.all<std::string>(
        "SELECT message_id FROM letters WHERE thread_id = $1 AND message_id <> '' AND state NOT IN "
        "('draft', 'cancelled', 'waiting', 'refused') ORDER BY sent_at, id",
        thread_id);
}

std::optional<Letter> outgoing(db::Reader& reader, std::string const& message_id) {
    if (message_id.empty()) return std::nullopt;
    return reader.maybe<Letter>(std::string(columns) +
                                    " WHERE l.message_id = $1 AND l.folder_role = 'outbox' "
                                    "ORDER BY l.id LIMIT 1",
                                message_id);
}

std::vector<ThreadRow> threads(db::Reader& reader, ThreadFilter const& filter,
                               db::Query const& visible) {
    db::Query last(
        "SELECT t.id, t.subject, t.last_at, t.letters, t.version, l.id AS last_letter_id, "
        "l.mailbox_id, l.direction AS last_direction, l.state AS last_state, l.folder_role, "
        "l.from_name, l.from_address, l.preview, l.attachments FROM letter_threads t JOIN letters "
        "l ON l.id = (SELECT m.id FROM letters m WHERE m.thread_id = t.id AND m.state NOT IN "
        "('draft', 'cancelled') ORDER BY m.sent_at DESC, m.id DESC LIMIT 1) WHERE 1 = 1");
    last.add(visible);
    if (filter.mailbox_id) last.add(" AND l.mailbox_id = ?", *filter.mailbox_id);
    if (filter.letter_ids)
        last.add_list(" AND t.id IN (SELECT f.thread_id FROM letters f WHERE f.id IN (",
                      *filter.letter_ids, "))");
    if (!filter.addresses.empty()) {
        last.add_list(" AND t.id IN (SELECT f.thread_id FROM letters f WHERE f.from_address IN (",
                      filter.addresses, ")");
        last.add_list(
            " UNION SELECT o.thread_id FROM letter_addresses a JOIN letters o ON o.id = "
            "a.letter_id WHERE o.state NOT IN ('draft', 'cancelled') AND a.address IN (",
            filter.addresses, "))");
    }
    if (filter.after)
        last.add(" AND (t.last_at, t.id) < (?, ?)", filter.after->at, filter.after->id);
    last.add(" ORDER BY t.last_at DESC, t.id DESC LIMIT ?", filter.limit);
    return last.all<ThreadRow>(reader);
}

std::optional<std::string> thread_subject(db::Reader& reader, std::int64_t thread_id) {
    return reader.maybe<std::string>("SELECT subject FROM letter_threads WHERE id = $1", thread_id);
}

std::int64_t thread_version(db::Reader& reader, std::int64_t thread_id) {
    return reader.maybe<std::int64_t>("SELECT version FROM letter_threads WHERE id = $1", thread_id)
        .value_or(0);
}

std::vector<Letter> outgoing_in(db::Reader& reader, std::vector<LetterState> const& states,
                                db::Query const& visible, std::int64_t before_id, int limit) {
    db::Query query(columns);
    query.add_list(" WHERE l.state IN (", states, ") AND l.folder_role = 'outbox'");
    query.add(visible).add(" AND l.id < ? ORDER BY l.id DESC LIMIT ?", before_id, limit);
    return query.all<Letter>(reader);
}

std::vector<Letter> after_id(db::Reader& reader, std::int64_t id, int limit) {
    return reader.all<Letter>(
        std::string(columns) +
            " WHERE l.id > $1 AND l.thread_id IS NOT NULL AND l.state NOT IN ('draft', "
            "'cancelled') ORDER BY l.id LIMIT $2",
        id, limit);
}

}  // namespace letters::store

namespace letters {

void follow(Work work) {
    auto& followed = store::followed();
    std::erase_if(followed, [&](Work const& known) { return known.noun == work.noun; });
    followed.push_back(std::move(work));
}

}  // namespace letters
