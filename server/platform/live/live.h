// Live events: what tells an open page that something changed. publish() writes a small row in the
// transaction of the change; every process reads the rows after the commit and sends each to those
// of its streams whose person may see the thing (checked again at delivery). The event names the
// thing and its version, no content: the page patches or refetches.
#pragma once
#include "platform/base/time.h"
#include "platform/db/database.h"
#include "platform/http/call.h"
#include "platform/json/json.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace live {

struct Event {
    std::string noun;     // "deal", "enquiry", "task", "quote", "person:17" for one person's own
    std::int64_t id = 0;  // of the thing; 0 = the noun as a whole
    std::string verb;     // "created", "changed", "removed", or the act ("opened")
    std::int64_t version = 0;  // of the thing, 0 if it has none
};
BOOST_DESCRIBE_STRUCT(Event, (), (noun, id, verb, version))

void publish(db::Transaction& tx, Event const& event, base::Instant now);

// For `tirazh seed`: no page is open that these events could tell anything.
void forget_all(db::Transaction& tx);

// Is this actor allowed to hear of this thing? Asked at delivery, by the noun's own predicate.
using MayHear = std::function<bool(db::Reader&, http::Actor const&, Event const&)>;

// Makes an actor of its session again, or nobody when the session ended.
using StillThere = std::function<bool(db::Reader&, http::Actor const&)>;

class Broadcast {
  public:
    Broadcast(db::Database& database, base::Clock const& clock, MayHear may_hear,
              StillThere still_there);
    ~Broadcast();

    // GET /api/live: text/event-stream, resumed by Last-Event-ID.
    http::Response open(http::RawCall& call);

    void start();
    void stop();

  private:
    struct State;
    std::unique_ptr<State> impl_;
};

}  // namespace live
