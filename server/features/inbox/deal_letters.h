// A letter from a deal to its contact (1.1.2): a draft in a conversation of its own that belongs to
// the deal from the beginning, so that the client's answer finds it.
#pragma once
#include "platform/http/call.h"

#include <cstdint>

namespace inbox {

// The draft's id: addressed by the contact's preferred e-mail, greeting and signature in it.
std::int64_t begin_letter(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                          std::int64_t deal_id);

}  // namespace inbox
