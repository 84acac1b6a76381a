#include "features/deals/deal_list_store.h"

#include "features/accounts/permissions.h"
#include "features/customers/customers.h"
#include "features/journal/journal.h"

#include <algorithm>

namespace deals::store {
namespace {

constexpr std::string_view columns =
    "SELECT d.id, d.title, d.company_id, COALESCE(c.name, '') AS company_name, d.contact_id, "
    "TRIM(COALESCE(k.surname, '') || ' ' || COALESCE(k.name, '')) AS contact_name, d.owner_id, "
    "p.name AS owner_name, d.channel, d.stage, d.outcome, d.stage_entered_at, d.stage_due_at, "
    "d.quote_due_at, d.quote_sent_at, d.in_hands_on, d.amount_kopecks, d.amount_source, "
    "d.next_step_at, d.lost_reason, d.created_at, d.version "
    "FROM deals d JOIN people p ON p.id = d.owner_id "
    "LEFT JOIN companies c ON c.id = d.company_id LEFT JOIN contacts k ON k.id = d.contact_id";

bool sees_all(http::Actor const& actor) {
    return journal::is_program(actor) || actor.may(accounts::deals_see_all);
}

bool sees_team(http::Actor const& actor) {
    return sees_all(actor) || (actor.may(accounts::deals_see_team) && actor.team_id != 0);
}

[[noreturn]] void refuse_scope() {
    throw base::Refusal::forbidden("scope_forbidden",
                                   {"Эти сделки вам не видны.", "You may not see these deals."});
}

std::string_view lacking_condition(Lacking what) {
    if (what == Lacking::company) return " AND d.company_id IS NULL";
    if (what == Lacking::contact) return " AND d.contact_id IS NULL";
    return " AND (d.company_id IS NULL OR d.contact_id IS NULL)";
}

void add_filter(db::Query& query, DealFilter const& filter, ListPart const& part) {
    if (filter.outcome)
        query.add(std::string(" AND d.outcome = '") + db::enum_text(*filter.outcome) + "'");
    else if (!filter.any_outcome.value_or(false))
        query.add(" AND d.outcome = 'open'");
    if (!filter.stage.empty()) query.add_list(" AND d.stage IN (", filter.stage, ")");
    if (filter.owner_id) query.add(" AND d.owner_id = ?", *filter.owner_id);
    if (filter.company_id)  // with those of the duplicates that were merged into it
        query.add(" AND d.company_id IN (")
            .add(customers::same_companies(*filter.company_id))
            .add(")");
    if (filter.contact_id)
        query.add(" AND d.contact_id IN (")
            .add(customers::same_contacts(*filter.contact_id))
            .add(")");
    if (part.found) query.add_list(" AND d.id IN (", *part.found, ")");
    if (filter.late.value_or(false))
        query.add(
            " AND ((d.quote_due_at < ? AND d.quote_sent_at IS NULL) OR d.stage_due_at < ? OR "
            "d.next_step_at < ?)",
            part.now, part.now, part.now);
    if (filter.no_next_step.value_or(false)) query.add(" AND d.next_step_at IS NULL");
    if (filter.lacks) query.add(lacking_condition(*filter.lacks));
    if (filter.quote == QuoteState::waiting)
        query.add(" AND d.quote_sent_at IS NULL AND d.quote_due_at IS NOT NULL");
    if (filter.quote == QuoteState::late)
        query.add(" AND d.quote_sent_at IS NULL AND d.quote_due_at < ?", part.now);
    if (filter.quote == QuoteState::sent) query.add(" AND d.quote_sent_at IS NOT NULL");
    if (filter.amount_from) query.add(" AND d.amount_kopecks >= ?", *filter.amount_from);
    if (filter.amount_to) query.add(" AND d.amount_kopecks <= ?", *filter.amount_to);
    if (filter.in_hands_from) query.add(" AND d.in_hands_on >= ?", *filter.in_hands_from);
    if (filter.in_hands_to) query.add(" AND d.in_hands_on <= ?", *filter.in_hands_to);
    if (filter.lost_reason)
        query.add(" AND d.lost_reason = ? AND d.lost_reason <> ''", *filter.lost_reason);
}

}  // namespace

db::Query in_scope(http::Actor const& actor, std::optional<DealScope> scope) {
    if (!scope) return visible_to(actor);
    switch (*scope) {
        case DealScope::mine:
            return db::Query(" AND d.owner_id = ?", actor.id);
        case DealScope::helping:
            return db::Query(
                " AND d.id IN (SELECT deal_id FROM deal_participants WHERE person_id = ?)",
                actor.id);
        case DealScope::team:
            if (!sees_team(actor)) refuse_scope();
            return db::Query(" AND d.team_id = ?", actor.team_id);
        case DealScope::all:
            if (!sees_all(actor)) refuse_scope();
            return {};
    }
    refuse_scope();
}

// The page is found by ids first: only its rows are joined with their names, not all that fit.
std::vector<DealListing> list(db::Reader& reader, http::Actor const& actor,
                              DealFilter const& filter, ListPart const& part) {
    db::Query page("SELECT d.id FROM deals d WHERE 1 = 1");
    page.add(in_scope(actor, filter.scope));
    add_filter(page, filter, part);
    bool const by_deadline = filter.order == DealOrder::quote_deadline;
    if (by_deadline) {
        page.add(" AND d.quote_due_at IS NOT NULL");
        if (part.after)
            page.add(" AND (d.quote_due_at, d.id) > (?, ?)", part.after->at, part.after->id);
    } else if (part.after) {
        page.add(" AND (d.created_at, d.id) < (?, ?)", part.after->at, part.after->id);
    }
    char const* const order =
        by_deadline ? " ORDER BY d.quote_due_at, d.id" : " ORDER BY d.created_at DESC, d.id DESC";
    page.add(order).add(" LIMIT ?", part.limit);
    db::Query query(std::string(columns) + " WHERE d.id IN (");
    return query.add(page).add(")").add(order).all<DealListing>(reader);
}

std::optional<DealListing> listing(db::Reader& reader, std::int64_t id) {
    return reader.maybe<DealListing>(std::string(columns) + " WHERE d.id = $1", id);
}

std::vector<DealListing> column(db::Reader& reader, http::Actor const& actor,
                                std::optional<DealScope> scope, std::string const& stage,
                                std::optional<base::Cursor> after, int limit) {
    db::Query query(std::string(columns) + " WHERE d.outcome = 'open' AND d.stage = ?", stage);
    query.add(in_scope(actor, scope));
    if (after) query.add(" AND (d.created_at, d.id) < (?, ?)", after->at, after->id);
    query.add(" ORDER BY d.created_at DESC, d.id DESC LIMIT ?", limit);
    return query.all<DealListing>(reader);
}

namespace {

db::Query kept_counters(db::Reader& reader, db::Query const& owners) {
    db::Query query(
        "SELECT stage, CAST(SUM(deals) AS BIGINT) AS deals, "
        "CAST(SUM(amount_kopecks) AS BIGINT) AS amount_kopecks FROM "
        "(SELECT d.owner_id, d.stage, d.deals, d.amount_kopecks FROM deal_counters d "
        "WHERE 1 = 1");
    query.add(owners);
    if (reader.dialect() == db::Dialect::postgres)
        query
            .add(
                " UNION ALL SELECT d.owner_id, d.stage, d.deals, d.amount_kopecks "
                "FROM deal_counter_deltas d WHERE 1 = 1")
            .add(owners);
    return query.add(") kept GROUP BY stage");
}

// Few people see by taking part: an assistant's or an account manager's dozens.
db::Query counted_rows(db::Query const& scope, int most) {
    db::Query query(
        "SELECT stage, COUNT(*) AS deals, CAST(SUM(amount_kopecks) AS BIGINT) AS amount_kopecks "
        "FROM (SELECT d.stage, d.amount_kopecks FROM deals d WHERE d.outcome = 'open'");
    query.add(scope);
    return query.add(" LIMIT ?) counted GROUP BY stage", most);
}

}  // namespace

std::vector<StageCount> counts(db::Reader& reader, http::Actor const& actor,
                               std::optional<DealScope> scope, int most) {
    auto const wanted = scope.value_or(sees_all(actor) ? DealScope::all : DealScope::mine);
    auto const rows = in_scope(actor, scope);  // refuses what may not be asked for
    if (!scope && wanted == DealScope::mine)
        return counted_rows(rows, most).all<StageCount>(reader);
    switch (wanted) {
        case DealScope::helping:
            return counted_rows(rows, most).all<StageCount>(reader);
        case DealScope::mine:
            return kept_counters(reader, db::Query(" AND d.owner_id = ?", actor.id))
                .all<StageCount>(reader);
        case DealScope::team:
            return kept_counters(
                       reader,
                       db::Query(" AND d.owner_id IN (SELECT id FROM people WHERE team_id = ?)",
                                 actor.team_id))
                .all<StageCount>(reader);
        default:
            return kept_counters(reader, {}).all<StageCount>(reader);
    }
}

std::int64_t late_at(db::Reader& reader, http::Actor const& actor, std::optional<DealScope> scope,
                     std::string const& stage, base::Instant now, int most) {
    auto const rows = in_scope(actor, scope);
    db::Query query("SELECT COUNT(*) FROM (");
    char const* const late[] = {"d.stage_due_at < ?", "d.next_step_at < ?",
                                "d.quote_sent_at IS NULL AND d.quote_due_at < ?"};
    for (auto const* condition : late) {
        if (condition != late[0]) query.add(" UNION ");
        query.add(
            "SELECT id FROM (SELECT d.id FROM deals d WHERE d.outcome = 'open' AND d.stage = ?",
            stage);
        query.add(std::string(" AND ") + condition, now).add(rows).add(" LIMIT ?) part", most);
    }
    query.add(") counted");
    return std::min<std::int64_t>(query.all<std::int64_t>(reader).front(), most);
}

namespace {

std::int64_t count_rows(db::Reader& reader, db::Query const& conditions, int most) {
    db::Query query("SELECT COUNT(*) FROM (SELECT 1 AS one FROM deals d WHERE d.outcome = 'open'");
    query.add(conditions).add(" LIMIT ?) counted", most);
    return query.all<std::int64_t>(reader).front();
}

}  // namespace

std::int64_t waiting_for_quote(db::Reader& reader, http::Actor const& actor,
                               std::optional<DealScope> scope, std::optional<base::Instant> late,
                               int most) {
    db::Query conditions(" AND d.quote_sent_at IS NULL AND d.quote_due_at IS NOT NULL");
    if (late) conditions.add(" AND d.quote_due_at < ?", *late);
    return count_rows(reader, conditions.add(in_scope(actor, scope)), most);
}

std::int64_t lacking(db::Reader& reader, http::Actor const& actor, std::optional<DealScope> scope,
                     Lacking what, int most) {
    db::Query conditions(lacking_condition(what));
    return count_rows(reader, conditions.add(in_scope(actor, scope)), most);
}

}  // namespace deals::store
