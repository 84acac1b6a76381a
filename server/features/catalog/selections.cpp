#include "features/catalog/selections.h"

#include "features/accounts/permissions.h"
#include "features/catalog/selection_store.h"
#include "features/journal/nouns.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace catalog {
namespace {

constexpr std::int64_t selections_on_a_page = 50;

SelectionRow require_see(db::Reader& reader, http::Actor const& actor, std::int64_t id) {
    journal::require_see(reader, actor, "selection", id);
    return *store::selection(reader, id);
}

SelectionRow cursor_row(db::Reader& reader, std::string_view text) {
    std::int64_t id = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    auto const row = error == std::errc{} && end == text.data() + text.size()
                         ? store::selection(reader, id)
                         : std::nullopt;
    if (!row)
        throw base::Refusal::invalid(
            "cursor_invalid",
            {"Список изменился: откройте его заново.", "The list has changed: open it again."},
            "after");
    return *row;
}

std::string text_of(ProductParameter const& parameter) {
    return parameter.unit.empty() ? parameter.value : parameter.value + " " + parameter.unit;
}

}  // namespace

std::vector<SelectionItem> selection_items(db::Reader& reader, http::Actor const& actor,
                                           std::int64_t selection_id) {
    require_see(reader, actor, selection_id);
    return store::items(reader, selection_id, actor.may(accounts::costs_read)).items;
}

SelectionPage find_selections(db::Reader& reader, http::Actor const& actor,
                              SelectionFilter const& filter) {
    if (filter.deal_id) journal::require_see(reader, actor, "deal", *filter.deal_id);
    std::optional<SelectionRow> after;
    if (filter.after) after = cursor_row(reader, *filter.after);
    auto const owner = filter.deal_id ? std::nullopt : std::optional(actor.id);
    SelectionPage page;
    page.items = store::selections(reader, owner, filter.deal_id, filter.archived.value_or(false),
                                   after, selections_on_a_page + 1);
    if (page.items.size() > selections_on_a_page) {
        page.items.pop_back();
        page.next = std::to_string(page.items.back().id);
    }
    return page;
}

SelectionCard selection(db::Reader& reader, http::Actor const& actor, std::int64_t id) {
    SelectionCard card;
    card.selection = require_see(reader, actor, id);
    card.may_change = journal::may_change(reader, actor, "selection", id);
    if (card.selection.deal_id)
        if (auto const* noun = journal::find_noun("deal"); noun && noun->title)
            card.deal_title = noun->title(reader, *card.selection.deal_id);
    card.items = store::items(reader, id, actor.may(accounts::costs_read)).items;
    std::set<std::int64_t> feed_ids;
    for (auto const& item : card.items) feed_ids.insert(item.feed_id.value_or(0));
    card.feeds = ages(reader);
    std::erase_if(card.feeds, [&](auto const& feed) { return !feed_ids.contains(feed.id); });
    return card;
}

SelectionComparison compare_selection(db::Reader& reader, http::Actor const& actor,
                                      std::int64_t id) {
    require_see(reader, actor, id);
    auto found = store::items(reader, id, actor.may(accounts::costs_read));
    SelectionComparison out;
    out.items = std::move(found.items);
    for (std::size_t i = 0; i < found.parameters.size(); ++i)
        for (auto const& parameter : found.parameters[i]) {
            if (is_told_elsewhere(parameter.name)) continue;
            auto row = std::find_if(out.parameters.begin(), out.parameters.end(),
                                    [&](auto const& r) { return r.name == parameter.name; });
            if (row == out.parameters.end()) {
                out.parameters.push_back({parameter.name, {}, false});
                row = std::prev(out.parameters.end());
                row->values.resize(out.items.size());
            }
            auto& value = row->values[i];
            value += (value.empty() ? "" : ", ") + text_of(parameter);
        }
    for (auto& row : out.parameters)
        row.same = std::all_of(row.values.begin(), row.values.end(),
                               [&](auto const& value) { return value == row.values.front(); });
    return out;
}

}  // namespace catalog
