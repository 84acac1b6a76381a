#include "features/letters/mailbox.h"

#include "platform/base/refusal.h"
#include "platform/base/text.h"
#include "platform/mail/address.h"

#include <algorithm>

namespace letters {
namespace {

void check_host(std::string& host, std::string const& field) {
    host = base::trimmed(base::clean(host));
    bool const good =
        !host.empty() && host.size() <= 253 && std::all_of(host.begin(), host.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                   c == '.' || c == '-' || c == ':' || c == '_';
        });
    if (!good)
        throw base::Refusal::invalid("host_invalid",
                                     {"Укажите имя почтового сервера, например imap.example.ru.",
                                      "Give the mail server's name, like imap.example.ru."},
                                     field);
}

void check_port(std::int64_t port, std::string const& field) {
    if (port < 1 || port > 65535)
        throw base::Refusal::invalid("port_invalid",
                                     {"Порт — число от 1 до 65535, обычно 993 и 465.",
                                      "A port is from 1 to 65535, usually 993 and 465."},
                                     field);
}

mail::Server server(Mailbox const& mailbox, base::Secrets const& secrets) {
    mail::Server out;
    out.user = mailbox.login;
    out.password = secrets.decrypt(mailbox.password_sealed);
    out.verify_certificate = mailbox.verify_certificate;
    return out;
}

}  // namespace

MailboxForm checked(MailboxForm form) {
    auto const address = mail::parse_address(form.address);
    if (!address)
        throw base::Refusal::invalid("address_invalid",
                                     {"Укажите адрес ящика, например sales@example.ru.",
                                      "Give the mailbox's address, like sales@example.ru."},
                                     "address");
    form.address = mail::folded_address(address->address);
    form.name = base::shortened(base::trimmed(base::clean(form.name)), 100);
    std::replace(form.name.begin(), form.name.end(), '\n', ' ');
    check_host(form.imap_host, "imap_host");
    check_host(form.smtp_host, "smtp_host");
    check_port(form.imap_port, "imap_port");
    check_port(form.smtp_port, "smtp_port");
    form.login = base::trimmed(base::clean(form.login));
    if (form.login.empty()) form.login = form.address;
    if (form.login.size() > 320)
        throw base::Refusal::invalid(
            "login_invalid", {"Имя для входа слишком длинное.", "The login is too long."}, "login");
    if (form.password && (form.password->empty() || form.password->size() > 1000))
        throw base::Refusal::invalid("password_missing",
                                     {"Введите пароль ящика.", "Enter the mailbox's password."},
                                     "password");
    return form;
}

mail::Server imap_server(Mailbox const& mailbox, base::Secrets const& secrets) {
    auto out = server(mailbox, secrets);
    out.host = mailbox.imap_host;
    out.port = static_cast<int>(mailbox.imap_port);
    out.security = mailbox.imap_security;
    return out;
}

mail::Server smtp_server(Mailbox const& mailbox, base::Secrets const& secrets) {
    auto out = server(mailbox, secrets);
    out.host = mailbox.smtp_host;
    out.port = static_cast<int>(mailbox.smtp_port);
    out.security = mailbox.smtp_security;
    return out;
}

}  // namespace letters
