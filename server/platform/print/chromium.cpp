#include "platform/print/chromium.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <sstream>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

namespace print {
namespace {

namespace fs = std::filesystem;
using Kind = ChromiumFailure::Kind;
using namespace std::chrono_literals;

[[noreturn]] void fail(std::string const& what) {
    throw std::runtime_error(what + ": " + std::strerror(errno));
}

struct Identity {
    uid_t user = 0;
    gid_t group = 0;
    bool change = false;
};

// A program named without a path is looked for where Debian puts programs.
std::string found_program(std::string const& name) {
    std::vector<std::string> places{name};
    if (name.find('/') == name.npos) places = {"/usr/bin/" + name, "/usr/local/bin/" + name};
    for (std::string const& place : places)
        if (access(place.c_str(), X_OK) == 0) return place;
    throw ChromiumFailure(Kind::not_installed, name + " is not there");
}

Identity identity_for(std::string const& user) {
    if (geteuid() != 0) return {};
    passwd entry{};
    passwd* found = nullptr;
    std::array<char, 4096> buffer{};
    if (getpwnam_r(user.c_str(), &entry, buffer.data(), buffer.size(), &found) != 0 || !found)
        throw ChromiumFailure(Kind::not_installed, "no user '" + user + "' to run Chromium as");
    return {found->pw_uid, found->pw_gid, true};
}

// The empty profile, the home and the log of one Chromium.
class Profile {
  public:
    explicit Profile(Identity const& identity) {
        std::string name = (fs::temp_directory_path() / "tirazh-chromium-XXXXXX").string();
        if (!mkdtemp(name.data())) fail("cannot make a folder for Chromium");
        path_ = name;
        if (identity.change && chown(path_.c_str(), identity.user, identity.group) != 0)
            fail("cannot give Chromium its folder");
    }
    ~Profile() {
        // A killed child may write a last file meanwhile.
        for (int i = 0; i < 20 && fs::exists(path_); ++i) {
            std::error_code ignored;
            fs::remove_all(path_, ignored);
            if (fs::exists(path_)) std::this_thread::sleep_for(20ms);
        }
    }
    Profile(Profile const&) = delete;
    Profile& operator=(Profile const&) = delete;

    std::string const& path() const { return path_; }
    std::string log_path() const { return path_ + "/log"; }
    std::string log() const {
        std::ifstream file(log_path());
        std::string text(16 * 1024, '\0');
        file.read(text.data(), static_cast<std::streamsize>(text.size()));
        text.resize(static_cast<std::size_t>(file.gcount()));
        return text;
    }

  private:
    std::string path_;
};

std::vector<std::string> arguments(std::string const& program, ChromiumSettings const& settings,
                                   std::string const& profile) {
    std::vector<std::string> out{
        program,
        "--headless",
        "--remote-debugging-pipe",
        "--user-data-dir=" + profile + "/profile",
        // No way out, whatever a page asks for: no name is found and the only proxy is none.
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--proxy-server=http://0.0.0.0:1",
        "--proxy-bypass-list=<-loopback>",
        "--disable-background-networking",
        "--disable-breakpad",
        "--disable-component-update",
        "--disable-crash-reporter",
        "--disable-domain-reliability",
        "--disable-extensions",
        "--disable-gpu",
        "--disable-sync",
        "--hide-scrollbars",
        "--lang=ru",
        "--mute-audio",
        "--no-first-run",
        "--password-store=basic",
    };
    if (!settings.sandbox) out.emplace_back("--no-sandbox");
    return out;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> out;
    for (std::string& text : texts) out.push_back(text.data());
    out.push_back(nullptr);
    return out;
}

// Two connected ends. Sockets, because writing to a pipe whose reader died would end us.
struct Channel {
    Channel() {
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
            fail("no channel to Chromium");
    }
    ~Channel() {
        for (int const end : ends)
            if (end >= 0) close(end);
    }
    Channel(Channel const&) = delete;
    Channel& operator=(Channel const&) = delete;
    int release(std::size_t end) { return std::exchange(ends[end], -1); }
    std::array<int, 2> ends{-1, -1};  // ours, Chromium's
};

// Between fork and exec: only what is safe in the child of a program with threads.
[[noreturn]] void become_chromium(int commands, int answers, char const* log,
                                  Identity const& identity, char* const* argv, char* const* envp) {
    setpgid(0, 0);
    int const reading = fcntl(commands, F_DUPFD, 10);
    int const writing = fcntl(answers, F_DUPFD, 10);
    int const nothing = open("/dev/null", O_RDONLY);
    if (identity.change &&
        (setgroups(0, nullptr) != 0 || setresgid(identity.group, identity.group, identity.group) ||
         setresuid(identity.user, identity.user, identity.user)))
        _exit(126);
    int const written = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    dup2(nothing, 0);
    dup2(written, 1);
    dup2(written, 2);
    dup2(reading, 3);
    dup2(writing, 4);
    close_range(5, ~0U, 0);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    signal(SIGPIPE, SIG_DFL);
    execve(argv[0], argv, envp);
    _exit(127);
}

std::int64_t anonymous_bytes(fs::path const& process) {
    std::ifstream file(process / "status");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("RssAnon:")) return std::atoll(line.c_str() + 8) * 1024;
    return 0;
}

// The memory that all processes of the group hold for themselves.
std::int64_t memory_of_group(pid_t group) {
    std::int64_t sum = 0;
    std::error_code error;
    for (auto const& entry : fs::directory_iterator("/proc", error)) {
        std::string const name = entry.path().filename().string();
        if (name.find_first_not_of("0123456789") != name.npos) continue;
        std::ifstream file(entry.path() / "stat");
        std::string stat;
        std::getline(file, stat);
        auto const end_of_name = stat.rfind(')');
        if (end_of_name == stat.npos) continue;
        std::istringstream rest(stat.substr(end_of_name + 1));
        std::string state;
        pid_t parent = 0, of = 0;
        rest >> state >> parent >> of;
        if (of == group) sum += anonymous_bytes(entry.path());
    }
    return sum;
}

}  // namespace

struct Chromium::State {
    State(ChromiumSettings const& settings, Identity const& identity)
        : settings(settings), profile(identity) {}

    ChromiumSettings settings;
    Profile profile;
    pid_t process = -1;
    int commands = -1;
    int answers = -1;
    std::string received;  // what came and is no whole message yet
    std::int64_t last_id = 0;
    std::chrono::steady_clock::time_point memory_looked_at;

    ~State() {
        if (commands >= 0) close(commands);  // Chromium ends by itself then
        if (answers >= 0) close(answers);
        if (process <= 0) return;
        bool ended = false;
        for (int i = 0; i < 50 && !ended; ++i) {
            ended = waitpid(process, nullptr, WNOHANG) != 0;
            if (!ended) std::this_thread::sleep_for(20ms);
        }
        kill(-process, SIGKILL);
        if (!ended) waitpid(process, nullptr, 0);
    }

    [[noreturn]] void gone() {
        std::string log = profile.log();
        bool const no_sandbox = log.find("No usable sandbox") != log.npos ||
                                log.find("without --no-sandbox") != log.npos ||
                                log.find("SUID sandbox") != log.npos;
        if (log.size() > 600) log.erase(0, log.size() - 600);
        throw ChromiumFailure(no_sandbox ? Kind::no_sandbox : Kind::gone, "Chromium ended: " + log);
    }

    // Waits until the pipe is ready, watching the time and the memory.
    void ready(int fd, short what, Deadline deadline) {
        for (;;) {
            auto const now = std::chrono::steady_clock::now();
            if (now >= deadline)
                throw ChromiumFailure(Kind::too_slow, "Chromium did not answer in time");
            if (now - memory_looked_at > 250ms) {
                memory_looked_at = now;
                if (memory_of_group(process) > settings.most_memory_bytes)
                    throw ChromiumFailure(Kind::too_large, "Chromium took too much memory");
            }
            auto const left = std::chrono::ceil<std::chrono::milliseconds>(deadline - now);
            pollfd waiting{fd, what, 0};
            int const found = poll(&waiting, 1, static_cast<int>(std::min(left, 250ms).count()));
            if (found < 0 && errno != EINTR) fail("poll");
            if (found > 0) return;
        }
    }

    void write_all(std::string_view bytes, Deadline deadline) {
        while (!bytes.empty()) {
            ready(commands, POLLOUT, deadline);
            auto const written = ::send(commands, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (written < 0 && (errno == EINTR || errno == EAGAIN)) continue;
            if (written < 0) gone();
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    }

    std::string next_message(Deadline deadline) {
        std::size_t looked_at = 0;
        for (;;) {
            auto const end = received.find('\0', looked_at);
            if (end != received.npos) {
                std::string message = received.substr(0, end);
                received.erase(0, end + 1);
                return message;
            }
            looked_at = received.size();
            ready(answers, POLLIN, deadline);
            std::array<char, 64 * 1024> chunk;
            auto const got = read(answers, chunk.data(), chunk.size());
            if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
            if (got <= 0) gone();
            received.append(chunk.data(), static_cast<std::size_t>(got));
        }
    }
};

Chromium::Chromium(ChromiumSettings const& settings) {
    std::string const program = found_program(settings.program);
    Identity const identity = identity_for(settings.user);
    state_ = std::make_unique<State>(settings, identity);
    Channel commands, answers;
    auto texts = arguments(program, settings, state_->profile.path());
    std::vector<std::string> environment{"PATH=/usr/bin:/bin", "HOME=" + state_->profile.path(),
                                         "TMPDIR=" + state_->profile.path(), "LANG=C.UTF-8",
                                         "TZ=UTC"};
    auto const argv = pointers(texts), envp = pointers(environment);
    std::string const log = state_->profile.log_path();
    pid_t const child = fork();
    if (child < 0) fail("cannot start Chromium");
    if (child == 0)
        become_chromium(commands.ends[1], answers.ends[1], log.c_str(), identity, argv.data(),
                        envp.data());
    setpgid(child, child);  // here too, so that it is done before we may kill the group
    state_->process = child;
    state_->commands = commands.release(0);
    state_->answers = answers.release(0);
    fcntl(state_->commands, F_SETFL, O_NONBLOCK);
    fcntl(state_->answers, F_SETFL, O_NONBLOCK);
}

Chromium::~Chromium() = default;

pid_t Chromium::process_id() const {
    return state_->process;
}

std::int64_t Chromium::send(std::string_view method, std::string_view parameters,
                            std::string_view session, Deadline deadline) {
    std::string text = "{\"id\":" + std::to_string(++state_->last_id) + ",\"method\":";
    json::write_text(text, method);
    if (!session.empty()) {
        text += ",\"sessionId\":";
        json::write_text(text, session);
    }
    text += ",\"params\":";
    text += parameters.empty() ? std::string_view("{}") : parameters;
    text += '}';
    text += '\0';
    state_->write_all(text, deadline);
    return state_->last_id;
}

std::string Chromium::answer_of(std::int64_t id, Deadline deadline) {
    for (;;) {
        std::string message = state_->next_message(deadline);
        json::Document const document(message);
        if (auto const answered = document.root().find("id"); answered) {
            if (answered->as_integer() == id) return message;
        } else if (auto const method = document.root().find("method"); method && on_event) {
            on_event(method->as_text(), document.root());
        }
    }
}

void Chromium::wait_until(std::function<bool()> const& done, Deadline deadline) {
    while (!done()) {
        json::Document const document(state_->next_message(deadline));
        if (auto const method = document.root().find("method"); method && on_event)
            on_event(method->as_text(), document.root());
    }
}

}  // namespace print
