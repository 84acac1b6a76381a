#include "features/catalog/picture_store.h"

#include "platform/base/text.h"
#include "platform/db/query.h"

namespace catalog {

std::optional<KeptPicture> kept_picture(db::Reader& reader, std::int64_t picture_id) {
    return reader.maybe<KeptPicture>(
        "SELECT hash, media_type FROM product_pictures WHERE id = $1 AND state = 'good'",
        picture_id);
}

std::vector<PictureOfProduct> pictures_of(db::Reader& reader,
                                          std::vector<std::int64_t> const& product_ids,
                                          std::vector<std::int64_t> const& variant_ids) {
    db::Query query;
    query.add(
        "SELECT p.id AS product_id, 0 AS variant_id, i.id AS picture_id, i.hash, i.media_type "
        "FROM products p JOIN product_pictures i ON i.url_key = p.picture_key "
        "WHERE i.state = 'good' AND p.picture_key <> ''");
    query.add_list(" AND p.id IN (", product_ids, ")");
    query.add(
        " UNION ALL SELECT v.product_id, v.id, i.id, i.hash, i.media_type "
        "FROM product_variants v JOIN product_pictures i ON i.url_key = v.picture_key "
        "WHERE i.state = 'good' AND v.picture_key <> ''");
    query.add_list(" AND v.id IN (", variant_ids, ")");
    return query.all<PictureOfProduct>(reader);
}

}  // namespace catalog

namespace catalog::store {

std::vector<std::string> missing_pictures(db::Reader& reader,
                                          std::vector<std::int64_t> const& product_ids) {
    db::Query query;
    query.add("SELECT u.picture_url FROM (SELECT picture_url, picture_key FROM products");
    query.add_list(" WHERE id IN (", product_ids, ")");
    query.add(" UNION SELECT picture_url, picture_key FROM product_variants WHERE gone_at IS NULL");
    query.add_list(" AND product_id IN (", product_ids, ")) u ");
    query.add(
        "LEFT JOIN product_pictures i ON i.url_key = u.picture_key "
        "WHERE u.picture_url <> '' AND COALESCE(i.state, 'waiting') = 'waiting' LIMIT 500");
    return query.all<std::string>(reader);
}

std::int64_t add_picture(db::Transaction& tx, std::string const& url) {
    std::string const key = base::sha256_hex(url);
    if (auto const id =
            tx.maybe<std::int64_t>("SELECT id FROM product_pictures WHERE url_key = $1", key))
        return *id;
    return tx.insert(
        "INSERT INTO product_pictures (url, url_key, state) VALUES ($1, $2, 'waiting') "
        "ON CONFLICT (url_key) DO UPDATE SET url = excluded.url RETURNING id",
        url, key);
}

std::optional<PictureToFetch> picture(db::Reader& reader, std::int64_t id) {
    return reader.maybe<PictureToFetch>("SELECT id, url, state FROM product_pictures WHERE id = $1",
                                        id);
}

void set_picture(db::Transaction& tx, std::int64_t id, PictureBytes const& bytes,
                 base::Instant now) {
    tx.run(
        "UPDATE product_pictures SET state = 'good', reason = '', attachment_id = $2, hash = $3, "
        "media_type = $4, width = $5, height = $6, tried_at = $7 WHERE id = $1",
        id, bytes.attachment_id, bytes.hash, bytes.media_type, bytes.width, bytes.height, now);
}

void set_failed(db::Transaction& tx, std::int64_t id, std::string const& reason,
                base::Instant now) {
    tx.run("UPDATE product_pictures SET state = 'failed', reason = $2, tried_at = $3 WHERE id = $1",
           id, base::clean(reason), now);
}

std::vector<std::int64_t> products_with(db::Reader& reader, std::string const& url,
                                        std::int64_t limit) {
    return reader.all<std::int64_t>("SELECT id FROM products WHERE picture_key = $1 LIMIT $2",
                                    base::sha256_hex(url), limit);
}

}  // namespace catalog::store
