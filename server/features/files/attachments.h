// A file of a thing: of a deal, a letter, a quote, a company, a product. The bytes lie in the blob
// store once, whoever attaches them; the attachment says what they are called and whose they are,
// and who may see the thing may read them. A URL names the attachment, never the hash.
//
//   auto const blob = store.put_file(path);                    // before the transaction
//   files::attach(tx, now, {.noun = "letter", .subject_id = id, .blob = blob, .name = "Макет.pdf",
//                           .media_type = files::safe_type(claimed, store.beginning(…))});
#pragma once
#include "platform/base/time.h"
#include "platform/files/blob_store.h"
#include "platform/http/call.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

namespace files {

struct NewAttachment {
    std::string noun;
    std::int64_t subject_id = 0;
    Blob blob;               // kept already
    std::string name;        // as its sender called it; made harmless here
    std::string media_type;  // from safe_type(): never the sender's word alone
    std::string content_id;  // of a letter's inline picture
    std::int64_t created_by = 0;
};

// What the page shows of a file.
struct Attachment {
    std::int64_t id = 0;
    std::string noun;
    std::int64_t subject_id = 0;
    std::string name;
    std::string media_type;
    std::int64_t bytes = 0;
    std::string content_id;
    std::optional<std::int64_t> created_by;
    base::Instant created_at;
};
BOOST_DESCRIBE_STRUCT(Attachment, (),
                      (id, noun, subject_id, name, media_type, bytes, content_id, created_by,
                       created_at))

// For the features above: no permission is asked and nothing is written on a timeline.
std::int64_t attach(db::Transaction& tx, base::Instant now, NewAttachment const& attachment);
// The same bytes at another thing, under the same name.
std::int64_t copy(db::Transaction& tx, base::Instant now, std::int64_t attachment_id,
                  std::string_view noun, std::int64_t subject_id);
std::vector<Attachment> of(db::Reader& reader, std::string_view noun, std::int64_t subject_id);
std::optional<Attachment> find(db::Reader& reader, std::int64_t attachment_id);
std::optional<std::string> hash_of(db::Reader& reader, std::int64_t attachment_id);

// A row for bytes that are no attachment (a letter as it came), so that no sweep takes them.
void remember_blob(db::Transaction& tx, base::Instant now, Blob const& blob);
bool is_referenced(db::Reader& reader, std::string const& hash);

// A name for a file on any system: one line, no path, no control or direction characters, not
// empty, at most 200 characters with its ending.
std::string harmless_name(std::string_view name);

// What a person does, with permission, timeline and live event.
Attachment add(db::Transaction& tx, http::Actor const& actor, base::Instant now,
               NewAttachment attachment);
std::int64_t remove(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                    std::int64_t attachment_id);  // returns the event that can be undone

// The noun "attachment" and how its events are undone; once at start.
void register_attachments();

}  // namespace files
