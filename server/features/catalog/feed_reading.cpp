#include "features/catalog/feed_reading.h"

#include "features/catalog/feed_store.h"
#include "features/files/attachments.h"
#include "features/journal/journal.h"
#include "platform/base/text.h"
#include "platform/jobs/jobs.h"
#include "platform/live/live.h"

#include <filesystem>
#include <fstream>

namespace catalog {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t offers_together = 100;  // one transaction, a little more
constexpr std::size_t most_problems = 1000;   // kept for people; more say nothing new
constexpr std::uint64_t largest_feed = 2'000'000'000;
constexpr auto download_limit = 10min;
constexpr auto lease_to_download = 11min;
constexpr auto lease_to_read = 2min;             // renewed with every transaction
constexpr std::int64_t products_together = 500;  // looked through for what is gone

// Thrown inside when the feed was switched off or another process took over.
struct Stopped {};

class Reading {
    // Every step is seen live.
    template <class F>
    auto write(F const& work) {
        return tools_.database.write([&](db::Transaction& tx) {
            live::publish(tx, {"feed", feed_.id, "changed", 0}, tools_.clock.now());
            return work(tx);
        });
    }

  public:
    Reading(FetchingTools const& tools, FeedCard const& feed, std::string holder)
        : tools_(tools), feed_(feed), holder_(std::move(holder)) {
        generation_ = write([&](db::Transaction& tx) {
            return store::begin_reading(tx, feed_.id, tools_.clock.now());
        });
    }

    static std::string lease_name(std::int64_t feed_id) {
        return "feed:" + std::to_string(feed_id);
    }

    void run() {
        try {
            TemporaryFile const fetched(tools_.temporary_folder);
            if (auto const path = file_to_read(fetched.path); !path.empty()) read(path);
        } catch (Stopped const&) {
            fail({"Чтение остановлено: источник выключен.", "Stopped: the feed is switched off."},
                 reader_.offers_read() > 0);
        }
        finish();
    }

  private:
    void fail(base::Words const& words, bool partly = false) {
        result_.state = partly ? FeedState::partial : FeedState::failed;
        result_.last_error = words;
    }

    // The path of the feed's file, or nothing with the reason on the feed.
    std::string file_to_read(std::string const& download_to) {
        if (feed_.url.empty()) {
            auto const file = tools_.database.read(
                [&](db::Reader& reader) { return store::uploaded_file(reader, feed_.id); });
            if (file && tools_.files.size(file->hash)) return tools_.files.path(file->hash);
            fail({"Укажите адрес файла или загрузите файл.", "Give an address or upload a file."});
            return {};
        }
        http::Outgoing request;
        request.url = feed_.url;
        request.save_to = download_to;
        request.most_bytes = largest_feed;
        request.time_limit = download_limit;
        auto const answer = tools_.outside.send(request);
        if (answer.good()) return download_to;
        fail(answer.failure.ru.empty() ? base::Words{"Сервер поставщика ответил кодом " +
                                                         std::to_string(answer.status) + ".",
                                                     "The supplier's server answered " +
                                                         std::to_string(answer.status) + "."}
                                       : answer.failure);
        return {};
    }

    void read(std::string const& path) {
        std::ifstream file(path, std::ios::binary);
        std::string piece(64 * 1024, '\0');
        while (file) {
            file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
            reader_.feed(
                std::string_view(piece).substr(0, static_cast<std::size_t>(file.gcount())));
            if (offers_.size() >= offers_together) keep_batch();
        }
        reader_.finish();
        keep_batch();
        judge(file.bad());
    }

    void keep_batch() {
        if (!tools_.database.read([&](db::Reader& reader) {
                auto const feed = store::feed(reader, feed_.id);
                return feed && feed->active;
            }))
            throw Stopped{};
        if (!jobs::take_lease(tools_.database, lease_name(feed_.id), holder_, tools_.clock.now(),
                              lease_to_read))
            throw Stopped{};
        write([&](db::Transaction& tx) {
            store::keep_offers(tx, feed_.id, generation_, offers_, tools_.clock.now());
            store::add_problems(tx, feed_.id, problems_);
            store::set_progress(tx, feed_.id, reader_.offers_read(), reader_.offers_broken());
        });
        offers_.clear();
        problems_.clear();
    }

    // How good was it? Only a file whose end was reached can say what is gone.
    void judge(bool disk_failed) {
        if (!reader_.is_yml()) {
            fail({"Это не файл YML: в нём нет <yml_catalog>. Данные остались прежними.",
                  "This is no YML file: it has no <yml_catalog>. The old data stays."});
        } else if (reader_.offers_read() == 0) {
            fail({"В файле нет ни одного товара, который можно прочесть. Данные остались прежними.",
                  "The file has no offer that can be read. The old data stays."});
        } else if (disk_failed || !reader_.reached_end()) {
            fail({"Файл повреждён или обрывается; прочитано, что было можно, остальное осталось "
                  "прежним.",
                  "The file is broken or cut off; what could be read was, the rest stays."},
                 true);
            result_.data_is_new = true;
        } else {
            result_.state = reader_.offers_broken() ? FeedState::partial : FeedState::good;
            result_.data_is_new = result_.complete = true;
        }
    }

    void finish() {
        if (result_.complete) sweep();
        result_.good = reader_.offers_read();
        result_.broken = reader_.offers_broken();
        result_.made_at = reader_.header().made_at;
        write([&](db::Transaction& tx) {
            if (result_.good > 0) store::count_categories(tx, feed_.id);
            store::end_reading(tx, feed_.id, generation_, result_, tools_.clock.now());
            live::publish(tx, {"product", 0, "changed", 0}, tools_.clock.now());
        });
    }

    void sweep() {
        for (std::int64_t after = 0;;) {
            after = tools_.database.write([&](db::Transaction& tx) {
                return store::sweep_gone(tx, feed_.id, generation_, after, products_together,
                                         tools_.clock.now());
            });
            if (after == 0) return;
        }
    }

    FetchingTools const& tools_;
    FeedCard const feed_;
    std::string const holder_;
    std::int64_t generation_ = 0;
    store::ReadingResult result_;
    std::vector<FeedOffer> offers_;
    std::vector<FeedProblem> problems_;
    std::size_t problems_kept_ = 0;
    YmlReader reader_{[this](FeedOffer&& offer) { offers_.push_back(std::move(offer)); },
                      [this](FeedProblem&& problem) {
                          if (++problems_kept_ <= most_problems)
                              problems_.push_back(std::move(problem));
                      }};
};

}  // namespace

TemporaryFile::TemporaryFile(std::string const& folder)
    : path(folder + "/fetched-" + base::random_token()) {}

TemporaryFile::~TemporaryFile() {
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
}

void run_feed_reading(FetchingTools const& tools, std::int64_t feed_id) {
    auto const feed =
        tools.database.read([&](db::Reader& reader) { return store::feed(reader, feed_id); });
    if (!feed || !feed->active) return;
    std::string const holder = base::random_token();
    if (!jobs::take_lease(tools.database, Reading::lease_name(feed_id), holder, tools.clock.now(),
                          lease_to_download))
        // Or was, by a process that died; the job is tried again.
        throw base::Refusal::conflict("feed_is_being_read",
                                      {"Источник уже читается.", "The feed is being read."});
    try {
        Reading(tools, *feed, holder).run();
    } catch (...) {
        jobs::release_lease(tools.database, Reading::lease_name(feed_id), holder);
        throw;
    }
    jobs::release_lease(tools.database, Reading::lease_name(feed_id), holder);
}

std::int64_t read_new_feed(FetchingTools const& tools, NewFeed const& feed,
                           std::string_view bytes) {
    auto const blob = tools.files.put(bytes);
    auto const now = tools.clock.now();
    auto const id = tools.database.write([&](db::Transaction& tx) {
        auto const feed_id = add_feed(tx, journal::program(), now, feed);
        store::set_uploaded_file(tx, feed_id,
                                 files::attach(tx, now,
                                               {.noun = "feed",
                                                .subject_id = feed_id,
                                                .blob = blob,
                                                .name = "feed.xml",
                                                .media_type = "application/octet-stream"}));
        return feed_id;
    });
    run_feed_reading(tools, id);
    return id;
}

}  // namespace catalog
