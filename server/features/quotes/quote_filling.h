// What a new quote begins with: the addressee, the deadline and the look of the client, and lines
// from the deal's need, from a selection or from products of the catalogue (1.2.4.2.1: only what
// was asked for, each run that was asked).
#pragma once
#include "features/deals/deals.h"
#include "features/quotes/quote.h"
#include "features/quotes/quote_store.h"

#include <cstdint>
#include <vector>

namespace quotes {

// A draft without lines and seller, addressed to the deal's contact.
QuoteDraft addressed(db::Reader& reader, deals::DealBrief const& deal, base::Date today);

std::vector<QuoteLine> lines_of_need(deals::Need const& need);
std::vector<QuoteLine> lines_of_selection(db::Reader& reader, http::Actor const& actor,
                                          std::int64_t selection_id, deals::DealBrief const& deal);
QuoteLine line_of(ProductForLine const& product, std::vector<std::int64_t> const& runs);

// All runs that the need names, each once, smallest first; 100 if it names none.
std::vector<std::int64_t> runs_of(deals::Need const& need);

}  // namespace quotes
