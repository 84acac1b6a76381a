// Opening a deal (1.2.1): in the first stage of the process, with its quote deadline (1.2.2).
#include "features/deals/deal_facts.h"
#include "features/deals/deal_record.h"
#include "features/deals/deal_store.h"
#include "features/deals/deal_undo.h"
#include "features/deals/need_check.h"
#include "features/deals/need_store.h"
#include "features/deals/stage_moves.h"
#include "features/journal/nouns.h"
#include "platform/base/text.h"
#include "platform/live/live.h"

namespace deals {
namespace {

constexpr std::size_t longest_title = 300;
constexpr std::size_t longest_note = 10'000;

struct DealOpened {
    std::string stage;
    std::string channel;
    std::int64_t owner_id = 0;
};
BOOST_DESCRIBE_STRUCT(DealOpened, (), (stage, channel, owner_id))

struct DealTitle {
    std::string title;
};
BOOST_DESCRIBE_STRUCT(DealTitle, (), (title))

std::optional<std::int64_t> seen(db::Reader& reader, http::Actor const& actor,
                                 std::string_view noun, std::int64_t id) {
    if (id == 0) return std::nullopt;
    if (!journal::is_program(actor)) journal::require_see(reader, actor, noun, id);
    return id;
}

void require_conditions(process::DealStage const& stage, Situation const& situation,
                        std::string const& field) {
    for (auto const& condition : unmet(stage, situation)) {
        bool const contact = condition.condition == process::EntryCondition::has_contact;
        throw base::Refusal::invalid("stage_conditions", condition.words,
                                     field + (contact ? "contact_id" : ""));
    }
}

}  // namespace

std::int64_t open(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                  NewDeal const& wanted, std::string const& field) {
    Acting const acting(tx, actor, now);
    auto const& stage = acting.process->first_stage();
    auto const need = checked_need(wanted.need, field + "need");
    Deal deal;
    deal.company_id = seen(tx, actor, "company", wanted.company_id);
    deal.contact_id = seen(tx, actor, "contact", wanted.contact_id);
    deal.owner_id = wanted.owner_id ? wanted.owner_id : actor.id;
    if (!store::active_person_name(tx, deal.owner_id))
        throw base::Refusal::invalid(
            "owner_unknown",
            {"Выберите сотрудника, который работает.", "Choose a colleague who works here."},
            field + "owner_id");
    deal.team_id = store::team_of(tx, deal.owner_id);
    deal.channel = checked_channel(wanted.channel, field + "channel");
    set_need(deal, need);
    deal.quote_due_at = wanted.quote_due_at;
    deal.note = base::shortened(base::trimmed(base::clean(wanted.note)), longest_note);
    if (wanted.estimate_kopecks) {
        deal.estimate_kopecks = checked_sum(*wanted.estimate_kopecks, field + "estimate_kopecks");
        deal.amount_kopecks = *deal.estimate_kopecks;
        deal.amount_source = AmountSource::estimate;
    }
    auto const company = deal.company_id ? store::company_name(tx, *deal.company_id) : "";
    deal.title = base::shortened(base::trimmed(base::clean(wanted.title)), longest_title);
    if (deal.title.empty()) deal.title = base::shortened(title_of(need, company), longest_title);
    deal.stage = stage.key;
    deal.stage_entered_at = now;
    if (actor.id != 0) deal.created_by = actor.id;
    deal.created_at = now;
    deal.id = store::insert(tx, deal);
    deal.version = 1;
    store::put_need_items(tx, deal.id, need.items);
    for (auto const thread : wanted.thread_ids) store::attach_thread(tx, deal.id, thread);
    // Whoever opens a deal for a colleague goes on seeing it.
    if (actor.id != 0 && actor.id != deal.owner_id)
        store::add_participant(tx, deal.id, actor.id, "opener");
    require_conditions(stage, situation_of(tx, deal), field);
    begin(acting, deal, stage);
    save(acting, deal,
         {.verb = "opened",
          .details = json::to_json(DealOpened{stage.key, deal.channel, deal.owner_id}),
          .personal = json::to_json(DealTitle{deal.title}),
          .undo = journal::Undo::compensated});
    live::publish(tx, {"deal", deal.id, "created", deal.version}, now);
    if (deal.owner_id != actor.id)
        live::publish(tx, {"person:" + std::to_string(deal.owner_id), deal.id, "deal_received"},
                      now);
    return deal.id;
}

}  // namespace deals
