// What happens when a letter came (design.md, "A letter"): its facts are gathered, decide() says
// what it becomes, and that is written in the transaction of the letter.
#include "features/accounts/people_store.h"
#include "features/deals/deal_views.h"
#include "features/files/attachments.h"
#include "features/inbox/enquiry_actions.h"
#include "features/inbox/enquiry_decision.h"
#include "features/inbox/enquiry_store.h"
#include "features/inbox/inbox.h"
#include "features/journal/journal.h"
#include "features/letters/letter_store.h"
#include "features/process/process_store.h"
#include "features/tasks/tasks.h"
#include "platform/live/live.h"

namespace inbox {
namespace {

LetterText text_of(db::Reader& reader, letters::Letter const& letter,
                   calendar::WorkingTime const& time) {
    LetterText out;
    out.subject = letter.subject;
    out.text = letter.body_text;
    out.from_name = letter.from_name;
    out.from_address = letter.from_address;
    out.reply_to = letter.reply_to;
    out.date = time.zone.date(letter.sent_at);
    if (letter.auto_submitted == "auto-reply")
        out.headers.emplace_back("auto-submitted", "auto-replied");
    if (letter.auto_submitted == "bounce")
        out.headers.emplace_back("content-type", "report-type=delivery-status");
    if (letter.auto_submitted == "list") out.headers.emplace_back("list-unsubscribe", "yes");
    if (!letter.in_reply_to.empty()) out.headers.emplace_back("in-reply-to", letter.in_reply_to);
    for (auto const& file : files::of(reader, "letter", letter.id))
        out.attachments.push_back(file.name);
    return out;
}

struct Arrival {
    letters::Letter letter;
    EnquiryProposal proposal;
    std::optional<Enquiry> thread_enquiry;
    std::optional<customers::KnownSender> sender;
    Decided decided;
};

Arrival considered(db::Reader& reader, letters::Letter letter, calendar::WorkingTime const& time,
                   base::Instant now) {
    Arrival out;
    out.proposal = {letter.id, read_need(text_of(reader, letter, time))};
    out.thread_enquiry = store::of_thread(reader, letter.thread_id.value_or(0));
    std::string const& address = out.proposal.need.sender.emails.empty()
                                     ? letter.from_address
                                     : out.proposal.need.sender.emails.front();
    out.sender = customers::known_sender(reader, address);
    ArrivalFacts facts;
    facts.kind = out.proposal.need.kind;
    facts.understood = understood(out.proposal.need);
    facts.spam_folder = letter.folder_role == letters::FolderRole::spam;
    facts.machine = letter.auto_submitted;
    facts.from_us = store::is_our_mailbox(reader, letter.from_address);
    facts.known_contact = out.sender.has_value();
    if (out.sender) {
        deals::DealFilter filter;
        filter.contact_id = out.sender->contact_id;
        filter.limit = 3;
        facts.open_deals =
            static_cast<int>(deals::list(reader, journal::program(), now, filter).items.size());
    }
    facts.thread_deal = deals::deal_of_thread(reader, letter.thread_id.value_or(0));
    if (out.thread_enquiry) {
        facts.thread_state = out.thread_enquiry->state;
        facts.thread_dismissed_as = out.thread_enquiry->dismissed_as;
    }
    out.decided = decide(facts);
    out.letter = std::move(letter);
    return out;
}

Enquiry new_enquiry(Arrival const& arrival, base::Instant now) {
    auto const& letter = arrival.letter;
    Enquiry enquiry;
    enquiry.thread_id = letter.thread_id;
    enquiry.letter_id = letter.id;
    enquiry.subject = letter.subject;
    enquiry.preview = letter.preview;
    enquiry.sender_name = letter.from_name;
    enquiry.sender_address = letter.from_address;
    if (arrival.sender) {
        enquiry.contact_id = arrival.sender->contact_id;
        if (arrival.sender->company_id != 0) enquiry.company_id = arrival.sender->company_id;
    }
    enquiry.decision = db::enum_text(arrival.decided.decision);
    enquiry.reason_ru = arrival.decided.reason.ru;
    enquiry.reason_en = arrival.decided.reason.en;
    enquiry.kind = db::enum_text(arrival.proposal.need.kind);
    enquiry.arrived_at = letter.received_at;
    enquiry.changed_at = now;
    return enquiry;
}

std::int64_t owner_for(db::Transaction& tx, Arrival const& arrival,
                       std::optional<std::int64_t> team_id) {
    std::int64_t clients_owner = 0;
    if (arrival.sender && arrival.sender->owner_id != 0) {
        auto const person = accounts::find_person(tx, arrival.sender->owner_id);
        if (person && person->active) clients_owner = person->id;
    }
    auto const chosen = hand_out(store::candidates(tx, team_id), clients_owner,
                                 store::last_person(tx), HandingRule::in_turn);
    if (chosen != 0 && clients_owner == 0) store::remember_last_person(tx, chosen);
    return chosen;
}

void open_enquiry(db::Transaction& tx, Arrival const& arrival, calendar::WorkingTime const& time,
                  base::Instant now) {
    auto enquiry = new_enquiry(arrival, now);
    enquiry.team_id = store::team_of_mailbox(tx, arrival.letter.mailbox_id);
    if (auto const owner = owner_for(tx, arrival, enquiry.team_id)) enquiry.owner_id = owner;
    enquiry.state = state::fresh;
    enquiry.answer_due_at =
        first_answer_due(time, enquiry.arrived_at, process::current(tx)->limits.first_answer);
    enquiry.id = store::insert(tx, enquiry, "", arrival.proposal);
    record_opened(tx, journal::program(), now, enquiry);
    if (enquiry.owner_id)
        live::publish(tx, {"person:" + std::to_string(*enquiry.owner_id), enquiry.id, "enquiry", 1},
                      now);
}

void keep_as_none(db::Transaction& tx, Arrival const& arrival, base::Instant now) {
    auto enquiry = new_enquiry(arrival, now);
    enquiry.team_id = store::team_of_mailbox(tx, arrival.letter.mailbox_id);
    enquiry.state = state::not_enquiry;
    enquiry.dismissed_as = db::enum_text(arrival.decided.dismissed_as.value_or(DismissedAs::other));
    enquiry.unread = 0;
    enquiry.id = store::insert(tx, enquiry, "", arrival.proposal);
    record_opened(tx, journal::program(), now, enquiry);
}

// The enquiry of the thread has news: unread again, reopened if it was called none, the need read
// anew while nobody has confirmed it.
void join_enquiry(db::Transaction& tx, Arrival const& arrival, calendar::WorkingTime const& time,
                  base::Instant now) {
    Enquiry const& before = *arrival.thread_enquiry;
    auto enquiry = before;
    enquiry.unread += 1;
    enquiry.preview = arrival.letter.preview;
    if (before.state == state::not_enquiry) {
        enquiry.state = state::fresh;
        enquiry.dismissed_as.clear();
        enquiry.answer_due_at = first_answer_due(time, arrival.letter.received_at,
                                                 process::current(tx)->limits.first_answer);
        enquiry.answered_at = std::nullopt;
    }
    if (is_open(enquiry.state)) {
        auto const known = store::proposal_of(tx, before.id);
        store::set_proposal(tx, before.id,
                            known ? renewed(*known, arrival.proposal) : arrival.proposal);
    }
    save(tx, journal::program(), now, before, enquiry,
         {.verb = "letter_added", .also_deal = before.deal_id.value_or(0)});
}

struct DealLetter {
    std::int64_t letter_id = 0;
};
BOOST_DESCRIBE_STRUCT(DealLetter, (), (letter_id))

void tell_deal(db::Transaction& tx, std::int64_t deal_id, char const* verb, std::int64_t letter_id,
               base::Instant now) {
    journal::record(tx, journal::program(), now,
                    {.noun = "deal",
                     .id = deal_id,
                     .verb = verb,
                     .details = json::to_json(DealLetter{letter_id}),
                     .undo = journal::Undo::final});
}

void join_deal(db::Transaction& tx, Arrival const& arrival, std::int64_t deal_id,
               calendar::WorkingTime const& time, base::Instant now) {
    tell_deal(tx, deal_id, "letter_received", arrival.letter.id, now);
    // The control call is closed by itself when the client has answered (1.3.1.2).
    tasks::close_all(tx, journal::program(), now, "deal", deal_id, "control_call",
                     "Клиент ответил письмом");
    if (arrival.thread_enquiry) join_enquiry(tx, arrival, time, now);
}

}  // namespace

void consider(db::Transaction& tx, letters::LetterFacts const& facts) {
    auto letter = letters::store::find(tx, facts.letter_id);
    if (!letter || letter->direction != letters::Direction::incoming) return;
    if (store::has_letter(tx, letter->id)) return;  // a job that ran twice
    auto const time = calendar::working_time(tx);
    auto const arrival = considered(tx, std::move(*letter), time, facts.now);
    switch (arrival.decided.decision) {
        case Decision::open_enquiry:
        case Decision::ask_person:
            return open_enquiry(tx, arrival, time, facts.now);
        case Decision::ignore:
            return keep_as_none(tx, arrival, facts.now);
        case Decision::attach_to_thread:
            return join_enquiry(tx, arrival, time, facts.now);
        case Decision::attach_to_deal:
            return join_deal(tx, arrival, *deals::deal_of_thread(tx, facts.thread_id), time,
                             facts.now);
    }
}

void note_answer(db::Transaction& tx, letters::LetterFacts const& facts) {
    if (auto const deal_id = deals::deal_of_thread(tx, facts.thread_id))
        tell_deal(tx, *deal_id, "letter_sent", facts.letter_id, facts.now);
    auto const before = store::of_thread(tx, facts.thread_id);
    if (!before || before->answered_at) return;
    auto enquiry = *before;
    enquiry.answered_at = facts.now;
    // Whoever answers has it in work.
    if (auto const next = after(before->state, EnquiryVerb::answer)) enquiry.state = *next;
    auto const letter = letters::store::find(tx, facts.letter_id);
    if (!enquiry.owner_id && letter && letter->author_id) enquiry.owner_id = letter->author_id;
    save(tx, journal::program(), facts.now, *before, enquiry, {.verb = "first_answer_sent"});
}

}  // namespace inbox
