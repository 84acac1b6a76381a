// The tables quotes, quote_versions, quote_lines, quote_options and quote_imprints.
#pragma once
#include "features/quotes/quote.h"
#include "platform/db/database.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quotes {

struct QuoteRow {
    std::int64_t id = 0;
    std::int64_t deal_id = 0;
    std::string number;
    std::int64_t seller_id = 0;
    std::int64_t author_id = 0;
    std::string state;
    std::optional<std::int64_t> draft_version_id;  // being edited
    std::optional<std::int64_t> sent_version_id;   // the last one that reached the client
    base::Instant created_at;
    base::Instant changed_at;
    std::optional<std::int64_t> changed_by;
    std::int64_t version = 0;

    QuoteState quote_state() const { return state_of(state).value(); }
};
BOOST_DESCRIBE_STRUCT(QuoteRow, (),
                      (id, deal_id, number, seller_id, author_id, state, draft_version_id,
                       sent_version_id, created_at, changed_at, changed_by, version))

struct VersionRow {
    std::int64_t id = 0;
    std::int64_t quote_id = 0;
    std::int64_t number = 0;
    std::optional<base::Instant> frozen_at;
    VatRegime vat_regime = VatRegime::general;
    int vat_basis_points = 0;
    std::optional<std::int64_t> pdf_attachment_id;
    base::Instant created_at;
};
BOOST_DESCRIBE_STRUCT(VersionRow, (),
                      (id, quote_id, number, frozen_at, vat_regime, vat_basis_points,
                       pdf_attachment_id, created_at))

std::int64_t insert_quote(db::Transaction& tx, QuoteRow const& quote);
std::optional<QuoteRow> find_quote(db::Reader& reader, std::int64_t id);
std::vector<QuoteRow> quotes_of_deal(db::Reader& reader, std::int64_t deal_id);
void set_number(db::Transaction& tx, std::int64_t id, std::string const& number);
std::vector<QuoteRow> quotes_after(db::Reader& reader, std::int64_t after_id, int limit);
std::vector<std::string> line_titles(db::Reader& reader, std::int64_t version_id);
// Saves state, seller and versions; false if somebody changed the quote since `quote.version`.
bool save(db::Transaction& tx, QuoteRow const& quote, base::Instant now);

std::int64_t insert_version(db::Transaction& tx, std::int64_t quote_id, std::int64_t number,
                            base::Instant now);
std::optional<VersionRow> find_version(db::Reader& reader, std::int64_t id);
std::vector<VersionRow> versions_of(db::Reader& reader, std::int64_t quote_id);  // newest first
std::optional<base::Date> valid_until_of(db::Reader& reader, std::int64_t version_id);
void freeze(db::Transaction& tx, std::int64_t version_id, base::Instant now);
void set_pdf(db::Transaction& tx, std::int64_t version_id, std::int64_t attachment_id);

// Everything of a version but `version` and `seller_id`, in four queries however long it is.
QuoteDraft load(db::Reader& reader, std::int64_t version_id);
// Writes what differs from what is stored, so that a keystroke in a long quote writes one line.
void save(db::Transaction& tx, std::int64_t version_id, QuoteDraft const& draft,
          std::vector<std::vector<OptionPrice>> const& prices, PriceTerms const& terms);

// One line without its options, for its picture.
std::optional<QuoteLine> find_line(db::Reader& reader, std::int64_t version_id,
                                   std::string_view key);

// What the client may pick from, with what it costs him.
struct OptionRow {
    std::int64_t id = 0;
    std::int64_t line_id = 0;
    std::string line_key;
    std::int64_t quantity = 0;
    std::int64_t total_kopecks = 0;
    std::int64_t vat_kopecks = 0;
    std::int64_t margin_kopecks = 0;
};
BOOST_DESCRIBE_STRUCT(OptionRow, (),
                      (id, line_id, line_key, quantity, total_kopecks, vat_kopecks, margin_kopecks))
std::vector<OptionRow> options_of(db::Reader& reader, std::int64_t version_id);

// The client's logo and colour.
struct ClientLook {
    std::optional<std::int64_t> logo_attachment_id;
    std::string brand_colour;
};
BOOST_DESCRIBE_STRUCT(ClientLook, (), (logo_attachment_id, brand_colour))
ClientLook look_of_version(db::Reader& reader, std::int64_t version_id);
std::optional<ClientLook> look_of_company(db::Reader& reader, std::int64_t company_id);

}  // namespace quotes
