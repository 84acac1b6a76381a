#include "features/customers/contacts.h"

#include "features/customers/customer_names.h"
#include "platform/base/refusal.h"
#include "platform/base/text.h"

#include <algorithm>
#include <set>
#include <utility>

namespace customers {
namespace {

constexpr std::size_t most_places = 50;

std::vector<ContactPlace> checked_places(std::vector<ContactPlace> places,
                                         std::string const& field) {
    if (places.size() > most_places)
        throw base::Refusal::invalid("too_many_places",
                                     {"Слишком много компаний.", "Too many companies."}, field);
    std::set<std::int64_t> known;
    bool main = false;
    for (std::size_t i = 0; i < places.size(); ++i) {
        auto& place = places[i];
        if (!known.insert(place.company_id).second)
            throw base::Refusal::invalid(
                "company_twice",
                {"Эта компания уже есть в списке.", "This company is in the list already."},
                field + "[" + std::to_string(i) + "].company_id");
        place.position = one_line(place.position);
        place.is_main = place.is_main && !place.left_at && !main;
        main = main || place.is_main;
    }
    for (auto& place : places) {
        if (main || place.left_at) continue;
        place.is_main = main = true;  // the first where he still works
    }
    // As the rows come back, so that an unchanged list is seen to be unchanged.
    std::ranges::sort(places, {},
                      [](auto const& p) { return std::pair(!p.is_main, p.company_id); });
    return places;
}

void check_named(ContactForm const& form, std::string const& field) {
    if (!full_key(form).empty() || !form.points.empty()) return;
    throw base::Refusal::invalid(
        "contact_empty",
        {"Напишите имя, телефон или почту.", "Write a name, a phone or an e-mail address."}, field);
}

}  // namespace

ContactForm checked(ContactForm form, std::string const& field) {
    std::string const prefix = field.empty() ? "" : field + ".";
    form.surname = one_line(form.surname, 100);
    form.name = one_line(form.name, 100);
    form.patronymic = one_line(form.patronymic, 100);
    form.address_form = one_line(form.address_form);
    // The page sends back what it was shown: only a person's own wording is kept.
    if (form.address_form == greeting_for(form.name, form.patronymic)) form.address_form.clear();
    form.note = base::shortened(base::trimmed(base::clean(form.note)), 10'000);
    form.points = checked_points(std::move(form.points), prefix + "points");
    form.places = checked_places(std::move(form.places), prefix + "places");
    check_named(form, prefix + "name");
    return form;
}

ContactForm checked_person(PersonFields const& person, std::string const& field) {
    std::string const prefix = field.empty() ? "" : field + ".";
    ContactForm form;
    form.surname = person.surname;
    form.name = person.name;
    form.patronymic = person.patronymic;
    auto const add = [&](PointKind kind, std::vector<std::string> const& written,
                         std::string const& name) {
        for (std::size_t i = 0; i < written.size(); ++i) {
            if (one_line(written[i]).empty()) continue;
            try {
                form.points.push_back(checked_points({{kind, written[i], "", "", false}}, "")[0]);
            } catch (base::Refusal& refusal) {
                refusal.field = prefix + name + "[" + std::to_string(i) + "]";
                throw;
            }
        }
    };
    add(PointKind::phone, person.phones, "phones");
    add(PointKind::email, person.emails, "emails");
    for (auto& point : form.points) point.preferred = false;  // the first of its kind will be
    return checked(std::move(form), field);
}

std::string full_key(ContactFacts const& facts) {
    return base::folded(full_name(facts.surname, facts.name, facts.patronymic));
}

std::string title_of(ContactFacts const& facts, std::vector<CustomerPoint> const& points) {
    std::string name = full_name(facts.surname, facts.name, facts.patronymic);
    if (!name.empty()) return name;
    for (auto const kind : {PointKind::email, PointKind::phone})
        for (auto const& point : points)
            if (point.kind == kind)
                return kind == PointKind::phone ? shown_phone(point.value, point.extension)
                                                : point.value;
    return points.empty() ? "—" : points.front().value;
}

std::string title_of(ContactForm const& form) {
    return title_of(form, form.points);
}

std::string greeting_of(ContactFacts const& facts) {
    return facts.address_form.empty() ? greeting_for(facts.name, facts.patronymic)
                                      : facts.address_form;
}

}  // namespace customers
