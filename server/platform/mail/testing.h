// A real Dovecot and a real Postfix for tests, started once for the test process by
// tests/support/mail and ended with it.
#pragma once
#include "platform/mail/server.h"

#include <string>
#include <string_view>
#include <sys/types.h>

namespace mail::testing {

class MailSystem {
  public:
    // The one of this process; starts it at the first call.
    static MailSystem& get();

    Server imap(std::string const& mailbox, Security security = Security::starttls) const;
    Server submission(std::string const& mailbox, Security security = Security::starttls) const;
    Server incoming() const;  // takes letters from outside, without a password

    // A mailbox that no other test of this process has: "17@agency.test".
    std::string new_mailbox(std::string const& domain);
    // Hands a letter over as a stranger's server does; it is in the mailbox a moment later.
    void deliver(std::string const& mailbox, std::string_view letter) const;

    std::string doveadm(std::string const& arguments) const;  // what it printed
    void stop_imap() const;
    void start_imap() const;

  private:
    MailSystem();
    ~MailSystem();
    std::string value(std::string const& key) const;

    std::string answer_;  // KEY=VALUE lines of the script
    int mailboxes_ = 0;
    pid_t started_by_;
};

}  // namespace mail::testing
