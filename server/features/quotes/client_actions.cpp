#include "features/quotes/client_actions.h"

#include "features/calendar/calendar.h"
#include "features/customers/customers.h"
#include "features/deals/deals.h"
#include "features/journal/journal.h"
#include "features/process/process_store.h"
#include "features/quotes/quote_actions.h"
#include "features/tasks/tasks.h"
#include "platform/base/text.h"

#include <algorithm>

namespace quotes {
namespace {

using base::Refusal;

constexpr std::chrono::minutes visit{30};  // a second «открыто» within it is the same visit
constexpr std::int64_t most_views = 2000;  // of one quote: against somebody who floods a link
constexpr std::size_t most_remarks = 200;

struct ClientFact {
    std::string number;
    std::int64_t version_number;
    std::string line_key;
    std::optional<std::int64_t> quantity;
    std::optional<std::int64_t> total_kopecks;
};
BOOST_DESCRIBE_STRUCT(ClientFact, (), (number, version_number, line_key, quantity, total_kopecks))

struct ClientWords {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(ClientWords, (), (text))

// Somebody outside: no person of ours, but with the name of the contact.
http::Actor client(db::Reader& reader, QuoteRow const& quote, VersionRow const& version,
                   std::string const& name = "") {
    http::Actor actor;
    actor.name = name;
    QuoteDraft const draft = load(reader, version.id);
    if (actor.name.empty() && draft.contact_id)
        actor.name = customers::addressee(reader, *draft.contact_id,
                                          deals::brief(reader, quote.deal_id).company_id)
                         .full_name;
    if (actor.name.empty()) actor.name = "Клиент";
    return actor;
}

void record(db::Transaction& tx, http::Actor const& actor, base::Instant now, QuoteRow const& quote,
            ClientFact fact, char const* verb, std::string const& words = "",
            journal::Undo undo = journal::Undo::final) {
    fact.number = quote.number;
    journal::record(tx, actor, now,
                    {.noun = "quote",
                     .id = quote.id,
                     .verb = verb,
                     .details = json::to_json(fact),
                     .personal = words.empty() ? "" : json::to_json(ClientWords{words}),
                     .undo = undo,
                     .also = {{"deal", quote.deal_id}}});
}

OptionRow require_option(std::vector<OptionRow> const& options, ClientPick const& pick) {
    auto const found = std::ranges::find_if(options, [&](OptionRow const& option) {
        return option.line_key == pick.line && (pick.left_out || option.quantity == pick.quantity);
    });
    if (found == options.end())
        throw Refusal::invalid("no_such_run",
                               {"Такого тиража в предложении нет. Обновите страницу.",
                                "The quote has no such run. Reload the page."},
                               "quantity");
    return *found;
}

void require_undecided(QuoteRow const& quote) {
    if (quote.quote_state() == QuoteState::accepted)
        throw Refusal::conflict("accepted_already",
                                {"Предложение уже согласовано. Напишите менеджеру, если что-то "
                                 "изменилось.",
                                 "The quote is accepted already. Write to the manager if something "
                                 "has changed."});
}

// The control call is closed by itself when the client has answered (1.3.1.2).
void close_control_call(db::Transaction& tx, base::Instant now, QuoteRow const& quote) {
    tasks::close_all(tx, journal::program(), now, "deal", quote.deal_id, "control_call",
                     "Клиент ответил на странице предложения");
}

// A question waits for the answer as any enquiry does (1.1).
void ask_for_answer(db::Transaction& tx, base::Instant now, QuoteRow const& quote,
                    std::int64_t remark_id, std::string const& text) {
    auto const& time = calendar::working_time(tx);
    auto const limit = process::current(tx).department->limits.first_answer;
    std::int64_t const minutes_of_day = time.hours.to_minute - time.hours.from_minute;
    std::int64_t const minutes = limit.unit == process::SpanUnit::working_days    ? minutes_of_day
                                 : limit.unit == process::SpanUnit::working_hours ? 60
                                                                                  : 1;
    tasks::open(tx, journal::program(), now,
                {.kind = "letter",
                 .title = "Ответить на вопрос по " + quote.number,
                 .note = text,
                 .assignee_id = deals::brief(tx, quote.deal_id).owner_id,
                 .noun = "deal",
                 .subject_id = quote.deal_id,
                 .due_at = calendar::add_working_minutes(time, now, minutes * limit.amount),
                 .origin_key = "quote_question:" + std::to_string(remark_id)});
}

QuoteSum save_pick(db::Transaction& tx, base::Instant now, QuoteRow const& quote,
                   VersionRow const& version, ClientPick const& pick) {
    OptionRow const option = require_option(options_of(tx, version.id), pick);
    save_choice(tx, version.id, option.line_id,
                pick.left_out ? std::nullopt : std::optional(option.id), pick.left_out, now);
    QuoteSum const sum = sum_of(line_sums(tx, version.id));
    deals::set_amount(tx, now, quote.deal_id, deals::AmountSource::chosen,
                      sum.complete ? std::optional(sum.total_kopecks) : std::nullopt);
    return sum;
}

void say_yes(db::Transaction& tx, http::Actor const& actor, base::Instant now, QuoteRow quote,
             VersionRow const& version, AcceptanceRow acceptance) {
    QuoteSum const sum = require_acceptable(tx, quote, version);
    acceptance.name = base::shortened(base::trimmed(base::clean(acceptance.name)), 200);
    if (acceptance.name.empty())
        throw Refusal::invalid("name_missing", {"Напишите ваше имя.", "Write your name."}, "name");
    acceptance.version_id = version.id;
    acceptance.total_kopecks = sum.total_kopecks;
    acceptance.at = now;
    insert_acceptance(tx, quote.id, acceptance);
    quote.state = key_of(require_step(quote.quote_state(), QuoteVerb::accept));
    save_row(tx, actor, now, quote);
    publish(tx, now, quote, "accepted");
    record(tx, actor, now, quote,
           {.version_number = version.number, .total_kopecks = sum.total_kopecks}, "quote_accepted",
           acceptance.name, journal::Undo::compensated);
    deals::set_amount(tx, now, quote.deal_id, deals::AmountSource::accepted, sum.total_kopecks);
    deals::tell_fact(tx, actor, now, quote.deal_id, "quote_accepted");
    close_control_call(tx, now, quote);
}

}  // namespace

QuoteSum require_acceptable(db::Reader& reader, QuoteRow const& quote, VersionRow const& version) {
    require_undecided(quote);
    QuoteSum const sum = sum_of(line_sums(reader, version.id));
    if (!sum.complete)
        throw Refusal::invalid("not_all_picked",
                               {"Выберите тираж для каждой позиции или отметьте «Не нужно».",
                                "Pick a run for every position, or leave it out."},
                               "choices");
    return sum;
}

OpenedLink open_link(db::Reader& reader, std::string_view token, base::Instant now) {
    OpenedLink out;
    out.link = link_by_token(reader, base::sha256_hex(token));
    if (!out.link) {
        out.closed = ClosedBecause::unknown;
        return out;
    }
    out.quote = find_quote(reader, out.link->quote_id);
    out.version = find_version(reader, out.link->version_id);
    auto const sent = out.quote->sent_version_id ? find_version(reader, *out.quote->sent_version_id)
                                                 : std::nullopt;
    if (out.link->revoked_at || out.quote->quote_state() == QuoteState::void_)
        out.closed = ClosedBecause::revoked;
    else if (sent && sent->number > out.version->number)
        out.closed = ClosedBecause::replaced;
    else if (out.link->expires_at && *out.link->expires_at <= now)
        out.closed = ClosedBecause::expired;
    return out;
}

void look(db::Transaction& tx, base::Instant now, OpenedLink const& link, std::string_view kind,
          std::string_view line) {
    QuoteRow const& quote = *link.quote;
    bool const opened = kind == "opened" && line.empty();
    auto const options = options_of(tx, link.version->id);
    bool const looked_at = kind == "looked_at" &&
                           std::ranges::find(options, line, &OptionRow::line_key) != options.end();
    if (!opened && !looked_at)
        throw Refusal::invalid("no_such_view", {"Такой отметки нет.", "No such view."}, "kind");
    auto const last = last_view(tx, link.version->id, kind, line);
    if (last && (looked_at || now - *last < visit)) return;
    if (views_count(tx, quote.id, most_views) >= most_views) return;
    insert_view(tx, quote.id,
                {.version_id = link.version->id,
                 .kind = std::string(kind),
                 .line_key = std::string(line),
                 .at = now});
    publish(tx, now, quote, opened ? "opened" : "looked_at");
    if (opened)
        record(tx, client(tx, quote, *link.version), now, quote,
               {.version_number = link.version->number}, "quote_opened");
}

QuoteSum pick(db::Transaction& tx, base::Instant now, OpenedLink const& link,
              ClientPick const& pick) {
    require_undecided(*link.quote);
    QuoteSum const sum = save_pick(tx, now, *link.quote, *link.version, pick);
    record(
        tx, client(tx, *link.quote, *link.version), now, *link.quote,
        {.version_number = link.version->number, .line_key = pick.line, .quantity = pick.quantity},
        pick.left_out ? "line_left_out" : "run_picked");
    publish(tx, now, *link.quote, "picked");
    return sum;
}

void remark(db::Transaction& tx, base::Instant now, OpenedLink const& link,
            ClientRemark const& remark) {
    QuoteRow const& quote = *link.quote;
    std::string const text = base::shortened(base::trimmed(base::clean(remark.text)), 2000);
    if (text.empty())
        throw Refusal::invalid("text_missing", {"Напишите текст.", "Write a text."}, "text");
    auto const options = options_of(tx, link.version->id);
    if (!remark.line.empty() &&
        std::ranges::find(options, remark.line, &OptionRow::line_key) == options.end())
        throw Refusal::invalid("no_such_line",
                               {"Такой позиции нет. Обновите страницу.",
                                "There is no such position. Reload the page."},
                               "line");
    if (remarks_of(tx, quote.id).size() >= most_remarks)
        throw Refusal(base::RefusalKind::too_many, "too_many_remarks",
                      {"Слишком много сообщений. Напишите менеджеру письмом.",
                       "Too many messages. Write a letter to the manager."});
    http::Actor const actor = client(tx, quote, *link.version);
    auto const remark_id = insert_remark(tx, quote.id,
                                         {.version_id = link.version->id,
                                          .line_key = remark.line,
                                          .author_name = actor.name,
                                          .text = text,
                                          .is_question = remark.question,
                                          .at = now});
    record(tx, actor, now, quote, {.version_number = link.version->number, .line_key = remark.line},
           remark.question ? "question_asked" : "remark_made", text);
    publish(tx, now, quote, remark.question ? "asked" : "commented");
    close_control_call(tx, now, quote);
    if (remark.question) ask_for_answer(tx, now, quote, remark_id, text);
}

void accept(db::Transaction& tx, base::Instant now, OpenedLink const& link, std::string const& name,
            std::string const& address, std::string const& confirmed_by) {
    say_yes(tx, client(tx, *link.quote, *link.version, base::shortened(base::clean(name), 200)),
            now, *link.quote, *link.version,
            {.name = name, .address = address, .confirmed_by = confirmed_by});
}

void accept_for(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
                AcceptanceForm const& form) {
    QuoteRow const row = require_changeable(tx, actor, id);
    if (row.version != form.version)
        throw Refusal::conflict("quote_changed", {"КП тем временем изменилось. Обновите страницу.",
                                                  "The quote has changed meanwhile. Reload."});
    if (!row.sent_version_id)
        throw Refusal::conflict("not_sent",
                                {"Сначала отправьте КП или отметьте, что отправили вне программы.",
                                 "First send the quote, or say that it was sent by other means."});
    auto const version = find_version(tx, *row.sent_version_id);
    require_undecided(row);
    for (ClientPick const& choice : form.choices) save_pick(tx, now, row, *version, choice);
    say_yes(tx, actor, now, row, *version, {.name = form.name, .by_person_id = actor.id});
}

void withdraw(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id) {
    QuoteRow row = require_changeable(tx, actor, id);
    row.state = key_of(require_step(row.quote_state(), QuoteVerb::withdraw));
    withdraw_acceptances(tx, id, now);
    save_row(tx, actor, now, row);
    auto const version = find_version(tx, *row.sent_version_id);
    record(tx, actor, now, row, {.version_number = version->number}, "acceptance_withdrawn", "",
           journal::Undo::compensated);
    deals::set_amount(tx, now, row.deal_id, deals::AmountSource::accepted, std::nullopt);
    if (!any_accepted(tx, row.deal_id))
        deals::take_fact_back(tx, now, row.deal_id, "quote_accepted");
}

}  // namespace quotes
