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

// Why the bytes cannot be a product's picture, or nothing.
std::optional<base::Words> wrong_with_picture(std::string_view beginning, std::uint64_t bytes);

}  // namespace catalog
