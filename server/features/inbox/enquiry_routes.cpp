#include "features/inbox/enquiry_routes.h"

#include "features/accounts/permissions.h"
#include "features/inbox/deal_letters.h"
#include "features/inbox/enquiry_actions.h"
#include "features/inbox/enquiry_cards.h"
#include "features/inbox/enquiry_store.h"
#include "features/letters/letter_routes.h"
#include "platform/base/text.h"
#include "platform/live/live.h"

namespace inbox {
namespace {

struct EnquiryTaking {
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(EnquiryTaking, (), (version))

struct EnquiryHandover {
    std::int64_t version = 0;
    std::int64_t person_id = 0;
};
BOOST_DESCRIBE_STRUCT(EnquiryHandover, (), (version, person_id))

struct EnquiryAttachment {
    std::int64_t version = 0;
    std::int64_t deal_id = 0;
};
BOOST_DESCRIBE_STRUCT(EnquiryAttachment, (), (version, deal_id))

struct EnquiryDismissal {
    std::int64_t version = 0;
    DismissedAs as = DismissedAs::other;
};
BOOST_DESCRIBE_STRUCT(EnquiryDismissal, (), (version, as))

struct EnquiryAnswered {
    std::int64_t letter_id = 0;
};
BOOST_DESCRIBE_STRUCT(EnquiryAnswered, (), (letter_id))

struct NeedText {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(NeedText, (), (text))

EnquiryCard card_now(http::WriteCall& call) {
    return card(call.db, call.actor, call.now, call.id());
}

// What a pasted text says, without keeping it: for a form that is filled in while one talks.
ReadNeed read_text(http::WriteCall& call, NeedText const& body) {
    LetterText letter;
    letter.text = base::clean(body.text);
    letter.date = calendar::working_time(call.db).zone.date(call.now);
    return read_need(letter);
}

void mount_acts(http::Router& router) {
    using accounts::inbox_change;
    router.post("/api/enquiries/{id}/taking", inbox_change, "Take an enquiry (1.1)",
                [](http::WriteCall& call, EnquiryTaking const& body) {
                    take(call.db, call.actor, call.now, call.id(), body.version);
                    return card_now(call);
                });
    router.post(
        "/api/enquiries/{id}/handover", inbox_change, "Hand an enquiry over to a colleague (1.1)",
        [](http::WriteCall& call, EnquiryHandover const& body) {
            hand_over(call.db, call.actor, call.now, call.id(), body.version, body.person_id);
        });
    router.post("/api/enquiries/{id}/deal", inbox_change,
                "Contact, company and deal with its need in one act (1.2.1)",
                [](http::WriteCall& call, EnquiryDeal const& body) {
                    return make_deal(call.db, call.actor, call.now, call.id(), body);
                });
    router.post("/api/enquiries/{id}/attachment", inbox_change, "Attach an enquiry to a deal (1.1)",
                [](http::WriteCall& call, EnquiryAttachment const& body) {
                    attach(call.db, call.actor, call.now, call.id(), body.version, body.deal_id);
                    return card_now(call);
                });
    router.post("/api/enquiries/{id}/dismissal", inbox_change, "It is no enquiry (1.1)",
                [](http::WriteCall& call, EnquiryDismissal const& body) {
                    dismiss(call.db, call.actor, call.now, call.id(), body.version, body.as);
                    return card_now(call);
                });
    router.post("/api/enquiries/{id}/reopening", inbox_change, "It is an enquiry after all (1.1)",
                [](http::WriteCall& call, EnquiryTaking const& body) {
                    reopen(call.db, call.actor, call.now, call.id(), body.version);
                    return card_now(call);
                });
    router.post("/api/enquiries/{id}/answer", inbox_change, "Answer by e-mail (1.1.2)",
                [](http::WriteCall& call, EnquiryAnswer const& body) {
                    return EnquiryAnswered{answer(call.db, call.actor, call.now, call.id(), body)};
                });
    router.post(
        "/api/enquiries/{id}/reading", inbox_change, "It was read", [](http::WriteCall& call) {
            auto const enquiry = require(call.db, call.actor, call.id());
            if (enquiry.unread == 0) return;
            store::set_read(call.db, enquiry.id);
            live::publish(call.db, {"enquiry", enquiry.id, "changed", enquiry.version}, call.now);
        });
}

}  // namespace

void mount(http::Router& router) {
    using accounts::inbox_change;
    using accounts::inbox_read;
    router.get("/api/enquiries", inbox_read, "Enquiries, newest first (1.1)",
               [](http::ReadCall& call, EnquiryQuery const& query) {
                   return list(call.db, call.actor, call.now, query);
               });
    router.get("/api/enquiries/counts", inbox_read, "How many wait, up to 100 (1.1)",
               [](http::ReadCall& call) { return counts(call.db, call.actor, call.now); });
    router.get("/api/enquiries/{id}", inbox_read,
               "An enquiry with its letter and what was read from it (1.1.2.1)",
               [](http::ReadCall& call) { return card(call.db, call.actor, call.now, call.id()); });
    router.get(
        "/api/enquiries/{id}/reply", inbox_change,
        "A draft of the reply: what is missing becomes its questions (1.1.2.1)",
        [](http::ReadCall& call) { return reply(call.db, call.actor, call.now, call.id()); });
    router.post("/api/enquiries", inbox_change, "Note a call or a chat by hand (1.1)",
                [](http::WriteCall& call, EnquiryNote const& body) {
                    return card(call.db, call.actor, call.now,
                                write_down(call.db, call.actor, call.now, body));
                });
    router.post("/api/deals/{id}/letters", inbox_change,
                "Begin a letter to the contact of a deal (1.1.2)", [](http::WriteCall& call) {
                    return letters::card(call.db, call.actor,
                                         begin_letter(call.db, call.actor, call.now, call.id()));
                });
    router.post("/api/needs/reading", inbox_change, "What a text says of a need (1.1.2.1)",
                &read_text);
    mount_acts(router);
}

}  // namespace inbox
