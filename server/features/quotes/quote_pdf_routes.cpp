// The PDF for a manager (1.2.4.2.1): of a version that went out the very file that the client has,
// of a draft one printed now, to look at. It is the only request that waits for Chromium, so only
// one at a time does: the others stay free for everybody else.
#include "features/accounts/permissions.h"
#include "features/files/attachment_routes.h"
#include "features/quotes/quote_actions.h"
#include "features/quotes/quote_routes.h"
#include "features/quotes/quote_view.h"

#include <mutex>

namespace quotes {
namespace {

struct PrintedQuote {
    std::string name;
    std::string hash;  // of the file that there is already; empty: `view` is to be printed
    QuoteView view;
};

PrintedQuote what_is_kept(db::Reader& reader, http::Actor const& actor, std::int64_t id) {
    QuoteRow const quote = require_seen(reader, actor, id);
    auto const version = find_version(reader, current_version(reader, quote));
    PrintedQuote kept{.name = quote.number + ".pdf"};
    if (version->pdf_attachment_id)
        kept.hash = files::hash_of(reader, *version->pdf_attachment_id).value_or("");
    if (kept.hash.empty()) kept.view = view_of(reader, quote, *version, "", ShownAs::pdf);
    return kept;
}

std::mutex& printing() {
    static std::mutex one_at_a_time;
    return one_at_a_time;
}

http::Response pdf(http::RawCall& call, files::BlobStore const& store, print::PdfPrinter& printer) {
    auto const kept = call.database.read(
        [&](db::Reader& reader) { return what_is_kept(reader, call.actor, call.id()); });
    if (!kept.hash.empty())
        return files::sent_file(store, call.request, kept.hash, kept.name, "application/pdf",
                                false);
    std::unique_lock const turn(printing(), std::try_to_lock);
    if (!turn.owns_lock())
        throw base::Refusal(base::RefusalKind::too_many, "printing_now",
                            {"Сейчас печатается другое КП. Попробуйте через несколько секунд.",
                             "Another quote is being printed. Try again in a few seconds."});
    auto const printed = printer.print(pdf_document(kept.view, store));
    if (!printed.good()) throw base::Refusal::conflict("not_printed", printed.words);
    return http::Response::of(200, "application/pdf", printed.bytes)
        .with("content-disposition", files::content_disposition(kept.name, false))
        .with("cache-control", "no-store");
}

}  // namespace

void mount_pdf(http::Router& router, files::BlobStore const& store, print::PdfPrinter& printer) {
    router.raw("GET", "/api/quotes/{id}/pdf", accounts::quotes_read,
               "The quote as PDF: the client's, or the draft printed now",
               [&store, &printer](http::RawCall& call) { return pdf(call, store, printer); });
}

}  // namespace quotes
