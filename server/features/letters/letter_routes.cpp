#include "features/letters/letter_routes.h"

#include "features/accounts/permissions.h"
#include "features/files/attachment_routes.h"
#include "features/journal/nouns.h"
#include "features/letters/arriving.h"
#include "features/search/search.h"
#include "platform/base/text.h"
#include "platform/files/media.h"
#include "platform/mail/address.h"
#include "platform/mail/html.h"

#include <algorithm>
#include <map>

#include <openssl/evp.h>

namespace letters {
namespace {

constexpr int most_of_a_thread = 200;
constexpr std::size_t longest_shown_text = 200'000;
constexpr std::size_t largest_picture = 5'000'000;
constexpr std::size_t largest_pictures = 20'000'000;

struct ThreadQuery {
    std::optional<std::int64_t> mailbox_id;
    std::optional<std::string> words;
    std::vector<std::string> address;  // letters from or to one of these: a client's
    std::optional<std::string> after;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(ThreadQuery, (), (mailbox_id, words, address, after, limit))

struct ThreadPage {
    std::vector<store::ThreadRow> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(ThreadPage, (), (items, next))

struct ThreadCard {
    std::int64_t id = 0;
    std::string subject;
    std::int64_t version = 0;
    std::vector<LetterCard> items;  // oldest first; the newest 200
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(ThreadCard, (), (id, subject, version, items, next))

enum class OutgoingKind { drafts, waiting, undecided };
BOOST_DESCRIBE_ENUM(OutgoingKind, drafts, waiting, undecided)

struct OutgoingQuery {
    OutgoingKind kind = OutgoingKind::drafts;
    std::optional<std::int64_t> after;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(OutgoingQuery, (), (kind, after, limit))

struct LetterPage {
    std::vector<LetterCard> items;
    std::optional<std::int64_t> next;
};
BOOST_DESCRIBE_STRUCT(LetterPage, (), (items, next))

struct NewLetter {
    std::optional<std::int64_t> mailbox_id;
    std::optional<std::int64_t> answers_letter_id;
    std::optional<bool> answers_all;
    std::vector<std::string> to;
    std::optional<std::vector<std::string>> cc;
    std::optional<std::vector<std::string>> bcc;
    std::optional<std::string> subject;
    std::string text;
    std::optional<std::vector<std::int64_t>> attachment_ids;  // of things that the person may see
};
BOOST_DESCRIBE_STRUCT(NewLetter, (),
                      (mailbox_id, answers_letter_id, answers_all, to, cc, bcc, subject, text,
                       attachment_ids))

ThreadPage threads(http::ReadCall& call, ThreadQuery const& query) {
    store::ThreadFilter filter;
    filter.mailbox_id = query.mailbox_id;
    if (query.words && !query.words->empty())
        filter.letter_ids = search::find_ids(call.db, "letter", *query.words, 500);
    for (auto const& written : query.address)
        filter.addresses.push_back(mail::folded_address(written));
    if (query.after) filter.after = base::parse_cursor(*query.after, "after");
    int const limit = std::clamp(query.limit.value_or(50), 1, 200);
    filter.limit = limit + 1;
    ThreadPage page;
    page.items = store::threads(call.db, filter, store::visible_to(call.actor));
    if (static_cast<int>(page.items.size()) > limit) {
        page.items.pop_back();
        auto const& last = page.items.back();
        page.next = base::to_text(base::Cursor{last.last_at.unix_ms, last.id});
    }
    return page;
}

ThreadCard thread(http::ReadCall& call) {
    journal::require_see(call.db, call.actor, "thread", call.id());
    auto const letters =
        store::of_thread(call.db, call.id(), store::visible_to(call.actor), most_of_a_thread);
    return {call.id(), store::thread_subject(call.db, call.id()).value_or(""),
            store::thread_version(call.db, call.id()), cards(call.db, call.actor, letters),
            std::nullopt};
}

LetterPage outgoing(http::ReadCall& call, OutgoingQuery const& query) {
    static std::map<OutgoingKind, std::vector<LetterState>> const states{
        {OutgoingKind::drafts, {LetterState::draft}},
        {OutgoingKind::waiting, {LetterState::waiting, LetterState::sending}},
        {OutgoingKind::undecided, {LetterState::uncertain, LetterState::refused}}};
    int const limit = std::clamp(query.limit.value_or(50), 1, 200);
    auto found = store::outgoing_in(call.db, states.at(query.kind), store::visible_to(call.actor),
                                    query.after.value_or(INT64_MAX), limit + 1);
    LetterPage page;
    if (static_cast<int>(found.size()) > limit) {
        found.pop_back();
        page.next = found.back().id;
    }
    page.items = cards(call.db, call.actor, found);
    return page;
}

// Sent at once, without a draft before; 10 seconds are left for «Отменить».
LetterCard write_and_send(http::WriteCall& call, NewLetter const& body) {
    DraftForm form;
    form.mailbox_id = body.mailbox_id;
    form.answers_letter_id = body.answers_letter_id;
    form.answers_all = body.answers_all;
    form.to = body.to;
    form.cc = body.cc;
    form.bcc = body.bcc;
    form.subject = body.subject;
    form.text = body.text;
    auto const id = write_draft(call.db, call.actor, call.now, form);
    for (auto const attachment : body.attachment_ids.value_or(std::vector<std::int64_t>{})) {
        journal::require_see(call.db, call.actor, "attachment", attachment);
        files::copy(call.db, call.now, attachment, "letter", id);
    }
    send_draft(call.db, call.actor, call.now, id);
    return card(call.db, call.actor, id);
}

std::string base64_of(std::string_view bytes) {
    std::string out(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    int const length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                       reinterpret_cast<unsigned char const*>(bytes.data()),
                                       static_cast<int>(bytes.size()));
    out.resize(static_cast<std::size_t>(length));
    return out;
}

std::string unescaped(std::string text) {
    static constexpr std::pair<std::string_view, std::string_view> entities[] = {
        {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}};
    for (auto const& [entity, character] : entities)
        for (std::size_t at; (at = text.find(entity)) != text.npos;)
            text.replace(at, entity.size(), character);
    return text;
}

struct Picture {
    std::string hash;
    std::string media_type;
};

// The frame has no identity of its own, so it could not fetch them: they are put in as bytes.
std::string with_pictures(std::string const& html, std::map<std::string, Picture> const& pictures,
                          files::BlobStore const& store) {
    static constexpr std::string_view mark = "src=\"cid:";
    std::string out;
    std::size_t total = 0;
    for (std::size_t at = 0;;) {
        auto const found = html.find(mark, at);
        out += html.substr(at, found - at);
        if (found == html.npos) return out;
        auto const begin = found + mark.size(), end = html.find('"', begin);
        auto const picture = pictures.find(unescaped(html.substr(begin, end - begin)));
        at = end + 1;
        if (picture == pictures.end()) continue;
        auto const size = store.size(picture->second.hash).value_or(SIZE_MAX);
        if (size > largest_picture || (total += size) > largest_pictures) continue;
        out += "src=\"data:" + picture->second.media_type + ";base64," +
               base64_of(store.read(picture->second.hash)) + "\"";
    }
}

http::Response body(http::RawCall& call, files::BlobStore const& store) {
    std::optional<Letter> letter;
    std::map<std::string, Picture> pictures;
    call.database.read([&](db::Reader& reader) {
        journal::require_see(reader, call.actor, "letter", call.id());
        letter = store::find(reader, call.id());
        for (auto const& file : files::of(reader, "letter", call.id()))
            if (!file.content_id.empty() && files::is_picture(file.media_type))
                pictures[file.content_id] = {files::hash_of(reader, file.id).value(),
                                             file.media_type};
    });
    bool const remote = call.request.parameter("pictures") == "1" && letter->raw_hash;
    std::string html = letter->body_html;
    if (remote) {
        mail::HtmlOptions options;
        options.remote_pictures = true;
        options.picture = [](std::string_view id) { return "cid:" + std::string(id); };
        html = mail::sanitised(mail::parse_file(store.path(*letter->raw_hash)).html, options).html;
    }
    if (html.empty()) html = "<div>" + mail::escaped(letter->body_text) + "</div>";
    return letter_page(with_pictures(html, pictures, store), remote);
}

// The letter as it came, for mail programs and for proof.
http::Response source(http::RawCall& call, files::BlobStore const& store) {
    auto const letter = call.database.read([&](db::Reader& reader) {
        journal::require_see(reader, call.actor, "letter", call.id());
        return store::find(reader, call.id()).value();
    });
    if (!letter.raw_hash)
        throw base::Refusal::not_found("letter_has_no_source",
                                       {"Письмо ещё не составлено.", "It is not composed yet."});
    return files::sent_file(store, call.request, *letter.raw_hash,
                            "letter-" + std::to_string(letter.id) + ".eml",
                            "application/octet-stream", false);
}

using Act = void (*)(db::Transaction&, http::Actor const&, base::Instant, std::int64_t);

auto acting(Act act) {
    return [act](http::WriteCall& call) {
        act(call.db, call.actor, call.now, call.id());
        return card(call.db, call.actor, call.id());
    };
}

}  // namespace

std::vector<LetterCard> cards(db::Reader& reader, http::Actor const& actor,
                              std::vector<Letter> const& letters) {
    std::vector<std::int64_t> ids;
    for (auto const& letter : letters) ids.push_back(letter.id);
    std::map<std::int64_t, LetterCard*> by_id;
    std::vector<LetterCard> out;
    out.reserve(letters.size());
    for (auto const& l : letters) {
        LetterCard one;
        one.id = l.id;
        one.thread_id = l.thread_id;
        one.mailbox_id = l.mailbox_id;
        one.direction = l.direction;
        one.folder_role = l.folder_role;
        one.subject = l.subject;
        one.from = {l.from_name, l.from_address, "", ""};
        one.reply_to = l.reply_to;
        one.sent_at = l.sent_at;
        one.received_at = l.received_at;
        one.text = base::shortened(l.body_text, longest_shown_text);
        one.has_html = !l.body_html.empty();
        one.has_remote_pictures = l.body_html.ends_with(remote_pictures_mark);
        one.auto_submitted = l.auto_submitted;
        one.state = l.state;
        one.problem = l.problem;
        one.author_id = l.author_id;
        one.send_at = l.send_at;
        if (actor.may(accounts::inbox_change)) one.allowed = allowed_to_person(l.state);
        one.version = l.version;
        out.push_back(std::move(one));
        by_id[l.id] = &out.back();
        if (l.attachments > 0 || l.state == LetterState::draft)
            out.back().attachments = files::of(reader, "letter", l.id);
    }
    for (auto const& address : store::addresses(reader, ids)) {
        auto& one = *by_id.at(address.letter_id);
        auto& list = address.kind == AddressKind::to   ? one.to
                     : address.kind == AddressKind::cc ? one.cc
                                                       : one.bcc;
        list.push_back({address.name, address.address, address.state, address.problem});
    }
    return out;
}

LetterCard card(db::Reader& reader, http::Actor const& actor, std::int64_t letter_id) {
    journal::require_see(reader, actor, "letter", letter_id);
    return cards(reader, actor, {store::find(reader, letter_id).value()}).front();
}

void mount(http::Router& router, base::Secrets const& secrets, files::BlobStore const& files) {
    using accounts::inbox_change;
    using accounts::inbox_read;
    router.get("/api/threads", inbox_read, "Threads of letters, newest first (1.1.2)", &threads);
    router.get("/api/threads/{id}", inbox_read, "A thread with its letters", &thread);
    router.get("/api/letters", inbox_read, "Drafts, letters on their way, letters to decide about",
               &outgoing);
    router.get("/api/letters/{id}", inbox_read, "One letter",
               [](http::ReadCall& call) { return card(call.db, call.actor, call.id()); });
    router.raw("GET", "/api/letters/{id}/body", inbox_read,
               "A letter's HTML for a sandboxed frame; ?pictures=1 also from other machines",
               [&files](http::RawCall& call) { return body(call, files); });
    router.raw("GET", "/api/letters/{id}/source", inbox_read, "A letter as it came",
               [&files](http::RawCall& call) { return source(call, files); });
    router.post("/api/letters", inbox_change, "Write and send a letter (1.1.2)", &write_and_send);
    router.post("/api/drafts", inbox_change, "Begin a letter or an answer",
                [](http::WriteCall& call, DraftForm const& form) {
                    auto const id = write_draft(call.db, call.actor, call.now, form);
                    return card(call.db, call.actor, id);
                });
    router.patch("/api/drafts/{id}", inbox_change, "Change a draft",
                 [](http::WriteCall& call, DraftForm const& form) {
                     change_draft(call.db, call.actor, call.now, call.id(), form);
                     return card(call.db, call.actor, call.id());
                 });
    router.remove(
        "/api/drafts/{id}", inbox_change, "Throw a draft away",
        [](http::WriteCall& call) { discard_draft(call.db, call.actor, call.now, call.id()); });
    router.post("/api/drafts/{id}/sending", inbox_change, "Send a draft; 10 seconds to cancel",
                acting(&send_draft));
    router.post("/api/letters/{id}/cancellation", inbox_change, "Take a letter back in time",
                acting(&cancel));
    router.post("/api/letters/{id}/editing", inbox_change, "Make a cancelled letter a draft again",
                acting(&edit_again));
    router.post("/api/letters/{id}/second-sending", inbox_change,
                "Send a refused or uncertain letter again", acting(&send_again));
    router.post("/api/letters/{id}/confirmation", inbox_change,
                "Decide that an uncertain letter was sent", acting(&confirm_sent));
    router.post("/api/letters/{id}/reading", accounts::mailboxes_manage,
                "Read a stored letter once more", [](http::WriteCall& call) {
                    journal::require_see(call.db, call.actor, "letter", call.id());
                    read_again(call.db, call.now, call.id());
                });
    mount_mailboxes(router, secrets);
}

}  // namespace letters
