// Phones, e-mail addresses and messengers (1.2.1.4): as a person reads them, and the key that two
// spellings of one share. Pure.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

namespace customers {

enum class PointKind { phone, email, telegram, whatsapp, max, other };
BOOST_DESCRIBE_ENUM(PointKind, phone, email, telegram, whatsapp, max, other)

struct Point {
    PointKind kind = PointKind::other;
    std::string value;      // +79161234567; anna@пример.рф; @anna
    std::string key;        // +79161234567; anna@xn--e1afmkfd.xn--p1ai; anna
    std::string extension;  // of a phone: «доб. 12» -> "12"
};

// «8 (916) 123-45-67 доб. 12», «+7…», «916 123 45 67», +375… Nothing for what is no whole number:
// a town's number without its code cannot be called.
std::optional<Point> read_phone(std::string_view written);

// Nothing for what is no address. The key is folded, with the domain in its ASCII form.
std::optional<Point> read_email(std::string_view written);

// By its kind; «t.me/anna» and «@Anna» are one.
std::optional<Point> read_point(PointKind kind, std::string_view written);

// «+7 916 123-45-67, доб. 12»
std::string shown_phone(std::string_view value, std::string_view extension);

// The domain in ASCII of a site («https://www.ромашка.рф/about») or of an address; empty for a
// free mail provider's, a social network's and for nonsense: it says nothing about the company.
std::string company_domain(std::string_view site_or_email);

// Is it a domain where anybody gets a mailbox?
bool is_free_mail_domain(std::string_view ascii_domain);

}  // namespace customers
