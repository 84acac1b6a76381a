// Store tests run on both databases: each test gets a fresh, migrated one.
//
//   class DealStore : public db::testing::BothDatabases {};
//   TEST_P(DealStore, KeepsWhatWasSaved) { database().write(…); }
//   BOTH_DATABASES(DealStore);
//
// PostgreSQL is a throwaway cluster started once for the test process (under an unprivileged user
// when we are root), or the one that TIRAZH_TEST_POSTGRES names; every test has its own schema.
#pragma once
#include "platform/db/database.h"

#include <memory>
#include <string>

#include <gtest/gtest.h>

namespace db::testing {

// A new folder for the length of a test, removed with all in it.
class TemporaryFolder {
  public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(TemporaryFolder const&) = delete;
    TemporaryFolder& operator=(TemporaryFolder const&) = delete;
    std::string const& path() const { return path_; }

  private:
    std::string path_;
};

// Connection string of a running PostgreSQL for tests; starts one at the first call.
std::string postgres_for_tests();
std::string new_schema_name();

class BothDatabases : public ::testing::TestWithParam<Dialect> {
  protected:
    BothDatabases();
    ~BothDatabases() override;

    Database& database() { return *database_; }
    Settings const& settings() const { return settings_; }
    std::unique_ptr<Database> open_again() const { return open(settings_); }  // a second process
    TemporaryFolder const& folder() const { return folder_; }
    Dialect dialect() const { return GetParam(); }

  private:
    TemporaryFolder folder_;
    Settings settings_;
    std::unique_ptr<Database> database_;
};

}  // namespace db::testing

#define BOTH_DATABASES(Fixture)                                                     \
    INSTANTIATE_TEST_SUITE_P(                                                       \
        On, Fixture, ::testing::Values(db::Dialect::sqlite, db::Dialect::postgres), \
        [](auto const& info) {                                                      \
            return info.param == db::Dialect::sqlite ? "SQLite" : "PostgreSQL";     \
        })
