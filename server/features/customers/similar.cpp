// Duplicates while typing (1.2.1), the sender of a letter, and whom a letter is addressed to.
#include "features/accounts/requisites.h"
#include "features/customers/company_actions.h"
#include "features/customers/company_store.h"
#include "features/customers/contact_actions.h"
#include "features/customers/contact_store.h"
#include "features/customers/customer_names.h"
#include "features/customers/customers.h"
#include "features/customers/point_store.h"
#include "features/customers/similar_store.h"
#include "platform/base/text.h"

#include <algorithm>
#include <map>
#include <set>

#include <unicode/unistr.h>

namespace customers {
namespace {

constexpr int most_of_a_kind = 10;  // rows looked at for each reason
constexpr std::size_t most_shown = 10;
constexpr int names_considered = 200;  // with the same beginning
constexpr std::int32_t shortest_name = 3;
constexpr std::int32_t same_beginning = 4;

std::int32_t letters(std::string_view text) {
    return icu::UnicodeString::fromUTF8(
               icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())))
        .length();
}

// How many letters must be added, taken away or replaced (Levenshtein); not above `limit` + 1.
int distance(icu::UnicodeString const& one, icu::UnicodeString const& other, int limit) {
    std::int32_t const columns = other.length();
    if (std::abs(one.length() - columns) > limit) return limit + 1;
    std::vector<int> row(static_cast<std::size_t>(columns) + 1);
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = static_cast<int>(i);
    for (std::int32_t i = 1; i <= one.length(); ++i) {
        int diagonal = row[0];
        row[0] = i;
        for (std::int32_t j = 1; j <= columns; ++j) {
            auto const at = static_cast<std::size_t>(j);
            int const replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
            diagonal = row[at];
            row[at] = std::min({row[at] + 1, row[at - 1] + 1, replaced});
        }
    }
    return row.back();
}

// One begins with the other, or they differ by a slip of the finger.
bool alike(std::string const& one, std::string const& other) {
    if (one.starts_with(other) || other.starts_with(one)) return true;
    auto const a = icu::UnicodeString::fromUTF8(one), b = icu::UnicodeString::fromUTF8(other);
    int const slips = std::min(a.length(), b.length()) >= 9 ? 2 : 1;
    return distance(a, b, slips) <= slips;
}

class Matches {
  public:
    explicit Matches(db::Reader& reader) : reader_(reader) {}

    void company(std::int64_t id, MatchReason reason) {
        add("company", present_company(reader_, id), reason);
    }
    void contact(std::int64_t id, MatchReason reason) {
        add("contact", present_contact(reader_, id), reason);
    }

    // Strongest reason first, each thing once, with owners' names; hidden if not the actor's.
    std::vector<CustomerMatch> told_to(http::Actor const& actor) {
        std::ranges::stable_sort(found_, {}, &CustomerMatch::reason);
        if (found_.size() > most_shown) found_.resize(most_shown);
        std::vector<std::int64_t> companies, contacts;
        for (auto const& match : found_)
            (match.noun == "company" ? companies : contacts).push_back(match.id);
        fill_companies(companies, store::visible_companies(reader_, actor, companies));
        fill_contacts(contacts, store::visible_contacts(reader_, actor, contacts));
        std::vector<std::int64_t> owners;
        for (auto const& match : found_)
            if (match.owner_id) owners.push_back(match.owner_id);
        auto const names = store::names_of_people(reader_, owners);
        for (auto& match : found_)
            if (auto const name = names.find(match.owner_id); name != names.end())
                match.owner_name = name->second;
        return std::move(found_);
    }

  private:
    void add(std::string const& noun, std::int64_t id, MatchReason reason) {
        for (auto& match : found_) {
            if (match.noun != noun || match.id != id) continue;
            match.reason = std::min(match.reason, reason);
            return;
        }
        found_.push_back({.noun = noun, .id = id, .reason = reason});
    }

    CustomerMatch& of(std::string_view noun, std::int64_t id) {
        return *std::ranges::find_if(
            found_, [&](auto const& match) { return match.noun == noun && match.id == id; });
    }

    void fill_companies(std::vector<std::int64_t> const& ids,
                        std::vector<std::int64_t> const& visible) {
        for (auto const& company : store::find_companies(reader_, ids)) {
            auto& match = of("company", company.id);
            match.title = title_of(company);
            match.owner_id = company.owner_id.value_or(0);
            match.hidden = std::ranges::find(visible, company.id) == visible.end();
        }
    }

    void fill_contacts(std::vector<std::int64_t> const& ids,
                       std::vector<std::int64_t> const& visible) {
        auto const points = store::points_of(reader_, store::Holder::contact, ids);
        for (auto const& contact : store::find_contacts(reader_, ids)) {
            auto& match = of("contact", contact.id);
            auto const own = points.find(contact.id);
            match.hidden = std::ranges::find(visible, contact.id) == visible.end();
            // Nothing but the name: the address of somebody else's client is not told.
            match.title =
                title_of(contact, match.hidden || own == points.end() ? std::vector<CustomerPoint>()
                                                                      : own->second);
            match.owner_id = contact.owner_id.value_or(0);
        }
    }

    db::Reader& reader_;
    std::vector<CustomerMatch> found_;
};

void match_points(db::Reader& reader, Matches& matches, std::vector<std::string> const& written,
                  PointKind kind, MatchReason reason) {
    for (auto const& text : written) {
        auto const point = read_point(kind, text);
        if (!point) continue;
        for (auto const& holder : store::holders_of(reader, kind, point->key, most_of_a_kind)) {
            if (holder.contact_id) matches.contact(*holder.contact_id, reason);
            if (holder.company_id) matches.company(*holder.company_id, reason);
        }
    }
}

void match_inn(db::Reader& reader, Matches& matches, std::string_view typed) {
    std::string inn = one_line(typed, 20);
    std::erase(inn, ' ');
    if (accounts::wrong_inn(inn)) return;
    for (auto const id : store::companies_with_inn(reader, inn, most_of_a_kind))
        matches.company(id, MatchReason::inn);
}

void match_domains(db::Reader& reader, Matches& matches, PersonFields const& person,
                   CompanyFields const& company) {
    std::set<std::string> domains{company_domain(company.site)};
    for (auto const& email : person.emails)
        if (email.find('@') != std::string::npos) domains.insert(company_domain(email));
    for (auto const& domain : domains)
        for (auto const id : store::companies_with_domain(reader, domain, most_of_a_kind))
            matches.company(id, MatchReason::domain);
}

void match_company_name(db::Reader& reader, Matches& matches, std::string_view name) {
    std::string const key = company_name_key(one_line(name));
    if (letters(key) < shortest_name) return;
    std::string const begins = base::shortened(key, same_beginning);
    int shown = 0;
    // The names themselves first: they are never crowded out by slips of the finger.
    for (auto const& row : store::companies_named(reader, key, most_of_a_kind)) {
        matches.company(row.id, MatchReason::name);
        ++shown;
    }
    for (auto const& row : store::companies_named(reader, begins, names_considered)) {
        if (shown >= most_of_a_kind) return;
        if (row.key.starts_with(key) || !alike(row.key, key)) continue;
        matches.company(row.id, MatchReason::name);
        ++shown;
    }
}

void match_person_name(db::Reader& reader, Matches& matches, PersonFields const& person) {
    ContactFacts facts;
    facts.surname = one_line(person.surname, 100);
    facts.name = one_line(person.name, 100);
    facts.patronymic = one_line(person.patronymic, 100);
    // A first name alone, or a surname alone, says too little.
    if (facts.name.empty() || (facts.surname.empty() && facts.patronymic.empty())) return;
    for (auto const& row : store::contacts_named(reader, full_key(facts), most_of_a_kind))
        matches.contact(row.id, MatchReason::name);
}

// The preferred one of its kind, else the first.
CustomerPoint const* best_point(std::vector<CustomerPoint> const& points, PointKind kind) {
    CustomerPoint const* best = nullptr;
    for (auto const& point : points)
        if (point.kind == kind && (!best || (point.preferred && !best->preferred))) best = &point;
    return best;
}

}  // namespace

std::vector<CustomerMatch> find_similar(db::Reader& reader, http::Actor const& actor,
                                        PersonFields const& person, CompanyFields const& company) {
    Matches matches(reader);
    match_inn(reader, matches, company.inn);
    match_points(reader, matches, person.phones, PointKind::phone, MatchReason::phone);
    match_points(reader, matches, person.emails, PointKind::email, MatchReason::email);
    match_domains(reader, matches, person, company);
    match_company_name(reader, matches, company.name);
    match_person_name(reader, matches, person);
    return matches.told_to(actor);
}

std::optional<KnownSender> known_sender(db::Reader& reader, std::string_view email) {
    auto const point = read_email(email);
    if (!point) return std::nullopt;
    std::set<std::int64_t> contacts;
    for (auto const& holder :
         store::holders_of(reader, PointKind::email, point->key, most_of_a_kind))
        if (holder.contact_id) contacts.insert(present_contact(reader, *holder.contact_id));
    if (contacts.size() != 1) return std::nullopt;
    KnownSender sender{*contacts.begin()};
    auto const contact = store::find_contact(reader, sender.contact_id);
    if (contact) sender.owner_id = contact->owner_id.value_or(0);
    for (auto const& place : store::places_of_contacts(reader, {sender.contact_id})) {
        if (place.left_at) continue;
        sender.company_id = present_company(reader, place.company_id);
        auto const company = store::find_company(reader, sender.company_id);
        if (company && company->owner_id) sender.owner_id = *company->owner_id;
        break;
    }
    return sender;
}

Addressee addressee(db::Reader& reader, std::int64_t contact_id, std::int64_t company_id) {
    Addressee out;
    out.greeting = greeting_for("", "");
    out.contact_id = contact_id ? present_contact(reader, contact_id) : 0;
    auto company = company_id ? present_company(reader, company_id) : 0;
    if (auto const contact = store::find_contact(reader, out.contact_id)) {
        auto const points = store::points_of(reader, store::Holder::contact, contact->id);
        out.full_name = full_name(contact->surname, contact->name, contact->patronymic);
        out.greeting = greeting_of(*contact);
        if (auto const* email = best_point(points, PointKind::email)) out.email = email->value;
        if (auto const* phone = best_point(points, PointKind::phone))
            out.phone = shown_phone(phone->value, phone->extension);
        for (auto const& place : store::places_of_contacts(reader, {contact->id})) {
            auto const at = present_company(reader, place.company_id);
            if (company == 0 && !place.left_at) company = at;
            if (company == at && out.position.empty()) out.position = place.position;
        }
    }
    if (auto const found = store::find_company(reader, company))
        out.company_name = title_of(*found);
    return out;
}

}  // namespace customers
