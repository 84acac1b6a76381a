// Lists of companies and contacts: filters, pages by keyset. Everybody sees every name, so that
// nobody makes a duplicate; of a colleague's client the row shows the name and the owner only.
#pragma once
#include "features/customers/contact_points.h"
#include "platform/base/spreadsheet.h"
#include "platform/base/time.h"
#include "platform/http/call.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

namespace customers {

enum class CustomerScope { mine, team, all };
BOOST_DESCRIBE_ENUM(CustomerScope, mine, team, all)

enum class CustomerOrder { changed, name };  // last changed first; by the alphabet
BOOST_DESCRIBE_ENUM(CustomerOrder, changed, name)

struct CompanyFilter {
    std::optional<std::string> text;  // words, ИНН, phone, e-mail …
    std::optional<CustomerScope> scope;
    std::optional<std::int64_t> owner_id;  // 0: nobody's
    std::optional<std::int64_t> group_id;
    std::optional<CustomerOrder> order;
    std::optional<std::string> cursor;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(CompanyFilter, (), (text, scope, owner_id, group_id, order, cursor, limit))

struct ContactFilter {
    std::optional<std::string> text;
    std::optional<CustomerScope> scope;
    std::optional<std::int64_t> owner_id;    // 0: nobody's
    std::optional<std::int64_t> company_id;  // who works there, those who left too
    std::optional<CustomerOrder> order;
    std::optional<std::string> cursor;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(ContactFilter, (), (text, scope, owner_id, company_id, order, cursor, limit))

struct CompanyRow {
    std::int64_t id = 0;
    std::string title;
    bool hidden = false;  // a colleague's: all below but the owner is empty
    std::optional<std::int64_t> owner_id;
    std::string owner_name;
    std::string inn;
    std::string line_of_business;
    std::string site;
    std::string group_name;
    std::optional<std::int64_t> contact_id;  // the first of its people
    std::string contact_title;
    std::string phone;  // the company's own, else this contact's
    std::string email;
    base::Instant changed_at;
};
BOOST_DESCRIBE_STRUCT(CompanyRow, (),
                      (id, title, hidden, owner_id, owner_name, inn, line_of_business, site,
                       group_name, contact_id, contact_title, phone, email, changed_at))

struct ContactRow {
    std::int64_t id = 0;
    std::string title;
    bool hidden = false;
    std::optional<std::int64_t> owner_id;
    std::string owner_name;
    std::optional<std::int64_t> company_id;  // the main one
    std::string company_title;
    std::string position;  // there
    std::string phone;     // preferred
    std::string email;     // preferred
    base::Instant changed_at;
};
BOOST_DESCRIBE_STRUCT(ContactRow, (),
                      (id, title, hidden, owner_id, owner_name, company_id, company_title, position,
                       phone, email, changed_at))

struct CompanyPage {
    std::vector<CompanyRow> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(CompanyPage, (), (items, next))

struct ContactPage {
    std::vector<ContactRow> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(ContactPage, (), (items, next))

CompanyPage list_companies(db::Reader& reader, http::Actor const& actor,
                           CompanyFilter const& filter);
ContactPage list_contacts(db::Reader& reader, http::Actor const& actor,
                          ContactFilter const& filter);

// The same lists for a spreadsheet, without pages and without what the actor may not see; at most
// 50 000 rows.
base::Spreadsheet companies_sheet(db::Reader& reader, http::Actor const& actor,
                                  CompanyFilter filter);
base::Spreadsheet contacts_sheet(db::Reader& reader, http::Actor const& actor,
                                 ContactFilter filter);

}  // namespace customers
