#include "features/deals/deal.h"

#include <algorithm>

namespace deals {
namespace {

using process::EntryCondition;

bool has_run(NeedItem const& item) {
    return !item.product.empty() && !item.runs.empty();
}

bool any_imprint(Need const& need, bool (*told)(NeedImprint const&)) {
    return std::ranges::any_of(
        need.items, [&](auto const& item) { return std::ranges::any_of(item.imprints, told); });
}

int rank(AmountSource source) {
    return static_cast<int>(source);  // none, estimate, chosen, accepted
}

}  // namespace

std::vector<std::string_view> const& channels() {
    static std::vector<std::string_view> const all{"mail", "call", "chat", "note", "other"};
    return all;
}

std::vector<OutcomeRule> const& outcome_rules() {
    static std::vector<OutcomeRule> const all{
        {Outcome::open, DealVerb::change},    {Outcome::open, DealVerb::move},
        {Outcome::open, DealVerb::lose},      {Outcome::open, DealVerb::hand_over},
        {Outcome::open, DealVerb::tell_fact}, {Outcome::won, DealVerb::change},
        {Outcome::won, DealVerb::hand_over},  {Outcome::won, DealVerb::reopen},
        {Outcome::won, DealVerb::tell_fact},  {Outcome::lost, DealVerb::change},
        {Outcome::lost, DealVerb::hand_over}, {Outcome::lost, DealVerb::reopen},
        {Outcome::lost, DealVerb::tell_fact},
    };
    return all;
}

bool may(Outcome outcome, DealVerb verb) {
    return std::ranges::any_of(outcome_rules(), [&](auto const& rule) {
        return rule.from == outcome && rule.verb == verb;
    });
}

bool holds(process::StageCondition const& condition, Situation const& situation) {
    switch (condition.condition) {
        case EntryCondition::has_contact:
            return situation.has_contact;
        case EntryCondition::has_company:
            return situation.has_company;
        case EntryCondition::has_channel:
            return situation.has_channel;
        case EntryCondition::has_need:
            return situation.has_need;
        case EntryCondition::has_deadline:
            return situation.has_deadline;
        case EntryCondition::has_lost_reason:
            return situation.has_lost_reason;
        case EntryCondition::paid_share:
            return situation.facts.contains("paid");  // told for the part due before ordering
        default:
            return situation.facts.contains(
                boost::describe::enum_to_string(condition.condition, ""));
    }
}

std::vector<process::StageCondition> unmet(process::DealStage const& stage,
                                           Situation const& situation) {
    std::vector<process::StageCondition> out;
    for (auto const& condition : stage.conditions)
        if (!holds(condition, situation)) out.push_back(condition);
    return out;
}

Drop drop(process::DealStage const& target, Deal const& deal, Situation const& situation) {
    if (deal.stage == target.key) return Drop::stays;
    if (!may(deal.outcome, DealVerb::move)) return Drop::closed;
    if (target.kind == process::StageKind::lost) return Drop::loses;
    // A fact that is true already opens the stage by hand as well: back from the objections.
    if (target.entry &&
        !situation.facts.contains(boost::describe::enum_to_string(*target.entry, "")))
        return Drop::opens_act;
    return unmet(target, situation).empty() ? Drop::moves : Drop::lacks;
}

process::DealStage const* moved_by_fact(process::Department const& department,
                                        std::string_view stage, process::DealFact fact) {
    auto const* target = department.entered_by(fact);
    if (!target || department.place_of(target->key) <= department.place_of(stage)) return nullptr;
    return target;
}

base::Instant end_of(calendar::WorkingTime const& time, base::Instant from,
                     process::WorkingSpan span) {
    switch (span.unit) {
        case process::SpanUnit::working_minutes:
            return calendar::add_working_minutes(time, from, span.amount);
        case process::SpanUnit::working_hours:
            return calendar::add_working_minutes(time, from, span.amount * 60);
        case process::SpanUnit::working_days:
            return calendar::end_of_working_day(time, from, span.amount);
    }
    return from;
}

Amount amount_after(Amount current, AmountSource source, std::optional<std::int64_t> kopecks,
                    std::optional<std::int64_t> estimate_kopecks) {
    if (kopecks && rank(source) >= rank(current.source)) return {source, *kopecks};
    if (kopecks || current.source != source) return current;
    if (source == AmountSource::estimate || !estimate_kopecks) return {};
    return {AmountSource::estimate, *estimate_kopecks};
}

std::string title_of(Need const& need, std::string_view company_name) {
    if (!need.items.empty() && !need.items.front().product.empty()) {
        auto const& item = need.items.front();
        std::string runs;
        for (auto const run : item.runs) runs += (runs.empty() ? "" : "/") + std::to_string(run);
        return item.product + (runs.empty() ? "" : ", " + runs + " шт.");
    }
    if (!company_name.empty()) return std::string(company_name);
    return "Новая сделка";
}

std::vector<std::string> open_questions(process::Department const& department, Need const& need,
                                        bool has_company, bool has_contact) {
    auto const answered = [&](std::string_view key) {
        auto const& items = need.items;
        if (key == "product")
            return std::ranges::any_of(items, [](auto const& i) { return !i.product.empty(); });
        if (key == "run") return !items.empty() && std::ranges::all_of(items, has_run);
        if (key == "imprint")
            return any_imprint(need, [](auto const& imprint) { return !imprint.method.empty(); });
        if (key == "imprint_place")
            return any_imprint(need, [](auto const& imprint) { return !imprint.place.empty(); });
        if (key == "deadline") return need.in_hands_on.has_value();
        if (key == "budget") return need.budget_kopecks.has_value();
        if (key == "delivery_place") return !need.delivery_place.empty();
        if (key == "company" || key == "inn") return has_company;
        return has_contact;  // phone, contact_name: asked where there is no contact
    };
    std::vector<std::string> out;
    for (auto const& question : department.needs)
        if (!answered(question.key)) out.push_back(question.key);
    return out;
}

}  // namespace deals
