#include "app/metrics.h"

#include "platform/jobs/jobs.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace app {

struct Metrics::State {
    prometheus::Registry registry;
    prometheus::Family<prometheus::Counter>& requests = prometheus::BuildCounter()
                                                            .Name("tirazh_http_requests_total")
                                                            .Help("Answered requests")
                                                            .Register(registry);
    prometheus::Family<prometheus::Histogram>& seconds =
        prometheus::BuildHistogram()
            .Name("tirazh_http_request_seconds")
            .Help("Time from the whole request to its answer")
            .Register(registry);
    prometheus::Counter& failures = prometheus::BuildCounter()
                                        .Name("tirazh_failures_total")
                                        .Help("Requests that met a mistake of ours (500)")
                                        .Register(registry)
                                        .Add({});
    prometheus::Family<prometheus::Gauge>& jobs = prometheus::BuildGauge()
                                                      .Name("tirazh_jobs")
                                                      .Help("Work in the queue by state")
                                                      .Register(registry);
    prometheus::Gauge& connections = prometheus::BuildGauge()
                                         .Name("tirazh_http_connections")
                                         .Help("Open connections")
                                         .Register(registry)
                                         .Add({});
    prometheus::Gauge& database = prometheus::BuildGauge()
                                      .Name("tirazh_database_up")
                                      .Help("1 if the database answers")
                                      .Register(registry)
                                      .Add({});
};

Metrics::Metrics() : impl_(std::make_unique<State>()) {}
Metrics::~Metrics() = default;

// Routes are counted by their pattern: a path would make a new series for every deal, and what
// matches no route may be anything.
void Metrics::count(http::AccessRecord const& record) {
    std::string const route = record.route.empty() ? "other" : record.route;
    impl_->requests
        .Add({{"method", record.route.empty() ? "other" : record.request.method},
              {"route", route},
              {"status", std::to_string(record.response.status)}})
        .Increment();
    impl_->seconds
        .Add({{"route", route}},
             prometheus::Histogram::BucketBoundaries{0.001, 0.005, 0.02, 0.1, 0.5, 2, 10})
        .Observe(record.milliseconds / 1000);
}

void Metrics::count_failure() {
    impl_->failures.Increment();
}

std::string Metrics::text(db::Database& database, std::size_t open_connections) const {
    impl_->connections.Set(static_cast<double>(open_connections));
    try {
        auto const counts = database.read([](db::Reader& reader) { return jobs::counts(reader); });
        impl_->jobs.Add({{"state", "waiting"}}).Set(static_cast<double>(counts.waiting));
        impl_->jobs.Add({{"state", "failed"}}).Set(static_cast<double>(counts.failed));
        impl_->database.Set(1);
    } catch (db::Error const&) {
        impl_->database.Set(0);
    }
    return prometheus::TextSerializer().Serialize(impl_->registry.Collect());
}

}  // namespace app
