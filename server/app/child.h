// A child process without a shell: PostgreSQL's own tools for backup and restore.
#pragma once
#include <string>
#include <vector>

namespace app {

// Waits for its end. Throws std::runtime_error with what it wrote to standard error if it failed;
// its standard output is thrown away.
void run_child(std::vector<std::string> const& arguments);

// The path of a tool of PostgreSQL: Debian's folder of the newest version, else from PATH.
std::string postgres_program(std::string const& name);

}  // namespace app
