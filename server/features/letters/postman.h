// Fetches the letters of one mailbox while he holds its lease. See post_room.h.
#pragma once
#include "features/letters/mailbox_store.h"
#include "features/letters/post.h"
#include "platform/mail/imap.h"

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace letters {

class Postman {
  public:
    Postman(Post const& post, std::int64_t mailbox_id, std::string holder,
            std::function<void(std::string const&)> failed);

    void work(std::stop_token stop);  // until a stop is requested

  private:
    void serve(std::stop_token stop);  // one connection; throws mail::Failure when it ends
    bool hold();                       // takes or keeps the lease
    void fetch_others(mail::Imap& imap, std::vector<MailboxFolder> const& folders);
    void fetch_from(mail::Imap& imap, MailboxFolder folder, mail::FolderState const& state);
    void fetch_one(mail::Imap& imap, MailboxFolder const& folder, std::uint32_t uid);
    MailboxFolder begin_if_new(mail::Imap& imap, MailboxFolder folder,
                               mail::FolderState const& state);
    void note_contact();
    void note_failure(std::string const& words);
    bool is_stuck_at(store::Place const& place);
    MailboxFolder current(MailboxFolder const& folder);

    Post const& post_;
    std::int64_t mailbox_id_;
    std::string holder_;
    std::function<void(std::string const&)> failed_;
    bool set_seen_ = false;
    bool was_in_contact_ = false;
    std::chrono::steady_clock::time_point held_at_{};
    std::chrono::steady_clock::time_point contact_noted_at_{};
    store::Place tried_{};  // the letter fetched last, and how often in a row
    int tries_ = 0;
};

}  // namespace letters
