#include "features/accounts/company_store.h"
#include "features/files/attachments.h"
#include "features/letters/letter_actions.h"
#include "features/letters/letter_store.h"
#include "features/letters/mailbox_store.h"
#include "features/letters/post.h"
#include "platform/mail/html.h"
#include "platform/mail/imap.h"

#include <algorithm>

namespace letters {
namespace {

struct Envelope {
    Letter letter;
    Mailbox mailbox;
    std::vector<LetterAddress> addresses;
    std::vector<std::pair<files::Attachment, std::string>> files;  // with the hash of its bytes
    std::vector<std::string> earlier;  // Message-IDs of the thread, oldest first
    std::string zone;
};

std::optional<Envelope> envelope(db::Reader& reader, std::int64_t id) {
    auto const letter = store::find(reader, id);
    if (!letter) return std::nullopt;
    Envelope out{*letter,
                 store::find_mailbox(reader, letter->mailbox_id).value(),
                 store::addresses(reader, {id}),
                 {},
                 {},
                 accounts::company_settings(reader).zone};
    for (auto const& file : files::of(reader, "letter", id))
        out.files.emplace_back(file, files::hash_of(reader, file.id).value());
    if (letter->thread_id) out.earlier = store::message_ids_of_thread(reader, *letter->thread_id);
    std::erase(out.earlier, letter->message_id);
    return out;
}

// All of the thread, the answered one last (RFC 5322, 3.6.4); the first and the newest say most.
std::vector<std::string> references(Envelope const& envelope) {
    auto ids = envelope.earlier;
    std::erase(ids, envelope.letter.in_reply_to);
    if (ids.size() > 20) ids.erase(ids.begin() + 1, ids.end() - 19);
    if (!envelope.letter.in_reply_to.empty()) ids.push_back(envelope.letter.in_reply_to);
    return ids;
}

mail::NewMessage message_of(Envelope const& envelope, files::BlobStore const& store,
                            base::Instant now) {
    auto const& letter = envelope.letter;
    mail::NewMessage out;
    out.from = {letter.from_name, letter.from_address};
    for (auto const& one : envelope.addresses) {
        if (one.kind == AddressKind::to) out.to.push_back({one.name, one.address});
        if (one.kind == AddressKind::cc) out.cc.push_back({one.name, one.address});
    }
    out.subject = letter.subject;
    out.text = letter.body_text;
    out.html = "<div>" + mail::escaped(letter.body_text) + "</div>";
    out.message_id = letter.message_id;
    if (!letter.in_reply_to.empty()) {
        out.in_reply_to = {letter.in_reply_to};
        out.references = references(envelope);
    }
    out.date = now;
    out.zone = envelope.zone;
    for (auto const& [file, hash] : envelope.files)
        out.attachments.push_back({file.name, file.media_type, "", false, store.read(hash)});
    return out;
}

std::vector<std::string> recipients(Envelope const& envelope) {
    std::vector<std::string> out;
    for (auto const& one : envelope.addresses)
        if (one.state != "accepted") out.push_back(one.address);  // of a second sending: the rest
    return out;
}

mail::HandoverResult not_sent(base::Words words) {
    mail::HandoverResult out;
    out.words = std::move(words);
    return out;
}

// The folder for sent letters; made if the mailbox has none.
std::string sent_folder(mail::Imap& imap) {
    if (auto const found = mail::folder_for(imap.folders(), mail::FolderUse::sent)) return *found;
    imap.create("Sent");
    return "Sent";
}

}  // namespace

void send_letter(Post const& post, LetterWork const& work, bool last_attempt) {
    auto const found =
        post.database.read([&](db::Reader& reader) { return envelope(reader, work.letter_id); });
    if (!found) return;
    auto const& letter = found->letter;
    if (letter.state == LetterState::sending) {  // whoever sent it did not come back to tell
        post.database.write(
            [&](db::Transaction& tx) { lose_sight(tx, post.clock.now(), work.letter_id); });
        return;
    }
    auto const now = post.clock.now();
    if (letter.state != LetterState::waiting || letter.send_at.value_or(now) > now) return;

    std::string const bytes = mail::compose(message_of(*found, post.files, now));
    auto const blob = post.files.put(bytes);
    bool const begun = post.database.write(
        [&](db::Transaction& tx) { return begin(tx, now, work.letter_id, blob); });
    if (!begun) return;

    auto const to = recipients(*found);
    auto const result =
        found->mailbox.active
            ? mail::hand_over(smtp_server(found->mailbox, post.secrets), letter.from_address, to,
                              bytes, post.stop)
            : not_sent({"Ящик " + found->mailbox.address +
                            " выключен: включите его и отправьте "
                            "письмо ещё раз",
                        "The mailbox " + found->mailbox.address + " is switched off"});
    // Ended by our own stop: no fault of the letter's, so it is no attempt.
    bool const interrupted = post.stop.stop_requested() && result.worth_retrying;
    post.database.write([&](db::Transaction& tx) {
        finish(tx, post.clock.now(), work.letter_id, result, last_attempt && !interrupted);
        if (interrupted) jobs::enqueue(tx, "letter.send", work, post.clock.now());
    });
    if (result.worth_retrying && !last_attempt && !interrupted)
        throw std::runtime_error(result.words.ru);  // the job comes again, later and later
}

void append_to_sent(Post const& post, LetterWork const& work) {
    auto const found =
        post.database.read([&](db::Reader& reader) { return envelope(reader, work.letter_id); });
    if (!found || !found->letter.raw_hash || !found->mailbox.active) return;
    try {
        mail::Imap imap(imap_server(found->mailbox, post.secrets), post.stop);
        auto const folder = sent_folder(imap);
        imap.open(folder, false);
        // Many servers keep a copy by themselves; and this job may run twice.
        if (!imap.uids_with_message_id(found->letter.message_id).empty()) return;
        imap.append(folder, {"\\Seen"}, found->letter.sent_at,
                    post.files.read(*found->letter.raw_hash));
    } catch (mail::Failure const& failure) {
        throw std::runtime_error(failure.words.ru);
    }
}

void look_up(Post const& post, LetterWork const& work) {
    auto const found =
        post.database.read([&](db::Reader& reader) { return envelope(reader, work.letter_id); });
    if (!found || found->letter.state != LetterState::uncertain || !found->mailbox.active) return;
    try {
        mail::Imap imap(imap_server(found->mailbox, post.secrets), post.stop);
        auto const folder = mail::folder_for(imap.folders(), mail::FolderUse::sent);
        if (!folder) return;
        imap.open(*folder, true);
        if (imap.uids_with_message_id(found->letter.message_id).empty()) return;
    } catch (mail::Failure const& failure) {
        throw std::runtime_error(failure.words.ru);
    }
    post.database.write(
        [&](db::Transaction& tx) { note_found(tx, post.clock.now(), work.letter_id); });
}

void register_work(jobs::Workers& workers, Post const& post) {
    workers.on<LetterWork>("letter.parse", [&post](LetterWork const& work, jobs::Job const& job) {
        read_letter(post, work, job.last_attempt);
    });
    workers.on<LetterWork>("letter.send", [&post](LetterWork const& work, jobs::Job const& job) {
        send_letter(post, work, job.last_attempt);
    });
    workers.on<LetterWork>("letter.append", [&post](LetterWork const& work, jobs::Job const&) {
        append_to_sent(post, work);
    });
    workers.on<LetterWork>("letter.look_up", [&post](LetterWork const& work, jobs::Job const&) {
        look_up(post, work);
    });
}

}  // namespace letters
