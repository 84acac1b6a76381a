// What must hold between the parts of a process file: what is named is there, there is one way into
// the path and a way out of it, every node has the one above it.
#pragma once
#include "features/process/process_file.h"

#include <map>
#include <string>
#include <vector>

namespace process {

// "stage:new_lead" -> the line where it stands.
using Lines = std::map<std::string, int, std::less<>>;

void check_references(Department const& department, Lines const& lines,
                      std::vector<ProcessMistake>& mistakes);

}  // namespace process
