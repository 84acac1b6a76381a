// A company (1.2.1.1): what a form says about it and the checks of that. Rules only; the rows are
// company_store's, the verbs company_actions'.
#pragma once
#include "features/customers/contact_points.h"
#include "features/customers/customers.h"
#include "platform/base/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

namespace customers {

// A phone, an e-mail address or a messenger, as it is shown; at most one of a kind is preferred.
struct CustomerPoint {
    PointKind kind = PointKind::phone;
    std::string value;
    std::string extension;
    std::string note;
    bool preferred = false;
};
BOOST_DESCRIBE_STRUCT(CustomerPoint, (), (kind, value, extension, note, preferred))

struct CompanyAccount {
    std::string account;
    std::string bik;
    std::string bank;
    std::string correspondent_account;
};
BOOST_DESCRIBE_STRUCT(CompanyAccount, (), (account, bik, bank, correspondent_account))

// The columns of a company that a person fills in.
struct CompanyFacts {
    std::string name;        // as people call it: «Ромашка»
    std::string legal_form;  // ООО, ИП
    std::string legal_name;  // for papers: ООО «Ромашка»
    std::string inn;
    std::string kpp;
    std::string ogrn;
    std::string legal_address;
    std::string delivery_address;
    std::string line_of_business;
    std::string site;
    std::string note;
    std::optional<std::int64_t> logo_attachment_id;  // printed on quotes (1.2.4.2.1)
    std::string brand_colour;                        // #rrggbb, the same
    std::optional<std::int64_t> group_id;
    std::optional<std::int64_t> owner_id;  // nobody: whoever takes it
};
BOOST_DESCRIBE_STRUCT(CompanyFacts, (),
                      (name, legal_form, legal_name, inn, kpp, ogrn, legal_address,
                       delivery_address, line_of_business, site, note, logo_attachment_id,
                       brand_colour, group_id, owner_id))

struct CompanyForm : CompanyFacts {
    std::vector<CompanyAccount> accounts;
    std::vector<CustomerPoint> points;
};
BOOST_DESCRIBE_STRUCT(CompanyForm, (CompanyFacts), (accounts, points))

struct CompanyEdit : CompanyForm {
    std::int64_t version = 0;  // the one that was edited
};
BOOST_DESCRIBE_STRUCT(CompanyEdit, (CompanyForm), (version))

// Cleaned, normalised and checked; a form that was checked once passes unchanged. Throws Refusal
// invalid; `field` is put before the names ("company.inn").
CompanyForm checked(CompanyForm form, std::string const& field);
CompanyForm form_of(CompanyFields const& fields);

// The same of points alone: each of its kind, none twice, one preferred of each kind.
std::vector<CustomerPoint> checked_points(std::vector<CustomerPoint> points,
                                          std::string const& field);
std::string point_key(CustomerPoint const& point);

// «ООО «Ромашка»»: what lists, search and letters call it.
std::string title_of(CompanyFacts const& facts);

// The company's domain: of its site, else of one of its own e-mail addresses.
std::string domain_of(CompanyForm const& form);

}  // namespace customers
