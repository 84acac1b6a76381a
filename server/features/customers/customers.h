// Companies and contacts (1.2.1), for the features above: find, create, name.
#pragma once
#include "platform/base/announcement.h"
#include "platform/base/time.h"
#include "platform/db/query.h"
#include "platform/http/call.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

namespace customers {

// What is known about a sender or typed into the form; empty texts are unknown.
struct PersonFields {
    std::string surname;
    std::string name;
    std::string patronymic;
    std::string position;
    std::vector<std::string> phones;  // as written; normalised here
    std::vector<std::string> emails;
};
BOOST_DESCRIBE_STRUCT(PersonFields, (), (surname, name, patronymic, position, phones, emails))

struct CompanyFields {
    std::string name;
    std::string legal_form;
    std::string inn;
    std::string kpp;
    std::string site;
};
BOOST_DESCRIBE_STRUCT(CompanyFields, (), (name, legal_form, inn, kpp, site))

// Why two look like the same, strongest first (identity: ИНН+КПП, phone, then e-mail).
enum class MatchReason { inn, phone, email, domain, name };
BOOST_DESCRIBE_ENUM(MatchReason, inn, phone, email, domain, name)

// A duplicate that belongs to somebody else shows its name and owner only (`hidden`).
struct CustomerMatch {
    std::string noun;  // contact, company
    std::int64_t id = 0;
    std::string title;
    MatchReason reason = MatchReason::name;
    std::int64_t owner_id = 0;
    std::string owner_name;
    bool hidden = false;
};
BOOST_DESCRIBE_STRUCT(CustomerMatch, (), (noun, id, title, reason, owner_id, owner_name, hidden))

std::vector<CustomerMatch> find_similar(db::Reader& reader, http::Actor const& actor,
                                        PersonFields const& person, CompanyFields const& company);

// Whoever writes from this address, if it is known to exactly one contact; his main company.
struct KnownSender {
    std::int64_t contact_id = 0;
    std::int64_t company_id = 0;  // 0: none
    std::int64_t owner_id = 0;    // of the company, else of the contact; 0: none
};
std::optional<KnownSender> known_sender(db::Reader& reader, std::string_view email);

// Create with timeline, search document and live event. Refusal invalid with the field's path
// below `field` ("company.inn").
std::int64_t create_contact(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                            PersonFields const& person, std::int64_t owner_id,
                            std::string const& field);
std::int64_t create_company(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                            CompanyFields const& company, std::int64_t owner_id,
                            std::string const& field);
void join(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t company_id,
          std::int64_t contact_id, std::string const& position);
// Adds phones and e-mails that the contact does not have yet.
void add_points(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                std::int64_t contact_id, std::vector<std::string> const& phones,
                std::vector<std::string> const& emails);

// How to address and reach a contact: for letters and quotes.
struct Addressee {
    std::int64_t contact_id = 0;
    std::string full_name;  // «Смирнова Анна Петровна»
    std::string greeting;  // «Уважаемая Анна Петровна» (1.2.1.2); «Здравствуйте» if no name
    std::string position;  // in the company asked for
    std::string company_name;
    std::string email;  // the preferred one
    std::string phone;
};
Addressee addressee(db::Reader& reader, std::int64_t contact_id, std::int64_t company_id);

// Where a client's data stands today: what it was merged into, over any number of merges.
std::int64_t present_company(db::Reader& reader, std::int64_t id);
std::int64_t present_contact(db::Reader& reader, std::int64_t id);

// The ids of one client: the company and all that were merged into it. Stands behind " IN (".
db::Query same_companies(std::int64_t id);
db::Query same_contacts(std::int64_t id);

// A company has another name: what shows it (search documents of deals) follows.
inline base::Announcement<db::Transaction&, std::int64_t> company_renamed;

// Who takes part in a deal sees its client: conditions on a row of `companies c` and of
// `contacts t`, given by the feature above, once at start. Fixed texts with `?`.
struct OpenedByDeals {
    std::function<db::Query(http::Actor const&)> companies;
    std::function<db::Query(http::Actor const&)> contacts;
};
void open_by_deals(OpenedByDeals opened);

}  // namespace customers
