#include "platform/http/client.h"

#include <atomic>
#include <cstdio>
#include <filesystem>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>

namespace http {
namespace {

// Answers each connection on a free port of 127.0.0.1 by what `answer` makes of the request line.
class SmallServer {
  public:
    explicit SmallServer(std::function<std::string(std::string const&)> answer) {
        socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address);
        socklen_t size = sizeof address;
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
        port = ntohs(address.sin_port);
        ::listen(socket_, 8);
        thread_ = std::thread([this, answer] {
            for (;;) {
                int const peer = ::accept(socket_, nullptr, nullptr);
                if (peer < 0) return;
                char buffer[4096];
                auto const got = ::recv(peer, buffer, sizeof buffer, 0);
                std::string const request(buffer, got > 0 ? static_cast<std::size_t>(got) : 0);
                ++requests;
                std::string const bytes = answer(request);
                ::send(peer, bytes.data(), bytes.size(), MSG_NOSIGNAL);
                ::close(peer);
            }
        });
    }
    ~SmallServer() {
        ::shutdown(socket_, SHUT_RDWR);
        ::close(socket_);
        thread_.join();
    }
    std::string url(std::string const& path) const {
        return "http://127.0.0.1:" + std::to_string(port) + path;
    }

    int port = 0;
    std::atomic<int> requests{0};

  private:
    int socket_;
    std::thread thread_;
};

std::string page(std::string const& body, std::string const& more = "") {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + more +
           "Connection: close\r\n\r\n" + body;
}

Outgoing get(std::string url) {
    Outgoing request;
    request.url = std::move(url);
    request.time_limit = std::chrono::seconds(5);
    return request;
}

TEST(Client, KnowsPrivateAddresses) {
    for (char const* text :
         {"127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1",
          "0.0.0.0", "::1", "::", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "fd00::1", "fe80::1",
          "224.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "nonsense", ""})
        EXPECT_TRUE(is_private_address(text)) << text;
    for (char const* text :
         {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2a02:6b8::2:242", "::ffff:8.8.8.8"})
        EXPECT_FALSE(is_private_address(text)) << text;
}

TEST(Client, AllowsListedAddressesAndNetworks) {
    EXPECT_TRUE(is_listed_address("127.0.0.1", {"127.0.0.1"}));
    EXPECT_TRUE(is_listed_address("10.1.2.3", {"10.1.0.0/16"}));
    EXPECT_FALSE(is_listed_address("10.2.2.3", {"10.1.0.0/16"}));
    EXPECT_TRUE(is_listed_address("fd00::5", {"fd00::/8"}));
    EXPECT_FALSE(is_listed_address("127.0.0.2", {"127.0.0.1", "rubbish", "1.2.3.4/99"}));
}

TEST(Client, RefusesThePrivateAddressOfAName) {
    SmallServer server([](auto&) { return page("secret"); });
    Client const client({});
    for (std::string const& url :
         {server.url("/"), "http://localhost:" + std::to_string(server.port) + "/",
          "http://2130706433:" + std::to_string(server.port) + "/",
          "http://[::ffff:127.0.0.1]:" + std::to_string(server.port) + "/"}) {
        auto const answer = client.send(get(url));
        EXPECT_FALSE(answer.good()) << url;
        EXPECT_FALSE(answer.failure.ru.empty());
        EXPECT_TRUE(answer.body.empty());
    }
    EXPECT_EQ(server.requests, 0);
}

TEST(Client, RefusesAPrivateAddressOnRedirect) {
    SmallServer inside([](auto&) { return page("secret"); });
    std::string const target = "http://127.0.0.2:" + std::to_string(inside.port) + "/";
    SmallServer server([&](auto&) {
        return "HTTP/1.1 302 Found\r\nLocation: " + target + "\r\nContent-Length: 0\r\n\r\n";
    });
    auto const answer = Client({{"127.0.0.1"}}).send(get(server.url("/")));
    EXPECT_FALSE(answer.good());
    EXPECT_NE(answer.failure.en.find("private network"), std::string::npos) << answer.failure.en;
    EXPECT_EQ(inside.requests, 0);
}

TEST(Client, FetchesFollowsRedirectsAndPosts) {
    SmallServer server([](std::string const& request) -> std::string {
        if (request.starts_with("GET /old "))
            return "HTTP/1.1 302 Found\r\nLocation: /new\r\nContent-Length: 0\r\n\r\n";
        if (request.starts_with("POST "))
            return page("got " + request.substr(request.find("\r\n\r\n") + 4));
        return page("new", "ETag: \"5\"\r\n");
    });
    Client const client({{"127.0.0.0/8"}});
    auto const answer = client.send(get(server.url("/old")));
    EXPECT_TRUE(answer.good()) << answer.failure.en;
    EXPECT_EQ(answer.body, "new");
    EXPECT_EQ(answer.header("etag"), "\"5\"");
    EXPECT_EQ(answer.final_url, server.url("/new"));
    Outgoing post = get(server.url("/"));
    post.method = "POST";
    post.body = "hello";
    post.headers = {{"x-note", "a\r\nx-bad: b"}};
    EXPECT_EQ(client.send(post).body, "got hello");
}

TEST(Client, SavesToAFileAndKeepsToTheLimit) {
    SmallServer server([](auto&) { return page(std::string(50'000, 'x')); });
    Client const client({{"127.0.0.1"}});
    auto const path = std::filesystem::temp_directory_path() /
                      ("tirazh-client-test-" + std::to_string(::getpid()));
    Outgoing request = get(server.url("/"));
    request.save_to = path;
    EXPECT_TRUE(client.send(request).good());
    EXPECT_EQ(std::filesystem::file_size(path), 50'000u);
    request.most_bytes = 10'000;
    EXPECT_EQ(client.send(request).failure.en, "The answer is too large.");
    std::filesystem::remove(path);
}

TEST(Client, SaysWhatWentWrong) {
    SmallServer server(
        [](auto&) -> std::string { return "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"; });
    Client const client({{"127.0.0.1"}});
    EXPECT_EQ(client.send(get(server.url("/"))).failure.ru, "Сервер ответил 404.");
    EXPECT_EQ(client.send(get("ftp://127.0.0.1/")).failure.en,
              "The address must begin with http:// or https://.");
    EXPECT_FALSE(client.send(get("http://127.0.0.1:1/")).good());
    EXPECT_FALSE(client.send(get("file:///etc/passwd")).good());
}

}  // namespace
}  // namespace http
