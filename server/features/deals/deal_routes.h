// /api/deals: the board, the list, the card and the verbs of a deal (1.2).
#pragma once
#include "features/customers/customers.h"
#include "features/deals/deal_actions.h"
#include "features/deals/deal_views.h"
#include "platform/http/router.h"

#include <optional>
#include <string>
#include <vector>

namespace deals {

// One form for all that is new (1.2.1): the client is picked, or made with the deal.
struct NewDealForm {
    std::optional<std::string> title;
    std::optional<std::int64_t> company_id;
    std::optional<customers::CompanyFields> company;  // instead of company_id
    std::optional<std::int64_t> contact_id;
    std::optional<customers::PersonFields> contact;  // instead of contact_id
    std::optional<std::int64_t> owner_id;            // the actor unless told
    std::optional<std::string> channel;
    std::optional<Need> need;
    std::optional<base::Instant> quote_due_at;  // the process's limit unless told
    std::optional<std::int64_t> estimate_kopecks;
    std::optional<std::string> note;
    std::vector<std::int64_t> thread_ids;
};
BOOST_DESCRIBE_STRUCT(NewDealForm, (),
                      (title, company_id, company, contact_id, contact, owner_id, channel, need,
                       quote_due_at, estimate_kopecks, note, thread_ids))

struct NeedChange {
    std::int64_t version = 0;
    Need need;
};
BOOST_DESCRIBE_STRUCT(NeedChange, (), (version, need))

struct DropOn {
    std::string stage;
};
BOOST_DESCRIBE_STRUCT(DropOn, (), (stage))

struct Loss {
    std::string reason;  // key of the process
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(Loss, (), (reason, note))

struct OutsideFactForm {
    process::DealFact fact = process::DealFact::quote_sent;
    base::Date on;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(OutsideFactForm, (), (fact, on, note))

struct NewOwner {
    std::int64_t owner_id = 0;
    std::optional<bool> keep_former;  // the former owner still sees the deal; true unless told
};
BOOST_DESCRIBE_STRUCT(NewOwner, (), (owner_id, keep_former))

struct NewParticipant {
    std::int64_t person_id = 0;
};
BOOST_DESCRIBE_STRUCT(NewParticipant, (), (person_id))

struct SavedViewQuery {
    std::string noun;
};
BOOST_DESCRIBE_STRUCT(SavedViewQuery, (), (noun))

struct SavedViewForm {
    std::optional<std::string> noun;  // deal unless told
    std::string name;
    std::optional<bool> shared;
    json::Raw filter;
    std::optional<std::int64_t> version;  // of a change: the one that was seen
};
BOOST_DESCRIBE_STRUCT(SavedViewForm, (), (noun, name, shared, filter, version))

struct SavedView {
    std::int64_t id = 0;
    std::string noun;
    std::string name;
    bool shared = false;
    bool own = false;
    json::Raw filter;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(SavedView, (), (id, noun, name, shared, own, filter, version))

struct SavedViews {
    std::vector<SavedView> items;
};
BOOST_DESCRIBE_STRUCT(SavedViews, (), (items))

void mount(http::Router& router);
void mount_saved_views(http::Router& router);
void mount_export(http::Router& router);

}  // namespace deals
