#include "platform/print/template.h"

#include "platform/base/refusal.h"

#include <algorithm>
#include <kainjow/mustache.hpp>

namespace print {

namespace mustache = kainjow::mustache;

namespace {

std::string escaped(std::string const& text) {
    std::string out;
    out.reserve(text.size());
    for (char const c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            case '`':
                out += "&#96;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

[[noreturn]] void refuse(base::Words words) {
    throw base::Refusal::invalid("template_invalid", std::move(words), "template");
}

// The reader below accepts more than we want to show to people outside.
void check_tags(std::string_view text) {
    for (auto at = text.find("{{"); at != text.npos; at = text.find("{{", at + 2)) {
        auto const line = std::to_string(
            1 + std::count(text.begin(), text.begin() + static_cast<long>(at), '\n'));
        auto first = text.find_first_not_of(" \t\r\n", at + 2);
        if (first == text.npos)
            refuse({"Строка " + line + ": тег не закрыт.", "Line " + line + ": unclosed tag."});
        if (std::string_view("{&=>").find(text[first]) != std::string_view::npos)
            refuse({"Строка " + line + ": тег {{" + text[first] + " не разрешён.",
                    "Line " + line + ": the tag {{" + text[first] + " is not allowed."});
    }
}

}  // namespace

View& View::set(std::string name, View value) {
    if (!std::holds_alternative<Named>(value_)) value_ = Named{};
    std::get<Named>(value_).insert_or_assign(std::move(name), std::move(value));
    return *this;
}

View& View::set_text(std::string name, std::string_view text) {
    return text.empty() ? set(std::move(name), false) : set(std::move(name), View(text));
}

struct Template::Parsed {
    mutable mustache::mustache text;

    static mustache::data data_of(View const& view) {
        if (auto const* text = std::get_if<std::string>(&view.value_)) return *text;
        if (auto const* yes = std::get_if<bool>(&view.value_)) return *yes;
        if (auto const* list = std::get_if<std::vector<View>>(&view.value_)) {
            mustache::data out(mustache::data::type::list);
            for (View const& item : *list) out.push_back(data_of(item));
            return out;
        }
        mustache::data out(mustache::data::type::object);
        for (auto const& [name, item] : std::get<View::Named>(view.value_))
            out.set(name, data_of(item));
        return out;
    }
};

Template::Template(std::string_view text) {
    check_tags(text);
    parsed_ = std::make_unique<Parsed>(Parsed{mustache::mustache(std::string(text))});
    if (!parsed_->text.is_valid())
        refuse({"Шаблон не читается: " + parsed_->text.error_message(),
                "The template cannot be read: " + parsed_->text.error_message()});
    parsed_->text.set_custom_escape(escaped);
}

Template::~Template() = default;
Template::Template(Template&&) noexcept = default;
Template& Template::operator=(Template&&) noexcept = default;

std::string Template::render(View const& view) const {
    // The library keeps an error of the last rendering inside, so each thread renders its own copy.
    mustache::mustache text = parsed_->text;
    return text.render(Parsed::data_of(view));
}

}  // namespace print
