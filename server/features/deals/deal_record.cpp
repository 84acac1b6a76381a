#include "features/deals/deal_record.h"

#include "features/accounts/permissions.h"
#include "features/customers/customers.h"
#include "features/deals/deal_store.h"
#include "features/deals/deal_undo.h"
#include "features/deals/need_store.h"
#include "features/journal/nouns.h"
#include "features/letters/letters.h"
#include "features/search/search.h"
#include "platform/live/live.h"

namespace deals {
namespace {

[[noreturn]] void refuse_missing() {
    throw base::Refusal::not_found(
        "not_found", {"Такой сделки нет или нет доступа.", "There is no such deal, or no access."});
}

void check_outcome(Deal const& deal, DealVerb verb) {
    if (may(deal.outcome, verb)) return;
    if (verb == DealVerb::reopen)
        throw base::Refusal::conflict("deal_open", {"Сделка и так открыта.", "The deal is open."});
    throw base::Refusal::conflict("deal_closed", {"Сделка закрыта. Сначала откройте её снова.",
                                                  "The deal is closed. Reopen it first."});
}

search::Document document(db::Reader& reader, Deal const& deal) {
    std::string text = deal.note + " " + deal.delivery_place;
    for (auto const& item : store::need_items(reader, deal.id))
        text += " " + item.product + " " + item.product_head + " " + item.colour + " " +
                item.material + " " + item.note;
    return {"deal",     deal.id,
            deal.title, deal.company_id ? store::company_name(reader, *deal.company_id) : "",
            text,       deal.created_at};
}

}  // namespace

bool may_change_deal(db::Reader& reader, http::Actor const& actor, std::int64_t id) {
    return (journal::is_program(actor) || actor.may(accounts::deals_change)) &&
           store::sees(reader, actor, id);
}

Deal hold(db::Transaction& tx, http::Actor const& actor, std::int64_t id, DealVerb verb) {
    auto deal = store::find_to_change(tx, id);
    if (!deal || !store::sees(tx, actor, id)) refuse_missing();
    if (!may_change_deal(tx, actor, id))
        throw base::Refusal::forbidden(
            "forbidden", {"У вас нет права менять сделки.", "You may not change deals."});
    check_outcome(*deal, verb);
    return std::move(*deal);
}

void note(Acting const& acting, Deal const& deal, journal::Fact fact) {
    fact.noun = "deal";
    fact.id = deal.id;
    fact.also.push_back({"company", deal.company_id.value_or(0)});
    fact.also.push_back({"contact", deal.contact_id.value_or(0)});
    fact.process_version = acting.process.version;
    journal::record(acting.tx, acting.actor, acting.now, fact);
    live::publish(acting.tx, {"deal", deal.id, "changed", deal.version}, acting.now);
}

void save(Acting const& acting, Deal& deal, journal::Fact fact) {
    store::update(acting.tx, deal, acting.now);
    index(acting.tx, deal);
    note(acting, deal, std::move(fact));
}

void index(db::Transaction& tx, Deal const& deal) {
    search::put(tx, document(tx, deal));
}

void register_noun_and_undo() {
    journal::register_noun({"deal",
                            {"Сделка", "Deal"},
                            [](db::Reader& reader, http::Actor const& actor, std::int64_t id) {
                                return (journal::is_program(actor) ||
                                        actor.may(accounts::deals_read)) &&
                                       store::sees(reader, actor, id);
                            },
                            &may_change_deal,
                            [](db::Reader& reader, std::int64_t id) {
                                auto const deal = store::find(reader, id);
                                return deal ? deal->title : std::string();
                            }});
    search::register_rebuild("deal", [](db::Reader& reader, std::int64_t after_id, int limit) {
        std::vector<search::Document> documents;
        for (auto const& deal : store::deals_after(reader, after_id, limit))
            documents.push_back(document(reader, deal));
        return documents;
    });
    customers::open_by_deals({&store::companies_of_visible, &store::contacts_of_visible});
    letters::follow({"deal",
                     "deal_threads w JOIN deals d ON d.id = w.deal_id WHERE "
                     "w.thread_id = l.thread_id",
                     &visible_to});
    register_undoers();
}

DealBrief brief(db::Reader& reader, std::int64_t deal_id) {
    auto const deal = store::find(reader, deal_id);
    if (!deal) refuse_missing();
    return {deal->id,
            deal->title,
            deal->company_id.value_or(0),
            deal->contact_id.value_or(0),
            deal->seller_id.value_or(0),
            deal->owner_id,
            deal->stage,
            boost::describe::enum_to_string(deal->outcome, ""),
            deal->in_hands_on,
            deal->version};
}

DealBrief require(db::Reader& reader, http::Actor const& actor, std::int64_t deal_id) {
    if (!store::sees(reader, actor, deal_id)) refuse_missing();
    return brief(reader, deal_id);
}

Need need_of(db::Reader& reader, std::int64_t deal_id) {
    auto const deal = store::find(reader, deal_id);
    if (!deal) refuse_missing();
    return store::need_of(reader, *deal);
}

}  // namespace deals
