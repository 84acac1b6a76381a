// Requisites of Russian legal entities and their check digits. Each function says what is wrong, in
// words for people, or nothing. Sources: ИНН: приказ ФНС ЕД-7-14/559@; КПП: the same; ОГРН and
// ОГРНИП: приказ ФНС ЕД-7-14/1@; account keys: порядок ЦБ РФ 515 от 08.09.1997.
#pragma once
#include "platform/base/words.h"

#include <optional>
#include <string_view>

namespace accounts {

using Problem = std::optional<base::Words>;

Problem wrong_inn(std::string_view inn);    // 10 digits (company) or 12 (entrepreneur, person)
Problem wrong_kpp(std::string_view kpp);    // 9 signs
Problem wrong_ogrn(std::string_view ogrn);  // 13 digits, or 15 of an entrepreneur (ОГРНИП)
Problem wrong_bik(std::string_view bik);    // 9 digits

// 20 digits whose key fits the bank's БИК.
Problem wrong_account(std::string_view account, std::string_view bik);
Problem wrong_correspondent_account(std::string_view account, std::string_view bik);

}  // namespace accounts
