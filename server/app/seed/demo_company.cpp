#include "app/seed/demo_company.h"

#include "features/accounts/passwords.h"
#include "features/accounts/people_actions.h"
#include "features/accounts/permissions.h"
#include "features/accounts/settings_actions.h"
#include "platform/base/refusal.h"

#include <array>

namespace app::seed {
namespace {

struct Cast {
    std::string_view login, name, position, phone, role;
};
constexpr std::array<Cast, 5> cast{{
    {"elena", "Елена Орлова", "Руководитель отдела продаж", "+7 495 000-11-01", accounts::head},
    {"anna", "Анна Смирнова", "Менеджер по продажам", "+7 495 000-11-02", accounts::sales_manager},
    {"pavel", "Павел Котов", "Менеджер по продажам", "+7 495 000-11-03", accounts::sales_manager},
    {"olga", "Ольга Белова", "Аккаунт-менеджер", "+7 495 000-11-04", accounts::account_manager},
    {"irina", "Ирина Зайцева", "Ассистент", "+7 495 000-11-05", accounts::assistant},
}};

// Requisites with right check digits that belong to nobody.
accounts::SellerForm company() {
    accounts::SellerForm form;
    form.name = "ООО «Тиражная мастерская»";
    form.legal_form = "ООО";
    form.inn = "7700123459";
    form.kpp = "770001001";
    form.ogrn = "1127700123451";
    form.legal_address = "101000, Москва, ул. Примерная, д. 1";
    form.director = "Орлова Елена Викторовна";
    form.is_default = true;
    form.vat = {{accounts::SellerVat::general, {2024, 1, 1}}};
    form.bank_accounts = {
        {"40702810200000012345", "044525225", "ПАО Сбербанк", "30101810400000000225", true}};
    return form;
}
accounts::SellerForm entrepreneur() {
    accounts::SellerForm form;
    form.name = "ИП Орлова Елена Викторовна";
    form.legal_form = "ИП";
    form.inn = "770012345606";
    form.ogrn = "312770012345670";
    form.legal_address = "101000, Москва, ул. Примерная, д. 1";
    form.director = "Орлова Елена Викторовна";
    form.number_prefix = "ИП-";
    form.vat = {{accounts::SellerVat::simplified_none, {2024, 1, 1}}};
    form.bank_accounts = {
        {"40802810700000054321", "044525225", "ПАО Сбербанк", "30101810400000000225", true}};
    return form;
}

accounts::PersonForm form_of(Cast const& member, std::string const& password) {
    accounts::PersonForm form;
    form.login = member.login;
    form.name = member.name;
    form.position = member.position;
    form.phone = member.phone;
    form.email = std::string(member.login) + "@tirazh.example";
    form.role = member.role;
    form.password = password;
    return accounts::checked(form);
}

}  // namespace

std::vector<DemoPerson> make_demo_company(db::Database& database, base::Instant now) {
    std::vector<DemoPerson> people;
    std::vector<std::string> hashes;
    std::vector<accounts::PersonForm> forms;
    for (auto const& member : cast) {
        auto const password = accounts::fresh_password();
        people.push_back({0, std::string(member.login), std::string(member.name),
                          std::string(member.role), password});
        hashes.push_back(accounts::hash_password(password));
        forms.push_back(form_of(member, password));
    }
    accounts::FirstStart const start{"Тиражная мастерская", "Europe/Moscow",
                                     accounts::checked(company()), forms.front()};
    auto const second = accounts::checked(entrepreneur());
    database.write([&](db::Transaction& tx) {
        people.front().id = accounts::start_company(tx, start, hashes.front(), now);
        http::Actor head;
        head.id = people.front().id;
        head.name = people.front().name;
        accounts::add_seller(tx, head, second, now);
        auto const team = accounts::add_team(tx, head, "Отдел продаж", now);
        for (std::size_t i = 1; i < people.size(); ++i) {
            auto form = forms[i];
            form.team_id = team;
            people[i].id = accounts::add_person(tx, head, form, hashes[i], now);
        }
    });
    return people;
}

}  // namespace app::seed
