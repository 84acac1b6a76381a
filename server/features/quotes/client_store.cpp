#include "features/quotes/client_store.h"

#include <unordered_map>

namespace quotes {

std::int64_t insert_link(db::Transaction& tx, LinkRow const& link, std::string_view token_hash) {
    return tx.insert(
        "INSERT INTO public_links (scope, subject_id, version_id, token_hash, token_sealed, "
        "expires_at, created_at) VALUES ('quote', $1, $2, $3, $4, $5, $6) RETURNING id",
        link.quote_id, link.version_id, token_hash, link.token_sealed, link.expires_at,
        link.created_at);
}

std::optional<LinkRow> link_by_token(db::Reader& reader, std::string_view token_hash) {
    return reader.maybe<LinkRow>(
        "SELECT id, subject_id AS quote_id, version_id, token_sealed, expires_at, revoked_at, "
        "created_at FROM public_links WHERE token_hash = $1 AND scope = 'quote'",
        token_hash);
}

std::optional<LinkRow> find_link(db::Reader& reader, std::int64_t id) {
    return reader.maybe<LinkRow>(
        "SELECT id, subject_id AS quote_id, version_id, token_sealed, expires_at, revoked_at, "
        "created_at FROM public_links WHERE id = $1 AND scope = 'quote'",
        id);
}

void revoke_link(db::Transaction& tx, std::int64_t id, base::Instant now) {
    tx.run("UPDATE public_links SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL", id, now);
}

std::int64_t insert_sending(db::Transaction& tx, SendingRow const& sending) {
    return tx.insert(
        "INSERT INTO quote_sendings (quote_id, version_id, link_id, letter_id, address, subject, "
        "body, outside, note, state, problem, sent_by, created_at, sent_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id",
        sending.quote_id, sending.version_id, sending.link_id, sending.letter_id, sending.address,
        sending.subject, sending.body, sending.outside, sending.note, sending.state,
        sending.problem, sending.sent_by, sending.created_at, sending.sent_at);
}

std::optional<SendingRow> find_sending(db::Reader& reader, std::int64_t id) {
    return reader.maybe<SendingRow>(
        "SELECT id, quote_id, version_id, link_id, letter_id, address, subject, body, outside, "
        "note, state, problem, sent_by, created_at, sent_at FROM quote_sendings WHERE id = $1",
        id);
}

std::optional<SendingRow> sending_of_letter(db::Reader& reader, std::int64_t letter_id) {
    return reader.maybe<SendingRow>(
        "SELECT id, quote_id, version_id, link_id, letter_id, address, subject, body, outside, "
        "note, state, problem, sent_by, created_at, sent_at FROM quote_sendings "
        "WHERE letter_id = $1",
        letter_id);
}

std::vector<SendingRow> sendings_of(db::Reader& reader, std::int64_t quote_id) {
    return reader.all<SendingRow>(
        "SELECT id, quote_id, version_id, link_id, letter_id, address, subject, body, outside, "
        "note, state, problem, sent_by, created_at, sent_at FROM quote_sendings "
        "WHERE quote_id = $1 ORDER BY id DESC LIMIT 50",
        quote_id);
}

void save(db::Transaction& tx, SendingRow const& sending) {
    tx.run(
        "UPDATE quote_sendings SET state = $2, problem = $3, letter_id = $4, sent_at = $5, "
        "link_id = $6 WHERE id = $1",
        sending.id, sending.state, sending.problem, sending.letter_id, sending.sent_at,
        sending.link_id);
}

void insert_view(db::Transaction& tx, std::int64_t quote_id, ViewRow const& view) {
    tx.run(
        "INSERT INTO quote_views (quote_id, version_id, kind, line_key, at) "
        "VALUES ($1, $2, $3, $4, $5)",
        quote_id, view.version_id, view.kind, view.line_key, view.at);
}

std::vector<ViewRow> views_of(db::Reader& reader, std::int64_t quote_id) {
    return reader.all<ViewRow>(
        "SELECT version_id, kind, line_key, at FROM quote_views WHERE quote_id = $1 "
        "ORDER BY id DESC LIMIT 200",
        quote_id);
}

std::optional<base::Instant> last_opened(db::Reader& reader, std::int64_t quote_id) {
    return reader.maybe<base::Instant>(
        "SELECT at FROM quote_views WHERE quote_id = $1 AND kind = 'opened' "
        "ORDER BY id DESC LIMIT 1",
        quote_id);
}

std::optional<base::Instant> last_view(db::Reader& reader, std::int64_t version_id,
                                       std::string_view kind, std::string_view line_key) {
    return reader.maybe<base::Instant>(
        "SELECT w.at FROM quote_versions v JOIN quote_views w ON w.quote_id = v.quote_id "
        "WHERE v.id = $1 AND w.version_id = v.id AND w.kind = $2 AND w.line_key = $3 "
        "ORDER BY w.id DESC LIMIT 1",
        version_id, kind, line_key);
}

std::int64_t views_count(db::Reader& reader, std::int64_t quote_id, std::int64_t up_to) {
    return static_cast<std::int64_t>(
        reader
            .all<std::int64_t>("SELECT id FROM quote_views WHERE quote_id = $1 LIMIT $2", quote_id,
                               up_to)
            .size());
}

std::vector<ChoiceRow> choices_of(db::Reader& reader, std::int64_t version_id) {
    return reader.all<ChoiceRow>(
        "SELECT l.line_key, o.quantity, c.left_out, c.at FROM quote_choices c "
        "JOIN quote_lines l ON l.id = c.line_id LEFT JOIN quote_options o ON o.id = c.option_id "
        "WHERE c.version_id = $1",
        version_id);
}

void save_choice(db::Transaction& tx, std::int64_t version_id, std::int64_t line_id,
                 std::optional<std::int64_t> option_id, bool left_out, base::Instant now) {
    tx.run(
        "INSERT INTO quote_choices (version_id, line_id, option_id, left_out, at) "
        "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (version_id, line_id) DO UPDATE SET "
        "option_id = excluded.option_id, left_out = excluded.left_out, at = excluded.at",
        version_id, line_id, option_id, left_out, now);
}

std::vector<LineSum> line_sums(db::Reader& reader, std::int64_t version_id) {
    std::vector<LineSum> out;
    std::unordered_map<std::int64_t, std::size_t> at;
    reader.each(
        "SELECT l.id, o.id, o.total_kopecks, o.vat_kopecks, o.margin_kopecks, c.option_id, "
        "COALESCE(c.left_out, 0) FROM quote_lines l LEFT JOIN quote_options o ON o.line_id = l.id "
        "LEFT JOIN quote_choices c ON c.version_id = l.version_id AND c.line_id = l.id "
        "WHERE l.version_id = $1 ORDER BY l.place, o.place",
        [&](db::Row const& row) {
            auto const [found, fresh] = at.emplace(row.integer(0), out.size());
            if (fresh) {
                LineSum line;
                line.chosen_option_id = row.get<std::optional<std::int64_t>>(5);
                line.left_out = row.get<bool>(6);
                out.push_back(std::move(line));
            }
            if (!row.is_null(1))
                out[found->second].options.push_back(
                    {row.integer(1), row.integer(2), row.integer(3), row.integer(4)});
            return true;
        },
        version_id);
    return out;
}

std::int64_t insert_remark(db::Transaction& tx, std::int64_t quote_id, RemarkRow const& remark) {
    return tx.insert(
        "INSERT INTO quote_remarks (quote_id, version_id, line_key, author_name, person_id, text, "
        "is_question, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
        quote_id, remark.version_id, remark.line_key, remark.author_name, remark.person_id,
        remark.text, remark.is_question, remark.at);
}

std::vector<RemarkRow> remarks_of(db::Reader& reader, std::int64_t quote_id) {
    return reader.all<RemarkRow>(
        "SELECT id, version_id, line_key, author_name, person_id, text, is_question, at "
        "FROM quote_remarks WHERE quote_id = $1 ORDER BY id DESC LIMIT 200",
        quote_id);
}

std::int64_t insert_acceptance(db::Transaction& tx, std::int64_t quote_id,
                               AcceptanceRow const& acceptance) {
    return tx.insert(
        "INSERT INTO quote_acceptances (quote_id, version_id, name, total_kopecks, by_person_id, "
        "address, confirmed_by, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
        quote_id, acceptance.version_id, acceptance.name, acceptance.total_kopecks,
        acceptance.by_person_id, acceptance.address, acceptance.confirmed_by, acceptance.at);
}

bool any_accepted(db::Reader& reader, std::int64_t deal_id) {
    return reader
        .maybe<std::int64_t>(
            "SELECT id FROM quotes WHERE deal_id = $1 AND state = 'accepted' "
            "LIMIT 1",
            deal_id)
        .has_value();
}

std::vector<AcceptanceRow> acceptances_of(db::Reader& reader, std::int64_t quote_id) {
    return reader.all<AcceptanceRow>(
        "SELECT id, version_id, name, total_kopecks, by_person_id, address, confirmed_by, at, "
        "withdrawn_at "
        "FROM quote_acceptances WHERE quote_id = $1 ORDER BY id DESC LIMIT 50",
        quote_id);
}

void withdraw_acceptances(db::Transaction& tx, std::int64_t quote_id, base::Instant now) {
    tx.run(
        "UPDATE quote_acceptances SET withdrawn_at = $2 "
        "WHERE quote_id = $1 AND withdrawn_at IS NULL",
        quote_id, now);
}

}  // namespace quotes
