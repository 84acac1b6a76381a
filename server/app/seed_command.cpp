// tirazh seed: data to try the product with.
#include "app/app.h"
#include "app/commands.h"
#include "app/seed/demo_catalog.h"
#include "app/seed/demo_company.h"
#include "platform/db/migrate.h"

#include <cstdio>
#include <filesystem>

namespace app {

int seed_demo(base::Config const& config) {
    std::filesystem::create_directories(config.data);
    db::migrate(database_settings(config));
    App app(config);
    auto const people = seed::make_demo_company(app.parts().database, app.parts().clock.now());
    seed::make_demo_catalog(app.parts());
    std::puts("The demo company's people (role, login, password; the passwords are told once):");
    for (auto const& person : people)
        std::printf("  %-16s %-8s %s   %s\n", person.role.c_str(), person.login.c_str(),
                    person.password.c_str(), person.name.c_str());
    return 0;
}

}  // namespace app
