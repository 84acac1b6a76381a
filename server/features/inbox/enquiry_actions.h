// What people do with an enquiry (1.1, 1.2.1): take, hand over, make a deal of it, attach it to
// one, call it no enquiry, reopen, answer, note one by hand. Each is one transaction with its
// event.
#pragma once
#include "features/customers/customers.h"
#include "features/deals/deals.h"
#include "features/inbox/enquiry.h"
#include "features/inbox/enquiry_proposal.h"
#include "features/search/search.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace inbox {

// A call or a note by hand; the need is read from the words.
struct EnquiryNote {
    EnquiryChannel channel = EnquiryChannel::call;
    std::string text;
    std::optional<std::string> subject;
    std::optional<std::string> sender_name;
    std::optional<std::string> phone;
    std::optional<std::string> email;
};
BOOST_DESCRIBE_STRUCT(EnquiryNote, (), (channel, text, subject, sender_name, phone, email))

// What the person confirmed. What is left out is taken from the proposal.
struct EnquiryDeal {
    std::int64_t version = 0;
    std::optional<std::string> title;
    std::optional<std::int64_t> contact_id;  // a known one
    std::optional<std::int64_t> company_id;
    std::optional<customers::PersonFields> person;
    std::optional<customers::CompanyFields> company;
    std::optional<bool> without_company;
    std::optional<deals::Need> need;
};
BOOST_DESCRIBE_STRUCT(EnquiryDeal, (),
                      (version, title, contact_id, company_id, person, company, without_company,
                       need))

struct EnquiryDealMade {
    std::int64_t deal_id = 0;
    std::int64_t contact_id = 0;
    std::int64_t company_id = 0;  // 0: none
};
BOOST_DESCRIBE_STRUCT(EnquiryDealMade, (), (deal_id, contact_id, company_id))

struct EnquiryAnswer {
    std::string text;
    std::optional<std::string> subject;
    std::vector<std::int64_t> attachment_ids;
};
BOOST_DESCRIBE_STRUCT(EnquiryAnswer, (), (text, subject, attachment_ids))

std::int64_t write_down(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                        EnquiryNote const& note);
void take(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
          std::int64_t version);
void hand_over(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
               std::int64_t version, std::int64_t person_id);
EnquiryDealMade make_deal(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                          std::int64_t id, EnquiryDeal const& wanted);
void attach(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
            std::int64_t version, std::int64_t deal_id);
void dismiss(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
             std::int64_t version, DismissedAs as);
void reopen(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
            std::int64_t version);
// Queues the letter; returns its id.
std::int64_t answer(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                    std::int64_t id, EnquiryAnswer const& answer);

// Refusal not_found if it is not there or not visible.
Enquiry require(db::Reader& reader, http::Actor const& actor, std::int64_t id);

// Saves with its event; `also` are timelines beside the enquiry's. For arrivals too.
struct EnquiryChange {
    char const* verb = "changed";
    std::string details = "{}";
    bool reversible = false;
    std::int64_t also_deal = 0;
    std::optional<std::int64_t> thread_deal_id = std::nullopt;  // for the undo of an attachment
};
void save(db::Transaction& tx, http::Actor const& actor, base::Instant now, Enquiry const& before,
          Enquiry after, EnquiryChange const& change);
search::Document document_of(Enquiry const& enquiry);
void record_opened(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                   Enquiry const& enquiry);

}  // namespace inbox
