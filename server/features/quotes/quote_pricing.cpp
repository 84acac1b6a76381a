#include "features/quotes/quote_pricing.h"

#include "platform/base/money.h"
#include "platform/base/refusal.h"

#include <algorithm>
#include <array>
#include <utility>

namespace quotes {

namespace {

constexpr std::int64_t whole = 10'000;  // 100 % in basis points

// Limits that keep every product inside 64 bits with room to spare; far above the trade.
constexpr std::int64_t most_pieces = 1'000'000;
constexpr std::int64_t dearest_micro = 1'000'000 * base::micro_per_rouble;
constexpr std::int64_t dearest_kopecks = 1'000'000'00;
constexpr std::int64_t dearest_run_micro = 100'000'000'000 * base::micro_per_rouble;
constexpr std::size_t most_imprints = 20;
constexpr std::int64_t highest_markup = 100 * whole;  // 10 000 %
constexpr std::int64_t highest_margin = whole * 95 / 100;

std::string joined(std::string const& field, char const* member) {
    return field.empty() ? member : field + "." + member;
}

void check(bool right, std::string const& field, char const* member, base::Words words) {
    if (!right)
        throw base::Refusal::invalid("price_out_of_range", std::move(words), joined(field, member));
}

void check_cost(std::int64_t micro, std::string const& field, char const* member,
                std::int64_t times = 1) {
    check(micro >= 0 && micro <= dearest_micro, field, member,
          {"Затраты — от 0 до 1 000 000 ₽.",
           "A cost is from 0 to 1,000,000 roubles."});
    check(micro <= dearest_run_micro / times, field, member,
          {"Затраты на тираж — до 100 млрд ₽.",
           "The costs of a run are to 100 thousand million."});
}

void check_ranges(OptionCost const& cost, std::string const& field) {
    check(cost.quantity >= 1 && cost.quantity <= most_pieces, field, "quantity",
          {"Тираж — от 1 до 1 000 000 шт.", "A run is from 1 to 1,000,000 pieces."});
    check_cost(cost.unit_cost_micro, field, "unit_cost_micro", cost.quantity);
    check_cost(cost.extra_cost_micro, field, "extra_cost_micro");
    check(cost.imprints.size() <= most_imprints, field, "imprints",
          {"Не больше 20 нанесений на товар.", "At most 20 imprints on a product."});
    for (std::size_t i = 0; i < cost.imprints.size(); ++i) {
        std::string const path = joined(field, "imprints") + "[" + std::to_string(i) + "]";
        check_cost(cost.imprints[i].per_piece_micro, path, "per_piece_micro", cost.quantity);
        check_cost(cost.imprints[i].setup_micro, path, "setup_micro");
    }
    check(cost.discount_basis_points >= 0 && cost.discount_basis_points <= whole, field,
          "discount_basis_points",
          {"Скидка — от 0 до 100 %.", "A discount is from 0 to 100 per cent."});
    check(cost.cost_vat_basis_points >= 0 && cost.cost_vat_basis_points <= whole, field,
          "cost_vat_basis_points",
          {"НДС поставщика — от 0 до 100 %.", "The supplier's VAT is from 0 to 100 per cent."});
    if (cost.rule == PriceRule::markup)
        check(cost.rule_basis_points > -whole && cost.rule_basis_points <= highest_markup, field,
              "rule_basis_points",
              {"Наценка — больше −100 % и до 10 000 %.",
               "A markup is above −100 and to 10,000 per cent."});
    if (cost.rule == PriceRule::margin)
        check(cost.rule_basis_points > -whole && cost.rule_basis_points <= highest_margin, field,
              "rule_basis_points",
              {"Маржа — больше −100 % и до 95 %.", "A margin is above −100 and to 95 per cent."});
    if (cost.rule == PriceRule::target)
        check(cost.target_price_kopecks >= 0 && cost.target_price_kopecks <= dearest_kopecks, field,
              "target_price_kopecks",
              {"Цена — от 0 до 1 000 000 ₽ за штуку.",
               "A price is to 1,000,000 roubles a piece."});
}

std::string micro_text(std::int64_t micro) {
    // The working shows kopecks, and four digits where they matter.
    if (micro % base::micro_per_kopeck == 0)
        return base::money_text(micro / base::micro_per_kopeck);
    std::int64_t const tenthousandths = base::multiply_divide(micro, 1, 100);
    std::string text = base::money_text(tenthousandths / 100);
    std::string const rest = std::to_string(tenthousandths % 100 + 100).substr(1);
    text.insert(text.size() - std::string("\u00a0₽").size(), rest);
    return text;
}

std::string share_text(std::int64_t basis_points) {
    std::string out = (basis_points < 0 ? "−" : "") + std::to_string(std::abs(basis_points) / 100);
    if (std::int64_t const rest = std::abs(basis_points) % 100) {
        out += "," + std::to_string(rest + 100).substr(1);
        if (out.back() == '0') out.pop_back();
    }
    return out + "\u00a0%";
}

base::Words same(std::string text) {
    return {text, text};
}

// Collects the working and the sum of the costs of the whole run.
class Working {
  public:
    Working(OptionCost const& cost, VatRegime regime)
        : quantity_(cost.quantity),
          taken_back_(takes_vat_back(regime) ? cost.cost_vat_basis_points : 0) {}

    void add(base::Words label, std::int64_t per_piece_micro, std::int64_t once_micro) {
        if (per_piece_micro == 0 && once_micro == 0) return;
        std::int64_t const piece = net(per_piece_micro);
        std::int64_t const once = net(once_micro);
        std::int64_t const sum = piece * quantity_ + once;
        std::string text;
        if (per_piece_micro)
            text += net_text(per_piece_micro, piece) + " × " + std::to_string(quantity_);
        if (once_micro) text += (text.empty() ? "" : " + ") + net_text(once_micro, once);
        steps.push_back({std::move(label), same(std::move(text)), sum});
        total_micro += sum;
    }

    std::int64_t total_micro = 0;
    std::vector<PriceStep> steps;

  private:
    std::int64_t net(std::int64_t micro) const {
        return base::multiply_divide(micro, whole, whole + taken_back_);
    }
    std::string net_text(std::int64_t asked, std::int64_t net) const {
        if (taken_back_ == 0) return micro_text(asked);
        return "(" + micro_text(asked) + " / " + std::to_string((whole + taken_back_) / whole) +
               "," + std::to_string((whole + taken_back_) % whole / 100 + 100).substr(1) + " = " +
               micro_text(net) + ")";
    }

    std::int64_t quantity_;
    std::int64_t taken_back_;
};

// The price of a piece in kopecks, rounded once over the whole product.
std::int64_t unit_price(OptionCost const& cost, std::int64_t run_cost_micro, int vat) {
    if (cost.rule == PriceRule::target) return cost.target_price_kopecks;
    std::int64_t const per_kopeck = base::micro_per_kopeck * cost.quantity;
    if (cost.rule == PriceRule::markup)
        return base::multiply_divide(run_cost_micro,
                                     (whole + cost.rule_basis_points) * (whole + vat),
                                     whole * whole * per_kopeck);
    return base::multiply_divide(run_cost_micro, whole * (whole + vat),
                                 (whole - cost.rule_basis_points) * whole * per_kopeck);
}

base::Words rule_label(OptionCost const& cost) {
    switch (cost.rule) {
        case PriceRule::markup:
            return {"Наценка " + share_text(cost.rule_basis_points),
                    "Markup " + share_text(cost.rule_basis_points)};
        case PriceRule::margin:
            return {"Маржа " + share_text(cost.rule_basis_points) + " от цены",
                    "Margin " + share_text(cost.rule_basis_points) + " of the price"};
        case PriceRule::target:
            break;
    }
    return {"Цена задана вручную", "The price was set by hand"};
}

void add_price_steps(OptionPrice& price, OptionCost const& cost, PriceTerms const& terms,
                     std::int64_t run_cost_micro) {
    auto& steps = price.steps;
    auto const kopecks = [](std::int64_t value) { return value * base::micro_per_kopeck; };
    std::string const pieces = std::to_string(cost.quantity);
    steps.push_back({{"Себестоимость штуки", "Cost of a piece"},
                     same(micro_text(run_cost_micro) + " / " + pieces),
                     price.unit_cost_micro});
    std::string const vat = share_text(terms.vat_basis_points);
    steps.push_back({rule_label(cost),
                     cost.rule == PriceRule::target
                         ? base::Words{}
                         : base::Words{"НДС " + vat + " внутри, до копейки",
                                       "VAT " + vat + " inside, to a kopeck"},
                     kopecks(price.unit_price_kopecks)});
    steps.push_back({{"Цена × тираж", "Price × run"},
                     same(base::money_text(price.unit_price_kopecks) + " × " + pieces),
                     kopecks(price.gross_kopecks)});
    if (price.discount_kopecks)
        steps.push_back({{"Скидка " + share_text(cost.discount_basis_points),
                          "Discount " + share_text(cost.discount_basis_points)},
                         {},
                         -kopecks(price.discount_kopecks)});
    steps.push_back({{"Сумма строки", "Line total"}, {}, kopecks(price.total_kopecks)});
    if (terms.vat_basis_points)
        steps.push_back(
            {{"В том числе НДС " + vat, "VAT " + vat + " inside"}, {}, kopecks(price.vat_kopecks)});
    steps.push_back({{"Маржа " + share_text(price.margin_basis_points),
                      "Margin " + share_text(price.margin_basis_points)},
                     {"сумма без НДС − затраты", "total without VAT − costs"},
                     kopecks(price.margin_kopecks)});
}

}  // namespace

int vat_basis_points(VatRegime regime, base::Date date) {
    switch (regime) {
        case VatRegime::general:
            return date >= base::Date{2026, 1, 1} ? 2200 : 2000;
        case VatRegime::simplified_5:
            return 500;
        case VatRegime::simplified_7:
            return 700;
        case VatRegime::simplified_none:
            break;
    }
    return 0;
}

bool takes_vat_back(VatRegime regime) {
    return regime == VatRegime::general;
}

OptionPrice price_option(OptionCost const& cost, PriceTerms const& terms,
                         std::string const& field) {
    check_ranges(cost, field);
    Working working(cost, terms.regime);
    working.add({"Товар", "Product"}, cost.unit_cost_micro, 0);
    for (ImprintCost const& imprint : cost.imprints)
        working.add({"Нанесение: " + imprint.name, "Imprint: " + imprint.name},
                    imprint.per_piece_micro, imprint.setup_micro);
    working.add({"Прочие затраты на тираж", "Other costs of the run"}, 0, cost.extra_cost_micro);

    OptionPrice price;
    price.steps = std::move(working.steps);
    price.unit_cost_micro = base::multiply_divide(working.total_micro, 1, cost.quantity);
    price.cost_kopecks = base::kopecks_from_micro(working.total_micro);
    price.unit_price_kopecks = unit_price(cost, working.total_micro, terms.vat_basis_points);
    price.gross_kopecks = price.unit_price_kopecks * cost.quantity;
    price.discount_kopecks =
        base::multiply_divide(price.gross_kopecks, cost.discount_basis_points, whole);
    price.total_kopecks = price.gross_kopecks - price.discount_kopecks;
    price.vat_kopecks = base::vat_included(price.total_kopecks, terms.vat_basis_points);
    std::int64_t const net_kopecks = price.total_kopecks - price.vat_kopecks;
    price.margin_kopecks = net_kopecks - price.cost_kopecks;
    if (net_kopecks > 0)
        price.margin_basis_points = base::multiply_divide(price.margin_kopecks, whole, net_kopecks);
    else if (price.cost_kopecks > 0)
        price.margin_basis_points = -whole;  // given away
    price.below_minimum_margin = price.margin_basis_points < terms.minimum_margin_basis_points;
    add_price_steps(price, cost, terms, working.total_micro);
    return price;
}

TablePrice price_from_table(DecoratorTable const& table, std::int64_t run, int colours,
                            std::string const& field) {
    DecoratorTier const* found = nullptr;
    for (DecoratorTier const& tier : table.tiers)
        if (tier.colours == colours && tier.run_from <= run &&
            (!found || tier.run_from > found->run_from))
            found = &tier;
    if (!found || !found->per_piece_micro) {
        std::string const which = std::to_string(run) + " × " + std::to_string(colours);
        throw base::Refusal::invalid("imprint_not_in_table",
                                     {"В таблице нет цены на тираж × цвета " + which +
                                          ". Спросите цену у подрядчика и впишите её вручную.",
                                      "The table has no price for run × colours " + which +
                                          ". Ask the decorator and write the price by hand."},
                                     joined(field, "colours"));
    }
    TablePrice price{*found->per_piece_micro,
                     table.setup_per_colour_micro * colours + table.setup_per_order_micro};
    std::int64_t const printing = price.per_piece_micro * run;
    price.setup_micro += std::max<std::int64_t>(0, table.minimum_order_micro - printing);
    return price;
}

std::optional<std::int64_t> counted_option(LineSum const& line) {
    if (line.left_out) return std::nullopt;
    if (line.chosen_option_id) return line.chosen_option_id;
    if (line.options.size() == 1) return line.options.front().id;
    return std::nullopt;
}

QuoteSum sum_of(std::vector<LineSum> const& lines) {
    QuoteSum sum;
    bool anything = false;
    for (LineSum const& line : lines) {
        if (line.left_out) continue;
        auto const counted = counted_option(line);
        auto const option =
            std::find_if(line.options.begin(), line.options.end(),
                         [&](auto const& o) { return counted && o.id == *counted; });
        if (option == line.options.end()) {
            ++sum.undecided_lines;
            continue;
        }
        anything = true;
        sum.total_kopecks += option->total_kopecks;
        sum.vat_kopecks += option->vat_kopecks;
        sum.margin_kopecks += option->margin_kopecks;
    }
    sum.complete = anything && sum.undecided_lines == 0;
    return sum;
}

}  // namespace quotes
