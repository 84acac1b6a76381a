#include "features/customers/group_actions.h"

#include "features/accounts/permissions.h"
#include "features/customers/changes.h"
#include "features/customers/customer_names.h"
#include "features/customers/documents.h"
#include "features/journal/nouns.h"
#include "platform/base/text.h"
#include "platform/live/live.h"

#include <algorithm>

namespace customers {
namespace {

constexpr int most_companies = 1000;

std::string checked_name(db::Reader& reader, std::string const& typed, std::int64_t own_id) {
    std::string name = one_line(typed, 200);
    if (name.empty())
        throw base::Refusal::invalid(
            "name_required", {"Напишите название группы.", "Write the group's name."}, "name");
    for (auto const& group : store::all_groups(reader))
        if (group.id != own_id && base::folded(group.name) == base::folded(name))
            throw base::Refusal::conflict(
                "group_known",
                {"Такая группа уже есть: выберите её.", "This group is there already: choose it."},
                "name");
    return name;
}

store::CompanyGroup require_group(db::Reader& reader, std::int64_t id) {
    auto group = store::find_group(reader, id);
    if (!group)
        throw base::Refusal::not_found("not_found",
                                       {"Такой группы нет.", "There is no such group."});
    return *group;
}

void rename(db::Transaction& tx, base::Instant now, store::CompanyGroup const& group) {
    if (!store::rename_group(tx, group)) {
        auto const present = require_group(tx, group.id);
        refuse_changed(present.version, NewCompanyGroup{present.name}, NewCompanyGroup{group.name});
    }
    for (auto const id : store::companies_of_group(tx, group.id, most_companies))
        index_company(tx, id);
    live::publish(tx, {"company_group", group.id, "changed", group.version + 1}, now);
}

void restore(db::Transaction& tx, http::Actor const&, base::Instant now,
             journal::Subject const& subject, std::string const& undo_data) {
    auto const before = read_replaced<NewCompanyGroup>(undo_data);
    auto const present = require_group(tx, subject.id);
    if (present.version != before.version)
        refuse_undo(present.version, NewCompanyGroup{present.name}, before.form);
    rename(tx, now, {subject.id, before.form.name, before.version});
}

}  // namespace

CompanyGroups list_groups(db::Reader& reader) {
    CompanyGroups groups{store::all_groups(reader)};
    std::ranges::sort(groups.items, {}, [](auto const& group) { return base::folded(group.name); });
    return groups;
}

store::CompanyGroup create_group(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                                 NewCompanyGroup const& group) {
    auto const name = checked_name(tx, group.name, 0);
    auto const id = store::insert_group(tx, name);
    journal::record(tx, actor, now,
                    {.noun = "company_group",
                     .id = id,
                     .verb = "created",
                     .details = json::to_json(NewCompanyGroup{name})});
    live::publish(tx, {"company_group", id, "created", 1}, now);
    return require_group(tx, id);
}

store::CompanyGroup change_group(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                                 std::int64_t id, CompanyGroupEdit const& edit) {
    auto const name = checked_name(tx, edit.name, id);
    auto const before = require_group(tx, id);
    if (before.version == edit.version && before.name == name) return before;
    rename(tx, now, {id, name, edit.version});
    journal::record(tx, actor, now,
                    change_fact("company_group", id, "changed", edit.version + 1,
                                NewCompanyGroup{before.name}, NewCompanyGroup{name}));
    return require_group(tx, id);
}

void register_groups() {
    journal::register_noun({"company_group",
                            {"Группа компаний", "Group of companies"},
                            [](db::Reader& reader, http::Actor const& actor, std::int64_t id) {
                                return actor.may(accounts::customers_read) &&
                                       store::find_group(reader, id);
                            },
                            [](db::Reader&, http::Actor const& actor, std::int64_t) {
                                return actor.may(accounts::customers_change);
                            },
                            [](db::Reader& reader, std::int64_t id) {
                                auto const group = store::find_group(reader, id);
                                return group ? group->name : std::string();
                            }});
    journal::register_undo("company_group", "changed", &restore);
}

}  // namespace customers
