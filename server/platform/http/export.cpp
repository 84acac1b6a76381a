#include "platform/http/export.h"

#include "platform/base/refusal.h"

namespace http {

ExportFormat take_export_format(Fields& query) {
    ExportFormat format = ExportFormat::csv;
    Fields rest;
    for (auto& field : query) {
        if (field.first != "format") {
            rest.push_back(std::move(field));
            continue;
        }
        if (field.second != "csv" && field.second != "xlsx")
            throw base::Refusal::invalid("format_unknown",
                                         {"Бывает csv или xlsx.", "It is csv or xlsx."}, "format");
        format = field.second == "csv" ? ExportFormat::csv : ExportFormat::xlsx;
    }
    query = std::move(rest);
    return format;
}

Response export_answer(base::Spreadsheet const& sheet, ExportFormat format, std::string_view name) {
    bool const csv = format == ExportFormat::csv;
    auto response =
        Response::of(200,
                     csv ? "text/csv; charset=utf-8"
                         : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                     csv ? base::to_csv(sheet) : base::to_xlsx(sheet));
    response.with("content-disposition",
                  "attachment; filename=\"" + std::string(name) + (csv ? ".csv\"" : ".xlsx\""));
    response.with("cache-control", "no-store");
    return response;
}

}  // namespace http
