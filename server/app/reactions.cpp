// When X happens below, Y follows above: the announcements of the features, wired in one place.
#include "app/parts.h"

namespace app {

void wire_reactions(Parts&) {}

}  // namespace app
