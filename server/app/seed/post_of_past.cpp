#include "app/seed/post_of_past.h"

#include "features/letters/arriving.h"
#include "features/letters/letter_actions.h"
#include "features/letters/letter_store.h"
#include "features/letters/mailbox_store.h"

namespace app::seed {
namespace {

constexpr std::int64_t uid_validity = 1;
// As the postman does with a mailbox that was connected: letters older than that are history. Here
// they have no original, so that many need no file each.
constexpr std::chrono::days with_original{30};

}  // namespace

PostOfPast::PostOfPast(db::Transaction& tx, files::BlobStore const& files, base::Instant now)
    : files_(files), now_(now) {
    mailbox_.address = mailbox_.login = "sales@tirazh.example";
    mailbox_.name = "Тиражная мастерская";
    mailbox_.imap_host = "imap.tirazh.example";
    mailbox_.smtp_host = "smtp.tirazh.example";
    mailbox_.created_at = now;
    mailbox_.id = letters::store::insert(tx, mailbox_);
    mailbox_ = letters::store::find_mailbox(tx, mailbox_.id).value();
    folder_id_ =
        letters::store::folder_of_role(tx, mailbox_.id, letters::FolderRole::inbox, "INBOX").id;
    letters::store::begin_folder(tx, folder_id_, uid_validity, 0);
}

std::int64_t PostOfPast::comes(db::Transaction& tx, base::Instant at, mail::NewMessage message) {
    message.to = {{mailbox_.name, mailbox_.address}};
    message.date = at;
    message.zone = "Europe/Moscow";
    auto const bytes = mail::compose(message);
    std::int64_t id = 0;
    if (now_ - at > with_original) {
        letters::Letter letter;
        letter.mailbox_id = mailbox_.id;
        letter.received_at = letter.sent_at = letter.created_at = at;
        letter.state = letters::LetterState::stored;
        id = letters::store::insert(tx, letter);
    } else {
        id = letters::keep(tx, at,
                           {.place = {mailbox_.id, folder_id_, uid_validity, ++last_uid_},
                            .blob = files_.put(bytes),
                            .received_at = at})
                 .value();
    }
    letters::apply(tx, at, id, {mail::parse(bytes), "", {}});
    return id;
}

void PostOfPast::goes(db::Transaction& tx, base::Instant at, std::int64_t letter_id) {
    using letters::LetterState;
    letters::store::move(tx, letter_id, LetterState::waiting, LetterState::sending);
    letters::store::set_sent_at(tx, letter_id, at);
    mail::HandoverResult taken{.outcome = mail::Handover::sent};
    for (auto const& one : letters::store::addresses(tx, {letter_id}))
        taken.recipients.push_back({one.address, true, ""});
    letters::finish(tx, at, letter_id, taken, true);
}

void PostOfPast::end(db::Transaction& tx, base::Instant now) {
    letters::store::note_seen(tx, folder_id_, 0, now);
    mailbox_.active = false;
    letters::store::update(tx, mailbox_);
}

}  // namespace app::seed
