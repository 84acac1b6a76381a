#include "features/quotes/objections.h"

#include "features/accounts/permissions.h"
#include "features/journal/journal.h"
#include "features/journal/nouns.h"
#include "features/process/process_store.h"
#include "features/quotes/objection_store.h"
#include "features/quotes/quote_store.h"
#include "platform/base/text.h"
#include "platform/live/live.h"

#include <algorithm>

namespace quotes {
namespace {

using base::Refusal;

struct ObjectionFact {
    std::string kind;
    std::string state;
    std::string answer_key;
};
BOOST_DESCRIBE_STRUCT(ObjectionFact, (), (kind, state, answer_key))

struct ObjectionWords {
    std::string words;
    std::string answer;
};
BOOST_DESCRIBE_STRUCT(ObjectionWords, (), (words, answer))

std::int64_t record(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                    Objection const& objection, char const* verb, journal::Undo undo,
                    std::string undo_data = "") {
    live::publish(tx, {.noun = "deal", .id = objection.deal_id, .verb = "objections_changed"}, now);
    return journal::record(
        tx, actor, now,
        {.noun = "objection",
         .id = objection.id,
         .verb = verb,
         .details = json::to_json(
             ObjectionFact{objection.kind, db::enum_text(objection.state), objection.answer_key}),
         .personal = json::to_json(ObjectionWords{objection.words, objection.answer}),
         .undo = undo,
         .undo_data = std::move(undo_data),
         .also = {{"deal", objection.deal_id}, {"quote", objection.quote_id.value_or(0)}}});
}

std::string checked_words(std::string const& text, std::string const& field, bool required) {
    std::string out = base::shortened(base::trimmed(base::clean(text)), 4000);
    if (required && out.empty())
        throw Refusal::invalid(
            "words_missing", {"Запишите слова клиента.", "Write down the client's words."}, field);
    return out;
}

// The text of an agreed answer, when only its key was named.
std::string agreed_text(process::Department const& department, std::string const& kind,
                        std::string const& key) {
    if (key.empty()) return "";
    auto const* known = department.objection(kind);
    auto const found = std::ranges::find(known->answers, key, &process::AgreedAnswer::key);
    if (found == known->answers.end())
        throw Refusal::invalid(
            "answer_unknown",
            {"Такого согласованного ответа нет.", "There is no such agreed answer."}, "answer_key");
    return found->text.ru;
}

void undo_change(db::Transaction& tx, http::Actor const&, base::Instant now,
                 journal::Subject const& subject, std::string const& data) {
    auto const before = json::from_json<Objection>(data);
    auto const current = find_objection(tx, subject.id);
    // The undo data holds the version that the change made.
    if (!current || current->version != before.version || !save(tx, before))
        throw Refusal::conflict("objection_changed",
                                {"Возражение с тех пор изменили, отменить нельзя.",
                                 "The objection has changed since, this cannot be undone."});
    live::publish(tx, {.noun = "deal", .id = before.deal_id, .verb = "objections_changed"}, now);
}

}  // namespace

Objection object(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                 std::int64_t deal_id, ObjectionForm const& form) {
    journal::require_change(tx, actor, "deal", deal_id);
    auto const current = process::current(tx);
    if (!current.department->objection(form.kind))
        throw Refusal::invalid("objection_kind_unknown",
                               {"Такого вида возражений в процессе нет.",
                                "The process has no such kind of objection."},
                               "kind");
    if (form.quote_id) {
        auto const quote = find_quote(tx, *form.quote_id);
        if (!quote || quote->deal_id != deal_id)
            throw Refusal::invalid("quote_missing",
                                   {"В этой сделке такого КП нет.", "This deal has no such quote."},
                                   "quote_id");
    }
    Objection objection{.deal_id = deal_id,
                        .quote_id = form.quote_id,
                        .kind = form.kind,
                        .words = checked_words(form.words, "words", true),
                        .answer_key = form.answer_key.value_or(""),
                        .author_id = actor.id,
                        .created_at = now};
    std::string const agreed = agreed_text(*current.department, form.kind, objection.answer_key);
    objection.answer = checked_words(form.answer.value_or(agreed), "answer", false);
    if (!objection.answer.empty()) objection.state = ObjectionState::answered;
    objection.id = insert_objection(tx, objection);
    record(tx, actor, now, objection, "objection_recorded", journal::Undo::compensated);
    return *find_objection(tx, objection.id);
}

Objection change(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
                 ObjectionChange const& change) {
    journal::require_change(tx, actor, "objection", id);
    Objection objection = *find_objection(tx, id);
    Objection before = objection;
    if (objection.version != change.version) {
        Refusal refusal = Refusal::conflict(
            "objection_changed",
            {"Возражение тем временем изменили.", "The objection was changed meanwhile."});
        refusal.details = json::to_json(objection);
        throw refusal;
    }
    if (change.words) objection.words = checked_words(*change.words, "words", true);
    if (change.answer_key) {
        objection.answer_key = *change.answer_key;
        auto const agreed =
            agreed_text(*process::current(tx).department, objection.kind, *change.answer_key);
        if (!change.answer && !agreed.empty()) objection.answer = agreed;
    }
    if (change.answer) objection.answer = checked_words(*change.answer, "answer", false);
    if (!change.state && objection.state == ObjectionState::open && !objection.answer.empty())
        objection.state = ObjectionState::answered;
    if (change.state) objection.state = *change.state;
    save(tx, objection);
    before.version = objection.version + 1;
    record(tx, actor, now, objection, "objection_changed", journal::Undo::reversible,
           json::to_json(before));
    return *find_objection(tx, id);
}

void answered_by(db::Transaction& tx, base::Instant now, std::int64_t deal_id,
                 std::vector<std::int64_t> const& ids, std::int64_t version_id) {
    for (std::int64_t const id : ids) {
        auto objection = find_objection(tx, id);
        if (!objection || objection->deal_id != deal_id)
            throw Refusal::invalid(
                "objection_missing",
                {"В этой сделке такого возражения нет.", "This deal has no such objection."},
                "answers_objections");
        objection->answered_by_version_id = version_id;
        if (objection->state == ObjectionState::open) objection->state = ObjectionState::answered;
        save(tx, *objection);
    }
    if (!ids.empty())
        live::publish(tx, {.noun = "deal", .id = deal_id, .verb = "objections_changed"}, now);
}

void register_objections() {
    auto const of_deal = [](auto ask) {
        return [ask](db::Reader& reader, http::Actor const& actor, std::int64_t id) {
            auto const objection = find_objection(reader, id);
            return objection && ask(reader, actor, "deal", objection->deal_id);
        };
    };
    journal::register_noun({.key = "objection",
                            .words = {"Возражение", "Objection"},
                            .may_see = of_deal(&journal::may_see),
                            .may_change = of_deal(&journal::may_change),
                            .title = nullptr});
    journal::register_undo("objection", "objection_changed", undo_change);
}

}  // namespace quotes
