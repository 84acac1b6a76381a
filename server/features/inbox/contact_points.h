// Phones, addresses, links and numbers of accounts in a text, in its order.
#pragma once
#include "features/inbox/letter_words.h"

#include <string>
#include <string_view>
#include <vector>

namespace inbox {

enum class PointKind { phone, email, site, inn, other };

struct FoundPoint {
    PointKind kind = PointKind::other;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string value;  // +79160000000, lower-case address, host without www
    std::string extension;
    bool fax = false;
    bool has_path = false;  // of a link: it leads to a page, not to a company's site
};

std::vector<FoundPoint> find_points(std::string_view text);

bool inn_is_right(std::string_view inn);  // check digits of an ИНН of 10 or 12

}  // namespace inbox
