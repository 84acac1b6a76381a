// A request and an answer, free of the web server underneath.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http {

using Fields = std::vector<std::pair<std::string, std::string>>;  // names in lower case

struct Request {
    std::string method;  // "GET"
    std::string path;    // decoded, "/api/deals/17"
    Fields query;        // decoded, in order
    Fields headers;
    std::string body;       // small bodies (JSON); empty if it went to a file
    std::string body_file;  // a temporary file with an upload; its owner removes it
    std::uint64_t body_bytes = 0;
    std::string remote_address;  // the client's, behind trusted proxies too
    std::string id;              // unique in the logs, answered as X-Request-Id
    bool secure = false;         // came over TLS (directly or by a trusted proxy's word)

    std::string_view header(std::string_view lower_name) const { return find(headers, lower_name); }
    std::string_view parameter(std::string_view name) const { return find(query, name); }
    std::string_view cookie(std::string_view name) const;

  private:
    static std::string_view find(Fields const& fields, std::string_view name) {
        for (auto const& [key, value] : fields)
            if (key == name) return value;
        return {};
    }
};

// Pushes to one open connection (server-sent events) until it closes.
class Stream {
  public:
    virtual ~Stream() = default;
    virtual void send(std::string bytes) = 0;  // from any thread; dropped when closed
    virtual void close() = 0;
    virtual bool closed() const = 0;
    virtual void on_close(std::function<void()> done) = 0;
};

struct Response {
    int status = 200;
    Fields headers;
    std::string body;
    std::string file;  // a file to send instead of the body
    std::optional<std::pair<std::uint64_t, std::uint64_t>> file_range;  // first, last byte
    // If set, the headers go out, the connection stays open and this is called with it.
    std::function<void(std::shared_ptr<Stream>)> stream;

    Response& with(std::string name, std::string value) {
        headers.emplace_back(std::move(name), std::move(value));
        return *this;
    }
    static Response of(int status, std::string content_type, std::string body) {
        Response response;
        response.status = status;
        response.body = std::move(body);
        response.with("content-type", std::move(content_type));
        return response;
    }
    static Response json(std::string body, int status = 200) {
        return of(status, "application/json", std::move(body));
    }
};

}  // namespace http
