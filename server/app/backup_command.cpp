// tirazh backup, restore.
#include "app/app.h"
#include "app/backup.h"
#include "app/commands.h"

#include <cstdio>

namespace app {
namespace {

void print(char const* what, BackupManifest const& manifest) {
    std::printf("%s: %s database of %zu migrations, %lld files, %.1f MB\n", what,
                manifest.database.c_str(), manifest.migrations.size(),
                static_cast<long long>(manifest.files),
                static_cast<double>(manifest.file_bytes) / 1e6);
}

}  // namespace

int backup(base::Config const& config, std::string const& folder) {
    print("backup made and verified", make_backup(config, folder, clock_of(config)->now()));
    return 0;
}

int restore(base::Config const& config, std::string const& folder) {
    print("restored", restore_backup(config, folder));
    std::puts(
        "the key of stored secrets is not part of a backup: put it back or enter the "
        "mailboxes' passwords again");
    return 0;
}

}  // namespace app
