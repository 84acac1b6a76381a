// Letters in and out (1.1.2), for the features above: queue one, hear of one.
#pragma once
#include "platform/base/announcement.h"
#include "platform/base/time.h"
#include "platform/db/query.h"
#include "platform/http/call.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace letters {

struct Address {
    std::string name;
    std::string address;
};

struct Outgoing {
    std::int64_t mailbox_id = 0;         // 0: the thread's, else the first active one
    std::int64_t thread_id = 0;          // 0: a new thread
    std::int64_t answers_letter_id = 0;  // sets In-Reply-To and References
    std::vector<Address> to;
    std::vector<Address> cc;
    std::string subject;
    std::string text;                          // plain; an HTML part is made from it
    std::vector<std::int64_t> attachment_ids;  // of features/files; copied to the letter
    std::chrono::milliseconds wait{10'000};    // time for «Отменить»
};

// Writes the letter and its job in the caller's transaction; Message-ID is fixed here. Returns the
// letter's id. Refusal invalid if there is no recipient, a bad address or no active mailbox.
std::int64_t queue(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                   Outgoing const& letter);

struct LetterFacts {
    std::int64_t letter_id = 0;
    std::int64_t thread_id = 0;
    base::Instant now;
};

// An incoming letter was parsed and threaded (also from Spam; see its folder_role).
inline base::Announcement<db::Transaction&, LetterFacts const&> received;
// The server took an outgoing letter for at least one recipient.
inline base::Announcement<db::Transaction&, LetterFacts const&> sent;
// It is certain that nobody gets it: refused by the server, cancelled, or bounced.
inline base::Announcement<db::Transaction&, LetterFacts const&> not_delivered;

// A letter is seen by whoever sees the work that its thread belongs to; what belongs to none is
// seen by its mailbox. The features above tell of their work once, at start, the nearest first: a
// deal before an enquiry. Fixed texts.
struct Work {
    std::string noun;
    std::string rows;  // from which tables, for a row of `letters l`: "enquiries e WHERE …"
    std::function<db::Query(http::Actor const&)> visible;  // " AND …", as visible_to of the noun
};
void follow(Work work);

}  // namespace letters
