// HTML becomes a PDF: the same template that people see as a page is printed by Chromium, started
// at the first document and stopped when nothing is printed for a while. A document gets only the
// resources that are given with it: no network, no files, no script. Limits on time, memory and
// size; a crash is tried again. Without Chromium the product runs and says so: every failure is a
// value with words for people.
#pragma once
#include "platform/base/words.h"
#include "platform/print/chromium.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>

namespace print {

struct PdfSettings {
    ChromiumSettings chromium;
    std::chrono::milliseconds time_limit{40'000};  // for one document, its start included
    std::chrono::milliseconds idle{60'000};        // then Chromium is stopped
    std::uint64_t most_pdf_bytes = 60'000'000;
};

struct PdfResource {
    std::string media_type;
    std::string bytes;
};

struct PdfDocument {
    std::string html;  // UTF-8; its size and margins are CSS (@page), A4 unless told otherwise
    // By their address as the HTML writes it, beginning with a slash: <img src="/logo">.
    std::map<std::string, PdfResource, std::less<>> resources;
};

enum class PdfProblem {
    none,
    not_installed,  // there is no Chromium
    no_sandbox,     // this machine does not let Chromium protect itself
    too_slow,
    too_large,
    broken,  // it ended, also at the second try
};

struct Pdf {
    std::string bytes;
    PdfProblem problem = PdfProblem::none;
    base::Words words;   // for a person, what to do; empty if good
    std::string detail;  // for the log

    bool good() const { return problem == PdfProblem::none; }
};

class PdfPrinter {
  public:
    explicit PdfPrinter(PdfSettings settings);
    ~PdfPrinter();

    // Blocks; from any thread, one document after another.
    Pdf print(PdfDocument const& document);

    pid_t process_id() const;  // of the running Chromium; 0 if none runs

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace print
