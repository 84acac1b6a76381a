#include "platform/mail/connection.h"

#include <array>
#include <atomic>
#include <optional>

#include <boost/asio/buffer.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/write.hpp>

namespace mail {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;

constexpr std::size_t longest_line = 1'000'000;

[[noreturn]] void fail(FailureKind kind, std::string ru, std::string en) {
    throw Failure(kind, {std::move(ru), std::move(en)});
}

}  // namespace

struct Connection::State {
    State(Server const& server, std::stop_token stop)
        : server(server),
          tls(asio::ssl::context::tls_client),
          stream(io, prepared(tls, server)),
          on_stop(std::move(stop), [this] {
              interrupted = true;
              asio::post(io, [] {});
          }) {}

    static asio::ssl::context& prepared(asio::ssl::context& tls, Server const& server) {
        error_code ignored;
        tls.set_default_verify_paths(ignored);
        SSL_CTX_set_min_proto_version(tls.native_handle(), TLS1_2_VERSION);
        if (!server.trusted_file.empty()) tls.load_verify_file(server.trusted_file, ignored);
        return tls;
    }

    // Runs what was begun until it says `done`, for at most `limit`. If the time is over or
    // a stop was requested, closes the connection, lets the handlers finish, and throws.
    void run(bool& done, std::chrono::milliseconds limit) {
        auto const until = Clock::now() + limit;
        io.restart();
        while (!done && !interrupted && Clock::now() < until) {
            io.run_one_until(until);
            if (io.stopped()) io.restart();
        }
        if (done) return;
        error_code ignored;
        resolver.cancel();
        stream.next_layer().close(ignored);
        io.restart();
        while (!done) {
            io.run_one();
            if (io.stopped()) io.restart();
        }
        if (interrupted) fail(FailureKind::interrupted, "Прервано", "Interrupted");
        fail(FailureKind::time_over, "Сервер " + server.host + " не отвечает вовремя",
             "The server " + server.host + " does not answer in time");
    }

    void check(error_code const& error) {
        if (!error) return;
        if (interrupted) fail(FailureKind::interrupted, "Прервано", "Interrupted");
        broken = true;
        fail(FailureKind::unreachable, "Соединение с сервером " + server.host + " прервалось",
             "The connection to the server " + server.host + " broke: " + error.message());
    }

    void connect() {
        error_code error;
        asio::ip::tcp::resolver::results_type found;
        bool done = false;
        resolver.async_resolve(server.host, std::to_string(server.port),
                               [&](error_code const& e, auto const& results) {
                                   error = e;
                                   found = results;
                                   done = true;
                               });
        run(done, server.time_limit);
        if (error)
            fail(FailureKind::unreachable, "Сервер с именем " + server.host + " не найден",
                 "There is no server named " + server.host + ": " + error.message());
        done = false;
        asio::async_connect(stream.next_layer(), found, [&](error_code const& e, auto const&) {
            error = e;
            done = true;
        });
        run(done, server.time_limit);
        if (error)
            fail(FailureKind::unreachable,
                 "Сервер " + server.host + ", порт " + std::to_string(server.port) +
                     ": соединиться нельзя",
                 "Cannot connect to " + server.host + ", port " + std::to_string(server.port) +
                     ": " + error.message());
        stream.next_layer().set_option(asio::ip::tcp::no_delay(true), error);
        stream.next_layer().set_option(asio::socket_base::keep_alive(true), error);
    }

    void handshake() {
        SSL_set_tlsext_host_name(stream.native_handle(), server.host.c_str());
        if (server.verify_certificate) {
            stream.set_verify_mode(asio::ssl::verify_peer);
            stream.set_verify_callback(asio::ssl::host_name_verification(server.host));
        } else {
            stream.set_verify_mode(asio::ssl::verify_none);
        }
        error_code error;
        bool done = false;
        stream.async_handshake(asio::ssl::stream_base::client, [&](error_code const& e) {
            error = e;
            done = true;
        });
        run(done, server.time_limit);
        long const verdict = SSL_get_verify_result(stream.native_handle());
        if (error && server.verify_certificate && verdict != X509_V_OK)
            fail(FailureKind::certificate,
                 "Сертификату сервера " + server.host + " нельзя доверять",
                 "The certificate of the server " + server.host +
                     " is not to be trusted: " + X509_verify_cert_error_string(verdict));
        if (error)
            fail(FailureKind::unreachable,
                 "Сервер " + server.host + " не устанавливает защищённое соединение",
                 "No secure connection to the server " + server.host + ": " + error.message());
        encrypted = true;
    }

    // Puts what comes into the buffer's end.
    void begin_read(error_code& error, std::size_t& count, bool& done) {
        auto const handler = [&](error_code const& e, std::size_t n) {
            error = e;
            count = n;
            done = true;
        };
        auto const space = asio::buffer(incoming);
        if (encrypted)
            stream.async_read_some(space, handler);
        else
            stream.next_layer().async_read_some(space, handler);
    }

    void fill(std::chrono::milliseconds limit) {
        error_code error;
        std::size_t count = 0;
        bool done = false;
        begin_read(error, count, done);
        run(done, limit);
        check(error);
        drop_used();
        buffer.append(incoming.data(), count);
    }

    void drop_used() {
        buffer.erase(0, used);
        used = 0;
    }
    std::string_view unread() const { return std::string_view(buffer).substr(used); }

    Server server;
    asio::io_context io{1};
    asio::ip::tcp::resolver resolver{io};
    asio::ssl::context tls;
    asio::ssl::stream<asio::ip::tcp::socket> stream;
    bool encrypted = false;
    bool broken = false;
    std::atomic<bool> interrupted = false;
    std::atomic<bool> woken = false;
    std::array<char, 64 * 1024> incoming{};
    std::string buffer;
    std::size_t used = 0;
    std::stop_callback<std::function<void()>> on_stop;

    // The read that a wait() began and did not finish goes on; its result is taken later.
    struct Pending {
        error_code error;
        std::size_t count = 0;
        bool done = false;
    };
    std::optional<Pending> pending;
};

Connection::Connection(Server const& server, std::stop_token stop)
    : impl_(std::make_unique<State>(server, std::move(stop))) {
    impl_->connect();
    if (server.security == Security::tls) impl_->handshake();
}

Connection::~Connection() {
    error_code ignored;
    impl_->stream.next_layer().close(ignored);
    impl_->io.restart();
    impl_->io.run_for(std::chrono::milliseconds(100));  // handlers refer to our members
}

void Connection::start_tls() {
    if (!impl_->unread().empty())
        fail(FailureKind::protocol, "Сервер ответил раньше, чем началось шифрование",
             "The server spoke before the encryption began");
    impl_->handshake();
}

bool Connection::encrypted() const {
    return impl_->encrypted;
}

void Connection::write(std::string_view bytes) {
    error_code error;
    bool done = false;
    // In pieces: the limit is for a piece, so a large letter over a slow line is no failure.
    for (std::size_t at = 0; at < bytes.size(); at += 64 * 1024) {
        auto const piece = bytes.substr(at, 64 * 1024);
        auto const handler = [&](error_code const& e, std::size_t) {
            error = e;
            done = true;
        };
        done = false;
        if (impl_->encrypted)
            asio::async_write(impl_->stream, asio::buffer(piece.data(), piece.size()), handler);
        else
            asio::async_write(impl_->stream.next_layer(), asio::buffer(piece.data(), piece.size()),
                              handler);
        impl_->run(done, impl_->server.time_limit);
        impl_->check(error);
    }
}

std::string Connection::read_line() {
    std::size_t searched = 0;
    for (;;) {
        auto const unread = impl_->unread();
        auto const end = unread.find("\r\n", searched > 0 ? searched - 1 : 0);
        if (end != unread.npos) {
            std::string line(unread.substr(0, end));
            impl_->used += end + 2;
            return line;
        }
        if (unread.size() > longest_line)
            fail(FailureKind::protocol, "Слишком длинная строка от сервера",
                 "The server sent too long a line");
        searched = unread.size();
        more();
    }
}

void Connection::read(std::uint64_t count, std::function<void(std::string_view)> const& piece) {
    while (count > 0) {
        if (impl_->unread().empty()) more();
        auto const part = impl_->unread().substr(0, count);
        piece(part);
        impl_->used += part.size();
        count -= part.size();
    }
}

void Connection::more() {
    auto& state = *impl_;
    if (!state.pending) return state.fill(state.server.time_limit);
    state.run(state.pending->done, state.server.time_limit);
    take_pending();
}

void Connection::take_pending() {
    auto& state = *impl_;
    auto const pending = *state.pending;
    state.pending.reset();
    state.check(pending.error);
    state.drop_used();
    state.buffer.append(state.incoming.data(), pending.count);
}

bool Connection::wait(std::chrono::milliseconds limit) {
    auto& state = *impl_;
    if (!state.unread().empty()) return true;
    if (!state.pending) {
        state.pending.emplace();
        state.begin_read(state.pending->error, state.pending->count, state.pending->done);
    }
    auto const until = Clock::now() + limit;
    state.io.restart();
    while (!state.pending->done && !state.interrupted && !state.woken && Clock::now() < until) {
        state.io.run_one_until(until);
        if (state.io.stopped()) state.io.restart();
    }
    state.woken = false;
    if (state.interrupted) fail(FailureKind::interrupted, "Прервано", "Interrupted");
    if (!state.pending->done) return false;
    take_pending();
    return true;
}

void Connection::wake() {
    impl_->woken = true;
    asio::post(impl_->io, [] {});
}

}  // namespace mail
