// Kept counts and sums of open deals per owner and stage (docs/data-model.md).
#include "features/deals/deal_store.h"

#include <map>
#include <utility>

namespace deals::store {
namespace {

struct Counter {
    std::int64_t owner_id;
    std::string stage;
    std::int64_t deals;
    std::int64_t amount_kopecks;
};
BOOST_DESCRIBE_STRUCT(Counter, (), (owner_id, stage, deals, amount_kopecks))

void add(db::Transaction& tx, Counter const& change) {
    tx.run(
        "INSERT INTO deal_counters (owner_id, stage, deals, amount_kopecks) "
        "VALUES ($1, $2, $3, $4) ON CONFLICT (owner_id, stage) DO UPDATE SET "
        "deals = deal_counters.deals + EXCLUDED.deals, "
        "amount_kopecks = deal_counters.amount_kopecks + EXCLUDED.amount_kopecks",
        change.owner_id, change.stage, change.deals, change.amount_kopecks);
}

}  // namespace

void count(db::Transaction& tx, std::int64_t owner_id, std::string const& stage, std::int64_t deals,
           std::int64_t amount_kopecks) {
    if (deals == 0 && amount_kopecks == 0) return;
    if (tx.dialect() == db::Dialect::sqlite)
        add(tx, {owner_id, stage, deals, amount_kopecks});
    else
        tx.run(
            "INSERT INTO deal_counter_deltas (owner_id, stage, deals, amount_kopecks) "
            "VALUES ($1, $2, $3, $4)",
            owner_id, stage, deals, amount_kopecks);
}

std::int64_t fold(db::Transaction& tx, int limit) {
    if (tx.dialect() == db::Dialect::sqlite) return 0;
    auto const deltas = tx.all<Counter>(
        "DELETE FROM deal_counter_deltas WHERE id IN "
        "(SELECT id FROM deal_counter_deltas ORDER BY id LIMIT $1) "
        "RETURNING owner_id, stage, deals, amount_kopecks",
        limit);
    std::map<std::pair<std::int64_t, std::string>, Counter> sums;
    for (auto const& delta : deltas) {
        auto& sum = sums.try_emplace({delta.owner_id, delta.stage},
                                     Counter{delta.owner_id, delta.stage, 0, 0})
                        .first->second;
        sum.deals += delta.deals;
        sum.amount_kopecks += delta.amount_kopecks;
    }
    for (auto const& [key, sum] : sums) add(tx, sum);
    return static_cast<std::int64_t>(deltas.size());
}

void replace_counters(db::Transaction& tx, std::string const& from, std::string const& to) {
    while (fold(tx, 10'000) > 0) {
    }
    for (auto const& counter : tx.all<Counter>("DELETE FROM deal_counters WHERE stage = $1 "
                                               "RETURNING owner_id, stage, deals, amount_kopecks",
                                               from))
        add(tx, {counter.owner_id, to, counter.deals, counter.amount_kopecks});
}

std::vector<std::string> wrong_counters(db::Reader& reader) {
    bool const postgres = reader.dialect() == db::Dialect::postgres;
    std::string const kept =
        postgres ? "SELECT owner_id, stage, deals, amount_kopecks FROM deal_counters UNION ALL "
                   "SELECT owner_id, stage, deals, amount_kopecks FROM deal_counter_deltas"
                 : "SELECT owner_id, stage, deals, amount_kopecks FROM deal_counters";
    auto const rows = reader.all<Counter>(
        "SELECT owner_id, stage, CAST(SUM(deals) AS BIGINT) AS deals, "
        "CAST(SUM(amount_kopecks) AS BIGINT) AS amount_kopecks FROM (" +
        kept +
        " UNION ALL SELECT owner_id, stage, -1, -amount_kopecks FROM deals "
        "WHERE outcome = 'open') difference GROUP BY owner_id, stage "
        "HAVING SUM(deals) <> 0 OR SUM(amount_kopecks) <> 0");
    std::vector<std::string> out;
    for (auto const& row : rows)
        out.push_back("deal counters of person " + std::to_string(row.owner_id) + " at " +
                      row.stage + " are wrong by " + std::to_string(row.deals) + " deals and " +
                      std::to_string(row.amount_kopecks) + " kopecks");
    return out;
}

}  // namespace deals::store
