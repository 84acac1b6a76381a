#include "features/letters/arriving.h"

#include "features/files/attachments.h"
#include "features/journal/journal.h"
#include "features/letters/letter_actions.h"
#include "features/letters/letter_store.h"
#include "features/letters/letters.h"
#include "features/search/search.h"
#include "platform/base/text.h"
#include "platform/jobs/jobs.h"
#include "platform/live/live.h"
#include "platform/mail/address.h"

#include <algorithm>

namespace letters {
namespace {

using namespace std::chrono_literals;

struct LetterWords {  // what an event may tell about people: kept apart (152-ФЗ)
    std::string from;
    std::string subject;
};
BOOST_DESCRIBE_STRUCT(LetterWords, (), (from, subject))

std::string first_address(std::vector<mail::Address> const& list) {
    return list.empty() ? "" : mail::folded_address(list.front().address);
}

// Letters without References and In-Reply-To (old programs, phones that forget them) would each
// begin a thread; "Re: Кружки" of a person with whom "Кружки" was discussed this month belongs to
// it. Used only when both headers are missing: a subject is a poor witness.
std::optional<std::int64_t> similar_thread(db::Transaction& tx, Letter const& letter) {
    if (!is_answer_subject(letter.subject) || letter.from_address.empty()) return std::nullopt;
    auto const subject = base::folded(base_subject(letter.subject));
    if (subject.empty()) return std::nullopt;
    for (auto const& thread :
         store::threads_with_address(tx, letter.from_address, letter.received_at - 30 * 24h))
        if (base::folded(base_subject(thread.subject)) == subject) return thread.thread_id;
    return std::nullopt;
}

std::int64_t thread_for(db::Transaction& tx, Letter const& letter, mail::Message const& message) {
    auto ids = message.references;
    ids.insert(ids.end(), message.in_reply_to.begin(), message.in_reply_to.end());
    bool const says_nothing = ids.empty();
    if (message.report) ids.push_back(message.report->original_message_id);
    ids.push_back(letter.message_id);  // the same letter in another mailbox of ours
    if (auto const found = store::thread_with(tx, ids)) return *found;
    if (auto const found = store::thread_of_answers_to(tx, letter.message_id)) return *found;
    if (says_nothing)
        if (auto const found = similar_thread(tx, letter)) return *found;
    auto const subject = base_subject(letter.subject);
    return store::insert_thread(tx, subject, letter.sent_at);
}

Letter letter_from(Letter letter, Reading const& reading) {
    auto const& message = reading.message;
    letter.message_id = message.message_id;
    if (!message.in_reply_to.empty())
        letter.in_reply_to = message.in_reply_to.front();
    else if (!message.references.empty())
        letter.in_reply_to = message.references.back();
    letter.subject = base::shortened(message.subject, 1000);
    letter.from_name = message.from.empty() ? "" : base::shortened(message.from.front().name, 200);
    letter.from_address = first_address(message.from);
    letter.reply_to = first_address(message.reply_to);
    letter.sent_at = believable_date(message.date, letter.received_at);
    letter.body_text = base::trimmed(message.text);
    letter.body_html = reading.safe_html;
    letter.preview = preview_of(message.text);
    letter.attachments = std::count_if(reading.attachments.begin(), reading.attachments.end(),
                                       [](auto const& one) { return one.content_id.empty(); });
    letter.auto_submitted = machine_kind(message);
    letter.problem = problems_text(message.problems);
    return letter;
}

void save_addresses(db::Transaction& tx, std::int64_t letter_id, mail::Message const& message) {
    std::vector<LetterAddress> rows;
    auto const add = [&](AddressKind kind, std::vector<mail::Address> const& list) {
        for (auto const& one : list)
            rows.push_back({letter_id, kind, base::shortened(one.name, 200),
                            mail::folded_address(one.address), "", ""});
    };
    add(AddressKind::to, message.to);
    add(AddressKind::cc, message.cc);
    store::replace_addresses(tx, letter_id, rows);
}

// A copy of what we sent that the server itself put into Sent (with other bytes than ours).
bool is_copy_of_ours(db::Transaction& tx, Letter const& letter) {
    if (letter.folder_role != FolderRole::sent) return false;
    auto const ours = store::outgoing(tx, letter.message_id);
    if (!ours || ours->id == letter.id || ours->mailbox_id != letter.mailbox_id) return false;
    store::move_places(tx, letter.id, ours->id);
    store::remove_kept(tx, letter.id);
    return true;
}

void index(db::Transaction& tx, Letter const& letter) {
    search::put(tx, document_of(letter));
}

// The recipients' servers say what became of a letter of ours.
void note_report(db::Transaction& tx, base::Instant now, mail::DeliveryReport const& report) {
    auto const ours = store::outgoing(tx, report.original_message_id);
    if (!ours) return;
    bool any_failed = false;
    for (auto const& one : report.recipients) {
        if (one.action != "failed") continue;
        any_failed = true;
        store::set_address_state(tx, ours->id, mail::folded_address(one.address), "bounced",
                                 base::shortened(one.status + " " + one.diagnostic, 500));
    }
    if (any_failed) note_returned(tx, now, *ours);
}

}  // namespace

std::optional<std::int64_t> keep(db::Transaction& tx, base::Instant now, Arrived const& arrived) {
    auto const& place = arrived.place;
    if (store::is_known(tx, place)) {
        store::pass_over(tx, place.folder_id, place.uid);
        return std::nullopt;
    }
    auto const before = store::with_bytes(tx, place.mailbox_id, arrived.blob.hash);
    std::int64_t letter_id = before.value_or(0);
    if (before) {
        store::set_folder_role(tx, letter_id, arrived.role);
    } else {
        files::remember_blob(tx, now, arrived.blob);
        auto const direction =
            arrived.role == FolderRole::sent ? Direction::outgoing : Direction::incoming;
        letter_id = store::insert_kept(
            tx, {place.mailbox_id, direction, arrived.role, arrived.blob, arrived.received_at},
            now);
        jobs::enqueue(tx, "letter.parse", LetterWork{letter_id}, now, {.run_at = now + 20s});
    }
    store::insert_place(tx, place, letter_id, "");
    store::count_stored(tx, place.folder_id, place.uid);
    return before ? std::nullopt : std::optional(letter_id);
}

void keep_failure(db::Transaction& tx, base::Instant now, store::Place const& place,
                  std::string const& problem) {
    if (!store::is_known(tx, place)) {
        store::insert_place(tx, place, std::nullopt, base::shortened(problem, 500));
        store::count_failed(tx, place.folder_id, place.uid);
    } else {
        store::pass_over(tx, place.folder_id, place.uid);
    }
    live::publish(tx, {"mailbox", place.mailbox_id, "changed", 0}, now);
}

void apply(db::Transaction& tx, base::Instant now, std::int64_t letter_id, Reading const& reading) {
    auto const row = store::find(tx, letter_id);
    if (!row || row->state != LetterState::stored) return;  // the job ran twice
    store::lock_mailbox(tx, row->mailbox_id);
    auto letter = letter_from(*row, reading);
    if (is_copy_of_ours(tx, letter)) return;

    letter.thread_id = thread_for(tx, letter, reading.message);
    save_addresses(tx, letter_id, reading.message);
    for (auto const& one : reading.attachments)
        files::attach(tx, now,
                      {.noun = "letter",
                       .subject_id = letter_id,
                       .blob = one.blob,
                       .name = one.name,
                       .media_type = one.media_type,
                       .content_id = one.content_id});
    store::save_reading(tx, letter);
    store::add_to_thread(tx, *letter.thread_id, letter.sent_at);
    index(tx, letter);
    if (reading.message.report) note_report(tx, now, *reading.message.report);
    if (letter.direction == Direction::incoming) note_answered(tx, now, letter.in_reply_to);

    bool const comes = letter.direction == Direction::incoming;
    journal::record(tx, journal::program(), now,
                    {.noun = "letter",
                     .id = letter_id,
                     .verb = comes ? "received" : "found_in_sent",
                     .personal = json::to_json(LetterWords{letter.from_address, letter.subject}),
                     .also = {{"thread", *letter.thread_id}}});
    tell_letter(tx, now, letter_id, comes ? "received" : "changed");
    if (comes) received(tx, {letter_id, *letter.thread_id, now});
}

void fail_reading(db::Transaction& tx, base::Instant now, std::int64_t letter_id,
                  std::string const& problem) {
    if (!store::move(tx, letter_id, LetterState::stored, LetterState::failed,
                     base::shortened(base::clean(problem), 500)))
        return;
    auto const letter = store::find(tx, letter_id).value();
    live::publish(tx, {"mailbox", letter.mailbox_id, "changed", 0}, now);
}

void read_again(db::Transaction& tx, base::Instant now, std::int64_t letter_id) {
    if (store::move(tx, letter_id, LetterState::failed, LetterState::stored))
        jobs::enqueue(tx, "letter.parse", LetterWork{letter_id}, now);
}

}  // namespace letters
