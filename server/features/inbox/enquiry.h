// An enquiry («обращение», 1.1): whatever arrived by mail, call, chat or was noted by hand, and
// what became of it. Nothing that arrived disappears: what is no enquiry stays in the list with the
// reason. Rules only, pure: which act is possible in which state, until when the first answer is
// due. `decide` (enquiry_decision.h) says what a letter becomes.
#pragma once
#include "features/calendar/calendar.h"
#include "features/process/process.h"
#include "platform/base/time.h"
#include "platform/base/words.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

namespace inbox {

enum class EnquiryChannel { mail, call, chat, note };
BOOST_DESCRIBE_ENUM(EnquiryChannel, mail, call, chat, note)

// The states are texts, because the first one's name is a word of C++.
namespace state {
inline constexpr std::string_view fresh = "new";
inline constexpr std::string_view in_work = "in_work";
inline constexpr std::string_view became_deal = "became_deal";
inline constexpr std::string_view attached = "attached";
inline constexpr std::string_view not_enquiry = "not_enquiry";
}  // namespace state
bool is_state(std::string_view text);
bool is_open(std::string_view state);  // new or in work

enum class EnquiryVerb { take, hand_over, make_deal, attach, dismiss, reopen, answer };
BOOST_DESCRIBE_ENUM(EnquiryVerb, take, hand_over, make_deal, attach, dismiss, reopen, answer)

struct EnquiryStep {
    std::string_view from;
    EnquiryVerb verb;
    std::string_view to;
};
std::vector<EnquiryStep> const& enquiry_steps();
std::optional<std::string_view> after(std::string_view from, EnquiryVerb verb);
std::vector<EnquiryVerb> allowed(std::string_view from);

// Why it is none.
enum class DismissedAs { spam, supplier, automatic, personal, other };
BOOST_DESCRIBE_ENUM(DismissedAs, spam, supplier, automatic, personal, other)

// A row of `enquiries` with its owner's name; the proposal is read apart.
struct Enquiry {
    std::int64_t id = 0;
    EnquiryChannel channel = EnquiryChannel::mail;
    std::optional<std::int64_t> thread_id;
    std::optional<std::int64_t> letter_id;
    std::string subject;
    std::string preview;
    std::string sender_name;
    std::string sender_address;
    std::optional<std::int64_t> contact_id;
    std::optional<std::int64_t> company_id;
    std::optional<std::int64_t> owner_id;
    std::string owner_name;  // empty: nobody's
    std::optional<std::int64_t> team_id;
    std::string state;
    std::string decision;  // what the program decided
    std::string reason_ru;
    std::string reason_en;
    std::string kind;  // what the letter is (need.h)
    std::string dismissed_as;
    std::optional<std::int64_t> deal_id;
    base::Instant arrived_at;
    std::optional<base::Instant> answer_due_at;
    std::optional<base::Instant> answered_at;
    std::int64_t unread = 1;
    base::Instant changed_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Enquiry, (),
                      (id, channel, thread_id, letter_id, subject, preview, sender_name,
                       sender_address, contact_id, company_id, owner_id, owner_name, team_id, state,
                       decision, reason_ru, reason_en, kind, dismissed_as, deal_id, arrived_at,
                       answer_due_at, answered_at, unread, changed_at, version))

// Until when the first answer is due, in working time (1.1).
base::Instant first_answer_due(calendar::WorkingTime const& time, base::Instant arrived_at,
                               process::WorkingSpan span);
bool is_late(Enquiry const& enquiry, base::Instant now);

}  // namespace inbox
