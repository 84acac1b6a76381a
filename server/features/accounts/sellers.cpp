#include "features/accounts/sellers.h"

#include "features/accounts/requisites.h"
#include "platform/base/refusal.h"
#include "platform/base/text.h"

#include <algorithm>

namespace accounts {
namespace {

[[noreturn]] void refuse(std::string const& field, base::Words words) {
    throw base::Refusal::invalid("seller_invalid", std::move(words), field);
}
void refuse_if(Problem const& problem, std::string const& field) {
    if (problem) refuse(field, *problem);
}

void tidy(std::string& text, std::string const& field, std::size_t limit) {
    text = base::trimmed(base::clean(text));
    if (text.find('\n') != std::string::npos || base::shortened(text, limit) != text)
        refuse(field, {"Одна строка, не длиннее " + std::to_string(limit) + " знаков.",
                       "One line, at most " + std::to_string(limit) + " characters."});
}

void check_bank_account(SellerAccount& account, std::string const& field) {
    tidy(account.bank, field + "bank", 200);
    tidy(account.bik, field + "bik", 9);
    tidy(account.account, field + "account", 20);
    tidy(account.correspondent_account, field + "correspondent_account", 20);
    refuse_if(wrong_bik(account.bik), field + "bik");
    refuse_if(wrong_account(account.account, account.bik), field + "account");
    if (!account.correspondent_account.empty())
        refuse_if(wrong_correspondent_account(account.correspondent_account, account.bik),
                  field + "correspondent_account");
    if (account.bank.empty()) refuse(field + "bank", {"Укажите название банка.", "Name the bank."});
}

void check_vat(std::vector<SellerVatFrom>& vat, std::string const& field) {
    if (vat.empty())
        refuse(field, {"Укажите, как продавец платит НДС и с какого дня.",
                       "Say how the seller pays VAT, and from which day."});
    std::ranges::sort(vat, {}, &SellerVatFrom::valid_from);
    for (std::size_t i = 1; i < vat.size(); ++i)
        if (vat[i].valid_from == vat[i - 1].valid_from)
            refuse(field, {"Два режима НДС с одного дня: оставьте один.",
                           "Two VAT regimes from one day: keep one of them."});
}

}  // namespace

SellerForm checked(SellerForm form, std::string const& field) {
    tidy(form.name, field + "name", 300);
    tidy(form.legal_form, field + "legal_form", 20);
    tidy(form.inn, field + "inn", 12);
    tidy(form.kpp, field + "kpp", 9);
    tidy(form.ogrn, field + "ogrn", 15);
    tidy(form.legal_address, field + "legal_address", 500);
    tidy(form.director, field + "director", 200);
    tidy(form.accountant, field + "accountant", 200);
    tidy(form.number_prefix, field + "number_prefix", 10);
    if (form.name.empty()) refuse(field + "name", {"Укажите название.", "Give the name."});
    if (form.legal_form.empty())
        refuse(field + "legal_form", {"Укажите форму: ООО, ИП, АО…", "Say which form: ООО, ИП…"});
    refuse_if(wrong_inn(form.inn), field + "inn");
    if (!form.kpp.empty()) refuse_if(wrong_kpp(form.kpp), field + "kpp");
    bool const entrepreneur = form.inn.size() == 12;
    if (entrepreneur && !form.kpp.empty())
        refuse(field + "kpp", {"У предпринимателя нет КПП.", "An entrepreneur has no КПП."});
    if (!form.ogrn.empty()) refuse_if(wrong_ogrn(form.ogrn), field + "ogrn");
    check_vat(form.vat, field + "vat");
    for (std::size_t i = 0; i < form.bank_accounts.size(); ++i)
        check_bank_account(form.bank_accounts[i],
                           field + "bank_accounts[" + std::to_string(i) + "].");
    auto const defaults = std::ranges::count_if(form.bank_accounts, &SellerAccount::is_default);
    if (defaults > 1)
        refuse(field + "bank_accounts",
               {"Основной счёт только один.", "Only one account is the main one."});
    if (defaults == 0 && !form.bank_accounts.empty()) form.bank_accounts[0].is_default = true;
    return form;
}

}  // namespace accounts
