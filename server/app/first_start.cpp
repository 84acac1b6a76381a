#include "app/first_start.h"

#include "features/accounts/people_store.h"
#include "platform/base/text.h"

#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

namespace app {
namespace {

std::string read_line(std::string const& path) {
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    return line;
}

std::string setup_code_file(base::Config const& config) {
    return config.data + "/setup-code";
}

}  // namespace

bool setup_code_fits(base::Config const& config, std::string const& code) {
    std::string const expected = read_line(setup_code_file(config));
    return expected.size() == code.size() && !code.empty() &&
           sodium_memcmp(expected.data(), code.data(), code.size()) == 0;
}

void forget_setup_code(base::Config const& config) {
    ::unlink(setup_code_file(config).c_str());
}

void offer_first_start(Parts& parts, std::string const& address) {
    bool const has_people =
        parts.database.read([](db::Reader& reader) { return accounts::has_people(reader); });
    std::string const path = setup_code_file(parts.config);
    if (has_people) {
        forget_setup_code(parts.config);
        return;
    }
    std::string code = read_line(path);
    if (code.empty()) {
        code = base::random_token().substr(0, 12);
        auto const mask = ::umask(077);
        std::ofstream(path) << code << "\n";
        ::umask(mask);
        if (read_line(path) != code) throw std::runtime_error("cannot write " + path);
    }
    std::printf(
        "Первый запуск: откройте %s/setup и введите код %s\n"
        "First start: open %s/setup and enter the code %s\n",
        address.c_str(), code.c_str(), address.c_str(), code.c_str());
}

}  // namespace app
