// A table for a spreadsheet program, as CSV or XLSX. What people typed is never run as a formula:
// a cell that begins with = + - @ or a control character gets an apostrophe in front.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace base {

struct Roubles {
    std::int64_t kopecks = 0;
};

struct Spreadsheet {
    using Cell = std::variant<std::string, std::int64_t, Roubles>;
    std::string title;
    std::vector<std::string> header;
    std::vector<std::vector<Cell>> rows;
};

std::string neutral_cell(std::string_view text);

// As Russian Excel opens it: UTF-8 with a mark, semicolons, decimal comma, CRLF.
std::string to_csv(Spreadsheet const& sheet);
std::string to_xlsx(Spreadsheet const& sheet);

}  // namespace base
