// /api/saved-views: whoever made a view changes it; a shared one is everybody's to use.
#include "features/accounts/permissions.h"
#include "features/deals/deal_list_store.h"
#include "features/deals/deal_routes.h"
#include "features/deals/saved_view_store.h"
#include "platform/base/text.h"

#include <algorithm>

namespace deals {
namespace {

constexpr std::size_t longest_name = 80;
constexpr std::size_t largest_filter = 4000;
constexpr std::string_view nouns[] = {"deal", "enquiry", "company", "contact", "task"};

SavedView view_of(store::SavedViewRow const& row, std::int64_t person_id) {
    return {row.id,       row.noun,   row.name, row.shared, row.owner_id == person_id,
            {row.filter}, row.version};
}

std::string checked_name(std::string const& name) {
    auto const clean = base::shortened(base::trimmed(base::clean(name)), longest_name);
    if (clean.empty())
        throw base::Refusal::invalid("name_empty", {"Назовите вид.", "Name the view."}, "name");
    return clean;
}

std::string checked_filter(std::string const& noun, json::Raw const& filter) {
    if (noun == "deal") static_cast<void>(json::from_json<DealFilter>(filter.text));
    if (filter.text.size() > largest_filter || filter.text.front() != '{')
        throw base::Refusal::invalid(
            "filter_invalid", {"Фильтр слишком велик.", "The filter is too large."}, "filter");
    return filter.text;
}

std::string checked_noun(std::string const& noun) {
    if (std::ranges::find(nouns, noun) == std::end(nouns))
        throw base::Refusal::invalid(
            "noun_unknown", {"Для этого списка видов нет.", "This list has no views."}, "noun");
    return noun;
}

store::SavedViewRow own_view(http::WriteCall& call) {
    auto view = store::find_view(call.db, call.id());
    if (!view || (!view->shared && view->owner_id != call.actor.id))
        throw base::Refusal::not_found("not_found", {"Такого вида нет.", "There is no such view."});
    bool const heads = call.actor.may(accounts::deals_see_all) && view->shared;
    if (view->owner_id != call.actor.id && !heads)
        throw base::Refusal::forbidden("forbidden",
                                       {"Этот вид сделал коллега.", "A colleague made this view."});
    return std::move(*view);
}

SavedViews list_views(http::ReadCall& call, SavedViewQuery const& query) {
    SavedViews out;
    for (auto const& row : store::views(call.db, query.noun, call.actor.id))
        out.items.push_back(view_of(row, call.actor.id));
    return out;
}

SavedView save_view(http::WriteCall& call, SavedViewForm const& form) {
    store::SavedViewRow view;
    view.noun = checked_noun(form.noun.value_or("deal"));
    view.name = checked_name(form.name);
    view.owner_id = call.actor.id;
    view.shared = form.shared.value_or(false);
    view.filter = checked_filter(view.noun, form.filter);
    view.id = store::insert_view(call.db, view, call.now);
    view.version = 1;
    return view_of(view, call.actor.id);
}

SavedView change_view(http::WriteCall& call, SavedViewForm const& form) {
    auto view = own_view(call);
    view.name = checked_name(form.name);
    view.shared = form.shared.value_or(view.shared);
    view.filter = checked_filter(view.noun, form.filter);
    view.version = form.version.value_or(0);
    if (!store::update_view(call.db, view))
        throw base::Refusal::conflict("view_changed",
                                      {"Вид уже изменили. Откройте его заново.",
                                       "The view was changed meanwhile. Open it again."});
    view.version += 1;
    return view_of(view, call.actor.id);
}

void forget_view(http::WriteCall& call) {
    store::delete_view(call.db, own_view(call).id);
}

}  // namespace

void mount_saved_views(http::Router& router) {
    router.get("/api/saved-views", http::signed_in, "Saved views of a list: own and shared",
               &list_views);
    router.post("/api/saved-views", http::signed_in, "Save a view", &save_view);
    router.put("/api/saved-views/{id}", http::signed_in, "Change a view", &change_view);
    router.remove("/api/saved-views/{id}", http::signed_in, "Forget a view", &forget_view);
}

}  // namespace deals
