// What a letter becomes, and whose an enquiry is (1.1): pure decisions from the letter and what the
// stores know, each with its reason in words. Nothing is thrown away: what is ignored stands in the
// list as no enquiry.
#pragma once
#include "features/inbox/enquiry.h"
#include "features/inbox/need.h"

#include <optional>
#include <string>
#include <vector>

namespace inbox {

struct ArrivalFacts {
    LetterKind kind = LetterKind::new_enquiry;
    Understood understood = Understood::wholly;
    bool spam_folder = false;
    std::string machine;   // "auto-reply", "bounce", "list"; empty for a person's letter
    bool from_us = false;  // from one of our own mailboxes
    bool known_contact = false;
    int open_deals = 0;                       // of the known contact
    std::optional<std::int64_t> thread_deal;  // the deal that the thread belongs to
    std::string thread_state;                 // of the thread's enquiry; empty: there is none
    std::string thread_dismissed_as;
};

enum class Decision { open_enquiry, attach_to_thread, attach_to_deal, ignore, ask_person };
BOOST_DESCRIBE_ENUM(Decision, open_enquiry, attach_to_thread, attach_to_deal, ignore, ask_person)

struct Decided {
    Decision decision = Decision::open_enquiry;
    base::Words reason;
    std::optional<DismissedAs> dismissed_as;  // of ignore
};

Decided decide(ArrivalFacts const& facts);

// Who may get an enquiry, with how many open ones he has.
struct Candidate {
    std::int64_t person_id = 0;
    std::int64_t open_enquiries = 0;
};
BOOST_DESCRIBE_STRUCT(Candidate, (), (person_id, open_enquiries))

// In turn: the next one after the last who got one, unless he has many more than the others have.
// By load: whoever has fewest.
enum class HandingRule { in_turn, by_load };
BOOST_DESCRIBE_ENUM(HandingRule, in_turn, by_load)

// The client's owner gets it; else the rule says. 0: nobody is on shift, it waits for a hand.
std::int64_t hand_out(std::vector<Candidate> candidates, std::int64_t clients_owner,
                      std::int64_t last_person, HandingRule rule);

}  // namespace inbox
