#include "features/journal/journal_routes.h"

#include "features/journal/journal_store.h"
#include "features/journal/nouns.h"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

namespace journal {
namespace {

// One answer for each thing on the page: most events are about the same one or two.
class Sight {
  public:
    Sight(db::Reader& reader, http::Actor const& actor) : reader_(reader), actor_(actor) {}

    bool sees(Subject const& subject) {
        return remember(seen_, subject,
                        [&] { return may_see(reader_, actor_, subject.noun, subject.id); });
    }
    bool changes(Subject const& subject) {
        return remember(changed_, subject,
                        [&] { return may_change(reader_, actor_, subject.noun, subject.id); });
    }
    std::string title(Subject const& subject) {
        return remember(titles_, subject, [&] {
            auto const* noun = find_noun(subject.noun);
            return noun && noun->title ? noun->title(reader_, subject.id) : std::string();
        });
    }

  private:
    template <class T>
    using Known = std::map<std::pair<std::string, std::int64_t>, T>;

    template <class T, class Ask>
    static T remember(Known<T>& known, Subject const& subject, Ask const& ask) {
        std::pair const key(subject.noun, subject.id);
        auto const found = known.find(key);
        return found != known.end() ? found->second : known.emplace(key, ask()).first->second;
    }

    db::Reader& reader_;
    http::Actor const& actor_;
    Known<bool> seen_, changed_;
    Known<std::string> titles_;
};

TimelineEntry entry(Sight& sight, Subject const& asked, store::EventRow const& row) {
    Subject const subject{row.noun, row.subject_id};
    bool const itself = subject.noun == asked.noun && subject.id == asked.id;
    TimelineEntry out{.id = row.id,
                      .at = row.at,
                      .actor_id = row.actor_id,
                      .actor_name = row.actor_name,
                      .noun = row.noun,
                      .subject_id = row.subject_id,
                      .title = itself ? "" : sight.title(subject),
                      .verb = row.verb,
                      .details = {row.details},
                      .personal = {row.personal.empty() ? "null" : row.personal},
                      .undo = row.undo};
    out.may_undo = row.undo == Undo::reversible && !row.undone_by && !row.undo_data.empty() &&
                   has_undo(row.noun, row.verb) && sight.changes(subject);
    out.undone_by = row.undone_by;
    out.undoes = row.undoes;
    return out;
}

}  // namespace

TimelinePage timeline(db::Reader& reader, http::Actor const& actor, TimelineQuery const& query) {
    require_see(reader, actor, query.noun, query.id);
    Subject const asked{query.noun, query.id};
    auto const limit = static_cast<std::size_t>(std::clamp(query.limit.value_or(50), 1, 200));
    auto before = query.before.value_or(std::numeric_limits<std::int64_t>::max());
    Sight sight(reader, actor);
    TimelinePage page;
    constexpr int rounds = 5;  // events hidden from this actor must not make the request long
    for (int round = 0; round < rounds; ++round) {
        auto const rows = store::timeline(reader, asked, before, static_cast<int>(limit) + 1);
        for (auto const& row : rows) {
            if (page.items.size() == limit) {
                page.next = std::to_string(before);
                return page;
            }
            before = row.id;
            if (sight.sees({row.noun, row.subject_id}))
                page.items.push_back(entry(sight, asked, row));
        }
        if (rows.size() <= limit) return page;
    }
    page.next = std::to_string(before);
    return page;
}

void mount(http::Router& router) {
    router.get("/api/timeline", http::signed_in, "The timeline of one thing, newest first",
               [](http::ReadCall& call, TimelineQuery const& query) {
                   return timeline(call.db, call.actor, query);
               });
    router.post("/api/events/{id}/undo", http::signed_in, "Take an action back",
                [](http::WriteCall& call) { undo(call.db, call.actor, call.now, call.id()); });
}

}  // namespace journal
