#include "platform/live/live.h"

#include <charconv>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace live {
namespace {

using namespace std::chrono_literals;

constexpr auto heartbeat = 20s;  // proxies close what is silent for longer
constexpr auto kept_for = 1h;    // a page away for longer refetches everything
constexpr int batch = 500;

// Where a reader stands: on PostgreSQL rows become visible in the order of commits, not of ids, so
// the place is (transaction, id) and only rows below every running transaction are read. On
// SQLite there is one writer, and the transaction is always 0.
struct Place {
    std::int64_t transaction = 0;
    std::int64_t id = 0;
};

struct Row {
    std::int64_t transaction;
    std::int64_t id;
    std::string noun;
    std::int64_t subject_id;
    std::string verb;
    std::int64_t version;
};
BOOST_DESCRIBE_STRUCT(Row, (), (transaction, id, noun, subject_id, verb, version))

std::vector<Row> rows_after(db::Reader& reader, Place place) {
    if (reader.dialect() == db::Dialect::sqlite)
        return reader.all<Row>(
            "SELECT 0 AS \"transaction\", id, noun, subject_id, verb, version FROM live_events "
            "WHERE id > $1 ORDER BY id LIMIT $2",
            place.id, batch);
    return reader.all<Row>(
        "SELECT transaction_id AS \"transaction\", id, noun, subject_id, verb, version FROM "
        "live_events "
        "WHERE (transaction_id, id) > ($1, $2) "
        "AND transaction_id < pg_snapshot_xmin(pg_current_snapshot())::text::bigint "
        "ORDER BY transaction_id, id LIMIT $3",
        place.transaction, place.id, batch);
}

// Committed rows that an older transaction, still running, holds back. It may end without a signal.
bool anything_held_back(db::Reader& reader, Place place) {
    if (reader.dialect() == db::Dialect::sqlite) return false;
    return reader
        .maybe<std::int64_t>(
            "SELECT id FROM live_events WHERE (transaction_id, id) > ($1, $2) "
            "ORDER BY transaction_id, id LIMIT 1",
            place.transaction, place.id)
        .has_value();
}

Place newest(db::Reader& reader) {
    if (reader.dialect() == db::Dialect::sqlite)
        return {0, reader.one<std::int64_t>("SELECT COALESCE(max(id), 0) FROM live_events")};
    // All of what is running now comes after this place.
    return {reader.one<std::int64_t>(
                "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1"),
            INT64_MAX};
}

std::string id_text(Place place) {
    return std::to_string(place.transaction) + "-" + std::to_string(place.id);
}

std::optional<Place> parse_id(std::string_view text) {
    auto const dash = text.find('-');
    Place place;
    if (dash == std::string_view::npos) return std::nullopt;
    auto const number = [](std::string_view digits, std::int64_t& out) {
        auto const end = digits.data() + digits.size();
        return !digits.empty() && std::from_chars(digits.data(), end, out).ptr == end;
    };
    if (!number(text.substr(0, dash), place.transaction) ||
        !number(text.substr(dash + 1), place.id))
        return std::nullopt;
    return place;
}

}  // namespace

void publish(db::Transaction& tx, Event const& event, base::Instant now) {
    tx.run(
        "INSERT INTO live_events (noun, subject_id, verb, version, at) VALUES ($1, $2, $3, $4, $5)",
        event.noun, event.id, event.verb, event.version, now);
    tx.signal("live");
}

struct Broadcast::State {
    db::Database& database;
    base::Clock const& clock;
    MayHear may_hear;
    StillThere still_there;

    struct Listener {
        std::shared_ptr<http::Stream> stream;
        http::Actor actor;
        std::optional<Place> resume_after;
    };

    std::mutex mutex;
    std::condition_variable wake;
    std::vector<std::shared_ptr<Listener>> listeners;
    bool signalled = false;
    bool stopping = false;
    bool held_back = false;  // the broadcast's thread only
    Place place;
    std::shared_ptr<void> listening;
    std::thread thread;

    void run() {
        auto next_heartbeat = std::chrono::steady_clock::now() + heartbeat;
        for (;;) {
            {
                std::unique_lock lock(mutex);
                wake.wait_for(lock, held_back ? 50ms : 1000ms,
                              [this] { return stopping || signalled; });
                if (stopping) return;
                signalled = false;
            }
            try {
                deliver();
                if (std::chrono::steady_clock::now() >= next_heartbeat) {
                    next_heartbeat = std::chrono::steady_clock::now() + heartbeat;
                    beat();
                }
            } catch (std::exception const&) {  // the database is away: the rows wait for us
            }
        }
    }

    std::vector<std::shared_ptr<Listener>> open_listeners() {
        std::lock_guard const lock(mutex);
        std::erase_if(listeners, [](auto const& listener) { return listener->stream->closed(); });
        return listeners;
    }

    void send(db::Reader& reader, Listener& listener, Row const& row) {
        Event const event{row.noun, row.subject_id, row.verb, row.version};
        if (!may_hear(reader, listener.actor, event)) return;
        listener.stream->send("id: " + id_text({row.transaction, row.id}) +
                              "\nevent: change\ndata: " + json::to_json(event) + "\n\n");
    }

    void deliver() {
        for (;;) {
            bool more = false;
            database.read([&](db::Reader& reader) {
                auto const rows = rows_after(reader, place);
                // Only now: a page that opened before these rows were read must get them.
                auto const current = open_listeners();
                for (auto const& listener : current)
                    if (auto const from = std::exchange(listener->resume_after, std::nullopt))
                        catch_up(reader, *listener, *from);
                for (auto const& row : rows) {
                    for (auto const& listener : current) send(reader, *listener, row);
                    place = {row.transaction, row.id};
                }
                more = static_cast<int>(rows.size()) == batch;
                held_back = !more && anything_held_back(reader, place);
            });
            if (!more) return;
        }
    }

    // What a listener that was away missed, up to where all others are.
    void catch_up(db::Reader& reader, Listener& listener, Place from) {
        auto const reached = [&](Place at) {
            return std::pair(at.transaction, at.id) >= std::pair(place.transaction, place.id);
        };
        while (!reached(from)) {
            auto const rows = rows_after(reader, from);
            for (auto const& row : rows) {
                from = {row.transaction, row.id};
                if (std::pair(row.transaction, row.id) > std::pair(place.transaction, place.id))
                    return;
                send(reader, listener, row);
            }
            if (static_cast<int>(rows.size()) < batch) return;
        }
    }

    void beat() {
        auto const current = open_listeners();
        database.read([&](db::Reader& reader) {
            for (auto const& listener : current) {
                if (still_there(reader, listener->actor))
                    listener->stream->send(": beat\n\n");
                else
                    listener->stream->close();
            }
        });
        database.write([&](db::Transaction& tx) {
            tx.run("DELETE FROM live_events WHERE at < $1", clock.now() - kept_for);
        });
    }
};

void forget_all(db::Transaction& tx) {
    tx.run("DELETE FROM live_events");
}

Broadcast::Broadcast(db::Database& database, base::Clock const& clock, MayHear may_hear,
                     StillThere still_there)
    : impl_(new State{database, clock, std::move(may_hear), std::move(still_there)}) {}

Broadcast::~Broadcast() {
    stop();
}

http::Response Broadcast::open(http::RawCall& call) {
    auto listener = std::make_shared<State::Listener>();
    listener->actor = call.actor;
    listener->resume_after = parse_id(call.request.header("last-event-id"));
    http::Response response;
    response.with("content-type", "text/event-stream")
        .with("cache-control", "no-store")
        .with("x-accel-buffering", "no");
    response.stream = [impl = impl_.get(), listener](std::shared_ptr<http::Stream> stream) {
        stream->send("retry: 2000\n\n");
        std::lock_guard const lock(impl->mutex);
        listener->stream = std::move(stream);
        impl->listeners.push_back(listener);
        impl->signalled = true;
        impl->wake.notify_all();
    };
    return response;
}

void Broadcast::start() {
    impl_->place = impl_->database.read([](db::Reader& reader) { return newest(reader); });
    impl_->listening = impl_->database.listen("live", [impl = impl_.get()] {
        std::lock_guard const lock(impl->mutex);
        impl->signalled = true;
        impl->wake.notify_all();
    });
    impl_->thread = std::thread([impl = impl_.get()] { impl->run(); });
}

void Broadcast::stop() {
    impl_->listening.reset();
    {
        std::lock_guard const lock(impl_->mutex);
        impl_->stopping = true;
    }
    impl_->wake.notify_all();
    if (impl_->thread.joinable()) impl_->thread.join();
}

}  // namespace live
