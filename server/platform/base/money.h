// Money. Client prices are whole kopecks and include VAT; costs and prices without VAT are
// decimals scaled by 10^-6 roubles ("micro"). Rounding is half away from zero and happens here
// and nowhere else (docs/data-model.md, Money).
#pragma once
#include <cstdint>
#include <string>

namespace base {

constexpr std::int64_t micro_per_rouble = 1'000'000;
constexpr std::int64_t micro_per_kopeck = 10'000;

// a * b / divisor, rounded half away from zero, without overflow of the product.
// Throws std::overflow_error if the result does not fit; divisor must not be 0.
std::int64_t multiply_divide(std::int64_t a, std::int64_t b, std::int64_t divisor);

// 122000.00 roubles -> 12200000 kopecks and back, half away from zero.
std::int64_t kopecks_from_micro(std::int64_t micro);

// VAT contained in a sum that includes it: sum * rate / (100 + rate). `rate_basis_points` is the
// rate in hundredths of a per cent (22 % = 2200); 0 means none.
std::int64_t vat_included(std::int64_t sum_kopecks, std::int64_t rate_basis_points);

// "122 000,00 ₽" with no-break spaces, as Russians write it; used in letters and documents.
std::string money_text(std::int64_t kopecks);

}  // namespace base
