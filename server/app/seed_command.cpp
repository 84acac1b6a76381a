// tirazh seed: data to try the product with.
#include "app/app.h"
#include "app/commands.h"
#include "app/seed/demo_catalog.h"
#include "app/seed/demo_company.h"
#include "app/seed/past.h"
#include "features/calendar/calendar.h"
#include "platform/db/migrate.h"
#include "platform/json/json.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>

namespace app {
namespace {

constexpr std::int64_t deals_of_demo = 40;
constexpr std::chrono::days before_the_first_deal{740};

// Thirty people for a hundred thousand deals.
std::int64_t people_for(std::int64_t deals) {
    return std::clamp<std::int64_t>(deals / 3'300, 5, 200);
}

struct SeededLogin {
    std::string login;
    std::string password;
    std::string role;
};
BOOST_DESCRIBE_STRUCT(SeededLogin, (), (login, password, role))

// For a machine that signs in as all of them: bin/bench.
void write_logins(std::string const& path, std::vector<seed::DemoPerson> const& people) {
    std::vector<SeededLogin> logins;
    for (auto const& person : people)
        logins.push_back({person.login, person.password, person.role});
    std::ofstream file(path);
    std::filesystem::permissions(
        path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    file << json::to_json(logins);
    if (!file.flush()) throw std::runtime_error("cannot write " + path);
}

void print_progress(std::int64_t done, std::int64_t all) {
    static std::int64_t last = -1;
    std::int64_t const per_cent = all == 0 ? 100 : done * 100 / all;
    if (per_cent == last) return;
    last = per_cent;
    if (all >= 2000)
        std::fprintf(stderr, "\r%3lld %%%s", static_cast<long long>(per_cent),
                     per_cent == 100 ? "\n" : "");
}

void print_people(std::vector<seed::DemoPerson> const& people) {
    std::puts("The demo company's people (role, login, password; the passwords are told once):");
    for (auto const& person : people)
        std::printf("  %-16s %-8s %s   %s\n", person.role.c_str(), person.login.c_str(),
                    person.password.c_str(), person.name.c_str());
}

}  // namespace

int seed_company(base::Config const& config, SeedOptions const& options) {
    make_folder(config);
    db::migrate(database_settings(config));
    App app(config);
    auto& parts = app.parts();
    auto const now = parts.clock.now();
    std::int64_t const deals = options.deals.value_or(deals_of_demo);
    auto const people = seed::make_demo_company(
        parts.database, now - before_the_first_deal,
        std::max<std::int64_t>(options.people.value_or(people_for(deals)), 3), options.seed);
    if (!options.logins_file.empty()) write_logins(options.logins_file, people);
    seed::make_demo_catalog(parts);
    if (deals > 0) {
        auto const time =
            parts.database.read([](db::Reader& reader) { return calendar::working_time(reader); });
        seed::Past(parts, people, {time, now, deals, options.seed}).play(&print_progress);
    }
    print_people(people);
    return 0;
}

}  // namespace app
