// Rows of companies, their accounts, their groups.
#pragma once
#include "features/customers/companies.h"
#include "platform/db/query.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace customers::store {

struct CompanyRecord : CompanyFacts {
    std::int64_t id = 0;
    std::optional<std::int64_t> merged_into;
    base::Instant created_at;
    base::Instant changed_at;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(CompanyRecord, (CompanyFacts),
                      (id, merged_into, created_at, changed_at, version))

std::optional<CompanyRecord> find_company(db::Reader& reader, std::int64_t id);
std::vector<CompanyRecord> find_companies(db::Reader& reader, std::vector<std::int64_t> const& ids);
std::vector<std::int64_t> company_ids_after(db::Reader& reader, std::int64_t after, int limit);
// Nobody else changes it until the end of the transaction.
void lock_company(db::Transaction& tx, std::int64_t id);

CompanyForm load_form(db::Reader& reader, CompanyRecord const& record);
std::int64_t insert_company(db::Transaction& tx, CompanyForm const& form, base::Instant now);
// False if the version is another one.
bool update_company(db::Transaction& tx, std::int64_t id, std::int64_t version,
                    CompanyForm const& form, base::Instant now);
bool set_company_merged(db::Transaction& tx, std::int64_t id, std::int64_t version,
                        std::optional<std::int64_t> into, base::Instant now);

// The company itself and all that were merged into it, over any number of merges.
std::vector<std::int64_t> merged_companies(db::Reader& reader, std::int64_t id);

std::vector<CompanyAccount> accounts_of(db::Reader& reader,
                                        std::vector<std::int64_t> const& company_ids);

struct CompanyGroup {
    std::int64_t id = 0;
    std::string name;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(CompanyGroup, (), (id, name, version))

std::vector<CompanyGroup> all_groups(db::Reader& reader);
std::optional<CompanyGroup> find_group(db::Reader& reader, std::int64_t id);
std::int64_t insert_group(db::Transaction& tx, std::string const& name);
bool rename_group(db::Transaction& tx, CompanyGroup const& group);
std::vector<std::int64_t> companies_of_group(db::Reader& reader, std::int64_t group_id, int limit);

// Rows of `companies c` that the actor may see, and may change: begins with " AND " or is empty.
db::Query companies_visible_to(http::Actor const& actor);
db::Query companies_changeable_by(http::Actor const& actor);
std::vector<std::int64_t> visible_companies(db::Reader& reader, http::Actor const& actor,
                                            std::vector<std::int64_t> const& ids);
void open_companies_by_deals(std::function<db::Query(http::Actor const&)> condition);
bool may_change_company(db::Reader& reader, http::Actor const& actor, std::int64_t id);

}  // namespace customers::store
