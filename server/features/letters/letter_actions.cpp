#include "features/letters/letter_actions.h"

#include "features/accounts/permissions.h"
#include "features/calendar/calendar.h"
#include "features/files/attachments.h"
#include "features/journal/journal.h"
#include "features/journal/nouns.h"
#include "features/letters/arriving.h"
#include "features/letters/letter_store.h"
#include "features/letters/mailbox_store.h"
#include "platform/base/text.h"
#include "platform/jobs/jobs.h"
#include "platform/live/live.h"
#include "platform/mail/address.h"

#include <algorithm>
#include <set>

namespace letters {
namespace {

using namespace std::chrono_literals;

constexpr auto time_to_cancel = 10s;
constexpr std::int64_t largest_attachments = 25'000'000;  // most servers take no more
constexpr std::size_t longest_subject = 300;
constexpr std::size_t longest_text = 500'000;
constexpr std::size_t most_recipients = 100;

struct LetterStateChange {
    LetterState from;
    LetterState to;
};
BOOST_DESCRIBE_STRUCT(LetterStateChange, (), (from, to))

void record(db::Transaction& tx, http::Actor const& actor, base::Instant now, Letter const& letter,
            char const* verb, LetterState to, journal::Undo undo) {
    journal::record(tx, actor, now,
                    {.noun = "letter",
                     .id = letter.id,
                     .verb = verb,
                     .details = json::to_json(LetterStateChange{letter.state, to}),
                     .undo = undo,
                     .also = {{"thread", letter.thread_id.value_or(0)}}});
}

// One step of the state table, with its event; Refusal conflict if it is not possible now.
void step(db::Transaction& tx, http::Actor const& actor, base::Instant now, Letter const& letter,
          LetterVerb verb, char const* event, std::string const& problem = "",
          journal::Undo undo = journal::Undo::final) {
    auto const to = after(letter.state, verb);
    if (!to || !store::move(tx, letter.id, letter.state, *to, problem))
        throw base::Refusal::conflict(
            "letter_state",
            {"С этим письмом так уже нельзя: его состояние изменилось. Обновите страницу.",
             "The letter's state has changed, this is not possible any more. Reload the page."});
    record(tx, actor, now, letter, event, *to, undo);
    tell_letter(tx, now, letter.id, "changed");
}

Letter require_letter(db::Reader& reader, http::Actor const& actor, std::int64_t id) {
    journal::require_see(reader, actor, "letter", id);
    return store::find(reader, id).value();
}

Letter require_draft(db::Reader& reader, http::Actor const& actor, std::int64_t id) {
    auto letter = require_letter(reader, actor, id);
    if (letter.state != LetterState::draft)
        throw base::Refusal::conflict("letter_not_draft", {"Это письмо уже не черновик.",
                                                           "This letter is no draft any more."});
    return letter;
}

bool may_send_from(Mailbox const& mailbox, http::Actor const& actor) {
    bool const theirs = !mailbox.team_id || *mailbox.team_id == actor.team_id ||
                        actor.may(accounts::deals_see_all) || actor.id == 0;
    return mailbox.active && theirs;
}

// The first of one's own team, else the first that one may send from.
std::optional<Mailbox> usual_mailbox(db::Reader& reader, http::Actor const& actor) {
    auto mailboxes = store::mailboxes(reader);
    std::erase_if(mailboxes, [&](Mailbox const& one) { return !may_send_from(one, actor); });
    std::ranges::stable_partition(mailboxes, [&](Mailbox const& one) {
        return one.team_id && *one.team_id == actor.team_id;
    });
    return mailboxes.empty() ? std::nullopt : std::optional(mailboxes.front());
}

Mailbox require_mailbox(db::Reader& reader, http::Actor const& actor, std::int64_t id) {
    auto const mailbox = id ? store::find_mailbox(reader, id) : usual_mailbox(reader, actor);
    if (!mailbox || !may_send_from(*mailbox, actor))
        throw base::Refusal::invalid("mailbox_missing",
                                     {"Нет ящика, с которого можно отправить: подключите его.",
                                      "There is no mailbox to send from: connect one."},
                                     "mailbox_id");
    return *mailbox;
}

std::string one_line(std::string_view text, std::size_t most) {
    auto out = base::clean(text);
    std::replace(out.begin(), out.end(), '\n', ' ');
    return base::shortened(base::trimmed(out), most);
}

LetterAddress checked_address(AddressKind kind, std::string const& name, std::string const& address,
                              std::string const& field) {
    auto const parsed = mail::parse_address(address);
    if (!parsed)
        throw base::Refusal::invalid(
            "address_invalid",
            {"«" + base::shortened(base::clean(address), 100) +
                 "» — не адрес. Пример: ivan@example.ru.",
             "This is no address: " + base::shortened(base::clean(address), 100)},
            field);
    return {0,
            kind,
            one_line(name.empty() ? parsed->name : name, 200),
            mail::folded_address(parsed->address),
            "",
            ""};
}

void add_typed(std::vector<LetterAddress>& out, AddressKind kind,
               std::vector<std::string> const& typed, char const* field) {
    for (std::size_t i = 0; i < typed.size(); ++i)
        if (!base::trimmed(typed[i]).empty())
            out.push_back(checked_address(kind, "", typed[i],
                                          std::string(field) + "[" + std::to_string(i) + "]"));
}

// Each address once; the first mention counts.
std::vector<LetterAddress> without_repeats(std::vector<LetterAddress> const& list) {
    std::vector<LetterAddress> out;
    std::set<std::string> seen;
    for (auto const& one : list)
        if (seen.insert(one.address).second) out.push_back(one);
    return out;
}

// Everything that must be right before a letter may go.
void check_complete(db::Reader& reader, std::int64_t letter_id,
                    std::vector<LetterAddress> const& addresses) {
    if (addresses.empty())
        throw base::Refusal::invalid("recipient_missing",
                                     {"Укажите получателя.", "Name a recipient."}, "to");
    if (addresses.size() > most_recipients)
        throw base::Refusal::invalid(
            "too_many_recipients",
            {"Не больше 100 получателей в одном письме.", "At most 100 recipients."}, "to");
    std::int64_t bytes = 0;
    for (auto const& file : files::of(reader, "letter", letter_id)) bytes += file.bytes;
    if (bytes > largest_attachments)
        throw base::Refusal::invalid("attachments_too_large",
                                     {"Вложения больше 25 МБ: многие серверы их не примут. "
                                      "Уменьшите файлы или пошлите ссылку.",
                                      "The files are larger than 25 MB, many servers refuse "
                                      "that. Make them smaller or send a link."},
                                     "attachment_ids");
}

Letter new_letter(Mailbox const& mailbox, http::Actor const& actor, base::Instant now) {
    Letter letter;
    letter.mailbox_id = mailbox.id;
    letter.direction = Direction::outgoing;
    letter.folder_role = FolderRole::outbox;
    letter.from_name = mailbox.name.empty() ? actor.name : mailbox.name;
    letter.from_address = mailbox.address;
    letter.sent_at = letter.received_at = letter.created_at = now;
    letter.message_id = mail::new_message_id(mailbox.address);
    if (actor.id) letter.author_id = actor.id;
    return letter;
}

// From a draft or a new row to the queue: thread, time, job.
void put_into_queue(db::Transaction& tx, base::Instant now, Letter& letter,
                    std::chrono::milliseconds wait) {
    if (!letter.thread_id) {
        letter.thread_id = store::insert_thread(tx, base_subject(letter.subject), now);
        store::set_thread(tx, letter.id, *letter.thread_id);
    }
    store::add_to_thread(tx, *letter.thread_id, now);
    store::set_send_at(tx, letter.id, now + wait);
    store::count_attachments(tx, letter.id,
                             static_cast<std::int64_t>(files::of(tx, "letter", letter.id).size()));
    search::put(tx, document_of(letter));
    jobs::enqueue(tx, "letter.send", LetterWork{letter.id}, now, {.run_at = now + wait});
}

// Who gets the answer: Reply-To or From; of a letter of ours, whom it went to.
std::vector<LetterAddress> answer_addresses(db::Reader& reader, Letter const& letter, bool all) {
    std::vector<LetterAddress> out;
    auto const others = store::addresses(reader, {letter.id});
    if (letter.direction == Direction::incoming) {
        auto const& address = letter.reply_to.empty() ? letter.from_address : letter.reply_to;
        if (mail::is_address(address))
            out.push_back({0, AddressKind::to, letter.from_name, address, "", ""});
    } else {
        for (auto const& one : others)
            if (one.kind == AddressKind::to && mail::is_address(one.address)) out.push_back(one);
    }
    if (all) {
        std::set<std::string> ours;
        for (auto const& mailbox : store::mailboxes(reader)) ours.insert(mailbox.address);
        for (auto const& one : others)
            if (one.kind != AddressKind::bcc && !ours.contains(one.address) &&
                mail::is_address(one.address))
                out.push_back({0, AddressKind::cc, one.name, one.address, "", ""});
    }
    return without_repeats(out);
}

void answer(Letter const& answered, Letter& letter) {
    letter.thread_id = answered.thread_id;
    letter.in_reply_to = answered.message_id;
    if (letter.subject.empty()) letter.subject = answer_subject(answered.subject);
}

void fill(Letter& letter, DraftForm const& form) {
    if (form.subject) letter.subject = one_line(*form.subject, longest_subject);
    if (form.text) letter.body_text = base::shortened(base::clean(*form.text), longest_text);
    letter.preview = preview_of(letter.body_text);
}

void save_typed(db::Transaction& tx, std::int64_t letter_id, DraftForm const& form) {
    if (!form.to && !form.cc && !form.bcc) return;
    auto const before = store::addresses(tx, {letter_id});
    std::vector<LetterAddress> rows;
    auto const part = [&](AddressKind kind, std::optional<std::vector<std::string>> const& typed,
                          char const* field) {
        if (typed) return add_typed(rows, kind, *typed, field);
        for (auto const& one : before)
            if (one.kind == kind) rows.push_back(one);
    };
    part(AddressKind::to, form.to, "to");
    part(AddressKind::cc, form.cc, "cc");
    part(AddressKind::bcc, form.bcc, "bcc");
    store::replace_addresses(tx, letter_id, without_repeats(rows));
}

LetterFacts facts_of(Letter const& letter, base::Instant now) {
    return {letter.id, letter.thread_id.value_or(0), now};
}

}  // namespace

std::int64_t queue(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                   Outgoing const& outgoing) {
    std::optional<Letter> answered;
    if (outgoing.answers_letter_id) answered = store::find(tx, outgoing.answers_letter_id);
    std::int64_t thread_id = outgoing.thread_id;
    if (!thread_id && answered) thread_id = answered->thread_id.value_or(0);
    std::int64_t mailbox_id = outgoing.mailbox_id;
    if (!mailbox_id && answered) mailbox_id = answered->mailbox_id;
    if (!mailbox_id && thread_id) {
        mailbox_id = store::mailbox_of_thread(tx, thread_id).value_or(0);
        // Handed over to another team, or switched off since: from one's own then.
        auto const mailbox = store::find_mailbox(tx, mailbox_id);
        if (mailbox && !may_send_from(*mailbox, actor)) mailbox_id = 0;
    }

    auto letter = new_letter(require_mailbox(tx, actor, mailbox_id), actor, now);
    letter.subject = one_line(outgoing.subject, longest_subject);
    if (answered) answer(*answered, letter);
    if (thread_id) letter.thread_id = thread_id;
    letter.body_text = base::shortened(base::clean(outgoing.text), longest_text);
    letter.preview = preview_of(letter.body_text);
    letter.state = LetterState::waiting;

    std::vector<LetterAddress> addresses;
    for (std::size_t i = 0; i < outgoing.to.size(); ++i)
        addresses.push_back(checked_address(AddressKind::to, outgoing.to[i].name,
                                            outgoing.to[i].address,
                                            "to[" + std::to_string(i) + "]"));
    for (std::size_t i = 0; i < outgoing.cc.size(); ++i)
        addresses.push_back(checked_address(AddressKind::cc, outgoing.cc[i].name,
                                            outgoing.cc[i].address,
                                            "cc[" + std::to_string(i) + "]"));
    addresses = without_repeats(addresses);

    letter.id = store::insert(tx, letter);
    store::replace_addresses(tx, letter.id, addresses);
    for (auto const attachment : outgoing.attachment_ids)
        files::copy(tx, now, attachment, "letter", letter.id);
    check_complete(tx, letter.id, addresses);
    put_into_queue(tx, now, letter, outgoing.wait);
    record(tx, actor, now, letter, "queued", LetterState::waiting, journal::Undo::compensated);
    tell_letter(tx, now, letter.id, "queued");
    return letter.id;
}

std::int64_t write_draft(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                         DraftForm const& form, std::int64_t thread_id) {
    std::optional<Letter> answered;
    if (form.answers_letter_id) answered = require_letter(tx, actor, *form.answers_letter_id);
    std::int64_t const mailbox_id = form.mailbox_id.value_or(answered ? answered->mailbox_id : 0);
    auto letter = new_letter(require_mailbox(tx, actor, mailbox_id), actor, now);
    letter.state = LetterState::draft;
    fill(letter, form);
    if (thread_id) letter.thread_id = thread_id;
    if (answered) answer(*answered, letter);
    if (answered && form.quotes.value_or(false))
        letter.body_text +=
            quote_of(*answered, calendar::working_time(tx).zone.date(answered->sent_at));
    letter.id = store::insert(tx, letter);
    if (answered)
        store::replace_addresses(tx, letter.id,
                                 answer_addresses(tx, *answered, form.answers_all.value_or(false)));
    save_typed(tx, letter.id, form);
    return letter.id;
}

void change_draft(db::Transaction& tx, http::Actor const& actor, base::Instant, std::int64_t id,
                  DraftForm const& form) {
    auto letter = require_draft(tx, actor, id);
    if (form.mailbox_id && *form.mailbox_id != letter.mailbox_id) {
        auto const mailbox = require_mailbox(tx, actor, *form.mailbox_id);
        letter.mailbox_id = mailbox.id;
        letter.from_address = mailbox.address;
        letter.from_name = mailbox.name.empty() ? actor.name : mailbox.name;
    }
    fill(letter, form);
    if (form.version) letter.version = *form.version;
    if (!store::save_draft(tx, letter))
        throw base::Refusal::conflict("letter_changed",
                                      {"Черновик изменили в другом окне. Обновите его.",
                                       "The draft was changed in another window. Reload it."});
    save_typed(tx, id, form);
}

void send_draft(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id) {
    auto letter = require_draft(tx, actor, id);
    require_mailbox(tx, actor, letter.mailbox_id);
    check_complete(tx, id, store::addresses(tx, {id}));
    store::set_sent_at(tx, id, now);
    letter.sent_at = now;
    put_into_queue(tx, now, letter, time_to_cancel);
    step(tx, actor, now, letter, LetterVerb::queue, "queued", "", journal::Undo::compensated);
}

void discard_draft(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                   std::int64_t id) {
    step(tx, actor, now, require_draft(tx, actor, id), LetterVerb::discard, "draft_discarded");
}

void cancel(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id) {
    auto const letter = require_letter(tx, actor, id);
    step(tx, actor, now, letter, LetterVerb::cancel, "cancelled");
    store::take_from_thread(tx, letter.thread_id.value());
    search::remove(tx, "letter", id);
    not_delivered(tx, facts_of(letter, now));
}

void edit_again(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id) {
    auto const letter = require_letter(tx, actor, id);
    if (letter.author_id != actor.id)
        throw base::Refusal::forbidden(
            "letter_of_another",
            {"Править письмо может тот, кто его писал.", "Only its author can edit the letter."});
    step(tx, actor, now, letter, LetterVerb::edit, "edited_again");
    if (letter.state == LetterState::refused) {
        store::take_from_thread(tx, letter.thread_id.value());
        search::remove(tx, "letter", id);
    }
}

void send_again(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id) {
    auto const letter = require_letter(tx, actor, id);
    step(tx, actor, now, letter, LetterVerb::send_again, "sent_again");
    store::set_send_at(tx, id, now);
    jobs::enqueue(tx, "letter.send", LetterWork{id}, now);
}

void confirm_sent(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                  std::int64_t id) {
    auto const letter = require_letter(tx, actor, id);
    step(tx, actor, now, letter, LetterVerb::confirm, "confirmed_sent");
    sent(tx, facts_of(letter, now));
}

bool begin(db::Transaction& tx, base::Instant now, std::int64_t id, files::Blob const& bytes) {
    auto letter = store::find(tx, id);
    if (!letter || !store::move(tx, id, LetterState::waiting, LetterState::sending)) return false;
    files::remember_blob(tx, now, bytes);
    store::set_bytes(tx, id, bytes);
    store::set_sent_at(tx, id, now);
    letter->sent_at = now;
    search::put(tx, document_of(*letter));
    tell_letter(tx, now, id, "changed");
    return true;
}

void finish(db::Transaction& tx, base::Instant now, std::int64_t id,
            mail::HandoverResult const& result, bool last_attempt) {
    auto const letter = store::find(tx, id).value();
    if (letter.state != LetterState::sending) return;
    std::string refused;
    for (auto const& one : result.recipients) {
        store::set_address_state(tx, id, mail::folded_address(one.address),
                                 one.accepted ? "accepted" : "refused", one.words);
        if (!one.accepted)
            refused += (refused.empty() ? "" : "; ") + one.address + ": " + one.words;
    }
    auto const& actor = journal::program();
    if (result.outcome == mail::Handover::sent) {
        step(tx, actor, now, letter, LetterVerb::accept, "sent",
             refused.empty() ? "" : "Приняты не все получатели: " + refused);
        jobs::enqueue(tx, "letter.append", LetterWork{id}, now);
        sent(tx, facts_of(letter, now));
    } else if (result.outcome == mail::Handover::unknown) {
        lose_sight(tx, now, id);
    } else if (result.worth_retrying && !last_attempt) {
        step(tx, actor, now, letter, LetterVerb::put_off, "put_off", result.words.ru);
    } else {
        step(tx, actor, now, letter, LetterVerb::refuse, "refused",
             refused.empty() ? result.words.ru : "Получатели не приняты: " + refused);
        not_delivered(tx, facts_of(letter, now));
    }
}

void lose_sight(db::Transaction& tx, base::Instant now, std::int64_t id) {
    auto const letter = store::find(tx, id).value();
    if (letter.state != LetterState::sending) return;
    step(tx, journal::program(), now, letter, LetterVerb::lose_sight, "lost_sight",
         "Связь прервалась, когда письмо уже было передано: возможно, оно отправлено");
    for (auto const pause : {std::chrono::milliseconds(5s), std::chrono::milliseconds(10min)})
        jobs::enqueue(tx, "letter.look_up", LetterWork{id}, now, {.run_at = now + pause});
}

void note_found(db::Transaction& tx, base::Instant now, std::int64_t id) {
    auto const letter = store::find(tx, id).value();
    if (letter.state != LetterState::uncertain) return;
    step(tx, journal::program(), now, letter, LetterVerb::confirm, "confirmed_sent");
    sent(tx, facts_of(letter, now));
}

void note_answered(db::Transaction& tx, base::Instant now, std::string const& message_id) {
    auto const ours = store::outgoing(tx, message_id);
    if (ours && ours->state == LetterState::uncertain) note_found(tx, now, ours->id);
}

void note_returned(db::Transaction& tx, base::Instant now, Letter const& letter) {
    if (letter.state == LetterState::uncertain) note_found(tx, now, letter.id);
    auto const current = store::find(tx, letter.id).value();
    auto const addresses = store::addresses(tx, {letter.id});
    bool const by_all = std::all_of(addresses.begin(), addresses.end(), [](auto const& one) {
        return one.state == "bounced" || one.state == "refused";
    });
    std::string returned;
    for (auto const& one : addresses)
        if (one.state == "bounced")
            returned += (returned.empty() ? "" : "; ") + one.address + ": " + one.problem;
    if (by_all && current.state == LetterState::sent) {
        step(tx, journal::program(), now, current, LetterVerb::bounce, "bounced",
             "Письмо вернулось. " + returned);
        not_delivered(tx, facts_of(current, now));
    } else {
        store::set_problem(tx, letter.id, "Вернулось от части получателей. " + returned);
        tell_letter(tx, now, letter.id, "changed");
    }
}

void tell_letter(db::Transaction& tx, base::Instant now, std::int64_t letter_id, char const* verb) {
    auto const letter = store::find(tx, letter_id).value();
    live::publish(tx, {"letter", letter_id, verb, letter.version}, now);
    if (letter.thread_id)
        live::publish(
            tx,
            {"thread", *letter.thread_id, "changed", store::thread_version(tx, *letter.thread_id)},
            now);
}

search::Document document_of(Letter const& letter) {
    return {"letter",
            letter.id,
            letter.subject.empty() ? letter.preview : letter.subject,
            letter.from_name.empty() ? letter.from_address : letter.from_name,
            letter.from_address + "\n" + base::shortened(letter.body_text, 20'000),
            letter.sent_at};
}

void register_letters() {
    auto const sees_thread = [](db::Reader& reader, http::Actor const& actor, std::int64_t id) {
        return !store::of_thread(reader, id, store::visible_to(actor), 1).empty();
    };
    journal::register_noun({"letter",
                            {"Письмо", "Letter"},
                            &store::may_see,
                            [](db::Reader& reader, http::Actor const& actor, std::int64_t id) {
                                // Files of a letter from outside stay as they came.
                                auto const letter = store::find(reader, id);
                                return letter && letter->state == LetterState::draft &&
                                       letter->author_id == actor.id &&
                                       actor.may(accounts::inbox_change);
                            },
                            [](db::Reader& reader, std::int64_t id) {
                                auto const letter = store::find(reader, id);
                                return letter ? letter->subject : std::string();
                            }});
    journal::register_noun({"thread",
                            {"Переписка", "Thread"},
                            sees_thread,
                            sees_thread,
                            [](db::Reader& reader, std::int64_t id) {
                                return store::thread_subject(reader, id).value_or("");
                            }});
    search::register_rebuild("letter", [](db::Reader& reader, std::int64_t after, int limit) {
        std::vector<search::Document> out;
        for (auto const& letter : store::after_id(reader, after, limit))
            out.push_back(document_of(letter));
        return out;
    });
}

}  // namespace letters
