// The department as it works: what stands in process/department.toml, read and checked. Stages of
// a deal with their conditions, actions and limits, kinds of tasks, reasons of a loss, objections
// with the agreed answers, the need's questions, letters, and every node of the map «Организация
// работы отдела продаж». C++ knows what a condition or an action is (a closed set, vocabulary.h);
// the file says when. No expressions and no scripts: whoever leads the department can read it.
#pragma once
#include "platform/base/words.h"
#include "platform/json/json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace process {

enum class StageKind { open, won, lost };
BOOST_DESCRIBE_ENUM(StageKind, open, won, lost)

// What may have happened with a deal; a stage can be entered by it.
enum class DealFact {
    quote_sent,
    quote_accepted,
    invoice_issued,
    paid,
    artwork_approved,
    order_placed,
    handed_over,
    goods_received,
    goods_handed_over,
    papers_complete
};
BOOST_DESCRIBE_ENUM(DealFact, quote_sent, quote_accepted, invoice_issued, paid, artwork_approved,
                    order_placed, handed_over, goods_received, goods_handed_over, papers_complete)

// What must be true before a deal may enter a stage.
enum class EntryCondition {
    has_contact,
    has_channel,
    has_company,
    has_need,
    has_deadline,
    has_lost_reason,
    quote_sent,
    quote_accepted,
    invoice_issued,
    paid_share,
    artwork_approved,
    order_placed,
    handed_over,
    goods_received,
    goods_handed_over,
    papers_complete
};
BOOST_DESCRIBE_ENUM(EntryCondition, has_contact, has_channel, has_company, has_need, has_deadline,
                    has_lost_reason, quote_sent, quote_accepted, invoice_issued, paid_share,
                    artwork_approved, order_placed, handed_over, goods_received, goods_handed_over,
                    papers_complete)

// What happens by itself.
enum class EntryAction { create_task, close_tasks, set_deadline, request, draft_letter, notify };
BOOST_DESCRIBE_ENUM(EntryAction, create_task, close_tasks, set_deadline, request, draft_letter,
                    notify)

enum class SpanUnit { working_minutes, working_hours, working_days };
BOOST_DESCRIBE_ENUM(SpanUnit, working_minutes, working_hours, working_days)

// A length of working time: "8 working hours".
struct WorkingSpan {
    SpanUnit unit = SpanUnit::working_hours;
    int amount = 0;
};
BOOST_DESCRIBE_STRUCT(WorkingSpan, (), (unit, amount))

struct StageCondition {
    EntryCondition condition = EntryCondition::has_contact;
    std::optional<int> min_percent;  // of paid_share
    base::Words words;               // «Нет контакта»: what is missing
};
BOOST_DESCRIBE_STRUCT(StageCondition, (), (condition, min_percent, words))

struct StageAction {
    std::string key;  // "create_task:control_call", unique in the stage
    EntryAction action = EntryAction::create_task;
    std::string what;  // kind of task, kind of request, letter, deadline; empty for notify
    std::string role;  // "owner" or a role; empty where nobody is meant
    std::optional<WorkingSpan> after;
    std::string until;       // a deadline instead of `after`: "quote"
    bool each_time = false;  // also when the fact comes again
};
BOOST_DESCRIBE_STRUCT(StageAction, (), (key, action, what, role, after, until, each_time))

struct DealStage {
    std::string key;
    std::string node;
    base::Words words;
    base::Words rule;  // for whoever is new
    StageKind kind = StageKind::open;
    std::optional<DealFact> entry;  // nothing: moved by hand
    std::vector<StageCondition> conditions;
    std::vector<StageAction> on_entry;
    std::optional<WorkingSpan> limit;
};
BOOST_DESCRIBE_STRUCT(DealStage, (),
                      (key, node, words, rule, kind, entry, conditions, on_entry, limit))

struct RemovedStage {
    std::string key;
    std::string replaced_by;
};
BOOST_DESCRIBE_STRUCT(RemovedStage, (), (key, replaced_by))

struct LostReason {
    std::string key;
    base::Words words;
};
BOOST_DESCRIBE_STRUCT(LostReason, (), (key, words))

struct AgreedAnswer {
    std::string key;  // "price:1", by its place
    base::Words words;
    base::Words text;
};
BOOST_DESCRIBE_STRUCT(AgreedAnswer, (), (key, words, text))

struct ObjectionKind {
    std::string key;
    base::Words words;
    std::vector<AgreedAnswer> answers;
};
BOOST_DESCRIBE_STRUCT(ObjectionKind, (), (key, words, answers))

struct TaskKind {
    std::string key;
    std::string node;
    base::Words words;
    bool call = false;  // done by telephone
};
BOOST_DESCRIBE_STRUCT(TaskKind, (), (key, node, words, call))

struct RequestKind {
    std::string key;
    std::string node;
    std::string role;  // who does it
    base::Words words;
};
BOOST_DESCRIBE_STRUCT(RequestKind, (), (key, node, role, words))

struct NeedQuestion {
    std::string key;
    base::Words words;
    base::Words question;
    bool required = false;  // without it a quote cannot be reckoned
};
BOOST_DESCRIBE_STRUCT(NeedQuestion, (), (key, words, question, required))

struct LetterTemplate {
    std::string key;
    std::string node;
    base::Words words;
    base::Words subject;
    base::Words text;
};
BOOST_DESCRIBE_STRUCT(LetterTemplate, (), (key, node, words, subject, text))

struct MapNode {
    std::string number;  // "1.2.4.2"
    base::Words words;
    base::Words rule;                // empty: none
    std::vector<std::string> roles;  // its own, else those of the node above
    std::string opens;               // the part of the product; empty: a heading
};
BOOST_DESCRIBE_STRUCT(MapNode, (), (number, words, rule, roles, opens))

struct ProcessLimits {
    WorkingSpan first_answer;    // 1.1
    WorkingSpan quote_deadline;  // 1.2.2
};
BOOST_DESCRIBE_STRUCT(ProcessLimits, (), (first_answer, quote_deadline))

struct Department {
    base::Words name;
    ProcessLimits limits;
    std::vector<DealStage> stages;  // from left to right
    std::vector<RemovedStage> removed_stages;
    std::vector<LostReason> lost_reasons;
    std::vector<ObjectionKind> objections;
    std::vector<TaskKind> tasks;
    std::vector<RequestKind> requests;
    std::vector<NeedQuestion> needs;
    std::vector<LetterTemplate> letters;
    std::vector<MapNode> nodes;

    DealStage const* stage(std::string_view key) const;
    int place_of(std::string_view stage) const;        // from the left, 0 first; -1: unknown
    DealStage const* entered_by(DealFact fact) const;  // the stage that the fact opens
    DealStage const& first_stage() const { return stages.front(); }
    DealStage const& lost_stage() const;
    std::string_view replacement(std::string_view removed_stage) const;  // empty: none
    TaskKind const* task(std::string_view key) const;
    RequestKind const* request(std::string_view key) const;
    LetterTemplate const* letter(std::string_view key) const;
    LostReason const* lost_reason(std::string_view key) const;
    ObjectionKind const* objection(std::string_view key) const;
    MapNode const* node(std::string_view number) const;
};
BOOST_DESCRIBE_STRUCT(Department, (),
                      (name, limits, stages, removed_stages, lost_reasons, objections, tasks,
                       requests, needs, letters, nodes))

}  // namespace process
