// The verbs about sellers and the company's settings, and the first start of an empty company.
// A change is taken back by changing it again (compensated).
#pragma once
#include "features/accounts/company.h"
#include "features/accounts/people.h"
#include "features/accounts/sellers.h"
#include "platform/http/call.h"

#include <cstdint>

namespace accounts {

// Forms are checked() before. Conflict if the version is another one.
std::int64_t add_seller(db::Transaction& tx, http::Actor const& actor, SellerForm const& form,
                        base::Instant now, std::string const& field = "");
void change_seller(db::Transaction& tx, http::Actor const& actor, std::int64_t id,
                   SellerForm const& form, base::Instant now);
void change_settings(db::Transaction& tx, http::Actor const& actor, CompanySettings settings,
                     base::Instant now);

// The first start: seller, settings, and the person who will manage the rest. Conflict if there
// are people already. Returns the person's id.
struct FirstStart {
    std::string company_name;
    std::string zone;
    SellerForm seller;
    PersonForm person;
};
std::int64_t start_company(db::Transaction& tx, FirstStart const& start, std::string const& hash,
                           base::Instant now);

}  // namespace accounts
