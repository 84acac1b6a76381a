#include "features/customers/customer_names.h"

#include <gtest/gtest.h>

namespace customers {
namespace {

TEST(CompanyNames, SpellingsOfOneCompanyHaveOneKey) {
    for (auto const* name :
         {"ООО «Ромашка-Плюс»", "Ромашка Плюс, ООО", "ромашка плюс", "ООО \"РОМАШКА ПЛЮС\"",
          "Общество с ограниченной ответственностью «Ромашка-плюс»", "OOO Ромашка Плюс",
          "ГК Ромашка-Плюс", "«Ромашка – Плюс»"})
        EXPECT_EQ(company_name_key(name), "ромашкаплюс") << name;
    EXPECT_EQ(company_name_key("Ёлка"), company_name_key("ЕЛКА"));
    EXPECT_EQ(company_name_key("O'Key"), "okey");
    EXPECT_EQ(company_name_key("АО"), "ао");            // a name that is nothing but a form
    EXPECT_EQ(company_name_key("Ипотека"), "ипотека");  // no ИП in it
    EXPECT_NE(company_name_key("Ромашка"), company_name_key("Ромашка-Плюс"));
    EXPECT_EQ(company_name_key("«»"), "");
}

TEST(CompanyNames, TheLegalFormIsTakenFromTheName) {
    struct Case {
        char const *written, *form, *name;
    };
    for (auto const& [written, form, name] : {
             Case{"ООО «Ромашка»", "ООО", "Ромашка"},
             Case{"ООО\"Ромашка\"", "ООО", "Ромашка"},
             Case{"Ромашка, ООО", "ООО", "Ромашка"},
             Case{"ип Петров А. В.", "ИП", "Петров А. В."},
             Case{"Публичное акционерное общество «Сбербанк»", "ПАО", "Сбербанк"},
             Case{"АО «Клуб «Звезда»»", "АО", "Клуб «Звезда»"},
             Case{"Ромашка", "", "Ромашка"},
             Case{"«Ромашка»", "", "Ромашка"},
             Case{"Ипотека Групп", "", "Ипотека Групп"},
             Case{"Аотек", "", "Аотек"},
             Case{"ООО", "", "ООО"},
             Case{"  ООО   Рога и Копыта  ", "ООО", "Рога и Копыта"},
         }) {
        auto const split = split_legal_form(written);
        EXPECT_EQ(split.legal_form, form) << written;
        EXPECT_EQ(split.name, name) << written;
    }
    EXPECT_EQ(with_legal_form("ООО", "Ромашка"), "ООО «Ромашка»");
    EXPECT_EQ(with_legal_form("ИП", "Петров А. В."), "ИП Петров А. В.");
    EXPECT_EQ(with_legal_form("", "Ромашка"), "Ромашка");
}

TEST(Greeting, FollowsThePatronymicThenTheName) {
    EXPECT_EQ(greeting_for("Анна", "Петровна"), "Уважаемая Анна Петровна");
    EXPECT_EQ(greeting_for("Иван", "Сергеевич"), "Уважаемый Иван Сергеевич");
    EXPECT_EQ(greeting_for("Илья", "Ильич"), "Уважаемый Илья Ильич");
    EXPECT_EQ(greeting_for("Ольга", "Ильинична"), "Уважаемая Ольга Ильинична");
    EXPECT_EQ(greeting_for("Саша", "Кузьминична"), "Уважаемая Саша Кузьминична");
    EXPECT_EQ(greeting_for("Лейла", "Рашид кызы"), "Уважаемая Лейла Рашид кызы");
    EXPECT_EQ(greeting_for("Наталья", ""), "Уважаемая Наталья");
    EXPECT_EQ(greeting_for("Никита", ""), "Уважаемый Никита");
    EXPECT_EQ(greeting_for("Саша", ""), "Здравствуйте, Саша");
    EXPECT_EQ(greeting_for("", ""), "Здравствуйте");
}

TEST(FullName, LeavesOutWhatIsUnknown) {
    EXPECT_EQ(full_name("Смирнова", "Анна", "Петровна"), "Смирнова Анна Петровна");
    EXPECT_EQ(full_name("", "Анна", ""), "Анна");
    EXPECT_EQ(full_name("", "", ""), "");
}

}  // namespace
}  // namespace customers
