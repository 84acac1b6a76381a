// The text of process/department.toml, embedded into the program by the build.
#pragma once
#include <string_view>

namespace process {

extern std::string_view const factory_process_toml;

}  // namespace process
