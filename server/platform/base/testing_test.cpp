#include "platform/base/testing.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include <gtest/gtest.h>

namespace base::testing {

std::string fixture_path(std::string const& name) {
    return std::string(SOURCE_DIR) + "/tests/fixtures/" + name;
}

std::string fixture(std::string const& name) {
    std::ifstream file(fixture_path(name), std::ios::binary);
    if (!file) throw std::runtime_error("there is no fixture " + fixture_path(name));
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace base::testing
