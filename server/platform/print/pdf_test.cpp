#include "platform/print/pdf.h"

#include "platform/db/testing.h"

#include <arpa/inet.h>
#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <sys/socket.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace print {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

std::string output_of(std::string const& command) {
    std::string out;
    FILE* const pipe = popen(command.c_str(), "r");
    std::array<char, 4096> chunk;
    while (auto const got = fread(chunk.data(), 1, chunk.size(), pipe))
        out.append(chunk.data(), got);
    pclose(pipe);
    return out;
}

std::string contents(fs::path const& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

class PdfTest : public ::testing::Test {
  protected:
    db::testing::TemporaryFolder folder;

    // What a reader finds in the document.
    std::string text_of(Pdf const& pdf) {
        return output_of("pdftotext -layout " + kept(pdf) + " -");
    }
    std::string about(Pdf const& pdf) { return output_of("pdfinfo " + kept(pdf)); }
    std::string pictures(Pdf const& pdf) { return output_of("pdfimages -list " + kept(pdf)); }

    // A program that stands in for a Chromium that misbehaves.
    ChromiumSettings stand_in(std::string const& script) {
        std::string const path = folder.path() + "/chromium";
        std::ofstream(path) << "#!/bin/sh\n" << script << '\n';
        chmod(path.c_str(), 0755);
        chmod(folder.path().c_str(), 0755);
        ChromiumSettings settings;
        settings.program = path;
        return settings;
    }

  private:
    std::string kept(Pdf const& pdf) {
        EXPECT_EQ(pdf.problem, PdfProblem::none) << pdf.detail;
        std::string const path = folder.path() + "/document.pdf";
        std::ofstream(path, std::ios::binary) << pdf.bytes;
        return path;
    }
};

PdfDocument document(std::string const& body) {
    return {"<!doctype html><html lang=ru><meta charset=utf-8><title>КП</title><body>" + body, {}};
}

// Who asks this port for anything?
class Listener {
  public:
    Listener() : socket_(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        bind(socket_, reinterpret_cast<sockaddr*>(&address), length);
        listen(socket_, 8);
        getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &length);
        port = ntohs(address.sin_port);
    }
    ~Listener() { close(socket_); }
    bool was_asked() const { return accept(socket_, nullptr, nullptr) >= 0; }
    int port = 0;

  private:
    int socket_;
};

TEST_F(PdfTest, PrintsCyrillicAndTheRoubleOnA4) {
    PdfPrinter printer({});
    std::string rows;
    for (int i = 0; i < 120; ++i) rows += "<p>Строка " + std::to_string(i) + "</p>";
    auto const pdf = printer.print(document(
        "<style>@page{margin:15mm}</style><h1>Кружка «Ёлка»</h1>122 000,00 ₽" +
        rows));
    std::string const text = text_of(pdf);
    EXPECT_NE(text.find("Кружка «Ёлка»"), text.npos) << text;
    EXPECT_NE(text.find("122 000,00 ₽"), text.npos) << text;
    EXPECT_NE(text.find("Строка 119"), text.npos);
    EXPECT_NE(about(pdf).find("(A4)"), std::string::npos) << about(pdf);
}

TEST_F(PdfTest, AnswersOnlyWithWhatWasGiven) {
    Listener const listener;
    std::string const there = "http://127.0.0.1:" + std::to_string(listener.port);
    std::ofstream(folder.path() + "/secret.html") << "SECRET";
    chmod(folder.path().c_str(), 0755);
    std::string const secret = "file://" + folder.path() + "/secret.html";
    PdfPrinter printer({});
    auto page = document("<link rel=preconnect href='" + there + "'><link rel=stylesheet href='" +
                         there + "/x.css'><img src='" + there + "/x.png'><iframe src='" + there +
                         "'></iframe><iframe src='" + secret + "'></iframe><object data='" +
                         secret + "'></object><meta http-equiv=refresh content='0;url=" + there +
                         "'><img src='/mark'><img src='/other'>"
                         "<p id=p>as written</p>"
                         "<script>document.getElementById('p').textContent='changed'</script>"
                         "<img src=x onerror=\"document.body.textContent='changed'\">");
    page.resources["/mark"] = {"image/gif", std::string("GIF89a\1\0\1\0\x80\0\0\xff\0\0\0\0\0,"
                                                        "\0\0\0\0\1\0\1\0\0\2\2D\1\0;",
                                                        35)};
    auto const pdf = printer.print(page);
    std::string const text = text_of(pdf);
    EXPECT_NE(text.find("as written"), text.npos) << text;
    EXPECT_EQ(text.find("changed"), text.npos);
    EXPECT_EQ(text.find("SECRET"), text.npos);
    EXPECT_TRUE(std::regex_search(pictures(pdf), std::regex("image +1 +1 "))) << pictures(pdf);
    EXPECT_FALSE(listener.was_asked());
}

TEST_F(PdfTest, RunsInASandboxWithoutRights) {
    PdfPrinter printer({});
    ASSERT_TRUE(printer.print(document("x")).good());
    int renderers = 0;
    for (auto const& entry : fs::directory_iterator("/proc")) {
        std::string const name = entry.path().filename().string();
        if (name.find_first_not_of("0123456789") != name.npos) continue;
        std::istringstream stat(contents(entry.path() / "stat"));
        std::string word;
        for (int i = 0; i < 5; ++i) stat >> word;
        if (word != std::to_string(printer.process_id())) continue;
        std::string const command = contents(entry.path() / "cmdline");
        std::string const status = contents(entry.path() / "status");
        EXPECT_EQ(command.find("--no-sandbox"), command.npos) << command;
        EXPECT_EQ(status.find("\nUid:\t0\t"), status.npos) << command;
        if (command.find("--type=renderer") == command.npos) continue;
        ++renderers;
        EXPECT_NE(status.find("\nSeccomp:\t2\n"), status.npos) << command;
    }
    EXPECT_GT(renderers, 0);
}

TEST_F(PdfTest, ACrashIsTriedAgain) {
    PdfPrinter printer({});
    ASSERT_TRUE(printer.print(document("first")).good());
    pid_t const before = printer.process_id();
    kill(-before, SIGKILL);
    auto const pdf = printer.print(document("второй"));
    EXPECT_NE(text_of(pdf).find("второй"), std::string::npos);
    EXPECT_NE(printer.process_id(), before);
}

TEST_F(PdfTest, StopsWhenIdleAndStartsAgain) {
    PdfPrinter printer({.idle = 50ms});
    ASSERT_TRUE(printer.print(document("x")).good());
    for (int i = 0; i < 500 && printer.process_id() != 0; ++i) std::this_thread::sleep_for(10ms);
    EXPECT_EQ(printer.process_id(), 0);
    EXPECT_TRUE(printer.print(document("x")).good());
}

TEST_F(PdfTest, SaysWhatIsWrongInWords) {
    ChromiumSettings missing, small;
    missing.program = folder.path() + "/no-chromium";
    small.most_memory_bytes = 10'000'000;
    auto const check = [](ChromiumSettings const& chromium, PdfProblem problem,
                          std::chrono::milliseconds limit = 30s) {
        PdfPrinter printer({.chromium = chromium, .time_limit = limit});
        auto const pdf = printer.print(document("x"));
        EXPECT_EQ(pdf.problem, problem) << pdf.detail;
        EXPECT_FALSE(pdf.words.ru.empty());
        EXPECT_FALSE(pdf.words.en.empty());
        EXPECT_TRUE(pdf.bytes.empty());
        EXPECT_EQ(printer.process_id(), 0);
    };
    check(missing, PdfProblem::not_installed);
    check(small, PdfProblem::too_large);
    check(stand_in("exec sleep 60"), PdfProblem::too_slow, 500ms);
    check(stand_in("exit 1"), PdfProblem::broken);
    check(stand_in("echo 'FATAL: No usable sandbox! Update your kernel' >&2; exit 1"),
          PdfProblem::no_sandbox);
}

}  // namespace
}  // namespace print
