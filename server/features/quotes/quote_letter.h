// The letter that brings a quote (1.3.1.1): the department's own text from the process file, filled
// with what is known. The manager sees and changes it before it goes.
#pragma once
#include "features/quotes/quote_store.h"
#include "platform/http/call.h"

#include <string>

#include <boost/describe.hpp>

namespace quotes {

struct QuoteLetter {
    std::string address;  // the contact's preferred one; empty if none is known
    std::string subject;
    std::string body;     // {{quote_link}} stands where the link will be
    std::string warning;  // why the client could not open the link; empty if he can
};
BOOST_DESCRIBE_STRUCT(QuoteLetter, (), (address, subject, body, warning))

QuoteLetter proposed_letter(db::Reader& reader, http::Actor const& actor, QuoteRow const& quote);

// Puts values in place of {{names}}; a name that is not given stays as it is.
std::string filled(std::string text,
                   std::vector<std::pair<std::string, std::string>> const& values);

inline constexpr char const* link_place = "quote_link";

}  // namespace quotes
