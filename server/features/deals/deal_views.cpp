#include "features/deals/deal_views.h"

#include "features/customers/customers.h"
#include "features/deals/deal_record.h"
#include "features/deals/need_store.h"
#include "features/process/vocabulary.h"
#include "features/search/search.h"
#include "features/tasks/task_store.h"
#include "platform/base/text.h"

#include <algorithm>

namespace deals {
namespace {

constexpr int most_found = 1000;  // deals that fit the words, before the other filters

int page_size(std::optional<int> limit) {
    return std::clamp(limit.value_or(50), 1, 200);
}

DealPage page_of(db::Reader& reader, std::vector<DealListing> found, int limit, DealOrder order,
                 base::Instant now) {
    DealPage page;
    if (found.size() > static_cast<std::size_t>(limit)) {
        found.resize(static_cast<std::size_t>(limit));
        auto const& last = found.back();
        auto const at =
            order == DealOrder::quote_deadline ? last.quote_due_at.value() : last.created_at;
        page.next = base::to_text(base::Cursor{at.unix_ms, last.id});
    }
    auto const time = calendar::working_time(reader);
    for (auto& listing : found) page.items.push_back(row(time, std::move(listing), now));
    return page;
}

std::vector<StageMove> moves(process::Department const& department, Deal const& deal,
                             Situation const& situation) {
    std::vector<StageMove> out;
    for (auto const& stage : department.stages) {
        StageMove move{stage.key, drop(stage, deal, situation), std::nullopt, {}};
        if (move.drop == Drop::opens_act) {
            auto const& act = process::act_of(*stage.entry);
            move.act = std::string(act.act);
            move.words = act.words;
        } else if (move.drop == Drop::lacks) {
            for (auto const& condition : unmet(stage, situation)) {
                move.words.ru += (move.words.ru.empty() ? "" : " ") + condition.words.ru;
                move.words.en += (move.words.en.empty() ? "" : " ") + condition.words.en;
            }
        }
        out.push_back(std::move(move));
    }
    return out;
}

std::vector<DealTask> open_tasks(db::Reader& reader, std::int64_t deal_id, base::Instant now) {
    std::vector<DealTask> out;
    for (auto const& task : tasks::store::open_about(reader, "deal", deal_id))
        out.push_back({task.id, task.kind, task.title, task.assignee_id, task.assignee_name,
                       task.due_at, task.whole_day, tasks::is_late(task, now), task.version});
    return out;
}

std::vector<DealVerb> allowed(db::Reader& reader, http::Actor const& actor, Deal const& deal) {
    std::vector<DealVerb> out;
    if (!may_change_deal(reader, actor, deal.id)) return out;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<DealVerb>>([&](auto verb) {
        if (may(deal.outcome, verb.value)) out.push_back(verb.value);
    });
    return out;
}

}  // namespace

DealRow row(calendar::WorkingTime const& time, DealListing listing, base::Instant now) {
    DealRow out{std::move(listing)};
    if (out.outcome != Outcome::open) return out;
    out.late_stage = out.stage_due_at && *out.stage_due_at < now;
    out.late_step = out.next_step_at && *out.next_step_at < now;
    out.no_next_step = !out.next_step_at;
    if (out.quote_due_at && !out.quote_sent_at) {
        out.late_quote = *out.quote_due_at < now;
        out.quote_minutes_left = calendar::working_minutes_between(time, now, *out.quote_due_at);
    }
    return out;
}

DealBoard board(db::Reader& reader, http::Actor const& actor, base::Instant now,
                BoardQuery const& query) {
    auto const process = process::current(reader);
    auto const counts = store::counts(reader, actor, query.scope);
    int const limit = page_size(query.limit);
    DealBoard out{process.version, {}};
    for (auto const& stage : process->stages) {
        if (stage.kind != process::StageKind::open) continue;
        BoardColumn part{stage.key, 0, 0, {}, {}};
        auto const kept = std::ranges::find(counts, stage.key, &store::StageCount::stage);
        if (kept != counts.end()) {
            part.deals = kept->deals;
            part.amount_kopecks = kept->amount_kopecks;
        }
        auto shown = page_of(
            reader, store::column(reader, actor, query.scope, stage.key, std::nullopt, limit + 1),
            limit, DealOrder::newest, now);
        part.items = std::move(shown.items);
        part.next = std::move(shown.next);
        out.columns.push_back(std::move(part));
    }
    return out;
}

DealPage column(db::Reader& reader, http::Actor const& actor, base::Instant now,
                std::string const& stage, ColumnQuery const& query) {
    std::optional<base::Cursor> after;
    if (query.after) after = base::parse_cursor(*query.after, "after");
    int const limit = page_size(query.limit);
    return page_of(reader, store::column(reader, actor, query.scope, stage, after, limit + 1),
                   limit, DealOrder::newest, now);
}

DealPage list(db::Reader& reader, http::Actor const& actor, base::Instant now,
              DealFilter const& filter) {
    store::ListPart part{now, {}, {}, 0};
    int const limit = page_size(filter.limit);
    part.limit = limit + 1;
    if (filter.after) part.after = base::parse_cursor(*filter.after, "after");
    if (filter.text && !base::trimmed(*filter.text).empty())
        part.found = search::find_ids(reader, "deal", *filter.text, most_found);
    return page_of(reader, store::list(reader, actor, filter, part), limit,
                   filter.order.value_or(DealOrder::newest), now);
}

DealCard card(db::Reader& reader, http::Actor const& actor, base::Instant now, std::int64_t id) {
    static_cast<void>(require(reader, actor, id));
    auto const deal = store::find(reader, id).value();
    auto const process = process::current(reader);
    auto const situation = situation_of(reader, deal);
    DealCard out{row(calendar::working_time(reader), store::listing(reader, id).value(), now)};
    out.seller_id = deal.seller_id;
    out.note = deal.note;
    out.estimate_kopecks = deal.estimate_kopecks;
    out.lost_note = deal.lost_note;
    out.closed_at = deal.closed_at;
    out.changed_at = deal.changed_at;
    if (deal.contact_id) {
        auto const who =
            customers::addressee(reader, *deal.contact_id, deal.company_id.value_or(0));
        out.contact = {who.full_name, who.position, who.phone, who.email, who.greeting};
    }
    out.need = store::need_of(reader, deal);
    out.open_questions =
        open_questions(*process, out.need, situation.has_company, situation.has_contact);
    out.tasks = open_tasks(reader, id, now);
    out.moves = moves(*process, deal, situation);
    out.stays = store::stays(reader, id);
    out.facts = store::facts(reader, id);
    out.participants = store::participants(reader, id);
    out.thread_ids = store::threads(reader, id);
    out.allowed = allowed(reader, actor, deal);
    return out;
}

}  // namespace deals
