// What differs between two values of a described struct, member by member: for the timeline, for
// undo and for telling two people who edited one card which values each of them means.
#pragma once
#include "platform/json/json.h"

#include <string>
#include <vector>

namespace json {

template <class T, class Each>
void each_difference(T const& before, T const& after, Each const& each) {
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
        std::string const old_value = to_json(before.*member.pointer);
        std::string const new_value = to_json(after.*member.pointer);
        if (old_value != new_value) each(std::string(member.name), old_value, new_value);
    });
}

struct FieldChange {
    std::string field;
    Raw before;
    Raw after;
};
BOOST_DESCRIBE_STRUCT(FieldChange, (), (field, before, after))

template <class T>
std::vector<FieldChange> changes(T const& before, T const& after) {
    std::vector<FieldChange> out;
    each_difference(before, after, [&](auto field, auto const& old_value, auto const& new_value) {
        out.push_back({field, {old_value}, {new_value}});
    });
    return out;
}

// The `details` of a refused edit: what stands there now, what the person wanted.
struct FieldConflict {
    std::string field;
    Raw theirs;
    Raw yours;
};
BOOST_DESCRIBE_STRUCT(FieldConflict, (), (field, theirs, yours))

struct VersionConflict {
    std::int64_t version = 0;  // the present one
    std::vector<FieldConflict> fields;
};
BOOST_DESCRIBE_STRUCT(VersionConflict, (), (version, fields))

template <class T>
std::string conflict_details(std::int64_t version, T const& theirs, T const& yours) {
    VersionConflict conflict{version, {}};
    each_difference(theirs, yours, [&](auto field, auto const& stands, auto const& wanted) {
        conflict.fields.push_back({field, {stands}, {wanted}});
    });
    return to_json(conflict);
}

}  // namespace json
