// What people do with a contact: create, join to a company, add a phone (customers.h), change,
// merge with its duplicate. Each is one transaction with its event; a change and a merge can be
// undone exactly.
#pragma once
#include "features/customers/contacts.h"
#include "platform/http/call.h"

#include <cstdint>
#include <string>

namespace customers {

std::int64_t create_contact(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                            ContactForm const& form, std::string const& field);

// Refusal conflict with both values if the version is another one.
void change_contact(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                    std::int64_t id, ContactEdit const& edit);

void merge_contacts(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                    std::int64_t id, std::int64_t into);

void register_contact_undo();

}  // namespace customers
