#include "features/customers/company_actions.h"

#include "features/customers/changes.h"
#include "features/customers/company_store.h"
#include "features/customers/contact_store.h"
#include "features/customers/documents.h"
#include "features/files/attachments.h"
#include "features/journal/journal.h"
#include "features/journal/nouns.h"
#include "platform/live/live.h"

namespace customers {
namespace {

constexpr std::string_view noun = "company";
constexpr int deepest_merge = 50;

store::CompanyRecord require_company(db::Reader& reader, std::int64_t id) {
    auto company = store::find_company(reader, id);
    if (!company)
        throw base::Refusal::not_found("not_found",
                                       {"Такой компании нет.", "There is no such company."});
    return *company;
}

void check_references(db::Reader& reader, std::int64_t id, CompanyForm const& form,
                      std::string const& prefix) {
    if (form.owner_id && !store::is_active_person(reader, *form.owner_id))
        throw base::Refusal::invalid("owner_unknown",
                                     {"Такого сотрудника нет.", "There is no such colleague."},
                                     prefix + "owner_id");
    if (form.group_id && !store::find_group(reader, *form.group_id))
        throw base::Refusal::invalid(
            "group_unknown", {"Такой группы нет.", "There is no such group."}, prefix + "group_id");
    if (!form.logo_attachment_id) return;
    auto const logo = files::find(reader, *form.logo_attachment_id);
    if (!logo || logo->noun != noun || logo->subject_id != id ||
        !logo->media_type.starts_with("image/"))
        throw base::Refusal::invalid("logo_unknown",
                                     {"Логотип — картинка, приложенная к этой компании.",
                                      "The logo is a picture that is attached to this company."},
                                     prefix + "logo_attachment_id");
}

void tell(db::Transaction& tx, std::int64_t id, std::string const& verb, std::int64_t version,
          base::Instant now) {
    live::publish(tx, {std::string(noun), id, verb, version}, now);
}

// Others show the name: his people's documents, what is above.
void follow_name(db::Transaction& tx, std::int64_t id, std::string const& before,
                 std::string const& after) {
    if (before == after) return;
    index_people_of(tx, id);
    company_renamed(tx, id);
}

void restore(db::Transaction& tx, http::Actor const&, base::Instant now,
             journal::Subject const& subject, std::string const& undo_data) {
    auto const before = read_replaced<CompanyForm>(undo_data);
    store::lock_company(tx, subject.id);
    auto const record = require_company(tx, subject.id);
    if (record.version != before.version ||
        !store::update_company(tx, subject.id, before.version, before.form, now))
        refuse_undo(record.version, store::load_form(tx, record), before.form);
    index_company(tx, subject.id);
    follow_name(tx, subject.id, title_of(record), title_of(before.form));
    tell(tx, subject.id, "changed", before.version + 1, now);
}

void unmerge(db::Transaction& tx, http::Actor const&, base::Instant now,
             journal::Subject const& subject, std::string const& undo_data) {
    auto const merged = json::from_json<MergedInto>(undo_data);
    store::lock_company(tx, subject.id);
    auto const record = require_company(tx, subject.id);
    if (record.version != merged.version || record.merged_into != merged.into)
        throw base::Refusal::conflict(
            "undo_changed_since",
            {"Отменить объединение нельзя: после него компанию меняли ещё раз.",
             "The merge cannot be taken back: the company was changed again."});
    store::set_company_merged(tx, subject.id, record.version, std::nullopt, now);
    index_company(tx, subject.id);
    index_company(tx, present_company(tx, merged.into));
    tell(tx, subject.id, "changed", record.version + 1, now);
    tell(tx, merged.into, "changed", 0, now);
}

}  // namespace

std::int64_t present_company(db::Reader& reader, std::int64_t id) {
    for (int depth = 0; depth < deepest_merge; ++depth) {
        auto const company = store::find_company(reader, id);
        if (!company || !company->merged_into) return id;
        id = *company->merged_into;
    }
    return id;
}

std::int64_t create_company(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                            CompanyForm const& given, std::string const& field) {
    auto const form = checked(given, field);
    check_references(tx, 0, form, field.empty() ? "" : field + ".");
    auto const id = store::insert_company(tx, form, now);
    index_company(tx, id);
    // Not undone but merged into the right one: something may refer to it already.
    journal::record(tx, actor, now,
                    {.noun = std::string(noun),
                     .id = id,
                     .verb = "created",
                     .undo = journal::Undo::compensated});
    tell(tx, id, "created", 1, now);
    return id;
}

std::int64_t create_company(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                            CompanyFields const& company, std::int64_t owner_id,
                            std::string const& field) {
    auto form = form_of(company);
    if (owner_id) form.owner_id = owner_id;
    return create_company(tx, actor, now, form, field);
}

void change_company(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                    std::int64_t id, CompanyEdit const& edit) {
    journal::require_change(tx, actor, noun, id);
    auto const form = checked(edit, "");
    store::lock_company(tx, id);
    auto const record = require_company(tx, id);
    auto const before = store::load_form(tx, record);
    if (record.version != edit.version) refuse_changed(record.version, before, form);
    check_references(tx, id, form, "");
    auto const fact = change_fact(std::string(noun), id, "changed", edit.version + 1, before, form);
    if (json::changes(before, form).empty()) return;
    if (!store::update_company(tx, id, edit.version, form, now))
        refuse_changed(record.version, before, form);
    index_company(tx, id);
    follow_name(tx, id, title_of(before), title_of(form));
    journal::record(tx, actor, now, fact);
    tell(tx, id, "changed", edit.version + 1, now);
}

void merge_companies(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                     std::int64_t id, std::int64_t into) {
    if (id == into)
        throw base::Refusal::invalid("merge_with_itself",
                                     {"Выберите другую компанию: с самой собой не объединяют.",
                                      "Choose another company: it cannot be merged with itself."},
                                     "into");
    journal::require_change(tx, actor, noun, id);
    journal::require_change(tx, actor, noun, into);
    for (auto const one : {std::min(id, into), std::max(id, into)}) store::lock_company(tx, one);
    auto const from_record = require_company(tx, id), into_record = require_company(tx, into);
    if (from_record.merged_into || into_record.merged_into)
        throw base::Refusal::conflict(
            "merged_already", {"Одна из компаний уже объединена с другой. Обновите страницу.",
                               "One of them was merged already. Refresh the page."});
    store::set_company_merged(tx, id, from_record.version, into, now);
    index_company(tx, id);
    index_company(tx, into);
    journal::record(
        tx, actor, now,
        {.noun = std::string(noun),
         .id = id,
         .verb = "merged",
         .details = json::to_json(MergedDetails{id, into}),
         .personal = json::to_json(MergedTitles{title_of(from_record), title_of(into_record)}),
         .undo = journal::Undo::reversible,
         .undo_data = json::to_json(MergedInto{into, from_record.version + 1}),
         .also = {{std::string(noun), into}}});
    tell(tx, id, "merged", from_record.version + 1, now);
    tell(tx, into, "changed", into_record.version, now);
}

void register_company_undo() {
    journal::register_undo("company", "changed", &restore);
    journal::register_undo("company", "merged", &unmerge);
}

}  // namespace customers
