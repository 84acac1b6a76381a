// Saved views: a filter of a list with a name, one's own or everybody's.
#pragma once
#include "platform/db/database.h"
#include "platform/json/json.h"

#include <optional>
#include <string>
#include <vector>

namespace deals::store {

struct SavedViewRow {
    std::int64_t id = 0;
    std::string noun;
    std::string name;
    std::optional<std::int64_t> owner_id;
    bool shared = false;
    std::string filter;  // JSON
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(SavedViewRow, (), (id, noun, name, owner_id, shared, filter, version))

// Own ones and shared ones, by name.
std::vector<SavedViewRow> views(db::Reader& reader, std::string const& noun,
                                std::int64_t person_id);
std::optional<SavedViewRow> find_view(db::Reader& reader, std::int64_t id);
std::int64_t insert_view(db::Transaction& tx, SavedViewRow const& view, base::Instant now);
bool update_view(db::Transaction& tx, SavedViewRow const& view);  // false: another version
void delete_view(db::Transaction& tx, std::int64_t id);

}  // namespace deals::store
