// What the page and programs get to see of deals: rows, the board, the list, the card.
#pragma once
#include "features/deals/deal_facts.h"
#include "features/deals/deal_list_store.h"
#include "features/deals/deal_store.h"
#include "features/process/process_store.h"

#include <optional>
#include <string>
#include <vector>

namespace deals {

// A card of the board, a row of the list. What is late is decided here, not by the page.
struct DealRow : DealListing {
    bool late_quote = false;    // the quote's deadline has passed (1.2.2)
    bool late_stage = false;    // stands longer on its stage than the process allows
    bool late_step = false;     // its next step is overdue
    bool no_next_step = false;  // open, and nothing is to be done: marked
    std::optional<std::int64_t> quote_minutes_left;  // working minutes; negative if late
};
BOOST_DESCRIBE_STRUCT(DealRow, (DealListing),
                      (late_quote, late_stage, late_step, no_next_step, quote_minutes_left))

struct BoardColumn {
    std::string stage;
    std::int64_t deals = 0;  // all of them, not only those shown
    std::int64_t amount_kopecks = 0;
    std::vector<DealRow> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(BoardColumn, (), (stage, deals, amount_kopecks, items, next))

struct BoardQuery {
    std::optional<DealScope> scope;
    std::optional<int> limit;  // a column, 50 unless told
};
BOOST_DESCRIBE_STRUCT(BoardQuery, (), (scope, limit))

struct ColumnQuery {
    std::optional<DealScope> scope;
    std::optional<std::string> after;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(ColumnQuery, (), (scope, after, limit))

struct DealBoard {
    std::optional<std::int64_t> process_version;
    std::vector<BoardColumn> columns;  // the open stages, from left to right
};
BOOST_DESCRIBE_STRUCT(DealBoard, (), (process_version, columns))

struct DealPage {
    std::vector<DealRow> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(DealPage, (), (items, next))

// What happens if the card is dropped on this stage.
struct StageMove {
    std::string stage;
    Drop drop = Drop::moves;
    std::optional<std::string> act;  // of opens_act: "send_quote"
    base::Words words;               // why not, or what to do
};
BOOST_DESCRIBE_STRUCT(StageMove, (), (stage, drop, act, words))

struct DealTask {
    std::int64_t id = 0;
    std::string kind;
    std::string title;
    std::int64_t assignee_id = 0;
    std::string assignee_name;
    base::Instant due_at;
    bool whole_day = false;
    bool late = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(DealTask, (),
                      (id, kind, title, assignee_id, assignee_name, due_at, whole_day, late,
                       version))

// How to reach the client's contact (1.2.1.4).
struct DealContact {
    std::string full_name;
    std::string position;
    std::string phone;
    std::string email;
    std::string greeting;  // «Уважаемая Ирина Олеговна»
};
BOOST_DESCRIBE_STRUCT(DealContact, (), (full_name, position, phone, email, greeting))

// Everything that the deal's page shows at once.
struct DealCard : DealRow {
    std::optional<std::int64_t> seller_id;
    std::string note;
    std::optional<std::int64_t> estimate_kopecks;
    std::string lost_note;
    std::optional<base::Instant> closed_at;
    base::Instant changed_at;
    std::optional<DealContact> contact;
    Need need;
    std::vector<std::string> open_questions;  // keys of the process's questions (1.1.2.1)
    std::vector<DealTask> tasks;              // open ones, the nearest first
    std::vector<StageMove> moves;             // one for each stage
    std::vector<store::StageStay> stays;
    std::vector<store::DealFactTold> facts;
    std::vector<store::DealParticipant> participants;
    std::vector<std::int64_t> thread_ids;
    std::vector<DealVerb> allowed;  // by the one who asks, now
};
BOOST_DESCRIBE_STRUCT(DealCard, (DealRow),
                      (seller_id, note, estimate_kopecks, lost_note, closed_at, changed_at, contact,
                       need, open_questions, tasks, moves, stays, facts, participants, thread_ids,
                       allowed))

DealRow row(calendar::WorkingTime const& time, DealListing listing, base::Instant now);
DealBoard board(db::Reader& reader, http::Actor const& actor, base::Instant now,
                BoardQuery const& query);
DealPage column(db::Reader& reader, http::Actor const& actor, base::Instant now,
                std::string const& stage, ColumnQuery const& query);
DealPage list(db::Reader& reader, http::Actor const& actor, base::Instant now,
              DealFilter const& filter);
DealCard card(db::Reader& reader, http::Actor const& actor, base::Instant now, std::int64_t id);

}  // namespace deals
