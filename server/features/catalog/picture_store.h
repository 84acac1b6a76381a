// The SQL of pictures: one row an address.
#pragma once
#include "features/catalog/pictures.h"

namespace catalog::store {

struct PictureToFetch {
    std::int64_t id = 0;
    std::string url;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(PictureToFetch, (), (id, url, state))

// Addresses of the pictures of these products that have no row yet, or one that only waits.
std::vector<std::string> missing_pictures(db::Reader& reader,
                                          std::vector<std::int64_t> const& product_ids);
std::int64_t add_picture(db::Transaction& tx, std::string const& url);  // or the row that is there
std::optional<PictureToFetch> picture(db::Reader& reader, std::int64_t id);

struct PictureBytes {
    std::int64_t attachment_id = 0;
    std::string hash;
    std::string media_type;
    std::int64_t width = 0;
    std::int64_t height = 0;
};
void set_picture(db::Transaction& tx, std::int64_t id, PictureBytes const& bytes,
                 base::Instant now);
void set_failed(db::Transaction& tx, std::int64_t id, std::string const& reason, base::Instant now);
// Products that show the address, at most `limit`: their pages are told.
std::vector<std::int64_t> products_with(db::Reader& reader, std::string const& url,
                                        std::int64_t limit);

}  // namespace catalog::store
