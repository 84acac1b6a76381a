// The factory copies of process/templates: one template is the client's page and the PDF.
#pragma once
#include <string_view>

namespace quotes {

extern std::string_view const factory_quote_html;
extern std::string_view const factory_quote_css;
extern std::string_view const factory_quote_js;
extern std::string_view const factory_quote_closed_html;

}  // namespace quotes
