#include "platform/live/live.h"

#include "platform/db/testing.h"

#include <chrono>
#include <mutex>
#include <thread>

namespace {

using namespace std::chrono_literals;

// A page that keeps what it was sent.
class Page : public http::Stream {
  public:
    void send(std::string bytes) override {
        std::lock_guard const lock(mutex_);
        text_ += bytes;
    }
    void close() override { closed_ = true; }
    bool closed() const override { return closed_; }
    void on_close(std::function<void()>) override {}
    bool gets(std::string const& text) {
        for (int i = 0; i < 300; ++i) {
            {
                std::lock_guard const lock(mutex_);
                if (text_.find(text) != std::string::npos) return true;
            }
            std::this_thread::sleep_for(10ms);
        }
        return false;
    }
    std::string text() {
        std::lock_guard const lock(mutex_);
        return text_;
    }

  private:
    std::mutex mutex_;
    std::string text_;
    std::atomic<bool> closed_ = false;
};

class LiveTest : public db::testing::BothDatabases {
  protected:
    base::SystemClock clock;
    live::Broadcast broadcast{database(), clock,
                              [](db::Reader&, http::Actor const& actor, live::Event const& event) {
                                  return event.id % 10 ==
                                         actor.id;  // hears of ids that end in its own
                              },
                              [](db::Reader&, http::Actor const&) { return true; }};

    std::shared_ptr<Page> open(std::int64_t actor_id, std::string const& last_event_id = "") {
        http::Request request;
        if (!last_event_id.empty()) request.headers = {{"last-event-id", last_event_id}};
        http::Actor actor;
        actor.id = actor_id;
        std::vector<std::pair<std::string, std::string>> const path;
        http::RawCall call(http::Call(request, actor, clock.now(), path), database());
        auto page = std::make_shared<Page>();
        broadcast.open(call).stream(page);
        return page;
    }
    void publish(std::int64_t id) {
        database().write([&](db::Transaction& tx) {
            live::publish(tx, {"deal", id, "changed", 2}, clock.now());
        });
    }
};

TEST_P(LiveTest, EachPageHearsOnlyOfWhatItsPersonMaySee) {
    broadcast.start();
    auto const one = open(1), two = open(2);
    publish(11);
    publish(12);
    EXPECT_TRUE(one->gets(R"({"noun":"deal","id":11,"verb":"changed","version":2})"));
    EXPECT_TRUE(two->gets("\"id\":12"));
    EXPECT_EQ(one->text().find("\"id\":12"), std::string::npos);
}

TEST_P(LiveTest, APageThatWasAwayGetsWhatItMissed) {
    broadcast.start();
    auto const before = open(1);
    publish(11);
    ASSERT_TRUE(before->gets("\"id\":11"));
    auto const text = before->text();
    auto const at = text.find("id: ") + 4;
    auto const last = text.substr(at, text.find('\n', at) - at);
    before->close();
    publish(21);
    publish(31);
    auto const other = open(1);
    publish(41);
    ASSERT_TRUE(other->gets("\"id\":41"));
    auto const after = open(1, last);
    EXPECT_TRUE(after->gets("\"id\":31"));
    EXPECT_EQ(after->text().find("\"id\":11}"), std::string::npos);
    EXPECT_LT(after->text().find("\"id\":21"), after->text().find("\"id\":31"));
}

TEST_P(LiveTest, ATransactionThatCommitsLateIsNotMissed) {
    if (dialect() == db::Dialect::sqlite) return;  // one writer: there is no late commit
    broadcast.start();
    auto const page = open(1);
    auto const second = open_again();
    std::thread late([&] {
        second->write([&](db::Transaction& tx) {
            live::publish(tx, {"deal", 11, "changed", 1}, clock.now());
            std::this_thread::sleep_for(300ms);
        });
    });
    std::this_thread::sleep_for(100ms);
    publish(21);
    late.join();
    EXPECT_TRUE(page->gets("\"id\":11"));
    EXPECT_TRUE(page->gets("\"id\":21"));
}

BOTH_DATABASES(LiveTest);

}  // namespace
