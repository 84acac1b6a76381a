// The rows of mailboxes, their folders and the places of letters in them.
#pragma once
#include "features/letters/mailbox.h"
#include "platform/db/database.h"

#include <optional>
#include <string>
#include <vector>

namespace letters::store {

std::vector<Mailbox> mailboxes(db::Reader& reader);
std::optional<Mailbox> find_mailbox(db::Reader& reader, std::int64_t id);
std::int64_t insert(db::Transaction& tx, Mailbox const& mailbox);
bool update(db::Transaction& tx, Mailbox const& mailbox);  // false: its version is another

// One after the other: two letters of a new thread read at once would each begin one.
void lock_mailbox(db::Transaction& tx, std::int64_t mailbox_id);
void note_contact(db::Transaction& tx, std::int64_t mailbox_id, base::Instant now);
// True if the error is another than before.
bool note_error(db::Transaction& tx, std::int64_t mailbox_id, std::string const& error,
                base::Instant now);

std::vector<MailboxFolder> folders(db::Reader& reader, std::int64_t mailbox_id);
std::optional<MailboxFolder> find_folder(db::Reader& reader, std::int64_t id);
MailboxFolder folder_of_role(db::Transaction& tx, std::int64_t mailbox_id, FolderRole role,
                             std::string const& name);  // made if it is not there
void begin_folder(db::Transaction& tx, std::int64_t folder_id, std::int64_t uid_validity,
                  std::int64_t cursor_uid);  // another UIDVALIDITY: counted anew
void note_seen(db::Transaction& tx, std::int64_t folder_id, std::int64_t waiting,
               base::Instant now);  // so many more are known and not fetched yet
void count_stored(db::Transaction& tx, std::int64_t folder_id, std::int64_t uid);
void count_failed(db::Transaction& tx, std::int64_t folder_id, std::int64_t uid);
void pass_over(db::Transaction& tx, std::int64_t folder_id, std::int64_t uid);  // it is gone

struct Place {
    std::int64_t mailbox_id = 0;
    std::int64_t folder_id = 0;
    std::int64_t uid_validity = 0;
    std::int64_t uid = 0;
};
bool is_known(db::Reader& reader, Place const& place);
void insert_place(db::Transaction& tx, Place const& place, std::optional<std::int64_t> letter_id,
                  std::string const& problem);
void move_places(db::Transaction& tx, std::int64_t from_letter_id, std::int64_t to_letter_id);

// What could not be fetched is asked for once more: the cursors go back before it.
void forget_failures(db::Transaction& tx, std::int64_t mailbox_id);

// A letter that could not be fetched or read, with the reason, for the mailbox's page.
struct LetterFailure {
    std::int64_t folder_id = 0;
    std::int64_t uid = 0;
    std::optional<std::int64_t> letter_id;  // kept, but not readable
    std::string problem;
};
BOOST_DESCRIBE_STRUCT(LetterFailure, (), (folder_id, uid, letter_id, problem))
std::vector<LetterFailure> failures(db::Reader& reader, std::int64_t mailbox_id, int limit);

}  // namespace letters::store
