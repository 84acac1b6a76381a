#include "features/map/live_map.h"

#include "features/accounts/permissions.h"
#include "features/map/node_counts.h"
#include "features/process/vocabulary.h"

#include <algorithm>

namespace map {
namespace {

using deals::DealScope;

std::vector<DealScope> scopes_of(http::Actor const& actor) {
    std::vector<DealScope> out{DealScope::mine, DealScope::helping};
    bool const all = actor.may(accounts::deals_see_all);
    if (actor.team_id != 0 && (all || actor.may(accounts::deals_see_team)))
        out.push_back(DealScope::team);
    if (all) out.push_back(DealScope::all);
    return out;
}

// Who owns no deals works on those where he takes part.
DealScope default_scope(http::Actor const& actor) {
    if (actor.may(accounts::deals_see_all)) return DealScope::all;
    bool const owns = actor.role == accounts::sales_manager || actor.role == accounts::head;
    return owns ? DealScope::mine : DealScope::helping;
}

std::vector<std::string> roles_of(process::Department const& department,
                                  process::MapNode const& node) {
    auto const* at = &node;
    while (at && at->roles.empty()) {
        auto const dot = at->number.rfind('.');
        at = dot == std::string::npos ? nullptr : department.node(at->number.substr(0, dot));
    }
    return at ? at->roles : std::vector<std::string>{};
}

MapNodeState state_of(Asked const& asked, process::MapNode const& node) {
    MapNodeState state;
    state.number = node.number;
    state.words = node.words;
    state.rule = node.rule;
    state.roles = roles_of(asked.department, node);
    state.opens = node.opens;
    state.built = is_built(node.opens);
    auto const count = count_node(asked, node);
    if (!count) return state;
    state.waiting = count->waiting;
    state.late = count->late;
    state.link =
        count->link.empty() ? std::string(process::find_part(node.opens)->link) : count->link;
    state.late_link = count->late_link;
    return state;
}

// Kept counters are exact; what is counted by a query stops at 100 and is shown as "99+".
void cut(MapNodeState& state) {
    bool const kept = state.opens == "deals" || state.opens == "board" || state.opens == "stage";
    auto const stop = [&](std::optional<std::int64_t>& number) {
        if (!number || *number < most_counted) return;
        number = most_counted - 1;
        state.more = true;
    };
    if (!kept) stop(state.waiting);
    stop(state.late);
}

}  // namespace

LiveMap live_map(db::Reader& reader, http::Actor const& actor, base::Instant now,
                 MapQuery const& query) {
    auto const process = process::current(reader);
    LiveMap out{process.version, query.scope.value_or(default_scope(actor)), scopes_of(actor), {}};
    if (std::ranges::find(out.scopes, out.scope) == out.scopes.end())
        throw base::Refusal::forbidden(
            "scope_forbidden", {"Эти сделки вам не видны.", "You may not see these deals."});
    Asked asked{reader, actor, now, out.scope, *process, {}, {}};
    if (actor.may(accounts::deals_read)) {
        asked.stage_counts = deals::store::counts(reader, actor, out.scope);
        for (auto const& stage : process->stages)
            if (stage.kind == process::StageKind::open)
                asked.late_by_stage[stage.key] =
                    deals::store::late_at(reader, actor, out.scope, stage.key, now, most_counted);
    }
    for (auto const& node : process->nodes) {
        out.nodes.push_back(state_of(asked, node));
        cut(out.nodes.back());
    }
    return out;
}

void mount(http::Router& router) {
    router.get("/api/map", http::signed_in, "The live map: how much stands at each node",
               [](http::ReadCall& call, MapQuery const& query) {
                   return live_map(call.db, call.actor, call.now, query);
               });
}

}  // namespace map
