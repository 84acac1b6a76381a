// Rows of contacts and of where they work.
#pragma once
#include "features/customers/contacts.h"
#include "platform/db/query.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace customers::store {

struct ContactRecord : ContactFacts {
    std::int64_t id = 0;
    std::optional<std::int64_t> merged_into;
    base::Instant created_at;
    base::Instant changed_at;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ContactRecord, (ContactFacts),
                      (id, merged_into, created_at, changed_at, version))

std::optional<ContactRecord> find_contact(db::Reader& reader, std::int64_t id);
std::vector<ContactRecord> find_contacts(db::Reader& reader, std::vector<std::int64_t> const& ids);
std::vector<std::int64_t> contact_ids_after(db::Reader& reader, std::int64_t after, int limit);
void lock_contact(db::Transaction& tx, std::int64_t id);

ContactForm load_form(db::Reader& reader, ContactRecord const& record);
std::int64_t insert_contact(db::Transaction& tx, ContactForm const& form, base::Instant now);
bool update_contact(db::Transaction& tx, std::int64_t id, std::int64_t version,
                    ContactForm const& form, base::Instant now);
bool set_contact_merged(db::Transaction& tx, std::int64_t id, std::int64_t version,
                        std::optional<std::int64_t> into, base::Instant now);
std::vector<std::int64_t> merged_contacts(db::Reader& reader, std::int64_t id);

// A person at a company, seen from both sides.
struct PlaceRow {
    std::int64_t company_id = 0;
    std::int64_t contact_id = 0;
    std::string position;
    bool is_main = false;
    std::optional<base::Instant> left_at;
};
BOOST_DESCRIBE_STRUCT(PlaceRow, (), (company_id, contact_id, position, is_main, left_at))
std::vector<PlaceRow> places_of_contacts(db::Reader& reader, std::vector<std::int64_t> const& ids);
std::vector<PlaceRow> places_at_companies(db::Reader& reader, std::vector<std::int64_t> const& ids,
                                          int limit);

// Rows of `contacts t`: by their own owner, or through a company that the actor may see.
db::Query contacts_visible_to(http::Actor const& actor);
db::Query contacts_changeable_by(http::Actor const& actor);
std::vector<std::int64_t> visible_contacts(db::Reader& reader, http::Actor const& actor,
                                           std::vector<std::int64_t> const& ids);
void open_contacts_by_deals(std::function<db::Query(http::Actor const&)> condition);
bool may_change_contact(db::Reader& reader, http::Actor const& actor, std::int64_t id);

// Names of people by their ids.
std::map<std::int64_t, std::string> names_of_people(db::Reader& reader,
                                                    std::vector<std::int64_t> const& ids);
bool is_active_person(db::Reader& reader, std::int64_t id);

}  // namespace customers::store
