#include "platform/base/money.h"

#include <limits>
#include <stdexcept>

namespace base {

__extension__ using Wide = __int128;

std::int64_t multiply_divide(std::int64_t a, std::int64_t b, std::int64_t divisor) {
    Wide product = static_cast<Wide>(a) * b;
    Wide const half =
        divisor < 0 ? -static_cast<Wide>(divisor) / 2 : static_cast<Wide>(divisor) / 2;
    product += (product < 0) ? -half : half;
    Wide const result = product / divisor;
    if (result > std::numeric_limits<std::int64_t>::max() ||
        result < std::numeric_limits<std::int64_t>::min())
        throw std::overflow_error("a sum of money is too large");
    return static_cast<std::int64_t>(result);
}

std::int64_t kopecks_from_micro(std::int64_t micro) {
    return multiply_divide(micro, 1, micro_per_kopeck);
}

std::int64_t vat_included(std::int64_t sum_kopecks, std::int64_t rate_basis_points) {
    return multiply_divide(sum_kopecks, rate_basis_points, 10'000 + rate_basis_points);
}

std::string money_text(std::int64_t kopecks) {
    bool const negative = kopecks < 0;
    std::uint64_t const value =
        negative ? 0 - static_cast<std::uint64_t>(kopecks) : static_cast<std::uint64_t>(kopecks);
    std::string roubles = std::to_string(value / 100);
    for (int at = static_cast<int>(roubles.size()) - 3; at > 0; at -= 3)
        roubles.insert(static_cast<std::size_t>(at), "\u00a0");
    std::string const cents = std::to_string(value % 100);
    return (negative ? "−" : "") + roubles + "," + (cents.size() < 2 ? "0" : "") + cents +
           "\u00a0₽";
}

}  // namespace base
