// The tables deals, deal_participants, stage_entries, deal_facts, deal_threads and the kept
// counters. The need, the board and the list have stores of their own.
#pragma once
#include "features/deals/deal.h"
#include "platform/db/query.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace deals::store {

std::optional<Deal> find(db::Reader& reader, std::int64_t id);
// The same, kept from being changed by others until this transaction ends.
std::optional<Deal> find_to_change(db::Transaction& tx, std::int64_t id);
std::vector<Deal> deals_after(db::Reader& reader, std::int64_t after_id, int limit);  // by id
std::vector<Deal> deals_of_company(db::Reader& reader, std::int64_t company_id);
// Conditions on `companies c` and `contacts t`: the clients of deals that the actor may see.
db::Query companies_of_visible(http::Actor const& actor);
db::Query contacts_of_visible(http::Actor const& actor);
std::int64_t insert(db::Transaction& tx, Deal const& deal);
// Writes all that may change and adds one to the version.
void update(db::Transaction& tx, Deal& deal, base::Instant now);
// Neither is a change of the deal that another person could overwrite: the version stays.
void set_next_step(db::Transaction& tx, std::int64_t id, std::optional<base::Instant> at);
void set_team_of_owner(db::Transaction& tx, std::int64_t owner_id);

bool sees(db::Reader& reader, http::Actor const& actor, std::int64_t id);

struct DealParticipant {
    std::int64_t person_id = 0;
    std::string name;
    std::string position;
    std::string role;  // helper, former_owner
};
BOOST_DESCRIBE_STRUCT(DealParticipant, (), (person_id, name, position, role))

std::vector<DealParticipant> participants(db::Reader& reader, std::int64_t deal_id);
bool add_participant(db::Transaction& tx, std::int64_t deal_id, std::int64_t person_id,
                     std::string_view role);  // false: there already
bool remove_participant(db::Transaction& tx, std::int64_t deal_id, std::int64_t person_id);
// Whom a role of the process means for a deal: a participant with it, else somebody of the owner's
// team, else anybody active; nobody if the department has none.
std::optional<std::int64_t> person_in_role(db::Reader& reader, Deal const& deal,
                                           std::string_view role);
std::optional<std::int64_t> team_of(db::Reader& reader, std::int64_t person_id);
std::optional<std::string> active_person_name(db::Reader& reader, std::int64_t person_id);
std::string company_name(db::Reader& reader, std::int64_t company_id);

// A deal's stay in a stage.
struct StageStay {
    std::int64_t id = 0;
    std::string stage;
    base::Instant entered_at;
    std::optional<base::Instant> left_at;
    std::string fact;  // what opened it; empty: by hand
    std::optional<std::int64_t> process_version;
    std::string actions_done;  // keys, separated by spaces
};
BOOST_DESCRIBE_STRUCT(StageStay, (),
                      (id, stage, entered_at, left_at, fact, process_version, actions_done))

std::vector<StageStay> stays(db::Reader& reader, std::int64_t deal_id);
std::optional<StageStay> present_stay(db::Reader& reader, std::int64_t deal_id);
std::int64_t enter(db::Transaction& tx, std::int64_t deal_id, std::string const& stage,
                   base::Instant now, std::string const& fact,
                   std::optional<std::int64_t> process_version);
void leave(db::Transaction& tx, std::int64_t stay_id, std::optional<base::Instant> at);
void set_actions_done(db::Transaction& tx, std::int64_t stay_id, std::string const& keys);

struct DealFactTold {
    std::string fact;
    base::Instant at;
    bool outside = false;  // «сделано вне программы»
    std::string note;
};
BOOST_DESCRIBE_STRUCT(DealFactTold, (), (fact, at, outside, note))

std::vector<DealFactTold> facts(db::Reader& reader, std::int64_t deal_id);
std::set<std::string> fact_keys(db::Reader& reader, std::int64_t deal_id);
void put_fact(db::Transaction& tx, std::int64_t deal_id, DealFactTold const& fact);
bool drop_fact(db::Transaction& tx, std::int64_t deal_id, std::string const& fact);

void attach_thread(db::Transaction& tx, std::int64_t deal_id, std::int64_t thread_id);
void detach_thread(db::Transaction& tx, std::int64_t thread_id);
std::optional<std::int64_t> deal_of_thread(db::Reader& reader, std::int64_t thread_id);
std::vector<std::int64_t> threads(db::Reader& reader, std::int64_t deal_id);

// Kept counts and sums of open deals per owner and stage. On PostgreSQL a change is a row of its
// own, so that writers do not queue on one; fold() adds them up.
void count(db::Transaction& tx, std::int64_t owner_id, std::string const& stage, std::int64_t deals,
           std::int64_t amount_kopecks);
std::int64_t fold(db::Transaction& tx, int limit);  // how many rows were folded

void replace_counters(db::Transaction& tx, std::string const& from, std::string const& to);

// For `tirazh check`: where the kept numbers differ from the rows.
std::vector<std::string> wrong_counters(db::Reader& reader);

// Moves all open deals of a stage to another (the process replaced it); how many.
std::int64_t replace_stage(db::Transaction& tx, std::string const& from, std::string const& to,
                           std::optional<base::Instant> stage_due_at, base::Instant now,
                           std::int64_t process_version);
bool has_open_deals(db::Reader& reader, std::string const& stage);

}  // namespace deals::store
