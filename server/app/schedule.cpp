// Recurring work, all of it in one table. Each entry runs in one process at a time.
#include "app/parts.h"
#include "platform/http/idempotency_store.h"

namespace app {

using namespace std::chrono_literals;

void plan_schedule(Parts& parts) {
    parts.workers.every("http: forget answers", 1h, [&parts] {
        parts.database.write(
            [&](db::Transaction& tx) { http::idempotency::forget_old(tx, parts.clock.now()); });
    });
}

}  // namespace app
