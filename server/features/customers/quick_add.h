// A client in one request: the form that a person fills in from the keyboard in half a minute
// (1.2.1), a company and a contact at once, each new or known.
#pragma once
#include "features/customers/customers.h"

#include <cstdint>
#include <optional>

#include <boost/describe.hpp>

namespace customers {

struct NewCustomer {
    std::optional<CompanyFields> company;    // a new one
    std::optional<std::int64_t> company_id;  // or a known one
    std::optional<PersonFields> contact;
    std::optional<std::int64_t> contact_id;
    std::optional<std::int64_t> owner_id;  // else the actor
    // «Всё равно создать»: although a company of this ИНН and КПП is there.
    std::optional<bool> anyway;
};
BOOST_DESCRIBE_STRUCT(NewCustomer, (), (company, company_id, contact, contact_id, owner_id, anyway))

struct CreatedCustomer {
    std::optional<std::int64_t> company_id;
    std::optional<std::int64_t> contact_id;
};
BOOST_DESCRIBE_STRUCT(CreatedCustomer, (), (company_id, contact_id))

CreatedCustomer add_customer(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                             NewCustomer const& customer);

// Refusal conflict "duplicate_inn" with the matches in its details if a company of this ИНН (and
// КПП, where both have one) is there.
void refuse_known_inn(db::Reader& reader, http::Actor const& actor, std::string const& inn,
                      std::string const& kpp, std::string const& field);

}  // namespace customers
