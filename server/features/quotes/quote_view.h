// What the client gets to see of a version, as a page and as a PDF from one template (1.2.4.2.1).
// Everything that leaves the house about a quote is put together here and nowhere else: names,
// prices for each run, imprints inside the price, dates, the manager's contacts; no cost, no
// margin, no inner note, no supplier (a test proves it).
#pragma once
#include "features/catalog/pictures.h"
#include "features/files/attachments.h"
#include "features/quotes/client_store.h"
#include "features/quotes/quote_store.h"
#include "platform/print/pdf.h"
#include "platform/print/template.h"

#include <map>
#include <string>
#include <string_view>

namespace quotes {

struct ShownPicture {
    std::string hash;
    std::string media_type;
};

struct QuoteView {
    print::View view;
    std::string brand_colour;
    std::map<std::string, ShownPicture, std::less<>> pictures;  // by the line's key
    std::optional<ShownPicture> logo;
    std::optional<std::int64_t> pdf_attachment_id;
};

enum class ShownAs { page, preview, pdf };  // only the page has buttons

// `base` stands before every address: "/q/TOKEN", "/api/quotes/17/preview", "".
QuoteView view_of(db::Reader& reader, QuoteRow const& quote, VersionRow const& version,
                  std::string const& base, ShownAs shown);

// By the line's key: the catalogue's pictures of the lines that have none of their own.
std::map<std::string, catalog::PictureOfProduct, std::less<>> catalog_pictures(
    db::Reader& reader, QuoteDraft const& draft);

// One picture alone: a page of many lines asks for each.
std::optional<ShownPicture> shown_picture(db::Reader& reader, std::int64_t version_id,
                                          std::string_view line_key);
std::optional<ShownPicture> shown_logo(db::Reader& reader, std::int64_t version_id);
// In the client's colour, or in ours.
std::string shown_css(db::Reader& reader, std::optional<std::int64_t> version_id);

std::string html_of(QuoteView const& view);
std::string css_of(std::string_view brand_colour);
print::PdfDocument pdf_document(QuoteView const& view, files::BlobStore const& store);

// A page that says why there is no quote any more, with the manager to turn to if he is known.
enum class ClosedBecause { unknown, revoked, expired, replaced };
std::string closed_html(db::Reader& reader, QuoteRow const* quote, ClosedBecause why);

// «Итого 122 000,00 ₽», or how many lines are still to be decided.
std::string total_text(QuoteSum const& sum);
std::string date_text(base::Date date);  // «25 декабря 2026»

}  // namespace quotes
