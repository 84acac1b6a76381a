// Facts that come true for a deal, and what they move.
#pragma once
#include "features/deals/deal.h"
#include "features/process/process_actions.h"

#include <string>

namespace deals {

Situation situation_of(db::Reader& reader, Deal const& deal);

// The fact came true at `at`, known `now`; see tell_fact in deals.h.
void tell_fact_at(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                  std::int64_t deal_id, process::DealFact fact, base::Instant at, bool outside,
                  std::string const& note);

// The announcements of others that deals follow (wired in app/reactions.cpp).
void follow_task(db::Transaction& tx, std::string const& noun, std::int64_t subject_id,
                 base::Instant now);  // tasks::changed: the next step
void let_assignee_see(db::Transaction& tx, std::string const& noun, std::int64_t subject_id,
                      std::int64_t person_id);                            // tasks::assigned
void follow_process(db::Transaction& tx, process::Change const& change);  // process::changing
void follow_person(db::Transaction& tx, std::int64_t person_id);          // the team of an owner
void follow_company(db::Transaction& tx, std::int64_t company_id);        // its name, in search

}  // namespace deals
