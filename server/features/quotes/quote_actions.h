// What a manager does with a quote before it goes out: make it, edit it, copy it, put it aside.
// Each is one transaction with its event; who may, is asked from the deal.
#pragma once
#include "features/quotes/quote.h"
#include "features/quotes/quote_store.h"
#include "platform/http/call.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace quotes {

// Lines come from the selection if one is named, else from the deal's need.
struct NewQuote {
    std::int64_t deal_id = 0;
    std::optional<std::int64_t> selection_id;
};
BOOST_DESCRIBE_STRUCT(NewQuote, (), (deal_id, selection_id))

struct ProductToQuote {
    std::int64_t product_id = 0;
    std::optional<std::int64_t> variant_id;
};
BOOST_DESCRIBE_STRUCT(ProductToQuote, (), (product_id, variant_id))

// Added at the end: the products, then the items of a selection, then what the deal's need names.
struct ProductsToQuote {
    std::int64_t version = 0;
    std::vector<ProductToQuote> products;
    std::vector<std::int64_t> runs;  // empty: those of the need
    std::optional<std::int64_t> selection_id;
    std::optional<bool> from_need;
};
BOOST_DESCRIBE_STRUCT(ProductsToQuote, (), (version, products, runs, selection_id, from_need))

std::int64_t create(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                    NewQuote const& quote);
// The whole draft at once; a quote that was sent gets a new version by it. A newer version of the
// quote is a Refusal conflict "quote_changed" with both drafts in its details.
void save_draft(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
                QuoteDraft const& draft);
void add_products(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
                  ProductsToQuote const& products);
// Returns the event, for «Отменить».
std::int64_t remove_line(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                         std::int64_t id, std::int64_t version, std::string const& line_key);
// A new quote with the content of the newest version; for another deal addressed anew.
std::int64_t copy(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
                  std::optional<std::int64_t> deal_id);
// decline, reopen, discard, restore.
void change_state(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
                  std::int64_t version, QuoteVerb verb);

// Registers the noun "quote" and how its events are undone; once at start.
void register_quotes();

// For the other files of this feature.
QuoteRow require_seen(db::Reader& reader, http::Actor const& actor, std::int64_t id);
QuoteRow require_changeable(db::Reader& reader, http::Actor const& actor, std::int64_t id);
base::Date today(db::Reader& reader, base::Instant now);
PriceTerms terms_for(db::Reader& reader, std::int64_t seller_id, base::Date date);
// The version that the editor shows: the draft, else the newest.
std::int64_t current_version(db::Reader& reader, QuoteRow const& quote);
// Makes sure of a draft, saves, counts the quote's version up. `row` is brought up to date.
void write_draft(db::Transaction& tx, http::Actor const& actor, base::Instant now, QuoteRow& row,
                 QuoteDraft const& draft);
void save_row(db::Transaction& tx, http::Actor const& actor, base::Instant now, QuoteRow& row);
void publish(db::Transaction& tx, base::Instant now, QuoteRow const& row, char const* verb);

}  // namespace quotes
