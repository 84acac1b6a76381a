// The legal entities that the agency sells from: an ООО with VAT, an ИП on the УСН. Every quote and
// invoice names its seller. Rules only.
#pragma once
#include "platform/base/time.h"
#include "platform/json/json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

namespace accounts {

// Who gives invoices and УПД their numbers (docs/data-model.md, Numbers).
enum class NumbersBy { tirazh, onec };
BOOST_DESCRIBE_ENUM(NumbersBy, tirazh, onec)

// How the seller pays VAT; the same names as quotes::VatRegime, which reckons with them.
enum class SellerVat { general, simplified_none, simplified_5, simplified_7 };
BOOST_DESCRIBE_ENUM(SellerVat, general, simplified_none, simplified_5, simplified_7)

struct SellerVatFrom {
    SellerVat regime = SellerVat::general;
    base::Date valid_from;
};
BOOST_DESCRIBE_STRUCT(SellerVatFrom, (), (regime, valid_from))

struct SellerAccount {
    std::string account;
    std::string bik;
    std::string bank;
    std::string correspondent_account;
    bool is_default = false;
};
BOOST_DESCRIBE_STRUCT(SellerAccount, (), (account, bik, bank, correspondent_account, is_default))

struct Seller {
    std::int64_t id = 0;
    std::string name;
    std::string legal_form;
    std::string inn;
    std::string kpp;
    std::string ogrn;
    std::string legal_address;
    std::string director;
    std::string accountant;
    std::string number_prefix;
    NumbersBy numbers_by = NumbersBy::tirazh;
    bool is_default = false;
    std::int64_t version = 0;
    std::vector<SellerVatFrom> vat;
    std::vector<SellerAccount> bank_accounts;
};
BOOST_DESCRIBE_STRUCT(Seller, (),
                      (id, name, legal_form, inn, kpp, ogrn, legal_address, director, accountant,
                       number_prefix, numbers_by, is_default, version, vat, bank_accounts))

struct SellerForm {
    std::string name;
    std::string legal_form;  // ООО, ИП, АО
    std::string inn;
    std::string kpp;  // none for an entrepreneur
    std::string ogrn;
    std::string legal_address;
    std::string director;
    std::string accountant;
    std::string number_prefix;  // before the numbers of its papers: "А-"
    NumbersBy numbers_by = NumbersBy::tirazh;
    bool is_default = false;
    std::optional<std::int64_t> version;  // only for a known one
    std::vector<SellerVatFrom> vat;       // at least one; the order does not matter
    std::vector<SellerAccount> bank_accounts;
};
BOOST_DESCRIBE_STRUCT(SellerForm, (),
                      (name, legal_form, inn, kpp, ogrn, legal_address, director, accountant,
                       number_prefix, numbers_by, is_default, version, vat, bank_accounts))

// Cleaned, check digits checked, VAT by date. Throws Refusal invalid with `field` + path.
SellerForm checked(SellerForm form, std::string const& field = "");

}  // namespace accounts
