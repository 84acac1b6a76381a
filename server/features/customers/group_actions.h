// Groups of companies («группа компаний»): a holding and its firms.
#pragma once
#include "features/customers/company_store.h"
#include "platform/http/call.h"

#include <cstdint>
#include <string>
#include <vector>

#include <boost/describe.hpp>

namespace customers {

struct NewCompanyGroup {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(NewCompanyGroup, (), (name))

struct CompanyGroupEdit {
    std::string name;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(CompanyGroupEdit, (), (name, version))

struct CompanyGroups {
    std::vector<store::CompanyGroup> items;  // by the alphabet
};
BOOST_DESCRIBE_STRUCT(CompanyGroups, (), (items))

CompanyGroups list_groups(db::Reader& reader);
store::CompanyGroup create_group(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                                 NewCompanyGroup const& group);
// Refusal conflict with both names if the version is another one. Reversible.
store::CompanyGroup change_group(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                                 std::int64_t id, CompanyGroupEdit const& edit);

void register_groups();  // the noun "company_group" and its undo

}  // namespace customers
