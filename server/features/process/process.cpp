#include "features/process/process.h"

#include <algorithm>
#include <stdexcept>

namespace process {
namespace {

template <class Item>
Item const* find_key(std::vector<Item> const& items, std::string_view key) {
    auto const found = std::ranges::find(items, key, &Item::key);
    return found == items.end() ? nullptr : &*found;
}

}  // namespace

DealStage const* Department::stage(std::string_view key) const {
    return find_key(stages, key);
}

int Department::place_of(std::string_view key) const {
    auto const* found = stage(key);
    return found ? static_cast<int>(found - stages.data()) : -1;
}

DealStage const* Department::entered_by(DealFact fact) const {
    auto const found = std::ranges::find(stages, std::optional<DealFact>(fact), &DealStage::entry);
    return found == stages.end() ? nullptr : &*found;
}

DealStage const& Department::lost_stage() const {
    auto const found = std::ranges::find(stages, StageKind::lost, &DealStage::kind);
    if (found == stages.end()) throw std::logic_error("a checked process has no stage for losses");
    return *found;
}

std::string_view Department::replacement(std::string_view removed) const {
    auto const* found = find_key(removed_stages, removed);
    return found ? std::string_view(found->replaced_by) : std::string_view();
}

TaskKind const* Department::task(std::string_view key) const {
    return find_key(tasks, key);
}
RequestKind const* Department::request(std::string_view key) const {
    return find_key(requests, key);
}
LetterTemplate const* Department::letter(std::string_view key) const {
    return find_key(letters, key);
}
LostReason const* Department::lost_reason(std::string_view key) const {
    return find_key(lost_reasons, key);
}
ObjectionKind const* Department::objection(std::string_view key) const {
    return find_key(objections, key);
}
MapNode const* Department::node(std::string_view number) const {
    auto const found = std::ranges::find(nodes, number, &MapNode::number);
    return found == nodes.end() ? nullptr : &*found;
}

}  // namespace process
