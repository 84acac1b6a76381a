#include "features/quotes/acceptance_code.h"

#include "features/accounts/company_store.h"
#include "features/customers/customers.h"
#include "features/deals/deals.h"
#include "features/journal/journal.h"
#include "features/letters/letter_store.h"
#include "features/letters/letters.h"
#include "features/letters/mailbox_store.h"
#include "features/quotes/acceptance_code_store.h"

#include <algorithm>

namespace quotes {
namespace {

using base::Refusal;

constexpr std::chrono::minutes life{15};
constexpr std::chrono::seconds pause{60};  // before another one
constexpr std::int64_t most_an_hour = 5;
constexpr std::int64_t most_tries = 5;

// The hash is bound to its quote and moment: no code of another one fits.
std::string hash_of(base::Secrets const& secrets, std::int64_t version_id, base::Instant made,
                    std::string_view code) {
    return secrets.keyed_hash("acceptance " + std::to_string(version_id) + " " +
                              std::to_string(made.unix_ms) + " " + std::string(code));
}

std::string digits_of(std::string_view typed) {
    std::string out;
    for (char const c : typed)
        if (c >= '0' && c <= '9' && out.size() < 20) out += c;
    return out;
}

struct CodeSent {
    std::string number;
};
BOOST_DESCRIBE_STRUCT(CodeSent, (), (number))
struct CodeSentTo {
    std::string address;
};
BOOST_DESCRIBE_STRUCT(CodeSentTo, (), (address))

// The one that the quote itself came from; 0: the first that there is.
std::int64_t mailbox_of_sending(db::Reader& reader, std::int64_t quote_id) {
    for (SendingRow const& sending : sendings_of(reader, quote_id)) {
        auto const letter =
            sending.letter_id ? letters::store::find(reader, *sending.letter_id) : std::nullopt;
        auto const mailbox =
            letter ? letters::store::find_mailbox(reader, letter->mailbox_id) : std::nullopt;
        if (mailbox && mailbox->active) return mailbox->id;
    }
    return 0;
}

void write_letter(db::Transaction& tx, base::Instant now, QuoteRow const& quote,
                  std::string const& address, std::string const& code) {
    letters::Outgoing letter;
    letter.to.push_back({"", address});
    letter.subject = "Код для согласования " + quote.number;
    letter.text = "Код: " + code + "\n\nВведите его на странице предложения " + quote.number +
                  ", чтобы согласовать его. Код действует 15 минут.\n\nЕсли вы ничего не "
                  "согласовывали, никому не сообщайте код и ничего не делайте.\n";
    letter.wait = std::chrono::milliseconds{0};
    letter.mailbox_id = mailbox_of_sending(tx, quote.id);
    letters::queue(tx, journal::program(), now, letter);
}

// Why this code does not do; a wrong one is counted.
std::optional<Refusal> refusal_of(db::Transaction& tx, base::Instant now,
                                  std::optional<AcceptanceCode> const& sent,
                                  std::int64_t version_id, std::string const& code,
                                  base::Secrets const& secrets) {
    if (code.empty())
        return Refusal::invalid(
            "code_missing", {"Введите код из письма.", "Type the code from the letter."}, "code");
    bool const alive = sent && sent->version_id == version_id && !sent->used_at &&
                       sent->expires_at > now && sent->wrong_tries < most_tries;
    if (!alive)
        return Refusal::invalid("code_expired",
                                {"Код больше не действует. Запросите новый.",
                                 "The code is no longer valid. Ask for a new one."},
                                "code");
    if (base::same_secret(sent->code_hash, hash_of(secrets, version_id, sent->created_at, code)))
        return std::nullopt;
    count_wrong_try(tx, sent->id);
    return Refusal::invalid("code_wrong",
                            {"Код не подходит. Проверьте цифры в письме.",
                             "The code does not fit. Look at the letter again."},
                            "code");
}

}  // namespace

std::optional<std::string> code_address(db::Reader& reader, QuoteRow const& quote,
                                        VersionRow const& version) {
    if (!accounts::company_settings(reader).acceptance_code) return std::nullopt;
    auto const mailboxes = letters::store::mailboxes(reader);
    if (std::ranges::none_of(mailboxes, &letters::Mailbox::active)) return std::nullopt;
    for (SendingRow const& sending : sendings_of(reader, quote.id))
        if (sending.version_id == version.id && !sending.address.empty()) return sending.address;
    auto const contact = load(reader, version.id).contact_id;
    if (!contact) return std::nullopt;
    std::string const email =
        customers::addressee(reader, *contact, deals::brief(reader, quote.deal_id).company_id)
            .email;
    return email.empty() ? std::nullopt : std::optional(email);
}

std::string masked_address(std::string_view address) {
    auto const at = address.rfind('@');
    if (at == address.npos || at == 0) return "…";
    std::size_t first = 1;  // a whole letter
    while (first < at && (static_cast<unsigned char>(address[first]) & 0xC0) == 0x80) ++first;
    return std::string(address.substr(0, first)) + "…" + std::string(address.substr(at));
}

std::string send_code(db::Transaction& tx, base::Instant now, OpenedLink const& link,
                      base::Secrets const& secrets) {
    QuoteRow const& quote = *link.quote;
    require_acceptable(tx, quote, *link.version);
    auto const address = code_address(tx, quote, *link.version);
    if (!address)
        throw Refusal::conflict("no_code_needed", {"Код не нужен. Обновите страницу.",
                                                   "No code is needed. Reload the page."});
    auto const last = last_code(tx, quote.id);
    if (last && now - last->created_at < pause)
        throw Refusal(base::RefusalKind::too_many, "code_too_soon",
                      {"Код уже отправлен. Новый можно запросить через минуту.",
                       "A code was sent already. Ask for a new one in a minute."});
    if (codes_since(tx, quote.id, now - std::chrono::hours(1)) >= most_an_hour)
        throw Refusal(base::RefusalKind::too_many, "too_many_codes",
                      {"Слишком много кодов за час. Напишите менеджеру.",
                       "Too many codes within an hour. Write to the manager."});
    std::string const code = base::random_digits(6);
    insert_code(tx, {.quote_id = quote.id,
                     .version_id = link.version->id,
                     .address = *address,
                     .code_hash = hash_of(secrets, link.version->id, now, code),
                     .created_at = now,
                     .expires_at = now + life});
    write_letter(tx, now, quote, *address, code);
    journal::record(tx, journal::program(), now,
                    {.noun = "quote",
                     .id = quote.id,
                     .verb = "acceptance_code_sent",
                     .details = json::to_json(CodeSent{quote.number}),
                     .personal = json::to_json(CodeSentTo{*address}),
                     .undo = journal::Undo::final,
                     .also = {{"deal", quote.deal_id}}});
    return masked_address(*address);
}

std::optional<Refusal> accept_with_code(db::Transaction& tx, base::Instant now,
                                        OpenedLink const& link, std::string const& name,
                                        std::string const& code, std::string const& address,
                                        base::Secrets const& secrets) {
    require_acceptable(tx, *link.quote, *link.version);
    std::string confirmed_by;
    if (code_address(tx, *link.quote, *link.version)) {
        auto const sent = last_code(tx, link.quote->id);
        auto refusal = refusal_of(tx, now, sent, link.version->id, digits_of(code), secrets);
        if (refusal) return refusal;
        use_code(tx, sent->id, now);
        confirmed_by = sent->address;
    }
    accept(tx, now, link, name, address, confirmed_by);
    return std::nullopt;
}

}  // namespace quotes
