// Fetches the letters of all active mailboxes as they come (1.1.2): one postman with a thread and
// a connection for each mailbox. Among all processes a mailbox has one holder, by a lease row. The
// postman waits in IDLE, so that a letter is in the database within two seconds of its delivery;
// when the server goes away he comes again, later and later, at most every five minutes.
#pragma once
#include "features/letters/mailbox.h"
#include "features/letters/post.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <thread>

namespace letters {

class PostRoom {
  public:
    // `failed` hears what went wrong, for the log.
    PostRoom(Post const& post, std::function<void(std::string const&)> failed);
    ~PostRoom();

    void start();
    void stop();  // waits for the postmen

  private:
    struct State;
    std::unique_ptr<State> impl_;
};

}  // namespace letters
