#include "app/seed/past.h"
#include "features/catalog/selections.h"
#include "features/deals/deal_actions.h"
#include "features/quotes/client_actions.h"
#include "features/quotes/objections.h"
#include "features/quotes/quote_sending.h"

namespace app::seed {
namespace {

constexpr std::int64_t micro_of_kopeck = 10'000;

quotes::QuoteDraft draft_of(db::Reader& reader, quotes::QuoteRow const& row) {
    auto draft = quotes::load(reader, quotes::current_version(reader, row));
    draft.version = row.version;
    draft.seller_id = row.seller_id;
    return draft;
}

// A longer run costs less a piece.
std::int64_t cost_micro(Good const& good, std::int64_t run, std::int64_t per_cent) {
    std::int64_t const discount = run >= 1000 ? 15 : run >= 300 ? 8 : 0;
    return good.cost_kopecks * (100 - discount) * per_cent / 100 * micro_of_kopeck / 100;
}

quotes::OpenedLink opened(db::Reader& reader, std::int64_t link_id) {
    quotes::OpenedLink out;
    out.link = quotes::find_link(reader, link_id);
    out.quote = quotes::find_quote(reader, out.link->quote_id);
    out.version = quotes::find_version(reader, out.link->version_id);
    return out;
}

}  // namespace

void Past::select_products(db::Transaction& tx, Played& deal, base::Instant at) {
    if (products_.empty()) return;
    catalog::NewSelection wanted{.title = {}, .deal_id = deal.deal_id, .product_ids = {}};
    for (std::int64_t i = deal.dice.between(3, 8); i > 0; --i)
        wanted.product_ids.push_back(deal.dice.one_of(products_));
    catalog::create_selection(tx, *deal.owner, at, wanted);
}

void Past::make_quote(db::Transaction& tx, Played& deal, base::Instant at) {
    deal.quote_id =
        quotes::create(tx, *deal.owner, at, {.deal_id = deal.deal_id, .selection_id = {}});
    auto const row = quotes::find_quote(tx, deal.quote_id);
    auto draft = draft_of(tx, *row);
    for (std::size_t i = 0; i < draft.lines.size(); ++i) {
        Good const& good = *deal.asked.goods.at(i);
        draft.lines[i].lead_time_days = deal.dice.between(5, 15);
        for (auto& option : draft.lines[i].options) {
            option.unit_cost_micro = cost_micro(good, option.quantity, 100);
            for (auto& imprint : option.imprints) {
                imprint.per_piece_micro = deal.dice.between(8, 45) * 100 * micro_of_kopeck;
                imprint.setup_micro = 1'500 * 100 * micro_of_kopeck;
            }
        }
    }
    quotes::save_draft(tx, *deal.owner, at, deal.quote_id, draft);
}

void Past::send_quote(db::Transaction& tx, Played& deal, base::Instant at, bool again) {
    auto const parts = quotes::sending_parts(parts_.secrets, parts_.config);
    if (again) {  // the answer to «дорого»: the same for less
        auto draft = draft_of(tx, *quotes::find_quote(tx, deal.quote_id));
        draft.valid_until = base::add_days(stage_.time.zone.date(at), 14);
        for (std::size_t i = 0; i < draft.lines.size(); ++i)
            for (auto& option : draft.lines[i].options)
                option.unit_cost_micro = cost_micro(*deal.asked.goods.at(i), option.quantity, 93);
        quotes::save_draft(tx, *deal.owner, at, deal.quote_id, draft);
    }
    quotes::QuoteSendingForm form;
    form.version = quotes::find_quote(tx, deal.quote_id)->version;
    form.with_pdf = false;
    if (again && deal.objection_id != 0) form.answers_objections = {deal.objection_id};
    auto const sending = quotes::send(tx, *deal.owner, at, deal.quote_id, form, parts);
    post_->goes(tx, at, quotes::queue_without_pdf(tx, at, sending, parts));
    deal.link_id = quotes::find_sending(tx, sending)->link_id.value();
}

void Past::client_looks(db::Transaction& tx, Played& deal, base::Instant at, Step step) {
    auto const link = opened(tx, deal.link_id);
    auto const options = quotes::options_of(tx, link.version->id);
    auto const& first = options.front();
    if (step == Step::client_opens) {
        quotes::look(tx, at, link, "opened", "");
        quotes::look(tx, at, link, "looked_at", first.line_key);
    } else if (step == Step::client_picks) {
        quotes::pick(tx, at, link,
                     {.line = first.line_key, .quantity = first.quantity, .left_out = false});
    } else {
        bool const asks = step == Step::client_asks;
        quotes::remark(tx, at, link,
                       {.line = asks ? "" : first.line_key,
                        .text = asks ? client_question(deal.dice) : client_remark(deal.dice),
                        .question = asks});
    }
}

void Past::objects(db::Transaction& tx, Played& deal, base::Instant at, Step step) {
    if (step == Step::raise_objection) {
        auto const said = objection(deal.dice);
        quotes::ObjectionForm form;
        form.kind = said.kind;
        form.words = said.words;
        form.quote_id = deal.quote_id;
        deal.objection_id = quotes::object(tx, *deal.owner, at, deal.deal_id, form).id;
        deals::move(tx, *deal.owner, at, deal.deal_id, "objections");
        return;
    }
    for (auto const& open : quotes::objections_of(tx, deal.deal_id)) {
        if (open.id != deal.objection_id) continue;
        quotes::ObjectionChange change;
        change.version = open.version;
        change.answer = "Предложил варианты, отправил расчёт";
        change.state = quotes::ObjectionState::answered;
        quotes::change(tx, *deal.owner, at, open.id, change);
    }
}

void Past::accept(db::Transaction& tx, Played& deal, base::Instant at) {
    auto const link = opened(tx, deal.link_id);
    std::string line;
    for (auto const& option : quotes::options_of(tx, link.version->id)) {
        if (option.line_key == line) continue;  // the first run of each line
        line = option.line_key;
        quotes::pick(tx, at, link, {.line = line, .quantity = option.quantity, .left_out = false});
    }
    quotes::accept(tx, at, link, deal.client.name, "203.0.113.7");
}

}  // namespace app::seed
