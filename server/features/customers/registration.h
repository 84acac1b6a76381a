// Makes companies and contacts known at start: who may see and change them, how their events are
// undone, what the search index holds of them.
#pragma once

namespace customers {

void register_customers();

}  // namespace customers
