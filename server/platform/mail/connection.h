// One TCP connection to a mail server, plain or TLS, used by one thread that waits; every wait has
// a limit and ends when a stop is requested. Private to platform/mail.
#pragma once
#include "platform/mail/server.h"

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

namespace mail {

class Connection {
  public:
    // Connects, and does TLS if the server has it. After a stop everything throws `interrupted`.
    Connection(Server const& server, std::stop_token stop);
    ~Connection();

    void start_tls();  // after the server agreed; throws if it spoke before the handshake
    bool encrypted() const;

    void write(std::string_view bytes);
    std::string read_line();  // without CRLF
    // Exactly `count` bytes, in pieces.
    void read(std::uint64_t count, std::function<void(std::string_view)> const& piece);
    // Is there something to read within the limit? False when the time is over or wake() was
    // called; what the server says meanwhile stays for read_line().
    bool wait(std::chrono::milliseconds limit);

    void wake();  // from any thread: ends a wait() early

  private:
    void more();
    void take_pending();

    struct State;
    std::unique_ptr<State> impl_;
};

}  // namespace mail
