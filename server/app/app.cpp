#include "app/app.h"

#include "app/hearing.h"
#include "app/operation_routes.h"
#include "features/accounts/guard.h"
#include "features/process/process_actions.h"
#include "platform/base/log.h"

#include <filesystem>
#include <stdexcept>

namespace app {
namespace {

namespace fs = std::filesystem;

base::Config prepared(base::Config config) {
    base::log::set_level(config.log_level);
    make_folder(config);
    std::error_code error;
    fs::create_directories(config.data + "/uploads");
    auto const a_day_ago = fs::file_time_type::clock::now() - std::chrono::hours(24);
    for (auto const& left : fs::directory_iterator(config.data + "/uploads"))
        if (left.last_write_time(error) < a_day_ago && !error)  // of a process that died
            fs::remove(left.path(), error);
    return config;
}

http::ServerSettings server_settings(base::Config const& config) {
    http::ServerSettings settings;
    settings.address = config.listen_address;
    settings.port = config.listen_port;
    settings.workers = config.request_workers;
    settings.connections = static_cast<std::size_t>(config.connections);
    settings.upload_bytes = static_cast<std::uint64_t>(config.upload_megabytes) * 1024 * 1024;
    settings.upload_folder = config.data + "/uploads";
    return settings;
}

print::PdfSettings printer_settings(base::Config const& config) {
    print::PdfSettings settings;
    settings.chromium.program = config.chromium;
    settings.chromium.sandbox = config.chromium_sandbox;
    return settings;
}

}  // namespace

void make_folder(base::Config const& config) {
    std::error_code error;
    bool const fresh = fs::create_directories(config.data, error);
    if (error)
        throw std::runtime_error("cannot make the folder " + config.data + ": " + error.message());
    if (fresh) fs::permissions(config.data, fs::perms::owner_all);
}

db::Settings database_settings(base::Config const& config) {
    db::Settings settings;
    settings.sqlite_path = config.database_file();
    settings.postgres = config.postgres;
    settings.postgres_schema = config.postgres_schema;
    settings.readers = config.database_connections;
    return settings;
}

std::unique_ptr<base::Clock> clock_of(base::Config const& config) {
    if (config.clock_file.empty()) return std::make_unique<base::SystemClock>();
    return std::make_unique<base::FileClock>(config.clock_file);
}

App::App(base::Config config)
    : config_(prepared(std::move(config))),
      clock_(clock_of(config_)),
      secrets_(config_.key_file()),
      files_(config_.data + "/files"),
      database_(db::open(database_settings(config_))),
      outside_({config_.allowed_addresses}),
      workers_(*database_, *clock_, config_.job_workers),
      broadcast_(*database_, *clock_, &may_hear,
                 [this](db::Reader& reader, http::Actor const& actor) {
                     return accounts::session_goes_on(reader, actor, clock_->now());
                 }),
      printer_(printer_settings(config_)),
      post_{*database_, *clock_, secrets_, files_, stopping_.get_token()},
      post_room_(post_,
                 [](std::string const& what) {
                     base::log::warning("mailbox_failed", {{"what", what}});
                 }),
      parts_{config_,  *clock_,  secrets_,   files_,   *database_,
             outside_, workers_, broadcast_, printer_, post_},
      dispatcher_(router_, *database_, *clock_,
                  [this](http::Request const& request, base::Instant now) {
                      return accounts::who_asks(*database_, request, now);
                  },
                  {config_.trusted_proxies, config_.public_https()}),
      server_(
          server_settings(config_),
          [this](std::string_view method, std::string_view path) {
              return dispatcher_.is_upload(method, path);
          },
          [this](http::Request& request) { return dispatcher_.handle(request); }) {
    mount_routes(router_, parts_);
    mount_operation_routes(router_, parts_, metrics_, server_);
    register_nouns(parts_);
    wire_reactions(parts_);
    plan_schedule(parts_);
    dispatcher_.otherwise([this](http::Request const& request) { return page_.answer(request); });
    watch_requests();
}

App::~App() {
    stop();
}

// The access log and the numbers. A path may carry a token of a public link: what matches a route
// is logged by its pattern.
void App::watch_requests() {
    dispatcher_.on_answer([this](http::AccessRecord const& record) {
        metrics_.count(record);
        base::log::info("request", {{"id", record.request.id},
                                    {"method", record.request.method},
                                    {"route", record.route},
                                    {"status", record.response.status},
                                    {"ms", record.milliseconds},
                                    {"bytes", record.response.body.size()},
                                    {"person", record.actor_id},
                                    {"address", record.request.remote_address}});
    });
    dispatcher_.on_failure([this](http::Request const& request, std::string const& what) {
        metrics_.count_failure();
        base::log::error("request_failed", {{"id", request.id}, {"what", what}});
    });
}

void App::start() {
    database_->write([&](db::Transaction& tx) { process::follow_factory(tx, clock_->now()); });
    workers_.start();
    broadcast_.start();
    post_room_.start();
    server_.start();
}

int App::port() const {
    return server_.port();
}

void App::stop() {
    server_.stop();
    stopping_.request_stop();
    post_room_.stop();
    broadcast_.stop();
    workers_.stop();
}

}  // namespace app
