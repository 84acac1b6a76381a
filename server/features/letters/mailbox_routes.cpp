#include "features/accounts/permissions.h"
#include "features/journal/nouns.h"
#include "features/letters/letter_routes.h"

namespace letters {
namespace {

constexpr int most_failures = 100;

// For choosing whom a letter is from, and for the state at a glance.
struct MailboxRow {
    std::int64_t id = 0;
    std::string address;
    std::string name;
    std::optional<std::int64_t> team_id;
    bool active = true;
    std::optional<base::Instant> last_contact_at;
    std::string last_error;
    std::optional<base::Instant> last_error_at;
    std::int64_t seen_on_server = 0;
    std::int64_t stored = 0;
    std::int64_t failed = 0;
};
BOOST_DESCRIBE_STRUCT(MailboxRow, (),
                      (id, address, name, team_id, active, last_contact_at, last_error,
                       last_error_at, seen_on_server, stored, failed))

struct MailboxList {
    std::vector<MailboxRow> items;
    std::optional<std::string> next;  // a company's mailboxes come all at once
};
BOOST_DESCRIBE_STRUCT(MailboxList, (), (items, next))

struct MailboxCard {
    std::int64_t id = 0;
    MailboxForm settings;  // without its password
    std::optional<base::Instant> last_contact_at;
    std::string last_error;
    std::optional<base::Instant> last_error_at;
    std::vector<MailboxFolder> folders;
    std::vector<store::LetterFailure> failures;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(MailboxCard, (),
                      (id, settings, last_contact_at, last_error, last_error_at, folders, failures,
                       version))

MailboxList list(http::ReadCall& call) {
    if (!call.actor.may(accounts::inbox_read) && !call.actor.may(accounts::mailboxes_manage))
        throw base::Refusal::forbidden("forbidden", {"Ящики видят те, кто работает с письмами.",
                                                     "Mailboxes are for who works with letters."});
    MailboxList out;
    for (auto const& mailbox : store::mailboxes(call.db)) {
        MailboxRow row{mailbox.id,
                       mailbox.address,
                       mailbox.name,
                       mailbox.team_id,
                       mailbox.active,
                       mailbox.last_contact_at,
                       mailbox.last_error,
                       mailbox.last_error_at,
                       0,
                       0,
                       0};
        for (auto const& folder : store::folders(call.db, mailbox.id)) {
            row.seen_on_server += folder.seen_on_server;
            row.stored += folder.stored;
            row.failed += folder.failed;
        }
        out.items.push_back(std::move(row));
    }
    return out;
}

MailboxCard card_of(db::Reader& reader, std::int64_t id) {
    auto const m = store::find_mailbox(reader, id).value();
    MailboxForm settings{
        m.address,   m.name,          m.imap_host, m.imap_port,  m.imap_security,      m.smtp_host,
        m.smtp_port, m.smtp_security, m.login,     std::nullopt, m.verify_certificate, m.set_seen,
        m.team_id,   m.active,        m.version};
    return {m.id,
            settings,
            m.last_contact_at,
            m.last_error,
            m.last_error_at,
            store::folders(reader, id),
            store::failures(reader, id, most_failures),
            m.version};
}

std::string sealed(base::Secrets const& secrets, MailboxForm const& form) {
    return form.password ? secrets.encrypt(*form.password) : "";
}

// With the settings that are not saved yet; the stored password only for the stored servers.
ConnectionTest test(http::RawCall& call, base::Secrets const& secrets, MailboxForm const& body,
                    std::optional<Mailbox> const& stored) {
    auto const form = checked(body);
    Mailbox mailbox = stored.value_or(Mailbox{});
    bool const elsewhere =
        form.imap_host != mailbox.imap_host || form.smtp_host != mailbox.smtp_host;
    if (!form.password && (!stored || elsewhere))
        throw base::Refusal::invalid("password_missing",
                                     {"Введите пароль ящика.", "Enter the mailbox's password."},
                                     "password");
    mailbox.imap_host = form.imap_host;
    mailbox.imap_port = form.imap_port;
    mailbox.imap_security = form.imap_security;
    mailbox.smtp_host = form.smtp_host;
    mailbox.smtp_port = form.smtp_port;
    mailbox.smtp_security = form.smtp_security;
    mailbox.login = form.login;
    mailbox.verify_certificate = form.verify_certificate;
    if (form.password) mailbox.password_sealed = secrets.encrypt(*form.password);
    return try_connection(mailbox, secrets, call.actor.language);
}

}  // namespace

void mount_mailboxes(http::Router& router, base::Secrets const& secrets) {
    using accounts::mailboxes_manage;
    router.get("/api/mailboxes", http::signed_in,
               "Mailboxes: seen on the server, stored, failed, last error (1.1.2)", &list);
    router.get("/api/mailboxes/{id}", mailboxes_manage, "A mailbox: settings, folders, failures",
               [](http::ReadCall& call) {
                   journal::require_change(call.db, call.actor, "mailbox", call.id());
                   return card_of(call.db, call.id());
               });
    router.post("/api/mailboxes", mailboxes_manage, "Connect a mailbox (1.1.2)",
                [&secrets](http::WriteCall& call, MailboxForm const& body) {
                    auto const form = checked(body);
                    auto const id =
                        add_mailbox(call.db, call.actor, call.now, form, sealed(secrets, form));
                    return card_of(call.db, id);
                });
    router.put("/api/mailboxes/{id}", mailboxes_manage, "Change a mailbox or switch it off",
               [&secrets](http::WriteCall& call, MailboxForm const& body) {
                   auto const form = checked(body);
                   change_mailbox(call.db, call.actor, call.now, call.id(), form,
                                  sealed(secrets, form));
                   return card_of(call.db, call.id());
               });
    router.post("/api/mailboxes/{id}/second-fetch", mailboxes_manage,
                "Ask once more for the letters that could not be fetched",
                [](http::WriteCall& call) {
                    fetch_again(call.db, call.actor, call.now, call.id());
                    return card_of(call.db, call.id());
                });
    router.post("/api/mailbox-tests", mailboxes_manage, "Try settings before saving them",
                [&secrets](http::RawCall& call, MailboxForm const& body) {
                    return test(call, secrets, body, std::nullopt);
                });
    router.post("/api/mailboxes/{id}/test", mailboxes_manage, "Try a mailbox's settings",
                [&secrets](http::RawCall& call, MailboxForm const& body) {
                    auto const stored = call.database.read([&](db::Reader& reader) {
                        journal::require_change(reader, call.actor, "mailbox", call.id());
                        return store::find_mailbox(reader, call.id());
                    });
                    return test(call, secrets, body, stored);
                });
}

}  // namespace letters
