// tirazh serve, migrate, openapi.
#include "app/app.h"
#include "app/commands.h"
#include "app/first_start.h"
#include "app/integrity_store.h"
#include "platform/base/log.h"
#include "platform/db/migrate.h"

#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <malloc.h>
#include <stdexcept>
#include <sys/file.h>
#include <unistd.h>

namespace app {
namespace {

// Without these every answer of 50 KiB gives its memory back to the system and takes it again
// (measured: 32 -> 14.5 us a request).
void keep_freed_memory() {
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
    mallopt(M_TOP_PAD, 1 << 20);
}

// SIGTERM and SIGINT are waited for by the main thread; every other thread is started after this.
sigset_t block_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return signals;
}

// One process for one SQLite folder: signals between its parts do not leave the process.
void lock_folder(base::Config const& config) {
    if (!config.postgres.empty()) return;
    std::string const path = config.data + "/tirazh.lock";
    int const file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0 || ::flock(file, LOCK_EX | LOCK_NB) != 0)  // held until the process ends
        throw std::runtime_error("another tirazh serve already runs on the folder " + config.data);
}

// Several servers of one database share one folder; a wrong one would lose letters' files.
void refuse_another_folder(Parts& parts) {
    auto const& own = parts.files.identity();
    auto const known =
        parts.database.write([&](db::Transaction& tx) { return file_folder_identity(tx, own); });
    if (known != own)
        throw std::runtime_error("the folder of files " + parts.files.folder() +
                                 " does not belong to this database: every server needs the "
                                 "same shared folder (docs/operations.md)");
}

std::string address_of(base::Config const& config, int port) {
    bool const ipv6 = config.listen_address.find(':') != std::string::npos;
    return "http://" + (ipv6 ? "[" + config.listen_address + "]" : config.listen_address) + ":" +
           std::to_string(port);
}

void print_applied(std::vector<std::string> const& applied) {
    for (auto const& name : applied) std::printf("migrated %s\n", name.c_str());
}

}  // namespace

int serve(base::Config const& config) {
    keep_freed_memory();
    auto const signals = block_signals();
    make_folder(config);
    lock_folder(config);
    for (auto const& name : db::migrate(database_settings(config)))
        base::log::info("migrated", {{"migration", name}});
    App app(config);
    refuse_another_folder(app.parts());
    app.start();
    std::string const address = address_of(config, app.port());
    offer_first_start(app.parts(), address);
    std::printf("listening on %s\n", address.c_str());
    std::fflush(stdout);
    base::log::info("started", {{"address", address},
                                {"database", config.postgres.empty() ? "sqlite" : "postgres"}});
    int signal = 0;
    sigwait(&signals, &signal);
    base::log::info("stopping", {{"signal", signal}});
    app.stop();
    base::log::info("stopped");
    return 0;
}

int migrate(base::Config const& config) {
    make_folder(config);
    auto const applied = db::migrate(database_settings(config));
    print_applied(applied);
    if (applied.empty()) std::puts("the database is up to date");
    return 0;
}

// The routes are mounted by the whole app, so one is built over an empty folder that goes away.
int print_openapi() {
    std::string folder =
        (std::filesystem::temp_directory_path() / "tirazh-openapi-XXXXXX").string();
    if (!mkdtemp(folder.data())) throw std::runtime_error("cannot make a temporary folder");
    struct Remove {
        std::string const& folder;
        ~Remove() {
            std::error_code ignored;
            std::filesystem::remove_all(folder, ignored);
        }
    } const remove{folder};
    base::Config config;
    config.data = folder;
    db::migrate(database_settings(config));
    std::puts(App(config).router().openapi().c_str());
    return 0;
}

}  // namespace app
