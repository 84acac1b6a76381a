#include "features/quotes/quote_card.h"

#include "features/accounts/company_store.h"
#include "features/accounts/people_store.h"
#include "features/accounts/permissions.h"
#include "features/accounts/sellers_store.h"
#include "features/deals/deals.h"
#include "features/journal/nouns.h"
#include "features/quotes/client_store.h"
#include "features/quotes/quote_view.h"

#include <algorithm>

namespace quotes {
namespace {

QuoteOptionPrice option_card(OptionPrice const& price, std::int64_t quantity, bool costs,
                             base::Language language) {
    QuoteOptionPrice out{.quantity = quantity,
                         .unit_price_kopecks = price.unit_price_kopecks,
                         .discount_kopecks = price.discount_kopecks,
                         .total_kopecks = price.total_kopecks,
                         .vat_kopecks = price.vat_kopecks};
    if (!costs) return out;
    out.unit_cost_micro = price.unit_cost_micro;
    out.cost_kopecks = price.cost_kopecks;
    out.margin_kopecks = price.margin_kopecks;
    out.margin_basis_points = price.margin_basis_points;
    out.below_minimum_margin = price.below_minimum_margin;
    for (PriceStep const& step : price.steps)
        out.steps.push_back(
            {step.label.in(language), step.working.in(language), step.amount_micro});
    return out;
}

std::vector<std::string> allowed_for(QuoteRow const& row, bool may_change) {
    std::vector<std::string> out;
    if (!may_change) return out;
    for (auto const& [verb, name] : {std::pair{QuoteVerb::send, "send"},
                                     {QuoteVerb::accept, "accept"},
                                     {QuoteVerb::withdraw, "withdraw"},
                                     {QuoteVerb::decline, "decline"},
                                     {QuoteVerb::reopen, "reopen"},
                                     {QuoteVerb::discard, "discard"},
                                     {QuoteVerb::restore, "restore"}})
        if (after(row.quote_state(), verb)) out.emplace_back(name);
    if (row.quote_state() != QuoteState::void_) out.emplace_back("edit");
    return out;
}

void add_problems(QuoteCard& card, QuoteDraft const& draft,
                  std::vector<std::vector<OptionPrice>> const& prices, base::Date day,
                  http::Actor const& actor) {
    for (auto const& problem : problems_of(draft, prices, day, margin_guarded(actor)))
        card.problems.push_back({problem.code, problem.field, problem.words.in(actor.language)});
}

void add_prices(QuoteCard& card, QuoteDraft const& draft,
                std::vector<std::vector<OptionPrice>> const& prices,
                std::vector<ChoiceRow> const& choices, http::Actor const& actor) {
    bool const costs = actor.may(accounts::costs_read);
    std::vector<LineSum> sums;
    for (std::size_t i = 0; i < draft.lines.size(); ++i) {
        QuoteLinePrice line{.key = draft.lines[i].key};
        LineSum sum;
        auto const choice = std::ranges::find(choices, line.key, &ChoiceRow::line_key);
        for (std::size_t j = 0; j < prices[i].size(); ++j) {
            std::int64_t const quantity = draft.lines[i].options[j].quantity;
            line.options.push_back(option_card(prices[i][j], quantity, costs, actor.language));
            sum.options.push_back({quantity, prices[i][j].total_kopecks, prices[i][j].vat_kopecks,
                                   prices[i][j].margin_kopecks});
        }
        if (choice != choices.end()) {
            sum.left_out = choice->left_out;
            sum.chosen_option_id = choice->quantity;  // runs are unique in a line
        }
        line.left_out = sum.left_out;
        line.chosen_quantity = counted_option(sum);
        card.prices.push_back(std::move(line));
        sums.push_back(std::move(sum));
    }
    QuoteSum const sum = sum_of(sums);
    card.sum = {sum.complete, sum.undecided_lines, sum.total_kopecks, sum.vat_kopecks, {}};
    if (costs) card.sum.margin_kopecks = sum.margin_kopecks;
}

VersionRow shown_version(db::Reader& reader, QuoteRow const& row,
                         std::vector<VersionRow> const& versions,
                         std::optional<std::int64_t> number) {
    if (!number) return *find_version(reader, current_version(reader, row));
    auto const found = std::ranges::find(versions, *number, &VersionRow::number);
    if (found == versions.end())
        throw base::Refusal::not_found("version_not_found",
                                       {"Такой версии КП нет.", "The quote has no such version."});
    return *found;
}

}  // namespace

bool margin_guarded(http::Actor const& actor) {
    return !actor.may(accounts::quotes_below_margin);
}

QuoteCard card(db::Reader& reader, http::Actor const& actor, base::Instant now, std::int64_t id,
               std::optional<std::int64_t> version_number) {
    QuoteRow const row = require_seen(reader, actor, id);
    auto const versions = versions_of(reader, id);
    VersionRow const shown = shown_version(reader, row, versions, version_number);
    QuoteCard card{.id = row.id,
                   .number = row.number,
                   .version = row.version,
                   .state = row.state,
                   .allowed = allowed_for(row, journal::may_change(reader, actor, "quote", id)),
                   .deal_id = row.deal_id,
                   .deal_title = deals::brief(reader, row.deal_id).title,
                   .author_id = row.author_id,
                   .shown_version = shown.number,
                   .editable = !shown.frozen_at,
                   .vat_basis_points = shown.vat_basis_points,
                   .created_at = row.created_at,
                   .changed_at = row.changed_at};
    if (auto const seller = accounts::find_seller(reader, row.seller_id))
        card.seller_name = seller->name;
    if (auto const author = accounts::find_person(reader, row.author_id))
        card.author_name = author->name;
    PriceTerms const terms{shown.vat_regime, shown.vat_basis_points,
                           accounts::company_settings(reader).minimum_margin_basis_points};
    card.minimum_margin_basis_points = terms.minimum_margin_basis_points;
    QuoteDraft draft = load(reader, shown.id);
    draft.version = row.version;
    draft.seller_id = row.seller_id;
    auto const prices = price_draft(draft, terms);
    add_prices(card, draft, prices, choices_of(reader, shown.id), actor);
    auto const pictures = catalog_pictures(reader, draft);
    for (QuoteLinePrice& line : card.prices)
        if (auto const found = pictures.find(line.key); found != pictures.end())
            line.catalog_picture_id = found->second.picture_id;
    if (card.editable) add_problems(card, draft, prices, today(reader, now), actor);
    for (VersionRow const& version : versions) {
        card.versions.push_back(
            {version.number, version.frozen_at, version.pdf_attachment_id, version.created_at});
        if (version.id == row.sent_version_id) card.sent_version = version.number;
    }
    card.draft =
        actor.may(accounts::costs_read) ? std::move(draft) : without_costs(std::move(draft));
    return card;
}

std::vector<QuoteBrief> briefs_of_deal(db::Reader& reader, std::int64_t deal_id) {
    std::vector<QuoteBrief> out;
    for (QuoteRow const& row : quotes_of_deal(reader, deal_id)) {
        auto const version = find_version(reader, current_version(reader, row));
        auto const lines = line_sums(reader, version->id);
        QuoteSum const sum = sum_of(lines);
        out.push_back({row.id, row.number, row.state, version->number,
                       static_cast<std::int64_t>(lines.size()), sum.complete, sum.total_kopecks,
                       valid_until_of(reader, version->id), last_opened(reader, row.id),
                       row.changed_at, row.version});
    }
    return out;
}

}  // namespace quotes
