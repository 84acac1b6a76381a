// The composition root: builds every part of a running Tirazh in order, wires them and takes them
// down in the reverse order. Nothing else in the program makes a part.
#pragma once
#include "app/metrics.h"
#include "app/page.h"
#include "app/parts.h"
#include "features/letters/post_room.h"
#include "platform/base/config.h"
#include "platform/base/secrets.h"
#include "platform/base/time.h"
#include "platform/db/database.h"
#include "platform/files/blob_store.h"
#include "platform/http/client.h"
#include "platform/http/dispatch.h"
#include "platform/http/router.h"
#include "platform/http/server.h"
#include "platform/jobs/jobs.h"
#include "platform/live/live.h"
#include "platform/print/pdf.h"

#include <memory>
#include <stop_token>

namespace app {

// Makes the company's folder, if it is not there, so that nobody else on the machine looks into it.
void make_folder(base::Config const& config);
db::Settings database_settings(base::Config const& config);
std::unique_ptr<base::Clock> clock_of(base::Config const& config);

class App {
  public:
    // Opens the folder and the database, which must be migrated. Throws std::runtime_error with
    // a text for the administrator.
    explicit App(base::Config config);
    ~App();

    void start();      // work, live events, then the web server
    int port() const;  // the one it really has
    void stop();       // answers what is under way, finishes running jobs

    http::Router const& router() const { return router_; }
    Parts& parts() { return parts_; }

  private:
    void watch_requests();

    base::Config config_;
    std::unique_ptr<base::Clock> clock_;
    base::Secrets secrets_;
    files::BlobStore files_;
    std::unique_ptr<db::Database> database_;
    http::Client outside_;
    jobs::Workers workers_;
    live::Broadcast broadcast_;
    print::PdfPrinter printer_;
    Metrics metrics_;
    Page page_;
    std::stop_source stopping_;
    letters::Post post_;
    letters::PostRoom post_room_;
    Parts parts_;
    http::Router router_;
    http::Dispatcher dispatcher_;
    http::Server server_;
};

}  // namespace app
