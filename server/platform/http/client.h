// All outgoing HTTP of the product goes through here: feeds, pictures, remote APIs. It refuses
// addresses of the own machine and of private networks after the name was resolved, for each
// connection, so also on a redirect; the configuration may allow some (tests, a local PBX). Only
// http and https, limits on time and size, no cookies, no proxy of the environment. What goes
// wrong at the other side is a value with words for people, never an exception.
#pragma once
#include "platform/base/words.h"
#include "platform/http/message.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace http {

struct ClientSettings {
    // Numeric addresses or networks that are allowed though private: "127.0.0.1", "10.1.0.0/16".
    std::vector<std::string> allowed_addresses;
    std::string user_agent = "Tirazh";
};

struct Outgoing {
    std::string method = "GET";
    std::string url;
    Fields headers;
    std::string body;
    std::string save_to;  // a file for the answer's body instead of memory
    std::uint64_t most_bytes = 20'000'000;
    std::chrono::milliseconds time_limit{30'000};
    int redirects = 5;
};

struct Incoming {
    int status = 0;  // 0 = no answer, see `failure`
    Fields headers;  // names in lower case, of the last answer
    std::string body;
    std::string final_url;
    base::Words failure;  // why there is no good answer; empty if there is

    bool good() const { return status >= 200 && status < 300 && failure.ru.empty(); }
    std::string_view header(std::string_view lower_name) const;
};

class Client {
  public:
    explicit Client(ClientSettings settings);

    // Blocks until the answer is there or the time is over; from any thread.
    Incoming send(Outgoing const& request) const;

  private:
    ClientSettings settings_;
};

// Is this a numeric address that only our own machine or network has? Also what is no address.
bool is_private_address(std::string_view numeric);

// Is the numeric address equal to one of the entries, or inside a network of them?
bool is_listed_address(std::string_view numeric, std::vector<std::string> const& entries);

}  // namespace http
