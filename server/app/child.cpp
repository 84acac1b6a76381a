#include "app/child.h"

#include <array>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace app {

void run_child(std::vector<std::string> const& arguments) {
    std::vector<char*> argv;
    for (auto const& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    std::array<int, 2> errors{};
    if (::pipe2(errors.data(), O_CLOEXEC) != 0) throw std::runtime_error("cannot make a pipe");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, errors[1], 2);
    pid_t child = 0;
    int const failure = posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(errors[1]);
    std::string said;
    std::array<char, 4096> chunk;
    for (ssize_t got = 0; !failure && (got = ::read(errors[0], chunk.data(), chunk.size())) > 0;)
        said.append(chunk.data(), static_cast<std::size_t>(got));
    ::close(errors[0]);
    if (failure)
        throw std::runtime_error("cannot start " + arguments[0] + ": " + std::strerror(failure));
    int status = 0;
    ::waitpid(child, &status, 0);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        throw std::runtime_error(arguments[0] + " failed: " + said.substr(0, 2000));
}

std::string postgres_program(std::string const& name) {
    namespace fs = std::filesystem;
    for (int version = 20; version >= 13; --version) {
        auto const path = "/usr/lib/postgresql/" + std::to_string(version) + "/bin/" + name;
        if (fs::exists(path)) return path;
    }
    return name;
}

}  // namespace app
