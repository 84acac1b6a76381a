#include "features/catalog/pictures.h"

#include "features/catalog/picture_store.h"
#include "features/files/attachments.h"
#include "platform/base/text.h"
#include "platform/files/media.h"
#include "platform/jobs/jobs.h"
#include "platform/live/live.h"

#include <filesystem>

namespace catalog {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t largest_picture = 8'000'000;
constexpr int largest_side = 12'000;
constexpr std::int64_t most_pixels = 60'000'000;  // what a browser can still decode
constexpr std::size_t beginning_bytes = 256 * 1024;
constexpr std::int64_t products_told = 50;

// Told as "picture" with the product's id: a page redraws, it need not ask for everything again.
void tell(db::Transaction& tx, base::Instant now, std::string const& url) {
    for (auto const id : store::products_with(tx, url, products_told))
        live::publish(tx, {"picture", id, "fetched", 0}, now);
}

}  // namespace

std::optional<base::Words> wrong_with_picture(std::string_view beginning, std::uint64_t bytes) {
    if (bytes > largest_picture)
        return base::Words{"Картинка больше 8 МБ.", "The picture is larger than 8 MB."};
    if (!files::is_picture(files::recognised_type(beginning)))
        return base::Words{"Это не картинка PNG, JPEG, GIF или WebP.",
                           "This is no PNG, JPEG, GIF or WebP picture."};
    auto const size = files::image_size(beginning);
    if (!size || size->width <= 0 || size->height <= 0)
        return base::Words{"Картинка повреждена.", "The picture is broken."};
    if (size->width > largest_side || size->height > largest_side ||
        std::int64_t{size->width} * size->height > most_pixels)
        return base::Words{"Картинка слишком велика.", "The picture has too many pixels."};
    return std::nullopt;
}

void want_pictures(db::Transaction& tx, base::Instant now,
                   std::vector<std::int64_t> const& product_ids) {
    if (product_ids.empty()) return;
    for (auto const& url : store::missing_pictures(tx, product_ids)) {
        auto const id = store::add_picture(tx, url);
        jobs::enqueue(tx, "catalog.picture", FetchPicture{id}, now,
                      {.unique_key = std::to_string(id), .attempts = 3});
    }
}

void keep_picture(db::Transaction& tx, base::Instant now, std::string const& url,
                  files::Blob const& blob, std::string_view beginning) {
    auto const id = store::add_picture(tx, url);
    auto const size = files::image_size(beginning).value_or(files::ImageSize{});
    auto const type = std::string(files::recognised_type(beginning));
    store::PictureBytes bytes;
    bytes.attachment_id = files::attach(
        tx, now,
        {.noun = "picture", .subject_id = id, .blob = blob, .name = "picture", .media_type = type});
    bytes.hash = blob.hash;
    bytes.media_type = type;
    bytes.width = size.width;
    bytes.height = size.height;
    store::set_picture(tx, id, bytes, now);
    tell(tx, now, url);
}

void fetch_picture(FetchingTools const& tools, std::int64_t picture_id) {
    auto const picture =
        tools.database.read([&](db::Reader& reader) { return store::picture(reader, picture_id); });
    if (!picture || picture->state != "waiting") return;
    TemporaryFile const fetched(tools.temporary_folder);
    http::Outgoing request;
    request.url = picture->url;
    request.save_to = fetched.path;
    request.most_bytes = largest_picture;
    request.time_limit = 30s;
    auto const answer = tools.outside.send(request);
    auto const now = tools.clock.now();
    if (!answer.good()) {
        // The other side may be back in a minute; an answer like 404 is final.
        bool const may_pass = answer.status == 0 || answer.status == 429 || answer.status >= 500;
        std::string const reason =
            answer.failure.ru.empty() ? "HTTP " + std::to_string(answer.status) : answer.failure.ru;
        if (may_pass && !tools.last_attempt) throw std::runtime_error(reason);
        tools.database.write(
            [&](db::Transaction& tx) { store::set_failed(tx, picture_id, reason, now); });
        return;
    }
    auto const blob = tools.files.put_file(fetched.path);
    auto const beginning = tools.files.beginning(blob.hash, beginning_bytes);
    tools.database.write([&](db::Transaction& tx) {
        if (auto const wrong = wrong_with_picture(beginning, blob.bytes))
            store::set_failed(tx, picture_id, wrong->ru, now);
        else
            keep_picture(tx, now, picture->url, blob, beginning);
    });
}

}  // namespace catalog
