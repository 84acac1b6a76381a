// What tests of letters stand on: a database with people and a mailbox, a file store, and ears for
// the announcements.
#pragma once
#include "features/accounts/permissions.h"
#include "features/letters/letter_actions.h"
#include "features/letters/letter_store.h"
#include "features/letters/mailbox_actions.h"
#include "features/letters/mailbox_store.h"
#include "features/letters/post.h"
#include "platform/db/testing.h"

#include <string>
#include <vector>

namespace letters::testing {

class LettersTest : public db::testing::BothDatabases {
  protected:
    LettersTest() : secrets_(folder().path() + "/key"), files_(folder().path() + "/files") {
        register_letters();
        register_mailboxes();
        forget();
        received.then(
            "test", [this](db::Transaction&, LetterFacts const&) { heard_.push_back("received"); });
        sent.then("test",
                  [this](db::Transaction&, LetterFacts const&) { heard_.push_back("sent"); });
        not_delivered.then("test", [this](db::Transaction&, LetterFacts const&) {
            heard_.push_back("not_delivered");
        });
        anna_ = person("anna", accounts::sales_manager);
        boris_ = person("boris", accounts::sales_manager);
        admin_ = person("admin", accounts::administrator);
        Mailbox mailbox;
        mailbox.address = "sales@agency.test";
        mailbox.name = "Сувениры";
        mailbox.imap_host = mailbox.smtp_host = "127.0.0.1";
        mailbox.login = mailbox.address;
        mailbox.password_sealed = secrets_.encrypt("secret");
        mailbox.verify_certificate = false;
        mailbox.created_at = now_;
        mailbox_id_ =
            database().write([&](db::Transaction& tx) { return store::insert(tx, mailbox); });
    }
    ~LettersTest() override { forget(); }

    static void forget() {
        received.forget_all();
        sent.forget_all();
        not_delivered.forget_all();
    }
    http::Actor person(std::string const& login, std::string_view role);
    Letter letter(std::int64_t id) {
        return database().read([&](db::Reader& reader) { return store::find(reader, id).value(); });
    }

    class HeldClock : public base::Clock {
      public:
        explicit HeldClock(base::Instant const& now) : now_(now) {}
        base::Instant now() const override { return now_; }

      private:
        base::Instant const& now_;
    };

    base::Instant now_{1'795'600'000'000};
    HeldClock held_clock_{now_};
    base::Secrets secrets_;
    files::BlobStore files_;
    Post post_{database(), held_clock_, secrets_, files_};
    http::Actor anna_, boris_, admin_;
    std::int64_t mailbox_id_ = 0;
    std::vector<std::string> heard_;
};

}  // namespace letters::testing
