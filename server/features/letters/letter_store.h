// The rows of letters, their addresses and threads.
#pragma once
#include "features/letters/letter.h"
#include "platform/base/cursor.h"
#include "platform/db/query.h"
#include "platform/files/blob_store.h"
#include "platform/http/call.h"

#include <optional>
#include <string>
#include <vector>

namespace letters::store {

// Who may see a letter `l`: of the inbox's readers whoever sees the work it belongs to (`follow` of
// letters.h), and if it belongs to none, those whose team the mailbox serves; a draft only its
// author. A condition to be appended, " AND …".
db::Query visible_to(http::Actor const& actor);
bool may_see(db::Reader& reader, http::Actor const& actor, std::int64_t letter_id);

std::optional<Letter> find(db::Reader& reader, std::int64_t id);
std::vector<Letter> of_thread(db::Reader& reader, std::int64_t thread_id, db::Query const& visible,
                              int limit);  // the newest, oldest of them first
std::vector<LetterAddress> addresses(db::Reader& reader, std::vector<std::int64_t> const& letters);

// A letter as it came, not read yet.
struct Kept {
    std::int64_t mailbox_id = 0;
    Direction direction = Direction::incoming;
    FolderRole role = FolderRole::inbox;
    files::Blob blob;
    base::Instant received_at;
};
std::int64_t insert_kept(db::Transaction& tx, Kept const& kept, base::Instant now);
std::optional<std::int64_t> with_bytes(db::Reader& reader, std::int64_t mailbox_id,
                                       std::string const& raw_hash);
void set_folder_role(db::Transaction& tx, std::int64_t id, FolderRole role);
void remove_kept(db::Transaction& tx, std::int64_t id);  // a second copy of one of ours

std::int64_t insert(db::Transaction& tx, Letter const& letter);
void save_reading(db::Transaction& tx, Letter const& letter);  // what parsing found; state parsed
bool save_draft(db::Transaction& tx, Letter const& letter);    // false: its version is another
void replace_addresses(db::Transaction& tx, std::int64_t letter_id,
                       std::vector<LetterAddress> const& addresses);
void set_address_state(db::Transaction& tx, std::int64_t letter_id, std::string const& address,
                       std::string const& state, std::string const& problem);

// Only if it still is in `from`: two who meet do not both win.
bool move(db::Transaction& tx, std::int64_t id, LetterState from, LetterState to,
          std::string const& problem = "");
void set_bytes(db::Transaction& tx, std::int64_t id, files::Blob const& blob);
void set_send_at(db::Transaction& tx, std::int64_t id, base::Instant at);
void set_sent_at(db::Transaction& tx, std::int64_t id, base::Instant at);
void set_thread(db::Transaction& tx, std::int64_t id, std::int64_t thread_id);
void set_problem(db::Transaction& tx, std::int64_t id, std::string const& problem);
void count_attachments(db::Transaction& tx, std::int64_t id, std::int64_t count);

// Threads.
std::int64_t insert_thread(db::Transaction& tx, std::string const& subject, base::Instant at);
void add_to_thread(db::Transaction& tx, std::int64_t thread_id, base::Instant at);
void take_from_thread(db::Transaction& tx, std::int64_t thread_id);  // cancelled, or a draft again
std::optional<std::int64_t> thread_with(db::Reader& reader,
                                        std::vector<std::string> const& message_ids);
std::optional<std::int64_t> thread_of_answers_to(db::Reader& reader, std::string const& message_id);
struct ThreadSubject {
    std::int64_t thread_id = 0;
    std::string subject;
};
BOOST_DESCRIBE_STRUCT(ThreadSubject, (), (thread_id, subject))
// Threads in which letters to or from the address lie since the instant, newest first.
std::vector<ThreadSubject> threads_with_address(db::Reader& reader, std::string const& address,
                                                base::Instant since);
std::optional<std::int64_t> mailbox_of_thread(db::Reader& reader, std::int64_t thread_id);
std::vector<std::string> message_ids_of_thread(db::Reader& reader, std::int64_t thread_id);

// One of ours by its Message-ID.
std::optional<Letter> outgoing(db::Reader& reader, std::string const& message_id);

// A line of the list of threads, with its last letter that the reader may see.
struct ThreadRow {
    std::int64_t id = 0;
    std::string subject;
    base::Instant last_at;
    std::int64_t letters = 0;
    std::int64_t version = 0;
    std::int64_t last_letter_id = 0;
    std::int64_t mailbox_id = 0;
    Direction last_direction = Direction::incoming;
    LetterState last_state = LetterState::parsed;
    FolderRole folder_role = FolderRole::inbox;
    std::string from_name;
    std::string from_address;
    std::string preview;
    std::int64_t attachments = 0;
};
BOOST_DESCRIBE_STRUCT(ThreadRow, (),
                      (id, subject, last_at, letters, version, last_letter_id, mailbox_id,
                       last_direction, last_state, folder_role, from_name, from_address, preview,
                       attachments))
struct ThreadFilter {
    std::optional<std::int64_t> mailbox_id;
    std::optional<std::vector<std::int64_t>> letter_ids;  // found by words
    std::vector<std::string> addresses;  // from or to one of them, as letters keep them
    std::optional<base::Cursor> after;
    int limit = 50;
};
std::vector<ThreadRow> threads(db::Reader& reader, ThreadFilter const& filter,
                               db::Query const& visible);
std::optional<std::string> thread_subject(db::Reader& reader, std::int64_t thread_id);
std::int64_t thread_version(db::Reader& reader, std::int64_t thread_id);

// Outgoing letters in these states, newest first: drafts of an author, what a person must decide.
std::vector<Letter> outgoing_in(db::Reader& reader, std::vector<LetterState> const& states,
                                db::Query const& visible, std::int64_t before_id, int limit);

std::vector<Letter> after_id(db::Reader& reader, std::int64_t id, int limit);  // for the index

}  // namespace letters::store
