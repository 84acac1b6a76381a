#include "app/app.h"
#include "app/commands.h"
#include "app/seed/story.h"
#include "app/seed/words.h"
#include "features/accounts/permissions.h"
#include "features/deals/deal_views.h"
#include "features/inbox/enquiry_store.h"
#include "features/map/live_map.h"
#include "features/tasks/task_store.h"
#include "platform/db/testing.h"

#include <set>

namespace {

class SeededDepartment : public db::testing::BothDatabases {
  protected:
    base::Config config(std::string const& name) {
        base::Config out;
        out.data = folder().path() + "/" + name;
        out.log_level = "error";
        out.postgres = settings().postgres;
        out.postgres_schema = settings().postgres_schema;
        return out;
    }
    static http::Actor head() {
        http::Actor actor;
        actor.id = 1;
        actor.role = accounts::head;
        actor.permissions = accounts::permissions_of(accounts::head);
        return actor;
    }
    // All deals, page by page.
    static std::vector<deals::DealRow> all_deals(app::App& app) {
        std::vector<deals::DealRow> out;
        deals::DealFilter filter;
        filter.limit = 7;
        filter.any_outcome = true;
        filter.scope = deals::DealScope::all;
        do {
            auto page = app.parts().database.read([&](db::Reader& reader) {
                return deals::list(reader, head(), app.parts().clock.now(), filter);
            });
            out.insert(out.end(), page.items.begin(), page.items.end());
            filter.after = page.next;
        } while (filter.after);
        return out;
    }
};

constexpr int deals_made = 60;

TEST_P(SeededDepartment, IsWholeAndHasWorkOnEveryStage) {
    auto const company = config("company");
    ASSERT_EQ(app::seed_company(company, {.deals = deals_made, .people = 9}), 0);
    EXPECT_EQ(app::check(company), 0);

    app::App app(company);
    EXPECT_EQ(all_deals(app).size(), deals_made);
    auto const now = app.parts().clock.now();
    app.parts().database.read([&](db::Reader& reader) {
        auto const board = deals::board(reader, head(), now, {.scope = deals::DealScope::all});
        for (auto const& column : board.columns) {
            EXPECT_FALSE(column.items.empty()) << column.stage;
            EXPECT_EQ(column.deals, column.items.size()) << column.stage;
        }
        std::set<deals::Outcome> outcomes;
        deals::DealFilter filter;
        filter.scope = deals::DealScope::all;
        filter.limit = 100;
        filter.any_outcome = true;
        for (auto const& deal : deals::list(reader, head(), now, filter).items)
            outcomes.insert(deal.outcome);
        EXPECT_EQ(outcomes.size(), 3);  // open, won and lost

        EXPECT_FALSE(inbox::store::list(reader, {.open = true}, {}).empty());
        EXPECT_FALSE(tasks::store::list(reader, {.due_before = now}, {}).empty());
        EXPECT_FALSE(tasks::store::list(reader, {.due_from = now}, {}).empty());
        EXPECT_FALSE(map::live_map(reader, head(), now, {}).nodes.empty());
        EXPECT_EQ(jobs::counts(reader).waiting, 0);
    });
}

BOTH_DATABASES(SeededDepartment);

TEST(SeedStories, AreTheSameForTheSameNumber) {
    calendar::WorkingTime const time{
        calendar::Calendar::factory(), base::Zone("Europe/Moscow"), {}};
    auto const now = base::parse_instant("2026-11-25T10:00:00Z").value();
    auto const told = [&](std::uint64_t seed) {
        std::string out;
        for (std::int64_t i = 0; i < 50; ++i) {
            auto const story = app::seed::deal_story({time, now, 50, seed}, i);
            auto last = base::Instant{};
            for (auto const& step : story.steps) {
                out += std::to_string(static_cast<int>(step.step)) + base::to_text(step.at) + " ";
                EXPECT_GE(step.at, last);
                EXPECT_LT(step.at, now);
                last = step.at;
            }
        }
        return out;
    };
    EXPECT_EQ(told(7), told(7));
    EXPECT_NE(told(7), told(8));
}

TEST(SeedWords, GiveRequisitesThatPassTheirChecks) {
    app::seed::Dice dice(3);
    std::set<std::string> names, inns;
    for (std::int64_t i = 0; i < 60'000; i += 7) {
        auto const form = app::seed::company(dice, i);
        EXPECT_NO_THROW(customers::checked(form, "")) << form.inn << " " << form.ogrn;
        EXPECT_TRUE(inns.insert(form.inn).second);
        EXPECT_TRUE(names.insert(form.name).second) << form.name;
    }
}

}  // namespace
