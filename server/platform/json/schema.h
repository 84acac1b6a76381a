// The OpenAPI 3.1 schema of a described struct. Named structs become components and are referred
// to, so that TypeScript gets one type for each; a member that is optional is `T | null` and not
// required in requests.
#pragma once
#include "platform/json/json.h"

#include <map>
#include <string>
#include <string_view>

namespace json {

// Components by name: their JSON text.
using Components = std::map<std::string, std::string>;

// "deals::DealCard" -> "DealCard"; two structs of one name in different features are refused by
// the schema's builder, because one of them would be lost.
std::string component_name(std::string_view type_name);

template <class T>
constexpr std::string_view type_name() {
    constexpr std::string_view text = __PRETTY_FUNCTION__;
    constexpr auto start = text.find("T = ") + 4;
    return text.substr(start, text.find_first_of(";]", start) - start);
}

void add_component(Components& components, std::string const& name, std::string schema);

// The schema of T as JSON text; what it refers to is added to `components`.
template <class T>
std::string schema_of(Components& components) {
    if constexpr (std::is_same_v<T, bool>) {
        return R"({"type":"boolean"})";
    } else if constexpr (std::is_integral_v<T>) {
        return sizeof(T) > 4 ? R"({"type":"integer","format":"int64"})"
                             : R"({"type":"integer","format":"int32"})";
    } else if constexpr (std::is_floating_point_v<T>) {
        return R"({"type":"number"})";
    } else if constexpr (std::is_same_v<T, base::Instant>) {
        return R"({"type":"string","format":"date-time"})";
    } else if constexpr (std::is_same_v<T, base::Date>) {
        return R"({"type":"string","format":"date"})";
    } else if constexpr (std::is_same_v<T, Raw>) {
        return "{}";
    } else if constexpr (std::is_enum_v<T>) {
        std::string const name = component_name(type_name<T>());
        std::string values;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto e) {
            if (!values.empty()) values += ',';
            write_text(values, e.name);
        });
        add_component(components, name, R"({"type":"string","enum":[)" + values + "]}");
        return R"({"$ref":"#/components/schemas/)" + name + "\"}";
    } else if constexpr (is_optional<T>::value) {
        return R"({"anyOf":[)" + schema_of<typename T::value_type>(components) +
               R"(,{"type":"null"}]})";
    } else if constexpr (is_vector<T>::value) {
        return R"({"type":"array","items":)" + schema_of<typename T::value_type>(components) + "}";
    } else if constexpr (is_map<T>::value) {
        return R"({"type":"object","additionalProperties":)" +
               schema_of<typename T::mapped_type>(components) + "}";
    } else if constexpr (Described<T>) {
        std::string const name = component_name(type_name<T>());
        std::string const reference = R"({"$ref":"#/components/schemas/)" + name + "\"}";
        if (components.contains(name) && components[name].empty())
            return reference;  // refers to itself
        bool const known = components.contains(name);
        std::string const before = known ? components[name] : "";
        components[name] = "";
        std::string properties, required;
        boost::mp11::mp_for_each<Members<T>>([&](auto member) {
            using Member = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
            if (!properties.empty()) properties += ',';
            write_text(properties, member.name);
            properties += ':' + schema_of<Member>(components);
            if constexpr (!is_optional<Member>::value) {
                if (!required.empty()) required += ',';
                write_text(required, member.name);
            }
        });
        std::string schema = R"({"type":"object","additionalProperties":false,"properties":{)" +
                             properties + "},\"required\":[" + required + "]}";
        if (known)
            components[name] = before;
        else
            components.erase(name);
        add_component(components, name, std::move(schema));
        return reference;
    } else {
        return R"({"type":"string"})";
    }
}

}  // namespace json
