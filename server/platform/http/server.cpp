#include "platform/http/server.h"

#include "platform/base/text.h"
#include "platform/http/url.h"

#include <atomic>
#include <deque>
#include <filesystem>
#include <mutex>
#include <thread>
#include <unordered_set>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/file.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>

namespace http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using Executor = asio::io_context::executor_type;
template <class T>
using Awaitable = asio::awaitable<T, Executor>;
using Socket = beast::basic_stream<tcp, Executor>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock,
                                         asio::wait_traits<std::chrono::steady_clock>, Executor>;
using Parser = beast::http::request_parser<beast::http::buffer_body>;
using Error = beast::error_code;

// g++ 12 destroys aggregate temporaries of a co_await expression twice: name the token, always.
auto token(Error& error) {
    return asio::redirect_error(asio::use_awaitable_t<Executor>(), error);
}

std::string head_of(Response const& response, std::optional<std::uint64_t> length,
                    bool keep_alive) {
    std::string out = "HTTP/1.1 " + std::to_string(response.status) + " " +
                      std::string(beast::http::obsolete_reason(
                          static_cast<beast::http::status>(response.status))) +
                      "\r\n";
    for (auto const& [name, value] : response.headers) {
        if (value.find_first_of("\r\n") != std::string::npos) continue;  // never split a header
        out += name + ": " + value + "\r\n";
    }
    bool const bodiless = response.status == 204 || response.status == 304;
    if (length && !bodiless) out += "content-length: " + std::to_string(*length) + "\r\n";
    out += keep_alive ? "connection: keep-alive\r\n\r\n" : "connection: close\r\n\r\n";
    return out;
}

// One open event stream. send() may come from any thread; the queue belongs to the I/O thread.
class OpenStream : public Stream, public std::enable_shared_from_this<OpenStream> {
  public:
    OpenStream(asio::io_context& io, Socket socket)
        : io_(io), socket_(std::move(socket)), wake_(io) {}

    void send(std::string bytes) override {
        if (closed_) return;
        asio::post(io_, [self = shared_from_this(), bytes = std::move(bytes)]() mutable {
            if (self->queued_bytes_ + bytes.size() > max_queued_bytes) return self->close();
            self->queued_bytes_ += bytes.size();
            self->queue_.push_back(std::move(bytes));
            self->wake_.cancel();
        });
    }
    void close() override {
        asio::post(io_, [self = shared_from_this()] {
            self->closed_ = true;
            self->wake_.cancel();
            Error ignored;
            self->socket_.socket().close(ignored);
        });
    }
    bool closed() const override { return closed_; }
    void on_close(std::function<void()> done) override {
        std::lock_guard const lock(mutex_);
        if (ended_)
            done();
        else
            done_.push_back(std::move(done));
    }

    // Writes what is queued until the connection ends.
    Awaitable<void> write_all() {
        Error error;
        while (!closed_) {
            if (queue_.empty()) {
                wake_.expires_at(std::chrono::steady_clock::time_point::max());
                co_await wake_.async_wait(token(error));
                continue;
            }
            std::string const bytes = std::move(queue_.front());
            queue_.pop_front();
            queued_bytes_ -= bytes.size();
            socket_.expires_after(std::chrono::seconds(30));
            auto const buffer = asio::buffer(bytes);
            co_await asio::async_write(socket_, buffer, token(error));
            if (error) break;
            socket_.expires_never();
        }
        end();
    }
    // A client that goes away is noticed by reading.
    Awaitable<void> watch() {
        char byte = 0;
        Error error;
        auto const buffer = asio::buffer(&byte, 1);
        while (!error) co_await socket_.socket().async_read_some(buffer, token(error));
        closed_ = true;
        wake_.cancel();
    }

  private:
    static constexpr std::size_t max_queued_bytes = 1 << 20;  // a client this slow starts anew

    void end() {
        closed_ = true;
        Error ignored;
        socket_.socket().close(ignored);
        std::vector<std::function<void()>> done;
        {
            std::lock_guard const lock(mutex_);
            ended_ = true;
            done.swap(done_);
        }
        for (auto const& call : done) call();
    }

    asio::io_context& io_;
    Socket socket_;
    Timer wake_;
    std::deque<std::string> queue_;
    std::size_t queued_bytes_ = 0;
    std::atomic<bool> closed_ = false;
    std::mutex mutex_;
    bool ended_ = false;
    std::vector<std::function<void()>> done_;
};

}  // namespace

struct Server::State {
    ServerSettings settings;
    std::function<bool(std::string_view, std::string_view)> is_upload;
    std::function<Response(Request&)> handle;

    asio::io_context io{1};
    asio::basic_socket_acceptor<tcp, Executor> acceptor{io};
    std::unique_ptr<asio::thread_pool> workers;
    std::thread thread;
    std::atomic<std::size_t> connections = 0;
    std::atomic<std::size_t> answering = 0;
    std::atomic<bool> stopping = false;
    std::unordered_set<std::shared_ptr<OpenStream>> streams;  // I/O thread only
    std::unordered_set<Socket*> idle;                         // I/O thread only
    int port = 0;

    void listen() {
        Error error;
        auto const address = asio::ip::make_address(settings.address, error);
        if (error)
            throw std::runtime_error("'" + settings.address + "' is no address to listen on");
        tcp::endpoint const endpoint(address, static_cast<std::uint16_t>(settings.port));
        acceptor.open(endpoint.protocol());
        acceptor.set_option(asio::socket_base::reuse_address(true));
        acceptor.bind(endpoint, error);
        if (!error) acceptor.listen(1024, error);
        if (error)
            throw std::runtime_error("cannot listen on " + settings.address + ":" +
                                     std::to_string(settings.port) + ": " + error.message());
        port = acceptor.local_endpoint().port();
    }

    Awaitable<void> accept() {
        while (!stopping) {
            Error error;
            auto socket = co_await acceptor.async_accept(token(error));
            if (error) {
                if (stopping) co_return;
                Timer pause(io, std::chrono::milliseconds(100));  // e.g. out of file descriptors
                co_await pause.async_wait(token(error));
                continue;
            }
            if (connections >= settings.connections) continue;  // closes it
            socket.set_option(tcp::no_delay(true), error);
            ++connections;
            auto session = serve(Socket(std::move(socket)));
            asio::co_spawn(io, std::move(session), asio::detached);
        }
    }

    // Runs the handler on a worker thread; the coroutine goes on here on the I/O thread.
    Awaitable<Response> answer(Request& request) {
        Response response;
        Timer done(io, std::chrono::steady_clock::time_point::max());
        ++answering;
        auto work = [this, &request, &response, &done] {
            response = handle(request);
            asio::post(io, [&done] { done.cancel(); });
        };
        asio::post(*workers, std::move(work));
        Error error;
        co_await done.async_wait(token(error));
        --answering;
        co_return response;
    }

    Awaitable<bool> send_all(Socket& socket, std::string const& head, std::string const& body) {
        std::array<asio::const_buffer, 2> const buffers{asio::buffer(head), asio::buffer(body)};
        Error error;
        socket.expires_after(settings.transfer);
        co_await asio::async_write(socket, buffers, token(error));
        co_return !error;
    }

    Awaitable<bool> send_file(Socket& socket, Response const& response, bool keep_alive,
                              bool head_only) {
        beast::file file;
        Error error;
        file.open(response.file.c_str(), beast::file_mode::scan, error);
        std::uint64_t const size = error ? 0 : file.size(error);
        if (error) {
            Response const missing = Response::of(500, "text/plain", "The file cannot be read.\n");
            std::string const head = head_of(missing, missing.body.size(), false);
            co_await send_all(socket, head, missing.body);
            co_return false;
        }
        std::uint64_t left = size;
        if (response.file_range) {
            file.seek(response.file_range->first, error);
            left = response.file_range->second - response.file_range->first + 1;
        }
        std::string const head = head_of(response, left, keep_alive);
        std::string chunk;
        if (!co_await send_all(socket, head, chunk)) co_return false;
        while (left > 0 && !head_only) {
            chunk.resize(std::min<std::uint64_t>(left, 64 * 1024));
            chunk.resize(file.read(chunk.data(), chunk.size(), error));
            if (error || chunk.empty()) co_return false;  // it shrank: the client sees a cut answer
            left -= chunk.size();
            std::string const nothing;
            if (!co_await send_all(socket, nothing, chunk)) co_return false;
        }
        co_return true;
    }

    Awaitable<bool> send(Socket& socket, Response const& response, bool keep_alive,
                         bool head_only) {
        if (!response.file.empty())
            co_return co_await send_file(socket, response, keep_alive, head_only);
        std::string const head = head_of(response, response.body.size(), keep_alive);
        std::string const nothing;
        co_return co_await send_all(socket, head, head_only ? nothing : response.body);
    }

    Awaitable<void> refuse(Socket& socket, int status, char const* text) {
        Response const response =
            Response::of(status, "text/plain; charset=utf-8", std::string(text) + "\n");
        co_await send(socket, response, false, false);
        // What the client is still sending is read away for a moment, so that it sees the answer.
        Error error;
        socket.socket().shutdown(tcp::socket::shutdown_send, error);
        std::array<char, 4096> sink;
        auto const buffer = asio::buffer(sink);
        for (int i = 0; i < 256 && !error; ++i) {
            socket.expires_after(std::chrono::seconds(2));
            co_await socket.async_read_some(buffer, token(error));
        }
    }

    Request request_of(Parser const& parser, Socket& socket) {
        Request request;
        auto const& message = parser.get();
        request.method = std::string(message.method_string());
        auto const target = split_target({message.target().data(), message.target().size()});
        request.path = target.path;
        request.query = target.query;
        for (auto const& field : message) {
            std::string name(field.name_string());
            for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            request.headers.emplace_back(std::move(name), std::string(field.value()));
        }
        Error ignored;
        request.remote_address = socket.socket().remote_endpoint(ignored).address().to_string();
        request.id = base::random_token().substr(0, 12);
        return request;
    }

    // Reads the body into memory or a file. 0 = done, -1 = the connection is gone, else a status.
    Awaitable<int> read_body(Socket& socket, beast::flat_buffer& buffer, Parser& parser,
                             Request& request) {
        bool const to_file = is_upload(request.method, request.path);
        std::uint64_t const limit = to_file ? settings.upload_bytes : settings.body_bytes;
        if (parser.content_length() && *parser.content_length() > limit) co_return 413;
        beast::file file;
        Error error;
        if (to_file) {
            request.body_file = settings.upload_folder + "/upload-" + base::random_token();
            file.open(request.body_file.c_str(), beast::file_mode::write_new, error);
            if (error) co_return 500;
        }
        if (request.header("expect") == "100-continue") {
            std::string const go_on = "HTTP/1.1 100 Continue\r\n\r\n", nothing;
            if (!co_await send_all(socket, go_on, nothing)) co_return -1;
        }
        std::string chunk(64 * 1024, '\0');
        while (!parser.is_done()) {
            auto& body = parser.get().body();
            body.data = chunk.data();
            body.size = chunk.size();
            socket.expires_after(settings.transfer);
            co_await beast::http::async_read(socket, buffer, parser, token(error));
            if (error == beast::http::error::need_buffer) error = {};
            if (error) co_return error == beast::error::timeout ? 408 : -1;
            std::size_t const got = chunk.size() - body.size;
            request.body_bytes += got;
            if (request.body_bytes > limit) co_return 413;
            if (!to_file) {
                request.body.append(chunk.data(), got);
            } else if (file.write(chunk.data(), got, error); error) {
                co_return 507;
            }
        }
        co_return 0;
    }

    void remove_upload(Request const& request) {
        if (request.body_file.empty()) return;
        std::error_code ignored;
        std::filesystem::remove(request.body_file, ignored);
    }

    // One request and its answer. False when the connection is to be closed.
    Awaitable<bool> serve_one(Socket& socket, beast::flat_buffer& buffer) {
        if (stopping) co_return false;
        Parser parser;
        parser.header_limit(static_cast<std::uint32_t>(settings.header_bytes));
        parser.body_limit(boost::none);  // counted by read_body
        Error error;
        socket.expires_after(settings.idle);
        idle.insert(&socket);
        co_await beast::http::async_read_header(socket, buffer, parser, token(error));
        idle.erase(&socket);
        // stop() closed it just when a request had come: nobody would hear its answer, so nothing
        // of it is done.
        if (!socket.socket().is_open()) co_return false;
        if (error == beast::http::error::header_limit) {
            co_await refuse(socket, 431, "The header of the request is too large.");
            co_return false;
        }
        if (error) {
            bool const broken =
                error.category() ==
                    beast::http::make_error_code(beast::http::error::bad_method).category() &&
                error != beast::http::error::end_of_stream &&
                error != beast::http::error::partial_message;
            if (broken) co_await refuse(socket, 400, "This is no HTTP request.");
            co_return false;
        }
        Request request = request_of(parser, socket);
        int const failure = co_await read_body(socket, buffer, parser, request);
        if (failure != 0) {
            remove_upload(request);
            if (failure == 413)
                co_await refuse(socket, 413, "The request is too large.");
            else if (failure > 0)
                co_await refuse(socket, failure, "The request could not be read.");
            co_return false;
        }
        socket.expires_never();
        bool const keep_alive = parser.get().keep_alive() && !stopping;
        Response const response = co_await answer(request);
        remove_upload(request);
        if (response.stream) {
            co_await stream(std::move(socket), response);
            co_return false;
        }
        co_return co_await send(socket, response, keep_alive, request.method == "HEAD") &&
            keep_alive;
    }

    Awaitable<void> stream(Socket socket, Response const& response) {
        std::string const head = head_of(response, std::nullopt, true), nothing;
        if (!co_await send_all(socket, head, nothing)) co_return;
        socket.expires_never();
        auto const open = std::make_shared<OpenStream>(io, std::move(socket));
        streams.insert(open);
        auto watching = [](std::shared_ptr<OpenStream> self) -> Awaitable<void> {
            co_await self->watch();
        };
        auto watch = watching(open);
        asio::co_spawn(io, std::move(watch), asio::detached);
        response.stream(open);
        co_await open->write_all();
        streams.erase(open);
    }

    Awaitable<void> serve(Socket socket) {
        beast::flat_buffer buffer;
        try {
            while (co_await serve_one(socket, buffer)) {
            }
            Error ignored;
            socket.socket().shutdown(tcp::socket::shutdown_send, ignored);
        } catch (std::exception const&) {  // a broken connection ends here, the server goes on
        }
        --connections;
    }
};

Server::Server(ServerSettings settings,
               std::function<bool(std::string_view, std::string_view)> is_upload,
               std::function<Response(Request&)> handle)
    : impl_(std::make_unique<State>()) {
    impl_->settings = std::move(settings);
    impl_->is_upload = std::move(is_upload);
    impl_->handle = std::move(handle);
}

Server::~Server() {
    stop();
}

void Server::start() {
    impl_->listen();
    impl_->workers =
        std::make_unique<asio::thread_pool>(static_cast<std::size_t>(impl_->settings.workers));
    auto accepting = impl_->accept();
    asio::co_spawn(impl_->io, std::move(accepting), asio::detached);
    impl_->thread = std::thread([impl = impl_.get()] { impl->io.run(); });
}

int Server::port() const {
    return impl_->port;
}
std::size_t Server::open_connections() const {
    return impl_->connections;
}

void Server::stop() {
    if (!impl_->thread.joinable()) return;
    impl_->stopping = true;
    asio::post(impl_->io, [impl = impl_.get()] {
        Error ignored;
        impl->acceptor.close(ignored);
        for (auto const& stream : impl->streams) stream->close();
        for (auto* const socket : impl->idle) socket->socket().close(ignored);
    });
    for (int i = 0; i < 100 && impl_->connections > 0; ++i)  // 10 s for answers under way
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    impl_->io.stop();
    impl_->thread.join();
    impl_->workers->join();
}

}  // namespace http
