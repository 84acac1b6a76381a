// The tables enquiries and handing_out.
#pragma once
#include "features/inbox/enquiry.h"
#include "features/inbox/enquiry_decision.h"
#include "features/inbox/enquiry_proposal.h"
#include "features/search/search.h"
#include "platform/base/cursor.h"
#include "platform/db/query.h"
#include "platform/http/call.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace inbox::store {

// Rows of `enquiries e` that the actor may see, " AND …": his own; those of nobody, if he works
// with the inbox and the mailbox is not another team's; his team's and everybody's by permission.
db::Query visible_to(http::Actor const& actor);
bool sees(db::Reader& reader, http::Actor const& actor, std::int64_t id);

std::optional<Enquiry> find(db::Reader& reader, std::int64_t id);
std::string text_of(db::Reader& reader, std::int64_t id);  // of a note or a chat
// Nothing if there is none, or one that an older program wrote otherwise.
std::optional<EnquiryProposal> proposal_of(db::Reader& reader, std::int64_t id);
bool has_letter(db::Reader& reader, std::int64_t letter_id);
std::optional<Enquiry> of_thread(db::Reader& reader, std::int64_t thread_id);  // the newest

std::int64_t insert(db::Transaction& tx, Enquiry const& enquiry, std::string const& text,
                    EnquiryProposal const& proposal);
// Writes what may change and adds one to the version, if it is still `enquiry.version`.
bool update(db::Transaction& tx, Enquiry const& enquiry);
void set_proposal(db::Transaction& tx, std::int64_t id, EnquiryProposal const& proposal);
void set_read(db::Transaction& tx, std::int64_t id);

struct Filter {
    std::optional<std::int64_t> owner_id;
    bool unassigned = false;
    std::optional<std::string> state;
    bool open = false;  // new or in work
    std::optional<EnquiryChannel> channel;
    bool unread = false;
    std::optional<std::int64_t> mailbox_id;
    std::optional<std::int64_t> thread_id;
    std::optional<std::vector<std::int64_t>> ids;  // found by words
    std::optional<base::Instant> late_at;          // the first answer is overdue at that instant
    std::optional<base::Cursor> after;
    int limit = 50;
};
// Newest first.
std::vector<Enquiry> list(db::Reader& reader, Filter const& filter, db::Query const& visible);
// Counted up to `most`: "99+" needs no more.
std::int64_t count_up_to(db::Reader& reader, Filter const& filter, db::Query const& visible,
                         int most);

// Sales managers on shift, of the team if one is named, with their open enquiries.
std::vector<Candidate> candidates(db::Reader& reader, std::optional<std::int64_t> team_id);
std::int64_t last_person(db::Reader& reader);
void remember_last_person(db::Transaction& tx, std::int64_t person_id);
std::optional<std::int64_t> team_of_mailbox(db::Reader& reader, std::int64_t mailbox_id);
bool is_our_mailbox(db::Reader& reader, std::string const& address);
std::string contact_name(db::Reader& reader, std::int64_t contact_id);
std::string company_name(db::Reader& reader, std::int64_t company_id);

std::vector<Enquiry> after_id(db::Reader& reader, std::int64_t id, int limit);  // for the index

}  // namespace inbox::store
