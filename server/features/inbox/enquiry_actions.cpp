#include "features/inbox/enquiry_actions.h"

#include "features/accounts/people_store.h"
#include "features/accounts/permissions.h"
#include "features/inbox/contact_points.h"
#include "features/inbox/enquiry_store.h"
#include "features/inbox/inbox.h"
#include "features/inbox/letter_words.h"
#include "features/journal/journal.h"
#include "features/journal/nouns.h"
#include "features/letters/letter_store.h"
#include "features/letters/letters.h"
#include "platform/base/text.h"
#include "platform/live/live.h"

#include <algorithm>

namespace inbox {
namespace {

constexpr std::size_t longest_text = 20'000;
constexpr std::size_t longest_subject = 300;

struct EnquiryEvent {
    std::string from;
    std::string to;
    std::optional<std::int64_t> from_owner_id;
    std::optional<std::int64_t> to_owner_id;
    std::optional<std::int64_t> deal_id;
    std::string dismissed_as;
};
BOOST_DESCRIBE_STRUCT(EnquiryEvent, (),
                      (from, to, from_owner_id, to_owner_id, deal_id, dismissed_as))

struct EnquiryBefore {
    std::string state;
    std::optional<std::int64_t> owner_id;
    std::string dismissed_as;
    std::optional<std::int64_t> contact_id;
    std::optional<std::int64_t> company_id;
    std::optional<std::int64_t> deal_id;
    std::optional<std::int64_t> thread_deal_id;  // whose letters these were before
    std::int64_t version_after = 0;
};
BOOST_DESCRIBE_STRUCT(EnquiryBefore, (),
                      (state, owner_id, dismissed_as, contact_id, company_id, deal_id,
                       thread_deal_id, version_after))

std::string before_of(Enquiry const& before, std::optional<std::int64_t> thread_deal_id,
                      std::int64_t version_after) {
    return json::to_json(EnquiryBefore{before.state, before.owner_id, before.dismissed_as,
                                       before.contact_id, before.company_id, before.deal_id,
                                       thread_deal_id, version_after});
}

struct EnquirySender {  // about a person: kept apart (152-ФЗ)
    std::string sender_name;
    std::string sender_address;
    std::string subject;
};
BOOST_DESCRIBE_STRUCT(EnquirySender, (), (sender_name, sender_address, subject))

[[noreturn]] void refuse_changed(db::Reader& reader, std::int64_t id) {
    auto refusal = base::Refusal::conflict(
        "enquiry_changed", {"Обращение уже изменили. Посмотрите, что с ним теперь.",
                            "The enquiry was changed meanwhile. See what it is now."});
    if (auto const now = store::find(reader, id)) refusal.details = json::to_json(*now);
    throw refusal;
}

// The enquiry, if the verb is possible for it now and it is still the version that was seen.
Enquiry prepared(db::Reader& reader, http::Actor const& actor, std::int64_t id,
                 std::optional<std::int64_t> version, EnquiryVerb verb) {
    auto enquiry = require(reader, actor, id);
    if (version && *version != enquiry.version) refuse_changed(reader, id);
    if (!after(enquiry.state, verb))
        throw base::Refusal::conflict(
            "enquiry_state", {"С этим обращением уже решили. Обновите страницу.",
                              "This enquiry has been decided on already. Reload the page."});
    return enquiry;
}

// Saves the enquiry as it was, if nothing happened to it since.
Enquiry restored(db::Transaction& tx, base::Instant now, journal::Subject const& subject,
                 EnquiryBefore const& was) {
    auto enquiry = store::find(tx, subject.id).value();
    if (enquiry.version != was.version_after)
        throw base::Refusal::conflict("enquiry_changed",
                                      {"Обращение с тех пор изменили, отменить уже нельзя.",
                                       "The enquiry was changed since, this cannot be undone."});
    enquiry.state = was.state;
    enquiry.owner_id = was.owner_id;
    enquiry.dismissed_as = was.dismissed_as;
    enquiry.changed_at = now;
    return enquiry;
}

void keep(db::Transaction& tx, base::Instant now, Enquiry const& enquiry) {
    store::update(tx, enquiry);
    live::publish(tx, {"enquiry", enquiry.id, "changed", enquiry.version + 1}, now);
}

void give_back(db::Transaction& tx, http::Actor const&, base::Instant now,
               journal::Subject const& subject, std::string const& undo_data) {
    auto const was = json::from_json<EnquiryBefore>(undo_data);
    keep(tx, now, restored(tx, now, subject, was));
}

// The letters leave the deal again, or go back to the one whose they were.
void detach(db::Transaction& tx, http::Actor const& actor, base::Instant now,
            journal::Subject const& subject, std::string const& undo_data) {
    auto const was = json::from_json<EnquiryBefore>(undo_data);
    auto enquiry = restored(tx, now, subject, was);
    if (enquiry.thread_id) {
        deals::detach_thread(tx, now, *enquiry.thread_id);
        if (was.thread_deal_id)
            deals::attach_thread(tx, actor, now, *was.thread_deal_id, *enquiry.thread_id);
    }
    enquiry.contact_id = was.contact_id;
    enquiry.company_id = was.company_id;
    enquiry.deal_id = was.deal_id;
    keep(tx, now, enquiry);
}

std::string words(std::string const& text, std::size_t most) {
    return base::shortened(base::trimmed(base::clean(text)), most);
}

// Whoever acts on an enquiry of nobody has it from then on.
void own(Enquiry& enquiry, http::Actor const& actor) {
    if (!enquiry.owner_id && actor.id != 0) enquiry.owner_id = actor.id;
}

// Whoever makes a deal of a colleague's enquiry (the head, 1.1) acts for the colleague: client and
// deal are hers. Of one who left or of nobody it is whose act it is.
Enquiry owned_by_worker(db::Reader& reader, Enquiry enquiry, http::Actor const& actor) {
    if (enquiry.owner_id) {
        auto const person = accounts::find_person(reader, *enquiry.owner_id);
        if (!person || !person->active) enquiry.owner_id.reset();
    }
    own(enquiry, actor);
    return enquiry;
}

bool is_empty(customers::CompanyFields const& company) {
    return base::trimmed(company.name).empty() && base::trimmed(company.inn).empty();
}

std::int64_t contact_for(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                         Enquiry const& enquiry, EnquiryDeal const& wanted,
                         customers::PersonFields const& person) {
    std::int64_t const known =
        wanted.contact_id.value_or(wanted.person ? 0 : enquiry.contact_id.value_or(0));
    if (known == 0) {
        auto named = person;
        if (named.surname.empty() && named.name.empty()) named.name = enquiry.sender_name;
        return customers::create_contact(tx, actor, now, named, enquiry.owner_id.value_or(actor.id),
                                         "person");
    }
    journal::require_see(tx, actor, "contact", known);
    customers::add_points(tx, actor, now, known, person.phones, person.emails);
    return known;
}

std::int64_t company_for(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                         Enquiry const& enquiry, EnquiryDeal const& wanted,
                         customers::CompanyFields const& company) {
    if (wanted.without_company.value_or(false)) return 0;
    std::int64_t const known =
        wanted.company_id.value_or(wanted.company ? 0 : enquiry.company_id.value_or(0));
    if (known != 0) {
        journal::require_see(tx, actor, "company", known);
        return known;
    }
    return is_empty(company)
               ? 0
               : customers::create_company(tx, actor, now, company,
                                           enquiry.owner_id.value_or(actor.id), "company");
}

}  // namespace

search::Document document_of(Enquiry const& enquiry) {
    return {"enquiry",
            enquiry.id,
            enquiry.subject.empty() ? enquiry.preview : enquiry.subject,
            enquiry.sender_name.empty() ? enquiry.sender_address : enquiry.sender_name,
            enquiry.preview + " " + enquiry.sender_address,
            enquiry.arrived_at};
}

void record_opened(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                   Enquiry const& enquiry) {
    search::put(tx, document_of(enquiry));
    journal::record(
        tx, actor, now,
        {.noun = "enquiry",
         .id = enquiry.id,
         .verb = "opened",
         .details = json::to_json(EnquiryEvent{"", enquiry.state, std::nullopt, enquiry.owner_id,
                                               enquiry.deal_id, enquiry.dismissed_as}),
         .personal = json::to_json(
             EnquirySender{enquiry.sender_name, enquiry.sender_address, enquiry.subject}),
         .undo = journal::Undo::compensated,
         .also = {{"contact", enquiry.contact_id.value_or(0)},
                  {"company", enquiry.company_id.value_or(0)},
                  {"thread", enquiry.thread_id.value_or(0)}}});
    live::publish(tx, {"enquiry", enquiry.id, "created", enquiry.version}, now);
}

void save(db::Transaction& tx, http::Actor const& actor, base::Instant now, Enquiry const& before,
          Enquiry after, EnquiryChange const& change) {
    after.changed_at = now;
    if (!store::update(tx, after)) refuse_changed(tx, after.id);
    after.version += 1;
    search::put(tx, document_of(after));
    EnquiryEvent const event{before.state,   after.state,   before.owner_id,
                             after.owner_id, after.deal_id, after.dismissed_as};
    journal::record(
        tx, actor, now,
        {.noun = "enquiry",
         .id = after.id,
         .verb = change.verb,
         .details = change.details == "{}" ? json::to_json(event) : change.details,
         .undo = change.reversible ? journal::Undo::reversible : journal::Undo::compensated,
         .undo_data = change.reversible ? before_of(before, change.thread_deal_id, after.version)
                                        : std::string(),
         .also = {{"deal", change.also_deal},
                  {"contact", after.contact_id.value_or(0)},
                  {"thread", after.thread_id.value_or(0)}}});
    live::publish(tx, {"enquiry", after.id, "changed", after.version}, now);
}

std::int64_t write_down(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                        EnquiryNote const& note) {
    if (note.channel == EnquiryChannel::mail)
        throw base::Refusal::invalid(
            "channel_invalid",
            {"Письма приходят сами. Выберите звонок, чат или заметку.",
             "Letters come by themselves. Choose a call, a chat or a note."},
            "channel");
    std::string const text = words(note.text, longest_text);
    if (text.empty())
        throw base::Refusal::invalid(
            "text_empty", {"Напишите, о чём обращение.", "Say what it is about."}, "text");
    LetterText letter;
    letter.text = text;
    letter.subject = words(note.subject.value_or(""), longest_subject);
    letter.from_name = words(note.sender_name.value_or(""), longest_subject);
    letter.from_address = words(note.email.value_or(""), longest_subject);
    letter.date = calendar::working_time(tx).zone.date(now);
    EnquiryProposal proposal{0, read_need(letter)};
    std::string phone = words(note.phone.value_or(""), 50);
    for (auto const& point : find_points(phone))  // as the text's own phones are written
        if (point.kind == PointKind::phone) phone = point.value;
    auto& phones = proposal.need.sender.phones;
    if (!phone.empty() && std::find(phones.begin(), phones.end(), phone) == phones.end())
        phones.insert(phones.begin(), phone);
    Enquiry enquiry;
    enquiry.channel = note.channel;
    enquiry.subject = letter.subject;
    enquiry.preview = base::shortened(collapsed(text), 200);
    enquiry.sender_name = letter.from_name;
    enquiry.sender_address = !phone.empty() ? phone : letter.from_address;
    if (!letter.from_address.empty())
        if (auto const known = customers::known_sender(tx, letter.from_address)) {
            enquiry.contact_id = known->contact_id;
            if (known->company_id != 0) enquiry.company_id = known->company_id;
        }
    enquiry.owner_id = actor.id;
    enquiry.team_id = actor.team_id ? std::optional(actor.team_id) : std::nullopt;
    enquiry.state = state::in_work;
    enquiry.decision = "open_enquiry";
    enquiry.reason_ru = "Записано вручную.";
    enquiry.reason_en = "Noted by hand.";
    enquiry.kind = db::enum_text(proposal.need.kind);
    enquiry.arrived_at = enquiry.changed_at = now;
    enquiry.answered_at = now;  // who writes it down has just talked to the client
    enquiry.unread = 0;
    enquiry.id = store::insert(tx, enquiry, text, proposal);
    record_opened(tx, actor, now, enquiry);
    return enquiry.id;
}

void take(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
          std::int64_t version) {
    auto const before = prepared(tx, actor, id, version, EnquiryVerb::take);
    auto enquiry = before;
    enquiry.owner_id = actor.id;
    enquiry.state = *after(before.state, EnquiryVerb::take);
    enquiry.unread = 0;
    save(tx, actor, now, before, enquiry, {.verb = "taken", .reversible = true});
}

void hand_over(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
               std::int64_t version, std::int64_t person_id) {
    auto const before = prepared(tx, actor, id, version, EnquiryVerb::hand_over);
    auto const person = accounts::find_person(tx, person_id);
    bool const works = person && person->active &&
                       accounts::permissions_of(person->role).contains(accounts::inbox_change.name);
    if (!works)
        throw base::Refusal::invalid("person_unknown",
                                     {"Выберите сотрудника, который работает с обращениями.",
                                      "Choose a colleague who works with enquiries."},
                                     "person_id");
    auto enquiry = before;
    enquiry.owner_id = person_id;
    enquiry.unread = std::max<std::int64_t>(before.unread, 1);
    save(tx, actor, now, before, enquiry, {.verb = "handed_over", .reversible = true});
    live::publish(tx, {"person:" + std::to_string(person_id), id, "enquiry", before.version + 1},
                  now);
}

EnquiryDealMade make_deal(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                          std::int64_t id, EnquiryDeal const& wanted) {
    auto const before = prepared(tx, actor, id, wanted.version, EnquiryVerb::make_deal);
    auto const proposal = store::proposal_of(tx, id).value_or(EnquiryProposal{});
    auto const person = wanted.person.value_or(person_of(proposal.need));
    auto const company = wanted.company.value_or(company_of(proposal.need));
    auto enquiry = owned_by_worker(tx, before, actor);
    EnquiryDealMade made;
    made.contact_id = contact_for(tx, actor, now, enquiry, wanted, person);
    made.company_id = company_for(tx, actor, now, enquiry, wanted, company);
    if (made.company_id != 0)
        customers::join(tx, actor, now, made.company_id, made.contact_id, person.position);
    deals::NewDeal deal;
    deal.owner_id = enquiry.owner_id.value_or(0);
    deal.title = words(wanted.title.value_or(""), longest_subject);
    deal.company_id = made.company_id;
    deal.contact_id = made.contact_id;
    deal.channel = before.channel == EnquiryChannel::note ? "other" : db::enum_text(before.channel);
    deal.need = wanted.need.value_or(deal_need_of(proposal.need));
    if (before.thread_id) deal.thread_ids = {*before.thread_id};
    made.deal_id = deals::open(tx, actor, now, deal);
    enquiry.state = *after(before.state, EnquiryVerb::make_deal);
    enquiry.contact_id = made.contact_id;
    if (made.company_id != 0) enquiry.company_id = made.company_id;
    enquiry.deal_id = made.deal_id;
    enquiry.unread = 0;
    save(tx, actor, now, before, enquiry, {.verb = "became_deal", .also_deal = made.deal_id});
    return made;
}

void attach(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
            std::int64_t version, std::int64_t deal_id) {
    auto const before = prepared(tx, actor, id, version, EnquiryVerb::attach);
    auto const deal = deals::require(tx, actor, deal_id);
    std::optional<std::int64_t> letters_of;
    if (before.thread_id) {
        letters_of = deals::deal_of_thread(tx, *before.thread_id);
        deals::attach_thread(tx, actor, now, deal_id, *before.thread_id);
    }
    auto enquiry = before;
    own(enquiry, actor);
    enquiry.state = *after(before.state, EnquiryVerb::attach);
    enquiry.deal_id = deal.id;
    if (!enquiry.contact_id && deal.contact_id != 0) enquiry.contact_id = deal.contact_id;
    if (!enquiry.company_id && deal.company_id != 0) enquiry.company_id = deal.company_id;
    enquiry.unread = 0;
    save(tx, actor, now, before, enquiry,
         {.verb = "attached",
          .reversible = true,
          .also_deal = deal_id,
          .thread_deal_id = letters_of});
}

void dismiss(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
             std::int64_t version, DismissedAs as) {
    auto const before = prepared(tx, actor, id, version, EnquiryVerb::dismiss);
    auto enquiry = before;
    own(enquiry, actor);
    enquiry.state = *after(before.state, EnquiryVerb::dismiss);
    enquiry.dismissed_as = db::enum_text(as);
    enquiry.unread = 0;
    save(tx, actor, now, before, enquiry, {.verb = "dismissed", .reversible = true});
}

void reopen(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
            std::int64_t version) {
    auto const before = prepared(tx, actor, id, version, EnquiryVerb::reopen);
    auto enquiry = before;
    enquiry.state = *after(before.state, EnquiryVerb::reopen);
    enquiry.dismissed_as.clear();
    save(tx, actor, now, before, enquiry, {.verb = "reopened", .reversible = true});
}

std::int64_t answer(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                    std::int64_t id, EnquiryAnswer const& answer) {
    auto const before = prepared(tx, actor, id, std::nullopt, EnquiryVerb::answer);
    auto const proposal = store::proposal_of(tx, id);
    letters::Outgoing letter;
    letter.text = base::trimmed(base::clean(answer.text));
    if (letter.text.empty())
        throw base::Refusal::invalid("text_empty", {"Напишите ответ.", "Write the answer."},
                                     "text");
    std::string address = before.sender_address;
    if (before.letter_id) {
        auto const first = letters::store::find(tx, *before.letter_id);
        if (first && !first->reply_to.empty()) address = first->reply_to;
        letter.mailbox_id = first ? first->mailbox_id : 0;
        // the last letter of the thread that was read is the one that is answered
        letter.answers_letter_id =
            proposal && proposal->letter_id != 0 ? proposal->letter_id : *before.letter_id;
        letter.thread_id = before.thread_id.value_or(0);
    } else if (address.find('@') == std::string::npos) {
        address = proposal && !proposal->need.sender.emails.empty()
                      ? proposal->need.sender.emails.front()
                      : "";
    }
    if (address.empty())
        throw base::Refusal::invalid("no_address",
                                     {"У отправителя нет e-mail. Позвоните ему или впишите адрес.",
                                      "The sender has no e-mail. Call, or write the address in."},
                                     "");
    letter.to = {{before.sender_name, address}};
    letter.subject = answer.subject ? words(*answer.subject, longest_subject)
                                    : letters::answer_subject(before.subject);
    letter.attachment_ids = answer.attachment_ids;
    auto const letter_id = letters::queue(tx, actor, now, letter);
    auto enquiry = before;
    own(enquiry, actor);
    enquiry.state = *after(before.state, EnquiryVerb::answer);
    enquiry.unread = 0;
    save(tx, actor, now, before, enquiry,
         {.verb = "answered", .also_deal = before.deal_id.value_or(0)});
    return letter_id;
}

Enquiry require(db::Reader& reader, http::Actor const& actor, std::int64_t id) {
    auto enquiry = store::find(reader, id);
    if (!enquiry || !store::sees(reader, actor, id))
        throw base::Refusal::not_found("not_found", {"Такого обращения нет или нет доступа.",
                                                     "There is no such enquiry, or no access."});
    return std::move(*enquiry);
}

void register_enquiries() {
    journal::register_noun({"enquiry",
                            {"Обращение", "Enquiry"},
                            [](db::Reader& reader, http::Actor const& actor, std::int64_t id) {
                                return store::sees(reader, actor, id);
                            },
                            [](db::Reader& reader, http::Actor const& actor, std::int64_t id) {
                                return (journal::is_program(actor) ||
                                        actor.may(accounts::inbox_change)) &&
                                       store::sees(reader, actor, id);
                            },
                            [](db::Reader& reader, std::int64_t id) {
                                auto const enquiry = store::find(reader, id);
                                return enquiry ? document_of(*enquiry).title : std::string();
                            }});
    for (auto const* verb : {"taken", "handed_over", "dismissed", "reopened"})
        journal::register_undo("enquiry", verb, &give_back);
    journal::register_undo("enquiry", "attached", &detach);
    search::register_rebuild("enquiry", [](db::Reader& reader, std::int64_t after_id, int limit) {
        std::vector<search::Document> out;
        for (auto const& one : store::after_id(reader, after_id, limit))
            out.push_back(document_of(one));
        return out;
    });
    letters::follow({"enquiry", "enquiries e WHERE e.thread_id = l.thread_id", &store::visible_to});
}

}  // namespace inbox
