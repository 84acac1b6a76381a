#include "features/accounts/settings_actions.h"

#include "features/accounts/changes.h"
#include "features/accounts/company_store.h"
#include "features/accounts/people_actions.h"
#include "features/accounts/sellers_store.h"
#include "platform/base/refusal.h"
#include "platform/base/text.h"

namespace accounts {

using base::Refusal;

std::int64_t add_seller(db::Transaction& tx, http::Actor const& actor, SellerForm const& form,
                        base::Instant now, std::string const& field) {
    auto const id = insert_seller(tx, form, now, field);
    tell(tx, actor, now, {"seller", id, "created"}, 1);
    return id;
}

void change_seller(db::Transaction& tx, http::Actor const& actor, std::int64_t id,
                   SellerForm const& form, base::Instant now) {
    auto const present = find_seller(tx, id);
    if (!present)
        throw Refusal::not_found("not_found", {"Такого продавца нет.", "There is no such seller."});
    if (present->is_default && !form.is_default)
        throw Refusal::conflict("default_seller",
                                {"Это основной продавец: сделайте основным другого.",
                                 "This is the default seller: make another one the default."},
                                "is_default");
    if (!update_seller(tx, id, form)) refuse_changed(json::to_json(*present));
    tell(tx, actor, now, {"seller", id, "changed"}, present->version + 1);
}

void change_settings(db::Transaction& tx, http::Actor const& actor, CompanySettings settings,
                     base::Instant now) {
    settings.name = base::trimmed(base::clean(settings.name));
    check(settings);
    if (!save(tx, settings)) refuse_changed(json::to_json(company_settings(tx)));
    tell(tx, actor, now, {"company_settings", 1, "changed"}, settings.version + 1);
}

std::int64_t start_company(db::Transaction& tx, FirstStart const& start, std::string const& hash,
                           base::Instant now) {
    if (has_people(tx))
        throw Refusal::conflict("started_already", {"Первый запуск уже пройден: войдите.",
                                                    "The first start is done already: sign in."});
    CompanySettings settings = company_settings(tx);
    settings.name = start.company_name;
    settings.zone = start.zone;
    http::Actor actor;
    actor.name = start.person.name;
    actor.id = add_person(tx, actor, start.person, hash, now, "person.");
    change_settings(tx, actor, settings, now);
    add_seller(tx, actor, start.seller, now, "seller.");
    return actor.id;
}

}  // namespace accounts
