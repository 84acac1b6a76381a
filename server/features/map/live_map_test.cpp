#include "features/map/live_map.h"

#include "features/deals/deal_testing.h"
#include "features/inbox/enquiry_cards.h"
#include "features/map/node_counts.h"
#include "features/process/vocabulary.h"
#include "features/tasks/task_routes.h"

#include <algorithm>

namespace map {
namespace {

using deals::DealScope;

class LiveMapTest : public deals::testing::Department {
  protected:
    LiveMap map_as(http::Actor const& actor, MapQuery const& query = {}) {
        return read([&](db::Reader& reader) { return live_map(reader, actor, now, query); });
    }
    MapNodeState node(LiveMap const& map, std::string const& number) {
        auto const found = std::ranges::find(map.nodes, number, &MapNodeState::number);
        return found == map.nodes.end() ? MapNodeState{} : *found;
    }
    std::int64_t tasks_listed(http::Actor const& actor, http::Fields query) {
        std::erase_if(query, [](auto const& field) { return field.first == "late"; });
        json::Components components;
        static_cast<void>(json::schema_of<tasks::DayQuery>(components));
        auto const asked =
            json::from_json<tasks::DayQuery>(http::query_as_json(query, components.at("DayQuery")));
        return read([&](db::Reader& reader) {
            auto const day = tasks::my_day(reader, actor, now, asked);
            return static_cast<std::int64_t>(day.late.size() + day.due_today.size() +
                                             day.due_next_day.size() + day.later.size());
        });
    }
    std::int64_t enquiries_listed(http::Actor const& actor, http::Fields const& query) {
        json::Components components;
        static_cast<void>(json::schema_of<inbox::EnquiryQuery>(components));
        auto const asked = json::from_json<inbox::EnquiryQuery>(
            http::query_as_json(query, components.at("EnquiryQuery")));
        return read([&](db::Reader& reader) {
            return static_cast<std::int64_t>(inbox::list(reader, actor, now, asked).items.size());
        });
    }
    void enquiry(char const* channel, char const* state, std::optional<std::int64_t> owner) {
        write([&](db::Transaction& tx) {
            tx.run(
                "INSERT INTO enquiries (channel, subject, owner_id, state, arrived_at, "
                "answer_due_at, changed_at) VALUES ($1, 'Кружки', $2, $3, $4, $5, $4)",
                channel, owner, state, now, now + std::chrono::hours(1));
        });
    }
    // How many rows the list shows that a link of the map opens.
    std::int64_t listed(http::Actor const& actor, std::string const& link) {
        http::Fields query;
        auto const mark = link.find('?');
        std::string const path = link.substr(0, mark);
        for (std::size_t at = mark + 1; at < link.size();) {
            auto const end = std::min(link.find('&', at), link.size());
            auto const pair = link.substr(at, end - at);
            auto const equals = pair.find('=');
            if (pair.substr(0, equals) != "view")
                query.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
            at = end + 1;
        }
        if (path == "/inbox") return enquiries_listed(actor, query);
        if (path == "/day") return tasks_listed(actor, query);
        if (path != "/deals") return -1;
        json::Components components;
        static_cast<void>(json::schema_of<deals::DealFilter>(components));
        auto const filter = json::from_json<deals::DealFilter>(
            http::query_as_json(query, components.at("DealFilter")));
        return read([&](db::Reader& reader) {
            return static_cast<std::int64_t>(deals::list(reader, actor, now, filter).items.size());
        });
    }
};

TEST_P(LiveMapTest, HasEveryNodeOfTheProcessWithItsRole) {
    auto const map = map_as(head);
    EXPECT_EQ(map.nodes.size(), 65U);
    EXPECT_EQ(map.scope, DealScope::all);
    EXPECT_EQ(node(map, "1.2.4.1").words.ru, "Новый лид");
    EXPECT_EQ(node(map, "1.2.4.1").roles, std::vector<std::string>{"sales_manager"});
    EXPECT_EQ(node(map, "2.1.3.2").roles, std::vector<std::string>{"account_manager"});
    EXPECT_EQ(node(map, "1.2.4.4.1").roles, std::vector<std::string>{"assistant"});
    EXPECT_FALSE(node(map, "2.1.3.2").built);  // the courier desk comes later
    EXPECT_EQ(node(map, "2.1.3.2").waiting, std::nullopt);
    EXPECT_EQ(node(map, "2.1.3.2").link, "");
    EXPECT_FALSE(node(map, "2").built);  // a heading
    EXPECT_TRUE(node(map, "1.2.4.3").built);
    EXPECT_EQ(node(map, "1.2.4.3").waiting, 0);
}

TEST_P(LiveMapTest, ANumberIsThatOfTheListItOpens) {
    auto const first = open_as(anna, wanted());
    auto deal = wanted();
    deal.company_id = 0;
    open_as(anna, deal);
    open_as(boris);
    tell(first, "quote_sent");
    enquiry("mail", "new", std::nullopt);
    enquiry("mail", "in_work", anna.id);
    enquiry("note", "in_work", boris.id);
    enquiry("mail", "not_enquiry", anna.id);
    for (auto const* when :
         {"2026-11-25T07:00:00Z", "2026-11-26T16:00:00Z", "2026-12-31T16:00:00Z"}) {
        now = deals::testing::instant(when);
        for (auto const* actor : {&anna, &boris, &head}) {
            for (auto const& state : map_as(*actor).nodes) {
                bool const is_list = state.link.starts_with("/deals?view=list") ||
                                     state.link.starts_with("/day?") ||
                                     state.link.starts_with("/inbox?");
                if (is_list && state.waiting) {
                    EXPECT_EQ(listed(*actor, state.link), state.waiting)
                        << state.number << " " << actor->name << " " << when;
                }
                bool const has_late_list = state.late_link.starts_with("/deals?view=list") ||
                                           state.late_link.starts_with("/inbox?");
                if (!has_late_list) continue;
                EXPECT_EQ(listed(*actor, state.late_link), state.late)
                    << state.number << " " << actor->name << " " << when;
            }
        }
    }
    auto const map = map_as(head);
    EXPECT_EQ(node(map, "1.1").waiting, 3);
    EXPECT_EQ(node(map, "1.1.2").waiting, 2);
    EXPECT_EQ(node(map, "1.1").late, 3);
    EXPECT_EQ(node(map_as(anna), "1.1").waiting, 2);
    EXPECT_EQ(node(map_as(head, {.scope = DealScope::mine}), "1.1").waiting, 0);
    EXPECT_EQ(node(map, "1.2").waiting, 3);
    EXPECT_EQ(node(map, "1.2").late, 3);
    EXPECT_EQ(node(map, "1.2.4.1").waiting, 2);
    EXPECT_EQ(node(map, "1.2.2").late, 2);
    EXPECT_EQ(node(map, "1.2.1.1").waiting, 2);  // Boris's has none either
    EXPECT_EQ(node(map, "1.2.1.2").link, "/people");
    EXPECT_EQ(node(map, "1.3.1.2").waiting, 1);
    EXPECT_EQ(node(map, "1.3.1.2").late, 1);
    EXPECT_EQ(node(map_as(anna), "1.2").waiting, 2);
}

TEST_P(LiveMapTest, EachScopeIsAskedForByRight) {
    open_as(anna, wanted());
    EXPECT_EQ(map_as(anna).scope, DealScope::mine);
    EXPECT_EQ(map_as(vera).scope, DealScope::helping);
    EXPECT_THROW(map_as(anna, {.scope = DealScope::all}), base::Refusal);
    EXPECT_THROW(map_as(anna, {.scope = DealScope::team}), base::Refusal);
    auto team_boris = boris;
    team_boris.permissions.insert("deals_see_team");
    EXPECT_EQ(node(map_as(team_boris, {.scope = DealScope::team}), "1.2.4.1").waiting, 1);
    EXPECT_EQ(node(map_as(team_boris), "1.2.4.1").waiting, 0);
    EXPECT_EQ(node(map_as(vera), "1.2.4.1").waiting, 0);
    http::Actor admin = vera;
    admin.permissions = accounts::permissions_of(accounts::administrator);
    EXPECT_EQ(node(map_as(admin), "1.2.4.1").waiting, std::nullopt);
    EXPECT_TRUE(node(map_as(admin), "1.2.4.1").built);
}

TEST_P(LiveMapTest, CountsNoFurtherThanItShows) {
    write([&](db::Transaction& tx) {
        for (int i = 0; i < 130; ++i)
            tx.run(
                "INSERT INTO deals (title, owner_id, stage, stage_entered_at, stage_due_at, "
                "quote_due_at, created_at, changed_at) VALUES ('д', $1, 'new_lead', 1, 1, 1, 1, 1)",
                anna.id);
    });
    auto const map = map_as(head);
    EXPECT_EQ(node(map, "1.2.2").waiting, 99);
    EXPECT_TRUE(node(map, "1.2.2").more);
    EXPECT_EQ(node(map, "1.2.4.1").late, 99);
    EXPECT_TRUE(node(map, "1.2.4.1").more);
}

TEST(NodeCounts, EveryBuiltPartIsAPartOfTheVocabulary) {
    int built = 0;
    for (auto const& part : process::parts()) built += is_built(part.key);
    EXPECT_GE(built, 11);
    EXPECT_FALSE(is_built("courier_desk"));
    EXPECT_FALSE(is_built(""));
}

BOTH_DATABASES(LiveMapTest);

}  // namespace
}  // namespace map
