#include "features/accounts/requisites.h"

#include <array>
#include <span>
#include <string>

namespace accounts {
namespace {

bool all_digits(std::string_view text) {
    return text.find_first_not_of("0123456789") == std::string_view::npos;
}
int digit(char c) {
    return c - '0';
}

// The weighted sum of the first digits, modulo 11 and 10, is the digit after them.
bool control_digit_fits(std::string_view digits, std::span<int const> weights) {
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) sum += digit(digits[i]) * weights[i];
    return sum % 11 % 10 == digit(digits[weights.size()]);
}

// The number before the last digit, modulo `divisor` and 10, is the last digit.
bool remainder_fits(std::string_view digits, int divisor) {
    long long number = 0;
    for (char const c : digits.substr(0, digits.size() - 1)) number = number * 10 + digit(c);
    return number % divisor % 10 == digit(digits.back());
}

// The key of an account: three digits that stand for the bank, then the account, weights 7 1 3.
bool account_key_fits(std::string_view bank, std::string_view account) {
    constexpr std::array<int, 3> weights{7, 1, 3};
    std::string const digits = std::string(bank) + std::string(account);
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) sum += digit(digits[i]) * weights[i % 3];
    return sum % 10 == 0;
}

base::Words const account_digits{"Номер счёта состоит из 20 цифр.", "An account has 20 digits."};
base::Words const account_key{"Номер счёта не подходит к БИК: проверьте оба.",
                              "The account does not fit the БИК: check both."};

std::string settlement_centre(std::string_view bik) {
    return "0" + std::string(bik.substr(4, 2));
}

}  // namespace

Problem wrong_inn(std::string_view inn) {
    if (!all_digits(inn) || (inn.size() != 10 && inn.size() != 12))
        return base::Words{"ИНН состоит из 10 цифр (организация) или 12 (предприниматель).",
                           "An ИНН has 10 digits (company) or 12 (entrepreneur)."};
    constexpr std::array<int, 11> weights{3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8};
    std::span<int const> const all(weights);
    bool const fits = inn.size() == 10
                          ? control_digit_fits(inn, all.subspan(2))
                          : control_digit_fits(inn, all.subspan(1)) && control_digit_fits(inn, all);
    if (fits && inn.find_first_not_of('0') != std::string_view::npos) return std::nullopt;
    return base::Words{"В ИНН ошибка: контрольная цифра не сходится.",
                       "The ИНН is wrong: its check digit does not fit."};
}

Problem wrong_kpp(std::string_view kpp) {
    bool fits = kpp.size() == 9;
    for (std::size_t i = 0; fits && i < kpp.size(); ++i) {
        bool const letter = (i == 4 || i == 5) && kpp[i] >= 'A' && kpp[i] <= 'Z';
        fits = letter || (kpp[i] >= '0' && kpp[i] <= '9');
    }
    if (fits) return std::nullopt;
    return base::Words{"КПП состоит из 9 цифр (5-й и 6-й знак могут быть латинскими буквами).",
                       "A КПП has 9 digits (the 5th and 6th may be Latin letters)."};
}

Problem wrong_ogrn(std::string_view ogrn) {
    if (!all_digits(ogrn) || (ogrn.size() != 13 && ogrn.size() != 15))
        return base::Words{"ОГРН состоит из 13 цифр, ОГРНИП из 15.",
                           "An ОГРН has 13 digits, an ОГРНИП 15."};
    if (remainder_fits(ogrn, ogrn.size() == 13 ? 11 : 13)) return std::nullopt;
    return base::Words{"В ОГРН ошибка: контрольная цифра не сходится.",
                       "The ОГРН is wrong: its check digit does not fit."};
}

Problem wrong_bik(std::string_view bik) {
    if (all_digits(bik) && bik.size() == 9 && bik[0] <= '2') return std::nullopt;
    return base::Words{"БИК состоит из 9 цифр, например 044525225.",
                       "A БИК has 9 digits, like 044525225."};
}

Problem wrong_account(std::string_view account, std::string_view bik) {
    if (auto problem = wrong_bik(bik)) return problem;
    if (!all_digits(account) || account.size() != 20) return account_digits;
    auto const end = bik.substr(6);
    bool const in_settlement_centre = end == "000" || end == "001" || end == "002";
    if (account_key_fits(in_settlement_centre ? settlement_centre(bik) : std::string(end), account))
        return std::nullopt;
    return account_key;
}

Problem wrong_correspondent_account(std::string_view account, std::string_view bik) {
    if (auto problem = wrong_bik(bik)) return problem;
    if (!all_digits(account) || account.size() != 20) return account_digits;
    if (account_key_fits(settlement_centre(bik), account)) return std::nullopt;
    return account_key;
}

}  // namespace accounts
