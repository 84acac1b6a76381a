#include "features/letters/postman.h"

#include "platform/base/text.h"
#include "platform/live/live.h"

#include <condition_variable>
#include <mutex>

namespace letters {
namespace {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

constexpr auto lease = 25s;  // so long nobody fetches when a process dies
constexpr auto lease_renewed_after = 8s;
constexpr auto looks_for_lease_every = 3s;
constexpr auto idle_for = 9s;
constexpr auto asks_every = 5s;  // where the server has no IDLE
constexpr auto other_folders_after = 30s;
constexpr auto first_pause = 1s;
constexpr auto longest_pause = 300s;
constexpr auto days_before = 30 * 24h;  // letters older than that are history, not enquiries
constexpr std::uint64_t largest_letter = 150'000'000;

class LeaseLost : public std::exception {};

void pause(std::stop_token const& stop, std::chrono::milliseconds time) {
    std::mutex mutex;
    std::condition_variable_any condition;
    std::unique_lock lock(mutex);
    condition.wait_for(lock, stop, time, [] { return false; });
}

struct Wanted {
    FolderRole role;
    mail::FolderUse use;
};
// Sent first: an answer finds the letter that it answers.
constexpr Wanted wanted[] = {{FolderRole::sent, mail::FolderUse::sent},
                             {FolderRole::inbox, mail::FolderUse::inbox},
                             {FolderRole::spam, mail::FolderUse::junk}};

}  // namespace

Postman::Postman(Post const& post, std::int64_t mailbox_id, std::string holder,
                 std::function<void(std::string const&)> failed)
    : post_(post),
      mailbox_id_(mailbox_id),
      holder_(std::move(holder)),
      failed_(std::move(failed)) {}

void Postman::work(std::stop_token stop) {
    std::chrono::milliseconds wait = first_pause;
    while (!stop.stop_requested()) {
        was_in_contact_ = false;
        try {
            held_at_ = {};
            if (!hold()) {  // another process has this mailbox
                pause(stop, looks_for_lease_every);
                continue;
            }
            serve(stop);
        } catch (mail::Failure const& failure) {
            if (stop.stop_requested()) break;
            note_failure(failure.words.ru);
        } catch (LeaseLost const&) {
        } catch (std::exception const& failure) {
            if (stop.stop_requested()) break;
            note_failure(failure.what());
        }
        if (was_in_contact_) wait = first_pause;
        pause(stop, wait);
        wait = std::min<std::chrono::milliseconds>(wait * 2, longest_pause);
    }
    try {
        jobs::release_lease(post_.database, "mailbox:" + std::to_string(mailbox_id_), holder_);
    } catch (std::exception const&) {  // it runs out by itself
    }
}

bool Postman::hold() {
    auto const now = Steady::now();
    if (held_at_ != Steady::time_point{} && now - held_at_ < lease_renewed_after) return true;
    if (!jobs::take_lease(post_.database, "mailbox:" + std::to_string(mailbox_id_), holder_,
                          post_.clock.now(), lease))
        return false;
    held_at_ = now;
    return true;
}

void Postman::serve(std::stop_token stop) {
    auto const mailbox = post_.database.read(
        [&](db::Reader& reader) { return store::find_mailbox(reader, mailbox_id_); });
    if (!mailbox || !mailbox->active) return;
    set_seen_ = mailbox->set_seen;
    mail::Imap imap(imap_server(*mailbox, post_.secrets), stop);

    auto const on_server = imap.folders();
    std::vector<MailboxFolder> others;
    MailboxFolder inbox;
    for (auto const& [role, use] : wanted) {
        auto const name = mail::folder_for(on_server, use);
        if (!name) continue;
        auto const folder = post_.database.write([&, role = role](db::Transaction& tx) {
            return store::folder_of_role(tx, mailbox_id_, role, *name);
        });
        if (role == FolderRole::inbox)
            inbox = folder;
        else
            others.push_back(folder);
    }

    std::optional<Steady::time_point> others_at;
    while (!stop.stop_requested()) {
        if (!others_at || Steady::now() - *others_at > other_folders_after) {
            fetch_others(imap, others);
            others_at = Steady::now();
            auto const state = imap.open(inbox.name, !set_seen_);
            fetch_from(imap, current(inbox), state);
        } else {
            // The folder stays open; its UIDVALIDITY cannot change meanwhile (RFC 3501, 2.3.1.1).
            auto const folder = current(inbox);
            fetch_from(imap, folder, {static_cast<std::uint32_t>(folder.uid_validity), 0, 0});
        }
        note_contact();
        imap.idle(imap.has("IDLE") ? idle_for : asks_every);
        if (!hold()) throw LeaseLost();
    }
}

// What is wrong with Spam must not keep the letters of the inbox away.
void Postman::fetch_others(mail::Imap& imap, std::vector<MailboxFolder> const& folders) {
    for (auto const& folder : folders) try {
            fetch_from(imap, current(folder), imap.open(folder.name, true));
        } catch (mail::Failure const& failure) {
            if (failure.kind != mail::FailureKind::refused) throw;
            failed_("mailbox " + std::to_string(mailbox_id_) + ", " + folder.name + ": " +
                    failure.words.ru);
        }
}

MailboxFolder Postman::current(MailboxFolder const& folder) {
    return post_.database.read(
        [&](db::Reader& reader) { return store::find_folder(reader, folder.id).value(); });
}

// A letter at which the conversation broke three times is passed over, with its reason: else all
// letters behind it would never come.
bool Postman::is_stuck_at(store::Place const& place) {
    bool const same = tried_.folder_id == place.folder_id && tried_.uid == place.uid &&
                      tried_.uid_validity == place.uid_validity;
    tries_ = same ? tries_ + 1 : 1;
    tried_ = place;
    return tries_ > 3;
}

// A folder seen for the first time, or one whose UIDs count anew: from where on to fetch.
MailboxFolder Postman::begin_if_new(mail::Imap& imap, MailboxFolder folder,
                                    mail::FolderState const& state) {
    if (folder.uid_validity == state.uid_validity) return folder;
    auto const since = imap.uids_since(post_.clock.now() - days_before);
    // Nothing of the last days: everything that comes from now on.
    std::uint32_t const first = since.empty() ? state.uid_next : since.front();
    folder.uid_validity = state.uid_validity;
    folder.cursor_uid = first > 0 ? first - 1 : 0;
    post_.database.write([&](db::Transaction& tx) {
        store::begin_folder(tx, folder.id, folder.uid_validity, folder.cursor_uid);
    });
    return folder;
}

void Postman::fetch_from(mail::Imap& imap, MailboxFolder folder, mail::FolderState const& state) {
    folder = begin_if_new(imap, folder, state);
    auto const uids = imap.uids_from(static_cast<std::uint32_t>(folder.cursor_uid) + 1);
    auto const note = [&](std::size_t waiting) {
        post_.database.write([&](db::Transaction& tx) {
            store::note_seen(tx, folder.id, static_cast<std::int64_t>(waiting), post_.clock.now());
            if (!uids.empty())
                live::publish(tx, {"mailbox", mailbox_id_, "changed", 0}, post_.clock.now());
        });
    };
    if (!uids.empty()) note(uids.size());
    for (auto const uid : uids) {
        fetch_one(imap, folder, uid);
        if (!hold()) throw LeaseLost();
    }
    if (!uids.empty() || !folder.synced_at) note(0);
}

void Postman::fetch_one(mail::Imap& imap, MailboxFolder const& folder, std::uint32_t uid) {
    store::Place const place{mailbox_id_, folder.id, folder.uid_validity, uid};
    bool const known =
        post_.database.read([&](db::Reader& reader) { return store::is_known(reader, place); });
    if (known) {
        post_.database.write([&](db::Transaction& tx) { store::pass_over(tx, folder.id, uid); });
        return;
    }
    if (is_stuck_at(place)) {
        post_.database.write([&](db::Transaction& tx) {
            keep_failure(tx, post_.clock.now(), place, "Связь обрывается на этом письме");
        });
        return;
    }
    auto sink = post_.files.sink();
    std::optional<mail::LetterInfo> info;
    std::string problem;
    try {
        info = imap.fetch(uid, [&](std::string_view piece) {
            if (!hold()) throw LeaseLost();  // a large letter may take longer than a lease
            if (sink.bytes() <= largest_letter) sink.write(piece);
        });
        if (info && sink.bytes() > largest_letter) problem = "Письмо больше 150 МБ";
    } catch (mail::Failure const& failure) {
        if (failure.kind != mail::FailureKind::refused) throw;
        problem = failure.words.ru;  // this letter only: the server does not give it
    }
    auto const now = post_.clock.now();
    if (!problem.empty()) {
        post_.database.write([&](db::Transaction& tx) { keep_failure(tx, now, place, problem); });
        return;
    }
    if (!info) {  // deleted meanwhile
        post_.database.write([&](db::Transaction& tx) { store::pass_over(tx, folder.id, uid); });
        return;
    }
    auto const received = info->date && *info->date <= now ? *info->date : now;
    Arrived const arrived{place, folder.role, sink.finish(), received};
    auto const id =
        post_.database.write([&](db::Transaction& tx) { return keep(tx, now, arrived); });
    if (set_seen_ && folder.role == FolderRole::inbox) imap.mark_seen(uid);
    if (!id) return;
    try {
        read_letter(post_, {*id}, false);  // at once: the workers may be busy with slow servers
    } catch (std::exception const& failure) {
        failed_("letter " + std::to_string(*id) + ": " + failure.what());  // its job tries again
    }
}

void Postman::note_contact() {
    bool const first = !was_in_contact_;
    was_in_contact_ = true;
    if (!first && Steady::now() - contact_noted_at_ < 60s) return;
    contact_noted_at_ = Steady::now();
    post_.database.write([&](db::Transaction& tx) {
        store::note_contact(tx, mailbox_id_, post_.clock.now());
        if (first) live::publish(tx, {"mailbox", mailbox_id_, "changed", 0}, post_.clock.now());
    });
}

void Postman::note_failure(std::string const& words) {
    auto const text = base::shortened(base::clean(words), 500);
    failed_("mailbox " + std::to_string(mailbox_id_) + ": " + text);
    try {
        post_.database.write([&](db::Transaction& tx) {
            if (store::note_error(tx, mailbox_id_, text, post_.clock.now()))
                live::publish(tx, {"mailbox", mailbox_id_, "changed", 0}, post_.clock.now());
        });
    } catch (std::exception const&) {  // the database is away too; the log has it
    }
}

}  // namespace letters
