// Recurring work, all of it in one table. Each entry runs in one process at a time.
#include "app/parts.h"
#include "features/accounts/sessions_store.h"
#include "features/catalog/feeds.h"
#include "features/deals/deal_store.h"
#include "features/files/attachments.h"
#include "platform/base/log.h"
#include "platform/http/idempotency_store.h"

namespace app {
namespace {

using namespace std::chrono_literals;

void forget_old_rows(Parts& parts) {
    auto const now = parts.clock.now();
    parts.database.write([&](db::Transaction& tx) {
        http::idempotency::forget_old(tx, now);
        accounts::forget_expired_sessions(tx, now);
        accounts::forget_failures_before(tx, now - 24h);
    });
}

void read_due_feeds(Parts& parts) {
    catalog::read_due_feeds(parts.database, parts.clock.now());
}

void fold_deal_counters(Parts& parts) {
    constexpr int at_once = 5000;
    while (parts.database.write(
               [](db::Transaction& tx) { return deals::store::fold(tx, at_once); }) == at_once) {
    }
}

void sweep_files(Parts& parts) {
    auto const removed = parts.files.sweep(parts.clock.now(), [&](std::string const& hash) {
        return parts.database.read(
            [&](db::Reader& reader) { return files::is_referenced(reader, hash); });
    });
    if (removed) base::log::info("files_swept", {{"count", removed}});
}

}  // namespace

void plan_schedule(Parts& parts) {
    auto const every = [&](char const* name, std::chrono::milliseconds interval,
                           void (*work)(Parts&)) {
        parts.workers.every(name, interval, [&parts, name, work] {
            try {
                work(parts);
            } catch (std::exception const& error) {  // tried again at the next turn
                base::log::error("schedule_failed", {{"name", name}, {"what", error.what()}});
            }
        });
    };
    every("app: forget old rows", 1h, &forget_old_rows);
    every("app: sweep files", 6h, &sweep_files);
    every("catalog: read due feeds", 1min, &read_due_feeds);
    every("deals: fold counters", 10s, &fold_deal_counters);
}

}  // namespace app
