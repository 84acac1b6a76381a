#include "features/process/process_routes.h"

#include "features/accounts/permissions.h"
#include "features/process/factory_process.h"
#include "features/process/process_actions.h"
#include "features/process/vocabulary.h"

#include <algorithm>
#include <limits>

namespace process {
namespace {

ProcessView show(http::ReadCall& call) {
    auto const now = current(call.db);
    ProcessView view{now.version, *now, {}};
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<DealFact>>([&](auto e) {
        auto const& act = act_of(e.value);
        view.acts.push_back({act.fact, std::string(act.act), act.words, act.built});
    });
    return view;
}

ProcessText show_text(http::ReadCall& call) {
    auto const active = store::active_version(call.db);
    if (!active) return {std::nullopt, std::string(factory_process_toml)};
    return {active->id, store::text_of(call.db, active->id)};
}

ProcessText show_version(http::ReadCall& call) {
    auto const version = store::find_version(call.db, call.id());
    if (!version)
        throw base::Refusal::not_found("not_found",
                                       {"Такой версии процесса нет.", "There is no such version."});
    return {version->id, store::text_of(call.db, version->id)};
}

ProcessVersionPage list(http::ReadCall& call, VersionsQuery const& query) {
    int const limit = std::clamp(query.limit.value_or(50), 1, 200);
    auto const before = query.before.value_or(std::numeric_limits<std::int64_t>::max());
    ProcessVersionPage page{store::versions(call.db, before, limit + 1), std::nullopt};
    if (page.items.size() > static_cast<std::size_t>(limit)) {
        page.items.pop_back();
        page.next = std::to_string(page.items.back().id);
    }
    return page;
}

ProcessCheck check(http::WriteCall&, TextToCheck const& body) {
    return {read_process(body.text).mistakes};
}

ProcessVersion load(http::WriteCall& call, NewProcessVersion const& body) {
    auto const id = add_version(call.db, call.actor, call.now, body.text, body.note.value_or(""));
    return store::find_version(call.db, id).value();
}

ProcessVersion bring_into_force(http::WriteCall& call, ProcessActivation const& body) {
    activate(call.db, call.actor, call.now, call.id(), body.seen);
    return store::find_version(call.db, call.id()).value();
}

}  // namespace

void mount(http::Router& router) {
    router.get("/api/process", http::signed_in,
               "How the department works: nodes, stages, limits, words of the rules", &show);
    router.get("/api/process/text", http::signed_in, "The process file in force", &show_text);
    router.get("/api/process/versions", accounts::process_change,
               "Versions of the process, newest first", &list);
    router.get("/api/process/versions/{id}", accounts::process_change, "The text of a version",
               &show_version);
    router.post("/api/process/check", accounts::process_change,
                "Check a process file: every mistake with its line", &check);
    router.post("/api/process/versions", accounts::process_change,
                "Load a process file; it is not in force yet", &load);
    router.post("/api/process/versions/{id}/activation", accounts::process_change,
                "Bring a version into force", &bring_into_force);
}

}  // namespace process
