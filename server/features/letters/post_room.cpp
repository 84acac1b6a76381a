#include "features/letters/post_room.h"

#include "features/letters/postman.h"
#include "platform/base/text.h"

#include <condition_variable>
#include <mutex>

namespace letters {
namespace {

using namespace std::chrono_literals;

constexpr auto looks_every = 30s;  // if a signal should get lost

}  // namespace

struct PostRoom::State {
    State(Post const& post, std::function<void(std::string const&)> failed)
        : post(post), failed(std::move(failed)), holder(base::random_token()) {}

    struct Round {
        std::int64_t version;  // of the settings he works by
        std::jthread thread;
    };

    void look() {
        std::vector<Mailbox> mailboxes;
        try {
            mailboxes =
                post.database.read([&](db::Reader& reader) { return store::mailboxes(reader); });
        } catch (std::exception const& failure) {
            failed(failure.what());
            return;
        }
        for (auto const& mailbox : mailboxes) {
            auto const found = rounds.find(mailbox.id);
            if (found != rounds.end() && found->second.version == mailbox.version) continue;
            if (found != rounds.end()) rounds.erase(found);  // stops and joins
            if (mailbox.active) send_out(mailbox);
        }
    }

    void send_out(Mailbox const& mailbox) {
        rounds[mailbox.id] = {mailbox.version,
                              std::jthread([this, id = mailbox.id](std::stop_token stop) {
                                  Postman(post, id, holder, failed).work(std::move(stop));
                              })};
    }

    void keep_looking(std::stop_token stop) {
        while (!stop.stop_requested()) {
            look();
            std::unique_lock lock(mutex);
            wake.wait_for(lock, stop, looks_every, [&] { return signalled; });
            signalled = false;
        }
        for (auto& [id, round] : rounds) round.thread.request_stop();
        rounds.clear();
    }

    Post const& post;
    std::function<void(std::string const&)> failed;
    std::string const holder;
    std::map<std::int64_t, Round> rounds;
    std::mutex mutex;
    std::condition_variable_any wake;
    bool signalled = false;
    std::shared_ptr<void> listening;
    std::jthread thread;
};

PostRoom::PostRoom(Post const& post, std::function<void(std::string const&)> failed)
    : impl_(std::make_unique<State>(post, std::move(failed))) {}

PostRoom::~PostRoom() {
    stop();
}

void PostRoom::start() {
    auto* const state = impl_.get();
    state->listening = state->post.database.listen("mailboxes", [state] {
        std::lock_guard const lock(state->mutex);
        state->signalled = true;
        state->wake.notify_all();
    });
    state->thread = std::jthread([state](std::stop_token stop) { state->keep_looking(stop); });
}

void PostRoom::stop() {
    impl_->listening.reset();
    if (!impl_->thread.joinable()) return;
    impl_->thread.request_stop();
    impl_->thread.join();
}

}  // namespace letters
