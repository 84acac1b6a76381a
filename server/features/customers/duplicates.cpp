#include "features/customers/duplicates.h"

#include "features/customers/company_store.h"
#include "features/customers/contact_store.h"
#include "features/customers/point_store.h"
#include "features/customers/similar_store.h"
#include "platform/base/cursor.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace customers {
namespace {

constexpr int looked_through = 2000;  // cards a page

using Pair = std::pair<std::int64_t, std::int64_t>;  // newer, older

std::map<Pair, MatchReason, std::greater<>> strongest(std::vector<store::LikePair> const& rows) {
    std::map<Pair, MatchReason, std::greater<>> out;
    for (auto const& row : rows) {
        auto const [place, added] = out.try_emplace({row.newer, row.older}, row.reason);
        if (!added) place->second = std::min(place->second, row.reason);
    }
    return out;
}

// The sides that the actor may see.
std::map<std::int64_t, DuplicateSide> sides(db::Reader& reader, http::Actor const& actor,
                                            CustomerNoun noun, std::set<std::int64_t> const& all) {
    std::vector<std::int64_t> ids(all.begin(), all.end()), owners;
    std::map<std::int64_t, DuplicateSide> out;
    std::map<std::int64_t, std::int64_t> owner_of;
    auto const add = [&](std::int64_t id, std::string title, std::optional<std::int64_t> owner) {
        out[id] = {id, std::move(title), ""};
        if (!owner) return;
        owner_of[id] = *owner;
        owners.push_back(*owner);
    };
    if (noun == CustomerNoun::company) {
        ids = store::visible_companies(reader, actor, ids);
        for (auto const& company : store::find_companies(reader, ids))
            add(company.id, title_of(company), company.owner_id);
    } else {
        ids = store::visible_contacts(reader, actor, ids);
        auto const points = store::points_of(reader, store::Holder::contact, ids);
        for (auto const& contact : store::find_contacts(reader, ids)) {
            auto const own = points.find(contact.id);
            add(contact.id,
                title_of(contact, own == points.end() ? std::vector<CustomerPoint>() : own->second),
                contact.owner_id);
        }
    }
    auto const names = store::names_of_people(reader, owners);
    for (auto const& [id, owner] : owner_of)
        if (auto const name = names.find(owner); name != names.end())
            out[id].owner_name = name->second;
    return out;
}

}  // namespace

DuplicatePage find_duplicates(db::Reader& reader, http::Actor const& actor,
                              DuplicateQuery const& query) {
    auto const before = query.cursor ? base::parse_cursor(*query.cursor, "cursor").id
                                     : std::numeric_limits<std::int64_t>::max();
    bool const companies = query.noun == CustomerNoun::company;
    auto const window = companies ? store::window_of_companies(reader, before, looked_through)
                                  : store::window_of_contacts(reader, before, looked_through);
    DuplicatePage page;
    if (window.cards == 0) return page;
    if (window.cards == looked_through) page.next = base::to_text(base::Cursor{0, window.first});
    auto const pairs = strongest(companies ? store::like_companies(reader, window.first, before)
                                           : store::like_contacts(reader, window.first, before));
    std::set<std::int64_t> ids;
    for (auto const& [pair, reason] : pairs) {
        ids.insert(pair.first);
        ids.insert(pair.second);
    }
    auto const seen = sides(reader, actor, query.noun, ids);
    for (auto const& [pair, reason] : pairs) {
        auto const newer = seen.find(pair.first), older = seen.find(pair.second);
        if (newer != seen.end() && older != seen.end())
            page.items.push_back({reason, newer->second, older->second});
    }
    return page;
}

}  // namespace customers
