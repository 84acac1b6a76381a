#include "features/letters/letter_store.h"
#include "features/letters/post.h"
#include "platform/base/text.h"
#include "platform/files/media.h"
#include "platform/mail/html.h"

namespace letters {
namespace {

constexpr std::size_t longest_stored_text = 1'000'000;

// A mark at the end says that there were pictures of other machines. Own pictures keep their
// Content-ID; the route that shows the letter puts their bytes in.
std::string safe_html(std::string const& html) {
    if (html.empty()) return "";
    mail::HtmlOptions options;
    options.picture = [](std::string_view id) { return "cid:" + std::string(id); };
    auto const safe = mail::sanitised(html, options);
    return safe.html + (safe.has_remote_pictures ? std::string(remote_pictures_mark) : "");
}

Reading reading_of(Post const& post, std::string const& raw_hash) {
    Reading out;
    out.message = mail::parse_file(post.files.path(raw_hash));
    out.safe_html = safe_html(out.message.html);
    if (out.safe_html.size() > 2 * longest_stored_text) out.safe_html.clear();  // the text is there
    if (out.message.text.size() > longest_stored_text)
        out.message.text = base::clean(out.message.text.substr(0, longest_stored_text));
    for (auto& one : out.message.attachments) {
        std::string_view const begin = std::string_view(one.bytes).substr(0, 4096);
        out.attachments.push_back({post.files.put(one.bytes), one.name,
                                   files::safe_type(one.content_type, begin),
                                   one.is_inline ? one.content_id : ""});
        one.bytes = std::string();  // a letter of 40 MB is not held twice
    }
    return out;
}

}  // namespace

void read_letter(Post const& post, LetterWork const& work, bool last_attempt) {
    auto const letter =
        post.database.read([&](db::Reader& reader) { return store::find(reader, work.letter_id); });
    if (!letter || letter->state != LetterState::stored || !letter->raw_hash) return;
    try {
        auto const reading = reading_of(post, *letter->raw_hash);
        post.database.write(
            [&](db::Transaction& tx) { apply(tx, post.clock.now(), work.letter_id, reading); });
    } catch (std::exception const& failure) {
        if (last_attempt)
            post.database.write([&](db::Transaction& tx) {
                fail_reading(tx, post.clock.now(), work.letter_id, failure.what());
            });
        throw;
    }
}

}  // namespace letters
