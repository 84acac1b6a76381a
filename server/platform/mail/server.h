// Where a mailbox lives and how to get in; what goes wrong there.
#pragma once
#include "platform/base/words.h"

#include <chrono>
#include <stdexcept>
#include <string>

#include <boost/describe.hpp>

namespace mail {

enum class Security { tls, starttls, none };
BOOST_DESCRIBE_ENUM(Security, tls, starttls, none)

struct Server {
    std::string host;
    int port = 0;
    Security security = Security::tls;
    std::string user;
    std::string password;
    bool verify_certificate = true;  // off only for a server of one's own, by a person's decision
    std::string trusted_file;        // PEM of more authorities to trust; empty = the system's only
    std::chrono::milliseconds time_limit{30'000};  // for each step, not for a whole letter
};

enum class FailureKind {
    unreachable,  // no such name, no answer, or the connection broke
    time_over,
    certificate,  // not to be trusted: nothing was sent
    login,        // name or password refused
    refused,      // the server understood and said no
    protocol,     // the server said something that makes no sense
    interrupted,  // by ourselves
};
BOOST_DESCRIBE_ENUM(FailureKind, unreachable, time_over, certificate, login, refused, protocol,
                    interrupted)

// A remote mail server did not do what it should. Caught where the conversation is held (the
// holder of a mailbox, a job, the test of a connection), never further up: a failure is ordinary
// and is shown on the mailbox's page.
class Failure : public std::runtime_error {
  public:
    Failure(FailureKind kind, base::Words words)
        : std::runtime_error(words.en), kind(kind), words(std::move(words)) {}
    FailureKind kind;
    base::Words words;
};

}  // namespace mail
