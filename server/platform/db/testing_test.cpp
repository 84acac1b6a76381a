#include "platform/db/testing.h"

#include "platform/db/migrate.h"
#include "platform/db/postgres_connection.h"

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <pwd.h>
#include <stdexcept>
#include <unistd.h>

namespace db::testing {
namespace {

std::string const binaries = "/usr/lib/postgresql/15/bin/";

// A cluster under a temporary folder, reached by a socket in it.
class Cluster {
  public:
    Cluster() {
        std::string as_user;
        if (geteuid() == 0) {
            auto const* user = getpwnam("postgres");
            if (!user)
                throw std::runtime_error(
                    "tests as root need the user postgres (package postgresql-15)");
            if (chown(folder_.path().c_str(), user->pw_uid, user->pw_gid) != 0)
                throw std::runtime_error("cannot give a folder to the user postgres");
            as_user = "runuser -u postgres -- ";
        }
        std::string const data = folder_.path() + "/data";
        run(as_user + binaries + "initdb -D " + data +
            " -U tirazh -A trust -E UTF8 --locale=C.UTF-8 -N");
        run(as_user + binaries + "pg_ctl -D " + data + " -w -l " + folder_.path() +
            "/log -o \"-k " + folder_.path() +
            " -c listen_addresses='' -c fsync=off -c max_connections=100\" start");
        stop_ = as_user + binaries + "pg_ctl -D " + data + " -m immediate stop > /dev/null 2>&1";
        started_by_ = getpid();
    }
    ~Cluster() {
        if (getpid() == started_by_) static_cast<void>(std::system(stop_.c_str()));
    }
    std::string connection() const {
        return "host=" + folder_.path() + " user=tirazh dbname=postgres";
    }

  private:
    static void run(std::string const& command) {
        if (std::system((command + " > /dev/null 2>&1 < /dev/null").c_str()) != 0)
            throw std::runtime_error("failed: " + command);
    }
    TemporaryFolder folder_;
    std::string stop_;
    pid_t started_by_ = 0;
};

}  // namespace

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "tirazh-test-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("cannot make a temporary folder");
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string postgres_for_tests() {
    if (char const* const given = std::getenv("TIRAZH_TEST_POSTGRES"); given && *given)
        return given;
    static Cluster const cluster;
    return cluster.connection();
}

std::string new_schema_name() {
    static std::atomic<int> number = 0;
    return "test_" + std::to_string(getpid()) + "_" + std::to_string(++number);
}

BothDatabases::BothDatabases() {
    if (GetParam() == Dialect::sqlite) {
        settings_.sqlite_path = folder_.path() + "/tirazh.sqlite";
    } else {
        settings_.postgres = postgres_for_tests();
        settings_.postgres_schema = new_schema_name();
    }
    migrate(settings_);
    database_ = open(settings_);
}

BothDatabases::~BothDatabases() {
    database_.reset();
    if (GetParam() == Dialect::postgres)
        PostgresConnection(settings_.postgres, "public")
            .script("DROP SCHEMA " + quoted_identifier(settings_.postgres_schema) + " CASCADE");
}

}  // namespace db::testing
