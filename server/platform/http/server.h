// The web server: sockets in, Requests out, Responses back. One I/O thread reads and writes all
// connections with coroutines; a pool of worker threads runs the handler, which may block on the
// database. Everything has a limit: header, body, time, number of connections.
#pragma once
#include "platform/http/message.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace http {

struct ServerSettings {
    std::string address = "127.0.0.1";
    int port = 8080;                 // 0 = any free one
    int workers = 8;                 // threads that run handlers
    std::size_t connections = 4096;  // more are closed at once
    std::uint64_t header_bytes = 16 * 1024;
    std::uint64_t body_bytes = 2 * 1024 * 1024;  // of JSON
    std::uint64_t upload_bytes = 100ull * 1024 * 1024;
    std::string upload_folder;          // for bodies that go to files
    std::chrono::seconds idle{75};      // between two requests of a connection
    std::chrono::seconds transfer{60};  // without a byte moving, in either direction
};

class Server {
  public:
    // `is_upload` says by method and path whether a body is streamed to a file. `handle` is called
    // on a worker thread and must not throw.
    Server(ServerSettings settings,
           std::function<bool(std::string_view, std::string_view)> is_upload,
           std::function<Response(Request&)> handle);
    ~Server();

    void start();      // binds and listens; throws std::runtime_error if it cannot
    int port() const;  // the one it really has
    void stop();       // no new requests, waits for those being answered
    std::size_t open_connections() const;

  private:
    struct State;
    std::unique_ptr<State> impl_;
};

}  // namespace http
