#include "features/accounts/requisites.h"

#include <string>

#include <gtest/gtest.h>

namespace accounts {
namespace {

// Public requisites of Sberbank, Gazprom and the Federal Tax Service; wrong ones differ by a digit.
TEST(Requisites, ChecksTheDigitsOfAnInn) {
    for (auto const* right : {"7707083893", "7736050003", "500100732259", "7707329152"})
        EXPECT_FALSE(wrong_inn(right)) << right;
    for (auto const* wrong : {"7707083894", "500100732258", "500100732269", "770708389", "",
                              "77070838930", "770708389a", "0000000000", " 7707083893"})
        EXPECT_TRUE(wrong_inn(wrong)) << wrong;
}

TEST(Requisites, ChecksAKpp) {
    EXPECT_FALSE(wrong_kpp("773601001"));
    EXPECT_FALSE(wrong_kpp("7736AB001"));
    for (auto const* wrong : {"", "77360100", "7736010011", "7736ab001", "A73601001"})
        EXPECT_TRUE(wrong_kpp(wrong)) << wrong;
}

TEST(Requisites, ChecksTheDigitOfAnOgrn) {
    EXPECT_FALSE(wrong_ogrn("1027700132195"));
    EXPECT_FALSE(wrong_ogrn("304500116000157"));
    for (auto const* wrong : {"1027700132196", "304500116000158", "102770013219", "", "x"})
        EXPECT_TRUE(wrong_ogrn(wrong)) << wrong;
}

TEST(Requisites, ChecksThatAnAccountFitsItsBank) {
    EXPECT_FALSE(wrong_bik("044525225"));
    EXPECT_TRUE(wrong_bik("04452522"));
    EXPECT_TRUE(wrong_bik("944525225"));
    EXPECT_FALSE(wrong_correspondent_account("30101810400000000225", "044525225"));
    EXPECT_TRUE(wrong_correspondent_account("30101810500000000225", "044525225"));
    EXPECT_FALSE(wrong_account("40702810200000000001", "044525225"));
    int fitting = 0;  // exactly one of the ten keys fits
    for (char key = '0'; key <= '9'; ++key) {
        std::string account = "40702810000000000001";
        account[8] = key;
        if (!wrong_account(account, "044525225")) ++fitting;
    }
    EXPECT_EQ(fitting, 1);
    EXPECT_TRUE(wrong_account("4070281090000000000", "044525225"));
    EXPECT_TRUE(wrong_account("40702810900000000001", "0445"));
}

}  // namespace
}  // namespace accounts
