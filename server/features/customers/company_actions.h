// What people do with a company: create (customers.h), change, merge with its duplicate. Each is
// one transaction with its event; a change and a merge can be undone exactly.
#pragma once
#include "features/customers/companies.h"
#include "platform/http/call.h"

#include <cstdint>

namespace customers {

std::int64_t create_company(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                            CompanyForm const& form, std::string const& field);

// Refusal conflict with both values if the version is another one.
void change_company(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                    std::int64_t id, CompanyEdit const& edit);

// `id` becomes a part of `into`: lists show one company, its rows stay as they are.
void merge_companies(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                     std::int64_t id, std::int64_t into);

void register_company_undo();

}  // namespace customers
