// Logic-less templates for what people outside get to see: pages, PDFs, letters. The language is
// Mustache without its unescaped tags: {{name}}, {{#list}}…{{/list}}, {{^empty}}…{{/empty}},
// {{! remark }}. Every value is escaped for HTML text and quoted attributes, and a template can
// compute nothing, so a template that a customer changed can show only what it was given.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace print {

// What a template is filled with: a text, yes or no, a list, or named values.
class View {
  public:
    View() = default;
    View(std::string text) : value_(std::move(text)) {}
    View(std::string_view text) : value_(std::string(text)) {}
    View(char const* text) : value_(std::string(text)) {}
    View(bool yes) : value_(yes) {}
    View(std::vector<View> list) : value_(std::move(list)) {}

    // Sets a named value; makes this a set of named values.
    View& set(std::string name, View value);
    // An absent or empty text counts as "no", so {{#name}}…{{/name}} shows only what is there.
    View& set_text(std::string name, std::string_view text);

  private:
    friend class Template;
    using Named = std::map<std::string, View, std::less<>>;
    std::variant<std::string, bool, std::vector<View>, Named> value_;
};

class Template {
  public:
    // Throws Refusal invalid "template_invalid" with the line when the text cannot be read or has
    // a tag that would not escape ({{{x}}}, {{&x}}), change the delimiters or include another file.
    explicit Template(std::string_view text);
    ~Template();
    Template(Template&&) noexcept;
    Template& operator=(Template&&) noexcept;

    std::string render(View const& view) const;

  private:
    struct Parsed;
    std::unique_ptr<Parsed> parsed_;
};

}  // namespace print
