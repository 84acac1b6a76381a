#include "features/quotes/quote_sending.h"

#include "features/accounts/company_store.h"
#include "features/accounts/people_store.h"
#include "features/deals/deals.h"
#include "features/journal/journal.h"
#include "features/letters/letter_store.h"
#include "features/quotes/client_store.h"
#include "features/quotes/objections.h"
#include "features/quotes/quote_card.h"
#include "features/quotes/quote_letter.h"
#include "features/quotes/quote_view.h"
#include "platform/base/text.h"
#include "platform/live/live.h"

#include <algorithm>

namespace quotes {
namespace {

using base::Refusal;

constexpr char const* print_job = "quote.print";

struct SendingFact {
    std::string number;
    std::int64_t version_number;
    std::int64_t sending_id;
    bool outside;
};
BOOST_DESCRIBE_STRUCT(SendingFact, (), (number, version_number, sending_id, outside))

struct SendingPersonal {
    std::string address;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(SendingPersonal, (), (address, note))

void record(db::Transaction& tx, http::Actor const& actor, base::Instant now, QuoteRow const& row,
            SendingRow const& sending, char const* verb, journal::Undo undo) {
    auto const version = find_version(tx, sending.version_id);
    journal::record(tx, actor, now,
                    {.noun = "quote",
                     .id = row.id,
                     .verb = verb,
                     .details = json::to_json(
                         SendingFact{row.number, version->number, sending.id, sending.outside}),
                     .personal = json::to_json(SendingPersonal{sending.address, sending.note}),
                     .undo = undo,
                     .also = {{"deal", row.deal_id}}});
}

void require_sendable(db::Reader& reader, http::Actor const& actor, base::Instant now,
                      QuoteDraft const& draft, PriceTerms const& terms) {
    auto const problems =
        problems_of(draft, price_draft(draft, terms), today(reader, now), margin_guarded(actor));
    if (problems.empty()) return;
    QuoteProblem const& first = problems.front();
    if (first.code == "below_margin") throw Refusal::forbidden(first.code, first.words);
    throw Refusal::invalid(first.code, first.words, first.field);
}

// The version that goes out: the draft with today's VAT, frozen, or the one that went out before.
VersionRow frozen_version(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                          QuoteRow& row) {
    std::int64_t const id = current_version(tx, row);
    QuoteDraft draft = load(tx, id);
    draft.seller_id = row.seller_id;
    if (row.draft_version_id) {
        PriceTerms const terms =
            terms_for(tx, row.seller_id, draft.in_hands_on.value_or(today(tx, now)));
        require_sendable(tx, actor, now, draft, terms);
        write_draft(tx, actor, now, row, draft);
        freeze(tx, id, now);
        row.draft_version_id.reset();
    } else {
        auto const version = find_version(tx, id);
        require_sendable(tx, actor, now, draft,
                         {version->vat_regime, version->vat_basis_points,
                          accounts::company_settings(tx).minimum_margin_basis_points});
    }
    return *find_version(tx, id);
}

// Until the end of the last day of validity; the sender's promise ends there.
std::optional<base::Instant> link_expiry(db::Reader& reader, QuoteDraft const& draft) {
    if (!draft.valid_until) return std::nullopt;
    base::Zone const zone(accounts::company_settings(reader).zone);
    return zone.at(base::add_days(*draft.valid_until, 1), 0);
}

std::int64_t make_link(db::Transaction& tx, base::Instant now, QuoteRow const& row,
                       VersionRow const& version, SendingParts const& parts) {
    std::string const token = base::random_token();
    return insert_link(tx,
                       {.quote_id = row.id,
                        .version_id = version.id,
                        .token_sealed = parts.secrets.encrypt(token),
                        .expires_at = link_expiry(tx, load(tx, version.id)),
                        .created_at = now},
                       base::sha256_hex(token));
}

// The deal's amount is what is chosen, as far as every line is decided.
void tell_amount(db::Transaction& tx, base::Instant now, QuoteRow const& row,
                 std::int64_t version_id) {
    QuoteSum const sum = sum_of(line_sums(tx, version_id));
    if (sum.complete)
        deals::set_amount(tx, now, row.deal_id, deals::AmountSource::chosen, sum.total_kopecks);
}

// The quote has reached the client: this version counts from now on.
void delivered(db::Transaction& tx, http::Actor const& actor, base::Instant now, QuoteRow& row,
               SendingRow const& sending) {
    if (auto const to = after(row.quote_state(), QuoteVerb::deliver)) row.state = key_of(*to);
    row.sent_version_id = sending.version_id;
    save_row(tx, actor, now, row);
    record(tx, actor, now, row, sending, "quote_sent", journal::Undo::final);
    tell_amount(tx, now, row, sending.version_id);
    deals::tell_fact(tx, actor, now, row.deal_id, "quote_sent", sending.outside, sending.note);
}

http::Actor sender_of(db::Reader& reader, SendingRow const& sending) {
    auto const person =
        sending.sent_by ? accounts::find_person(reader, *sending.sent_by) : std::nullopt;
    if (!person) return journal::program();
    http::Actor actor;
    actor.id = person->id;
    actor.name = person->name;
    actor.role = person->role;
    actor.team_id = person->team_id.value_or(0);
    actor.language = person->language;
    return actor;
}

void failed(db::Transaction& tx, base::Instant now, SendingRow sending, base::Words const& words,
            char const* state = "failed") {
    QuoteRow row = *find_quote(tx, sending.quote_id);
    sending.state = state;
    sending.problem = words.ru;
    save(tx, sending);
    if (row.quote_state() == QuoteState::sending)
        row.state = key_of(row.sent_version_id ? QuoteState::sent : QuoteState::draft);
    save_row(tx, journal::program(), now, row);
    record(tx, journal::program(), now, row, sending, "quote_not_sent", journal::Undo::final);
}

struct Printed {
    SendingRow sending;
    QuoteRow quote;
    VersionRow version;
    QuoteView view;
};

std::optional<Printed> what_to_print(db::Reader& reader, std::int64_t sending_id) {
    auto sending = find_sending(reader, sending_id);
    if (!sending || sending->state != "printing") return std::nullopt;  // done already
    auto const quote = find_quote(reader, sending->quote_id);
    auto const version = find_version(reader, sending->version_id);
    return Printed{*sending, *quote, *version, view_of(reader, *quote, *version, "", ShownAs::pdf)};
}

void queue_letter(db::Transaction& tx, base::Instant now, std::int64_t sending_id,
                  std::optional<files::Blob> const& pdf, SendingParts const& parts) {
    auto sending = find_sending(tx, sending_id);
    if (!sending || sending->state != "printing") return;
    auto const quote = find_quote(tx, sending->quote_id);
    auto const version = find_version(tx, sending->version_id);
    std::optional<std::int64_t> attachment;
    if (pdf) {
        attachment = files::attach(tx, now,
                                   {.noun = "quote",
                                    .subject_id = quote->id,
                                    .blob = *pdf,
                                    .name = quote->number + ".pdf",
                                    .media_type = "application/pdf",
                                    .created_by = sending->sent_by.value_or(0)});
        set_pdf(tx, version->id, *attachment);
    } else {
        attachment = version->pdf_attachment_id;
    }
    letters::Outgoing letter;
    QuoteDraft const draft = load(tx, version->id);
    letter.to.push_back({"", sending->address});
    letter.subject = sending->subject;
    std::string const address = link_address(*find_link(tx, *sending->link_id), parts);
    letter.text = filled(sending->body, {std::pair<std::string, std::string>(link_place, address)});
    if (attachment) letter.attachment_ids.push_back(*attachment);
    // In the deal's conversation, from its mailbox: so the client's answer joins the deal (1.1.2).
    std::int64_t const deal_id = quote->deal_id;
    auto const thread = deals::newest_thread(tx, deal_id);
    letter.thread_id = thread.value_or(0);
    sending->letter_id = letters::queue(tx, sender_of(tx, *sending), now, letter);
    if (!thread)
        deals::attach_thread(tx, journal::program(), now, deal_id,
                             *letters::store::find(tx, *sending->letter_id)->thread_id);
    sending->state = "queued";
    save(tx, *sending);
    publish(tx, now, *find_quote(tx, quote->id), "changed");
}

SendingRow started(db::Transaction& tx, http::Actor const& actor, base::Instant now, QuoteRow& row,
                   SendingParts const& parts) {
    VersionRow const version = frozen_version(tx, actor, now, row);
    return {.quote_id = row.id,
            .version_id = version.id,
            .link_id = make_link(tx, now, row, version, parts),
            .sent_by = actor.id,
            .created_at = now};
}

void require_version(QuoteRow const& row, std::int64_t version) {
    if (row.version != version)
        throw Refusal::conflict(
            "quote_changed", {"КП тем временем изменилось. Посмотрите его ещё раз перед отправкой.",
                              "The quote has changed meanwhile. Look at it again before sending."});
}

}  // namespace

std::string link_address(LinkRow const& link, SendingParts const& parts) {
    return parts.public_url + "/q/" + parts.secrets.decrypt(link.token_sealed);
}

std::int64_t send(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
                  QuoteSendingForm const& form, SendingParts const& parts) {
    QuoteRow row = require_changeable(tx, actor, id);
    require_version(row, form.version);
    std::string const state(key_of(require_step(row.quote_state(), QuoteVerb::send)));
    QuoteLetter const proposed = proposed_letter(tx, actor, row);
    SendingRow sending = started(tx, actor, now, row, parts);
    auto const chosen = [](std::string const& given, std::string const& otherwise) {
        std::string text = base::trimmed(base::clean(given));
        return text.empty() ? otherwise : text;
    };
    sending.address = chosen(form.address, proposed.address);
    sending.subject = base::shortened(chosen(form.subject, proposed.subject), 300);
    sending.body = base::shortened(chosen(form.body, proposed.body), 20'000);
    if (sending.address.find('@') == sending.address.npos)
        throw Refusal::invalid(
            "no_address",
            {"Укажите адрес электронной почты клиента.", "Give the client's e-mail address."},
            "address");
    sending.state = "printing";
    sending.id = insert_sending(tx, sending);
    row.state = state;
    save_row(tx, actor, now, row);
    record(tx, actor, now, row, sending, "quote_sending", journal::Undo::compensated);
    answered_by(tx, now, row.deal_id, form.answers_objections, sending.version_id);
    jobs::enqueue(tx, print_job, SendingJob{sending.id, form.with_pdf}, now);
    return sending.id;
}

void send_outside(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
                  OutsideSendingForm const& form, SendingParts const& parts) {
    QuoteRow row = require_changeable(tx, actor, id);
    require_version(row, form.version);
    require_step(row.quote_state(), QuoteVerb::deliver);
    base::Date const day = today(tx, now);
    if (form.on && *form.on > day)
        throw Refusal::invalid("date_in_future",
                               {"Дата ещё не наступила.", "That date has not come yet."}, "on");
    SendingRow sending = started(tx, actor, now, row, parts);
    base::Zone const zone(accounts::company_settings(tx).zone);
    sending.outside = true;
    sending.note = base::shortened(base::trimmed(base::clean(form.note)), 1000);
    sending.state = "sent";
    sending.sent_at = form.on && *form.on < day ? zone.at(*form.on, 12 * 60) : now;
    sending.id = insert_sending(tx, sending);
    delivered(tx, actor, now, row, sending);
}

std::int64_t queue_without_pdf(db::Transaction& tx, base::Instant now, std::int64_t sending_id,
                               SendingParts const& parts) {
    queue_letter(tx, now, sending_id, std::nullopt, parts);
    return find_sending(tx, sending_id)->letter_id.value();
}

void retry(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
           std::int64_t sending_id, bool with_pdf) {
    QuoteRow row = require_changeable(tx, actor, id);
    auto sending = find_sending(tx, sending_id);
    if (!sending || sending->quote_id != id ||
        (sending->state != "failed" && sending->state != "cancelled"))
        throw Refusal::conflict("nothing_to_retry", {"Повторять нечего: обновите страницу.",
                                                     "There is nothing to retry: reload."});
    row.state = key_of(require_step(row.quote_state(), QuoteVerb::send));
    sending->state = "printing";
    sending->problem.clear();
    sending->letter_id.reset();
    save(tx, *sending);
    save_row(tx, actor, now, row);
    record(tx, actor, now, row, *sending, "quote_sending", journal::Undo::compensated);
    jobs::enqueue(tx, print_job, SendingJob{sending_id, with_pdf}, now);
}

void revoke(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
            std::int64_t link_id) {
    QuoteRow row = require_changeable(tx, actor, id);
    auto const link = find_link(tx, link_id);
    if (!link || link->quote_id != id)
        throw Refusal::not_found("link_not_found", {"Такой ссылки нет.", "No such link."});
    revoke_link(tx, link_id, now);
    journal::record(tx, actor, now,
                    {.noun = "quote",
                     .id = id,
                     .verb = "link_revoked",
                     .undo = journal::Undo::compensated,
                     .also = {{"deal", row.deal_id}}});
    publish(tx, now, row, "changed");
}

void print_and_queue(db::Database& database, base::Clock const& clock,
                     files::BlobStore const& store, print::PdfPrinter& printer,
                     SendingParts const& parts, SendingJob const& payload, jobs::Job const& job) {
    auto const printed = database.read(
        [&](db::Reader& reader) { return what_to_print(reader, payload.sending_id); });
    if (!printed) return;
    auto const fail = [&](base::Words const& words) {
        database.write([&](db::Transaction& tx) {
            auto const sending = find_sending(tx, payload.sending_id);
            if (sending->state == "printing") failed(tx, clock.now(), *sending, words);
        });
    };
    std::optional<files::Blob> blob;
    if (payload.with_pdf && !printed->version.pdf_attachment_id) {
        auto const pdf = printer.print(pdf_document(printed->view, store));
        bool const worth_another_try =
            pdf.problem == print::PdfProblem::too_slow || pdf.problem == print::PdfProblem::broken;
        if (!pdf.good() && worth_another_try && !job.last_attempt)
            throw std::runtime_error(pdf.detail);
        if (!pdf.good()) return fail(pdf.words);
        blob = store.put(pdf.bytes);
    }
    try {
        database.write([&](db::Transaction& tx) {
            queue_letter(tx, clock.now(), payload.sending_id, blob, parts);
        });
    } catch (Refusal const& refusal) {  // no mailbox, a bad address: a person has to act
        fail(refusal.message);
    }
}

SendingParts sending_parts(base::Secrets const& secrets, base::Config const& config) {
    std::string const listened =
        "http://" + config.listen_address + ":" + std::to_string(config.listen_port);
    bool const reachable = !config.public_url.empty();
    return {secrets, reachable ? config.public_url : listened, reachable};
}

void handle_jobs(jobs::Workers& workers, db::Database& database, base::Clock const& clock,
                 files::BlobStore const& store, print::PdfPrinter& printer,
                 SendingParts const& parts) {
    workers.on<SendingJob>(print_job, [&, parts](SendingJob const& payload, jobs::Job const& job) {
        print_and_queue(database, clock, store, printer, parts, payload, job);
    });
}

void letter_was_sent(db::Transaction& tx, letters::LetterFacts const& letter) {
    auto sending = sending_of_letter(tx, letter.letter_id);
    if (!sending || sending->state == "sent") return;
    sending->state = "sent";
    sending->problem.clear();
    sending->sent_at = letter.now;
    save(tx, *sending);
    QuoteRow row = *find_quote(tx, sending->quote_id);
    delivered(tx, sender_of(tx, *sending), letter.now, row, *sending);
}

void letter_was_not_delivered(db::Transaction& tx, letters::LetterFacts const& letter) {
    auto const sending = sending_of_letter(tx, letter.letter_id);
    if (!sending) return;
    auto const row = letters::store::find(tx, letter.letter_id);
    if (row && row->state == letters::LetterState::cancelled)
        return failed(tx, letter.now, *sending,
                      {"Отправка отменена.", "The sending was cancelled."}, "cancelled");
    failed(tx, letter.now, *sending,
           {"Письмо не дошло: откройте его, там указана причина.",
            "The letter was not delivered: open it to see why."});
}

}  // namespace quotes
