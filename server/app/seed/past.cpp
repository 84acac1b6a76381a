#include "app/seed/past.h"

#include "features/accounts/permissions.h"
#include "features/catalog/products.h"
#include "features/deals/deal_store.h"
#include "features/process/process_actions.h"
#include "platform/jobs/jobs.h"
#include "platform/live/live.h"

#include <future>
#include <queue>

namespace app::seed {
namespace {

struct Turn {
    base::Instant at;
    std::int64_t place;  // among the stories
    bool operator>(Turn const& other) const {
        return at != other.at ? at > other.at : place > other.place;
    }
};

}  // namespace

Past::Past(Parts& parts, std::vector<DemoPerson> const& people, Stage const& stage)
    : parts_(parts), stage_(stage) {
    for (auto const& person : people) {
        if (person.role != accounts::sales_manager) continue;
        http::Actor actor;
        actor.id = person.id;
        actor.name = person.name;
        actor.role = person.role;
        actor.team_id = person.team_id;
        actor.permissions = accounts::permissions_of(person.role);
        managers_.push_back(std::move(actor));
    }
}

void Past::play(std::function<void(std::int64_t, std::int64_t)> const& progress) {
    std::vector<Played> stories;
    std::priority_queue<Turn, std::vector<Turn>, std::greater<>> turns;
    std::int64_t all = 0, done = 0;
    auto const add = [&](Story story) {
        all += static_cast<std::int64_t>(story.steps.size());
        turns.push({story.steps.front().at, static_cast<std::int64_t>(stories.size())});
        Played played{.story = std::move(story)};
        played.dice = Dice(stage_.seed ^ (static_cast<std::uint64_t>(stories.size()) << 20));
        stories.push_back(std::move(played));
    };
    for (std::int64_t i = 0; i < stage_.deals; ++i) add(deal_story(stage_, i));
    for (std::int64_t i = 0; i < letters_beside(stage_.deals); ++i) add(letter_story(stage_, i));

    parts_.database.write([&](db::Transaction& tx) { prepare(tx); });
    // On SQLite the writes of all callers queue for the one writer, one after the other, and share
    // a commit; a long one would be slow there, because its savepoint remembers every page. On
    // PostgreSQL one caller does it, and nobody else writes: the function runs once.
    bool const sqlite = parts_.database.dialect() == db::Dialect::sqlite;
    int const callers = sqlite ? 32 : 1;
    int const steps_at_once = sqlite ? 8 : 200;
    bool over = turns.empty();
    auto const write_some = [&](db::Transaction& tx) {
        if (over) return;
        over = true;  // unless it goes well
        for (int i = 0; i < steps_at_once && !turns.empty(); ++i, ++done) {
            auto const place = turns.top().place;
            turns.pop();
            auto& deal = stories[static_cast<std::size_t>(place)];
            act(tx, deal);
            if (++deal.next < deal.story.steps.size())
                turns.push({deal.story.steps[deal.next].at, place});
        }
        forget_noise(tx);
        progress(done, all);
        over = turns.empty();
    };
    std::vector<std::future<void>> working;
    for (int i = 0; i < callers; ++i)
        working.push_back(std::async(std::launch::async, [&] {
            for (bool more = true; more;)
                more = parts_.database.write([&](db::Transaction& tx) {
                    write_some(tx);
                    return !over;
                });
        }));
    for (auto& caller : working) caller.wait();
    for (auto& caller : working) caller.get();  // throws what went wrong
    parts_.database.write([&](db::Transaction& tx) { post_->end(tx, stage_.now); });
}

void Past::prepare(db::Transaction& tx) {
    process::follow_factory(tx, stage_.now);
    post_.emplace(tx, parts_.files, stage_.now);
    catalog::ProductFilter filter;
    filter.limit = 60;
    for (auto const& product : catalog::find_products(tx, filter).items)
        products_.push_back(product.id);
}

// No page is open and no server is there: what would tell them is of no use to anybody.
void Past::forget_noise(db::Transaction& tx) {
    jobs::forget_waiting(tx);
    live::forget_all(tx);
    deals::store::fold(tx, 1'000'000);
}

void Past::act(db::Transaction& tx, Played& deal) {
    auto const [step, at] = deal.story.steps[deal.next];
    switch (step) {
        case Step::letter_comes:
            return letter_comes(tx, deal, at);
        case Step::answer_letter:
            return answer_letter(tx, deal, at);
        case Step::open_deal:
            return open_deal(tx, deal, at);
        case Step::select_products:
            return select_products(tx, deal, at);
        case Step::make_quote:
            return make_quote(tx, deal, at);
        case Step::send_quote:
            return send_quote(tx, deal, at, false);
        case Step::send_new_version:
            return send_quote(tx, deal, at, true);
        case Step::client_opens:
        case Step::client_picks:
        case Step::client_remarks:
        case Step::client_asks:
            return client_looks(tx, deal, at, step);
        case Step::client_writes:
            return client_writes(tx, deal, at);
        case Step::raise_objection:
        case Step::answer_objection:
            return objects(tx, deal, at, step);
        case Step::accept:
            return accept(tx, deal, at);
        default:
            return go_on(tx, deal, at, step);
    }
}

}  // namespace app::seed
