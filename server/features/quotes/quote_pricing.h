// What a run costs us and what the client pays for it, with the whole working («как получилась
// цена»). Pure: no clock, no SQL, no JSON.
//
// Costs are 10^-6 roubles as the supplier asks them, VAT inside at `cost_vat_basis_points`. A
// seller who pays VAT takes it back, for the others it is part of the cost. The price of a piece
// includes the imprints, their set-up spread over the run, and VAT, and is rounded once, to whole
// kopecks; line = unit x quantity - discount; VAT comes out of the line (docs/data-model.md,
// Money). Rates and shares are in basis points: 2200 = 22 %.
#pragma once
#include "platform/base/time.h"
#include "platform/base/words.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

namespace quotes {

// How the seller pays VAT. The simplified ones are the rates of the УСН since 2025.
enum class VatRegime { general, simplified_none, simplified_5, simplified_7 };
BOOST_DESCRIBE_ENUM(VatRegime, general, simplified_none, simplified_5, simplified_7)

// The seller's rate on that day: 22 % from 2026-01-01, 20 % before.
int vat_basis_points(VatRegime regime, base::Date date);
// May the seller take back the VAT inside its purchases? Only under the general regime.
bool takes_vat_back(VatRegime regime);

// How the price is found: a share on top of the cost («наценка»), a share of the price («маржа»),
// or a price that a person wrote.
enum class PriceRule { markup, margin, target };
BOOST_DESCRIBE_ENUM(PriceRule, markup, margin, target)

struct ImprintCost {
    std::string name;  // "шелкография, 2 цвета, грудь"; for the working
    std::int64_t per_piece_micro = 0;
    std::int64_t setup_micro = 0;  // once for the run
};

struct OptionCost {
    std::int64_t quantity = 0;
    std::int64_t unit_cost_micro = 0;   // the product itself
    std::int64_t extra_cost_micro = 0;  // once for the run: delivery to us, packing
    int cost_vat_basis_points = 0;      // VAT inside all these costs
    std::vector<ImprintCost> imprints;
    PriceRule rule = PriceRule::markup;
    std::int64_t rule_basis_points = 0;     // of markup and margin
    std::int64_t target_price_kopecks = 0;  // of target: for a piece, with VAT
    std::int64_t discount_basis_points = 0;
};

struct PriceTerms {
    VatRegime regime = VatRegime::general;
    int vat_basis_points = 0;
    std::int64_t minimum_margin_basis_points = 0;
};

struct PriceStep {
    base::Words label;
    base::Words working;            // "250,00 ₽ × 10000 / 12200"; may be empty
    std::int64_t amount_micro = 0;  // what this step gives
};

struct OptionPrice {
    std::int64_t unit_cost_micro = 0;     // all costs of a piece, without VAT taken back
    std::int64_t unit_price_kopecks = 0;  // with VAT, before the discount
    std::int64_t gross_kopecks = 0;       // unit x quantity
    std::int64_t discount_kopecks = 0;
    std::int64_t total_kopecks = 0;
    std::int64_t vat_kopecks = 0;          // inside the total
    std::int64_t cost_kopecks = 0;         // of the whole run
    std::int64_t margin_kopecks = 0;       // total - VAT - cost
    std::int64_t margin_basis_points = 0;  // of total - VAT
    bool below_minimum_margin = false;
    std::vector<PriceStep> steps;
};

// Throws Refusal invalid for values out of range; `field` is the path to the option ("lines[2].
// options[0]") and begins the refusal's field.
OptionPrice price_option(OptionCost const& cost, PriceTerms const& terms,
                         std::string const& field = "");

// A decorator's price table: the row with the greatest run_from not above the run counts.
struct DecoratorTier {
    std::int64_t run_from = 1;
    int colours = 1;
    std::optional<std::int64_t> per_piece_micro;  // nothing = «договорная»
};

struct DecoratorTable {
    std::vector<DecoratorTier> tiers;
    std::int64_t setup_per_colour_micro = 0;
    std::int64_t setup_per_order_micro = 0;
    std::int64_t minimum_order_micro = 0;  // what lacks to it is added to the set-up
};

struct TablePrice {
    std::int64_t per_piece_micro = 0;
    std::int64_t setup_micro = 0;
};

// Refusal invalid ("imprint_not_in_table") when the table has no price for that run and colours.
TablePrice price_from_table(DecoratorTable const& table, std::int64_t run, int colours,
                            std::string const& field = "");

// A line of a quote, as far as its sum is concerned. A line with one run is chosen by itself; with
// several, somebody has to choose, or to leave it out.
struct LineSum {
    struct Option {
        std::int64_t id = 0;
        std::int64_t total_kopecks = 0;
        std::int64_t vat_kopecks = 0;
        std::int64_t margin_kopecks = 0;
    };
    std::vector<Option> options;
    std::optional<std::int64_t> chosen_option_id;
    bool left_out = false;
};

struct QuoteSum {
    bool complete = false;  // every line is decided; else there is no grand total
    std::int64_t undecided_lines = 0;
    std::int64_t total_kopecks = 0;  // of the decided lines
    std::int64_t vat_kopecks = 0;
    std::int64_t margin_kopecks = 0;
};

// The option that counts for a line, if any.
std::optional<std::int64_t> counted_option(LineSum const& line);
QuoteSum sum_of(std::vector<LineSum> const& lines);

}  // namespace quotes
