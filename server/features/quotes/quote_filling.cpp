#include "features/quotes/quote_filling.h"

#include "features/customers/customers.h"
#include "platform/base/text.h"

#include <algorithm>

namespace quotes {
namespace {

constexpr int valid_days = 14;
constexpr std::int64_t usual_margin_basis_points = 3000;  // until a person says otherwise
constexpr int supplier_vat_basis_points = 2200;           // inside the suppliers' prices
constexpr std::int64_t usual_run = 100;

void add_words(std::string& to, std::string const& words, char const* between = ", ") {
    if (words.empty()) return;
    if (!to.empty()) to += between;
    to += words;
}

// «2 цвета»: as it is said after a number.
std::string colours_text(int colours) {
    int const tens = colours % 100, ones = colours % 10;
    char const* const word = tens >= 11 && tens <= 14 ? " цветов"
                             : ones == 1              ? " цвет"
                             : ones >= 2 && ones <= 4 ? " цвета"
                                                      : " цветов";
    return std::to_string(colours) + word;
}

QuoteImprint imprint_of(deals::NeedImprint const& asked) {
    QuoteImprint imprint{.method = asked.method,
                         .colours = asked.colours.value_or(1),
                         .place = asked.place,
                         .per_piece_micro = 0,
                         .setup_micro = 0};
    imprint.name = asked.method.empty() ? "нанесение логотипа" : asked.method;
    if (asked.colours) add_words(imprint.name, colours_text(*asked.colours));
    add_words(imprint.name, asked.place);
    add_words(imprint.name, asked.size);
    return imprint;
}

QuoteOption option_of(std::int64_t quantity, std::int64_t unit_cost_micro) {
    return {.quantity = quantity,
            .unit_cost_micro = unit_cost_micro,
            .extra_cost_micro = 0,
            .cost_vat_basis_points = supplier_vat_basis_points,
            .price_rule = PriceRule::margin,
            .rule_basis_points = usual_margin_basis_points,
            .target_price_kopecks = 0};
}

std::vector<std::int64_t> usable(std::vector<std::int64_t> runs) {
    std::erase_if(runs, [](std::int64_t run) { return run < 1 || run > 1'000'000; });
    std::ranges::sort(runs);
    runs.erase(std::unique(runs.begin(), runs.end()), runs.end());
    if (runs.empty()) runs.push_back(usual_run);
    if (runs.size() > 12) runs.resize(12);
    return runs;
}

// What was asked of such a thing: «ручка» is asked of «Ручка шариковая «Прайм»».
deals::NeedItem const* asked_of(deals::Need const& need, std::string_view title) {
    auto const words = base::search_terms(title);
    auto const stands_there = [&](std::string const& word) {
        return std::ranges::find(words, word) != words.end();
    };
    for (auto const& item : need.items) {
        auto const name =
            base::search_terms(item.product_head.empty() ? item.product : item.product_head);
        if (!name.empty() && std::ranges::all_of(name, stands_there)) return &item;
    }
    return nullptr;
}

}  // namespace

QuoteDraft addressed(db::Reader& reader, deals::DealBrief const& deal, base::Date today) {
    QuoteDraft draft;
    draft.greeting = "Здравствуйте!";
    if (deal.contact_id) {
        auto const addressee = customers::addressee(reader, deal.contact_id, deal.company_id);
        draft.contact_id = deal.contact_id;
        draft.greeting = addressee.greeting + "!";
        draft.addressee_position = addressee.position;
    }
    if (deal.company_id) {
        if (auto const look = look_of_company(reader, deal.company_id)) {
            draft.logo_attachment_id = look->logo_attachment_id;
            draft.brand_colour = look->brand_colour;
        }
    }
    draft.introduction =
        "Спасибо за обращение. Подготовили предложение по вашему запросу: цены для каждого "
        "тиража, нанесение и подготовка уже внутри.";
    draft.closing = "Готовы ответить на вопросы и показать образцы.";
    draft.in_hands_on = deal.in_hands_on;
    draft.valid_until = base::add_days(today, valid_days);
    return draft;
}

void fit_to_need(QuoteLine& line, deals::Need const& need) {
    auto const* const asked = asked_of(need, line.title);
    if (!asked || line.options.empty()) return;
    QuoteOption pattern = line.options.front();
    for (auto const& imprint : asked->imprints) pattern.imprints.push_back(imprint_of(imprint));
    std::vector<std::int64_t> runs;
    for (auto const& option : line.options) runs.push_back(option.quantity);
    if (!asked->runs.empty()) runs = usable(asked->runs);
    line.options.clear();
    for (std::int64_t const run : runs) {
        pattern.quantity = run;
        line.options.push_back(pattern);
    }
}

std::vector<std::int64_t> runs_of(deals::Need const& need) {
    std::vector<std::int64_t> runs;
    for (auto const& item : need.items) runs.insert(runs.end(), item.runs.begin(), item.runs.end());
    return usable(std::move(runs));
}

std::vector<QuoteLine> lines_of_need(deals::Need const& need) {
    std::vector<QuoteLine> lines;
    for (auto const& item : need.items) {
        QuoteLine line{.title = item.product.empty() ? item.product_head : item.product};
        for (auto const* words : {&item.colour, &item.material, &item.size, &item.note})
            add_words(line.description, *words);
        for (std::int64_t const run : usable(item.runs)) {
            QuoteOption option = option_of(run, 0);
            for (auto const& imprint : item.imprints)
                option.imprints.push_back(imprint_of(imprint));
            line.options.push_back(std::move(option));
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

QuoteLine line_of(catalog::ProductCard const& product, std::optional<std::int64_t> variant_id,
                  std::vector<std::int64_t> const& runs) {
    catalog::SelectionItem item{.product_id = product.id,
                                .variant_id = variant_id,
                                .title = product.name,
                                .url = product.url,
                                .price_micro = product.price_from_micro,
                                .article = product.article,
                                .material = product.material};
    for (catalog::VariantRow const& variant : product.variants) {
        bool const wanted = variant_id ? variant.id == *variant_id
                                       : variant.price_micro == product.price_from_micro;
        if (!wanted) continue;
        item.cost_micro = variant.cost_micro;
        item.price_micro = variant.price_micro;
        if (!variant_id) break;
        item.title = variant.name;
        item.article = variant.article.empty() ? product.article : variant.article;
        item.colour = variant.colour;
        return line_of(item, runs);
    }
    if (variant_id)
        throw base::Refusal::invalid("variant_missing",
                                     {"Такого варианта товара больше нет.",
                                      "There is no such variant of the product any more."},
                                     "products");
    return line_of(item, runs);
}

QuoteLine line_of(catalog::SelectionItem const& item, std::vector<std::int64_t> const& runs) {
    QuoteLine line{.title = item.title,
                   .product_id = item.product_id,
                   .variant_id = item.variant_id,
                   .url = item.url};
    if (!item.article.empty()) line.description = "Артикул " + item.article;
    add_words(line.description, item.colour);
    add_words(line.description, item.material);
    add_words(line.description, item.note);
    std::int64_t const cost = item.cost_micro.value_or(item.price_micro.value_or(0));
    for (std::int64_t const run : usable(runs)) line.options.push_back(option_of(run, cost));
    return line;
}

}  // namespace quotes
