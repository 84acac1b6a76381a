#include "features/quotes/quote_store.h"

namespace quotes {

std::int64_t insert_quote(db::Transaction& tx, QuoteRow const& quote) {
    return tx.insert(
        "INSERT INTO quotes (deal_id, number, seller_id, author_id, state, created_at, changed_at, "
        "changed_by) VALUES ($1, $2, $3, $4, $5, $6, $6, $4) RETURNING id",
        quote.deal_id, quote.number, quote.seller_id, quote.author_id, quote.state,
        quote.created_at);
}

void set_number(db::Transaction& tx, std::int64_t id, std::string const& number) {
    tx.run("UPDATE quotes SET number = $2 WHERE id = $1", id, number);
}

std::optional<QuoteRow> find_quote(db::Reader& reader, std::int64_t id) {
    return reader.maybe<QuoteRow>(
        "SELECT id, deal_id, number, seller_id, author_id, state, draft_version_id, "
        "sent_version_id, created_at, changed_at, changed_by, version FROM quotes WHERE id = $1",
        id);
}

std::vector<QuoteRow> quotes_of_deal(db::Reader& reader, std::int64_t deal_id) {
    return reader.all<QuoteRow>(
        "SELECT id, deal_id, number, seller_id, author_id, state, draft_version_id, "
        "sent_version_id, created_at, changed_at, changed_by, version FROM quotes WHERE deal_id = "
        "$1 "
        "ORDER BY id DESC LIMIT 100",
        deal_id);
}

std::vector<QuoteRow> quotes_after(db::Reader& reader, std::int64_t after_id, int limit) {
    return reader.all<QuoteRow>(
        "SELECT id, deal_id, number, seller_id, author_id, state, draft_version_id, "
        "sent_version_id, created_at, changed_at, changed_by, version FROM quotes WHERE id > $1 "
        "ORDER BY id LIMIT $2",
        after_id, limit);
}

std::vector<std::string> line_titles(db::Reader& reader, std::int64_t version_id) {
    return reader.all<std::string>(
        "SELECT title FROM quote_lines WHERE version_id = $1 ORDER BY place, id", version_id);
}

bool save(db::Transaction& tx, QuoteRow const& quote, base::Instant now) {
    return tx.run(
               "UPDATE quotes SET seller_id = $3, state = $4, draft_version_id = $5, "
               "sent_version_id = $6, changed_at = $7, changed_by = $8, version = version + 1 "
               "WHERE id = $1 AND version = $2",
               quote.id, quote.version, quote.seller_id, quote.state, quote.draft_version_id,
               quote.sent_version_id, now, quote.changed_by) == 1;
}

std::int64_t insert_version(db::Transaction& tx, std::int64_t quote_id, std::int64_t number,
                            base::Instant now) {
    return tx.insert(
        "INSERT INTO quote_versions (quote_id, number, vat_regime, vat_basis_points, created_at) "
        "VALUES ($1, $2, 'general', 0, $3) RETURNING id",
        quote_id, number, now);
}

std::optional<VersionRow> find_version(db::Reader& reader, std::int64_t id) {
    return reader.maybe<VersionRow>(
        "SELECT id, quote_id, number, frozen_at, vat_regime, vat_basis_points, pdf_attachment_id, "
        "created_at FROM quote_versions WHERE id = $1",
        id);
}

std::vector<VersionRow> versions_of(db::Reader& reader, std::int64_t quote_id) {
    return reader.all<VersionRow>(
        "SELECT id, quote_id, number, frozen_at, vat_regime, vat_basis_points, pdf_attachment_id, "
        "created_at FROM quote_versions WHERE quote_id = $1 ORDER BY number DESC",
        quote_id);
}

std::optional<base::Date> valid_until_of(db::Reader& reader, std::int64_t version_id) {
    return reader
        .maybe<std::optional<base::Date>>("SELECT valid_until FROM quote_versions WHERE id = $1",
                                          version_id)
        .value_or(std::nullopt);
}

void freeze(db::Transaction& tx, std::int64_t version_id, base::Instant now) {
    tx.run("UPDATE quote_versions SET frozen_at = $2 WHERE id = $1 AND frozen_at IS NULL",
           version_id, now);
}

void set_pdf(db::Transaction& tx, std::int64_t version_id, std::int64_t attachment_id) {
    tx.run("UPDATE quote_versions SET pdf_attachment_id = $2 WHERE id = $1", version_id,
           attachment_id);
}

std::vector<OptionRow> options_of(db::Reader& reader, std::int64_t version_id) {
    return reader.all<OptionRow>(
        "SELECT o.id, o.line_id, l.line_key, o.quantity, o.total_kopecks, o.vat_kopecks, "
        "o.margin_kopecks FROM quote_lines l JOIN quote_options o ON o.line_id = l.id "
        "WHERE l.version_id = $1 ORDER BY l.place, o.place",
        version_id);
}

ClientLook look_of_version(db::Reader& reader, std::int64_t version_id) {
    return reader.one<ClientLook>(
        "SELECT logo_attachment_id, brand_colour FROM quote_versions WHERE id = $1", version_id);
}

std::optional<ClientLook> look_of_company(db::Reader& reader, std::int64_t company_id) {
    return reader.maybe<ClientLook>(
        "SELECT logo_attachment_id, brand_colour FROM companies WHERE id = $1", company_id);
}

}  // namespace quotes
