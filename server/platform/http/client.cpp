#include "platform/http/client.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <memory>
#include <netdb.h>
#include <optional>
#include <sys/socket.h>
#include <unistd.h>

#include <curl/curl.h>

namespace http {

namespace {

// An address as 16 bytes; IPv4 as the mapped IPv6 address, so one comparison serves both.
using Bytes = std::array<unsigned char, 16>;

std::optional<Bytes> parse_address(std::string_view text) {
    std::string const copy(text);
    Bytes out{};
    if (inet_pton(AF_INET6, copy.c_str(), out.data()) == 1) return out;
    out = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    if (inet_pton(AF_INET, copy.c_str(), out.data() + 12) == 1) return out;
    return std::nullopt;
}

bool same_prefix(Bytes const& a, Bytes const& b, int bits) {
    for (int bit = 0; bit < bits; ++bit) {
        unsigned const mask = 0x80u >> (bit % 8);
        if ((a[static_cast<std::size_t>(bit) / 8] ^ b[static_cast<std::size_t>(bit) / 8]) & mask)
            return false;
    }
    return true;
}

bool in_network(Bytes const& address, std::string_view network) {
    auto const slash = network.find('/');
    auto const base = parse_address(network.substr(0, slash));
    if (!base) return false;
    bool const four = network.substr(0, slash).find(':') == std::string_view::npos;
    int bits = four ? 32 : 128;
    if (slash != std::string_view::npos) {
        auto const part = network.substr(slash + 1);
        if (std::from_chars(part.data(), part.data() + part.size(), bits).ec != std::errc{})
            return false;
    }
    if (bits < 0 || bits > (four ? 32 : 128)) return false;
    return same_prefix(address, *base, four ? bits + 96 : bits);
}

// RFC 6890 and its kin: what is not the public internet. The last ones hold an IPv4 address
// inside, through which a private one could be reached.
constexpr std::string_view private_networks[] = {
    "0.0.0.0/8",     "10.0.0.0/8",      "100.64.0.0/10",  "127.0.0.0/8",    "169.254.0.0/16",
    "172.16.0.0/12", "192.0.0.0/24",    "192.0.2.0/24",   "192.88.99.0/24", "192.168.0.0/16",
    "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",    "240.0.0.0/4",
    "::/96",         "fc00::/7",        "fe80::/10",      "fec0::/10",      "ff00::/8",
    "100::/64",      "2001:db8::/32",   "64:ff9b::/96",   "64:ff9b:1::/48", "2002::/16",
    "2001::/32"};

struct Sending {
    ClientSettings const& settings;
    Outgoing const& request;
    Incoming& answer;
    std::FILE* file = nullptr;
    std::uint64_t received = 0;
    bool refused_address = false;
    bool too_large = false;
    bool disk_failed = false;
};

std::string numeric(curl_sockaddr const& address) {
    char text[NI_MAXHOST] = "";
    if (getnameinfo(&address.addr, static_cast<socklen_t>(address.addrlen), text, sizeof text,
                    nullptr, 0, NI_NUMERICHOST) != 0)
        return {};
    std::string out = text;
    if (auto const scope = out.find('%'); scope != std::string::npos) out.resize(scope);
    return out;
}

// Called by libcurl for each connection with the resolved address.
curl_socket_t open_socket(void* pointer, curlsocktype, curl_sockaddr* address) {
    auto& sending = *static_cast<Sending*>(pointer);
    std::string const text = numeric(*address);
    if (is_private_address(text) && !is_listed_address(text, sending.settings.allowed_addresses)) {
        sending.refused_address = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t take_body(char* bytes, std::size_t size, std::size_t count, void* pointer) {
    auto& sending = *static_cast<Sending*>(pointer);
    std::size_t const length = size * count;
    sending.received += length;
    if (sending.received > sending.request.most_bytes) {
        sending.too_large = true;
        return 0;
    }
    if (!sending.file) {
        sending.answer.body.append(bytes, length);
        return length;
    }
    if (std::fwrite(bytes, 1, length, sending.file) == length) return length;
    sending.disk_failed = true;
    return 0;
}

std::size_t take_header(char* bytes, std::size_t size, std::size_t count, void* pointer) {
    auto& answer = static_cast<Sending*>(pointer)->answer;
    std::string_view line(bytes, size * count);
    if (line.starts_with("HTTP/")) answer.headers.clear();  // of the answer before a redirect
    auto const colon = line.find(':');
    if (colon != line.npos && answer.headers.size() < 200) {
        std::string name(line.substr(0, colon));
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        auto value = line.substr(colon + 1);
        while (!value.empty() && std::strchr(" \t", value.front())) value.remove_prefix(1);
        while (!value.empty() && std::strchr(" \t\r\n", value.back())) value.remove_suffix(1);
        answer.headers.emplace_back(std::move(name), std::string(value));
    }
    return size * count;
}

base::Words words_for(Sending const& sending, CURLcode code) {
    if (sending.refused_address)
        return {"Адрес ведёт во внутреннюю сеть. Разрешите его в настройках, если так и задумано.",
                "The address leads into a private network. Allow it in the configuration if that "
                "is meant."};
    if (sending.too_large) return {"Ответ слишком большой.", "The answer is too large."};
    if (sending.disk_failed) return {"Не удалось записать файл.", "The file could not be written."};
    switch (code) {
        case CURLE_OPERATION_TIMEDOUT:
            return {"Сервер не ответил вовремя.", "The server did not answer in time."};
        case CURLE_COULDNT_RESOLVE_HOST:
            return {"Такого адреса в интернете нет.", "There is no such address."};
        case CURLE_COULDNT_CONNECT:
            return {"Не удалось соединиться с сервером.", "Could not connect to the server."};
        case CURLE_PEER_FAILED_VERIFICATION:
            return {"Сертификат сервера не проходит проверку.",
                    "The server's certificate does not verify."};
        case CURLE_TOO_MANY_REDIRECTS:
            return {"Слишком много переадресаций.", "Too many redirects."};
        case CURLE_UNSUPPORTED_PROTOCOL:
        case CURLE_URL_MALFORMAT:
            return {"Адрес должен начинаться с http:// или https://.",
                    "The address must begin with http:// or https://."};
        default:
            break;
    }
    std::string const what = curl_easy_strerror(code);
    return {"Связь с сервером прервалась (" + what + ").", "The connection broke (" + what + ")."};
}

// Line ends in a header would let its value write headers of its own.
std::string one_line(std::string text) {
    std::erase_if(text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
    return text;
}

struct CloseList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct CloseCurl {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};

void set_options(CURL* curl, Sending& sending, curl_slist* headers) {
    Outgoing const& request = sending.request;
    curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");  // a proxy would connect where we may not
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &sending);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &sending);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &sending);
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, request.redirects > 0 ? 1L : 0L);
    curl_easy_setopt(curl, CURLOPT_MAXREDIRS, static_cast<long>(request.redirects));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(request.time_limit.count()));
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, 10'000L);
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(curl, CURLOPT_USERAGENT, sending.settings.user_agent.c_str());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    if (request.method != "GET") {
        curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.c_str());
    }
}

}  // namespace

std::string_view Incoming::header(std::string_view lower_name) const {
    for (auto const& [name, value] : headers)
        if (name == lower_name) return value;
    return {};
}

Client::Client(ClientSettings settings) : settings_(std::move(settings)) {
    static int const started = static_cast<int>(curl_global_init(CURL_GLOBAL_DEFAULT));
    static_cast<void>(started);
}

Incoming Client::send(Outgoing const& request) const {
    Incoming answer;
    Sending sending{settings_, request, answer};
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(nullptr, &std::fclose);
    if (!request.save_to.empty()) {
        file.reset(std::fopen(request.save_to.c_str(), "wb"));
        if (!file) {
            answer.failure = {"Не удалось записать файл.", "The file could not be written."};
            return answer;
        }
        sending.file = file.get();
    }
    std::unique_ptr<curl_slist, CloseList> headers;
    for (auto const& [name, value] : request.headers) {
        curl_slist* const longer =
            curl_slist_append(headers.get(), one_line(name + ": " + value).c_str());
        static_cast<void>(headers.release());
        headers.reset(longer);
    }
    std::unique_ptr<CURL, CloseCurl> const curl(curl_easy_init());
    set_options(curl.get(), sending, headers.get());
    CURLcode code = curl_easy_perform(curl.get());
    if (code == CURLE_OK && file && std::fflush(file.get()) != 0) {
        sending.disk_failed = true;
        code = CURLE_WRITE_ERROR;
    }
    if (code != CURLE_OK) {
        answer.failure = words_for(sending, code);
        return answer;
    }
    long status = 0;
    char const* url = nullptr;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(curl.get(), CURLINFO_EFFECTIVE_URL, &url);
    answer.status = static_cast<int>(status);
    answer.final_url = url ? url : "";
    if (status >= 400)
        answer.failure = {"Сервер ответил " + std::to_string(status) + ".",
                          "The server answered " + std::to_string(status) + "."};
    return answer;
}

bool is_private_address(std::string_view text) {
    auto const address = parse_address(text);
    if (!address) return true;
    return std::any_of(std::begin(private_networks), std::end(private_networks),
                       [&](std::string_view network) { return in_network(*address, network); });
}

bool is_listed_address(std::string_view text, std::vector<std::string> const& entries) {
    auto const address = parse_address(text);
    return address && std::any_of(entries.begin(), entries.end(), [&](std::string const& entry) {
               return in_network(*address, entry);
           });
}

}  // namespace http
