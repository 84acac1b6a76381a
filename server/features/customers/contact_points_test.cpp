#include "features/customers/contact_points.h"

#include <gtest/gtest.h>

namespace customers {
namespace {

std::string phone(std::string_view written) {
    auto const point = read_phone(written);
    if (!point) return "";
    return point->value + (point->extension.empty() ? "" : "/" + point->extension);
}

TEST(Phones, SpellingsOfOneNumberAreOne) {
    for (auto const* written :
         {"+7 916 123-45-67", "8 (916) 123-45-67", "89161234567", "9161234567", "7 916 1234567",
          "+7(916)123-45-67", "8-916-123-45-67", "8.916.123.45.67", "тел. 8 916 123 45 67",
          "+8 916 123 45 67", "+7\u00a0916\u00a0123–45–67", "  +79161234567 "})
        EXPECT_EQ(phone(written), "+79161234567") << written;
}

TEST(Phones, ExtensionsAreKeptApart) {
    for (auto const* written :
         {"+7 495 123-45-67 доб. 12", "8 (495) 1234567, доб.12", "84951234567 ext. 12",
          "8 495 123 45 67 вн. 12", "8 495 123 45 67 #12", "(495) 123-45-67 x12",
          "8 495 123-45-67 добавочный 12"})
        EXPECT_EQ(phone(written), "+74951234567/12") << written;
    EXPECT_EQ(shown_phone("+74951234567", "12"), "+7 495 123-45-67, доб. 12");
    EXPECT_EQ(shown_phone("+375291234567", ""), "+375291234567");
}

TEST(Phones, OtherCountriesKeepTheirCodes) {
    EXPECT_EQ(phone("+375 29 123-45-67"), "+375291234567");
    EXPECT_EQ(phone("375291234567"), "+375291234567");
    EXPECT_EQ(phone("8 10 375 29 123 45 67"), "+375291234567");
    EXPECT_EQ(phone("00 49 30 123456789"), "+4930123456789");
    EXPECT_EQ(phone("+49 30 1234567"), "+49301234567");
}

TEST(Phones, WhatCannotBeCalledIsRefused) {
    for (auto const* written : {"", "123-45-67", "12345", "+7 916 123", "позвоните мне",
                                "8 916 123", "+", "+0 123 456 789", "1234567890123456789",
                                "anna@mail.ru", "8 916 123-45-67 и 8 916 765-43-21"})
        EXPECT_EQ(phone(written), "") << written;
}

std::string email_key(std::string_view written) {
    auto const point = read_email(written);
    return point ? point->key : "";
}

TEST(Emails, AddressesAreComparedByTheirKey) {
    EXPECT_EQ(email_key(" Anna@Romashka.RU "), "anna@romashka.ru");
    EXPECT_EQ(email_key("<anna@romashka.ru>"), "anna@romashka.ru");
    EXPECT_EQ(email_key("инфо@ромашка.рф"), "инфо@xn--80aa3agjl3d.xn--p1ai");
    EXPECT_EQ(email_key("info@РОМАШКА.рф"), email_key("info@xn--80aa3agjl3d.xn--p1ai"));
    EXPECT_EQ(read_email("Anna@Romashka.RU")->value, "Anna@romashka.ru");
    for (auto const* written :
         {"", "anna", "@romashka.ru", "anna@", "anna@ru", "a b@romashka.ru", "anna@roma_shka.ru",
          "anna@romashka..ru", "a@b@romashka.ru", "anna@romashka.ru, ivan@romashka.ru", "anna@.ru"})
        EXPECT_EQ(email_key(written), "") << written;
    EXPECT_EQ(email_key(std::string(300, 'a') + "@romashka.ru"), "");
}

TEST(Messengers, SpellingsOfOneAccountAreOne) {
    for (auto const* written : {"@Anna", "anna", "https://t.me/anna", "t.me/anna?start=1"})
        EXPECT_EQ(read_point(PointKind::telegram, written)->key, "anna") << written;
    EXPECT_EQ(read_point(PointKind::telegram, "8 916 123-45-67")->key, "+79161234567");
    EXPECT_EQ(read_point(PointKind::whatsapp, "https://wa.me/79161234567")->key, "+79161234567");
    EXPECT_FALSE(read_point(PointKind::whatsapp, "anna"));
    EXPECT_FALSE(read_point(PointKind::telegram, "@"));
    EXPECT_EQ(read_point(PointKind::other, " Скайп: Anna ")->value, "Скайп: Anna");
}

TEST(Domains, OnlyACompanysOwnDomainTellsIt) {
    EXPECT_EQ(company_domain("https://www.Romashka.ru/about?x=1"), "romashka.ru");
    EXPECT_EQ(company_domain("romashka.ru:8080"), "romashka.ru");
    EXPECT_EQ(company_domain("ромашка.рф"), "xn--80aa3agjl3d.xn--p1ai");
    EXPECT_EQ(company_domain("anna@romashka.ru"), "romashka.ru");
    for (auto const* nothing : {"anna@gmail.com", "anna@mail.ru", "https://vk.com/romashka", "",
                                "x", "нет сайта", "https://"})
        EXPECT_EQ(company_domain(nothing), "") << nothing;
}

}  // namespace
}  // namespace customers
