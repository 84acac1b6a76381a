// The demo company of `bin/run`: sellers, a team and its people with fresh random passwords. What
// the department has in work (clients, deals, letters) is added by the seeds beside it.
#pragma once
#include "platform/base/time.h"
#include "platform/db/database.h"

#include <cstdint>
#include <string>
#include <vector>

namespace app::seed {

struct DemoPerson {
    std::int64_t id = 0;
    std::string login;
    std::string name;
    std::string role;
    std::int64_t team_id = 0;  // 0: none
    std::string password;      // told once, kept nowhere
};

// The five of the cast and, up to `people`, colleagues of theirs in further teams. Refusal conflict
// if the company has people already.
std::vector<DemoPerson> make_demo_company(db::Database& database, base::Instant now,
                                          std::int64_t people = 5, std::uint64_t seed = 1);

}  // namespace app::seed
