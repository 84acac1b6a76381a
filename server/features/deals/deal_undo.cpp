#include "features/deals/deal_undo.h"

#include "features/deals/deal_record.h"
#include "features/deals/deal_store.h"
#include "features/deals/need_store.h"
#include "features/tasks/tasks.h"
#include "platform/live/live.h"

namespace deals {
namespace {

[[noreturn]] void refuse_changed(std::string const& what) {
    auto refusal =
        base::Refusal::conflict("deal_changed",
                                {"С тех пор это изменили ещё раз, отменить уже нельзя.",
                                 "This was changed again since, it cannot be undone any more."},
                                what);
    throw refusal;
}

Deal held(db::Transaction& tx, journal::Subject const& subject) {
    return store::find_to_change(tx, subject.id).value();
}

void finish(db::Transaction& tx, Deal& deal, base::Instant now) {
    store::update(tx, deal, now);
    index(tx, deal);
    live::publish(tx, {"deal", deal.id, "changed", deal.version}, now);
}

void undo_stage(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                journal::Subject const& subject, std::string const& data) {
    auto const before = json::from_json<StageBefore>(data);
    Acting const acting(tx, actor, now);
    auto deal = held(tx, subject);
    auto const stay = store::present_stay(tx, deal.id);
    if (!stay || stay->id != before.new_stay_id) refuse_changed("stage");
    if (!acting.process->stage(before.stage))
        throw base::Refusal::conflict("stage_gone",
                                      {"Этого этапа больше нет в процессе отдела.",
                                       "The department's process has this stage no more."});
    go_back(acting, deal, before);
    finish(tx, deal, now);
}

void undo_fields(db::Transaction& tx, http::Actor const&, base::Instant now,
                 journal::Subject const& subject, std::string const& data) {
    auto const before = json::from_json<FieldsBefore>(data);
    auto deal = held(tx, subject);
    json::Document const from(before.from.text), to(before.to.text);
    auto const estimate = deal.estimate_kopecks;
    boost::mp11::mp_for_each<json::Members<DealFields>>([&](auto member) {
        auto const old = from.root().find(member.name);
        auto const given = to.root().find(member.name);
        if (!old || !given) return;
        auto& value = deal.*member.pointer;
        std::remove_cvref_t<decltype(value)> expected{};
        json::read(*given, member.name, expected);
        if (value != expected) refuse_changed(member.name);
        json::read(*old, member.name, value);
    });
    if (estimate != deal.estimate_kopecks)
        set_amount_of(
            tx, deal,
            amount_after({deal.amount_source, deal.amount_kopecks}, AmountSource::estimate,
                         deal.estimate_kopecks, deal.estimate_kopecks));
    finish(tx, deal, now);
}

void undo_need(db::Transaction& tx, http::Actor const&, base::Instant now,
               journal::Subject const& subject, std::string const& data) {
    auto const before = json::from_json<NeedBefore>(data);
    auto deal = held(tx, subject);
    if (json::to_json(store::need_of(tx, deal)) != json::to_json(before.to)) refuse_changed("need");
    set_need(deal, before.from);
    store::put_need_items(tx, deal.id, before.from.items);
    finish(tx, deal, now);
}

void undo_owner(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                journal::Subject const& subject, std::string const& data) {
    auto const before = json::from_json<OwnerBefore>(data);
    auto deal = held(tx, subject);
    if (deal.owner_id != before.to) refuse_changed("owner_id");
    set_owner(tx, deal, before.from);
    finish(tx, deal, now);
    tasks::pass_on(tx, actor, now, "deal", deal.id, before.to, before.from);
}

}  // namespace

FieldsBefore differences(DealFields const& before, DealFields const& after) {
    std::string from = "{", to = "{";
    auto const add = [](std::string& out, char const* name, auto const& value) {
        if (out.size() > 1) out += ',';
        json::write_text(out, name);
        out += ':';
        json::write(out, value);
    };
    boost::mp11::mp_for_each<json::Members<DealFields>>([&](auto member) {
        if (before.*member.pointer == after.*member.pointer) return;
        add(from, member.name, before.*member.pointer);
        add(to, member.name, after.*member.pointer);
    });
    return {{from + "}"}, {to + "}"}};
}

std::vector<std::string> names_of(json::Raw const& object) {
    json::Document const document(object.text);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < document.root().size(); ++i)
        names.emplace_back(document.root().key(i));
    return names;
}

void set_need(Deal& deal, Need const& need) {
    deal.in_hands_on = need.in_hands_on;
    deal.deadline_words = need.deadline_words;
    deal.budget_kopecks = need.budget_kopecks;
    deal.budget_per = need.budget_per;
    deal.delivery_place = need.delivery_place;
}

void set_owner(db::Transaction& tx, Deal& deal, std::int64_t owner_id) {
    bool const counted = deal.outcome == Outcome::open;
    if (counted) store::count(tx, deal.owner_id, deal.stage, -1, -deal.amount_kopecks);
    deal.owner_id = owner_id;
    deal.team_id = store::team_of(tx, owner_id);
    if (counted) store::count(tx, deal.owner_id, deal.stage, 1, deal.amount_kopecks);
}

void set_amount_of(db::Transaction& tx, Deal& deal, Amount amount) {
    if (deal.outcome == Outcome::open)
        store::count(tx, deal.owner_id, deal.stage, 0, amount.kopecks - deal.amount_kopecks);
    deal.amount_kopecks = amount.kopecks;
    deal.amount_source = amount.source;
}

void register_undoers() {
    for (auto const* verb : {"stage_changed", "lost", "won", "reopened"})
        journal::register_undo("deal", verb, &undo_stage);
    journal::register_undo("deal", "changed", &undo_fields);
    journal::register_undo("deal", "need_changed", &undo_need);
    journal::register_undo("deal", "handed_over", &undo_owner);
}

}  // namespace deals
