// Plays the stories of the seed: every step is the verb that a person would have used, at its time,
// in the order of time over all deals, so that numbers, timelines and counters are as they would
// have become. Many steps share a transaction.
#pragma once
#include "app/parts.h"
#include "app/seed/demo_company.h"
#include "app/seed/post_of_past.h"
#include "app/seed/story.h"
#include "app/seed/words.h"
#include "features/process/process.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace app::seed {

// A client of the seed, met in one of its deals.
struct Client {
    std::int64_t company_id = 0;  // 0: a private person
    std::int64_t contact_id = 0;
    std::int64_t owner = 0;  // place in the list of actors
    std::string name;        // «Ольга Петрова»
    std::string first_name;
    std::string email;
    std::string signature;
};

// What is known of a deal while its story goes on.
struct Played {
    Story story;
    std::size_t next = 0;  // step
    Dice dice{0};
    Asked asked;
    Client client;
    std::int64_t client_place = -1;   // in the list of clients; -1: new
    std::int64_t company_number = 0;  // of a new client's
    http::Actor const* owner = nullptr;
    std::int64_t enquiry_id = 0;
    std::int64_t deal_id = 0;
    std::int64_t thread_id = 0;
    std::string message_id;  // of the client's last letter
    std::int64_t quote_id = 0;
    std::int64_t link_id = 0;
    std::int64_t objection_id = 0;
};

class Past {
  public:
    Past(Parts& parts, std::vector<DemoPerson> const& people, Stage const& stage);

    // Calls `progress` with (steps done, steps in all) now and then.
    void play(std::function<void(std::int64_t, std::int64_t)> const& progress);

  private:
    void prepare(db::Transaction& tx);
    void forget_noise(db::Transaction& tx);
    void act(db::Transaction& tx, Played& deal);

    // The client's side of the department (past_clients.cpp).
    void meet(Played& deal);
    void make_client(db::Transaction& tx, Played& deal, base::Instant at);
    void letter_comes(db::Transaction& tx, Played& deal, base::Instant at);
    void answer_letter(db::Transaction& tx, Played& deal, base::Instant at);
    void client_writes(db::Transaction& tx, Played& deal, base::Instant at);
    void open_deal(db::Transaction& tx, Played& deal, base::Instant at);

    // Quotes and what clients do with them (past_quotes.cpp).
    void select_products(db::Transaction& tx, Played& deal, base::Instant at);
    void make_quote(db::Transaction& tx, Played& deal, base::Instant at);
    void send_quote(db::Transaction& tx, Played& deal, base::Instant at, bool again);
    void client_looks(db::Transaction& tx, Played& deal, base::Instant at, Step step);
    void objects(db::Transaction& tx, Played& deal, base::Instant at, Step step);
    void accept(db::Transaction& tx, Played& deal, base::Instant at);

    // What follows the client's yes or no (past_deals.cpp).
    void go_on(db::Transaction& tx, Played& deal, base::Instant at, Step step);
    void tell(db::Transaction& tx, Played& deal, base::Instant at, process::DealFact fact,
              std::string const& note);
    void close_tasks(db::Transaction& tx, Played& deal, base::Instant at, char const* kind,
                     std::string const& result);
    void plan_next_step(db::Transaction& tx, Played& deal, base::Instant at);

    Parts& parts_;
    Stage stage_;
    std::vector<http::Actor> managers_;
    std::optional<PostOfPast> post_;
    std::vector<Client> clients_;
    std::vector<std::int64_t> products_;
    std::int64_t companies_made_ = 0;
    std::int64_t letters_made_ = 0;
};

}  // namespace app::seed
