// What the page and programs get to see of enquiries: the list, the counts, the card with the
// letter's text, the proposal and the words it was read from.
#pragma once
#include "features/inbox/enquiry.h"
#include "features/inbox/enquiry_proposal.h"
#include "platform/http/call.h"

#include <optional>
#include <string>
#include <vector>

namespace inbox {

// Whose: my own, those of nobody, all that I may see.
enum class EnquiryScope { mine, unassigned, all };
BOOST_DESCRIBE_ENUM(EnquiryScope, mine, unassigned, all)

struct EnquiryQuery {
    std::optional<EnquiryScope> scope;  // all unless told
    std::optional<std::string> state;   // new and in_work unless told; "any" for all
    std::optional<EnquiryChannel> channel;
    std::optional<bool> late;    // the first answer is overdue
    std::optional<bool> unread;  // also an answer in a deal's conversation, with state=any
    std::optional<std::int64_t> mailbox_id;
    std::optional<std::int64_t> thread_id;
    std::optional<std::string> words;  // of the sender, the subject, the text's beginning
    std::optional<std::string> after;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(EnquiryQuery, (),
                      (scope, state, channel, late, unread, mailbox_id, thread_id, words, after,
                       limit))

struct EnquiryRow : Enquiry {
    bool late = false;
    std::optional<std::int64_t> answer_minutes_left;  // working minutes; negative if late
};
BOOST_DESCRIBE_STRUCT(EnquiryRow, (Enquiry), (late, answer_minutes_left))

struct EnquiryPage {
    std::vector<EnquiryRow> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(EnquiryPage, (), (items, next))

// Counted up to 100: the page shows "99+".
struct EnquiryCounts {
    std::int64_t mine = 0;
    std::int64_t unassigned = 0;
    std::int64_t late = 0;
};
BOOST_DESCRIBE_STRUCT(EnquiryCounts, (), (mine, unassigned, late))

// Words of the text to be marked: from and to in UTF-16 units, as a browser counts.
struct EnquiryHighlight {
    std::string field;  // "items[0].runs[1]", "deadline", "sender.phones[0]"
    std::int64_t begin = 0;
    std::int64_t end = 0;
    int confidence = 0;  // per cent
};
BOOST_DESCRIBE_STRUCT(EnquiryHighlight, (), (field, begin, end, confidence))

struct EnquiryDealOffer {  // an open deal that the enquiry may belong to
    std::int64_t id = 0;
    std::string title;
    std::string stage;
    std::string owner_name;
    std::int64_t amount_kopecks = 0;
};
BOOST_DESCRIBE_STRUCT(EnquiryDealOffer, (), (id, title, stage, owner_name, amount_kopecks))

struct EnquiryCard : EnquiryRow {
    std::string text;  // of the letter that the proposal was read from, or of the note
    std::int64_t text_letter_id = 0;  // 0: the enquiry's own text
    std::optional<ReadNeed> read;     // everything that was read; its spans count bytes
    std::vector<EnquiryHighlight> highlights;
    customers::PersonFields person;  // the proposal in the shapes of the forms
    customers::CompanyFields company;
    deals::Need need;
    std::string contact_title;  // of a known sender
    std::string company_title;
    std::vector<customers::CustomerMatch> similar;
    std::vector<EnquiryDealOffer> open_deals;  // of the known contact, that the actor may see
    std::vector<EnquiryVerb> allowed;          // to the one who asks, now
};
BOOST_DESCRIBE_STRUCT(EnquiryCard, (EnquiryRow),
                      (text, text_letter_id, read, highlights, person, company, need, contact_title,
                       company_title, similar, open_deals, allowed))

struct EnquiryReply {
    std::string to_name;
    std::string to_address;  // empty: no e-mail is known
    std::string subject;
    std::string text;
    std::vector<std::string> questions;
};
BOOST_DESCRIBE_STRUCT(EnquiryReply, (), (to_name, to_address, subject, text, questions))

EnquiryPage list(db::Reader& reader, http::Actor const& actor, base::Instant now,
                 EnquiryQuery const& query);
EnquiryCounts counts(db::Reader& reader, http::Actor const& actor, base::Instant now);
EnquiryCard card(db::Reader& reader, http::Actor const& actor, base::Instant now, std::int64_t id);
EnquiryReply reply(db::Reader& reader, http::Actor const& actor, base::Instant now,
                   std::int64_t id);

// Byte places in UTF-8 text as UTF-16 units; the places in any order.
std::vector<EnquiryHighlight> highlights_of(ReadNeed const& need, std::string_view text);

}  // namespace inbox
