#include "app/child.h"

#include <array>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

#include <libpq-fe.h>

extern char** environ;

namespace app {

namespace {

// What posix_spawn wants: pointers to texts that live as long as the list.
std::vector<char*> pointers(std::vector<std::string> const& texts) {
    std::vector<char*> out;
    for (auto const& text : texts) out.push_back(const_cast<char*>(text.c_str()));
    out.push_back(nullptr);
    return out;
}

}  // namespace

void run_child(std::vector<std::string> const& arguments, Environment const& environment) {
    auto const argv = pointers(arguments);
    std::vector<std::string> variables;
    for (char** variable = environ; *variable; ++variable) variables.emplace_back(*variable);
    for (auto const& [name, value] : environment) {
        std::erase_if(variables, [&](auto const& old) { return old.starts_with(name + "="); });
        variables.push_back(name + "=" + value);
    }
    auto const envp = pointers(variables);
    std::array<int, 2> errors{};
    if (::pipe2(errors.data(), O_CLOEXEC) != 0) throw std::runtime_error("cannot make a pipe");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, errors[1], 2);
    pid_t child = 0;
    int const failure = posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), envp.data());
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

Environment postgres_environment(std::string const& address) {
    Environment environment;
    char* mistake = nullptr;
    auto* const options = PQconninfoParse(address.c_str(), &mistake);
    if (!options) {
        std::string const what = mistake ? mistake : "out of memory";
        PQfreemem(mistake);
        throw std::runtime_error("the address of PostgreSQL cannot be read: " + what);
    }
    for (auto const* option = options; option->keyword; ++option)
        if (option->val && option->envvar) environment.emplace_back(option->envvar, option->val);
    PQconninfoFree(options);
    return environment;
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
