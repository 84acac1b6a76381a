// A mailbox of the agency (1.1.2): where its letters are fetched from and sent through. Its
// password is sealed with a key outside the database. Its page proves the truth: of every folder
// how many letters the server showed, how many are stored, how many failed and why.
#pragma once
#include "features/letters/letter.h"
#include "platform/base/secrets.h"
#include "platform/mail/server.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace letters {

// A row of `mailboxes`.
struct Mailbox {
    std::int64_t id = 0;
    std::string address;
    std::string name;  // the sender's name in letters
    std::string imap_host;
    std::int64_t imap_port = 993;
    mail::Security imap_security = mail::Security::tls;
    std::string smtp_host;
    std::int64_t smtp_port = 465;
    mail::Security smtp_security = mail::Security::tls;
    std::string login;
    std::string password_sealed;
    bool verify_certificate = true;
    bool set_seen = false;                // mark letters as read on the server once they are stored
    std::optional<std::int64_t> team_id;  // only this team sees its letters; nothing = everybody
    bool active = true;
    std::optional<base::Instant> last_contact_at;
    std::string last_error;
    std::optional<base::Instant> last_error_at;
    base::Instant created_at;
    std::int64_t version = 1;  // of the settings; contacts and errors do not change it
};
BOOST_DESCRIBE_STRUCT(Mailbox, (),
                      (id, address, name, imap_host, imap_port, imap_security, smtp_host, smtp_port,
                       smtp_security, login, password_sealed, verify_certificate, set_seen, team_id,
                       active, last_contact_at, last_error, last_error_at, created_at, version))

// A row of `mailbox_folders`.
struct MailboxFolder {
    std::int64_t id = 0;
    std::int64_t mailbox_id = 0;
    std::string name;
    FolderRole role = FolderRole::inbox;
    std::int64_t uid_validity = 0;
    std::int64_t cursor_uid = 0;      // all up to here are stored or failed with a reason
    std::int64_t seen_on_server = 0;  // since it was connected (the last 30 days before it)
    std::int64_t stored = 0;
    std::int64_t failed = 0;
    std::optional<base::Instant> synced_at;
};
BOOST_DESCRIBE_STRUCT(MailboxFolder, (),
                      (id, mailbox_id, name, role, uid_validity, cursor_uid, seen_on_server, stored,
                       failed, synced_at))

// What a person fills in.
struct MailboxForm {
    std::string address;
    std::string name;
    std::string imap_host;
    std::int64_t imap_port = 993;
    mail::Security imap_security = mail::Security::tls;
    std::string smtp_host;
    std::int64_t smtp_port = 465;
    mail::Security smtp_security = mail::Security::tls;
    std::string login;
    std::optional<std::string> password;  // nothing = the one that is stored
    bool verify_certificate = true;
    bool set_seen = false;
    std::optional<std::int64_t> team_id;
    bool active = true;
    std::optional<std::int64_t> version;  // of the mailbox that is changed
};
BOOST_DESCRIBE_STRUCT(MailboxForm, (),
                      (address, name, imap_host, imap_port, imap_security, smtp_host, smtp_port,
                       smtp_security, login, password, verify_certificate, set_seen, team_id,
                       active, version))

// Cleans the values; Refusal invalid with the field's name if one cannot be.
MailboxForm checked(MailboxForm form);

mail::Server imap_server(Mailbox const& mailbox, base::Secrets const& secrets);
mail::Server smtp_server(Mailbox const& mailbox, base::Secrets const& secrets);

}  // namespace letters
