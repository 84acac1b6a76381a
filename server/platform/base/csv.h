// Rows for a spreadsheet. The Russian Excel opens a file with a byte order mark and semicolons by a
// double click. A cell that a spreadsheet would take for a formula gets an apostrophe in front.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace base {

inline constexpr std::string_view csv_beginning = "\xEF\xBB\xBF";

// With its line end.
std::string csv_line(std::vector<std::string> const& cells);

}  // namespace base
