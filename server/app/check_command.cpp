// tirazh check: is everything whole. Prints what is not, and ends with 1 if anything is not.
#include "app/app.h"
#include "app/commands.h"
#include "app/integrity_store.h"
#include "features/deals/deal_store.h"
#include "features/process/process_file.h"
#include "features/search/search.h"
#include "platform/db/migrate.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string_view>

namespace app {
namespace {

void check_migrations(base::Config const& config, std::vector<std::string>& problems) {
    auto const state = db::migration_state(database_settings(config));
    if (!state.problem.empty()) problems.push_back(state.problem);
    for (auto const& name : state.waiting)
        problems.push_back("migration " + name + " waits: tirazh migrate");
}

// A row's file that is not in the folder is lost; the other way round it is swept a day later.
void check_files(App& app, std::vector<std::string>& problems) {
    auto const& files = app.parts().files;
    auto const blobs =
        app.parts().database.read([](db::Reader& reader) { return stored_blobs(reader); });
    for (auto const& blob : blobs) {
        auto const size = files.size(blob.hash);
        if (!size)
            problems.push_back("the file " + blob.hash + " is missing in " + files.folder());
        else if (static_cast<std::int64_t>(*size) != blob.bytes)
            problems.push_back("the file " + blob.hash + " has " + std::to_string(*size) +
                               " bytes, not " + std::to_string(blob.bytes));
    }
}

}  // namespace

int check(base::Config const& config) {
    if (config.postgres.empty() && !std::filesystem::exists(config.database_file()))
        throw std::runtime_error(config.database_file() + ": there is no database");
    std::vector<std::string> problems;
    check_migrations(config, problems);
    if (problems.empty()) {
        App app(config);
        app.parts().database.read([&](db::Reader& reader) {
            for (auto& problem : database_problems(reader)) problems.push_back(std::move(problem));
            for (auto& problem : deals::store::wrong_counters(reader))
                problems.push_back(std::move(problem));
        });
        check_files(app, problems);
        for (auto const& difference : search::check(app.parts().database))
            problems.push_back("the search index: " + difference.noun + " " +
                               std::to_string(difference.id) + " is " + difference.what +
                               ": tirazh reindex");
    }
    for (auto const& problem : problems) std::printf("%s\n", problem.c_str());
    if (problems.empty()) std::puts("everything is whole");
    return problems.empty() ? 0 : 1;
}

int reindex(base::Config const& config) {
    db::migrate(database_settings(config));
    App app(config);
    std::printf("%lld documents\n", static_cast<long long>(search::reindex(app.parts().database)));
    return 0;
}

int check_process(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    if (!file) throw std::runtime_error("cannot read " + path);
    auto const mistakes = process::read_process(text.str()).mistakes;
    auto const* locale = std::getenv("LANG");
    bool const russian = locale && std::string_view(locale).starts_with("ru");
    auto const language = russian ? base::Language::ru : base::Language::en;
    std::fputs(process::mistakes_text(path, mistakes, language).c_str(), stdout);
    if (!mistakes.empty()) return 1;
    std::puts(russian ? "ошибок нет" : "no mistakes");
    return 0;
}

}  // namespace app
