// The demo company's catalogue: a supplier's feed with about 300 products of merchandise and their
// pictures, all from the binary (tests/fixtures/feeds/demo), so that it is there without a network.
#pragma once
#include "app/parts.h"

namespace app::seed {

void make_demo_catalog(Parts const& parts);

}  // namespace app::seed
