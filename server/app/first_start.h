// The first start of an empty company: a one-time code on the console opens the wizard, so that
// nobody who merely reaches the port can make himself the head.
#pragma once
#include "app/parts.h"

#include <string>

namespace app {

// If there are no people yet: makes the code (once; kept in the folder until it is used) and
// prints where to enter it.
void offer_first_start(Parts& parts, std::string const& address);

bool setup_code_fits(base::Config const& config, std::string const& code);
void forget_setup_code(base::Config const& config);

}  // namespace app
