#include "features/files/attachment_routes.h"

#include "features/journal/nouns.h"
#include "platform/base/text.h"
#include "platform/files/media.h"
#include "platform/http/url.h"

#include <charconv>

namespace files {
namespace {

struct AttachmentFilter {
    std::string noun;
    std::int64_t subject_id = 0;
};
BOOST_DESCRIBE_STRUCT(AttachmentFilter, (), (noun, subject_id))

struct AttachmentList {
    std::vector<Attachment> items;
    std::optional<std::string> next;  // a thing's files come all at once
};
BOOST_DESCRIBE_STRUCT(AttachmentList, (), (items, next))

struct AttachmentRemoved {
    std::int64_t event_id = 0;  // for «Отменить»
};
BOOST_DESCRIBE_STRUCT(AttachmentRemoved, (), (event_id))

AttachmentList list(http::ReadCall& call, AttachmentFilter const& filter) {
    journal::require_see(call.db, call.actor, filter.noun, filter.subject_id);
    return {of(call.db, filter.noun, filter.subject_id), std::nullopt};
}

std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

// The body is the file itself; whose it is and its name stand in the query.
http::Response upload(http::RawCall& call, BlobStore const& store) {
    NewAttachment attachment;
    attachment.noun = std::string(call.request.parameter("noun"));
    attachment.subject_id =
        static_cast<std::int64_t>(number(call.request.parameter("subject_id")).value_or(0));
    attachment.name = std::string(call.request.parameter("name"));
    if (base::trimmed(attachment.name).empty())
        throw base::Refusal::invalid("file_name_missing",
                                     {"Укажите имя файла (name).", "Give the file's name (name)."},
                                     "name");
    call.database.read([&](db::Reader& reader) {
        journal::require_change(reader, call.actor, attachment.noun, attachment.subject_id);
    });
    if (call.request.body_file.empty() || call.request.body_bytes == 0)
        throw base::Refusal::invalid("file_empty", {"Файл пуст.", "The file is empty."}, "");
    attachment.blob = store.put_file(call.request.body_file);
    attachment.media_type =
        safe_type(call.request.header("content-type"), store.beginning(attachment.blob.hash, 4096));
    auto const added = call.database.write(
        [&](db::Transaction& tx) { return add(tx, call.actor, call.now, attachment); });
    return http::Response::json(json::to_json(added));
}

http::Response download(http::RawCall& call, BlobStore const& store) {
    struct Found {
        Attachment file;
        std::string hash;
    };
    auto const found = call.database.read([&](db::Reader& reader) {
        auto file = find(reader, call.id());
        if (!file) journal::require_see(reader, call.actor, "attachment", 0);
        journal::require_see(reader, call.actor, file->noun, file->subject_id);
        return Found{*file, *hash_of(reader, file->id)};
    });
    std::string const tag = "\"file-" + std::to_string(found.file.id) + "\"";
    if (call.request.header("if-none-match") == tag) {
        http::Response unchanged;
        unchanged.status = 304;
        return unchanged.with("etag", tag).with("cache-control", "private, no-cache");
    }
    bool const inline_wanted = call.request.parameter("inline") == "1";
    auto response = sent_file(store, call.request, found.hash, found.file.name,
                              found.file.media_type, inline_wanted);
    // Asked again each time, because rights change; the bytes are sent once.
    return response.with("etag", tag).with("cache-control", "private, no-cache");
}

struct Range {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
};

// One range of bytes ("bytes=0-99", "bytes=100-", "bytes=-100"). Nothing: no range or one that we
// do not know, so the whole is sent. An empty one (first > last) cannot be satisfied.
std::optional<Range> asked_range(std::string_view header, std::uint64_t size) {
    if (!header.starts_with("bytes=") || header.find(',') != header.npos) return std::nullopt;
    header.remove_prefix(6);
    auto const dash = header.find('-');
    if (dash == header.npos) return std::nullopt;
    auto const first = number(header.substr(0, dash)), last = number(header.substr(dash + 1));
    bool const from_the_end = dash == 0;
    if (from_the_end) {
        if (!last) return std::nullopt;
        if (*last == 0 || size == 0) return Range{1, 0};
        return Range{size - std::min(*last, size), size - 1};
    }
    if (!first || (!last && dash + 1 < header.size())) return std::nullopt;
    if (*first >= size) return Range{1, 0};
    if (last && *last < *first) return std::nullopt;
    return Range{*first, std::min(last.value_or(size - 1), size - 1)};
}

}  // namespace

std::string content_disposition(std::string_view name, bool inline_wanted) {
    std::string plain;  // for what knows only ASCII
    for (char const c : name) {
        bool const ascii = c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '%';
        if (ascii || (static_cast<unsigned char>(c) & 0xc0) != 0x80) plain += ascii ? c : '_';
    }
    return std::string(inline_wanted ? "inline" : "attachment") + "; filename=\"" + plain +
           "\"; filename*=UTF-8''" + http::percent_encoded(name);
}

http::Response sent_file(BlobStore const& store, http::Request const& request,
                         std::string_view hash, std::string_view name, std::string_view media_type,
                         bool inline_wanted) {
    auto const size = store.size(hash);
    if (!size) throw std::runtime_error("a blob is missing: " + std::string(hash));
    bool const pdf = media_type == "application/pdf";
    bool const shown = inline_wanted && (pdf || is_picture(media_type));
    http::Response response;
    response.file = store.path(hash);
    response.with("content-type", std::string(media_type))
        .with("content-disposition", content_disposition(name, shown))
        .with("accept-ranges", "bytes")
        // A browser's reader of PDFs does not run in a sandboxed document.
        .with("content-security-policy",
              pdf && shown ? "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
                           : "sandbox; default-src 'none'; frame-ancestors 'none'");
    auto const range = asked_range(request.header("range"), *size);
    if (!range) return response;
    if (range->first > range->last) {
        response.file.clear();
        response.status = 416;
        return response.with("content-range", "bytes */" + std::to_string(*size));
    }
    response.status = 206;
    response.file_range = {range->first, range->last};
    return response.with("content-range", "bytes " + std::to_string(range->first) + "-" +
                                              std::to_string(range->last) + "/" +
                                              std::to_string(*size));
}

void mount(http::Router& router, BlobStore const& store) {
    router.get("/api/attachments", http::signed_in, "Files of a thing", &list);
    router.upload("/api/attachments", http::signed_in,
                  "Add a file to a thing: the body is the file; noun, subject_id and name stand in "
                  "the query",
                  [&store](http::RawCall& call) { return upload(call, store); });
    router.raw("GET", "/api/attachments/{id}", http::signed_in,
               "A file; ?inline=1 shows pictures and PDF",
               [&store](http::RawCall& call) { return download(call, store); });
    router.remove("/api/attachments/{id}", http::signed_in, "Remove a file; can be undone",
                  [](http::WriteCall& call) {
                      return AttachmentRemoved{remove(call.db, call.actor, call.now, call.id())};
                  });
    router.describe<Attachment>();
}

}  // namespace files
