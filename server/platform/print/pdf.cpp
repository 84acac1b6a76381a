#include "platform/print/pdf.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include <openssl/evp.h>

namespace print {
namespace {

using Kind = ChromiumFailure::Kind;
using Clock = std::chrono::steady_clock;

// An origin that exists nowhere; what is asked of it is answered from the document.
constexpr std::string_view origin = "https://print.invalid";
constexpr int documents_of_one_browser = 100;  // then a fresh one: it leaves dead children

std::string base64(std::string_view bytes) {
    std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
    int const length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                       reinterpret_cast<unsigned char const*>(bytes.data()),
                                       static_cast<int>(bytes.size()));
    out.resize(static_cast<std::size_t>(length));
    return out;
}

std::string from_base64(std::string_view text) {
    std::string out(text.size() / 4 * 3, '\0');
    int const length = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                       reinterpret_cast<unsigned char const*>(text.data()),
                                       static_cast<int>(text.size()));
    if (length < 0) throw ChromiumFailure(Kind::gone, "Chromium sent broken base64");
    std::size_t const padding =
        text.ends_with("==") ? 2 : static_cast<std::size_t>(text.ends_with("="));
    out.resize(static_cast<std::size_t>(length) - padding);
    return out;
}

std::string quoted(std::string_view text) {
    std::string out;
    json::write_text(out, text);
    return out;
}

// The text at result.KEY of an answer.
std::string result_text(std::string const& answer, std::string_view key) {
    json::Document const document(answer);
    auto const result = document.root().find("result");
    auto const value = result ? result->find(key) : std::nullopt;
    if (!value || !value->is_text())
        throw ChromiumFailure(Kind::gone, "Chromium answered " + answer.substr(0, 300));
    return std::string(value->as_text());
}

// One document in one fresh context of a running browser.
class Printing {
  public:
    Printing(Chromium& browser, PdfDocument const& document, PdfSettings const& settings,
             Deadline deadline)
        : browser_(browser), document_(document), settings_(settings), deadline_(deadline) {
        browser_.on_event = [this](std::string_view method, json::Node const& message) {
            handle(method, message);
        };
    }
    ~Printing() { browser_.on_event = nullptr; }

    std::string run() {
        std::string const context = result_text(
            browser_.call("Target.createBrowserContext", "{}", "", deadline_), "browserContextId");
        std::string const target = result_text(
            browser_.call("Target.createTarget",
                          "{\"url\":\"about:blank\",\"browserContextId\":" + quoted(context) + "}",
                          "", deadline_),
            "targetId");
        session_ = result_text(
            browser_.call("Target.attachToTarget",
                          "{\"flatten\":true,\"targetId\":" + quoted(target) + "}", "", deadline_),
            "sessionId");
        command("Page.enable", "{}");
        command("Inspector.enable", "{}");
        command("Fetch.enable", R"({"patterns":[{"urlPattern":"*"}]})");
        command("Emulation.setScriptExecutionDisabled", R"({"value":true})");
        command("Page.navigate", "{\"url\":" + quoted(std::string(origin) + "/document") + "}");
        browser_.wait_until([this] { return loaded_; }, deadline_);
        std::string pdf = printed();
        browser_.call("Target.disposeBrowserContext",
                      "{\"browserContextId\":" + quoted(context) + "}", "", deadline_);
        return pdf;
    }

  private:
    std::string command(std::string_view method, std::string_view parameters) {
        return browser_.call(method, parameters, session_, deadline_);
    }

    std::string printed() {
        std::string const stream = result_text(
            command("Page.printToPDF",
                    R"({"printBackground":true,"preferCSSPageSize":true,"paperWidth":8.27,)"
                    R"("paperHeight":11.69,"transferMode":"ReturnAsStream"})"),
            "stream");
        std::string pdf;
        for (bool more = true; more;) {
            std::string const answer =
                command("IO.read", "{\"size\":786432,\"handle\":" + quoted(stream) + "}");
            pdf += from_base64(result_text(answer, "data"));
            if (pdf.size() > settings_.most_pdf_bytes)
                throw ChromiumFailure(Kind::too_large, "the PDF is too large");
            json::Document const document(answer);
            more = !document.root().find("result")->find("eof")->as_bool();
        }
        command("IO.close", "{\"handle\":" + quoted(stream) + "}");
        return pdf;
    }

    void handle(std::string_view method, json::Node const& message) {
        auto const session = message.find("sessionId");
        if (!session || session->as_text() != session_) return;
        if (method == "Page.loadEventFired") loaded_ = true;
        if (method == "Inspector.targetCrashed")
            throw ChromiumFailure(Kind::gone, "the page crashed");
        if (method == "Fetch.requestPaused") give(*message.find("params"));
    }

    // Answers what the page asks for from what was given with it, or not at all.
    void give(json::Node const& request) {
        std::string const id = quoted(request.find("requestId")->as_text());
        std::string_view address = request.find("request")->find("url")->as_text();
        bool const ours = address.starts_with(origin);
        if (ours) address.remove_prefix(origin.size());
        auto const resource = document_.resources.find(address);
        if (ours && address == "/document") {
            fulfil(id, "text/html; charset=utf-8", document_.html);
        } else if (ours && resource != document_.resources.end()) {
            fulfil(id, resource->second.media_type, resource->second.bytes);
        } else {
            browser_.send("Fetch.failRequest",
                          "{\"errorReason\":\"BlockedByClient\",\"requestId\":" + id + "}",
                          session_, deadline_);
        }
    }

    void fulfil(std::string const& id, std::string_view media_type, std::string_view bytes) {
        browser_.send(
            "Fetch.fulfillRequest",
            "{\"requestId\":" + id +
                ",\"responseCode\":200,\"responseHeaders\":[{\"name\":\"content-type\",\"value\":" +
                quoted(media_type) +
                "},{\"name\":\"x-content-type-options\",\"value\":\"nosniff\"},"
                "{\"name\":\"content-security-policy\",\"value\":\"default-src 'none'; "
                "img-src 'self' data:; font-src 'self' data:; style-src 'self' 'unsafe-inline'\"}],"
                "\"body\":\"" +
                base64(bytes) + "\"}",
            session_, deadline_);
    }

    Chromium& browser_;
    PdfDocument const& document_;
    PdfSettings const& settings_;
    Deadline deadline_;
    std::string session_;
    bool loaded_ = false;
};

Pdf failed(ChromiumFailure const& failure) {
    Pdf pdf;
    pdf.detail = failure.what();
    switch (failure.kind) {
        case Kind::not_installed:
            pdf.problem = PdfProblem::not_installed;
            pdf.words = {
                "PDF не готовится: на сервере не установлен Chromium. Администратору: "
                "apt install chromium chromium-sandbox.",
                "There is no PDF: Chromium is not installed on the server. For the "
                "administrator: apt install chromium chromium-sandbox."};
            break;
        case Kind::no_sandbox:
            pdf.problem = PdfProblem::no_sandbox;
            pdf.words = {
                "PDF не готовится: эта машина не даёт Chromium работать в песочнице. "
                "Администратору: разрешите пространства имён пользователей или поставьте "
                "chromium-sandbox; в контейнере без них — chromium_sandbox = false.",
                "There is no PDF: this machine does not let Chromium use its sandbox. For "
                "the administrator: allow user namespaces or install chromium-sandbox; in "
                "a container without them set chromium_sandbox = false."};
            break;
        case Kind::too_slow:
            pdf.problem = PdfProblem::too_slow;
            pdf.words = {
                "PDF не успел подготовиться. Повторите; если не поможет, уменьшите "
                "картинки.",
                "The PDF was not ready in time. Try again; if that fails, use smaller "
                "pictures."};
            break;
        case Kind::too_large:
            pdf.problem = PdfProblem::too_large;
            pdf.words = {"Документ слишком велик для PDF: уменьшите картинки или число строк.",
                         "The document is too large for a PDF: use smaller pictures or fewer "
                         "lines."};
            break;
        case Kind::gone:
            pdf.problem = PdfProblem::broken;
            pdf.words = {
                "PDF не подготовился: Chromium завершился с ошибкой. Повторите; если не "
                "поможет, сообщите администратору.",
                "The PDF failed: Chromium ended with an error. Try again; if that fails, "
                "tell the administrator."};
            break;
    }
    return pdf;
}

}  // namespace

struct PdfPrinter::State {
    explicit State(PdfSettings given) : settings(std::move(given)) {}

    PdfSettings settings;
    mutable std::mutex mutex;
    std::condition_variable changed;
    std::unique_ptr<Chromium> browser;  // guarded by mutex, like all below
    Clock::time_point used_at;
    int documents = 0;
    bool ending = false;
    std::thread watcher;

    // Stops the browser when it was idle long enough.
    void watch() {
        std::unique_lock lock(mutex);
        while (!ending) {
            if (!browser)
                changed.wait(lock, [this] { return ending || browser; });
            else if (Clock::now() - used_at >= settings.idle)
                browser.reset();
            else
                changed.wait_until(lock, used_at + settings.idle);
        }
    }

    std::string print_once(PdfDocument const& document) {
        Deadline const deadline = Clock::now() + settings.time_limit;
        if (documents >= documents_of_one_browser) browser.reset();
        if (!browser) {
            browser = std::make_unique<Chromium>(settings.chromium);
            documents = 0;
        }
        ++documents;
        std::string pdf = Printing(*browser, document, settings, deadline).run();
        used_at = Clock::now();
        changed.notify_all();
        return pdf;
    }
};

PdfPrinter::PdfPrinter(PdfSettings settings)
    : state_(std::make_unique<State>(std::move(settings))) {
    state_->watcher = std::thread([state = state_.get()] { state->watch(); });
}

PdfPrinter::~PdfPrinter() {
    {
        std::lock_guard const lock(state_->mutex);
        state_->ending = true;
    }
    state_->changed.notify_all();
    state_->watcher.join();
}

pid_t PdfPrinter::process_id() const {
    std::lock_guard const lock(state_->mutex);
    return state_->browser ? state_->browser->process_id() : 0;
}

Pdf PdfPrinter::print(PdfDocument const& document) {
    std::lock_guard const lock(state_->mutex);
    for (int attempt = 1;; ++attempt) {
        try {
            return {.bytes = state_->print_once(document)};
        } catch (ChromiumFailure const& failure) {
            state_->browser.reset();
            if (failure.kind != Kind::gone || attempt == 2) return failed(failure);
        } catch (std::exception const& error) {  // an unreadable message, no process, no disk
            state_->browser.reset();
            if (attempt == 2) return failed({Kind::gone, error.what()});
        }
    }
}

}  // namespace print
