#include "features/files/attachment_store.h"

namespace files {

void remember_blob(db::Transaction& tx, base::Instant now, Blob const& blob) {
    tx.run("INSERT INTO blobs (hash, bytes, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
           blob.hash, blob.bytes, now);
}

bool is_referenced(db::Reader& reader, std::string const& hash) {
    return reader.maybe<std::int64_t>("SELECT bytes FROM blobs WHERE hash = $1", hash).has_value();
}

std::optional<std::string> hash_of(db::Reader& reader, std::int64_t attachment_id) {
    return reader.maybe<std::string>("SELECT hash FROM attachments WHERE id = $1", attachment_id);
}

namespace rows {

std::int64_t insert(db::Transaction& tx, base::Instant now, NewAttachment const& attachment) {
    remember_blob(tx, now, attachment.blob);
    std::optional<std::int64_t> author;
    if (attachment.created_by) author = attachment.created_by;
    return tx.insert(
        "INSERT INTO attachments (noun, subject_id, hash, name, media_type, bytes, content_id, "
        "created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
        attachment.noun, attachment.subject_id, attachment.blob.hash, attachment.name,
        attachment.media_type, attachment.blob.bytes, attachment.content_id, author, now);
}

std::optional<Attachment> find(db::Reader& reader, std::int64_t id, bool also_removed) {
    return reader.maybe<Attachment>(
        "SELECT id, noun, subject_id, name, media_type, bytes, content_id, created_by, created_at "
        "FROM attachments WHERE id = $1 AND (removed_at IS NULL OR $2 = 1)",
        id, also_removed);
}

std::vector<Attachment> list(db::Reader& reader, std::string_view noun, std::int64_t subject_id) {
    return reader.all<Attachment>(
        "SELECT id, noun, subject_id, name, media_type, bytes, content_id, created_by, created_at "
        "FROM attachments WHERE noun = $1 AND subject_id = $2 AND removed_at IS NULL ORDER BY id",
        noun, subject_id);
}

bool set_removed(db::Transaction& tx, std::int64_t id, std::optional<base::Instant> removed_at) {
    if (removed_at)
        return tx.run("UPDATE attachments SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL",
                      id, *removed_at) == 1;
    return tx.run(
               "UPDATE attachments SET removed_at = NULL WHERE id = $1 AND removed_at IS NOT NULL",
               id) == 1;
}

}  // namespace rows
}  // namespace files
