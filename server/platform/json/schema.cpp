#include "platform/json/schema.h"

#include <stdexcept>

namespace json {

std::string component_name(std::string_view type_name) {
    auto const colon = type_name.rfind(':');
    return std::string(colon == std::string_view::npos ? type_name : type_name.substr(colon + 1));
}

void add_component(Components& components, std::string const& name, std::string schema) {
    auto const [found, added] = components.emplace(name, schema);
    if (!added && found->second != schema)
        throw std::logic_error("two different structs are both called '" + name +
                               "' in the API: rename one of them");
}

}  // namespace json
