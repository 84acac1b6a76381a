#include "platform/base/spreadsheet.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>
#include <xlsxwriter.h>

namespace base {
namespace {

namespace fs = std::filesystem;

std::string decimal(Roubles sum, char point) {
    char buffer[40];
    auto const kopecks = std::abs(sum.kopecks);
    std::snprintf(buffer, sizeof buffer, "%s%lld%c%02lld", sum.kopecks < 0 ? "-" : "",
                  static_cast<long long>(kopecks / 100), point,
                  static_cast<long long>(kopecks % 100));
    return buffer;
}

std::string csv_text(std::string_view text) {
    std::string const safe = neutral_cell(text);
    if (safe.find_first_of(";\"\n\r") == std::string::npos) return safe;
    std::string out = "\"";
    for (char const c : safe) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + "\"";
}

std::string csv_cell(Spreadsheet::Cell const& cell) {
    if (auto const* text = std::get_if<std::string>(&cell)) return csv_text(*text);
    if (auto const* number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
    return decimal(std::get<Roubles>(cell), ',');
}

template <class Row, class Write>
void csv_line(std::string& out, Row const& row, Write const& write) {
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (i) out += ';';
        out += write(row[i]);
    }
    out += "\r\n";
}

// The library of Debian 12 writes files only: into a folder of its own that goes away.
class Workbook {
  public:
    Workbook() : folder_((fs::temp_directory_path() / "tirazh-sheet-XXXXXX").string()) {
        if (!mkdtemp(folder_.data())) throw std::runtime_error("no temporary folder can be made");
        lxw_workbook_options options{};
        options.tmpdir = folder_.data();
        book_ = workbook_new_opt(path().c_str(), &options);
        if (!book_) throw std::runtime_error("a spreadsheet cannot be made");
    }
    ~Workbook() {
        if (book_) static_cast<void>(workbook_close(book_));
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    Workbook(Workbook const&) = delete;
    Workbook& operator=(Workbook const&) = delete;

    lxw_workbook* book() { return book_; }
    std::string bytes() {
        auto const error = workbook_close(std::exchange(book_, nullptr));
        if (error != LXW_NO_ERROR)
            throw std::runtime_error(std::string("a spreadsheet: ") + lxw_strerror(error));
        std::ifstream file(path(), std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

  private:
    std::string path() const { return folder_ + "/sheet.xlsx"; }

    std::string folder_;
    lxw_workbook* book_ = nullptr;
};

}  // namespace

std::string neutral_cell(std::string_view text) {
    bool const risky =
        !text.empty() && (std::string_view("=+-@").find(text.front()) != std::string_view::npos ||
                          static_cast<unsigned char>(text.front()) < ' ');
    return (risky ? "'" : "") + std::string(text);
}

std::string to_csv(Spreadsheet const& sheet) {
    std::string out = "\xEF\xBB\xBF";
    csv_line(out, sheet.header, &csv_text);
    for (auto const& row : sheet.rows) csv_line(out, row, &csv_cell);
    return out;
}

std::string to_xlsx(Spreadsheet const& sheet) {
    Workbook workbook;
    auto* page = workbook_add_worksheet(workbook.book(), sheet.title.c_str());
    if (!page) throw std::logic_error("a spreadsheet's title is not allowed: " + sheet.title);
    auto* bold = workbook_add_format(workbook.book());
    format_set_bold(bold);
    auto* money = workbook_add_format(workbook.book());
    format_set_num_format(money, "# ##0.00");
    lxw_row_t line = 0;
    for (std::size_t i = 0; i < sheet.header.size(); ++i)
        worksheet_write_string(page, line, static_cast<lxw_col_t>(i), sheet.header[i].c_str(),
                               bold);
    for (auto const& row : sheet.rows) {
        ++line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            auto const column = static_cast<lxw_col_t>(i);
            if (auto const* text = std::get_if<std::string>(&row[i]))
                worksheet_write_string(page, line, column, neutral_cell(*text).c_str(), nullptr);
            else if (auto const* number = std::get_if<std::int64_t>(&row[i]))
                worksheet_write_number(page, line, column, static_cast<double>(*number), nullptr);
            else
                worksheet_write_number(
                    page, line, column,
                    static_cast<double>(std::get<Roubles>(row[i]).kopecks) / 100.0, money);
        }
    }
    worksheet_freeze_panes(page, 1, 0);
    if (!sheet.header.empty())
        worksheet_set_column(page, 0, static_cast<lxw_col_t>(sheet.header.size() - 1), 20, nullptr);
    return workbook.bytes();
}

}  // namespace base
