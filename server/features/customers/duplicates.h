// Duplicates that stand in the base already (1.2.1): pairs of one ИНН, phone, e-mail or name, for a
// person to compare and merge.
#pragma once
#include "features/customers/customers.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

namespace customers {

enum class CustomerNoun { company, contact };
BOOST_DESCRIBE_ENUM(CustomerNoun, company, contact)

struct DuplicateQuery {
    CustomerNoun noun = CustomerNoun::company;
    std::optional<std::string> cursor;
};
BOOST_DESCRIBE_STRUCT(DuplicateQuery, (), (noun, cursor))

struct DuplicateSide {
    std::int64_t id = 0;
    std::string title;
    std::string owner_name;
};
BOOST_DESCRIBE_STRUCT(DuplicateSide, (), (id, title, owner_name))

struct DuplicatePair {
    MatchReason reason = MatchReason::name;  // the strongest
    DuplicateSide newer;
    DuplicateSide older;
};
BOOST_DESCRIBE_STRUCT(DuplicatePair, (), (reason, newer, older))

// A page looks through a fixed number of cards, newest first, so it may be short or empty although
// there is a next one.
struct DuplicatePage {
    std::vector<DuplicatePair> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(DuplicatePage, (), (items, next))

// Of those that the actor may see both.
DuplicatePage find_duplicates(db::Reader& reader, http::Actor const& actor,
                              DuplicateQuery const& query);

}  // namespace customers
