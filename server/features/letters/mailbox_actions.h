// Connecting mailboxes and switching them off (1.1.2).
#pragma once
#include "features/letters/mailbox.h"
#include "platform/db/database.h"
#include "platform/http/call.h"

#include <functional>
#include <string>

namespace letters {

// `sealed` is the password, encrypted.
std::int64_t add_mailbox(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                         MailboxForm const& form, std::string const& sealed);
void change_mailbox(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                    std::int64_t id, MailboxForm const& form, std::string const& sealed);

// Letters that could not be fetched are asked for once more.
void fetch_again(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id);

struct ConnectionTest {
    bool receiving = false;
    std::string receiving_problem;  // in the person's language, empty if it works
    bool sending = false;
    std::string sending_problem;
    std::vector<std::string> folders;  // that will be read
};
BOOST_DESCRIBE_STRUCT(ConnectionTest, (),
                      (receiving, receiving_problem, sending, sending_problem, folders))

// Slow: signs in at both servers and leaves. No letter is touched.
ConnectionTest try_connection(Mailbox const& mailbox, base::Secrets const& secrets,
                              base::Language language);

void register_mailboxes();  // the noun "mailbox" and its undo; once at start

}  // namespace letters
