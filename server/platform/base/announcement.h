// "Announce up": a feature tells that something happened without knowing who cares. What is above
// listens; who listens to what is written in one place, app/reactions.cpp, once, at start.
//
//   // letters/letters.h, a feature below
//   inline base::Announcement<db::Transaction&, Received const&> received;
//   // letters/letter_actions.cpp, in the transaction of what happened
//   received(tx, {letter_id, thread_id, now});
//   // app/reactions.cpp
//   letters::received.then("inbox opens an enquiry", &inbox::consider);
//
// Listeners run one after the other in the caller's transaction: what they throw undoes it all.
#pragma once
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace base {

template <class... Parameters>
class Announcement {
  public:
    // Only while the program starts; `what` says for a reader what the listener does.
    void then(std::string what, std::function<void(Parameters...)> listener) {
        listeners_.push_back({std::move(what), std::move(listener)});
    }
    void operator()(Parameters... parameters) const {
        for (auto const& listener : listeners_) listener.call(parameters...);
    }
    void forget_all() { listeners_.clear(); }  // between tests

  private:
    struct Listener {
        std::string what;
        std::function<void(Parameters...)> call;
    };
    std::vector<Listener> listeners_;
};

}  // namespace base
