#include "features/deals/deal_routes.h"

#include "features/accounts/permissions.h"

namespace deals {
namespace {

using accounts::deals_change;
using accounts::deals_read;

std::int64_t company_of(http::WriteCall& call, NewDealForm const& form, std::int64_t owner) {
    if (!form.company) return form.company_id.value_or(0);
    return customers::create_company(call.db, call.actor, call.now, *form.company, owner,
                                     "company");
}

std::int64_t contact_of(http::WriteCall& call, NewDealForm const& form, std::int64_t owner) {
    if (!form.contact) return form.contact_id.value_or(0);
    return customers::create_contact(call.db, call.actor, call.now, *form.contact, owner,
                                     "contact");
}

// Company, contact, deal and what the form says besides, in one transaction.
DealCard open_by_form(http::WriteCall& call, NewDealForm const& form) {
    auto const owner = form.owner_id.value_or(call.actor.id);
    NewDeal wanted;
    wanted.title = form.title.value_or("");
    wanted.company_id = company_of(call, form, owner);
    wanted.contact_id = contact_of(call, form, owner);
    if (wanted.company_id && wanted.contact_id && (form.company || form.contact))
        customers::join(call.db, call.actor, call.now, wanted.company_id, wanted.contact_id,
                        form.contact ? form.contact->position : "");
    wanted.owner_id = owner;
    wanted.channel = form.channel.value_or("other");
    wanted.need = form.need.value_or(Need{});
    wanted.thread_ids = form.thread_ids;
    wanted.quote_due_at = form.quote_due_at;
    wanted.estimate_kopecks = form.estimate_kopecks;
    wanted.note = form.note.value_or("");
    auto const id = open(call.db, call.actor, call.now, wanted);
    return card(call.db, call.actor, call.now, id);
}

DealCard answer(http::WriteCall& call) {
    return card(call.db, call.actor, call.now, call.id());
}

}  // namespace

void mount(http::Router& router) {
    router.get("/api/deals/board", deals_read, "The board: open deals by stage (1.2.4)",
               [](http::ReadCall& call, BoardQuery const& query) {
                   return board(call.db, call.actor, call.now, query);
               });
    router.get("/api/deals/board/{stage}", deals_read, "More deals of a stage (1.2.4)",
               [](http::ReadCall& call, ColumnQuery const& query) {
                   return column(call.db, call.actor, call.now, call.text("stage"), query);
               });
    router.get("/api/deals", deals_read, "The list of deals, filtered (1.2)",
               [](http::ReadCall& call, DealFilter const& filter) {
                   return list(call.db, call.actor, call.now, filter);
               });
    router.get("/api/deals/{id}", deals_read, "A deal's card (1.2.4)",
               [](http::ReadCall& call) { return card(call.db, call.actor, call.now, call.id()); });
    router.post("/api/deals", deals_change, "Open a deal, with its client (1.2.1)", &open_by_form);
    router.patch("/api/deals/{id}", deals_change, "Change fields of a deal",
                 [](http::WriteCall& call, DealChange const& body) {
                     change(call.db, call.actor, call.now, call.id(), body);
                     return answer(call);
                 });
    router.put("/api/deals/{id}/need", deals_change, "Write down the need (1.1.2.1)",
               [](http::WriteCall& call, NeedChange const& body) {
                   change_need(call.db, call.actor, call.now, call.id(), body.version, body.need);
                   return answer(call);
               });
    router.post("/api/deals/{id}/stage", deals_change, "Drop the card on a stage (1.2.4)",
                [](http::WriteCall& call, DropOn const& body) {
                    move(call.db, call.actor, call.now, call.id(), body.stage);
                    return answer(call);
                });
    router.post("/api/deals/{id}/loss", deals_change, "Lose the deal, with a reason (1.2.4)",
                [](http::WriteCall& call, Loss const& body) {
                    lose(call.db, call.actor, call.now, call.id(), body.reason,
                         body.note.value_or(""));
                    return answer(call);
                });
    router.post("/api/deals/{id}/reopening", deals_change, "Open a closed deal again (1.2.4)",
                [](http::WriteCall& call) {
                    reopen(call.db, call.actor, call.now, call.id());
                    return answer(call);
                });
    router.post("/api/deals/{id}/outside-facts", deals_change,
                "Something was done outside of the program",
                [](http::WriteCall& call, OutsideFactForm const& body) {
                    tell_outside_fact(call.db, call.actor, call.now, call.id(), body.fact, body.on,
                                      body.note);
                    return answer(call);
                });
    router.put("/api/deals/{id}/owner", deals_change, "Hand the deal over to another owner",
               [](http::WriteCall& call, NewOwner const& body) {
                   hand_over(call.db, call.actor, call.now, call.id(), body.owner_id,
                             body.keep_former.value_or(true));
               });
    router.post("/api/deals/{id}/helpers", deals_change, "Somebody takes part and sees the deal",
                [](http::WriteCall& call, NewParticipant const& body) {
                    add_helper(call.db, call.actor, call.now, call.id(), body.person_id);
                    return answer(call);
                });
    router.remove("/api/deals/{id}/helpers/{person_id}", deals_change,
                  "Somebody takes part no more", [](http::WriteCall& call) {
                      remove_helper(call.db, call.actor, call.now, call.id(), call.id("person_id"));
                  });
    mount_saved_views(router);
    mount_export(router);
}

}  // namespace deals
