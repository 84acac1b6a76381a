// Who listens on which channel in this process, and the thread that calls them.
#pragma once
#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace db {

class Signals {
  public:
    Signals() : thread_([this] { loop(); }) {}
    ~Signals() {
        {
            std::lock_guard const lock(mutex_);
            stopping_ = true;
        }
        wake_.notify_all();
        thread_.join();
    }

    std::shared_ptr<void> listen(std::string const& channel, std::function<void()> listener) {
        auto entry = std::make_shared<Listener>(channel, std::move(listener));
        std::lock_guard const lock(mutex_);
        listeners_.push_back(entry);
        // The handle's end waits for a call under way, so that the listener may be destroyed.
        return {entry.get(), [entry](void*) {
                    std::lock_guard const calling(entry->calling);
                    entry->active = false;
                }};
    }

    void raise(std::set<std::string> const& channels) {
        if (channels.empty()) return;
        {
            std::lock_guard const lock(mutex_);
            raised_.insert(channels.begin(), channels.end());
        }
        wake_.notify_one();
    }

  private:
    struct Listener {
        Listener(std::string channel, std::function<void()> call)
            : channel(std::move(channel)), call(std::move(call)) {}
        std::string channel;
        std::function<void()> call;
        std::recursive_mutex calling;
        std::atomic<bool> active = true;
    };

    void loop() {
        std::unique_lock lock(mutex_);
        for (;;) {
            wake_.wait(lock, [this] { return stopping_ || !raised_.empty(); });
            if (stopping_) return;
            auto const channels = std::exchange(raised_, {});
            std::erase_if(listeners_, [](auto const& entry) { return !entry->active; });
            auto const listeners = listeners_;
            lock.unlock();
            for (auto const& entry : listeners) {
                if (!channels.contains(entry->channel)) continue;
                std::lock_guard const calling(entry->calling);
                if (entry->active) entry->call();
            }
            lock.lock();
        }
    }

    std::mutex mutex_;
    std::condition_variable wake_;
    std::set<std::string> raised_;
    std::vector<std::shared_ptr<Listener>> listeners_;
    bool stopping_ = false;
    std::thread thread_;  // last: starts when all else is there
};

}  // namespace db
