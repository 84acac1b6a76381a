#include "features/letters/mailbox_store.h"

namespace letters::store {
namespace {

constexpr std::string_view mailbox_columns =
    "SELECT id, address, name, imap_host, imap_port, imap_security, smtp_host, smtp_port, "
    "smtp_security, login, password_sealed, verify_certificate, set_seen, team_id, active, "
    "last_contact_at, last_error, last_error_at, created_at, version FROM mailboxes";

constexpr std::string_view folder_columns =
    "SELECT id, mailbox_id, name, role, uid_validity, cursor_uid, seen_on_server, stored, failed, "
    "synced_at FROM mailbox_folders";

}  // namespace

std::vector<Mailbox> mailboxes(db::Reader& reader) {
    return reader.all<Mailbox>(std::string(mailbox_columns) + " ORDER BY id");
}

std::optional<Mailbox> find_mailbox(db::Reader& reader, std::int64_t id) {
    return reader.maybe<Mailbox>(std::string(mailbox_columns) + " WHERE id = $1", id);
}

std::int64_t insert(db::Transaction& tx, Mailbox const& mailbox) {
    return tx.insert(
        "INSERT INTO mailboxes (address, name, imap_host, imap_port, imap_security, smtp_host, "
        "smtp_port, smtp_security, login, password_sealed, verify_certificate, set_seen, team_id, "
        "active, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
        "$15) RETURNING id",
        mailbox.address, mailbox.name, mailbox.imap_host, mailbox.imap_port, mailbox.imap_security,
        mailbox.smtp_host, mailbox.smtp_port, mailbox.smtp_security, mailbox.login,
        mailbox.password_sealed, mailbox.verify_certificate, mailbox.set_seen, mailbox.team_id,
        mailbox.active, mailbox.created_at);
}

bool update(db::Transaction& tx, Mailbox const& mailbox) {
    return tx.run(
               "UPDATE mailboxes SET address = $1, name = $2, imap_host = $3, imap_port = $4, "
               "imap_security = $5, smtp_host = $6, smtp_port = $7, smtp_security = $8, login = "
               "$9, password_sealed = $10, verify_certificate = $11, set_seen = $12, team_id = "
               "$13, active = $14, version = version + 1 WHERE id = $15 AND version = $16",
               mailbox.address, mailbox.name, mailbox.imap_host, mailbox.imap_port,
               mailbox.imap_security, mailbox.smtp_host, mailbox.smtp_port, mailbox.smtp_security,
               mailbox.login, mailbox.password_sealed, mailbox.verify_certificate, mailbox.set_seen,
               mailbox.team_id, mailbox.active, mailbox.id, mailbox.version) == 1;
}

void lock_mailbox(db::Transaction& tx, std::int64_t mailbox_id) {
    tx.run("UPDATE mailboxes SET version = version WHERE id = $1", mailbox_id);
}

void note_contact(db::Transaction& tx, std::int64_t mailbox_id, base::Instant now) {
    tx.run("UPDATE mailboxes SET last_contact_at = $2, last_error = '' WHERE id = $1", mailbox_id,
           now);
}

bool note_error(db::Transaction& tx, std::int64_t mailbox_id, std::string const& error,
                base::Instant now) {
    tx.run("UPDATE mailboxes SET last_error_at = $2 WHERE id = $1", mailbox_id, now);
    return tx.run("UPDATE mailboxes SET last_error = $2 WHERE id = $1 AND last_error <> $2",
                  mailbox_id, error) == 1;
}

std::vector<MailboxFolder> folders(db::Reader& reader, std::int64_t mailbox_id) {
    return reader.all<MailboxFolder>(
        std::string(folder_columns) + " WHERE mailbox_id = $1 ORDER BY id", mailbox_id);
}

std::optional<MailboxFolder> find_folder(db::Reader& reader, std::int64_t id) {
    return reader.maybe<MailboxFolder>(std::string(folder_columns) + " WHERE id = $1", id);
}

MailboxFolder folder_of_role(db::Transaction& tx, std::int64_t mailbox_id, FolderRole role,
                             std::string const& name) {
    tx.run(
        "INSERT INTO mailbox_folders (mailbox_id, name, role) VALUES ($1, $2, $3) "
        "ON CONFLICT (mailbox_id, name) DO UPDATE SET role = $3",
        mailbox_id, name, role);
    return tx.one<MailboxFolder>(
        std::string(folder_columns) + " WHERE mailbox_id = $1 AND name = $2", mailbox_id, name);
}

void begin_folder(db::Transaction& tx, std::int64_t folder_id, std::int64_t uid_validity,
                  std::int64_t cursor_uid) {
    tx.run(
        "UPDATE mailbox_folders SET uid_validity = $2, cursor_uid = $3, seen_on_server = 0, "
        "stored = 0, failed = 0 WHERE id = $1",
        folder_id, uid_validity, cursor_uid);
}

void note_seen(db::Transaction& tx, std::int64_t folder_id, std::int64_t waiting,
               base::Instant now) {
    tx.run(
        "UPDATE mailbox_folders SET seen_on_server = stored + failed + $2, synced_at = $3 WHERE "
        "id = $1",
        folder_id, waiting, now);
}

void count_stored(db::Transaction& tx, std::int64_t folder_id, std::int64_t uid) {
    tx.run("UPDATE mailbox_folders SET stored = stored + 1, cursor_uid = $2 WHERE id = $1",
           folder_id, uid);
}

void count_failed(db::Transaction& tx, std::int64_t folder_id, std::int64_t uid) {
    tx.run("UPDATE mailbox_folders SET failed = failed + 1, cursor_uid = $2 WHERE id = $1",
           folder_id, uid);
}

void pass_over(db::Transaction& tx, std::int64_t folder_id, std::int64_t uid) {
    tx.run("UPDATE mailbox_folders SET cursor_uid = $2 WHERE id = $1", folder_id, uid);
}

bool is_known(db::Reader& reader, Place const& place) {
    return reader
        .maybe<std::int64_t>(
            "SELECT uid FROM letter_places WHERE folder_id = $1 AND uid_validity = $2 AND uid = $3",
            place.folder_id, place.uid_validity, place.uid)
        .has_value();
}

void insert_place(db::Transaction& tx, Place const& place, std::optional<std::int64_t> letter_id,
                  std::string const& problem) {
    tx.run(
        "INSERT INTO letter_places (mailbox_id, folder_id, uid_validity, uid, letter_id, problem) "
        "VALUES ($1, $2, $3, $4, $5, $6)",
        place.mailbox_id, place.folder_id, place.uid_validity, place.uid, letter_id, problem);
}

void move_places(db::Transaction& tx, std::int64_t from_letter_id, std::int64_t to_letter_id) {
    tx.run("UPDATE letter_places SET letter_id = $2 WHERE letter_id = $1", from_letter_id,
           to_letter_id);
}

void forget_failures(db::Transaction& tx, std::int64_t mailbox_id) {
    tx.run(
        "UPDATE mailbox_folders SET failed = 0, cursor_uid = (SELECT MIN(p.uid) - 1 FROM "
        "letter_places p WHERE p.folder_id = mailbox_folders.id AND p.problem <> '' AND "
        "p.uid_validity = mailbox_folders.uid_validity) WHERE mailbox_id = $1 AND EXISTS (SELECT 1 "
        "FROM letter_places p WHERE p.folder_id = mailbox_folders.id AND p.problem <> '' AND "
        "p.uid_validity = mailbox_folders.uid_validity)",
        mailbox_id);
    tx.run("DELETE FROM letter_places WHERE mailbox_id = $1 AND problem <> ''", mailbox_id);
}

std::vector<LetterFailure> failures(db::Reader& reader, std::int64_t mailbox_id, int limit) {
    auto out = reader.all<LetterFailure>(
        "SELECT folder_id, uid, letter_id, problem FROM letter_places WHERE mailbox_id = $1 AND "
        "problem <> '' ORDER BY folder_id, uid DESC LIMIT $2",
        mailbox_id, limit);
    auto const unread = reader.all<LetterFailure>(
        "SELECT p.folder_id, p.uid, p.letter_id, l.problem FROM letters l JOIN letter_places p ON "
        "p.letter_id = l.id WHERE l.state = 'failed' AND l.mailbox_id = $1 ORDER BY l.id DESC "
        "LIMIT $2",
        mailbox_id, limit);
    out.insert(out.end(), unread.begin(), unread.end());
    return out;
}

}  // namespace letters::store
