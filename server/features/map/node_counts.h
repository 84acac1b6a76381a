// How much stands at each part of the product. One line in node_counts.cpp for each part that is
// built; the others of process::parts() are drawn as not built yet.
#pragma once
#include "features/deals/deal_list_store.h"
#include "features/process/process_store.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace map {

inline constexpr int most_counted = 100;

struct Asked {
    db::Reader& reader;
    http::Actor const& actor;
    base::Instant now;
    deals::DealScope scope;
    process::Department const& department;

    // By stage, read once for the whole map.
    std::vector<deals::store::StageCount> stage_counts;
    std::map<std::string, std::int64_t> late_by_stage;
};

struct NodeCount {
    std::optional<std::int64_t> waiting;
    std::optional<std::int64_t> late;
    std::string link;       // instead of the part's own
    std::string late_link;  // empty: nothing can be late here
};

bool is_built(std::string_view part);

// Nothing if the part is not built or not for this actor.
std::optional<NodeCount> count_node(Asked const& asked, process::MapNode const& node);

}  // namespace map
