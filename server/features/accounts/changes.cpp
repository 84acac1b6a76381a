#include "features/accounts/changes.h"

#include "platform/live/live.h"

namespace accounts {

void tell(db::Transaction& tx, http::Actor const& actor, base::Instant now, Change const& change,
          std::int64_t version) {
    live::publish(tx, {change.noun, change.id, change.verb, version}, now);
    changed(tx, actor, now, change);
}

}  // namespace accounts
