// The subcommands of `tirazh`, each an ordinary function that returns the exit status. What goes
// wrong is a std::runtime_error with a text for the administrator; main prints it.
#pragma once
#include "platform/base/config.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace app {

int serve(base::Config const& config);
int migrate(base::Config const& config);
int check(base::Config const& config);
int reindex(base::Config const& config);     // the search index anew
int check_process(std::string const& file);  // mistakes with their lines, to standard output
int backup(base::Config const& config, std::string const& folder);
int restore(base::Config const& config, std::string const& folder);
int print_openapi();
int parse_yml(std::string const& path);     // a supplier's feed: one line of JSON an offer
int parse_letter(std::string const& path);  // what a letter asks for; 0 all, 1 a part, 2 nothing

// A believable company with its people, clients and deals; prints who can sign in.
struct SeedOptions {
    std::optional<std::int64_t> deals;   // about forty, unless told
    std::optional<std::int64_t> people;  // by the number of deals, unless told
    std::uint64_t seed = 1;              // the same gives the same
    std::string logins_file;             // where logins and passwords are written, too
};
int seed_company(base::Config const& config, SeedOptions const& options);

struct NewUser {
    std::string login;
    std::string name;
    std::string role;
    std::string team;      // made if there is none of this name; empty = none
    std::string password;  // empty = a fresh one, printed
};
int add_user(base::Config const& config, NewUser const& user);
int reset_password(base::Config const& config, std::string const& login);
int list_users(base::Config const& config);

}  // namespace app
