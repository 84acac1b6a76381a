#include "features/quotes/quote_routes.h"

#include "features/accounts/permissions.h"
#include "features/deals/deals.h"
#include "features/files/attachment_routes.h"
#include "features/journal/nouns.h"
#include "features/process/process_store.h"
#include "features/quotes/client_actions.h"
#include "features/quotes/objections.h"
#include "features/quotes/quote_card.h"
#include "features/quotes/quote_letter.h"

namespace quotes {
namespace {

struct QuoteFilter {
    std::int64_t deal_id = 0;
};
BOOST_DESCRIBE_STRUCT(QuoteFilter, (), (deal_id))

struct QuoteList {
    std::vector<QuoteBrief> items;
    std::optional<std::string> next;  // a deal has a few: all at once
};
BOOST_DESCRIBE_STRUCT(QuoteList, (), (items, next))

struct VersionFilter {
    std::optional<std::int64_t> number;
};
BOOST_DESCRIBE_STRUCT(VersionFilter, (), (number))

struct SeenVersion {
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(SeenVersion, (), (version))

struct QuoteCopyForm {
    std::optional<std::int64_t> deal_id;
};
BOOST_DESCRIBE_STRUCT(QuoteCopyForm, (), (deal_id))

enum class QuoteStateVerb { decline, reopen, discard, restore };
BOOST_DESCRIBE_ENUM(QuoteStateVerb, decline, reopen, discard, restore)

struct QuoteStateForm {
    std::int64_t version = 0;
    QuoteStateVerb verb = QuoteStateVerb::decline;
};
BOOST_DESCRIBE_STRUCT(QuoteStateForm, (), (version, verb))

struct QuoteLineRemoved {
    QuoteCard quote;
    std::int64_t event_id = 0;  // for «Отменить»
};
BOOST_DESCRIBE_STRUCT(QuoteLineRemoved, (), (quote, event_id))

struct RetryForm {
    bool with_pdf = true;
};
BOOST_DESCRIBE_STRUCT(RetryForm, (), (with_pdf))

struct QuoteSendingCard {
    std::int64_t id = 0;
    std::int64_t version_number = 0;
    std::string state;  // printing, queued, sent, failed, cancelled
    std::string problem;
    std::string address;
    std::string subject;
    bool outside = false;
    std::string note;
    std::optional<std::int64_t> letter_id;
    std::optional<std::int64_t> link_id;
    std::string link;  // to show and copy; empty if it no longer opens
    std::optional<std::int64_t> sent_by;
    base::Instant created_at;
    std::optional<base::Instant> sent_at;
};
BOOST_DESCRIBE_STRUCT(QuoteSendingCard, (),
                      (id, version_number, state, problem, address, subject, outside, note,
                       letter_id, link_id, link, sent_by, created_at, sent_at))

struct QuoteViewCard {
    std::int64_t version_number = 0;
    std::string kind;  // opened, looked_at
    std::string line_key;
    base::Instant at;
};
BOOST_DESCRIBE_STRUCT(QuoteViewCard, (), (version_number, kind, line_key, at))

struct QuoteRemarkCard {
    std::int64_t id = 0;
    std::int64_t version_number = 0;
    std::string line_key;
    std::string author_name;
    std::string text;
    bool is_question = false;
    base::Instant at;
};
BOOST_DESCRIBE_STRUCT(QuoteRemarkCard, (),
                      (id, version_number, line_key, author_name, text, is_question, at))

struct QuoteAcceptanceCard {
    std::int64_t version_number = 0;
    std::string name;
    std::int64_t total_kopecks = 0;
    std::optional<std::int64_t> by_person_id;
    base::Instant at;
    std::optional<base::Instant> withdrawn_at;
    std::string confirmed_by;  // the e-mail address whose code was typed
};
BOOST_DESCRIBE_STRUCT(QuoteAcceptanceCard, (),
                      (version_number, name, total_kopecks, by_person_id, at, withdrawn_at,
                       confirmed_by))

// What became of the quote outside: for the control call (1.3.1.2). All newest first.
struct QuoteActivity {
    std::vector<QuoteSendingCard> sendings;
    std::vector<QuoteViewCard> views;
    std::vector<QuoteRemarkCard> remarks;
    std::vector<QuoteAcceptanceCard> acceptances;
};
BOOST_DESCRIBE_STRUCT(QuoteActivity, (), (sendings, views, remarks, acceptances))

struct ObjectionList {
    std::vector<Objection> items;
    std::optional<std::string> next;
    std::vector<process::ObjectionKind> kinds;  // with the department's agreed answers
};
BOOST_DESCRIBE_STRUCT(ObjectionList, (), (items, next, kinds))

template <class C>
QuoteCard shown(C& call, std::int64_t id) {
    return card(call.db, call.actor, call.now, id);
}

QuoteList list(http::ReadCall& call, QuoteFilter const& filter) {
    deals::require(call.db, call.actor, filter.deal_id);
    return {briefs_of_deal(call.db, filter.deal_id), std::nullopt};
}

QuoteCard show(http::ReadCall& call, VersionFilter const& filter) {
    return card(call.db, call.actor, call.now, call.id(), filter.number);
}

QuoteCard on_create(http::WriteCall& call, NewQuote const& body) {
    return shown(call, create(call.db, call.actor, call.now, body));
}

QuoteCard on_save(http::WriteCall& call, QuoteDraft const& body) {
    save_draft(call.db, call.actor, call.now, call.id(), body);
    return shown(call, call.id());
}

QuoteCard on_products(http::WriteCall& call, ProductsToQuote const& body) {
    add_products(call.db, call.actor, call.now, call.id(), body);
    return shown(call, call.id());
}

QuoteLineRemoved on_remove_line(http::WriteCall& call, SeenVersion const& body) {
    auto const event =
        remove_line(call.db, call.actor, call.now, call.id(), body.version, call.text("key"));
    return {shown(call, call.id()), event};
}

QuoteCard on_copy(http::WriteCall& call, QuoteCopyForm const& body) {
    return shown(call, copy(call.db, call.actor, call.now, call.id(), body.deal_id));
}

QuoteCard on_state(http::WriteCall& call, QuoteStateForm const& body) {
    static constexpr QuoteVerb verbs[]{QuoteVerb::decline, QuoteVerb::reopen, QuoteVerb::discard,
                                       QuoteVerb::restore};
    change_state(call.db, call.actor, call.now, call.id(), body.version,
                 verbs[static_cast<int>(body.verb)]);
    return shown(call, call.id());
}

QuoteLetter letter(http::ReadCall& call, SendingParts const& parts) {
    auto letter =
        proposed_letter(call.db, call.actor, require_seen(call.db, call.actor, call.id()));
    base::Words const unreachable{
        "Адрес программы для клиентов не задан (public_url в tirazh.toml): ссылка из письма "
        "откроется только в вашей сети.",
        "The address for clients is not set (public_url in tirazh.toml): the link in the letter "
        "opens only inside your network."};
    if (!parts.reachable) letter.warning = unreachable.in(call.actor.language);
    return letter;
}

std::string open_address(db::Reader& reader, SendingRow const& sending, QuoteRow const& quote,
                         std::int64_t current_number, std::int64_t number,
                         SendingParts const& parts) {
    if (!sending.link_id || number < current_number) return "";
    auto const link = find_link(reader, *sending.link_id);
    if (!link || link->revoked_at || quote.quote_state() == QuoteState::void_) return "";
    return link_address(*link, parts);
}

QuoteActivity activity(http::ReadCall& call, SendingParts const& parts) {
    QuoteRow const quote = require_seen(call.db, call.actor, call.id());
    bool const may_change = journal::may_change(call.db, call.actor, "quote", quote.id);
    std::map<std::int64_t, std::int64_t> numbers;
    for (VersionRow const& version : versions_of(call.db, quote.id))
        numbers[version.id] = version.number;
    std::int64_t const current = quote.sent_version_id ? numbers[*quote.sent_version_id] : 0;
    QuoteActivity out;
    for (SendingRow const& row : sendings_of(call.db, quote.id)) {
        std::int64_t const number = numbers[row.version_id];
        out.sendings.push_back(
            {row.id, number, row.state, row.problem, row.address, row.subject, row.outside,
             row.note, row.letter_id, row.link_id,
             may_change ? open_address(call.db, row, quote, current, number, parts) : "",
             row.sent_by, row.created_at, row.sent_at});
    }
    for (ViewRow const& row : views_of(call.db, quote.id))
        out.views.push_back({numbers[row.version_id], row.kind, row.line_key, row.at});
    for (RemarkRow const& row : remarks_of(call.db, quote.id))
        out.remarks.push_back({row.id, numbers[row.version_id], row.line_key, row.author_name,
                               row.text, row.is_question, row.at});
    for (AcceptanceRow const& row : acceptances_of(call.db, quote.id))
        out.acceptances.push_back({numbers[row.version_id], row.name, row.total_kopecks,
                                   row.by_person_id, row.at, row.withdrawn_at, row.confirmed_by});
    return out;
}

// The page as the client will see it, without buttons, for a frame in the editor.
http::Response preview(http::RawCall& call) {
    std::string const base = "/api/quotes/" + std::to_string(call.id()) + "/preview";
    auto const html = call.database.read([&](db::Reader& reader) {
        QuoteRow const quote = require_seen(reader, call.actor, call.id());
        auto const version = find_version(reader, current_version(reader, quote));
        return html_of(view_of(reader, quote, *version, base, ShownAs::preview));
    });
    auto response = http::Response::of(200, "text/html; charset=utf-8", html);
    // No script runs in it, so it may keep its origin: its pictures need the session.
    return response.with("cache-control", "no-store")
        .with("content-security-policy",
              "sandbox allow-same-origin; default-src 'none'; img-src 'self' data:; "
              "style-src 'self'; "
              "base-uri 'none'; form-action 'none'; frame-ancestors 'self'");
}

http::Response preview_file(http::RawCall& call, files::BlobStore const& store) {
    std::string const what = call.text("what");
    std::string css;
    auto const picture = call.database.read([&](db::Reader& reader) -> std::optional<ShownPicture> {
        QuoteRow const quote = require_seen(reader, call.actor, call.id());
        std::int64_t const version = current_version(reader, quote);
        if (what == "quote.css") css = shown_css(reader, version);
        return what == "logo" ? shown_logo(reader, version) : shown_picture(reader, version, what);
    });
    if (!css.empty())
        return http::Response::of(200, "text/css; charset=utf-8", css)
            .with("cache-control", "no-store");
    if (!picture)
        throw base::Refusal::not_found("not_found",
                                       {"Такого файла нет.", "There is no such file."});
    return files::sent_file(store, call.request, picture->hash, what, picture->media_type, true)
        .with("cache-control", "private, no-cache");
}

ObjectionList list_objections(http::ReadCall& call) {
    journal::require_see(call.db, call.actor, "deal", call.id());
    return {objections_of(call.db, call.id()), std::nullopt,
            process::current(call.db).department->objections};
}

void mount_sending(http::Router& router, SendingParts const& parts) {
    using accounts::quotes_change;
    router.get("/api/quotes/{id}/letter", quotes_change, "The proposed letter (1.3.1.1)",
               [parts](http::ReadCall& call) { return letter(call, parts); });
    router.post("/api/quotes/{id}/sendings", quotes_change,
                "Send the quote: freezes the version, prints, queues the letter (1.2.4.2)",
                [parts](http::WriteCall& call, QuoteSendingForm const& body) {
                    send(call.db, call.actor, call.now, call.id(), body, parts);
                    return shown(call, call.id());
                });
    router.post("/api/quotes/{id}/outside-sendings", quotes_change,
                "The quote was sent by other means («сделано вне программы»)",
                [parts](http::WriteCall& call, OutsideSendingForm const& body) {
                    send_outside(call.db, call.actor, call.now, call.id(), body, parts);
                    return shown(call, call.id());
                });
    router.post("/api/quotes/{id}/sendings/{sending}/retry", quotes_change,
                "Send again what failed, with or without the PDF",
                [](http::WriteCall& call, RetryForm const& body) {
                    retry(call.db, call.actor, call.now, call.id(), call.id("sending"),
                          body.with_pdf);
                    return shown(call, call.id());
                });
    router.remove("/api/quotes/{id}/links/{link}", quotes_change, "Revoke a link of the client",
                  [](http::WriteCall& call) {
                      revoke(call.db, call.actor, call.now, call.id(), call.id("link"));
                  });
    router.get("/api/quotes/{id}/activity", accounts::quotes_read,
               "What became of the quote outside: delivered, opened, picked, said (1.3.1.2)",
               [parts](http::ReadCall& call) { return activity(call, parts); });
    router.post("/api/quotes/{id}/acceptance", quotes_change,
                "The client said yes; the manager writes it down",
                [](http::WriteCall& call, AcceptanceForm const& body) {
                    accept_for(call.db, call.actor, call.now, call.id(), body);
                    return shown(call, call.id());
                });
    router.remove("/api/quotes/{id}/acceptance", quotes_change, "Withdraw the acceptance",
                  [](http::WriteCall& call) {
                      withdraw(call.db, call.actor, call.now, call.id());
                      return shown(call, call.id());
                  });
}

void mount_objections(http::Router& router) {
    router.get("/api/deals/{id}/objections", accounts::deals_read,
               "Objections of a deal, with the department's agreed answers (1.2.4.3)",
               &list_objections);
    router.post("/api/deals/{id}/objections", accounts::deals_change, "Record an objection",
                [](http::WriteCall& call, ObjectionForm const& body) {
                    return object(call.db, call.actor, call.now, call.id(), body);
                });
    router.patch("/api/objections/{id}", accounts::deals_change, "Answer or close an objection",
                 [](http::WriteCall& call, ObjectionChange const& body) {
                     return change(call.db, call.actor, call.now, call.id(), body);
                 });
}

}  // namespace

void mount(http::Router& router, files::BlobStore const& store, SendingParts const& parts) {
    using accounts::quotes_change;
    using accounts::quotes_read;
    router.get("/api/quotes", quotes_read, "Quotes of a deal (1.3.1.1)", &list);
    router.post("/api/quotes", quotes_change,
                "Make a quote from the deal's need or a selection (1.3.1.1)", &on_create);
    router.get("/api/quotes/{id}", quotes_read, "A quote; ?number= shows a version", &show);
    router.put("/api/quotes/{id}/draft", quotes_change,
               "Save the draft as a whole; the answer has the prices", &on_save);
    router.post("/api/quotes/{id}/products", quotes_change, "Add products of the catalogue",
                &on_products);
    router.post("/api/quotes/{id}/lines/{key}/removal", quotes_change,
                "Remove a line; can be undone", &on_remove_line);
    router.post("/api/quotes/{id}/copies", quotes_change, "Copy a quote", &on_copy);
    router.post("/api/quotes/{id}/state", quotes_change,
                "Declined by the client, reopened, put aside, restored", &on_state);
    router.raw("GET", "/api/quotes/{id}/preview", quotes_read, "The page as the client sees it",
               &preview);
    auto const file = [&store](http::RawCall& call) { return preview_file(call, store); };
    router.raw("GET", "/api/quotes/{id}/preview/{what}", quotes_read, "Its style and logo", file);
    router.raw("GET", "/api/quotes/{id}/preview/picture/{what}", quotes_read, "Its pictures", file);
    mount_sending(router, parts);
    mount_objections(router);
    mount_client_page(router, store, parts.secrets);
}

}  // namespace quotes
