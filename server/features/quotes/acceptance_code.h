// The code by e-mail (1.3.1.2): a link can be passed on, so the client's yes is confirmed by six
// digits sent to the address that the quote went to. Asked for if the company's settings say so,
// a mailbox is there to send from and the client's address is known; else his name alone counts.
// Kept hashed with the key outside the database, for a quarter of an hour and five tries.
#pragma once
#include "features/quotes/client_actions.h"
#include "platform/base/secrets.h"

#include <optional>
#include <string>
#include <string_view>

namespace quotes {

// Where the code goes; nothing: none is asked for.
std::optional<std::string> code_address(db::Reader& reader, QuoteRow const& quote,
                                        VersionRow const& version);

// Sends a code, or refuses: too soon, too many, nothing picked yet. Returns the address as the page
// may show it: «o…@client.ru».
std::string send_code(db::Transaction& tx, base::Instant now, OpenedLink const& link,
                      base::Secrets const& secrets);

// Says yes with the code, if one is asked for. A wrong code is counted, so its refusal is returned
// and not thrown: the caller commits first.
std::optional<base::Refusal> accept_with_code(db::Transaction& tx, base::Instant now,
                                              OpenedLink const& link, std::string const& name,
                                              std::string const& code, std::string const& address,
                                              base::Secrets const& secrets);

std::string masked_address(std::string_view address);

}  // namespace quotes
