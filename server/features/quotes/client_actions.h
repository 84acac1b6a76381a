// What the client does with a quote on his page (1.3.1.2, 1.2.4.3): looks, picks a run, comments,
// asks, says yes. He holds only the link; everything is told to the manager at once. What the
// manager hears by telephone he writes down by the same acts.
#pragma once
#include "features/quotes/client_store.h"
#include "features/quotes/quote_store.h"
#include "features/quotes/quote_view.h"
#include "platform/http/call.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quotes {

// A link that leads to a quote, or why it does not.
struct OpenedLink {
    std::optional<ClosedBecause> closed;
    std::optional<LinkRow> link;
    std::optional<QuoteRow> quote;  // also of a closed one, for the manager's contacts
    std::optional<VersionRow> version;
};
OpenedLink open_link(db::Reader& reader, std::string_view token, base::Instant now);

struct ClientPick {
    std::string line;
    std::optional<std::int64_t> quantity;
    bool left_out = false;
};
BOOST_DESCRIBE_STRUCT(ClientPick, (), (line, quantity, left_out))

struct ClientRemark {
    std::string line;  // empty: about the whole
    std::string text;
    bool question = false;
};
BOOST_DESCRIBE_STRUCT(ClientRemark, (), (line, text, question))

// The verbs of the page take an open link; `address` is where the request came from.
void look(db::Transaction& tx, base::Instant now, OpenedLink const& link, std::string_view kind,
          std::string_view line);
QuoteSum pick(db::Transaction& tx, base::Instant now, OpenedLink const& link,
              ClientPick const& pick);
void remark(db::Transaction& tx, base::Instant now, OpenedLink const& link,
            ClientRemark const& remark);
// `confirmed_by`: the e-mail address whose code was typed; see acceptance_code.h.
void accept(db::Transaction& tx, base::Instant now, OpenedLink const& link, std::string const& name,
            std::string const& address, std::string const& confirmed_by = "");
// Refusal if it is accepted already or a position is not decided; returns the sum.
QuoteSum require_acceptable(db::Reader& reader, QuoteRow const& quote, VersionRow const& version);

// The manager writes down what the client said.
struct AcceptanceForm {
    std::int64_t version = 0;
    std::string name;
    std::vector<ClientPick> choices;
};
BOOST_DESCRIBE_STRUCT(AcceptanceForm, (), (version, name, choices))
void accept_for(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
                AcceptanceForm const& form);
// A yes is taken back (compensated): unless another quote of the deal is accepted, the deal's fact
// `quote_accepted` falls too; its stage stays where people put it.
void withdraw(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id);

}  // namespace quotes
