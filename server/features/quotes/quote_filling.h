// What a new quote begins with: the addressee, the deadline and the look of the client, and lines
// from the deal's need, from a selection or from products of the catalogue (1.2.4.2.1: only what
// was asked for, each run that was asked).
#pragma once
#include "features/catalog/selections.h"
#include "features/deals/deals.h"
#include "features/quotes/quote.h"
#include "features/quotes/quote_store.h"

#include <cstdint>
#include <vector>

namespace quotes {

// A draft without lines and seller, addressed to the deal's contact.
QuoteDraft addressed(db::Reader& reader, deals::DealBrief const& deal, base::Date today);

std::vector<QuoteLine> lines_of_need(deals::Need const& need);
// The picture is the catalogue's until the manager takes another one.
QuoteLine line_of(catalog::ProductCard const& product, std::optional<std::int64_t> variant_id,
                  std::vector<std::int64_t> const& runs);
QuoteLine line_of(catalog::SelectionItem const& item, std::vector<std::int64_t> const& runs);

// Only what was asked for (1.2.4.2.1): a line of something that the need names gets the runs and
// imprints of that item instead of everybody's; what imprints cost is still to be typed.
void fit_to_need(QuoteLine& line, deals::Need const& need);

// All runs that the need names, each once, smallest first; 100 if it names none.
std::vector<std::int64_t> runs_of(deals::Need const& need);

}  // namespace quotes
