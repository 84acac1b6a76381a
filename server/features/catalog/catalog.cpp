#include "features/catalog/catalog.h"

#include "features/accounts/permissions.h"
#include "features/catalog/catalog_routes.h"
#include "features/catalog/feed_store.h"
#include "features/catalog/feeds.h"
#include "features/catalog/pictures.h"
#include "features/catalog/products.h"
#include "features/catalog/selections.h"
#include "features/journal/nouns.h"

namespace catalog {

void register_catalog() {
    auto const reads = [](db::Reader&, http::Actor const& actor, std::int64_t) {
        return actor.may(accounts::catalog_read);
    };
    auto const changes = [](db::Reader&, http::Actor const& actor, std::int64_t) {
        return actor.may(accounts::catalog_change);
    };
    journal::register_noun({.key = "feed",
                            .words = {"Источник товаров", "Feed"},
                            .may_see = reads,
                            .may_change = changes,
                            .title = [](db::Reader& reader, std::int64_t id) {
                                auto const feed = store::feed(reader, id);
                                return feed ? feed->name : std::string();
                            }});
    journal::register_noun(
        {.key = "product",
         .words = {"Товар", "Product"},
         .may_see = reads,
         .may_change = changes,
         .title = [](db::Reader& reader, std::int64_t id) { return product_name(reader, id); }});
    journal::register_noun({.key = "picture",
                            .words = {"Картинка товара", "Product picture"},
                            .may_see = reads,
                            .may_change = changes,
                            .title = nullptr});
    register_feed_undo();
    register_selections();
}

void handle_jobs(jobs::Workers& workers, db::Database& database, base::Clock const& clock,
                 files::BlobStore const& files, http::Client const& outside,
                 std::string const& temporary_folder) {
    auto const tools = [&database, &clock, &files, &outside,
                        temporary_folder](jobs::Job const& job) {
        return FetchingTools{database, clock, files, outside, temporary_folder, job.last_attempt};
    };
    workers.on<ReadFeed>("catalog.read", [tools](ReadFeed const& work, jobs::Job const& job) {
        run_feed_reading(tools(job), work.feed_id);
    });
    workers.on<FetchPicture>("catalog.picture",
                             [tools](FetchPicture const& work, jobs::Job const& job) {
                                 fetch_picture(tools(job), work.picture_id);
                             });
}

void mount(http::Router& router, files::BlobStore const& files) {
    mount_feeds(router, files);
    mount_products(router);
    mount_pictures(router, files);
    mount_selections(router);
}

}  // namespace catalog
