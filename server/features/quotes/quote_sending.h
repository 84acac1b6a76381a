// How a quote goes out (1.3.1.1, 1.2.4.2): sending freezes the version and makes the client's link;
// a job prints the PDF and queues the letter; when the mail server has taken the letter, the quote
// counts as sent and the deal hears of it. «Сделано вне программы» counts the same at once.
#pragma once
#include "features/files/attachments.h"
#include "features/letters/letters.h"
#include "features/quotes/client_store.h"
#include "features/quotes/quote_actions.h"
#include "platform/base/config.h"
#include "platform/base/secrets.h"
#include "platform/jobs/jobs.h"
#include "platform/print/pdf.h"

#include <cstdint>
#include <optional>
#include <string>

namespace quotes {

// Empty texts are filled: the contact's address, a subject, a body.
struct QuoteSendingForm {
    std::int64_t version = 0;
    std::string address;
    std::string subject;
    std::string body;
    bool with_pdf = true;
    std::vector<std::int64_t> answers_objections;  // this version answers them (1.2.4.3)
};
BOOST_DESCRIBE_STRUCT(QuoteSendingForm, (),
                      (version, address, subject, body, with_pdf, answers_objections))

// Sent by another way: a messenger, by hand, read out by telephone.
struct OutsideSendingForm {
    std::int64_t version = 0;
    std::optional<base::Date> on;  // nothing: today
    std::string note;
};
BOOST_DESCRIBE_STRUCT(OutsideSendingForm, (), (version, on, note))

struct SendingJob {
    std::int64_t sending_id = 0;
    bool with_pdf = true;
};
BOOST_DESCRIBE_STRUCT(SendingJob, (), (sending_id, with_pdf))

struct SendingParts {
    base::Secrets const& secrets;
    std::string public_url;  // "https://crm.example.ru"
    bool reachable = true;   // the administrator says so: an address for people outside is set
};

std::int64_t send(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
                  QuoteSendingForm const& form, SendingParts const& parts);
void send_outside(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
                  OutsideSendingForm const& form, SendingParts const& parts);
// Queues the letter of a sending at once, with the link alone; returns the letter. Where many are
// sent at a time (tirazh seed) and nothing is to be printed.
std::int64_t queue_without_pdf(db::Transaction& tx, base::Instant now, std::int64_t sending_id,
                               SendingParts const& parts);
// Once more, after a failure, with or without the PDF.
void retry(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
           std::int64_t sending_id, bool with_pdf);
void revoke(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
            std::int64_t link_id);

// The link as it stands in the letter; the manager may copy it again.
std::string link_address(LinkRow const& link, SendingParts const& parts);

// The address people outside reach us by; without a setting, the one that we listen on.
SendingParts sending_parts(base::Secrets const& secrets, base::Config const& config);

// The job "quote.print".
void print_and_queue(db::Database& database, base::Clock const& clock,
                     files::BlobStore const& store, print::PdfPrinter& printer,
                     SendingParts const& parts, SendingJob const& payload, jobs::Job const& job);

void handle_jobs(jobs::Workers& workers, db::Database& database, base::Clock const& clock,
                 files::BlobStore const& store, print::PdfPrinter& printer,
                 SendingParts const& parts);

// What the letters tell: listeners of letters::sent and letters::not_delivered.
void letter_was_sent(db::Transaction& tx, letters::LetterFacts const& letter);
void letter_was_not_delivered(db::Transaction& tx, letters::LetterFacts const& letter);

}  // namespace quotes
