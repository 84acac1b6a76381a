// One running Chromium, spoken to over two pipes in the DevTools protocol. It keeps its sandbox,
// runs as an unprivileged user when the server is root, has no network and an empty profile in a
// temporary folder that goes with it. Used by one thread at a time; see pdf.h for what people use.
#pragma once
#include "platform/json/json.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace print {

struct ChromiumSettings {
    std::string program = "chromium";
    // Whom Chromium runs as when the server itself is root.
    std::string user = "nobody";
    // Without it a page that breaks out of the renderer is inside the server's account. Only for
    // containers that have neither user namespaces nor the setuid sandbox; never set by itself.
    bool sandbox = true;
    std::int64_t most_memory_bytes = 1'500'000'000;  // of all its processes together
};

using Deadline = std::chrono::steady_clock::time_point;

class ChromiumFailure : public std::runtime_error {
  public:
    enum class Kind { not_installed, no_sandbox, too_slow, too_large, gone };
    ChromiumFailure(Kind kind, std::string const& what) : std::runtime_error(what), kind(kind) {}
    Kind kind;
};

class Chromium {
  public:
    // Starts it; throws ChromiumFailure. That it really runs is known after the first call().
    explicit Chromium(ChromiumSettings const& settings);
    ~Chromium();  // ends it with all its children
    Chromium(Chromium const&) = delete;
    Chromium& operator=(Chromium const&) = delete;

    // Sends a command and does not wait; `parameters` is a JSON object. Returns its number.
    std::int64_t send(std::string_view method, std::string_view parameters,
                      std::string_view session, Deadline deadline);

    // Reads messages until the command's answer, whose text it returns ("{"id":…,"result":…}").
    // Events that come before go to on_event. Throws ChromiumFailure.
    std::string answer_of(std::int64_t id, Deadline deadline);
    std::string call(std::string_view method, std::string_view parameters, std::string_view session,
                     Deadline deadline) {
        return answer_of(send(method, parameters, session, deadline), deadline);
    }
    // Reads messages until `done` says so.
    void wait_until(std::function<bool()> const& done, Deadline deadline);

    // Called with the method and the whole message of every event.
    std::function<void(std::string_view method, json::Node const& message)> on_event;

    pid_t process_id() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace print
