// What happens to a letter that comes (1.1.2). Keep first, think later: its bytes, its row, its
// place on the server and the job that reads it are committed together with the cursor; reading
// finds its thread and tells the features above.
#pragma once
#include "features/letters/letter.h"
#include "features/letters/mailbox_store.h"
#include "platform/db/database.h"
#include "platform/files/blob_store.h"

#include <optional>
#include <string>
#include <vector>

namespace letters {

struct LetterWork {  // the payload of the jobs letter.parse, letter.send, letter.append, …
    std::int64_t letter_id = 0;
};
BOOST_DESCRIBE_STRUCT(LetterWork, (), (letter_id))

struct Arrived {
    store::Place place;
    FolderRole role = FolderRole::inbox;
    files::Blob blob;  // in the file store already
    base::Instant received_at;
};

// The new letter's id; nothing if it was there before: the same place, or the same bytes in this
// mailbox (a re-sync after another UIDVALIDITY, a letter moved to another folder, our own copy in
// Sent). The job that reads it is for the case that the postman does not come to reading it.
std::optional<std::int64_t> keep(db::Transaction& tx, base::Instant now, Arrived const& arrived);

// It cannot be fetched: its place says why, and the cursor goes on.
void keep_failure(db::Transaction& tx, base::Instant now, store::Place const& place,
                  std::string const& problem);

struct ReadAttachment {
    files::Blob blob;
    std::string name;
    std::string media_type;
    std::string content_id;
};
struct Reading {
    mail::Message message;  // without the bytes of its attachments
    std::string safe_html;
    std::vector<ReadAttachment> attachments;
};
void apply(db::Transaction& tx, base::Instant now, std::int64_t letter_id, Reading const& reading);

// It is kept, but reading it failed for good.
void fail_reading(db::Transaction& tx, base::Instant now, std::int64_t letter_id,
                  std::string const& problem);
// A person has it read once more.
void read_again(db::Transaction& tx, base::Instant now, std::int64_t letter_id);

}  // namespace letters
