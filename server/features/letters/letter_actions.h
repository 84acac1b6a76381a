// What people and the outbox do with letters (1.1.2): write, send, take back, decide about one of
// which nobody knows whether it was sent. Sending is final; until the waiting time is over it is
// compensated by «Отменить».
#pragma once
#include "features/letters/letter.h"
#include "features/letters/letters.h"
#include "features/search/search.h"
#include "platform/files/blob_store.h"
#include "platform/mail/smtp.h"

#include <optional>
#include <string>
#include <vector>

namespace letters {

// A letter that a person writes; everything may be missing while it is a draft.
struct DraftForm {
    std::optional<std::int64_t> mailbox_id;
    std::optional<std::int64_t> answers_letter_id;  // only for a new one: fills the rest in
    std::optional<bool> answers_all;
    std::optional<bool> quotes;                  // with the answered letter's words below one's own
    std::optional<std::vector<std::string>> to;  // "Иван <ivan@firma.ru>", as typed
    std::optional<std::vector<std::string>> cc;
    std::optional<std::vector<std::string>> bcc;
    std::optional<std::string> subject;
    std::optional<std::string> text;
    std::optional<std::int64_t> version;
};
BOOST_DESCRIBE_STRUCT(DraftForm, (),
                      (mailbox_id, answers_letter_id, answers_all, quotes, to, cc, bcc, subject,
                       text, version))

// `thread_id`: the conversation that it opens or goes on with; 0: the answered letter's, or none.
std::int64_t write_draft(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                         DraftForm const& form, std::int64_t thread_id = 0);
void change_draft(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
                  DraftForm const& form);
void send_draft(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id);
void discard_draft(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                   std::int64_t id);

void cancel(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id);
void edit_again(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id);
void send_again(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id);
void confirm_sent(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                  std::int64_t id);

// The outbox. begin() is committed before the first byte goes; false if it may not go any more.
bool begin(db::Transaction& tx, base::Instant now, std::int64_t id, files::Blob const& bytes);
void finish(db::Transaction& tx, base::Instant now, std::int64_t id,
            mail::HandoverResult const& result, bool last_attempt);
void lose_sight(db::Transaction& tx, base::Instant now, std::int64_t id);
// It was found in Sent or answered: it was sent after all.
void note_found(db::Transaction& tx, base::Instant now, std::int64_t id);
void note_answered(db::Transaction& tx, base::Instant now, std::string const& message_id);
// Some recipients' servers returned it; if all did, it is bounced.
void note_returned(db::Transaction& tx, base::Instant now, Letter const& letter);

// Tells open pages about the letter and its thread.
void tell_letter(db::Transaction& tx, base::Instant now, std::int64_t letter_id, char const* verb);
search::Document document_of(Letter const& letter);

// The nouns "letter" and "thread" and the rebuilding of the index; once at start.
void register_letters();

}  // namespace letters
