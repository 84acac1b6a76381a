// For the tests of this feature: a department with a seller, a mailbox and a deal whose need names
// a mug in two runs and a pen in one; and the routes behind a real server.
#pragma once
#include "features/accounts/sellers_store.h"
#include "features/catalog/selections.h"
#include "features/customers/customers.h"
#include "features/customers/testing.h"
#include "features/deals/deal_record.h"
#include "features/deals/deals.h"
#include "features/files/attachments.h"
#include "features/letters/letter_actions.h"
#include "features/letters/letter_store.h"
#include "features/letters/mailbox_store.h"
#include "features/quotes/objections.h"
#include "features/quotes/quote_card.h"
#include "features/quotes/quote_routes.h"
#include "features/quotes/quote_sending.h"
#include "features/tasks/task_actions.h"
#include "platform/http/client.h"
#include "platform/http/dispatch.h"
#include "platform/http/server.h"

#include <charconv>
#include <string>

namespace quotes::testing {

class QuoteDepartment : public customers::testing::Department {
  protected:
    QuoteDepartment() {
        deals::register_noun_and_undo();
        tasks::register_noun_and_undo();
        files::register_attachments();
        letters::register_letters();
        catalog::register_selections();
        register_quotes();
        register_objections();
        now = base::parse_instant("2026-11-25T10:00:00+03:00").value();
        in_write([&](db::Transaction& tx) {
            accounts::SellerForm seller;
            seller.name = "ООО «Сувенир Плюс»";
            seller.legal_form = "ООО";
            seller.inn = "7707083893";
            seller.is_default = true;
            seller.vat = {{accounts::SellerVat::general, {2020, 1, 1}}};
            accounts::insert_seller(tx, seller, now, "");
            letters::Mailbox mailbox;
            mailbox.address = mailbox.login = "sales@example.ru";
            mailbox.imap_host = mailbox.smtp_host = "127.0.0.1";
            letters::store::insert(tx, mailbox);
            contact_id = customers::create_contact(tx, anna, now,
                                                   {.surname = "Петрова",
                                                    .name = "Ольга",
                                                    .patronymic = "Сергеевна",
                                                    .emails = {"olga@client.example.ru"}},
                                                   anna.id, "");
            company_id = customers::create_company(tx, anna, now, {.name = "Ромашка"}, anna.id, "");
            customers::join(tx, anna, now, company_id, contact_id, "директор по маркетингу");
            deal_id = deals::open(tx, anna, now, deal());
        });
    }

    deals::NewDeal deal() const {
        deals::NewDeal out{
            .title = "Кружки к Новому году", .company_id = company_id, .contact_id = contact_id};
        deals::NeedItem mug{.product = "Кружка керамическая", .runs = {300, 100}};
        mug.imprints.push_back({.method = "деколь", .colours = 2, .place = "на боку"});
        out.need.items = {mug, {.product = "Ручка", .runs = {500}}};
        out.need.in_hands_on = base::Date{2026, 12, 24};
        return out;
    }

    std::int64_t new_quote() {
        return in_write(
            [&](db::Transaction& tx) { return create(tx, anna, now, {.deal_id = deal_id}); });
    }
    QuoteCard shown(std::int64_t id, http::Actor const& who,
                    std::optional<std::int64_t> number = {}) {
        return in_read([&](db::Reader& reader) { return card(reader, who, now, id, number); });
    }
    QuoteCard shown(std::int64_t id) { return shown(id, anna); }
    void save(std::int64_t id, QuoteDraft const& draft) {
        in_write([&](db::Transaction& tx) { save_draft(tx, anna, now, id, draft); });
    }
    // A quote that could go out: a cost for every run.
    std::int64_t ready_quote() {
        auto const id = new_quote();
        QuoteDraft draft = shown(id).draft;
        for (QuoteLine& line : draft.lines)
            for (QuoteOption& option : line.options) {
                option.unit_cost_micro = secret_cost_micro;
                for (QuoteImprint& imprint : option.imprints)
                    imprint.per_piece_micro = secret_imprint_micro;
            }
        draft.inner_note = "наценку не показывать";
        save(id, draft);
        return id;
    }
    std::int64_t send_now(std::int64_t id, QuoteSendingForm form = {}) {
        form.version = shown(id).version;
        return in_write(
            [&](db::Transaction& tx) { return quotes::send(tx, anna, now, id, form, parts); });
    }
    // Runs the job that prints and queues.
    void run_job(std::int64_t sending, bool with_pdf, bool last = true) {
        print_and_queue(database(), clock, store, printer, parts, {sending, with_pdf},
                        {.id = 1, .kind = "quote.print", .attempt = 1, .last_attempt = last});
    }
    SendingRow sending(std::int64_t id) {
        return in_read([&](db::Reader& reader) { return *find_sending(reader, id); });
    }
    // All the way to the client, as far as our mail server tells.
    std::string deliver(std::int64_t id) {
        auto const sending_id = send_now(id);
        run_job(sending_id, false);
        auto const row = sending(sending_id);
        in_write([&](db::Transaction& tx) {
            letter_was_sent(tx, {.letter_id = *row.letter_id, .now = now});
        });
        return link_of(sending_id);
    }
    std::string link_of(std::int64_t sending_id) {
        return in_read([&](db::Reader& reader) {
            auto const address =
                link_address(*find_link(reader, *find_sending(reader, sending_id)->link_id), parts);
            return address.substr(parts.public_url.size());
        });
    }

    static constexpr std::int64_t secret_cost_micro = 123'456'700;
    static constexpr std::int64_t secret_imprint_micro = 7'654'300;

    class HandClock : public base::Clock {
      public:
        explicit HandClock(base::Instant const& now) : now_(now) {}
        base::Instant now() const override { return now_; }

      private:
        base::Instant const& now_;
    };
    HandClock clock{now};
    files::BlobStore store{folder().path() + "/files"};
    base::Secrets secrets{folder().path() + "/secret.key"};
    SendingParts parts{secrets, "https://crm.example.ru"};
    print::PdfPrinter printer{{}};
    std::int64_t contact_id = 0;
    std::int64_t company_id = 0;
    std::int64_t deal_id = 0;
};

// The routes behind a real server; the header x-person says who asks (by the department's list).
class QuoteServer : public QuoteDepartment {
  protected:
    QuoteServer() {
        mount(router, store, parts);
        mount_pdf(router, store, printer);
        server.start();
    }
    ~QuoteServer() override { server.stop(); }

    http::Incoming get(std::string const& url, http::Actor const* who = nullptr) {
        return ask("GET", url, "", who);
    }
    http::Incoming ask(std::string const& method, std::string const& url, std::string const& body,
                       http::Actor const* who = nullptr) {
        http::Outgoing request{.method = method, .url = address() + url, .body = body};
        if (!body.empty())
            request.headers.emplace_back("content-type", who ? "application/json" : "text/plain");
        if (who) request.headers.emplace_back("x-person", std::to_string(who->id));
        return client.send(request);
    }
    std::string address() const { return "http://127.0.0.1:" + std::to_string(server.port()); }

    http::Actor who(http::Request const& request) const {
        std::int64_t id = 0;
        auto const text = request.header("x-person");
        std::from_chars(text.data(), text.data() + text.size(), id);
        for (auto const* person : {&anna, &boris, &vera, &galina, &dmitry})
            if (person->id == id) return *person;
        return {};
    }

    http::Router router;
    http::Dispatcher dispatcher{
        router,
        database(),
        clock,
        [this](http::Request const& request, base::Instant) { return who(request); },
        {}};
    http::Server server{{.port = 0, .workers = 2, .upload_folder = folder().path()},
                        [](std::string_view, std::string_view) { return false; },
                        [this](http::Request& request) { return dispatcher.handle(request); }};
    http::Client client{{.allowed_addresses = {"127.0.0.1"}}};
};

}  // namespace quotes::testing
