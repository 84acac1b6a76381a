// Numbers for Prometheus at /metrics: requests by route and status, time they took, work that
// waits and failed, open connections. They name no person and no client.
#pragma once
#include "platform/db/database.h"
#include "platform/http/dispatch.h"

#include <functional>
#include <memory>
#include <string>

namespace app {

class Metrics {
  public:
    Metrics();
    ~Metrics();

    void count(http::AccessRecord const& record);
    void count_failure();

    // The text of /metrics, with what the database says now.
    std::string text(db::Database& database, std::size_t open_connections) const;

  private:
    struct State;
    std::unique_ptr<State> impl_;
};

}  // namespace app
