#include "app/seed/demo_company.h"

#include "app/seed/words.h"
#include "features/accounts/passwords.h"
#include "features/accounts/people_actions.h"
#include "features/accounts/permissions.h"
#include "features/accounts/settings_actions.h"
#include "platform/base/refusal.h"

#include <array>

namespace app::seed {
namespace {

struct Cast {
    std::string login, name, position, phone, role;
};
constexpr std::size_t team_size = 8;

std::vector<Cast> cast_of(std::size_t people, std::uint64_t seed) {
    std::vector<Cast> cast{
        {"elena", "Елена Орлова", "Руководитель отдела продаж", "+7 495 000-11-01",
         std::string(accounts::head)},
        {"anna", "Анна Смирнова", "Менеджер по продажам", "+7 495 000-11-02",
         std::string(accounts::sales_manager)},
        {"pavel", "Павел Котов", "Менеджер по продажам", "+7 495 000-11-03",
         std::string(accounts::sales_manager)},
        {"olga", "Ольга Белова", "Аккаунт-менеджер", "+7 495 000-11-04",
         std::string(accounts::account_manager)},
        {"irina", "Ирина Зайцева", "Ассистент", "+7 495 000-11-05",
         std::string(accounts::assistant)},
    };
    Dice dice(seed);
    while (cast.size() < people) {
        auto const name = full_name(dice);
        // Of ten colleagues seven sell.
        auto const place = cast.size() % 10;
        Cast one{latin(name.name) + "-" + latin(name.surname) + std::to_string(cast.size()),
                 name.name + " " + name.surname, "Менеджер по продажам", "",
                 std::string(accounts::sales_manager)};
        if (place == 3 || place == 9) {
            one.position = "Аккаунт-менеджер";
            one.role = accounts::account_manager;
        } else if (place == 6) {
            one.position = "Ассистент";
            one.role = accounts::assistant;
        }
        cast.push_back(std::move(one));
    }
    return cast;
}

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

std::vector<DemoPerson> make_demo_company(db::Database& database, base::Instant now,
                                          std::int64_t people_wanted, std::uint64_t seed) {
    std::vector<DemoPerson> people;
    std::vector<std::string> hashes;
    std::vector<accounts::PersonForm> forms;
    for (auto const& member : cast_of(static_cast<std::size_t>(people_wanted), seed)) {
        auto const password = accounts::fresh_password();
        people.push_back({0, member.login, member.name, member.role, 0, password});
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
        std::int64_t team = 0;
        for (std::size_t i = 1; i < people.size(); ++i) {
            if (i % team_size == 1)
                team = accounts::add_team(
                    tx, head,
                    i == 1 ? "Отдел продаж" : "Группа " + std::to_string(i / team_size + 1), now);
            auto form = forms[i];
            form.team_id = people[i].team_id = team;
            people[i].id = accounts::add_person(tx, head, form, hashes[i], now);
        }
    });
    return people;
}

}  // namespace app::seed
