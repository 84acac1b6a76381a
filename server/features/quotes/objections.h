// Objections (1.2.4.3): what stands in the client's way, by kind (price, date, supplier, need,
// trust), with the answer that was used and how it ended. The kinds and the department's agreed
// answers stand in the process file; a new version of the quote may be the answer.
#pragma once
#include "platform/http/call.h"
#include "platform/json/json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

namespace quotes {

enum class ObjectionState { open, answered, won, lost };
BOOST_DESCRIBE_ENUM(ObjectionState, open, answered, won, lost)

struct Objection {
    std::int64_t id = 0;
    std::int64_t deal_id = 0;
    std::optional<std::int64_t> quote_id;
    std::string kind;   // key of the process
    std::string words;  // the client's
    std::string answer;
    std::string answer_key;  // which agreed answer was used: "price:1"
    std::optional<std::int64_t> answered_by_version_id;
    ObjectionState state = ObjectionState::open;
    std::optional<std::int64_t> author_id;
    base::Instant created_at;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Objection, (),
                      (id, deal_id, quote_id, kind, words, answer, answer_key,
                       answered_by_version_id, state, author_id, created_at, version))

struct ObjectionForm {
    std::string kind;
    std::string words;
    std::optional<std::int64_t> quote_id;
    std::optional<std::string> answer;
    std::optional<std::string> answer_key;
};
BOOST_DESCRIBE_STRUCT(ObjectionForm, (), (kind, words, quote_id, answer, answer_key))

struct ObjectionChange {
    std::int64_t version = 0;
    std::optional<std::string> words;
    std::optional<std::string> answer;
    std::optional<std::string> answer_key;
    std::optional<ObjectionState> state;
};
BOOST_DESCRIBE_STRUCT(ObjectionChange, (), (version, words, answer, answer_key, state))

Objection object(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                 std::int64_t deal_id, ObjectionForm const& form);
Objection change(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
                 ObjectionChange const& change);
std::vector<Objection> objections_of(db::Reader& reader, std::int64_t deal_id);  // newest first

// A version that went out answers these open objections of the deal.
void answered_by(db::Transaction& tx, base::Instant now, std::int64_t deal_id,
                 std::vector<std::int64_t> const& ids, std::int64_t version_id);

void register_objections();  // the noun and its undo; once at start

}  // namespace quotes
