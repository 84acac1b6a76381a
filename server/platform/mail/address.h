// Addresses of letters: what a person types ("Иван Петров <ivan@фирма.рф>") and what a server
// takes (ivan@xn--80a…). Nothing here asks the network whether the mailbox exists.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

namespace mail {

struct Address {
    std::string name;     // for people, may be empty
    std::string address;  // "ivan@firma.ru"

    bool operator==(Address const&) const = default;
};
BOOST_DESCRIBE_STRUCT(Address, (), (name, address))

// "Name <a@b.ru>", "<a@b.ru>" or "a@b.ru"; nothing if there is no usable address in it. A domain
// in Cyrillic is turned into its ASCII form.
std::optional<Address> parse_address(std::string_view text);

// May this be written into a letter and be told to a server as it stands?
bool is_address(std::string_view text);

// For comparing: the whole address in lower case. In the letter of the standard the part before @
// may differ by case; in life it does not.
std::string folded_address(std::string_view address);

}  // namespace mail
