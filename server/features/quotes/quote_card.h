// What the page and programs get to see of a quote: the draft as it is edited, and beside it, line
// by line, what came out: prices with their whole working. Costs, margin and their working only for
// whoever may read them (costs_read).
#pragma once
#include "features/quotes/quote_actions.h"
#include "platform/json/json.h"

#include <optional>
#include <string>
#include <vector>

namespace quotes {

struct PriceWorking {
    std::string label;  // in the language of whoever asks
    std::string working;
    std::int64_t amount_micro = 0;
};
BOOST_DESCRIBE_STRUCT(PriceWorking, (), (label, working, amount_micro))

struct QuoteOptionPrice {
    std::int64_t quantity = 0;
    std::int64_t unit_price_kopecks = 0;
    std::int64_t discount_kopecks = 0;
    std::int64_t total_kopecks = 0;
    std::int64_t vat_kopecks = 0;
    std::optional<std::int64_t> unit_cost_micro;
    std::optional<std::int64_t> cost_kopecks;
    std::optional<std::int64_t> margin_kopecks;
    std::optional<std::int64_t> margin_basis_points;
    bool below_minimum_margin = false;
    std::vector<PriceWorking> steps;
};
BOOST_DESCRIBE_STRUCT(QuoteOptionPrice, (),
                      (quantity, unit_price_kopecks, discount_kopecks, total_kopecks, vat_kopecks,
                       unit_cost_micro, cost_kopecks, margin_kopecks, margin_basis_points,
                       below_minimum_margin, steps))

struct QuoteLinePrice {
    std::string key;
    std::vector<QuoteOptionPrice> options;
    std::optional<std::int64_t> chosen_quantity;  // by the client, or the only run
    bool left_out = false;
    // GET /api/catalog/pictures/{id}: what is shown while the line has no picture of its own.
    std::optional<std::int64_t> catalog_picture_id;
};
BOOST_DESCRIBE_STRUCT(QuoteLinePrice, (),
                      (key, options, chosen_quantity, left_out, catalog_picture_id))

struct QuoteSumCard {
    bool complete = false;  // every line is decided; else there is no grand total
    std::int64_t undecided_lines = 0;
    std::int64_t total_kopecks = 0;
    std::int64_t vat_kopecks = 0;
    std::optional<std::int64_t> margin_kopecks;
};
BOOST_DESCRIBE_STRUCT(QuoteSumCard, (),
                      (complete, undecided_lines, total_kopecks, vat_kopecks, margin_kopecks))

struct QuoteVersionBrief {
    std::int64_t number = 0;
    std::optional<base::Instant> frozen_at;
    std::optional<std::int64_t> pdf_attachment_id;
    base::Instant created_at;
};
BOOST_DESCRIBE_STRUCT(QuoteVersionBrief, (), (number, frozen_at, pdf_attachment_id, created_at))

struct QuoteProblemCard {
    std::string code;
    std::string field;
    std::string message;
};
BOOST_DESCRIBE_STRUCT(QuoteProblemCard, (), (code, field, message))

struct QuoteCard {
    std::int64_t id = 0;
    std::string number;
    std::int64_t version = 0;
    std::string state;                 // draft, sending, sent, accepted, declined, void
    std::vector<std::string> allowed;  // send, accept, withdraw, decline, reopen, discard …
    std::int64_t deal_id = 0;
    std::string deal_title;
    std::string seller_name;
    std::int64_t author_id = 0;
    std::string author_name;
    std::int64_t shown_version = 0;  // number of the version below
    bool editable = false;
    std::optional<std::int64_t> sent_version;
    int vat_basis_points = 0;
    std::int64_t minimum_margin_basis_points = 0;
    QuoteDraft draft;
    std::vector<QuoteLinePrice> prices;  // beside draft.lines, in the same order
    QuoteSumCard sum;
    std::vector<QuoteProblemCard> problems;   // why it cannot go out
    std::vector<QuoteVersionBrief> versions;  // newest first
    base::Instant created_at;
    base::Instant changed_at;
};
BOOST_DESCRIBE_STRUCT(QuoteCard, (),
                      (id, number, version, state, allowed, deal_id, deal_title, seller_name,
                       author_id, author_name, shown_version, editable, sent_version,
                       vat_basis_points, minimum_margin_basis_points, draft, prices, sum, problems,
                       versions, created_at, changed_at))

// `version_number`: one that was sent; nothing for the draft or the newest.
QuoteCard card(db::Reader& reader, http::Actor const& actor, base::Instant now, std::int64_t id,
               std::optional<std::int64_t> version_number = {});

struct QuoteBrief {
    std::int64_t id = 0;
    std::string number;
    std::string state;
    std::int64_t version_number = 0;
    std::int64_t lines = 0;
    bool complete = false;
    std::int64_t total_kopecks = 0;
    std::optional<base::Date> valid_until;
    std::optional<base::Instant> opened_at;  // when the client opened its page last
    base::Instant changed_at;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(QuoteBrief, (),
                      (id, number, state, version_number, lines, complete, total_kopecks,
                       valid_until, opened_at, changed_at, version))
std::vector<QuoteBrief> briefs_of_deal(db::Reader& reader, std::int64_t deal_id);

// The guard of the minimum margin holds for whom? (1.3.1.1)
bool margin_guarded(http::Actor const& actor);

}  // namespace quotes
