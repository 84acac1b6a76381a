#include "features/deals/deal_actions.h"

#include "features/deals/deal_facts.h"
#include "features/deals/deal_record.h"
#include "features/deals/deal_store.h"
#include "features/deals/deal_undo.h"
#include "features/deals/need_check.h"
#include "features/deals/need_store.h"
#include "features/journal/nouns.h"
#include "features/process/vocabulary.h"
#include "features/tasks/tasks.h"
#include "platform/base/text.h"
#include "platform/live/live.h"

#include <algorithm>

namespace deals {
namespace {

constexpr std::size_t longest_title = 300;
constexpr std::size_t longest_note = 10'000;

struct FieldsChanged {
    std::vector<std::string> fields;
};
BOOST_DESCRIBE_STRUCT(FieldsChanged, (), (fields))

struct StageChanged {
    std::string from;
    std::string to;
    std::string reason;  // of a loss
};
BOOST_DESCRIBE_STRUCT(StageChanged, (), (from, to, reason))

struct OutsideFact {
    std::string fact;
    base::Date on;
};
BOOST_DESCRIBE_STRUCT(OutsideFact, (), (fact, on))

struct NoteWords {
    std::string note;
};
BOOST_DESCRIBE_STRUCT(NoteWords, (), (note))

struct HelperChanged {
    std::int64_t person_id = 0;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(HelperChanged, (), (person_id, name))

struct MissingConditions {
    std::vector<process::StageCondition> missing;
};
BOOST_DESCRIBE_STRUCT(MissingConditions, (), (missing))

struct NeededAct {
    std::string stage;
    std::string fact;
    std::string act;
    base::Words words;
    bool built = false;
};
BOOST_DESCRIBE_STRUCT(NeededAct, (), (stage, fact, act, words, built))

struct BothDeals {
    DealChange yours;
    Deal theirs;
};
BOOST_DESCRIBE_STRUCT(BothDeals, (), (yours, theirs))

struct BothNeeds {
    Need yours;
    Need theirs;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(BothNeeds, (), (yours, theirs, version))

[[noreturn]] void refuse_version(std::string details) {
    auto refusal = base::Refusal::conflict(
        "deal_changed", {"Сделку уже изменил кто-то другой. Сравните значения и повторите.",
                         "Somebody else has changed the deal. Compare the values and try again."});
    refusal.details = std::move(details);
    throw refusal;
}

process::DealStage const& require_stage(process::Current const& process, std::string const& key) {
    auto const* stage = process->stage(key);
    if (!stage)
        throw base::Refusal::invalid("stage_unknown",
                                     {"Такого этапа нет.", "There is no such stage."}, "stage");
    return *stage;
}

void refuse_drop(process::DealStage const& stage, Drop answer, Situation const& situation) {
    if (answer == Drop::opens_act) {
        auto const& act = process::act_of(*stage.entry);
        auto refusal = base::Refusal::conflict("stage_needs_act", act.words, "stage");
        refusal.details =
            json::to_json(NeededAct{stage.key, boost::describe::enum_to_string(act.fact, ""),
                                    std::string(act.act), act.words, act.built});
        throw refusal;
    }
    if (answer == Drop::lacks) {
        MissingConditions const missing{unmet(stage, situation)};
        base::Words words{"На этот этап пока нельзя:", "Not to this stage yet:"};
        for (auto const& condition : missing.missing) {
            words.ru += " " + condition.words.ru;
            words.en += " " + condition.words.en;
        }
        auto refusal = base::Refusal::conflict("stage_conditions", words, "stage");
        refusal.details = json::to_json(missing);
        throw refusal;
    }
    if (answer == Drop::loses)
        throw base::Refusal::conflict("loss_needs_reason",
                                      {"Выберите причину слива.", "Choose the reason of the loss."},
                                      "stage");
    if (answer == Drop::closed)
        throw base::Refusal::conflict(
            "deal_closed",
            {"Сделка закрыта. Сначала откройте её снова.", "The deal is closed. Reopen it first."},
            "stage");
}

void move_to(Acting const& acting, Deal& deal, process::DealStage const& stage, char const* verb) {
    auto const from = deal.stage;
    auto const before = enter(acting, deal, stage, "");
    save(acting, deal,
         {.verb = verb,
          .details = json::to_json(StageChanged{from, stage.key, deal.lost_reason}),
          .personal = deal.lost_note.empty() ? "" : json::to_json(NoteWords{deal.lost_note}),
          .undo = journal::Undo::reversible,
          .undo_data = json::to_json(before)});
}

std::string checked_words(std::string const& text, std::size_t most) {
    return base::shortened(base::trimmed(base::clean(text)), most);
}

void clear_fields(DealFields& fields, std::vector<std::string> const& names) {
    for (auto const& name : names) {
        if (name == "company_id")
            fields.company_id.reset();
        else if (name == "contact_id")
            fields.contact_id.reset();
        else if (name == "seller_id")
            fields.seller_id.reset();
        else if (name == "quote_due_at")
            fields.quote_due_at.reset();
        else if (name == "estimate_kopecks")
            fields.estimate_kopecks.reset();
        else if (name == "note")
            fields.note.clear();
        else
            throw base::Refusal::invalid(
                "field_unknown", {"Это поле не очищается.", "This field is not cleared."}, "clear");
    }
}

void set_fields(db::Reader& reader, http::Actor const& actor, Deal& deal,
                DealChange const& change) {
    clear_fields(deal, change.clear);
    if (change.title) deal.title = checked_words(*change.title, longest_title);
    if (deal.title.empty())
        throw base::Refusal::invalid("title_empty", {"Назовите сделку.", "Name the deal."},
                                     "title");
    if (change.company_id && change.company_id != deal.company_id) {
        journal::require_see(reader, actor, "company", *change.company_id);
        deal.company_id = change.company_id;
    }
    if (change.contact_id && change.contact_id != deal.contact_id) {
        journal::require_see(reader, actor, "contact", *change.contact_id);
        deal.contact_id = change.contact_id;
    }
    if (change.seller_id && change.seller_id != deal.seller_id) {
        journal::require_see(reader, actor, "seller", *change.seller_id);
        deal.seller_id = change.seller_id;
    }
    if (change.channel) deal.channel = checked_channel(*change.channel, "channel");
    if (change.quote_due_at) deal.quote_due_at = change.quote_due_at;
    if (change.note) deal.note = checked_words(*change.note, longest_note);
    if (change.estimate_kopecks)
        deal.estimate_kopecks = checked_sum(*change.estimate_kopecks, "estimate_kopecks");
}

}  // namespace

void change(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
            DealChange const& change) {
    auto deal = hold(tx, actor, id, DealVerb::change);
    if (deal.version != change.version) refuse_version(json::to_json(BothDeals{change, deal}));
    auto const before = deal;
    set_fields(tx, actor, deal, change);
    auto const changed = differences(before, deal);
    auto const names = names_of(changed.to);
    if (names.empty()) return;
    if (deal.estimate_kopecks != before.estimate_kopecks)
        set_amount_of(
            tx, deal,
            amount_after({deal.amount_source, deal.amount_kopecks}, AmountSource::estimate,
                         deal.estimate_kopecks, deal.estimate_kopecks));
    Acting const acting(tx, actor, now);
    save(acting, deal,
         {.verb = "changed",
          .details = json::to_json(FieldsChanged{names}),
          .personal = json::to_json(changed),
          .undo = journal::Undo::reversible,
          .undo_data = json::to_json(changed)});
}

void change_need(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
                 std::int64_t version, Need const& need) {
    auto deal = hold(tx, actor, id, DealVerb::change);
    auto const checked = checked_need(need, "need");
    NeedBefore const changed{store::need_of(tx, deal), checked};
    if (deal.version != version)
        refuse_version(json::to_json(BothNeeds{checked, changed.from, deal.version}));
    if (json::to_json(changed.from) == json::to_json(changed.to)) return;
    set_need(deal, checked);
    store::put_need_items(tx, deal.id, checked.items);
    Acting const acting(tx, actor, now);
    save(acting, deal,
         {.verb = "need_changed",
          .personal = json::to_json(changed),
          .undo = journal::Undo::reversible,
          .undo_data = json::to_json(changed)});
}

void move(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
          std::string const& key) {
    Acting const acting(tx, actor, now);
    auto deal = hold(tx, actor, id, DealVerb::change);
    auto const& stage = require_stage(acting.process, key);
    auto const situation = situation_of(tx, deal);
    auto const answer = drop(stage, deal, situation);
    if (answer == Drop::stays) return;
    refuse_drop(stage, answer, situation);
    move_to(acting, deal, stage, stage.kind == process::StageKind::won ? "won" : "stage_changed");
}

void lose(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
          std::string const& reason, std::string const& note) {
    Acting const acting(tx, actor, now);
    auto deal = hold(tx, actor, id, DealVerb::lose);
    if (!acting.process->lost_reason(reason))
        throw base::Refusal::invalid(
            "lost_reason_unknown",
            {"Выберите причину слива из списка.", "Choose a reason from the list."}, "reason");
    auto before = deal;
    auto const& stage = acting.process->lost_stage();
    auto kept = enter(acting, deal, stage, "");
    deal.lost_reason = reason;
    deal.lost_note = checked_words(note, longest_note);
    save(acting, deal,
         {.verb = "lost",
          .details = json::to_json(StageChanged{before.stage, stage.key, reason}),
          .personal = deal.lost_note.empty() ? "" : json::to_json(NoteWords{deal.lost_note}),
          .undo = journal::Undo::reversible,
          .undo_data = json::to_json(kept)});
}

void reopen(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id) {
    Acting const acting(tx, actor, now);
    auto deal = hold(tx, actor, id, DealVerb::reopen);
    auto const* stage = &acting.process->first_stage();
    auto const stays = store::stays(tx, id);
    for (auto stay = stays.rbegin(); stay != stays.rend(); ++stay) {
        auto const* known = acting.process->stage(stay->stage);
        if (!known) known = acting.process->stage(acting.process->replacement(stay->stage));
        if (!known || known->kind != process::StageKind::open) continue;
        stage = known;
        break;
    }
    auto const from = deal.stage;
    auto const before = enter(acting, deal, *stage, "");
    deal.lost_reason.clear();
    deal.lost_note.clear();
    save(acting, deal,
         {.verb = "reopened",
          .details = json::to_json(StageChanged{from, stage->key, ""}),
          .undo = journal::Undo::reversible,
          .undo_data = json::to_json(before)});
}

void tell_outside_fact(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                       std::int64_t id, process::DealFact fact, base::Date on,
                       std::string const& note) {
    static_cast<void>(hold(tx, actor, id, DealVerb::tell_fact));
    auto const zone = calendar::working_time(tx).zone;
    if (on > zone.date(now))
        throw base::Refusal::invalid(
            "date_in_future",
            {"Это ещё не случилось: дата в будущем.", "The date lies in the future."}, "on");
    auto const words = checked_words(note, longest_note);
    if (words.empty())
        throw base::Refusal::invalid(
            "note_empty", {"Напишите, как это было сделано.", "Say how it was done."}, "note");
    auto const today = zone.date(now) == on;
    tell_fact_at(tx, actor, now, id, fact, today ? now : zone.at(on, 12 * 60), true, words);
}

void hand_over(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
               std::int64_t owner_id, bool keep_former) {
    auto deal = hold(tx, actor, id, DealVerb::hand_over);
    if (deal.owner_id == owner_id) return;
    if (!store::active_person_name(tx, owner_id))
        throw base::Refusal::invalid(
            "owner_unknown",
            {"Выберите сотрудника, который работает.", "Choose a colleague who works here."},
            "owner_id");
    OwnerBefore const changed{deal.owner_id, owner_id};
    set_owner(tx, deal, owner_id);
    if (keep_former) store::add_participant(tx, id, changed.from, "former_owner");
    Acting const acting(tx, actor, now);
    save(acting, deal,
         {.verb = "handed_over",
          .details = json::to_json(changed),
          .undo = journal::Undo::reversible,
          .undo_data = json::to_json(changed)});
    tasks::pass_on(tx, actor, now, "deal", id, changed.from, changed.to);
    live::publish(tx, {"person:" + std::to_string(owner_id), id, "deal_received"}, now);
}

void add_helper(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
                std::int64_t person_id) {
    auto const deal = hold(tx, actor, id, DealVerb::change);
    auto const name = store::active_person_name(tx, person_id);
    if (!name)
        throw base::Refusal::invalid(
            "person_unknown",
            {"Выберите сотрудника, который работает.", "Choose a colleague who works here."},
            "person_id");
    if (!store::add_participant(tx, id, person_id, "helper")) return;
    note(Acting(tx, actor, now), deal,
         {.verb = "helper_added",
          .details = json::to_json(HelperChanged{person_id, *name}),
          .undo = journal::Undo::compensated});
}

void remove_helper(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                   std::int64_t id, std::int64_t person_id) {
    auto const deal = hold(tx, actor, id, DealVerb::change);
    if (!store::remove_participant(tx, id, person_id)) return;
    note(Acting(tx, actor, now), deal,
         {.verb = "helper_removed",
          .details = json::to_json(HelperChanged{person_id, ""}),
          .undo = journal::Undo::compensated});
}

}  // namespace deals
