#include "features/customers/list_store.h"

#include "features/customers/company_store.h"
#include "features/customers/contact_store.h"

namespace customers::store {
namespace {

// What both lists share; the row is `x`, its folded name `key`.
struct Names {
    std::string row;
    std::string key;
};

void add_filter(db::Query& query, Names const& names, http::Actor const& actor,
                ListFilter const& filter) {
    std::string const owner = names.row + ".owner_id";
    if (filter.among) query.add_list(" AND " + names.row + ".id IN (", *filter.among, ")");
    if (filter.scope == CustomerScope::mine) query.add(" AND " + owner + " = ?", actor.id);
    if (filter.scope == CustomerScope::team)
        query.add(" AND (" + owner + " = ? OR " + owner +
                      " IN (SELECT id FROM people WHERE team_id = ? AND team_id > 0))",
                  actor.id, actor.team_id);
    if (filter.owner_id && *filter.owner_id != 0)
        query.add(" AND " + owner + " = ?", *filter.owner_id);
    if (filter.owner_id && *filter.owner_id == 0) query.add(" AND " + owner + " IS NULL");
}

void add_page(db::Query& query, Names const& names, ListFilter const& filter) {
    std::string const key = names.row + "." + names.key, id = names.row + ".id",
                      changed = names.row + ".changed_at";
    if (filter.order == CustomerOrder::name) {
        if (filter.after)
            query.add(" AND (" + key + ", " + id + ") > (?, ?)", filter.after->key,
                      filter.after->id);
        query.add(" ORDER BY " + key + ", " + id);
    } else {
        if (filter.after)
            query.add(" AND (" + changed + ", " + id + ") < (?, ?)", filter.after->changed_at,
                      filter.after->id);
        query.add(" ORDER BY " + changed + " DESC, " + id + " DESC");
    }
    query.add(" LIMIT ?", filter.limit);
}

}  // namespace

std::vector<ListPlace> page_of_companies(db::Reader& reader, http::Actor const& actor,
                                         ListFilter const& filter) {
    Names const names{"c", "name_key"};
    db::Query query(
        "SELECT c.id, c.name_key AS key, c.changed_at FROM companies c "
        "WHERE c.merged_into IS NULL");
    add_filter(query, names, actor, filter);
    if (filter.group_id) query.add(" AND c.group_id = ?", *filter.group_id);
    if (filter.visible_only) query.add(companies_visible_to(actor));
    add_page(query, names, filter);
    return query.all<ListPlace>(reader);
}

std::vector<ListPlace> page_of_contacts(db::Reader& reader, http::Actor const& actor,
                                        ListFilter const& filter) {
    Names const names{"t", "full_key"};
    db::Query query(
        "SELECT t.id, t.full_key AS key, t.changed_at FROM contacts t "
        "WHERE t.merged_into IS NULL");
    add_filter(query, names, actor, filter);
    if (filter.company_id)
        query.add_list(
            " AND t.id IN (SELECT contact_id FROM company_contacts WHERE company_id IN (",
            merged_companies(reader, *filter.company_id), "))");
    if (filter.visible_only) query.add(contacts_visible_to(actor));
    add_page(query, names, filter);
    return query.all<ListPlace>(reader);
}

}  // namespace customers::store
