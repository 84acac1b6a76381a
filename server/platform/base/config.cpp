#include "platform/base/config.h"

#include <charconv>
#include <filesystem>
#include <functional>
#include <map>
#include <stdexcept>

#define TOML_EXCEPTIONS 1
#include <toml++/toml.h>

namespace base {
namespace {

namespace fs = std::filesystem;

using Setter = std::function<void(toml::node const&)>;

// The keys that may stand in the file, each with what reads it.
class Keys {
  public:
    Keys(std::string path, Config& config) : path_(std::move(path)), config_(config) {
        auto const folder = fs::absolute(path_).parent_path();
        text("public_url", config.public_url);
        text("postgres", config.postgres);
        text("postgres_schema", config.postgres_schema);
        text("chromium", config.chromium);
        text("log_level", config.log_level);
        file("data", config.data, folder);
        file("secret_key_file", config.secret_key_file, folder);
        file("clock_file", config.clock_file, folder);
        yes_or_no("chromium_sandbox", config.chromium_sandbox);
        list("trusted_proxies", config.trusted_proxies);
        list("metrics_from", config.metrics_from);
        list("allowed_addresses", config.allowed_addresses);
        number("request_workers", config.request_workers, 1, 256);
        number("job_workers", config.job_workers, 1, 64);
        number("database_connections", config.database_connections, 1, 256);
        number("connections", config.connections, 16, 65536);
        number("upload_megabytes", config.upload_megabytes, 1, 10'000);
        setters_["listen"] = [this](toml::node const& node) {
            try {
                set_listen(config_, text_of(node));
            } catch (std::exception const& error) {
                fail(node, error.what());
            }
        };
    }

    void read(toml::table const& table) {
        for (auto const& [key, node] : table) {
            auto const found = setters_.find(key.str());
            if (found == setters_.end())
                fail(node, "'" + std::string(key.str()) +
                               "' is no setting; the settings are: " + names());
            key_ = std::string(key.str());
            found->second(node);
        }
        if (!config_.public_url.empty() && !config_.public_url.starts_with("http://") &&
            !config_.public_https())
            throw std::runtime_error(path_ + ": public_url begins with https:// or http://");
        while (config_.public_url.ends_with('/')) config_.public_url.pop_back();
    }

  private:
    [[noreturn]] void fail(toml::node const& node, std::string const& what) const {
        throw std::runtime_error(path_ + ":" + std::to_string(node.source().begin.line) + ": " +
                                 what);
    }
    std::string names() const {
        std::string out;
        for (auto const& [name, setter] : setters_) out += (out.empty() ? "" : ", ") + name;
        return out;
    }
    std::string text_of(toml::node const& node) const {
        auto const value = node.value<std::string>();
        if (!value || !node.is_string()) fail(node, "'" + key_ + "' is a text in quotes");
        return *value;
    }
    void text(std::string name, std::string& to) {
        setters_[std::move(name)] = [this, &to](toml::node const& node) { to = text_of(node); };
    }
    void yes_or_no(std::string name, bool& to) {
        setters_[std::move(name)] = [this, &to](toml::node const& node) {
            if (!node.is_boolean()) fail(node, "'" + key_ + "' is true or false");
            to = *node.value<bool>();
        };
    }
    void file(std::string name, std::string& to, fs::path const& folder) {
        setters_[std::move(name)] = [this, &to, folder](toml::node const& node) {
            to = (folder / text_of(node)).lexically_normal().string();
        };
    }
    void list(std::string name, std::vector<std::string>& to) {
        setters_[std::move(name)] = [this, &to](toml::node const& node) {
            auto const* const items = node.as_array();
            if (!items) fail(node, "'" + key_ + "' is a list of texts: [\"…\"]");
            to.clear();
            for (auto const& item : *items) to.push_back(text_of(item));
        };
    }
    void number(std::string name, int& to, int least, int most) {
        setters_[std::move(name)] = [this, &to, least, most](toml::node const& node) {
            auto const value = node.value<std::int64_t>();
            if (!node.is_integer() || *value < least || *value > most)
                fail(node, "'" + key_ + "' is a whole number from " + std::to_string(least) +
                               " to " + std::to_string(most));
            to = static_cast<int>(*value);
        };
    }

    std::string path_;
    Config& config_;
    std::string key_;
    std::map<std::string, Setter, std::less<>> setters_;
};

}  // namespace

Config read_config(std::string const& path) {
    if (!fs::exists(path)) throw std::runtime_error(path + ": there is no such file");
    Config config;
    Keys keys(path, config);
    try {
        keys.read(toml::parse_file(path));
    } catch (toml::parse_error const& error) {
        throw std::runtime_error(path + ":" + std::to_string(error.source().begin.line) + ": " +
                                 std::string(error.description()));
    }
    return config;
}

void set_listen(Config& config, std::string_view text) {
    auto const colon = text.rfind(':');
    int port = -1;
    if (colon != std::string_view::npos) {
        auto const digits = text.substr(colon + 1);
        auto const end = digits.data() + digits.size();
        if (std::from_chars(digits.data(), end, port).ptr != end || digits.empty()) port = -1;
    }
    if (port < 0 || port > 65535)
        throw std::runtime_error("'" + std::string(text) +
                                 "' is no address to listen on; write 127.0.0.1:8080");
    auto address = text.substr(0, colon);
    if (address.starts_with('[') && address.ends_with(']'))
        address = address.substr(1, address.size() - 2);
    config.listen_address = address.empty() ? "0.0.0.0" : std::string(address);
    config.listen_port = port;
}

}  // namespace base
