// A contact, a person at one or several companies (1.2.1.2–1.2.1.4): what a form says about him and
// the checks of that. Rules only.
#pragma once
#include "features/customers/companies.h"
#include "features/customers/customers.h"
#include "platform/base/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

namespace customers {

struct ContactFacts {
    std::string surname;
    std::string name;
    std::string patronymic;
    std::string address_form;  // «Уважаемая Анна Петровна»; empty: made from the name
    std::string note;
    std::optional<base::Instant> consent_at;  // to advertising letters (38-ФЗ)
    std::optional<std::int64_t> owner_id;
};
BOOST_DESCRIBE_STRUCT(ContactFacts, (),
                      (surname, name, patronymic, address_form, note, consent_at, owner_id))

// Where he works, and as what: a position in each company (1.2.1.3).
struct ContactPlace {
    std::int64_t company_id = 0;
    std::string position;
    bool is_main = false;  // of his companies
    std::optional<base::Instant> left_at;
};
BOOST_DESCRIBE_STRUCT(ContactPlace, (), (company_id, position, is_main, left_at))

struct ContactForm : ContactFacts {
    std::vector<CustomerPoint> points;
    std::vector<ContactPlace> places;
};
BOOST_DESCRIBE_STRUCT(ContactForm, (ContactFacts), (points, places))

struct ContactEdit : ContactForm {
    std::int64_t version = 0;  // the one that was edited
};
BOOST_DESCRIBE_STRUCT(ContactEdit, (ContactForm), (version))

// As companies.h: cleaned, normalised, checked; throws Refusal invalid.
ContactForm checked(ContactForm form, std::string const& field);

// The points' fields are those of PersonFields ("contact.phones[1]").
ContactForm checked_person(PersonFields const& person, std::string const& field);

// The full name, else the first e-mail address or phone.
std::string title_of(ContactForm const& form);
std::string title_of(ContactFacts const& facts, std::vector<CustomerPoint> const& points);
std::string full_key(ContactFacts const& facts);
std::string greeting_of(ContactFacts const& facts);

}  // namespace customers
