// The rows of attachments and blobs.
#pragma once
#include "features/files/attachments.h"

#include <string>
#include <vector>

namespace files::rows {

std::int64_t insert(db::Transaction& tx, base::Instant now, NewAttachment const& attachment);
std::optional<Attachment> find(db::Reader& reader, std::int64_t id, bool also_removed = false);
std::vector<Attachment> list(db::Reader& reader, std::string_view noun, std::int64_t subject_id);
// False if it is so already.
bool set_removed(db::Transaction& tx, std::int64_t id, std::optional<base::Instant> removed_at);

}  // namespace files::rows
