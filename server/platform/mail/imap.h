// A mailbox as IMAP shows it (RFC 3501, with UIDPLUS, SPECIAL-USE, IDLE where the server has
// them). Blocking: it lives on one thread of its own, which may wait; only wake() is called from
// others. Everything throws mail::Failure when the server does not do its part;
// after that the object is of no more use than to be destroyed.
//
// Nothing here sets \Seen by itself: letters are fetched by BODY.PEEK[].
#pragma once
#include "platform/base/time.h"
#include "platform/mail/server.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace mail {

enum class FolderUse { none, inbox, sent, junk, drafts, trash, archive, all };

struct Folder {
    std::string name;  // UTF-8, whole path with the server's separator
    FolderUse use = FolderUse::none;
    bool can_be_opened = true;
};

// Which folder serves this use: by what the server says (SPECIAL-USE), else by the names that
// Russian and English servers give; nothing if there is none.
std::optional<std::string> folder_for(std::vector<Folder> const& folders, FolderUse use);

struct FolderState {
    std::uint32_t uid_validity = 0;
    std::uint32_t uid_next = 0;
    std::uint32_t messages = 0;
};

struct LetterInfo {
    std::uint32_t uid = 0;
    std::uint64_t size = 0;
    std::vector<std::string> flags;     // "\\Seen"
    std::optional<base::Instant> date;  // when the server received it (INTERNALDATE)
};

class Imap {
  public:
    // Connects and signs in. After a stop is requested everything throws `interrupted`.
    explicit Imap(Server const& server, std::stop_token stop = {});
    ~Imap();

    bool has(std::string_view capability) const;  // "IDLE", in capitals
    std::vector<Folder> folders();

    FolderState status(std::string const& folder);  // without opening it
    FolderState open(std::string const& folder, bool read_only);
    void create(std::string const& folder);

    // Of the open folder, ascending.
    std::vector<std::uint32_t> uids_from(std::uint32_t first);
    std::vector<std::uint32_t> uids_since(base::Instant day);  // received on that day or later
    std::vector<std::uint32_t> uids_with_message_id(std::string const& message_id);

    // The whole letter in pieces; nothing if there is no letter of that UID any more.
    std::optional<LetterInfo> fetch(std::uint32_t uid,
                                    std::function<void(std::string_view)> const& piece);
    // Size, flags and date of many at once.
    std::vector<LetterInfo> infos(std::vector<std::uint32_t> const& uids);
    void mark_seen(std::uint32_t uid);

    // Puts a letter into a folder; its UID if the server tells (UIDPLUS).
    std::optional<std::uint32_t> append(std::string const& folder,
                                        std::vector<std::string> const& flags, base::Instant date,
                                        std::string_view bytes);

    // Waits until something changes in the open folder, for at most `limit` (and 28 minutes); at
    // once if it changed after the last uids_from(). A server without IDLE is asked when the time
    // is over. True if the server reported a change.
    bool idle(std::chrono::milliseconds limit);
    void keep_alive();  // NOOP

    void wake();  // from any thread: idle() returns early

  private:
    struct State;
    std::unique_ptr<State> impl_;
};

// Folder names on the wire (RFC 3501, 5.1.3): "Отправленные" <-> "&BB4EQgQ…-".
std::string to_modified_utf7(std::string_view utf8);
std::string from_modified_utf7(std::string_view text);

}  // namespace mail
