// The tables sellers, seller_vat_regimes, seller_accounts, counters.
#pragma once
#include "features/accounts/sellers.h"
#include "platform/db/database.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace accounts {

std::vector<Seller> all_sellers(db::Reader& reader);  // a few; the default one first
std::optional<Seller> find_seller(db::Reader& reader, std::int64_t id);
std::optional<std::int64_t> default_seller(db::Reader& reader);

// How the seller pays VAT on that day: the newest regime not after it, else the oldest.
SellerVat vat_on(Seller const& seller, base::Date date);

// Refuse a second seller with the same ИНН and КПП. update() is false for another version.
std::int64_t insert_seller(db::Transaction& tx, SellerForm const& form, base::Instant now,
                           std::string const& field);
bool update_seller(db::Transaction& tx, std::int64_t id, SellerForm const& form);

// The next number of a kind (quote, invoice …) in a year; taken last in the transaction, never
// used again. Writers of one seller and kind wait for each other from here to the commit.
std::int64_t next_number(db::Transaction& tx, std::int64_t seller_id, std::string_view kind,
                         int year);
// "А-КП-2026-0041": the seller's prefix, what it is, year, number.
std::string number_text(std::string_view prefix, std::string_view kind_text, int year,
                        std::int64_t number);

}  // namespace accounts
