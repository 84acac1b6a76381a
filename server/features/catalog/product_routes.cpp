#include "features/accounts/permissions.h"
#include "features/catalog/catalog_routes.h"
#include "features/catalog/pictures.h"
#include "features/catalog/products.h"
#include "features/files/attachment_routes.h"

namespace catalog {
namespace {

constexpr std::size_t most_wanted_together = 200;

struct WantedPictures {
    std::vector<std::int64_t> product_ids;
};
BOOST_DESCRIBE_STRUCT(WantedPictures, (), (product_ids))

ProductPage list(http::ReadCall& call, ProductFilter const& filter) {
    return find_products(call.db, filter);
}

ProductCard show(http::ReadCall& call) {
    return product(call.db, call.actor, call.id());
}

CatalogChoices show_choices(http::ReadCall& call) {
    return choices(call.db);
}

void want(http::WriteCall& call, WantedPictures const& body) {
    if (body.product_ids.size() > most_wanted_together)
        throw base::Refusal::invalid("too_many_pictures",
                                     {"Не больше 200 товаров за раз.", "At most 200 products."},
                                     "product_ids");
    want_pictures(call.db, call.now, body.product_ids);
}

// A picture of an address never changes here: kept for a year, by this browser only.
http::Response send_picture(http::RawCall& call, files::BlobStore const& files) {
    auto const kept =
        call.database.read([&](db::Reader& reader) { return kept_picture(reader, call.id()); });
    if (!kept)
        throw base::Refusal::not_found("picture_not_found",
                                       {"Такой картинки нет.", "There is no such picture."});
    std::string const tag = "\"picture-" + std::to_string(call.id()) + "\"";
    if (call.request.header("if-none-match") == tag) {
        http::Response unchanged;
        unchanged.status = 304;
        return unchanged.with("etag", tag);
    }
    return files::sent_file(files, call.request, kept->hash, "picture", kept->media_type, true)
        .with("etag", tag)
        .with("cache-control", "private, max-age=31536000, immutable");
}

}  // namespace

void mount_products(http::Router& router) {
    using accounts::catalog_read;
    router.get("/api/products", catalog_read,
               "Products by words and filters, with the age of their data (1.3.1)", &list);
    router.get("/api/products/{id}", catalog_read, "A product with its variants", &show);
    router.get("/api/catalog/choices", catalog_read, "What the filters can choose from",
               &show_choices);
}

void mount_pictures(http::Router& router, files::BlobStore const& files) {
    using accounts::catalog_read;
    router.post("/api/catalog/pictures/wanted", catalog_read,
                "Fetch the pictures of these products; a live event tells when one is there",
                &want);
    router.raw("GET", "/api/catalog/pictures/{id}", catalog_read, "A picture that we keep",
               [&files](http::RawCall& call) { return send_picture(call, files); });
}

}  // namespace catalog
