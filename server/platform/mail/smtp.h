// Hands a letter to the mailbox's submission server. The answer never leaves a doubt unsaid: sent,
// not sent (with the server's words), or unknown when the connection broke after the whole letter
// was handed over and before the server answered. Unknown must not be sent again by a machine.
#pragma once
#include "platform/mail/server.h"

#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace mail {

enum class Handover {
    sent,      // accepted for at least one recipient
    not_sent,  // certainly by nobody taken
    unknown,
};
BOOST_DESCRIBE_ENUM(Handover, sent, not_sent, unknown)

struct RecipientAnswer {
    std::string address;
    bool accepted = false;
    std::string words;  // the server's, if refused: "550 5.1.1 User unknown"
};

struct HandoverResult {
    Handover outcome = Handover::not_sent;
    // Another try may help: the server was not reached, was busy or said "later" (4xx). A wrong
    // password, a refused sender or letter stays so until a person changes something.
    bool worth_retrying = false;
    std::vector<RecipientAnswer> recipients;
    std::string server_words;  // the answer that decided
    base::Words words;         // for people; empty if sent to all
};

// Blocks; a requested stop ends it early, within a second.
HandoverResult hand_over(Server const& server, std::string const& sender,
                         std::vector<std::string> const& recipients, std::string_view letter,
                         std::stop_token stop = {});

// Connects, signs in and leaves: for the test of a mailbox's settings. Throws Failure.
void try_submission(Server const& server);

}  // namespace mail
