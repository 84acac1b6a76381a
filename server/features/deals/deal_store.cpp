#include "features/deals/deal_store.h"

#include "features/accounts/permissions.h"
#include "features/journal/journal.h"

namespace deals {

db::Query visible_to(http::Actor const& actor) {
    if (journal::is_program(actor) || actor.may(accounts::deals_see_all)) return {};
    db::Query query(" AND (d.owner_id = ?", actor.id);
    if (actor.may(accounts::deals_see_team) && actor.team_id != 0)
        query.add(" OR d.team_id = ?", actor.team_id);
    return query.add(" OR d.id IN (SELECT deal_id FROM deal_participants WHERE person_id = ?))",
                     actor.id);
}

namespace store {
namespace {

constexpr std::string_view columns =
    "SELECT id, title, company_id, contact_id, seller_id, channel, quote_due_at, note, "
    "estimate_kopecks, owner_id, team_id, stage, outcome, stage_entered_at, stage_due_at, "
    "quote_sent_at, in_hands_on, deadline_words, budget_kopecks, budget_per, delivery_place, "
    "amount_kopecks, amount_source, next_step_at, lost_reason, lost_note, closed_at, created_by, "
    "created_at, changed_at, version FROM deals";

constexpr std::string_view stay_columns =
    "SELECT id, stage, entered_at, left_at, fact, process_version, actions_done "
    "FROM stage_entries";

}  // namespace

std::optional<Deal> find(db::Reader& reader, std::int64_t id) {
    return reader.maybe<Deal>(std::string(columns) + " WHERE id = $1", id);
}

std::optional<Deal> find_to_change(db::Transaction& tx, std::int64_t id) {
    bool const postgres = tx.dialect() == db::Dialect::postgres;  // SQLite has one writer
    return tx.maybe<Deal>(std::string(columns) + " WHERE id = $1" + (postgres ? " FOR UPDATE" : ""),
                          id);
}

std::vector<Deal> deals_after(db::Reader& reader, std::int64_t after_id, int limit) {
    return reader.all<Deal>(std::string(columns) + " WHERE id > $1 ORDER BY id LIMIT $2", after_id,
                            limit);
}

std::vector<Deal> deals_of_company(db::Reader& reader, std::int64_t company_id) {
    return reader.all<Deal>(std::string(columns) + " WHERE company_id = $1 ORDER BY id",
                            company_id);
}

namespace {

// visible_to() for the few deals of one client: the plus keeps the database from beginning with all
// deals of the person, whose number grows with the years.
db::Query visible_among_few(http::Actor const& actor) {
    if (journal::is_program(actor) || actor.may(accounts::deals_see_all)) return {};
    db::Query query(" AND (+d.owner_id = ?", actor.id);
    if (actor.may(accounts::deals_see_team) && actor.team_id != 0)
        query.add(" OR +d.team_id = ?", actor.team_id);
    return query.add(
        " OR EXISTS (SELECT 1 FROM deal_participants q WHERE q.person_id = ? AND "
        "q.deal_id = d.id))",
        actor.id);
}

}  // namespace

db::Query companies_of_visible(http::Actor const& actor) {
    db::Query query(
        "EXISTS (SELECT 1 FROM deals d WHERE d.company_id IN "
        "(SELECT m.id FROM companies m WHERE m.id = c.id OR m.merged_into = c.id)");
    return query.add(visible_among_few(actor)).add(")");
}

db::Query contacts_of_visible(http::Actor const& actor) {
    db::Query query(
        "EXISTS (SELECT 1 FROM deals d WHERE d.contact_id IN "
        "(SELECT m.id FROM contacts m WHERE m.id = t.id OR m.merged_into = t.id)");
    return query.add(visible_among_few(actor)).add(")");
}

std::int64_t insert(db::Transaction& tx, Deal const& deal) {
    return tx.insert(
        "INSERT INTO deals (title, company_id, contact_id, seller_id, owner_id, team_id, channel, "
        "stage, outcome, stage_entered_at, stage_due_at, quote_due_at, in_hands_on, "
        "deadline_words, budget_kopecks, budget_per, delivery_place, note, estimate_kopecks, "
        "amount_kopecks, amount_source, created_by, created_at, changed_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, "
        "$19, $20, $21, $22, $23, $23) RETURNING id",
        deal.title, deal.company_id, deal.contact_id, deal.seller_id, deal.owner_id, deal.team_id,
        deal.channel, deal.stage, deal.outcome, deal.stage_entered_at, deal.stage_due_at,
        deal.quote_due_at, deal.in_hands_on, deal.deadline_words, deal.budget_kopecks,
        deal.budget_per, deal.delivery_place, deal.note, deal.estimate_kopecks, deal.amount_kopecks,
        deal.amount_source, deal.created_by, deal.created_at);
}

void update(db::Transaction& tx, Deal& deal, base::Instant now) {
    deal.changed_at = now;
    auto const changed = tx.run(
        "UPDATE deals SET title = $1, company_id = $2, contact_id = $3, seller_id = $4, "
        "owner_id = $5, team_id = $6, channel = $7, stage = $8, outcome = $9, "
        "stage_entered_at = $10, stage_due_at = $11, quote_due_at = $12, quote_sent_at = $13, "
        "in_hands_on = $14, deadline_words = $15, budget_kopecks = $16, budget_per = $17, "
        "delivery_place = $18, note = $19, estimate_kopecks = $20, amount_kopecks = $21, "
        "amount_source = $22, lost_reason = $23, lost_note = $24, closed_at = $25, "
        "changed_at = $26, version = version + 1 WHERE id = $27 AND version = $28",
        deal.title, deal.company_id, deal.contact_id, deal.seller_id, deal.owner_id, deal.team_id,
        deal.channel, deal.stage, deal.outcome, deal.stage_entered_at, deal.stage_due_at,
        deal.quote_due_at, deal.quote_sent_at, deal.in_hands_on, deal.deadline_words,
        deal.budget_kopecks, deal.budget_per, deal.delivery_place, deal.note, deal.estimate_kopecks,
        deal.amount_kopecks, deal.amount_source, deal.lost_reason, deal.lost_note, deal.closed_at,
        now, deal.id, deal.version);
    if (changed != 1) throw std::logic_error("a deal changed under the transaction that holds it");
    deal.version += 1;
}

void set_next_step(db::Transaction& tx, std::int64_t id, std::optional<base::Instant> at) {
    tx.run("UPDATE deals SET next_step_at = $1 WHERE id = $2", at, id);
}

void set_team_of_owner(db::Transaction& tx, std::int64_t owner_id) {
    tx.run(
        "UPDATE deals SET team_id = (SELECT team_id FROM people WHERE id = $1) "
        "WHERE owner_id = $1 AND COALESCE(team_id, 0) <> "
        "COALESCE((SELECT team_id FROM people WHERE id = $1), 0)",
        owner_id);
}

bool sees(db::Reader& reader, http::Actor const& actor, std::int64_t id) {
    db::Query query("SELECT d.id FROM deals d WHERE d.id = ?", id);
    return !query.add(visible_among_few(actor)).all<std::int64_t>(reader).empty();
}

std::vector<DealParticipant> participants(db::Reader& reader, std::int64_t deal_id) {
    return reader.all<DealParticipant>(
        "SELECT dp.person_id, p.name, p.position, dp.role FROM deal_participants dp "
        "JOIN people p ON p.id = dp.person_id WHERE dp.deal_id = $1 ORDER BY p.name, p.id",
        deal_id);
}

bool add_participant(db::Transaction& tx, std::int64_t deal_id, std::int64_t person_id,
                     std::string_view role) {
    return tx.run(
               "INSERT INTO deal_participants (deal_id, person_id, role) VALUES ($1, $2, $3) "
               "ON CONFLICT (person_id, deal_id) DO NOTHING",
               deal_id, person_id, role) == 1;
}

bool remove_participant(db::Transaction& tx, std::int64_t deal_id, std::int64_t person_id) {
    return tx.run("DELETE FROM deal_participants WHERE deal_id = $1 AND person_id = $2", deal_id,
                  person_id) == 1;
}

std::optional<std::int64_t> person_in_role(db::Reader& reader, Deal const& deal,
                                           std::string_view role) {
    if (auto const helper = reader.maybe<std::int64_t>(
            "SELECT p.id FROM deal_participants dp JOIN people p ON p.id = dp.person_id "
            "WHERE dp.deal_id = $1 AND p.role = $2 AND p.active = 1 ORDER BY p.id LIMIT 1",
            deal.id, role))
        return helper;
    if (auto const colleague = reader.maybe<std::int64_t>(
            "SELECT id FROM people WHERE role = $1 AND active = 1 AND team_id = $2 "
            "ORDER BY id LIMIT 1",
            role, deal.team_id))
        return colleague;
    return reader.maybe<std::int64_t>(
        "SELECT id FROM people WHERE role = $1 AND active = 1 ORDER BY id LIMIT 1", role);
}

std::optional<std::int64_t> team_of(db::Reader& reader, std::int64_t person_id) {
    return reader.one<std::optional<std::int64_t>>("SELECT team_id FROM people WHERE id = $1",
                                                   person_id);
}

std::optional<std::string> active_person_name(db::Reader& reader, std::int64_t person_id) {
    return reader.maybe<std::string>("SELECT name FROM people WHERE id = $1 AND active = 1",
                                     person_id);
}

std::string company_name(db::Reader& reader, std::int64_t company_id) {
    return reader.maybe<std::string>("SELECT name FROM companies WHERE id = $1", company_id)
        .value_or("");
}

std::vector<StageStay> stays(db::Reader& reader, std::int64_t deal_id) {
    return reader.all<StageStay>(std::string(stay_columns) + " WHERE deal_id = $1 ORDER BY id",
                                 deal_id);
}

std::optional<StageStay> present_stay(db::Reader& reader, std::int64_t deal_id) {
    return reader.maybe<StageStay>(std::string(stay_columns) +
                                       " WHERE deal_id = $1 AND left_at IS NULL "
                                       "ORDER BY id DESC LIMIT 1",
                                   deal_id);
}

std::int64_t enter(db::Transaction& tx, std::int64_t deal_id, std::string const& stage,
                   base::Instant now, std::string const& fact,
                   std::optional<std::int64_t> process_version) {
    return tx.insert(
        "INSERT INTO stage_entries (deal_id, stage, entered_at, fact, process_version) "
        "VALUES ($1, $2, $3, $4, $5) RETURNING id",
        deal_id, stage, now, fact, process_version);
}

void leave(db::Transaction& tx, std::int64_t stay_id, std::optional<base::Instant> at) {
    tx.run("UPDATE stage_entries SET left_at = $1 WHERE id = $2", at, stay_id);
}

void set_actions_done(db::Transaction& tx, std::int64_t stay_id, std::string const& keys) {
    tx.run("UPDATE stage_entries SET actions_done = $1 WHERE id = $2", keys, stay_id);
}

std::vector<DealFactTold> facts(db::Reader& reader, std::int64_t deal_id) {
    return reader.all<DealFactTold>(
        "SELECT fact, at, outside, note FROM deal_facts WHERE deal_id = $1 ORDER BY at, fact",
        deal_id);
}

std::set<std::string> fact_keys(db::Reader& reader, std::int64_t deal_id) {
    auto const keys =
        reader.all<std::string>("SELECT fact FROM deal_facts WHERE deal_id = $1", deal_id);
    return {keys.begin(), keys.end()};
}

void put_fact(db::Transaction& tx, std::int64_t deal_id, DealFactTold const& fact) {
    tx.run(
        "INSERT INTO deal_facts (deal_id, fact, at, outside, note) VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT (deal_id, fact) DO UPDATE SET at = EXCLUDED.at, outside = EXCLUDED.outside, "
        "note = EXCLUDED.note",
        deal_id, fact.fact, fact.at, fact.outside, fact.note);
}

bool drop_fact(db::Transaction& tx, std::int64_t deal_id, std::string const& fact) {
    return tx.run("DELETE FROM deal_facts WHERE deal_id = $1 AND fact = $2", deal_id, fact) > 0;
}

void attach_thread(db::Transaction& tx, std::int64_t deal_id, std::int64_t thread_id) {
    tx.run(
        "INSERT INTO deal_threads (thread_id, deal_id) VALUES ($1, $2) "
        "ON CONFLICT (thread_id) DO UPDATE SET deal_id = EXCLUDED.deal_id",
        thread_id, deal_id);
}

void detach_thread(db::Transaction& tx, std::int64_t thread_id) {
    tx.run("DELETE FROM deal_threads WHERE thread_id = $1", thread_id);
}

std::optional<std::int64_t> deal_of_thread(db::Reader& reader, std::int64_t thread_id) {
    return reader.maybe<std::int64_t>("SELECT deal_id FROM deal_threads WHERE thread_id = $1",
                                      thread_id);
}

std::vector<std::int64_t> threads(db::Reader& reader, std::int64_t deal_id) {
    return reader.all<std::int64_t>(
        "SELECT thread_id FROM deal_threads WHERE deal_id = $1 ORDER BY thread_id", deal_id);
}

bool has_open_deals(db::Reader& reader, std::string const& stage) {
    return reader
        .maybe<std::int64_t>(
            "SELECT id FROM deals WHERE stage = $1 AND outcome = 'open' "
            "ORDER BY created_at DESC, id DESC LIMIT 1",
            stage)
        .has_value();
}

std::int64_t replace_stage(db::Transaction& tx, std::string const& from, std::string const& to,
                           std::optional<base::Instant> stage_due_at, base::Instant now,
                           std::int64_t process_version) {
    tx.run(
        "UPDATE stage_entries SET left_at = $1 WHERE left_at IS NULL AND deal_id IN "
        "(SELECT id FROM deals WHERE stage = $2 AND outcome = 'open')",
        now, from);
    tx.run(
        "INSERT INTO stage_entries (deal_id, stage, entered_at, fact, process_version) "
        "SELECT id, $1, $2, 'process_changed', $3 FROM deals "
        "WHERE stage = $4 AND outcome = 'open'",
        to, now, process_version, from);
    return tx.run(
        "UPDATE deals SET stage = $1, stage_entered_at = $2, stage_due_at = $3, changed_at = $2, "
        "version = version + 1 WHERE stage = $4 AND outcome = 'open'",
        to, now, stage_due_at, from);
}

}  // namespace store
}  // namespace deals
