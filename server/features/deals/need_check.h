// What a person typed or a letter said, cleaned and checked before it is stored.
#pragma once
#include "features/deals/deal.h"

#include <string>

namespace deals {

// Texts cleaned and cut; empty items left out; runs positive and without repetition. Refusal
// invalid with the path below `field`.
Need checked_need(Need need, std::string const& field);
std::string checked_channel(std::string const& channel, std::string const& field);
std::int64_t checked_sum(std::int64_t kopecks, std::string const& field);

}  // namespace deals
