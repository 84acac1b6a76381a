// Reading and writing of a version's content: head, lines, options, imprints.
#include "features/quotes/quote_store.h"

#include <unordered_map>

namespace quotes {
namespace {

struct HeadRow {
    std::optional<std::int64_t> contact_id;
    std::string greeting;
    std::string addressee_position;
    std::string introduction;
    std::string closing;
    std::optional<base::Date> in_hands_on;
    std::optional<base::Date> valid_until;
    std::optional<std::int64_t> logo_attachment_id;
    std::string brand_colour;
    std::string inner_note;
};
BOOST_DESCRIBE_STRUCT(HeadRow, (),
                      (contact_id, greeting, addressee_position, introduction, closing, in_hands_on,
                       valid_until, logo_attachment_id, brand_colour, inner_note))

struct LineRow {
    std::int64_t id = 0;
    std::int64_t place = 0;
    std::string line_key;
    std::string title;
    std::string description;
    std::optional<std::int64_t> product_id;
    std::optional<std::int64_t> variant_id;
    std::optional<std::int64_t> picture_attachment_id;
    std::string logo_box;
    std::optional<std::int64_t> lead_time_days;
    std::string url;
};
BOOST_DESCRIBE_STRUCT(LineRow, (),
                      (id, place, line_key, title, description, product_id, variant_id,
                       picture_attachment_id, logo_box, lead_time_days, url))

struct CostRow {
    std::int64_t id = 0;
    std::int64_t line_id = 0;
    std::int64_t quantity = 0;
    std::int64_t unit_cost_micro = 0;
    std::int64_t extra_cost_micro = 0;
    int cost_vat_basis_points = 0;
    PriceRule price_rule = PriceRule::margin;
    std::int64_t rule_basis_points = 0;
    std::int64_t target_price_kopecks = 0;
    std::int64_t discount_basis_points = 0;
};
BOOST_DESCRIBE_STRUCT(CostRow, (),
                      (id, line_id, quantity, unit_cost_micro, extra_cost_micro,
                       cost_vat_basis_points, price_rule, rule_basis_points, target_price_kopecks,
                       discount_basis_points))

struct ImprintRow {
    std::int64_t option_id = 0;
    std::string name;
    std::string method;
    int colours = 1;
    std::string place;
    std::int64_t per_piece_micro = 0;
    std::int64_t setup_micro = 0;
};
BOOST_DESCRIBE_STRUCT(ImprintRow, (),
                      (option_id, name, method, colours, place, per_piece_micro, setup_micro))

QuoteLine line_of(LineRow const& row) {
    QuoteLine line{.key = row.line_key,
                   .title = row.title,
                   .description = row.description,
                   .product_id = row.product_id,
                   .variant_id = row.variant_id,
                   .picture_attachment_id = row.picture_attachment_id,
                   .lead_time_days = row.lead_time_days,
                   .url = row.url};
    if (!row.logo_box.empty()) line.logo_box = json::from_json<LogoBox>(row.logo_box);
    return line;
}

QuoteOption option_of(CostRow const& row) {
    return {.quantity = row.quantity,
            .unit_cost_micro = row.unit_cost_micro,
            .extra_cost_micro = row.extra_cost_micro,
            .cost_vat_basis_points = row.cost_vat_basis_points,
            .price_rule = row.price_rule,
            .rule_basis_points = row.rule_basis_points,
            .target_price_kopecks = row.target_price_kopecks,
            .discount_basis_points = row.discount_basis_points};
}

// The lines as they are stored, with their ids in the same order.
struct StoredLines {
    std::vector<QuoteLine> lines;
    std::vector<LineRow> rows;
};

StoredLines load_lines(db::Reader& reader, std::int64_t version_id) {
    StoredLines out;
    out.rows = reader.all<LineRow>(
        "SELECT id, place, line_key, title, description, product_id, variant_id, "
        "picture_attachment_id, logo_box, lead_time_days, url FROM quote_lines "
        "WHERE version_id = $1 ORDER BY place, id",
        version_id);
    std::unordered_map<std::int64_t, std::size_t> line_at;
    for (LineRow const& row : out.rows) {
        line_at[row.id] = out.lines.size();
        out.lines.push_back(line_of(row));
    }
    auto const options = reader.all<CostRow>(
        "SELECT o.id, o.line_id, o.quantity, o.unit_cost_micro, o.extra_cost_micro, "
        "o.cost_vat_basis_points, o.price_rule, o.rule_basis_points, o.target_price_kopecks, "
        "o.discount_basis_points FROM quote_lines l JOIN quote_options o ON o.line_id = l.id "
        "WHERE l.version_id = $1 ORDER BY o.line_id, o.place",
        version_id);
    std::unordered_map<std::int64_t, std::pair<std::size_t, std::size_t>> option_at;
    for (CostRow const& row : options) {
        auto& line = out.lines[line_at.at(row.line_id)];
        option_at[row.id] = {line_at.at(row.line_id), line.options.size()};
        line.options.push_back(option_of(row));
    }
    auto const imprints = reader.all<ImprintRow>(
        "SELECT i.option_id, i.name, i.method, i.colours, i.place, i.per_piece_micro, "
        "i.setup_micro FROM quote_lines l JOIN quote_options o ON o.line_id = l.id "
        "JOIN quote_imprints i ON i.option_id = o.id WHERE l.version_id = $1 "
        "ORDER BY i.option_id, i.place_order",
        version_id);
    for (ImprintRow const& row : imprints) {
        auto const [line, option] = option_at.at(row.option_id);
        out.lines[line].options[option].imprints.push_back(
            {row.name, row.method, row.colours, row.place, row.per_piece_micro, row.setup_micro});
    }
    return out;
}

void delete_options(db::Transaction& tx, std::int64_t line_id) {
    tx.run(
        "DELETE FROM quote_imprints WHERE option_id IN "
        "(SELECT id FROM quote_options WHERE line_id = $1)",
        line_id);
    tx.run("DELETE FROM quote_options WHERE line_id = $1", line_id);
}

void insert_option(db::Transaction& tx, std::int64_t line_id, std::size_t place,
                   QuoteOption const& option, OptionPrice const& price) {
    auto const id = tx.insert(
        "INSERT INTO quote_options (line_id, place, quantity, unit_cost_micro, extra_cost_micro, "
        "cost_vat_basis_points, price_rule, rule_basis_points, target_price_kopecks, "
        "discount_basis_points, unit_price_kopecks, discount_kopecks, total_kopecks, vat_kopecks, "
        "cost_kopecks, margin_kopecks) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) "
        "RETURNING id",
        line_id, place, option.quantity, option.unit_cost_micro.value_or(0),
        option.extra_cost_micro.value_or(0), option.cost_vat_basis_points.value_or(0),
        option.price_rule, option.rule_basis_points.value_or(0),
        option.target_price_kopecks.value_or(0), option.discount_basis_points,
        price.unit_price_kopecks, price.discount_kopecks, price.total_kopecks, price.vat_kopecks,
        price.cost_kopecks, price.margin_kopecks);
    for (std::size_t i = 0; i < option.imprints.size(); ++i) {
        QuoteImprint const& imprint = option.imprints[i];
        tx.run(
            "INSERT INTO quote_imprints (option_id, place_order, name, method, colours, place, "
            "per_piece_micro, setup_micro) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            id, i, imprint.name, imprint.method, imprint.colours, imprint.place,
            imprint.per_piece_micro.value_or(0), imprint.setup_micro.value_or(0));
    }
}

void insert_options(db::Transaction& tx, std::int64_t line_id, QuoteLine const& line,
                    std::vector<OptionPrice> const& prices) {
    for (std::size_t i = 0; i < line.options.size(); ++i)
        insert_option(tx, line_id, i, line.options[i], prices[i]);
}

std::string box_text(QuoteLine const& line) {
    return line.logo_box ? json::to_json(*line.logo_box) : std::string();
}

std::int64_t insert_line(db::Transaction& tx, std::int64_t version_id, std::size_t place,
                         QuoteLine const& line) {
    return tx.insert(
        "INSERT INTO quote_lines (version_id, place, line_key, title, description, product_id, "
        "variant_id, picture_attachment_id, logo_box, lead_time_days, url) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id",
        version_id, place, line.key, line.title, line.description, line.product_id, line.variant_id,
        line.picture_attachment_id, box_text(line), line.lead_time_days, line.url);
}

void update_line(db::Transaction& tx, std::int64_t line_id, std::size_t place,
                 QuoteLine const& line) {
    tx.run(
        "UPDATE quote_lines SET place = $2, title = $3, description = $4, product_id = $5, "
        "variant_id = $6, picture_attachment_id = $7, logo_box = $8, lead_time_days = $9, "
        "url = $10 WHERE id = $1",
        line_id, place, line.title, line.description, line.product_id, line.variant_id,
        line.picture_attachment_id, box_text(line), line.lead_time_days, line.url);
}

void save_head(db::Transaction& tx, std::int64_t version_id, QuoteDraft const& draft,
               PriceTerms const& terms) {
    tx.run(
        "UPDATE quote_versions SET contact_id = $2, greeting = $3, addressee_position = $4, "
        "introduction = $5, closing = $6, in_hands_on = $7, valid_until = $8, "
        "logo_attachment_id = $9, brand_colour = $10, inner_note = $11, vat_regime = $12, "
        "vat_basis_points = $13 WHERE id = $1 AND frozen_at IS NULL",
        version_id, draft.contact_id, draft.greeting, draft.addressee_position, draft.introduction,
        draft.closing, draft.in_hands_on, draft.valid_until, draft.logo_attachment_id,
        draft.brand_colour, draft.inner_note, terms.regime, terms.vat_basis_points);
}

}  // namespace

std::optional<QuoteLine> find_line(db::Reader& reader, std::int64_t version_id,
                                   std::string_view key) {
    auto const row = reader.maybe<LineRow>(
        "SELECT id, place, line_key, title, description, product_id, variant_id, "
        "picture_attachment_id, logo_box, lead_time_days, url FROM quote_lines "
        "WHERE version_id = $1 AND line_key = $2",
        version_id, key);
    if (!row) return std::nullopt;
    return line_of(*row);
}

QuoteDraft load(db::Reader& reader, std::int64_t version_id) {
    auto const head = reader.one<HeadRow>(
        "SELECT contact_id, greeting, addressee_position, introduction, closing, in_hands_on, "
        "valid_until, logo_attachment_id, brand_colour, inner_note FROM quote_versions "
        "WHERE id = $1",
        version_id);
    return {.contact_id = head.contact_id,
            .greeting = head.greeting,
            .addressee_position = head.addressee_position,
            .introduction = head.introduction,
            .closing = head.closing,
            .in_hands_on = head.in_hands_on,
            .valid_until = head.valid_until,
            .logo_attachment_id = head.logo_attachment_id,
            .brand_colour = head.brand_colour,
            .inner_note = head.inner_note,
            .lines = load_lines(reader, version_id).lines};
}

void save(db::Transaction& tx, std::int64_t version_id, QuoteDraft const& draft,
          std::vector<std::vector<OptionPrice>> const& prices, PriceTerms const& terms) {
    auto const version = find_version(tx, version_id);
    if (!version || version->frozen_at)
        throw std::logic_error("a version of a quote that was sent is never written again");
    bool const priced_anew =
        version->vat_regime != terms.regime || version->vat_basis_points != terms.vat_basis_points;
    save_head(tx, version_id, draft, terms);
    StoredLines const stored = load_lines(tx, version_id);
    std::unordered_map<std::string, std::size_t> old_at;
    for (std::size_t i = 0; i < stored.rows.size(); ++i) old_at[stored.rows[i].line_key] = i;
    for (std::size_t place = 0; place < draft.lines.size(); ++place) {
        QuoteLine const& line = draft.lines[place];
        auto const old = old_at.find(line.key);
        if (old == old_at.end()) {
            insert_options(tx, insert_line(tx, version_id, place, line), line, prices[place]);
            continue;
        }
        LineRow const& row = stored.rows[old->second];
        QuoteLine const& before = stored.lines[old->second];
        bool const same_options =
            !priced_anew && json::to_json(before.options) == json::to_json(line.options);
        bool const same = same_options && json::to_json(before) == json::to_json(line) &&
                          row.place == static_cast<std::int64_t>(place);
        if (!same) update_line(tx, row.id, place, line);
        if (!same_options) {
            delete_options(tx, row.id);
            insert_options(tx, row.id, line, prices[place]);
        }
        old_at.erase(old);
    }
    for (auto const& [key, at] : old_at) {  // the lines that are no longer there
        delete_options(tx, stored.rows[at].id);
        tx.run("DELETE FROM quote_lines WHERE id = $1", stored.rows[at].id);
    }
}

}  // namespace quotes
