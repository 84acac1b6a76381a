#include "features/customers/companies.h"

#include "features/accounts/requisites.h"
#include "features/customers/customer_names.h"
#include "platform/base/refusal.h"
#include "platform/base/text.h"

#include <algorithm>
#include <set>
#include <utility>

namespace customers {
namespace {

constexpr std::size_t most_points = 50;
constexpr std::size_t most_accounts = 20;

[[noreturn]] void refuse(std::string code, base::Words words, std::string field) {
    throw base::Refusal::invalid(std::move(code), std::move(words), std::move(field));
}

void require(accounts::Problem const& problem, std::string const& code, std::string const& field) {
    if (problem) refuse(code, *problem, field);
}

std::string without_spaces(std::string_view text) {
    std::string out = one_line(text, 60);
    std::erase_if(out, [](char c) { return c == ' ' || c == '-' || c == '.'; });
    return out;
}

std::string paragraph(std::string_view text) {
    return base::shortened(base::trimmed(base::clean(text)), 10'000);
}

void check_requisites(CompanyFacts& facts, std::string const& prefix) {
    facts.inn = without_spaces(facts.inn);
    facts.kpp = without_spaces(facts.kpp);
    facts.ogrn = without_spaces(facts.ogrn);
    if (!facts.inn.empty()) require(accounts::wrong_inn(facts.inn), "inn_wrong", prefix + "inn");
    bool const person = facts.inn.size() == 12;
    if (!facts.kpp.empty()) {
        require(accounts::wrong_kpp(facts.kpp), "kpp_wrong", prefix + "kpp");
        if (person)
            refuse("kpp_of_person",
                   {"У предпринимателя (ИНН из 12 цифр) КПП не бывает: оставьте пустым.",
                    "An entrepreneur (12 digits of ИНН) has no КПП: leave it empty."},
                   prefix + "kpp");
    }
    if (facts.ogrn.empty()) return;
    require(accounts::wrong_ogrn(facts.ogrn), "ogrn_wrong", prefix + "ogrn");
    if (!facts.inn.empty() && person != (facts.ogrn.size() == 15))
        refuse("ogrn_of_other",
               {"ИНН и ОГРН разного рода: у организации 10 и 13 цифр, у предпринимателя 12 и 15.",
                "ИНН and ОГРН are of two kinds: a company has 10 and 13 digits, an entrepreneur "
                "12 and 15."},
               prefix + "ogrn");
}

// The page makes a link of it: only what can be a site.
void check_site(std::string& site, std::string const& field) {
    site = one_line(site, 200);
    if (site.empty()) return;
    std::string const lower = base::folded(site);
    auto const scheme = lower.find("://");
    bool const web = scheme == std::string::npos || lower.starts_with("http://") ||
                     lower.starts_with("https://");
    std::string const rest = scheme == std::string::npos ? lower : lower.substr(scheme + 3);
    auto const host_end = std::min(rest.find_first_of("/?#"), rest.size());
    std::string const host = rest.substr(0, host_end);
    auto const dot = host.find('.');
    if (!web || dot == std::string::npos || dot == 0 || dot + 1 == host.size() ||
        host.find_first_of(" @\\\"'<>") != std::string::npos)
        refuse("site_wrong",
               {"Это не похоже на адрес сайта. Пример: romashka.ru.",
                "This is no address of a site. Example: romashka.ru."},
               field);
}

void check_colour(std::string& colour, std::string const& field) {
    colour = base::folded(one_line(colour, 20));
    if (colour.empty()) return;
    if (!colour.starts_with('#')) colour = "#" + colour;
    bool const hex = std::ranges::all_of(
        colour.substr(1), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    if (colour.size() != 7 || !hex)
        refuse("colour_wrong", {"Цвет пишется как #1a2b3c.", "A colour is written as #1a2b3c."},
               field);
}

void check_accounts(std::vector<CompanyAccount>& accounts, std::string const& field) {
    if (accounts.size() > most_accounts)
        refuse("too_many_accounts", {"Слишком много счетов.", "Too many accounts."}, field);
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        std::string const at = field + "[" + std::to_string(i) + "].";
        auto& account = accounts[i];
        account.account = without_spaces(account.account);
        account.bik = without_spaces(account.bik);
        account.correspondent_account = without_spaces(account.correspondent_account);
        account.bank = one_line(account.bank);
        require(accounts::wrong_bik(account.bik), "bik_wrong", at + "bik");
        require(accounts::wrong_account(account.account, account.bik), "account_wrong",
                at + "account");
        if (!account.correspondent_account.empty())
            require(
                accounts::wrong_correspondent_account(account.correspondent_account, account.bik),
                "account_wrong", at + "correspondent_account");
    }
}

base::Words wrong_point(PointKind kind) {
    switch (kind) {
        case PointKind::phone:
            return {"Это не похоже на телефон. Напишите с кодом: +7 916 123-45-67, доб. 12.",
                    "This is no phone number. Write it with its code: +7 916 123-45-67."};
        case PointKind::email:
            return {"Это не похоже на адрес почты. Пример: anna@romashka.ru.",
                    "This is no e-mail address. Example: anna@romashka.ru."};
        default:
            return {"Это не похоже на имя в мессенджере. Пример: @anna или +7 916 123-45-67.",
                    "This is no name of a messenger. Example: @anna or +7 916 123-45-67."};
    }
}

}  // namespace

std::string point_key(CustomerPoint const& point) {
    auto const read = read_point(point.kind, point.value);
    return read ? read->key : base::folded(point.value);
}

std::vector<CustomerPoint> checked_points(std::vector<CustomerPoint> points,
                                          std::string const& field) {
    if (points.size() > most_points)
        refuse("too_many_points",
               {"Слишком много телефонов и адресов.", "Too many phones and addresses."}, field);
    std::vector<CustomerPoint> out;
    std::set<std::pair<PointKind, std::string>> known;
    std::set<PointKind> preferred;
    for (std::size_t i = 0; i < points.size(); ++i) {
        auto& point = points[i];
        auto const read = read_point(point.kind, point.value);
        if (!read)
            refuse("point_wrong", wrong_point(point.kind),
                   field + "[" + std::to_string(i) + "].value");
        point.value = read->value;
        point.extension = one_line(point.extension, 8);
        if (point.extension.empty()) point.extension = read->extension;
        point.note = one_line(point.note);
        if (!known.emplace(point.kind, read->key + "#" + point.extension).second) continue;
        point.preferred = point.preferred && preferred.insert(point.kind).second;
        out.push_back(std::move(point));
    }
    for (auto& point : out)
        if (preferred.insert(point.kind).second) point.preferred = true;  // the first of its kind
    return out;
}

CompanyForm checked(CompanyForm form, std::string const& field) {
    std::string const prefix = field.empty() ? "" : field + ".";
    auto const split = split_legal_form(form.name);
    form.name = split.name;
    form.legal_form = one_line(form.legal_form, 20);
    if (form.legal_form.empty()) form.legal_form = split.legal_form;
    if (company_name_key(form.name).empty())
        refuse("name_required", {"Напишите название компании.", "Write the company's name."},
               prefix + "name");
    form.legal_name = one_line(form.legal_name, 500);
    form.legal_address = one_line(form.legal_address, 500);
    form.delivery_address = one_line(form.delivery_address, 500);
    form.line_of_business = one_line(form.line_of_business);
    form.note = paragraph(form.note);
    check_requisites(form, prefix);
    check_site(form.site, prefix + "site");
    check_colour(form.brand_colour, prefix + "brand_colour");
    check_accounts(form.accounts, prefix + "accounts");
    form.points = checked_points(std::move(form.points), prefix + "points");
    return form;
}

CompanyForm form_of(CompanyFields const& fields) {
    CompanyForm form;
    form.name = fields.name;
    form.legal_form = fields.legal_form;
    form.inn = fields.inn;
    form.kpp = fields.kpp;
    form.site = fields.site;
    return form;
}

std::string title_of(CompanyFacts const& facts) {
    return with_legal_form(facts.legal_form, facts.name);
}

std::string domain_of(CompanyForm const& form) {
    if (auto const domain = company_domain(form.site); !domain.empty()) return domain;
    for (auto const& point : form.points)
        if (point.kind == PointKind::email)
            if (auto const domain = company_domain(point.value); !domain.empty()) return domain;
    return "";
}

}  // namespace customers
