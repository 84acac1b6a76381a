#include "features/customers/company_store.h"

#include "features/accounts/permissions.h"
#include "features/customers/customer_names.h"
#include "features/customers/point_store.h"
#include "features/journal/journal.h"

namespace customers::store {
namespace {

constexpr std::string_view columns =
    "c.name, c.legal_form, c.legal_name, c.inn, c.kpp, c.ogrn, c.legal_address, "
    "c.delivery_address, c.line_of_business, c.site, c.note, c.logo_attachment_id, "
    "c.brand_colour, c.group_id, c.owner_id, c.id, c.merged_into, c.created_at, c.changed_at, "
    "c.version ";

std::string select(std::string_view rest) {
    return "SELECT " + std::string(columns) + std::string(rest);
}

void replace_accounts(db::Transaction& tx, std::int64_t company_id,
                      std::vector<CompanyAccount> const& accounts) {
    tx.run("DELETE FROM company_bank_accounts WHERE company_id = $1", company_id);
    for (auto const& account : accounts)
        tx.run(
            "INSERT INTO company_bank_accounts (company_id, account, bik, bank, "
            "correspondent_account) VALUES ($1, $2, $3, $4, $5)",
            company_id, account.account, account.bik, account.bank, account.correspondent_account);
}

void replace_lists(db::Transaction& tx, std::int64_t id, CompanyForm const& form) {
    replace_accounts(tx, id, form.accounts);
    replace_points(tx, Holder::company, id, form.points);
}

// Nobody's, one's own, one's team's.
db::Query owned_near(http::Actor const& actor) {
    return db::Query(
        "c.owner_id IS NULL OR c.owner_id = ? OR c.owner_id IN "
        "(SELECT id FROM people WHERE team_id = ? AND team_id > 0)",
        actor.id, actor.team_id);
}

std::function<db::Query(http::Actor const&)>& opened_by_deals() {
    static std::function<db::Query(http::Actor const&)> condition;
    return condition;
}

}  // namespace

std::optional<CompanyRecord> find_company(db::Reader& reader, std::int64_t id) {
    return reader.maybe<CompanyRecord>(select("FROM companies c WHERE c.id = $1"), id);
}

std::vector<CompanyRecord> find_companies(db::Reader& reader,
                                          std::vector<std::int64_t> const& ids) {
    if (ids.empty()) return {};
    db::Query query(select("FROM companies c WHERE "));
    return query.add_list("c.id IN (", ids, ") ORDER BY c.id").all<CompanyRecord>(reader);
}

std::vector<std::int64_t> company_ids_after(db::Reader& reader, std::int64_t after, int limit) {
    return reader.all<std::int64_t>(
        "SELECT id FROM companies WHERE id > $1 AND merged_into IS NULL ORDER BY id LIMIT $2",
        after, limit);
}

void lock_company(db::Transaction& tx, std::int64_t id) {
    if (tx.dialect() == db::Dialect::postgres)
        tx.all<std::int64_t>("SELECT id FROM companies WHERE id = $1 FOR UPDATE", id);
}

CompanyForm load_form(db::Reader& reader, CompanyRecord const& record) {
    CompanyForm form;
    static_cast<CompanyFacts&>(form) = record;
    form.accounts = accounts_of(reader, {record.id});
    form.points = points_of(reader, Holder::company, record.id);
    return form;
}

std::int64_t insert_company(db::Transaction& tx, CompanyForm const& form, base::Instant now) {
    auto const id = tx.insert(
        "INSERT INTO companies (name, legal_form, legal_name, name_key, inn, kpp, ogrn, "
        "legal_address, delivery_address, line_of_business, site, domain, note, "
        "logo_attachment_id, brand_colour, group_id, owner_id, created_at, changed_at) VALUES "
        "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $18) "
        "RETURNING id",
        form.name, form.legal_form, form.legal_name, company_name_key(form.name), form.inn,
        form.kpp, form.ogrn, form.legal_address, form.delivery_address, form.line_of_business,
        form.site, domain_of(form), form.note, form.logo_attachment_id, form.brand_colour,
        form.group_id, form.owner_id, now);
    replace_lists(tx, id, form);
    return id;
}

bool update_company(db::Transaction& tx, std::int64_t id, std::int64_t version,
                    CompanyForm const& form, base::Instant now) {
    auto const changed = tx.run(
        "UPDATE companies SET name = $3, legal_form = $4, legal_name = $5, name_key = $6, "
        "inn = $7, kpp = $8, ogrn = $9, legal_address = $10, delivery_address = $11, "
        "line_of_business = $12, site = $13, domain = $14, note = $15, logo_attachment_id = $16, "
        "brand_colour = $17, group_id = $18, owner_id = $19, changed_at = $20, "
        "version = version + 1 WHERE id = $1 AND version = $2",
        id, version, form.name, form.legal_form, form.legal_name, company_name_key(form.name),
        form.inn, form.kpp, form.ogrn, form.legal_address, form.delivery_address,
        form.line_of_business, form.site, domain_of(form), form.note, form.logo_attachment_id,
        form.brand_colour, form.group_id, form.owner_id, now);
    if (changed == 0) return false;
    replace_lists(tx, id, form);
    return true;
}

bool set_company_merged(db::Transaction& tx, std::int64_t id, std::int64_t version,
                        std::optional<std::int64_t> into, base::Instant now) {
    return tx.run(
               "UPDATE companies SET merged_into = $3, changed_at = $4, version = version + 1 "
               "WHERE id = $1 AND version = $2",
               id, version, into, now) == 1;
}

std::vector<std::int64_t> merged_companies(db::Reader& reader, std::int64_t id) {
    return same_companies(id).add(" ORDER BY id").all<std::int64_t>(reader);
}

std::vector<CompanyAccount> accounts_of(db::Reader& reader,
                                        std::vector<std::int64_t> const& company_ids) {
    if (company_ids.empty()) return {};
    db::Query query("SELECT account, bik, bank, correspondent_account FROM company_bank_accounts ");
    return query.add_list("WHERE company_id IN (", company_ids, ") ORDER BY id")
        .all<CompanyAccount>(reader);
}

std::vector<CompanyGroup> all_groups(db::Reader& reader) {
    return reader.all<CompanyGroup>("SELECT id, name, version FROM company_groups ORDER BY id");
}

std::optional<CompanyGroup> find_group(db::Reader& reader, std::int64_t id) {
    return reader.maybe<CompanyGroup>("SELECT id, name, version FROM company_groups WHERE id = $1",
                                      id);
}

std::int64_t insert_group(db::Transaction& tx, std::string const& name) {
    return tx.insert("INSERT INTO company_groups (name) VALUES ($1) RETURNING id", name);
}

bool rename_group(db::Transaction& tx, CompanyGroup const& group) {
    return tx.run(
               "UPDATE company_groups SET name = $3, version = version + 1 "
               "WHERE id = $1 AND version = $2",
               group.id, group.version, group.name) == 1;
}

std::vector<std::int64_t> companies_of_group(db::Reader& reader, std::int64_t group_id, int limit) {
    return reader.all<std::int64_t>(
        "SELECT id FROM companies WHERE group_id = $1 AND merged_into IS NULL ORDER BY id LIMIT $2",
        group_id, limit);
}

db::Query companies_visible_to(http::Actor const& actor) {
    if (journal::is_program(actor) || actor.may(accounts::customers_see_all)) return {};
    if (!actor.may(accounts::customers_read)) return db::Query(" AND 1 = 0");
    db::Query query(" AND (");
    query.add(owned_near(actor));
    if (opened_by_deals()) query.add(" OR ").add(opened_by_deals()(actor));
    return query.add(")");
}

db::Query companies_changeable_by(http::Actor const& actor) {
    if (journal::is_program(actor)) return {};
    if (!actor.may(accounts::customers_change)) return db::Query(" AND 1 = 0");
    if (actor.may(accounts::deals_see_all)) return {};
    return db::Query(" AND (").add(owned_near(actor)).add(")");
}

std::vector<std::int64_t> visible_companies(db::Reader& reader, http::Actor const& actor,
                                            std::vector<std::int64_t> const& ids) {
    if (ids.empty()) return {};
    db::Query query("SELECT c.id FROM companies c WHERE ");
    query.add_list("c.id IN (", ids, ")").add(companies_visible_to(actor));
    return query.all<std::int64_t>(reader);
}

bool may_change_company(db::Reader& reader, http::Actor const& actor, std::int64_t id) {
    db::Query query("SELECT c.id FROM companies c WHERE c.id = ?", id);
    return !query.add(companies_changeable_by(actor)).all<std::int64_t>(reader).empty();
}

void open_companies_by_deals(std::function<db::Query(http::Actor const&)> condition) {
    opened_by_deals() = std::move(condition);
}

}  // namespace customers::store

namespace customers {

db::Query same_companies(std::int64_t id) {
    return db::Query(
        "WITH RECURSIVE family (id) AS (SELECT id FROM companies WHERE id = ? UNION "
        "SELECT m.id FROM companies m JOIN family f ON m.merged_into = f.id) "
        "SELECT id FROM family",
        id);
}

}  // namespace customers
