// The quote («КП», 1.3.1.1): what a manager edits, what came out of it, and in which state it is.
// A quote belongs to a deal. Its draft is edited as a whole: the page sends what it shows and gets
// the prices back; sending freezes the draft as version N, and the next change makes the draft of
// N + 1. Rules only: no clock, no SQL.
#pragma once
#include "features/quotes/quote_pricing.h"
#include "platform/base/time.h"
#include "platform/json/json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

namespace quotes {

enum class QuoteState { draft, sending, sent, accepted, declined, void_ };
enum class QuoteVerb { send, deliver, fail, accept, withdraw, decline, reopen, discard, restore };
// "void" is a word of the language; people and the database read it without the underscore.
std::string_view key_of(QuoteState state);
std::optional<QuoteState> state_of(std::string_view key);

struct QuoteStep {
    QuoteState from;
    QuoteVerb verb;
    QuoteState to;
};
// The whole table: what is not in it is refused (docs/features/quotes.md prints it).
std::vector<QuoteStep> const& quote_steps();
std::optional<QuoteState> after(QuoteState from, QuoteVerb verb);
// Refusal conflict "quote_state" with words for people.
QuoteState require_step(QuoteState from, QuoteVerb verb);

// Where the client's logo stands on the product's picture, in ten-thousandths of its sides.
struct LogoBox {
    int left = 3500;
    int top = 3500;
    int width = 3000;
    int height = 3000;
};
BOOST_DESCRIBE_STRUCT(LogoBox, (), (left, top, width, height))

// Costs are missing for whoever may not read them (costs_read).
struct QuoteImprint {
    std::string name;  // «шелкография, 2 цвета, грудь»
    std::string method;
    int colours = 1;
    std::string place;
    std::optional<std::int64_t> per_piece_micro;
    std::optional<std::int64_t> setup_micro;
};
BOOST_DESCRIBE_STRUCT(QuoteImprint, (),
                      (name, method, colours, place, per_piece_micro, setup_micro))

struct QuoteOption {
    std::int64_t quantity = 0;
    std::optional<std::int64_t> unit_cost_micro;
    std::optional<std::int64_t> extra_cost_micro;
    std::optional<int> cost_vat_basis_points;
    PriceRule price_rule = PriceRule::margin;
    std::optional<std::int64_t> rule_basis_points;
    std::optional<std::int64_t> target_price_kopecks;
    std::int64_t discount_basis_points = 0;
    std::vector<QuoteImprint> imprints;
};
BOOST_DESCRIBE_STRUCT(QuoteOption, (),
                      (quantity, unit_cost_micro, extra_cost_micro, cost_vat_basis_points,
                       price_rule, rule_basis_points, target_price_kopecks, discount_basis_points,
                       imprints))

struct QuoteLine {
    std::string key;  // the same line in every version; empty: a new one
    std::string title;
    std::string description;
    std::optional<std::int64_t> product_id;
    std::optional<std::int64_t> variant_id;
    std::optional<std::int64_t> picture_attachment_id;
    std::optional<LogoBox> logo_box;  // nothing: the picture without the logo
    std::optional<std::int64_t> lead_time_days;
    std::string url;  // the supplier's page; never shown to the client
    std::vector<QuoteOption> options;
};
BOOST_DESCRIBE_STRUCT(QuoteLine, (),
                      (key, title, description, product_id, variant_id, picture_attachment_id,
                       logo_box, lead_time_days, url, options))

// What is edited. `version` is the quote's when it was read; another one meanwhile is a conflict.
struct QuoteDraft {
    std::int64_t version = 0;
    std::int64_t seller_id = 0;
    std::optional<std::int64_t> contact_id;
    std::string greeting;            // «Уважаемая Анна Петровна!»
    std::string addressee_position;  // «руководитель отдела маркетинга»
    std::string introduction;
    std::string closing;
    std::optional<base::Date> in_hands_on;
    std::optional<base::Date> valid_until;
    std::optional<std::int64_t> logo_attachment_id;
    std::string brand_colour;  // "#c8102e" or empty
    std::string inner_note;    // never leaves the house
    std::vector<QuoteLine> lines;
};
BOOST_DESCRIBE_STRUCT(QuoteDraft, (),
                      (version, seller_id, contact_id, greeting, addressee_position, introduction,
                       closing, in_hands_on, valid_until, logo_attachment_id, brand_colour,
                       inner_note, lines))

// Cleaned and checked; gives new lines their keys (from `fresh_key`). Refusal invalid with the path
// ("lines[2].options[0].quantity").
QuoteDraft checked(QuoteDraft draft, std::string (*fresh_key)());

OptionCost cost_of(QuoteOption const& option);

// Prices of all options of all lines, in order.
std::vector<std::vector<OptionPrice>> price_draft(QuoteDraft const& draft, PriceTerms const& terms);

// Why the quote cannot go out as it is; empty if it can. `below_margin` is only a problem for whom
// the margin guard holds (1.3.1.1: below the minimum the head of sales sends).
struct QuoteProblem {
    std::string code;
    std::string field;
    base::Words words;
};
std::vector<QuoteProblem> problems_of(QuoteDraft const& draft,
                                      std::vector<std::vector<OptionPrice>> const& prices,
                                      base::Date today, bool margin_guarded);

// The draft as somebody sees it who may not read costs.
QuoteDraft without_costs(QuoteDraft draft);

}  // namespace quotes
