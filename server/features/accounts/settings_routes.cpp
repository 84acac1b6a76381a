#include "features/accounts/accounts_routes.h"
#include "features/accounts/company_store.h"
#include "features/accounts/permissions.h"
#include "features/accounts/sellers_store.h"
#include "features/accounts/settings_actions.h"
#include "platform/base/refusal.h"

namespace accounts {

using http::ReadCall;
using http::WriteCall;

struct SellerList {
    std::vector<Seller> items;
};
BOOST_DESCRIBE_STRUCT(SellerList, (), (items))

namespace {

Seller require_seller(db::Reader& reader, std::int64_t id) {
    auto seller = find_seller(reader, id);
    if (!seller)
        throw base::Refusal::not_found("not_found",
                                       {"Такого продавца нет.", "There is no such seller."});
    return *seller;
}

}  // namespace

void mount_settings_routes(http::Router& router) {
    router.get("/api/company", http::signed_in, "The company's settings",
               [](ReadCall& call) { return company_settings(call.db); });
    router.put("/api/company", settings_manage, "Change the company's settings",
               [](WriteCall& call, CompanySettings const& settings) {
                   change_settings(call.db, call.actor, settings, call.now);
                   return company_settings(call.db);
               });
    router.get("/api/sellers", http::signed_in, "The legal entities we sell from",
               [](ReadCall& call) { return SellerList{all_sellers(call.db)}; });
    router.get("/api/sellers/{id}", http::signed_in, "A legal entity we sell from",
               [](ReadCall& call) { return require_seller(call.db, call.id()); });
    router.post("/api/sellers", settings_manage, "Add a legal entity",
                [](WriteCall& call, SellerForm const& form) {
                    return require_seller(call.db,
                                          add_seller(call.db, call.actor, checked(form), call.now));
                });
    router.put("/api/sellers/{id}", settings_manage, "Change a legal entity",
               [](WriteCall& call, SellerForm const& form) {
                   change_seller(call.db, call.actor, call.id(), checked(form), call.now);
                   return require_seller(call.db, call.id());
               });
}

}  // namespace accounts
