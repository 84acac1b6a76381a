#include "features/accounts/permissions.h"

#include "platform/base/testing.h"

#include <fstream>
#include <map>
#include <sstream>

#include <gtest/gtest.h>

namespace accounts {
namespace {

std::vector<std::string> cells(std::string const& line) {
    std::vector<std::string> out;
    std::istringstream stream(line.substr(1));
    for (std::string cell; std::getline(stream, cell, '|');) {
        auto const begin = cell.find_first_not_of(" `"), end = cell.find_last_not_of(" `");
        out.push_back(begin == std::string::npos ? "" : cell.substr(begin, end - begin + 1));
    }
    return out;
}

// The table of docs/features/accounts.md says what the code does.
TEST(Permissions, AreAsTheDocumentationSays) {
    std::ifstream file(base::testing::fixture_path("../../docs/features/accounts.md"));
    std::map<std::string, std::set<std::string, std::less<>>> documented;
    std::vector<std::string> roles_of_columns;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("| permission |")) roles_of_columns = cells(line);
        if (!line.starts_with("| `") || roles_of_columns.empty()) continue;
        auto const row = cells(line);
        for (std::size_t i = 2; i < roles_of_columns.size(); ++i)
            if (row.at(i) == "✓") documented[roles_of_columns[i]].insert(row[0]);
    }
    ASSERT_EQ(documented.size(), roles().size());
    for (auto const& role : roles())
        EXPECT_EQ(documented[std::string(role.key)], permissions_of(role.key)) << role.key;
}

TEST(Permissions, AnUnknownRoleMayNothing) {
    EXPECT_TRUE(permissions_of("boss").empty());
    EXPECT_TRUE(permissions_of("").empty());
}

}  // namespace
}  // namespace accounts
