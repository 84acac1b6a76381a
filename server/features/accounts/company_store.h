// The row of the company's settings.
#pragma once
#include "features/accounts/company.h"
#include "platform/db/database.h"

#include <optional>
#include <string>

namespace accounts {

CompanySettings company_settings(db::Reader& reader);  // the defaults before the first start

// False if `settings.version` is not the row's any more; on success the version grows by one.
bool save(db::Transaction& tx, CompanySettings const& settings);

std::optional<std::string> stored_settings(db::Reader& reader);
// Reads what an older or newer program kept: what is missing has its default.
CompanySettings settings_from(std::string const& text);

}  // namespace accounts
