// tirazh: the subcommands and their options. What they do is in app/*_command.cpp.
#include "app/commands.h"
#include "platform/base/refusal.h"

#include <cstdio>
#include <exception>
#include <functional>
#include <optional>

#include <CLI/CLI.hpp>

namespace {

// Where the company is: the options that every command about one takes.
struct Where {
    std::string data;
    std::string config_file;
    std::string listen;

    void add_to(CLI::App& command) {
        command.add_option("--data", data, "the company's folder (default: data)");
        command.add_option("--config", config_file, "tirazh.toml (docs/operations.md)");
    }
    base::Config config() const {
        base::Config config = config_file.empty() ? base::Config{} : base::read_config(config_file);
        if (!data.empty()) config.data = data;
        if (!listen.empty()) base::set_listen(config, listen);
        return config;
    }
};

int run(int argc, char** argv) {
    CLI::App program("Tirazh: the sales department of an agency for branded merchandise", "tirazh");
    program.set_version_flag("--version", TIRAZH_VERSION);
    program.require_subcommand(1);
    Where where;
    std::function<int()> chosen;
    auto const add = [&](CLI::App& parent, char const* name, char const* about,
                         std::function<int()> action) -> CLI::App& {
        auto& command = *parent.add_subcommand(name, about);
        where.add_to(command);
        command.callback([&chosen, action] { chosen = action; });
        return command;
    };

    add(program, "serve", "run the server; ends by SIGTERM", [&] {
        return app::serve(where.config());
    }).add_option("--listen", where.listen, "ADDRESS:PORT, port 0 for any (127.0.0.1:8080)");
    add(program, "migrate", "bring the database to this program's shape",
        [&] { return app::migrate(where.config()); });

    std::string folder;
    add(program, "backup", "copy database and files, also while the server runs",
        [&] { return app::backup(where.config(), folder); })
        .add_option("FOLDER", folder, "a folder that is not there yet")
        ->required();
    add(program, "restore", "make a company from a backup",
        [&] { return app::restore(where.config(), folder); })
        .add_option("FOLDER", folder, "what tirazh backup made")
        ->required();

    std::string process_file;
    auto& check = add(program, "check", "is everything in the database and the folder whole", [&] {
        return process_file.empty() ? app::check(where.config()) : app::check_process(process_file);
    });
    check.add_subcommand("process", "is a process file right: every mistake with its line")
        ->add_option("FILE", process_file)
        ->required();

    add(program, "reindex", "write the search index anew",
        [&] { return app::reindex(where.config()); });

    app::NewUser user;
    auto& users = *program.add_subcommand("user", "people who sign in");
    users.require_subcommand(1);
    auto& add_user = add(users, "add", "add a person; prints a fresh password",
                         [&] { return app::add_user(where.config(), user); });
    add_user.add_option("LOGIN", user.login)->required();
    add_user.add_option("--name", user.name, "as letters sign it")->required();
    add_user
        .add_option("--role", user.role,
                    "head, sales_manager, account_manager, assistant, administrator")
        ->required();
    add_user.add_option("--team", user.team, "the team's name; made if it is not there");
    add_user.add_flag_callback(
        "--password-from-stdin", [&] { std::getline(std::cin, user.password); },
        "read the password instead of making one");
    add(users, "reset", "give a person a fresh password",
        [&] { return app::reset_password(where.config(), user.login); })
        .add_option("LOGIN", user.login)
        ->required();
    add(users, "list", "who there is", [&] { return app::list_users(where.config()); });

    bool demo = false;
    app::SeedOptions seed;
    auto& seeding = add(program, "seed", "fill an empty company to try the product with",
                        [&] { return app::seed_company(where.config(), seed); });
    seeding.add_flag("--demo", demo, "the demo company: five people, forty deals");
    seeding.add_option("--deals", seed.deals, "how many; 0 for none")
        ->check(CLI::Range(0, 10'000'000));
    seeding.add_option("--people", seed.people, "how many work there")->check(CLI::Range(3, 1000));
    seeding.add_option("--seed", seed.seed, "another number, another department");
    seeding.add_option("--logins", seed.logins_file, "write logins and passwords there as JSON");

    std::string parsed_file;
    auto& parse = *program.add_subcommand("parse", "show what is understood of a file");
    parse.require_subcommand(1);
    auto& parse_yml = *parse.add_subcommand("yml", "a supplier's feed, one line of JSON an offer");
    parse_yml.add_option("FILE", parsed_file)->required();
    auto& parse_letter =
        *parse.add_subcommand("letter",
                              "a client's need and contact, as JSON; status 0 understood, "
                              "1 in part, 2 not");
    parse_letter.add_option("FILE", parsed_file, "a letter as it came, or plain text")->required();
    parse_letter.callback([&] { chosen = [&] { return app::parse_letter(parsed_file); }; });
    parse_yml.callback([&] { chosen = [&] { return app::parse_yml(parsed_file); }; });

    program.add_subcommand("openapi", "print the API's description (OpenAPI 3.1)")->callback([&] {
        chosen = &app::print_openapi;
    });

    CLI11_PARSE(program, argc, argv);
    return chosen();
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (base::Refusal const& refusal) {
        std::fprintf(stderr, "tirazh: %s%s%s\n", refusal.field.c_str(),
                     refusal.field.empty() ? "" : ": ", refusal.message.en.c_str());
    } catch (std::exception const& error) {
        std::fprintf(stderr, "tirazh: %s\n", error.what());
    }
    return 1;
}
