// The timeline: every fact about a client, a deal, a letter is an event, written in the transaction
// of what happened: who, when, what, from what to what. It is also what undo works from.
//
//   journal::record(tx, call.actor, call.now,
//                   {.noun = "deal", .id = deal.id, .verb = "stage_changed",
//                    .details = json::to_json(StageChange{from, to}),
//                    .undo = journal::Undo::reversible,
//                    .undo_data = json::to_json(Before{from, deal.version + 1}),
//                    .also = {{"company", deal.company_id}}});
//
// Values that tell about a person (names, phones, words of a letter) go into `personal`, which can
// be cleared by itself (152-ФЗ); `details` holds keys, ids, sums and dates.
#pragma once
#include "platform/base/time.h"
#include "platform/http/call.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

namespace journal {

// What taking an action back means; the page says it beforehand.
enum class Undo {
    reversible,   // old values come back if nothing changed meanwhile, else a conflict
    compensated,  // by another act: void, cancel, withdraw
    final         // never: a letter that was sent
};
BOOST_DESCRIBE_ENUM(Undo, reversible, compensated, final)

struct Subject {
    std::string noun;
    std::int64_t id = 0;
};

struct Fact {
    std::string noun;
    std::int64_t id = 0;
    std::string verb;            // past participle: "created", "stage_changed", "quote_sent"
    std::string details = "{}";  // JSON object, no personal values
    std::string personal = "";   // JSON object or empty
    Undo undo = Undo::final;
    std::string undo_data = "";  // JSON, for the verb's undoer
    std::vector<Subject> also;   // other timelines that show it; ids of 0 are left out
    std::optional<std::int64_t> process_version;
};

// The program itself: jobs, reactions, the process's own actions.
http::Actor const& program();
bool is_program(http::Actor const& actor);  // it may see and do everything

// Writes the event; returns its id. An actor with id 0 and a name is somebody outside (the client
// on the quote's page). Open pages that show one of the subjects hear of it (verb "recorded").
std::int64_t record(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                    Fact const& fact);

// Takes back one kind of event. Called with today's rights already checked by may_change of the
// noun; must throw Refusal conflict if what it restores has changed since (versions). It records
// no event of its own: undo() writes one (verb "undone") to the same timelines.
using Undoer = std::function<void(db::Transaction&, http::Actor const&, base::Instant now,
                                  Subject const&, std::string const& undo_data)>;
void register_undo(std::string noun, std::string verb, Undoer undoer);  // at start
bool has_undo(std::string const& noun, std::string const& verb);

// The act of «Отменить»: refuses what is not reversible, undone already, not the actor's to change.
void undo(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t event_id);

}  // namespace journal
