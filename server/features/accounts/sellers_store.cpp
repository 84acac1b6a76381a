#include "features/accounts/sellers_store.h"

#include "platform/base/refusal.h"

#include <cstdio>
#include <map>

namespace accounts {
namespace {

struct SellerRow {
    std::int64_t id;
    std::string name;
    std::string legal_form;
    std::string inn;
    std::string kpp;
    std::string ogrn;
    std::string legal_address;
    std::string director;
    std::string accountant;
    std::string number_prefix;
    NumbersBy numbers_by;
    bool is_default;
    std::int64_t version;
};
BOOST_DESCRIBE_STRUCT(SellerRow, (),
                      (id, name, legal_form, inn, kpp, ogrn, legal_address, director, accountant,
                       number_prefix, numbers_by, is_default, version))

struct VatRow {
    std::int64_t seller_id;
    SellerVat regime;
    base::Date valid_from;
};
BOOST_DESCRIBE_STRUCT(VatRow, (), (seller_id, regime, valid_from))

struct AccountRow {
    std::int64_t seller_id;
    std::string account;
    std::string bik;
    std::string bank;
    std::string correspondent_account;
    bool is_default;
};
BOOST_DESCRIBE_STRUCT(AccountRow, (),
                      (seller_id, account, bik, bank, correspondent_account, is_default))

// A handful of sellers: all three tables are read whole, never one query for each.
std::vector<Seller> load(db::Reader& reader) {
    std::vector<Seller> sellers;
    for (auto& row : reader.all<SellerRow>(
             "SELECT id, name, legal_form, inn, kpp, ogrn, legal_address, director, accountant, "
             "number_prefix, numbers_by, is_default, version FROM sellers "
             "ORDER BY is_default DESC, id"))
        sellers.push_back({row.id,
                           row.name,
                           row.legal_form,
                           row.inn,
                           row.kpp,
                           row.ogrn,
                           row.legal_address,
                           row.director,
                           row.accountant,
                           row.number_prefix,
                           row.numbers_by,
                           row.is_default,
                           row.version,
                           {},
                           {}});
    std::map<std::int64_t, Seller*> by_id;
    for (auto& seller : sellers) by_id[seller.id] = &seller;
    for (auto const& row : reader.all<VatRow>(
             "SELECT seller_id, regime, valid_from FROM seller_vat_regimes ORDER BY valid_from"))
        by_id.at(row.seller_id)->vat.push_back({row.regime, row.valid_from});
    for (auto const& row : reader.all<AccountRow>(
             "SELECT seller_id, account, bik, bank, correspondent_account, is_default "
             "FROM seller_accounts ORDER BY id"))
        by_id.at(row.seller_id)
            ->bank_accounts.push_back(
                {row.account, row.bik, row.bank, row.correspondent_account, row.is_default});
    return sellers;
}

void refuse_twin(db::Reader& reader, SellerForm const& form, std::int64_t except_id,
                 std::string const& field) {
    auto const twin = reader.maybe<std::int64_t>(
        "SELECT id FROM sellers WHERE inn = $1 AND kpp = $2 AND id <> $3", form.inn, form.kpp,
        except_id);
    if (twin)
        throw base::Refusal::conflict("seller_exists",
                                      {"Продавец с таким ИНН и КПП уже есть.",
                                       "There is a seller with this ИНН and КПП already."},
                                      field + "inn");
}

void write_parts(db::Transaction& tx, std::int64_t id, SellerForm const& form) {
    tx.run("DELETE FROM seller_vat_regimes WHERE seller_id = $1", id);
    for (auto const& vat : form.vat)
        tx.run("INSERT INTO seller_vat_regimes (seller_id, regime, valid_from) VALUES ($1, $2, $3)",
               id, vat.regime, vat.valid_from);
    tx.run("DELETE FROM seller_accounts WHERE seller_id = $1", id);
    for (auto const& account : form.bank_accounts)
        tx.run(
            "INSERT INTO seller_accounts (seller_id, account, bik, bank, correspondent_account, "
            "is_default) VALUES ($1, $2, $3, $4, $5, $6)",
            id, account.account, account.bik, account.bank, account.correspondent_account,
            account.is_default);
    // The first seller is the default one; a new default takes it from the old.
    if (form.is_default || !default_seller(tx)) {
        tx.run("UPDATE sellers SET is_default = 0 WHERE id <> $1", id);
        tx.run("UPDATE sellers SET is_default = 1 WHERE id = $1", id);
    }
}

}  // namespace

std::vector<Seller> all_sellers(db::Reader& reader) {
    return load(reader);
}

std::optional<Seller> find_seller(db::Reader& reader, std::int64_t id) {
    for (auto& seller : load(reader))
        if (seller.id == id) return std::move(seller);
    return std::nullopt;
}

std::optional<std::int64_t> default_seller(db::Reader& reader) {
    return reader.maybe<std::int64_t>("SELECT id FROM sellers WHERE is_default = 1 LIMIT 1");
}

SellerVat vat_on(Seller const& seller, base::Date date) {
    SellerVat regime = seller.vat.empty() ? SellerVat::general : seller.vat.front().regime;
    for (auto const& vat : seller.vat)
        if (vat.valid_from <= date) regime = vat.regime;
    return regime;
}

std::int64_t insert_seller(db::Transaction& tx, SellerForm const& form, base::Instant now,
                           std::string const& field) {
    refuse_twin(tx, form, 0, field);
    auto const id = tx.insert(
        "INSERT INTO sellers (name, legal_form, inn, kpp, ogrn, legal_address, director, "
        "accountant, number_prefix, numbers_by, created_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id",
        form.name, form.legal_form, form.inn, form.kpp, form.ogrn, form.legal_address,
        form.director, form.accountant, form.number_prefix, form.numbers_by, now);
    write_parts(tx, id, form);
    return id;
}

bool update_seller(db::Transaction& tx, std::int64_t id, SellerForm const& form) {
    refuse_twin(tx, form, id, "");
    auto const changed = tx.run(
        "UPDATE sellers SET name = $3, legal_form = $4, inn = $5, kpp = $6, ogrn = $7, "
        "legal_address = $8, director = $9, accountant = $10, number_prefix = $11, "
        "numbers_by = $12, version = version + 1 WHERE id = $1 AND version = $2",
        id, form.version.value_or(0), form.name, form.legal_form, form.inn, form.kpp, form.ogrn,
        form.legal_address, form.director, form.accountant, form.number_prefix, form.numbers_by);
    if (changed != 1) return false;
    write_parts(tx, id, form);
    return true;
}

std::int64_t next_number(db::Transaction& tx, std::int64_t seller_id, std::string_view kind,
                         int year) {
    return tx.one<std::int64_t>(
        "INSERT INTO counters (seller_id, kind, year, last) VALUES ($1, $2, $3, 1) "
        "ON CONFLICT (seller_id, kind, year) DO UPDATE SET last = counters.last + 1 "
        "RETURNING last",
        seller_id, kind, year);
}

std::string number_text(std::string_view prefix, std::string_view kind_text, int year,
                        std::int64_t number) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "-%d-%04lld", year, static_cast<long long>(number));
    return std::string(prefix) + std::string(kind_text) + buffer;
}

}  // namespace accounts
