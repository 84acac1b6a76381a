#include "features/letters/mailbox_actions.h"

#include "features/accounts/permissions.h"
#include "features/journal/journal.h"
#include "features/journal/nouns.h"
#include "features/letters/mailbox_store.h"
#include "platform/json/json.h"
#include "platform/live/live.h"
#include "platform/mail/imap.h"
#include "platform/mail/smtp.h"

namespace letters {
namespace {

struct MailboxEvent {  // no password, not even sealed
    std::string address;
    bool active = true;
};
BOOST_DESCRIBE_STRUCT(MailboxEvent, (), (address, active))

Mailbox mailbox_from(MailboxForm const& form, std::string const& sealed, Mailbox mailbox) {
    mailbox.address = form.address;
    mailbox.name = form.name;
    mailbox.imap_host = form.imap_host;
    mailbox.imap_port = form.imap_port;
    mailbox.imap_security = form.imap_security;
    mailbox.smtp_host = form.smtp_host;
    mailbox.smtp_port = form.smtp_port;
    mailbox.smtp_security = form.smtp_security;
    mailbox.login = form.login;
    if (!sealed.empty()) mailbox.password_sealed = sealed;
    mailbox.verify_certificate = form.verify_certificate;
    mailbox.set_seen = form.set_seen;
    mailbox.team_id = form.team_id;
    mailbox.active = form.active;
    return mailbox;
}

void check_free(db::Reader& reader, std::string const& address, std::int64_t own_id) {
    for (auto const& one : store::mailboxes(reader))
        if (one.address == address && one.id != own_id)
            throw base::Refusal::conflict("mailbox_known",
                                          {"Ящик " + address + " уже подключён.",
                                           "The mailbox " + address + " is connected already."},
                                          "address");
}

void note(db::Transaction& tx, http::Actor const& actor, base::Instant now, Mailbox const& mailbox,
          char const* verb) {
    journal::record(tx, actor, now,
                    {.noun = "mailbox",
                     .id = mailbox.id,
                     .verb = verb,
                     .details = json::to_json(MailboxEvent{mailbox.address, mailbox.active}),
                     .undo = journal::Undo::compensated});
    live::publish(tx, {"mailbox", mailbox.id, verb, mailbox.version}, now);
    tx.signal("mailboxes");
}

}  // namespace

std::int64_t add_mailbox(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                         MailboxForm const& form, std::string const& sealed) {
    if (sealed.empty())
        throw base::Refusal::invalid("password_missing",
                                     {"Введите пароль ящика.", "Enter the mailbox's password."},
                                     "password");
    check_free(tx, form.address, 0);
    auto mailbox = mailbox_from(form, sealed, {});
    mailbox.created_at = now;
    mailbox.id = store::insert(tx, mailbox);
    note(tx, actor, now, mailbox, "created");
    return mailbox.id;
}

void change_mailbox(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                    std::int64_t id, MailboxForm const& form, std::string const& sealed) {
    journal::require_change(tx, actor, "mailbox", id);
    auto const before = store::find_mailbox(tx, id).value();
    check_free(tx, form.address, id);
    // Who may change the server must know the password: else he could have it sent to his own.
    bool const elsewhere = form.imap_host != before.imap_host || form.smtp_host != before.smtp_host;
    if (elsewhere && sealed.empty())
        throw base::Refusal::invalid("password_missing",
                                     {"Сервер изменён: введите пароль ещё раз.",
                                      "The server is another: enter the password again."},
                                     "password");
    auto mailbox = mailbox_from(form, sealed, before);
    mailbox.version = form.version.value_or(before.version);
    if (!store::update(tx, mailbox))
        throw base::Refusal::conflict("mailbox_changed",
                                      {"Настройки ящика уже изменили. Обновите страницу.",
                                       "The mailbox was changed meanwhile. Reload the page."});
    mailbox.version += 1;
    note(tx, actor, now, mailbox, before.active && !mailbox.active ? "switched_off" : "changed");
}

void fetch_again(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                 std::int64_t id) {
    journal::require_change(tx, actor, "mailbox", id);
    store::forget_failures(tx, id);
    note(tx, actor, now, store::find_mailbox(tx, id).value(), "fetched_again");
}

ConnectionTest try_connection(Mailbox const& mailbox, base::Secrets const& secrets,
                              base::Language language) {
    ConnectionTest out;
    try {
        mail::Imap imap(imap_server(mailbox, secrets));
        auto const folders = imap.folders();
        for (auto const use :
             {mail::FolderUse::inbox, mail::FolderUse::sent, mail::FolderUse::junk})
            if (auto const name = mail::folder_for(folders, use)) out.folders.push_back(*name);
        out.receiving = true;
    } catch (mail::Failure const& failure) {
        out.receiving_problem = failure.words.in(language);
    }
    try {
        mail::try_submission(smtp_server(mailbox, secrets));
        out.sending = true;
    } catch (mail::Failure const& failure) {
        out.sending_problem = failure.words.in(language);
    }
    return out;
}

void register_mailboxes() {
    journal::register_noun({"mailbox",
                            {"Ящик", "Mailbox"},
                            [](db::Reader& reader, http::Actor const& actor, std::int64_t id) {
                                return (actor.may(accounts::mailboxes_manage) ||
                                        actor.may(accounts::inbox_read)) &&
                                       store::find_mailbox(reader, id).has_value();
                            },
                            [](db::Reader& reader, http::Actor const& actor, std::int64_t id) {
                                return actor.may(accounts::mailboxes_manage) &&
                                       store::find_mailbox(reader, id).has_value();
                            },
                            [](db::Reader& reader, std::int64_t id) {
                                auto const mailbox = store::find_mailbox(reader, id);
                                return mailbox ? mailbox->address : std::string();
                            }});
}

}  // namespace letters
