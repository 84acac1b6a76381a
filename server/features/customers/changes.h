// The event of a change, shared by companies and contacts: which fields, from what to what, and
// what undo needs to bring the old form back.
#pragma once
#include "features/journal/journal.h"
#include "platform/base/refusal.h"
#include "platform/json/difference.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace customers {

// In `details`: names only; the values stand in `personal` (152-ФЗ).
struct ChangedFields {
    std::vector<std::string> fields;
};
BOOST_DESCRIBE_STRUCT(ChangedFields, (), (fields))

struct ChangedValues {
    std::vector<json::FieldChange> changes;
};
BOOST_DESCRIBE_STRUCT(ChangedValues, (), (changes))

// The version that the change made, and the form that it replaced.
template <class Form>
struct Replaced {
    std::int64_t version = 0;
    Form form;
};

struct MergedInto {
    std::int64_t into = 0;
    std::int64_t version = 0;  // of the merged one, after the merge
};
BOOST_DESCRIBE_STRUCT(MergedInto, (), (into, version))

struct MergedDetails {
    std::int64_t from = 0;
    std::int64_t into = 0;
};
BOOST_DESCRIBE_STRUCT(MergedDetails, (), (from, into))

struct MergedTitles {
    std::string from;
    std::string into;
};
BOOST_DESCRIBE_STRUCT(MergedTitles, (), (from, into))

template <class Form>
journal::Fact change_fact(std::string noun, std::int64_t id, std::string verb,
                          std::int64_t new_version, Form const& before, Form const& after) {
    ChangedFields fields;
    ChangedValues values{json::changes(before, after)};
    for (auto const& change : values.changes) fields.fields.push_back(change.field);
    return {.noun = std::move(noun),
            .id = id,
            .verb = std::move(verb),
            .details = json::to_json(fields),
            .personal = json::to_json(values),
            .undo = journal::Undo::reversible,
            .undo_data = "{\"version\":" + std::to_string(new_version) +
                         ",\"form\":" + json::to_json(before) + "}"};
}

template <class Form>
Replaced<Form> read_replaced(std::string const& undo_data) {
    json::Document const document(undo_data);
    Replaced<Form> replaced;
    json::read(*document.root().find("version"), "version", replaced.version);
    json::read(*document.root().find("form"), "form", replaced.form);
    return replaced;
}

// «Пока вы правили, карточку изменили»: the page shows both values of each field.
template <class Form>
[[noreturn]] void refuse_changed(std::int64_t version, Form const& theirs, Form const& yours) {
    auto refusal = base::Refusal::conflict(
        "customer_changed",
        {"Пока вы правили, карточку изменил другой человек. Сравните значения и сохраните снова.",
         "Somebody changed the card meanwhile. Compare the values and save again."});
    refusal.details = json::conflict_details(version, theirs, yours);
    throw refusal;
}

template <class Form>
[[noreturn]] void refuse_undo(std::int64_t version, Form const& theirs, Form const& yours) {
    auto refusal = base::Refusal::conflict(
        "undo_changed_since",
        {"Отменить нельзя: после этого карточку меняли ещё раз. Исправьте её вручную.",
         "This cannot be taken back: the card was changed again. Correct it by hand."});
    refusal.details = json::conflict_details(version, theirs, yours);
    throw refusal;
}

}  // namespace customers
