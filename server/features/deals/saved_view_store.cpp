#include "features/deals/saved_view_store.h"

namespace deals::store {
namespace {

constexpr std::string_view columns =
    "SELECT id, noun, name, owner_id, shared, filter, version FROM saved_views";

}  // namespace

std::vector<SavedViewRow> views(db::Reader& reader, std::string const& noun,
                                std::int64_t person_id) {
    return reader.all<SavedViewRow>(
        std::string(columns) +
            " WHERE noun = $1 AND (owner_id = $2 OR shared = 1) ORDER BY id LIMIT 200",
        noun, person_id);
}

std::optional<SavedViewRow> find_view(db::Reader& reader, std::int64_t id) {
    return reader.maybe<SavedViewRow>(std::string(columns) + " WHERE id = $1", id);
}

std::int64_t insert_view(db::Transaction& tx, SavedViewRow const& view, base::Instant now) {
    return tx.insert(
        "INSERT INTO saved_views (noun, name, owner_id, shared, filter, created_at) "
        "VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
        view.noun, view.name, view.owner_id, view.shared, view.filter, now);
}

bool update_view(db::Transaction& tx, SavedViewRow const& view) {
    return tx.run(
               "UPDATE saved_views SET name = $1, shared = $2, filter = $3, "
               "version = version + 1 WHERE id = $4 AND version = $5",
               view.name, view.shared, view.filter, view.id, view.version) == 1;
}

void delete_view(db::Transaction& tx, std::int64_t id) {
    tx.run("DELETE FROM saved_views WHERE id = $1", id);
}

}  // namespace deals::store
