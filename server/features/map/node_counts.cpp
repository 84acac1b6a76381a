#include "features/map/node_counts.h"

#include "features/accounts/permissions.h"
#include "features/inbox/enquiry_store.h"
#include "features/tasks/task_store.h"

#include <algorithm>

namespace map {
namespace {

using deals::DealScope;
using deals::Lacking;

std::string with_scope(Asked const& asked, std::string link) {
    link += link.find('?') == std::string::npos ? "?" : "&";
    return link + "scope=" + boost::describe::enum_to_string(asked.scope, "");
}

NodeCount open_deals(Asked const& asked) {
    NodeCount out{0, 0, with_scope(asked, "/deals?view=board"),
                  with_scope(asked, "/deals?view=list&late=true")};
    for (auto const& count : asked.stage_counts) *out.waiting += count.deals;
    for (auto const& [stage, late] : asked.late_by_stage) *out.late += late;
    return out;
}

// A node of a stage; the stages that end a deal have no work standing there.
NodeCount stage_deals(Asked const& asked, process::MapNode const& node) {
    auto const stage =
        std::ranges::find(asked.department.stages, node.number, &process::DealStage::node);
    if (stage == asked.department.stages.end()) return {};
    std::string const link = "/deals?view=list&stage=" + stage->key;
    if (stage->kind != process::StageKind::open)
        return {std::nullopt, std::nullopt, with_scope(asked, link + "&any_outcome=true"), ""};
    auto const kept =
        std::ranges::find(asked.stage_counts, stage->key, &deals::store::StageCount::stage);
    auto const late = asked.late_by_stage.find(stage->key);
    return {kept == asked.stage_counts.end() ? 0 : kept->deals,
            late == asked.late_by_stage.end() ? 0 : late->second, with_scope(asked, link),
            with_scope(asked, link + "&late=true")};
}

NodeCount quote_deadlines(Asked const& asked) {
    auto const count = [&](std::optional<base::Instant> late) {
        return deals::store::waiting_for_quote(asked.reader, asked.actor, asked.scope, late,
                                               most_counted);
    };
    return {count(std::nullopt), count(asked.now),
            with_scope(asked, "/deals?view=list&quote=waiting&order=quote_deadline"),
            with_scope(asked, "/deals?view=list&quote=late&order=quote_deadline")};
}

// What a card lacks is the work of its node; with nothing lacking the node opens the directory.
NodeCount lacking(Asked const& asked, Lacking what, std::string const& directory) {
    auto const count =
        deals::store::lacking(asked.reader, asked.actor, asked.scope, what, most_counted);
    std::string const list =
        std::string("/deals?view=list&lacks=") + boost::describe::enum_to_string(what, "");
    return {count, std::nullopt, count > 0 ? with_scope(asked, list) : directory, ""};
}

NodeCount open_tasks(Asked const& asked, std::vector<std::string> kinds, std::string const& link) {
    tasks::store::Filter filter;
    if (asked.scope == DealScope::team)
        filter.team_id = asked.actor.team_id;
    else if (asked.scope != DealScope::all)
        filter.assignee_id = asked.actor.id;
    filter.kinds = std::move(kinds);
    auto const visible = tasks::store::visible_to(asked.actor);
    auto const count = [&] {
        return tasks::store::count_up_to(asked.reader, filter, visible, most_counted);
    };
    auto const* scope = asked.scope == DealScope::team  ? "team"
                        : asked.scope == DealScope::all ? "all"
                                                        : "mine";
    std::string const list = link + "&scope=" + scope;
    NodeCount out{count(), std::nullopt, list, list + "&late=true"};
    filter.due_before = asked.now;
    out.late = count();
    return out;
}

std::vector<std::string> call_kinds(process::Department const& department) {
    std::vector<std::string> out;
    for (auto const& kind : department.tasks)
        if (kind.call) out.push_back(kind.key);
    return out;
}

// Enquiries that are new or in work. Who does not see everybody's has his own and those of nobody
// before him: both wait for him.
NodeCount open_enquiries(Asked const& asked, std::optional<inbox::EnquiryChannel> channel) {
    inbox::store::Filter filter;
    filter.open = true;
    filter.channel = channel;
    bool const everybodys = asked.actor.may(accounts::deals_see_all);
    bool const own = everybodys && asked.scope != DealScope::all && asked.scope != DealScope::team;
    if (own) filter.owner_id = asked.actor.id;
    auto const visible = inbox::store::visible_to(asked.actor);
    auto const count = [&] {
        return inbox::store::count_up_to(asked.reader, filter, visible, most_counted);
    };
    std::string link = own ? "/inbox?scope=mine" : "/inbox?scope=all";
    if (channel) link += std::string("&channel=") + boost::describe::enum_to_string(*channel, "");
    NodeCount out{count(), std::nullopt, link, link + "&late=true"};
    filter.late_at = asked.now;
    out.late = count();
    return out;
}

struct BuiltPart {
    std::string_view part;
    http::Permission permission;
    NodeCount (*count)(Asked const& asked, process::MapNode const& node);
};

NodeCount only_opens(Asked const&, process::MapNode const&) {
    return {};
}

std::vector<BuiltPart> const& built_parts() {
    using accounts::deals_read;
    using accounts::tasks_change;
    using Node = process::MapNode;
    static std::vector<BuiltPart> const all{
        {"inbox", accounts::inbox_read,
         [](Asked const& asked, Node const&) { return open_enquiries(asked, std::nullopt); }},
        {"letters", accounts::inbox_read,
         [](Asked const& asked, Node const&) {
             return open_enquiries(asked, inbox::EnquiryChannel::mail);
         }},
        {"needs", accounts::inbox_read,
         [](Asked const& asked, Node const&) { return open_enquiries(asked, std::nullopt); }},
        {"deals", deals_read, [](Asked const& asked, Node const&) { return open_deals(asked); }},
        {"board", deals_read, [](Asked const& asked, Node const&) { return open_deals(asked); }},
        {"stage", deals_read, &stage_deals},
        {"new_deals", deals_read,
         [](Asked const& asked, Node const&) {
             return lacking(asked, Lacking::anything, "/deals?view=board");
         }},
        {"companies", deals_read,
         [](Asked const& asked, Node const&) {
             return lacking(asked, Lacking::company, "/companies");
         }},
        {"people", deals_read,
         [](Asked const& asked, Node const&) {
             return lacking(asked, Lacking::contact, "/people");
         }},
        {"quote_deadlines", deals_read,
         [](Asked const& asked, Node const&) { return quote_deadlines(asked); }},
        {"quotes", deals_read,
         [](Asked const& asked, Node const&) { return quote_deadlines(asked); }},
        {"calls_to_make", tasks_change,
         [](Asked const& asked, Node const&) {
             return open_tasks(asked, call_kinds(asked.department), "/day?call=true");
         }},
        {"control_calls", tasks_change,
         [](Asked const& asked, Node const&) {
             return open_tasks(asked, {"control_call"}, "/day?kind=control_call");
         }},
        {"catalog", accounts::catalog_read, &only_opens},
        {"selections", accounts::catalog_read, &only_opens},
    };
    return all;
}

BuiltPart const* find_built(std::string_view part) {
    auto const found = std::ranges::find(built_parts(), part, &BuiltPart::part);
    return found == built_parts().end() ? nullptr : &*found;
}

}  // namespace

bool is_built(std::string_view part) {
    return find_built(part) != nullptr;
}

std::optional<NodeCount> count_node(Asked const& asked, process::MapNode const& node) {
    auto const* built = find_built(node.opens);
    if (!built || !asked.actor.may(built->permission)) return std::nullopt;
    return built->count(asked, node);
}

}  // namespace map
