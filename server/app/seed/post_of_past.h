// Letters of the seed: those that came are kept and read as the postman's are, those of ours count
// as taken by the mail server, without one.
#pragma once
#include "features/letters/letters.h"
#include "features/letters/mailbox.h"
#include "platform/files/blob_store.h"
#include "platform/mail/message.h"

#include <cstdint>
#include <string>

namespace app::seed {

class PostOfPast {
  public:
    // Opens a mailbox of the department that has no server: it is off when the seed is done.
    PostOfPast(db::Transaction& tx, files::BlobStore const& files, base::Instant now);

    std::string const& address() const { return mailbox_.address; }

    // Returns the letter's id; whoever listens to letters::received has heard of it.
    std::int64_t comes(db::Transaction& tx, base::Instant at, mail::NewMessage message);
    // Sends what stands in the outbox.
    void goes(db::Transaction& tx, base::Instant at, std::int64_t letter_id);

    void end(db::Transaction& tx, base::Instant now);

  private:
    files::BlobStore const& files_;
    base::Instant now_;
    letters::Mailbox mailbox_;
    std::int64_t folder_id_ = 0;
    std::int64_t last_uid_ = 0;
};

}  // namespace app::seed
