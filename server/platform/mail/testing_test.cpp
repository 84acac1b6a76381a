#include "platform/mail/testing.h"

#include "platform/base/testing.h"
#include "platform/mail/smtp.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <unistd.h>

namespace mail::testing {
namespace {

std::string const script = base::testing::fixture_path("../support/mail") + " ";

std::string output_of(std::string const& command) {
    FILE* const pipe = popen((command + " < /dev/null").c_str(), "r");
    if (!pipe) throw std::runtime_error("cannot run " + command);
    std::string out;
    std::array<char, 4096> buffer;
    while (auto const count = fread(buffer.data(), 1, buffer.size(), pipe))
        out.append(buffer.data(), count);
    if (pclose(pipe) != 0) throw std::runtime_error("failed: " + command);
    return out;
}

}  // namespace

MailSystem& MailSystem::get() {
    static MailSystem system;
    return system;
}

MailSystem::MailSystem() : answer_(output_of(script + "start")), started_by_(getpid()) {}

MailSystem::~MailSystem() {
    if (getpid() == started_by_)
        static_cast<void>(std::system((script + "stop " + value("FOLDER")).c_str()));
}

std::string MailSystem::value(std::string const& key) const {
    auto const at = ("\n" + answer_).find("\n" + key + "=");
    if (at == std::string::npos) throw std::runtime_error("tests/support/mail says no " + key);
    auto const begin = at + key.size() + 1;
    return answer_.substr(begin, answer_.find('\n', begin) - begin);
}

Server MailSystem::imap(std::string const& mailbox, Security security) const {
    Server out;
    out.host = "127.0.0.1";
    out.port = std::stoi(value(security == Security::tls ? "IMAPS_PORT" : "IMAP_PORT"));
    out.security = security;
    out.user = mailbox;
    out.password = value("PASSWORD");
    out.trusted_file = value("CERTIFICATE");
    out.time_limit = std::chrono::seconds(20);
    return out;
}

Server MailSystem::submission(std::string const& mailbox, Security security) const {
    Server out = imap(mailbox, security);
    out.port = std::stoi(value(security == Security::tls ? "SUBMISSIONS_PORT" : "SUBMISSION_PORT"));
    return out;
}

Server MailSystem::incoming() const {
    Server out;
    out.host = "127.0.0.1";
    out.port = std::stoi(value("SMTP_PORT"));
    out.security = Security::none;
    return out;
}

std::string MailSystem::new_mailbox(std::string const& domain) {
    if (++mailboxes_ > 80) throw std::runtime_error("tests/support/mail has no more mailboxes");
    return std::to_string(mailboxes_) + "@" + domain;
}

void MailSystem::deliver(std::string const& mailbox, std::string_view letter) const {
    auto const result = hand_over(incoming(), "outside@elsewhere.test", {mailbox}, letter);
    if (result.outcome != Handover::sent) throw std::runtime_error(result.words.en);
}

std::string MailSystem::doveadm(std::string const& arguments) const {
    return output_of(script + "doveadm " + value("FOLDER") + " " + arguments);
}

void MailSystem::stop_imap() const {
    output_of(script + "imap " + value("FOLDER") + " stop");
}

void MailSystem::start_imap() const {
    output_of(script + "imap " + value("FOLDER") + " start");
}

}  // namespace mail::testing
