// Files of tests/fixtures, for unit tests.
#pragma once
#include <string>

namespace base::testing {

std::string fixture_path(std::string const& name);  // "feeds/yml.synthetic.xml"
std::string fixture(std::string const& name);       // its bytes; throws if it is not there

}  // namespace base::testing
