#include "features/deals/deal_facts.h"

#include "features/deals/deal_record.h"
#include "features/deals/deal_store.h"
#include "features/deals/deal_undo.h"
#include "features/deals/need_store.h"
#include "features/deals/stage_moves.h"
#include "features/tasks/tasks.h"
#include "platform/live/live.h"

#include <algorithm>

namespace deals {
namespace {

struct FactTold {
    std::string fact;
    bool outside = false;
    std::string from;  // the stage it was told in
    std::string to;    // where the deal stands now
};
BOOST_DESCRIBE_STRUCT(FactTold, (), (fact, outside, from, to))

struct FactWords {
    std::string note;
};
BOOST_DESCRIBE_STRUCT(FactWords, (), (note))

// What has happened cannot be taken back by a click; the stage can, by hand.
journal::Fact event(FactTold const& told, std::string const& note) {
    return {.verb = told.fact,
            .details = json::to_json(told),
            .personal = note.empty() ? "" : json::to_json(FactWords{note}),
            .undo = journal::Undo::final};
}

}  // namespace

Situation situation_of(db::Reader& reader, Deal const& deal) {
    auto const items = store::need_items(reader, deal.id);
    bool const has_need = std::ranges::any_of(
        items, [](auto const& item) { return !item.product.empty() && !item.runs.empty(); });
    return {deal.contact_id.has_value(),
            deal.company_id.has_value(),
            !deal.channel.empty(),
            has_need,
            deal.in_hands_on.has_value(),
            !deal.lost_reason.empty(),
            store::fact_keys(reader, deal.id)};
}

void tell_fact_at(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                  std::int64_t deal_id, process::DealFact fact, base::Instant at, bool outside,
                  std::string const& note) {
    auto found = store::find_to_change(tx, deal_id);
    if (!found)
        throw base::Refusal::not_found("not_found",
                                       {"Такой сделки нет.", "There is no such deal."});
    auto deal = std::move(*found);
    Acting const acting(tx, actor, now);
    std::string const key = boost::describe::enum_to_string(fact, "");
    store::put_fact(tx, deal_id, {key, at, outside, note});
    if (fact == process::DealFact::quote_sent) deal.quote_sent_at = at;
    auto const from = deal.stage;
    if (deal.outcome == Outcome::open) {
        if (auto const* target = moved_by_fact(*acting.process, deal.stage, fact))
            static_cast<void>(enter(acting, deal, *target, key));
        else if (auto const* stage = acting.process->entered_by(fact))
            repeat(acting, deal, *stage);
    }
    save(acting, deal, event({key, outside, from, deal.stage}, note));
}

void tell_fact(db::Transaction& tx, http::Actor const& actor, base::Instant now,
               std::int64_t deal_id, std::string const& fact, bool outside,
               std::string const& note) {
    process::DealFact known{};
    if (!boost::describe::enum_from_string(fact.c_str(), known))
        throw std::logic_error("no fact of deals is called '" + fact + "'");
    tell_fact_at(tx, actor, now, deal_id, known, now, outside, note);
}

void take_fact_back(db::Transaction& tx, base::Instant now, std::int64_t deal_id,
                    std::string const& fact) {
    if (!store::drop_fact(tx, deal_id, fact)) return;
    auto deal = store::find_to_change(tx, deal_id).value();
    store::update(tx, deal, now);
    live::publish(tx, {"deal", deal_id, "changed", deal.version}, now);
}

void set_amount(db::Transaction& tx, base::Instant now, std::int64_t deal_id, AmountSource source,
                std::optional<std::int64_t> kopecks) {
    auto found = store::find_to_change(tx, deal_id);
    if (!found) throw std::logic_error("the amount of a deal that is not there");
    auto deal = std::move(*found);
    if (source == AmountSource::estimate) deal.estimate_kopecks = kopecks;
    auto const amount = amount_after({deal.amount_source, deal.amount_kopecks}, source, kopecks,
                                     deal.estimate_kopecks);
    if (amount.kopecks == deal.amount_kopecks && amount.source == deal.amount_source) return;
    set_amount_of(tx, deal, amount);
    store::update(tx, deal, now);
    live::publish(tx, {"deal", deal.id, "changed", deal.version}, now);
}

void follow_task(db::Transaction& tx, std::string const& noun, std::int64_t subject_id,
                 base::Instant now) {
    if (noun != "deal") return;
    store::set_next_step(tx, subject_id, tasks::next_step(tx, noun, subject_id));
    live::publish(tx, {"deal", subject_id, "changed", 0}, now);
}

void let_assignee_see(db::Transaction& tx, std::string const& noun, std::int64_t subject_id,
                      std::int64_t person_id) {
    if (noun != "deal") return;
    auto const deal = store::find(tx, subject_id);
    if (deal && deal->owner_id != person_id)
        store::add_participant(tx, subject_id, person_id, "helper");
}

void follow_person(db::Transaction& tx, std::int64_t person_id) {
    store::set_team_of_owner(tx, person_id);
}

void follow_company(db::Transaction& tx, std::int64_t company_id) {
    for (auto const& deal : store::deals_of_company(tx, company_id)) index(tx, deal);
}

void attach_thread(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                   std::int64_t deal_id, std::int64_t thread_id) {
    auto const deal = require(tx, actor, deal_id);
    store::attach_thread(tx, deal_id, thread_id);
    live::publish(tx, {"deal", deal_id, "changed", deal.version}, now);
}

void detach_thread(db::Transaction& tx, base::Instant now, std::int64_t thread_id) {
    auto const deal_id = store::deal_of_thread(tx, thread_id);
    if (!deal_id) return;
    store::detach_thread(tx, thread_id);
    live::publish(tx, {"deal", *deal_id, "changed", store::find(tx, *deal_id).value().version},
                  now);
}

std::optional<std::int64_t> deal_of_thread(db::Reader& reader, std::int64_t thread_id) {
    return store::deal_of_thread(reader, thread_id);
}

std::optional<std::int64_t> newest_thread(db::Reader& reader, std::int64_t deal_id) {
    auto const threads = store::threads(reader, deal_id);
    return threads.empty() ? std::nullopt : std::optional(threads.back());
}

}  // namespace deals
