#include "platform/mail/smtp.h"

#include "platform/base/text.h"
#include "platform/mail/address.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>

#include <curl/curl.h>

namespace mail {
namespace {

struct Easy {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct List {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

// What was said, read off libcurl's trace: it tells neither which recipient was refused nor
// whether the end of the letter was answered.
struct Conversation {
    std::string_view letter;
    std::size_t given = 0;
    bool all_given = false;  // the end of the letter was handed to libcurl
    std::stop_token stop;

    std::string command;  // the last one sent, "RCPT TO:<…>"; "." after the letter
    std::string line;     // what came and is no whole line yet
    std::string answer;   // the lines of the answer so far
    std::string last_bad;
    std::optional<int> final_code;  // the answer to the end of the letter
    std::vector<RecipientAnswer> recipients;

    void sent(std::string_view bytes) {
        command = std::string(bytes.substr(0, bytes.find_first_of("\r\n")));
        answer.clear();
    }
    void came(std::string_view bytes) {
        line += bytes;
        for (std::size_t end; (end = line.find('\n')) != line.npos;) {
            one_line(base::trimmed(line.substr(0, end)));
            line.erase(0, end + 1);
        }
        if (line.size() > 10'000) line.clear();
    }
    void one_line(std::string const& text) {
        if (text.size() < 3) return;
        answer += (answer.empty() ? "" : " ") + text;
        if (text.size() > 3 && text[3] == '-') return;  // more to come
        int const code = std::atoi(text.substr(0, 3).c_str());
        if (code >= 400) last_bad = base::shortened(base::clean(answer), 500);
        if (command.starts_with("RCPT TO:<")) {
            auto const end = command.find('>');
            recipients.push_back({command.substr(9, end - 9), code < 300,
                                  code < 300 ? "" : base::shortened(base::clean(answer), 500)});
        } else if (all_given && code != 354) {
            if (!final_code) final_code = code;
        }
        answer.clear();
    }
};

std::size_t read_letter(char* into, std::size_t size, std::size_t count, void* user) {
    auto& talk = *static_cast<Conversation*>(user);
    auto const part = talk.letter.substr(talk.given, size * count);
    std::memcpy(into, part.data(), part.size());
    talk.given += part.size();
    if (talk.given == talk.letter.size()) {
        talk.all_given = true;
        talk.command = ".";
    }
    return part.size();
}

int trace(CURL*, curl_infotype type, char* data, std::size_t size, void* user) {
    auto& talk = *static_cast<Conversation*>(user);
    if (type == CURLINFO_HEADER_OUT) talk.sent({data, size});
    if (type == CURLINFO_HEADER_IN) talk.came({data, size});
    return 0;
}

int progress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    auto const& talk = *static_cast<Conversation*>(user);
    return talk.stop.stop_requested();
}

std::unique_ptr<CURL, Easy> prepared(Server const& server, Conversation& talk) {
    static bool const started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    static_cast<void>(started);
    std::unique_ptr<CURL, Easy> handle(curl_easy_init());
    if (!handle) throw std::bad_alloc();
    auto* const curl = handle.get();
    std::string const host =
        server.host.find(':') == server.host.npos ? server.host : "[" + server.host + "]";
    std::string const url = std::string(server.security == Security::tls ? "smtps" : "smtp") +
                            "://" + host + ":" + std::to_string(server.port);
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    if (server.security == Security::starttls)
        curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    if (!server.user.empty()) {
        curl_easy_setopt(curl, CURLOPT_USERNAME, server.user.c_str());
        curl_easy_setopt(curl, CURLOPT_PASSWORD, server.password.c_str());
    }
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, server.verify_certificate ? 1L : 0L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, server.verify_certificate ? 2L : 0L);
    if (!server.trusted_file.empty())
        curl_easy_setopt(curl, CURLOPT_CAINFO, server.trusted_file.c_str());
    auto const seconds = static_cast<long>(server.time_limit.count() / 1000 + 1);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, seconds);
    curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, seconds);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, seconds);
    curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, &trace);
    curl_easy_setopt(curl, CURLOPT_DEBUGDATA, &talk);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &progress);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &talk);
    return handle;
}

FailureKind kind_of(CURLcode code) {
    switch (code) {
        case CURLE_OPERATION_TIMEDOUT:
            return FailureKind::time_over;
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
            return FailureKind::certificate;
        case CURLE_LOGIN_DENIED:
            return FailureKind::login;
        case CURLE_ABORTED_BY_CALLBACK:
            return FailureKind::interrupted;
        case CURLE_USE_SSL_FAILED:
        case CURLE_SEND_ERROR:
        case CURLE_RECV_ERROR:
        case CURLE_GOT_NOTHING:
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_COULDNT_CONNECT:
            return FailureKind::unreachable;
        default:
            return FailureKind::refused;
    }
}

base::Words words_of(FailureKind kind, Server const& server, std::string const& said,
                     CURLcode code) {
    std::string const more = said.empty() ? "" : " («" + said + "»)";
    std::string const detail = said.empty() ? std::string(curl_easy_strerror(code)) : said;
    switch (kind) {
        case FailureKind::certificate:
            return {"Сертификату сервера " + server.host + " нельзя доверять",
                    "The certificate of " + server.host + " is not to be trusted"};
        case FailureKind::login:
            return {"Сервер отправки не принял имя или пароль" + more,
                    "The submission server refused the name or password: " + detail};
        case FailureKind::time_over:
            return {"Сервер " + server.host + " не отвечает вовремя",
                    "The server " + server.host + " does not answer in time"};
        case FailureKind::unreachable:
            return {"Нет соединения с сервером " + server.host + more,
                    "No connection to " + server.host + ": " + detail};
        case FailureKind::interrupted:
            return {"Прервано", "Interrupted"};
        default:
            return {"Сервер отправки не принял письмо" + more,
                    "The submission server refused the letter: " + detail};
    }
}

}  // namespace

HandoverResult hand_over(Server const& server, std::string const& sender,
                         std::vector<std::string> const& recipients, std::string_view letter,
                         std::stop_token stop) {
    HandoverResult out;
    Conversation talk;
    talk.letter = letter;
    talk.stop = std::move(stop);
    curl_slist* raw = nullptr;
    for (auto const& one : recipients) {
        if (!is_address(one)) throw std::invalid_argument("not an address");
        raw = curl_slist_append(raw, one.c_str());
    }
    std::unique_ptr<curl_slist, List> const list(raw);
    if (!is_address(sender)) throw std::invalid_argument("not an address");

    auto const curl = prepared(server, talk);
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, sender.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, list.get());
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, &read_letter);
    curl_easy_setopt(curl.get(), CURLOPT_READDATA, &talk);
    curl_easy_setopt(curl.get(), CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(letter.size()));
    CURLcode const code = curl_easy_perform(curl.get());

    out.recipients = std::move(talk.recipients);
    out.server_words = talk.last_bad;
    if (talk.final_code) {
        out.outcome = *talk.final_code < 300 ? Handover::sent : Handover::not_sent;
        out.worth_retrying = *talk.final_code >= 400 && *talk.final_code < 500;
    } else if (talk.all_given) {
        out.outcome = Handover::unknown;
    } else {
        auto const kind = kind_of(code);
        bool const later = talk.last_bad.starts_with("4");
        out.worth_retrying = later || (talk.last_bad.empty() && (kind == FailureKind::unreachable ||
                                                                 kind == FailureKind::time_over ||
                                                                 kind == FailureKind::interrupted));
    }
    if (out.outcome == Handover::unknown)
        out.words = {"Связь прервалась после передачи письма: возможно, оно отправлено",
                     "The connection broke after the letter was handed over: it may be sent"};
    else if (out.outcome == Handover::not_sent)
        out.words = words_of(talk.final_code ? FailureKind::refused : kind_of(code), server,
                             talk.last_bad, code);
    return out;
}

void try_submission(Server const& server) {
    Conversation talk;
    auto const curl = prepared(server, talk);
    curl_easy_setopt(curl.get(), CURLOPT_NOBODY, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_CUSTOMREQUEST, "NOOP");
    CURLcode const code = curl_easy_perform(curl.get());
    if (code == CURLE_OK) return;
    auto const kind = kind_of(code);
    throw Failure(kind, words_of(kind, server, talk.last_bad, code));
}

}  // namespace mail
