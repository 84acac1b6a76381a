// Pictures of products: fetched only when somebody wants to see them, kept in the file store, shown
// by our own route, so that the page needs nothing from other servers. A picture is one because its
// bytes say so (files/media.h), not its address or its sender; SVG is none.
#pragma once
#include "features/catalog/feed_reading.h"
#include "platform/http/call.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

namespace catalog {

// The payload of the job "catalog.picture".
struct FetchPicture {
    std::int64_t picture_id = 0;
};
BOOST_DESCRIBE_STRUCT(FetchPicture, (), (picture_id))

// Queues the pictures of these products (and their variants) that we do not have yet.
void want_pictures(db::Transaction& tx, base::Instant now,
                   std::vector<std::int64_t> const& product_ids);

void fetch_picture(FetchingTools const& tools, std::int64_t picture_id);

// Keeps bytes as the picture of an address, without fetching it (the demo's catalogue).
void keep_picture(db::Transaction& tx, base::Instant now, std::string const& url,
                  files::Blob const& blob, std::string_view beginning);

struct KeptPicture {
    std::string hash;
    std::string media_type;
};
BOOST_DESCRIBE_STRUCT(KeptPicture, (), (hash, media_type))

std::optional<KeptPicture> kept_picture(db::Reader& reader, std::int64_t picture_id);

// The kept pictures of products and of their variants, for whoever shows them elsewhere (quotes).
struct PictureOfProduct {
    std::int64_t product_id = 0;
    std::int64_t variant_id = 0;  // 0: of the product as a whole
    std::int64_t picture_id = 0;
    std::string hash;
    std::string media_type;
};
BOOST_DESCRIBE_STRUCT(PictureOfProduct, (), (product_id, variant_id, picture_id, hash, media_type))
std::vector<PictureOfProduct> pictures_of(db::Reader& reader,
                                          std::vector<std::int64_t> const& product_ids,
                                          std::vector<std::int64_t> const& variant_ids);

// Why the bytes cannot be a product's picture, or nothing.
std::optional<base::Words> wrong_with_picture(std::string_view beginning, std::uint64_t bytes);

}  // namespace catalog
