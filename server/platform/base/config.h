// What the administrator sets: read from tirazh.toml, overridden by the command line. Every key has
// a sensible default; an unknown key or a wrong value is refused with file and line. Relative
// paths count from the folder of the file. The keys are explained in docs/operations.md.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace base {

struct Config {
    std::string data = "data";  // the folder that holds one company
    std::string listen_address = "127.0.0.1";
    int listen_port = 8080;  // 0 = any free one

    std::string public_url;                    // "https://crm.example.ru": for links in letters
    std::vector<std::string> trusted_proxies;  // whose X-Forwarded-* headers are believed
    std::vector<std::string> metrics_from{"127.0.0.1", "::1"};  // who may read /metrics

    std::string postgres;  // libpq address; empty = SQLite in the data folder
    std::string postgres_schema = "public";
    std::string secret_key_file;  // default: secret.key in the data folder

    std::vector<std::string> allowed_addresses;  // private ones that may be called all the same
    std::string chromium = "chromium";           // the program that prints PDFs
    bool chromium_sandbox = true;  // false only where the machine cannot give it one (containers)
    std::string clock_file;        // tests only: holds milliseconds that are added to the time

    int request_workers = 8;
    int job_workers = 2;
    int database_connections = 4;
    int connections = 4096;
    int upload_megabytes = 100;
    std::string log_level = "info";  // debug, info, warning, error

    std::string database_file() const { return data + "/tirazh.db"; }
    std::string key_file() const {
        return secret_key_file.empty() ? data + "/secret.key" : secret_key_file;
    }
    bool public_https() const { return public_url.starts_with("https://"); }
};

// Throws std::runtime_error: "tirazh.toml:7: 'postgress' is no setting; did you mean …".
Config read_config(std::string const& path);

// "127.0.0.1:8080", "[::1]:0", ":8080". Throws std::runtime_error with what was expected.
void set_listen(Config& config, std::string_view text);

}  // namespace base
