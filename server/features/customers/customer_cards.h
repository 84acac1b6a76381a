// All about one company or one contact in one answer, for its card (1.2.1).
#pragma once
#include "features/customers/company_store.h"
#include "features/customers/contacts.h"
#include "platform/http/call.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

namespace customers {

struct CustomerLink {
    std::int64_t id = 0;
    std::string title;
};
BOOST_DESCRIBE_STRUCT(CustomerLink, (), (id, title))

// A duplicate that became a part of this one: what it brought along.
struct MergedCompany {
    std::int64_t id = 0;
    std::string title;
    std::string inn;
    std::string kpp;
    std::vector<CompanyAccount> accounts;
    std::vector<CustomerPoint> points;
};
BOOST_DESCRIBE_STRUCT(MergedCompany, (), (id, title, inn, kpp, accounts, points))

struct MergedContact {
    std::int64_t id = 0;
    std::string title;
    std::vector<CustomerPoint> points;
};
BOOST_DESCRIBE_STRUCT(MergedContact, (), (id, title, points))

struct CompanyPerson {
    std::int64_t contact_id = 0;
    std::string title;
    std::string position;
    bool is_main = false;  // this is the main one of his companies
    std::optional<base::Instant> left_at;
    std::string phone;
    std::string email;
};
BOOST_DESCRIBE_STRUCT(CompanyPerson, (),
                      (contact_id, title, position, is_main, left_at, phone, email))

struct CompanyCard : CompanyForm {
    std::int64_t id = 0;
    std::int64_t version = 0;
    std::string title;
    std::string owner_name;
    std::string group_name;
    std::vector<CustomerLink> group_companies;  // the others of the group
    std::vector<CompanyPerson> people;          // who left stand last
    std::vector<MergedCompany> merged;
    std::optional<CustomerLink> merged_into;  // its data stands there
    base::Instant created_at;
    base::Instant changed_at;
    bool may_change = false;
};
BOOST_DESCRIBE_STRUCT(CompanyCard, (CompanyForm),
                      (id, version, title, owner_name, group_name, group_companies, people, merged,
                       merged_into, created_at, changed_at, may_change))

struct ContactCompany {
    std::int64_t company_id = 0;
    std::string title;
    std::string position;
    bool is_main = false;
    std::optional<base::Instant> left_at;
};
BOOST_DESCRIBE_STRUCT(ContactCompany, (), (company_id, title, position, is_main, left_at))

struct ContactCard : ContactForm {
    std::int64_t id = 0;
    std::int64_t version = 0;
    std::string title;
    std::string greeting;  // with his own form of address, if he has one
    std::string owner_name;
    std::vector<ContactCompany> companies;  // the main one first
    std::vector<MergedContact> merged;
    std::optional<CustomerLink> merged_into;
    base::Instant created_at;
    base::Instant changed_at;
    bool may_change = false;
};
BOOST_DESCRIBE_STRUCT(ContactCard, (ContactForm),
                      (id, version, title, greeting, owner_name, companies, merged, merged_into,
                       created_at, changed_at, may_change))

// Refusal not_found; forbidden "belongs_to_other" with the owner's name for a colleague's client.
CompanyCard company_card(db::Reader& reader, http::Actor const& actor, std::int64_t id);
ContactCard contact_card(db::Reader& reader, http::Actor const& actor, std::int64_t id);

// The same refusals, for acts.
void require_company_seen(db::Reader& reader, http::Actor const& actor, std::int64_t id);
void require_contact_seen(db::Reader& reader, http::Actor const& actor, std::int64_t id);

}  // namespace customers
