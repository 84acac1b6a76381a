// What every verb of a deal does at its end: save, timeline, search, live event. And at its
// beginning: find the deal, refuse who may not.
#pragma once
#include "features/deals/deal.h"
#include "features/deals/stage_moves.h"
#include "features/journal/journal.h"

#include <string>

namespace deals {

// The deal, held until the transaction ends. Refusal not_found for who may not see it, forbidden
// for who may not change it, conflict if its outcome does not allow the verb.
Deal hold(db::Transaction& tx, http::Actor const& actor, std::int64_t id, DealVerb verb);

// Saves, and writes the event to the timelines of the deal and its client.
void save(Acting const& acting, Deal& deal, journal::Fact fact);

// Only the event and the live event: nothing of the deal's row changed.
void note(Acting const& acting, Deal const& deal, journal::Fact fact);

void index(db::Transaction& tx, Deal const& deal);  // for search

bool may_change_deal(db::Reader& reader, http::Actor const& actor, std::int64_t id);
void register_noun_and_undo();  // at start

}  // namespace deals
