// A letter (1.1.2): what comes from a mailbox and what goes out through it. Rules only: which act
// is possible in which state, what a reply is called, which letters belong together, what a
// letter's date is worth. A letter from outside is stored first and read later; one of ours knows
// at every moment whether somebody may have got it.
#pragma once
#include "platform/base/time.h"
#include "platform/mail/message.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

namespace letters {

enum class Direction { incoming, outgoing };
BOOST_DESCRIBE_ENUM(Direction, incoming, outgoing)

enum class FolderRole { inbox, sent, spam, outbox };
BOOST_DESCRIBE_ENUM(FolderRole, inbox, sent, spam, outbox)

enum class LetterState {
    stored,  // kept, not read yet
    parsed,
    failed,  // kept, could not be read: `problem` says why
    draft,
    waiting,  // for its time, or for the server to come back
    sending,  // the server has it in its hands; committed before the first byte goes
    sent,
    refused,    // certainly got by nobody
    uncertain,  // «возможно отправлено»: the connection broke at the wrong moment
    cancelled,  // taken back in time
    bounced,    // taken by the server, later returned by all recipients' servers
};
BOOST_DESCRIBE_ENUM(LetterState, stored, parsed, failed, draft, waiting, sending, sent, refused,
                    uncertain, cancelled, bounced)

enum class LetterVerb {
    queue,       // a person says "send"
    cancel,      // «Отменить» within the waiting time
    edit,        // back to the drafts
    discard,     // a draft is thrown away
    begin,       // the outbox starts the handover
    accept,      // the server took it
    refuse,      // the server said no for good
    put_off,     // not this time, again later
    lose_sight,  // nobody knows
    confirm,     // it was sent after all: found in Sent, answered, or a person says so
    send_again,  // a person decides to
    bounce,
};
BOOST_DESCRIBE_ENUM(LetterVerb, queue, cancel, edit, discard, begin, accept, refuse, put_off,
                    lose_sight, confirm, send_again, bounce)

struct LetterStep {
    LetterState from;
    LetterVerb verb;
    LetterState to;
    bool by_person;  // else only by the outbox
};
std::vector<LetterStep> const& letter_steps();

// Where the verb leads from the state; nothing if it is not possible.
std::optional<LetterState> after(LetterState from, LetterVerb verb);
std::vector<LetterVerb> allowed_to_person(LetterState state);

// Stands at the end of body_html if pictures of other machines were left out.
inline constexpr std::string_view remote_pictures_mark = "<!--remote-->";

// A row of `letters`.
struct Letter {
    std::int64_t id = 0;
    std::optional<std::int64_t> thread_id;
    std::int64_t mailbox_id = 0;
    Direction direction = Direction::incoming;
    FolderRole folder_role = FolderRole::inbox;
    std::optional<std::string> raw_hash;
    std::int64_t raw_bytes = 0;
    std::string message_id;
    std::string in_reply_to;
    std::string subject;
    std::string from_name;
    std::string from_address;
    std::string reply_to;
    base::Instant sent_at;
    base::Instant received_at;
    std::string body_text;
    std::string body_html;  // sanitised; its pictures as src="cid:…"
    std::string preview;
    std::int64_t attachments = 0;
    std::string auto_submitted;  // "auto-reply", "bounce", "list"; empty for a person's
    LetterState state = LetterState::stored;
    std::string problem;
    std::optional<std::int64_t> author_id;
    std::optional<base::Instant> send_at;
    base::Instant created_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Letter, (),
                      (id, thread_id, mailbox_id, direction, folder_role, raw_hash, raw_bytes,
                       message_id, in_reply_to, subject, from_name, from_address, reply_to, sent_at,
                       received_at, body_text, body_html, preview, attachments, auto_submitted,
                       state, problem, author_id, send_at, created_at, version))

enum class AddressKind { to, cc, bcc };
BOOST_DESCRIBE_ENUM(AddressKind, to, cc, bcc)

struct LetterAddress {
    std::int64_t letter_id = 0;
    AddressKind kind = AddressKind::to;
    std::string name;
    std::string address;
    std::string state;    // outgoing: accepted, refused, bounced; empty before
    std::string problem;  // the server's words
};
BOOST_DESCRIBE_STRUCT(LetterAddress, (), (letter_id, kind, name, address, state, problem))

// "Re: Fwd: HA: Отв: Кружки" -> "Кружки"
std::string base_subject(std::string_view subject);
bool is_answer_subject(std::string_view subject);  // begins with Re:, Отв:, …
std::string answer_subject(std::string_view subject);

// What stands below the words of an answer: who wrote, when, and each line after a ">".
std::string quote_of(Letter const& letter, base::Date day);

// Its Date, unless that is more than two days from when it was received (docs/data-model.md).
base::Instant believable_date(std::optional<base::Instant> date, base::Instant received_at);

// The first words that the sender wrote himself, without what he quotes.
std::string preview_of(std::string_view text);

// "auto-reply", "bounce", "list" or nothing: whether a machine wrote it.
std::string machine_kind(mail::Message const& message);

// What was odd about it, for people, in Russian (the column `problem`).
std::string problems_text(std::vector<std::string> const& problems);

}  // namespace letters
