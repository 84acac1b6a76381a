#include "platform/base/csv.h"

namespace base {
namespace {

bool looks_like_formula(std::string_view cell) {
    return !cell.empty() && std::string_view("=+-@\t\r").find(cell[0]) != std::string_view::npos;
}

}  // namespace

std::string csv_line(std::vector<std::string> const& cells) {
    std::string line;
    for (auto const& cell : cells) {
        if (&cell != &cells.front()) line += ';';
        std::string const text = (looks_like_formula(cell) ? "'" : "") + cell;
        if (text.find_first_of(";\"\r\n") == std::string::npos) {
            line += text;
            continue;
        }
        line += '"';
        for (char const c : text) line += c == '"' ? std::string("\"\"") : std::string(1, c);
        line += '"';
    }
    return line + "\r\n";
}

}  // namespace base
