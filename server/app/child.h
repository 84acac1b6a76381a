// A child process without a shell: PostgreSQL's own tools for backup and restore.
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace app {

using Environment = std::vector<std::pair<std::string, std::string>>;

// Waits for its end. Throws std::runtime_error with what it wrote to standard error if it failed;
// its standard output is thrown away. Secrets go by the environment: arguments are seen by all.
void run_child(std::vector<std::string> const& arguments, Environment const& environment = {});

// A connection address of libpq as PGHOST, PGUSER, PGPASSWORD … for PostgreSQL's tools.
Environment postgres_environment(std::string const& address);

// The path of a tool of PostgreSQL: Debian's folder of the newest version, else from PATH.
std::string postgres_program(std::string const& name);

}  // namespace app
