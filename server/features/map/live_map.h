// The live map: the mind map «Организация работы отдела продаж» as it stands now. Every node of the
// process with how much work stands there, how much of it is late, whose it is, and the link to
// that very list. Nodes whose part of the product is not built yet say so. Every number is a kept
// counter or a limited query by an index: the map costs the same with ten deals and with a million.
#pragma once
#include "features/deals/deal_list_store.h"
#include "platform/http/router.h"

#include <optional>
#include <string>
#include <vector>

namespace map {

struct MapQuery {
    std::optional<deals::DealScope> scope;  // all for who sees all, else mine
};
BOOST_DESCRIBE_STRUCT(MapQuery, (), (scope))

struct MapNodeState {
    std::string number;
    base::Words words;
    base::Words rule;
    std::vector<std::string> roles;  // whose work it is
    std::string opens;               // the part; empty: a heading
    bool built = false;
    std::optional<std::int64_t> waiting;  // nothing: the node has no number
    std::optional<std::int64_t> late;
    bool more = false;      // counted by a query, up to 99 only: "99+"
    std::string link;       // the list of what waits
    std::string late_link;  // the list of what is late; empty if nothing can be
};
BOOST_DESCRIBE_STRUCT(MapNodeState, (),
                      (number, words, rule, roles, opens, built, waiting, late, more, link,
                       late_link))

struct LiveMap {
    std::optional<std::int64_t> process_version;
    deals::DealScope scope = deals::DealScope::mine;
    std::vector<deals::DealScope> scopes;  // those that may be asked for
    std::vector<MapNodeState> nodes;
};
BOOST_DESCRIBE_STRUCT(LiveMap, (), (process_version, scope, scopes, nodes))

LiveMap live_map(db::Reader& reader, http::Actor const& actor, base::Instant now,
                 MapQuery const& query);

void mount(http::Router& router);

}  // namespace map
