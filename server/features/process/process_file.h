// Reads a process file and checks all of it: every mistake with its line and what was expected, so
// that the head of sales can mend it without a programmer.
#pragma once
#include "features/process/process.h"

#include <string>
#include <string_view>
#include <vector>

namespace process {

struct ProcessMistake {
    int line = 0;  // from 1
    base::Words words;
};
BOOST_DESCRIBE_STRUCT(ProcessMistake, (), (line, words))

struct ReadProcess {
    Department department;                 // whole only if there are no mistakes
    std::vector<ProcessMistake> mistakes;  // by line
};

ReadProcess read_process(std::string_view toml);

// "department.toml:41: …", one a line.
std::string mistakes_text(std::string_view file, std::vector<ProcessMistake> const& mistakes,
                          base::Language language);

// The copy that comes with the program.
Department const& factory_department();

}  // namespace process
