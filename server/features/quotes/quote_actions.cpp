#include "features/quotes/quote_actions.h"

#include "features/accounts/company_store.h"
#include "features/accounts/permissions.h"
#include "features/accounts/sellers_store.h"
#include "features/catalog/pictures.h"
#include "features/catalog/selections.h"
#include "features/deals/deals.h"
#include "features/files/attachments.h"
#include "features/journal/journal.h"
#include "features/journal/nouns.h"
#include "features/quotes/quote_filling.h"
#include "features/search/search.h"
#include "platform/base/text.h"
#include "platform/files/media.h"
#include "platform/live/live.h"

#include <algorithm>
#include <set>

namespace quotes {
namespace {

using base::Refusal;

// Autosaves of one person stand on the timeline once, until there is a pause.
constexpr std::chrono::minutes editing_pause{10};

struct QuoteFact {
    std::string number;
    std::int64_t version_number;
};
BOOST_DESCRIBE_STRUCT(QuoteFact, (), (number, version_number))

struct RemovedLine {
    std::int64_t place;
    QuoteLine line;
};
BOOST_DESCRIBE_STRUCT(RemovedLine, (), (place, line))

struct StateBefore {
    std::string state;
    std::int64_t version;  // after the change
};
BOOST_DESCRIBE_STRUCT(StateBefore, (), (state, version))

struct BothDrafts {
    QuoteDraft yours;
    QuoteDraft current;
};
BOOST_DESCRIBE_STRUCT(BothDrafts, (), (yours, current))

std::string fresh_line_key() {
    return base::random_token().substr(0, 10);
}

QuoteDraft current_draft(db::Reader& reader, QuoteRow const& row) {
    QuoteDraft draft = load(reader, current_version(reader, row));
    draft.version = row.version;
    draft.seller_id = row.seller_id;
    return draft;
}

[[noreturn]] void refuse_changed(db::Reader& reader, std::int64_t id, QuoteDraft const& yours) {
    Refusal refusal = Refusal::conflict(
        "quote_changed", {"КП тем временем изменил другой человек. Сравните и сохраните ещё раз.",
                          "Somebody else changed the quote meanwhile. Compare and save again."});
    refusal.details =
        json::to_json(BothDrafts{yours, current_draft(reader, *find_quote(reader, id))});
    throw refusal;
}

void require_version(db::Reader& reader, QuoteRow const& row, std::int64_t version) {
    if (row.version != version) refuse_changed(reader, row.id, {});
}

// An attachment's id in a draft must not open a file that its editor may not see.
void require_picture(db::Reader& reader, http::Actor const& actor, std::int64_t id,
                     std::string const& field) {
    auto const file = files::find(reader, id);
    if (!file || !journal::may_see(reader, actor, file->noun, file->subject_id))
        throw Refusal::invalid("picture_missing",
                               {"Такой картинки нет.", "There is no such picture."}, field);
    if (!files::is_picture(file->media_type))
        throw Refusal::invalid("no_picture",
                               {"Это не картинка: нужен PNG, JPEG, GIF или WebP.",
                                "This is no picture: PNG, JPEG, GIF or WebP is needed."},
                               field);
}

void require_references(db::Reader& reader, http::Actor const& actor, QuoteDraft const& draft,
                        QuoteDraft const& before) {
    std::set<std::int64_t> known;
    for (QuoteLine const& line : before.lines)
        if (line.picture_attachment_id) known.insert(*line.picture_attachment_id);
    if (before.logo_attachment_id) known.insert(*before.logo_attachment_id);
    auto const check = [&](std::optional<std::int64_t> id, std::string const& field) {
        if (id && known.insert(*id).second) require_picture(reader, actor, *id, field);
    };
    check(draft.logo_attachment_id, "logo_attachment_id");
    for (std::size_t i = 0; i < draft.lines.size(); ++i)
        check(draft.lines[i].picture_attachment_id,
              "lines[" + std::to_string(i) + "].picture_attachment_id");
    if (draft.contact_id && draft.contact_id != before.contact_id &&
        !journal::may_see(reader, actor, "contact", *draft.contact_id))
        throw Refusal::invalid("contact_missing",
                               {"Такого контакта нет.", "There is no such contact."}, "contact_id");
}

std::int64_t record(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                    QuoteRow const& row, char const* verb, journal::Undo undo,
                    std::string undo_data = "") {
    auto const version = find_version(tx, current_version(tx, row));
    return journal::record(tx, actor, now,
                           {.noun = "quote",
                            .id = row.id,
                            .verb = verb,
                            .details = json::to_json(QuoteFact{row.number, version->number}),
                            .undo = undo,
                            .undo_data = std::move(undo_data),
                            .also = {{"deal", row.deal_id}}});
}

void require_costs(http::Actor const& actor) {
    if (!actor.may(accounts::costs_read))
        throw Refusal::forbidden("costs_hidden",
                                 {"КП меняет тот, кому видны затраты.",
                                  "A quote is changed by whoever may see the costs."});
}

// Found by its number and by what it offers.
search::Document document_of(db::Reader& reader, QuoteRow const& row) {
    search::Document document{
        .noun = "quote", .id = row.id, .title = row.number, .at = row.created_at};
    for (std::string const& title : line_titles(reader, current_version(reader, row)))
        document.text += title + "\n";
    return document;
}

std::vector<search::Document> documents_after(db::Reader& reader, std::int64_t after_id,
                                              int limit) {
    std::vector<search::Document> out;
    for (QuoteRow const& row : quotes_after(reader, after_id, limit))
        out.push_back(document_of(reader, row));
    return out;
}

VatRegime regime_of(accounts::SellerVat vat) {
    switch (vat) {
        case accounts::SellerVat::general:
            return VatRegime::general;
        case accounts::SellerVat::simplified_5:
            return VatRegime::simplified_5;
        case accounts::SellerVat::simplified_7:
            return VatRegime::simplified_7;
        case accounts::SellerVat::simplified_none:
            break;
    }
    return VatRegime::simplified_none;
}

std::int64_t insert(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                    std::int64_t deal_id, QuoteDraft const& draft, char const* verb) {
    base::Date const day = today(tx, now);
    QuoteRow row{.deal_id = deal_id,
                 .number = base::random_token(),  // until the number is taken, last
                 .seller_id = draft.seller_id,
                 .author_id = actor.id,
                 .state = std::string(key_of(QuoteState::draft)),
                 .created_at = now};
    row.id = insert_quote(tx, row);
    row = *find_quote(tx, row.id);
    write_draft(tx, actor, now, row, draft);
    auto const seller = accounts::find_seller(tx, draft.seller_id);
    row.number = accounts::number_text(seller->number_prefix, "КП", day.year,
                                       accounts::next_number(tx, 0, "quote", day.year));
    set_number(tx, row.id, row.number);
    search::put(tx, document_of(tx, row));
    record(tx, actor, now, row, verb, journal::Undo::compensated);
    return row.id;
}

std::vector<QuoteLine> lines_of_selection(db::Transaction& tx, http::Actor const& actor,
                                          base::Instant now, std::int64_t selection_id,
                                          std::vector<std::int64_t> const& runs) {
    std::vector<QuoteLine> lines;
    std::vector<std::int64_t> products;
    for (auto const& item : catalog::selection_items(tx, actor, selection_id)) {
        lines.push_back(line_of(item, runs));
        if (item.product_id) products.push_back(*item.product_id);
    }
    catalog::want_pictures(tx, now, products);
    return lines;
}

void undo_removed_line(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                       journal::Subject const& subject, std::string const& data) {
    QuoteRow row = *find_quote(tx, subject.id);
    auto const removed = json::from_json<RemovedLine>(data);
    QuoteDraft draft = current_draft(tx, row);
    bool const there = std::ranges::any_of(
        draft.lines, [&](QuoteLine const& line) { return line.key == removed.line.key; });
    if (!row.draft_version_id || there)
        throw Refusal::conflict("line_cannot_return",
                                {"Строку не вернуть: КП уже отправлено или строка снова в нём.",
                                 "The line cannot return: the quote was sent, or has it again."});
    auto const place =
        std::min<std::size_t>(static_cast<std::size_t>(removed.place), draft.lines.size());
    draft.lines.insert(draft.lines.begin() + static_cast<std::ptrdiff_t>(place), removed.line);
    write_draft(tx, actor, now, row, draft);
}

void undo_state(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                journal::Subject const& subject, std::string const& data) {
    QuoteRow row = *find_quote(tx, subject.id);
    auto const before = json::from_json<StateBefore>(data);
    if (row.version != before.version)
        throw Refusal::conflict("quote_changed",
                                {"КП с тех пор изменилось, отменить нельзя.",
                                 "The quote has changed since, this cannot be undone."});
    row.state = before.state;
    save_row(tx, actor, now, row);
}

}  // namespace

base::Date today(db::Reader& reader, base::Instant now) {
    return base::Zone(accounts::company_settings(reader).zone).date(now);
}

PriceTerms terms_for(db::Reader& reader, std::int64_t seller_id, base::Date date) {
    auto const seller = accounts::find_seller(reader, seller_id);
    if (!seller)
        throw Refusal::invalid("seller_missing", {"Такого продавца нет.", "No such seller."},
                               "seller_id");
    VatRegime const regime = regime_of(accounts::vat_on(*seller, date));
    return {regime, vat_basis_points(regime, date),
            accounts::company_settings(reader).minimum_margin_basis_points};
}

std::int64_t current_version(db::Reader& reader, QuoteRow const& quote) {
    if (quote.draft_version_id) return *quote.draft_version_id;
    auto const versions = versions_of(reader, quote.id);
    if (versions.empty()) throw std::logic_error("a quote without a version");
    return versions.front().id;
}

QuoteRow require_seen(db::Reader& reader, http::Actor const& actor, std::int64_t id) {
    journal::require_see(reader, actor, "quote", id);
    return *find_quote(reader, id);
}

QuoteRow require_changeable(db::Reader& reader, http::Actor const& actor, std::int64_t id) {
    journal::require_change(reader, actor, "quote", id);
    return *find_quote(reader, id);
}

void save_row(db::Transaction& tx, http::Actor const& actor, base::Instant now, QuoteRow& row) {
    row.changed_by.reset();
    if (actor.id) row.changed_by = actor.id;
    if (!save(tx, row, now)) refuse_changed(tx, row.id, {});
    ++row.version;
    row.changed_at = now;
    publish(tx, now, row, "changed");
}

void publish(db::Transaction& tx, base::Instant now, QuoteRow const& row, char const* verb) {
    live::publish(tx, {.noun = "quote", .id = row.id, .verb = verb, .version = row.version}, now);
    live::publish(tx, {.noun = "deal", .id = row.deal_id, .verb = "quotes_changed"}, now);
}

void write_draft(db::Transaction& tx, http::Actor const& actor, base::Instant now, QuoteRow& row,
                 QuoteDraft const& draft) {
    // Goods are taxed by the day they are shipped (1.3.1.1), as far as it is known.
    PriceTerms const terms =
        terms_for(tx, draft.seller_id, draft.in_hands_on.value_or(today(tx, now)));
    auto const prices = price_draft(draft, terms);
    if (!row.draft_version_id) {
        auto const versions = versions_of(tx, row.id);
        std::int64_t const number = versions.empty() ? 1 : versions.front().number + 1;
        row.draft_version_id = insert_version(tx, row.id, number, now);
    }
    save(tx, *row.draft_version_id, draft, prices, terms);
    search::put(tx, document_of(tx, row));
    row.seller_id = draft.seller_id;
    save_row(tx, actor, now, row);
}

std::int64_t create(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                    NewQuote const& quote) {
    auto const deal = deals::require(tx, actor, quote.deal_id);
    journal::require_change(tx, actor, "deal", quote.deal_id);
    require_costs(actor);
    auto const seller =
        deal.seller_id ? std::optional(deal.seller_id) : accounts::default_seller(tx);
    if (!seller)
        throw Refusal::conflict("no_seller", {"Сначала заведите продавца в настройках.",
                                              "First enter a seller in the settings."});
    QuoteDraft draft = addressed(tx, deal, today(tx, now));
    draft.seller_id = *seller;
    auto const need = deals::need_of(tx, quote.deal_id);
    draft.lines = quote.selection_id
                      ? lines_of_selection(tx, actor, now, *quote.selection_id, runs_of(need))
                      : lines_of_need(need);
    if (quote.selection_id)
        for (QuoteLine& line : draft.lines) fit_to_need(line, need);
    return insert(tx, actor, now, quote.deal_id, checked(std::move(draft), fresh_line_key),
                  "quote_created");
}

void save_draft(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
                QuoteDraft const& draft) {
    QuoteRow row = require_changeable(tx, actor, id);
    require_costs(actor);
    if (row.version != draft.version) refuse_changed(tx, id, draft);
    if (row.quote_state() == QuoteState::void_)
        throw Refusal::conflict("quote_state", {"КП отменено. Сначала верните его.",
                                                "The quote is void. Restore it first."});
    QuoteDraft const fresh = checked(draft, fresh_line_key);
    require_references(tx, actor, fresh, current_draft(tx, row));
    bool const noted =
        row.changed_by == actor.id && now - row.changed_at < editing_pause && row.draft_version_id;
    write_draft(tx, actor, now, row, fresh);
    if (!noted) record(tx, actor, now, row, "draft_changed", journal::Undo::compensated);
}

void add_products(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
                  ProductsToQuote const& products) {
    QuoteRow row = require_changeable(tx, actor, id);
    require_costs(actor);
    require_version(tx, row, products.version);
    QuoteDraft draft = current_draft(tx, row);
    auto const need = deals::need_of(tx, row.deal_id);
    auto const runs = products.runs.empty() ? runs_of(need) : products.runs;
    auto const first_new = static_cast<std::ptrdiff_t>(draft.lines.size());
    std::vector<std::int64_t> ids;
    for (ProductToQuote const& wanted : products.products) {
        auto const product = catalog::product(tx, actor, wanted.product_id);
        draft.lines.push_back(line_of(product, wanted.variant_id, runs));
        ids.push_back(wanted.product_id);
    }
    if (products.selection_id)
        std::ranges::move(lines_of_selection(tx, actor, now, *products.selection_id, runs),
                          std::back_inserter(draft.lines));
    if (products.runs.empty())
        std::for_each(draft.lines.begin() + first_new, draft.lines.end(),
                      [&](QuoteLine& line) { fit_to_need(line, need); });
    if (products.from_need.value_or(false))
        std::ranges::move(lines_of_need(need), std::back_inserter(draft.lines));
    catalog::want_pictures(tx, now, ids);
    write_draft(tx, actor, now, row, checked(std::move(draft), fresh_line_key));
    record(tx, actor, now, row, "products_added", journal::Undo::compensated);
}

std::int64_t remove_line(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                         std::int64_t id, std::int64_t version, std::string const& line_key) {
    QuoteRow row = require_changeable(tx, actor, id);
    require_costs(actor);
    require_version(tx, row, version);
    QuoteDraft draft = current_draft(tx, row);
    auto const line = std::ranges::find(draft.lines, line_key, &QuoteLine::key);
    if (line == draft.lines.end())
        throw Refusal::not_found("line_not_found",
                                 {"Такой строки в КП нет.", "The quote has no such line."});
    RemovedLine const removed{line - draft.lines.begin(), *line};
    draft.lines.erase(line);
    write_draft(tx, actor, now, row, draft);
    return record(tx, actor, now, row, "line_removed", journal::Undo::reversible,
                  json::to_json(removed));
}

std::int64_t copy(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
                  std::optional<std::int64_t> deal_id) {
    QuoteRow const row = require_seen(tx, actor, id);
    require_costs(actor);
    std::int64_t const to = deal_id.value_or(row.deal_id);
    auto const deal = deals::require(tx, actor, to);
    journal::require_change(tx, actor, "deal", to);
    QuoteDraft draft = current_draft(tx, row);
    if (to != row.deal_id) {
        QuoteDraft head = addressed(tx, deal, today(tx, now));
        head.lines = std::move(draft.lines);
        head.seller_id = draft.seller_id;
        draft = std::move(head);
    }
    draft.valid_until = addressed(tx, deal, today(tx, now)).valid_until;
    return insert(tx, actor, now, to, checked(std::move(draft), fresh_line_key), "quote_copied");
}

void change_state(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
                  std::int64_t version, QuoteVerb verb) {
    QuoteRow row = require_changeable(tx, actor, id);
    require_version(tx, row, version);
    std::string const before = row.state;
    row.state = key_of(require_step(row.quote_state(), verb));
    // Back from void: a quote that reached the client is sent, not a draft.
    if (verb == QuoteVerb::restore && row.sent_version_id) row.state = key_of(QuoteState::sent);
    save_row(tx, actor, now, row);
    record(tx, actor, now, row, "quote_state_changed", journal::Undo::reversible,
           json::to_json(StateBefore{before, row.version}));
}

void register_quotes() {
    journal::register_noun({.key = "quote",
                            .words = {"Коммерческое предложение", "Quote"},
                            .may_see =
                                [](db::Reader& reader, http::Actor const& actor, std::int64_t id) {
                                    auto const row = find_quote(reader, id);
                                    return row && actor.may(accounts::quotes_read) &&
                                           journal::may_see(reader, actor, "deal", row->deal_id);
                                },
                            .may_change =
                                [](db::Reader& reader, http::Actor const& actor, std::int64_t id) {
                                    auto const row = find_quote(reader, id);
                                    return row && actor.may(accounts::quotes_change) &&
                                           journal::may_change(reader, actor, "deal", row->deal_id);
                                },
                            .title =
                                [](db::Reader& reader, std::int64_t id) {
                                    auto const row = find_quote(reader, id);
                                    return row ? row->number : std::string();
                                }});
    search::register_rebuild("quote", documents_after);
    journal::register_undo("quote", "line_removed", undo_removed_line);
    journal::register_undo("quote", "quote_state_changed", undo_state);
}

}  // namespace quotes
