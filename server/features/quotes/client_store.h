// What the client did with a quote, and the links and letters that brought it to him: the tables
// public_links, quote_sendings, quote_views, quote_choices, quote_remarks, quote_acceptances.
#pragma once
#include "features/quotes/quote_pricing.h"
#include "platform/db/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quotes {

struct LinkRow {
    std::int64_t id = 0;
    std::int64_t quote_id = 0;
    std::int64_t version_id = 0;
    std::string token_sealed;
    std::optional<base::Instant> expires_at;
    std::optional<base::Instant> revoked_at;
    base::Instant created_at;
};
BOOST_DESCRIBE_STRUCT(LinkRow, (),
                      (id, quote_id, version_id, token_sealed, expires_at, revoked_at, created_at))

std::int64_t insert_link(db::Transaction& tx, LinkRow const& link, std::string_view token_hash);
std::optional<LinkRow> link_by_token(db::Reader& reader, std::string_view token_hash);
std::optional<LinkRow> find_link(db::Reader& reader, std::int64_t id);
void revoke_link(db::Transaction& tx, std::int64_t id, base::Instant now);

struct SendingRow {
    std::int64_t id = 0;
    std::int64_t quote_id = 0;
    std::int64_t version_id = 0;
    std::optional<std::int64_t> link_id;
    std::optional<std::int64_t> letter_id;
    std::string address;
    std::string subject;
    std::string body;
    bool outside = false;
    std::string note;
    std::string state;  // printing, queued, sent, failed, cancelled
    std::string problem;
    std::optional<std::int64_t> sent_by;
    base::Instant created_at;
    std::optional<base::Instant> sent_at;
};
BOOST_DESCRIBE_STRUCT(SendingRow, (),
                      (id, quote_id, version_id, link_id, letter_id, address, subject, body,
                       outside, note, state, problem, sent_by, created_at, sent_at))

std::int64_t insert_sending(db::Transaction& tx, SendingRow const& sending);
std::optional<SendingRow> find_sending(db::Reader& reader, std::int64_t id);
std::optional<SendingRow> sending_of_letter(db::Reader& reader, std::int64_t letter_id);
std::vector<SendingRow> sendings_of(db::Reader& reader, std::int64_t quote_id);  // newest first
void save(db::Transaction& tx, SendingRow const& sending);  // state, problem, letter, sent_at

struct ViewRow {
    std::int64_t version_id = 0;
    std::string kind;  // opened, looked_at
    std::string line_key;
    base::Instant at;
};
BOOST_DESCRIBE_STRUCT(ViewRow, (), (version_id, kind, line_key, at))

void insert_view(db::Transaction& tx, std::int64_t quote_id, ViewRow const& view);
std::vector<ViewRow> views_of(db::Reader& reader, std::int64_t quote_id);  // newest first
std::optional<base::Instant> last_opened(db::Reader& reader, std::int64_t quote_id);
std::optional<base::Instant> last_view(db::Reader& reader, std::int64_t version_id,
                                       std::string_view kind, std::string_view line_key);

struct ChoiceRow {
    std::string line_key;
    std::optional<std::int64_t> quantity;
    bool left_out = false;
    base::Instant at;
};
BOOST_DESCRIBE_STRUCT(ChoiceRow, (), (line_key, quantity, left_out, at))

std::vector<ChoiceRow> choices_of(db::Reader& reader, std::int64_t version_id);
void save_choice(db::Transaction& tx, std::int64_t version_id, std::int64_t line_id,
                 std::optional<std::int64_t> option_id, bool left_out, base::Instant now);
// The lines of a version as far as their sum is concerned, with what was chosen.
std::vector<LineSum> line_sums(db::Reader& reader, std::int64_t version_id);

struct RemarkRow {
    std::int64_t id = 0;
    std::int64_t version_id = 0;
    std::string line_key;
    std::string author_name;
    std::optional<std::int64_t> person_id;
    std::string text;
    bool is_question = false;
    base::Instant at;
};
BOOST_DESCRIBE_STRUCT(RemarkRow, (),
                      (id, version_id, line_key, author_name, person_id, text, is_question, at))

std::int64_t insert_remark(db::Transaction& tx, std::int64_t quote_id, RemarkRow const& remark);
std::vector<RemarkRow> remarks_of(db::Reader& reader, std::int64_t quote_id);  // newest first

struct AcceptanceRow {
    std::int64_t id = 0;
    std::int64_t version_id = 0;
    std::string name;
    std::int64_t total_kopecks = 0;
    std::optional<std::int64_t> by_person_id;
    std::string address;       // of the machine it came from
    std::string confirmed_by;  // the e-mail address whose code was typed
    base::Instant at;
    std::optional<base::Instant> withdrawn_at;
};
BOOST_DESCRIBE_STRUCT(AcceptanceRow, (),
                      (id, version_id, name, total_kopecks, by_person_id, address, confirmed_by, at,
                       withdrawn_at))

bool any_accepted(db::Reader& reader, std::int64_t deal_id);
std::int64_t insert_acceptance(db::Transaction& tx, std::int64_t quote_id,
                               AcceptanceRow const& acceptance);
std::vector<AcceptanceRow> acceptances_of(db::Reader& reader, std::int64_t quote_id);
void withdraw_acceptances(db::Transaction& tx, std::int64_t quote_id, base::Instant now);

// How many rows of the client's a quote has already, of views and of remarks: a limit against
// somebody who floods a link.
std::int64_t views_count(db::Reader& reader, std::int64_t quote_id, std::int64_t up_to);

}  // namespace quotes
