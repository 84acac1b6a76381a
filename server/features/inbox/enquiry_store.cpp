#include "features/inbox/enquiry_store.h"

#include "features/accounts/permissions.h"
#include "features/journal/journal.h"

namespace inbox::store {
namespace {

constexpr std::string_view columns =
    "SELECT e.id, e.channel, e.thread_id, e.letter_id, e.subject, e.preview, e.sender_name, "
    "e.sender_address, e.contact_id, e.company_id, e.owner_id, COALESCE(p.name, '') AS owner_name, "
    "e.team_id, e.state, e.decision, e.reason_ru, e.reason_en, e.kind, e.dismissed_as, e.deal_id, "
    "e.arrived_at, e.answer_due_at, e.answered_at, e.unread, e.changed_at, e.version "
    "FROM enquiries e LEFT JOIN people p ON p.id = e.owner_id";

void add_conditions(db::Query& query, Filter const& filter, db::Query const& visible) {
    query.add(" WHERE 1 = 1");
    if (filter.owner_id) query.add(" AND e.owner_id = ?", *filter.owner_id);
    if (filter.unassigned) query.add(" AND e.owner_id IS NULL");
    if (filter.state) {
        query.add(" AND e.state = ?", *filter.state);
        query.add(is_open(*filter.state) ? " AND e.state IN ('new', 'in_work')"
                                         : " AND e.state NOT IN ('new', 'in_work')");
    }
    if (filter.open) query.add(" AND e.state IN ('new', 'in_work')");
    if (filter.channel) query.add(" AND e.channel = ?", *filter.channel);
    if (filter.late_at)
        query.add(
            " AND e.answered_at IS NULL AND e.state IN ('new', 'in_work') "
            "AND e.answer_due_at < ?",
            *filter.late_at);
    if (filter.unread) query.add(" AND e.unread > 0");
    if (filter.mailbox_id)
        query.add(" AND e.letter_id IN (SELECT l.id FROM letters l WHERE l.mailbox_id = ?)",
                  *filter.mailbox_id);
    if (filter.thread_id) query.add(" AND e.thread_id = ?", *filter.thread_id);
    if (filter.ids) query.add_list(" AND e.id IN (", *filter.ids, ")");
    query.add(visible);
}

}  // namespace

db::Query visible_to(http::Actor const& actor) {
    if (journal::is_program(actor) || actor.may(accounts::deals_see_all)) return {};
    db::Query query(" AND (e.owner_id = ?", actor.id);
    if (actor.may(accounts::inbox_change)) {
        query.add(" OR (e.owner_id IS NULL AND (e.team_id IS NULL OR e.team_id = ?))",
                  actor.team_id);
        if (actor.may(accounts::deals_see_team) && actor.team_id != 0)
            query.add(" OR e.owner_id IN (SELECT id FROM people WHERE team_id = ?)", actor.team_id);
    }
    return query.add(")");
}

bool sees(db::Reader& reader, http::Actor const& actor, std::int64_t id) {
    db::Query query("SELECT e.id FROM enquiries e WHERE e.id = ?", id);
    return !query.add(visible_to(actor)).all<std::int64_t>(reader).empty();
}

std::optional<Enquiry> find(db::Reader& reader, std::int64_t id) {
    return reader.maybe<Enquiry>(std::string(columns) + " WHERE e.id = $1", id);
}

std::string text_of(db::Reader& reader, std::int64_t id) {
    return reader.maybe<std::string>("SELECT text FROM enquiries WHERE id = $1", id).value_or("");
}

std::optional<EnquiryProposal> proposal_of(db::Reader& reader, std::int64_t id) {
    auto const text = reader.maybe<std::string>("SELECT proposal FROM enquiries WHERE id = $1", id);
    if (!text || *text == "{}") return std::nullopt;
    try {
        return json::from_json<EnquiryProposal>(*text);
    } catch (base::Refusal const&) {
        return std::nullopt;
    }
}

bool has_letter(db::Reader& reader, std::int64_t letter_id) {
    return reader
        .maybe<std::int64_t>(
            "SELECT e.id FROM enquiries e JOIN letters l ON l.thread_id = e.thread_id "
            "WHERE l.id = $1 AND e.letter_id = l.id",
            letter_id)
        .has_value();
}

std::optional<Enquiry> of_thread(db::Reader& reader, std::int64_t thread_id) {
    return reader.maybe<Enquiry>(
        std::string(columns) + " WHERE e.thread_id = $1 ORDER BY e.id DESC LIMIT 1", thread_id);
}

std::int64_t insert(db::Transaction& tx, Enquiry const& e, std::string const& text,
                    EnquiryProposal const& proposal) {
    return tx.insert(
        "INSERT INTO enquiries (channel, thread_id, letter_id, subject, preview, text, "
        "sender_name, sender_address, contact_id, company_id, owner_id, team_id, state, decision, "
        "reason_ru, reason_en, kind, dismissed_as, deal_id, proposal, arrived_at, answer_due_at, "
        "answered_at, unread, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
        "$12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25) RETURNING id",
        e.channel, e.thread_id, e.letter_id, e.subject, e.preview, text, e.sender_name,
        e.sender_address, e.contact_id, e.company_id, e.owner_id, e.team_id, e.state, e.decision,
        e.reason_ru, e.reason_en, e.kind, e.dismissed_as, e.deal_id, json::to_json(proposal),
        e.arrived_at, e.answer_due_at, e.answered_at, e.unread, e.changed_at);
}

bool update(db::Transaction& tx, Enquiry const& e) {
    return tx.run(
               "UPDATE enquiries SET contact_id = $1, company_id = $2, owner_id = $3, state = $4, "
               "dismissed_as = $5, deal_id = $6, answered_at = $7, unread = $8, changed_at = $9, "
               "preview = $10, answer_due_at = $11, version = version + 1 "
               "WHERE id = $12 AND version = $13",
               e.contact_id, e.company_id, e.owner_id, e.state, e.dismissed_as, e.deal_id,
               e.answered_at, e.unread, e.changed_at, e.preview, e.answer_due_at, e.id,
               e.version) == 1;
}

void set_proposal(db::Transaction& tx, std::int64_t id, EnquiryProposal const& proposal) {
    tx.run("UPDATE enquiries SET proposal = $1 WHERE id = $2", json::to_json(proposal), id);
}

void set_read(db::Transaction& tx, std::int64_t id) {
    tx.run("UPDATE enquiries SET unread = 0 WHERE id = $1", id);
}

std::vector<Enquiry> list(db::Reader& reader, Filter const& filter, db::Query const& visible) {
    char const* const order = " ORDER BY e.arrived_at DESC, e.id DESC";
    db::Query page("SELECT e.id FROM enquiries e");
    add_conditions(page, filter, visible);
    if (filter.after)
        page.add(" AND (e.arrived_at, e.id) < (?, ?)", filter.after->at, filter.after->id);
    page.add(order).add(" LIMIT ?", filter.limit);
    db::Query query(std::string(columns) + " WHERE e.id IN (");
    return query.add(page).add(")").add(order).all<Enquiry>(reader);
}

std::int64_t count_up_to(db::Reader& reader, Filter const& filter, db::Query const& visible,
                         int most) {
    db::Query query("SELECT COUNT(*) FROM (SELECT 1 AS one FROM enquiries e");
    add_conditions(query, filter, visible);
    query.add(" LIMIT ?) counted", most);
    return query.all<std::int64_t>(reader).front();
}

std::vector<Candidate> candidates(db::Reader& reader, std::optional<std::int64_t> team_id) {
    db::Query query(
        "SELECT p.id AS person_id, (SELECT COUNT(*) FROM enquiries e WHERE e.owner_id = p.id "
        "AND e.state IN ('new', 'in_work')) AS open_enquiries FROM people p "
        "WHERE p.active = 1 AND p.on_shift = 1 AND p.role = ?",
        accounts::sales_manager);
    if (team_id) query.add(" AND p.team_id = ?", *team_id);
    return query.add(" ORDER BY p.id").all<Candidate>(reader);
}

std::int64_t last_person(db::Reader& reader) {
    return reader.maybe<std::int64_t>("SELECT last_person_id FROM handing_out WHERE id = 1")
        .value_or(0);
}

void remember_last_person(db::Transaction& tx, std::int64_t person_id) {
    tx.run(
        "INSERT INTO handing_out (id, last_person_id) VALUES (1, $1) "
        "ON CONFLICT (id) DO UPDATE SET last_person_id = excluded.last_person_id",
        person_id);
}

std::optional<std::int64_t> team_of_mailbox(db::Reader& reader, std::int64_t mailbox_id) {
    auto const team = reader.maybe<std::optional<std::int64_t>>(
        "SELECT team_id FROM mailboxes WHERE id = $1", mailbox_id);
    return team ? *team : std::nullopt;
}

bool is_our_mailbox(db::Reader& reader, std::string const& address) {
    return reader.maybe<std::int64_t>("SELECT id FROM mailboxes WHERE address = $1", address)
        .has_value();
}

std::string contact_name(db::Reader& reader, std::int64_t contact_id) {
    return reader
        .maybe<std::string>(
            "SELECT surname || ' ' || name || ' ' || patronymic FROM contacts "
            "WHERE id = $1",
            contact_id)
        .value_or("");
}

std::string company_name(db::Reader& reader, std::int64_t company_id) {
    return reader.maybe<std::string>("SELECT name FROM companies WHERE id = $1", company_id)
        .value_or("");
}

std::vector<Enquiry> after_id(db::Reader& reader, std::int64_t id, int limit) {
    return reader.all<Enquiry>(std::string(columns) + " WHERE e.id > $1 ORDER BY e.id LIMIT $2", id,
                               limit);
}

}  // namespace inbox::store
