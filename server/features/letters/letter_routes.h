// The routes of letters, threads and mailboxes (1.1.2), and what the page shows of them.
#pragma once
#include "features/files/attachments.h"
#include "features/letters/letter_actions.h"
#include "features/letters/letter_store.h"
#include "features/letters/mailbox_actions.h"
#include "features/letters/mailbox_store.h"
#include "platform/http/router.h"

#include <optional>
#include <string>
#include <vector>

namespace letters {

struct LetterParty {
    std::string name;
    std::string address;
    std::string state;    // of a letter of ours: accepted, refused, bounced; empty before
    std::string problem;  // the server's words
};
BOOST_DESCRIBE_STRUCT(LetterParty, (), (name, address, state, problem))

struct LetterCard {
    std::int64_t id = 0;
    std::optional<std::int64_t> thread_id;
    std::int64_t mailbox_id = 0;
    Direction direction = Direction::incoming;
    FolderRole folder_role = FolderRole::inbox;
    std::string subject;
    LetterParty from;
    std::string reply_to;
    std::vector<LetterParty> to;
    std::vector<LetterParty> cc;
    std::vector<LetterParty> bcc;
    base::Instant sent_at;
    base::Instant received_at;
    std::string text;
    bool has_html = false;             // shown by /api/letters/{id}/body in a sandboxed frame
    bool has_remote_pictures = false;  // left out unless asked for (?pictures=1)
    std::string auto_submitted;        // auto-reply, bounce, list; empty for a person's
    LetterState state = LetterState::parsed;
    std::string problem;  // why it failed, or what is odd about it
    std::vector<files::Attachment> attachments;
    std::optional<std::int64_t> author_id;
    std::optional<base::Instant> send_at;  // until then «Отменить»
    std::vector<LetterVerb> allowed;       // to a person, now
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(LetterCard, (),
                      (id, thread_id, mailbox_id, direction, folder_role, subject, from, reply_to,
                       to, cc, bcc, sent_at, received_at, text, has_html, has_remote_pictures,
                       auto_submitted, state, problem, attachments, author_id, send_at, allowed,
                       version))

// With a few queries for all of them.
std::vector<LetterCard> cards(db::Reader& reader, http::Actor const& actor,
                              std::vector<Letter> const& letters);
LetterCard card(db::Reader& reader, http::Actor const& actor, std::int64_t letter_id);

void mount(http::Router& router, base::Secrets const& secrets, files::BlobStore const& files);
void mount_mailboxes(http::Router& router, base::Secrets const& secrets);

// The page with a letter's HTML, strict enough to be shown: its own Content-Security-Policy allows
// no script, no form and no address of another machine.
http::Response letter_page(std::string const& html, bool remote_pictures);

}  // namespace letters
