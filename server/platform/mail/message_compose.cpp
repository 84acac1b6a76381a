#include "platform/base/text.h"
#include "platform/mail/gmime.h"
#include "platform/mail/message.h"

#include <algorithm>
#include <stdexcept>

namespace mail {
namespace {

// Nothing of a value may begin another header.
std::string one_line(std::string_view text) {
    std::string out = base::clean(text);
    std::replace(out.begin(), out.end(), '\n', ' ');
    std::replace(out.begin(), out.end(), '\t', ' ');
    return base::trimmed(out);
}

std::string checked_id(std::string_view id) {
    bool const good =
        !id.empty() && id.size() <= 500 && std::all_of(id.begin(), id.end(), [](char c) {
            return c > ' ' && c < 127 && c != '<' && c != '>';
        });
    if (!good) throw std::invalid_argument("not a Message-ID");
    return std::string(id);
}

std::string id_list(std::vector<std::string> const& ids) {
    std::string out;
    for (auto const& id : ids) {
        bool const usable =
            !id.empty() && id.size() <= 500 && std::all_of(id.begin(), id.end(), [](char c) {
                return c > ' ' && c < 127 && c != '<' && c != '>';
            });
        if (usable) out += (out.empty() ? "<" : " <") + id + ">";  // others' ids may be anything
    }
    return out;
}

void add_to(InternetAddressList* list, Address const& address) {
    if (!is_address(address.address)) throw std::invalid_argument("not an address");
    auto const name = one_line(address.name);
    Owned<InternetAddress> const one(internet_address_mailbox_new(
        name.empty() ? nullptr : name.c_str(), address.address.c_str()));
    internet_address_set_charset(one.get(), "utf-8");
    internet_address_list_add(list, one.get());
}

// `bytes` must live as long as the part.
Owned<GMimePart> leaf(std::string_view type, std::string_view bytes) {
    auto const slash = type.find('/');
    bool const good = slash != type.npos && std::all_of(type.begin(), type.end(), [](char c) {
                          return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                                 std::string_view("/.+-_").find(c) != std::string_view::npos;
                      });
    std::string const major(good ? type.substr(0, slash) : "application");
    std::string const minor(good ? type.substr(slash + 1) : "octet-stream");
    Owned<GMimePart> part(g_mime_part_new_with_type(major.c_str(), minor.c_str()));
    Owned<GMimeStream> const stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
    Owned<GMimeDataWrapper> const content(
        g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT));
    g_mime_part_set_content(part.get(), content.get());
    g_mime_part_set_content_encoding(part.get(), GMIME_CONTENT_ENCODING_BASE64);
    return part;
}

Owned<GMimePart> text_leaf(char const* type, std::string const& text) {
    auto part = leaf(type, base::clean(text));
    g_mime_object_set_content_type_parameter(GMIME_OBJECT(part.get()), "charset", "utf-8");
    return part;
}

Owned<GMimePart> attachment_leaf(Attachment const& attachment) {
    auto part = leaf(attachment.content_type, attachment.bytes);
    auto* const object = GMIME_OBJECT(part.get());
    g_mime_object_set_disposition(object, attachment.is_inline ? "inline" : "attachment");
    // The name twice: as RFC 2231 says, and as old Outlook reads it.
    auto const name = one_line(attachment.name);
    g_mime_part_set_filename(part.get(), name.c_str());
    auto* const disposition =
        g_mime_content_disposition_get_parameters(g_mime_object_get_content_disposition(object));
    auto* const type = g_mime_content_type_get_parameters(g_mime_object_get_content_type(object));
    if (auto* const filename = g_mime_param_list_get_parameter(disposition, "filename")) {
        g_mime_param_set_charset(filename, "utf-8");
        g_mime_param_set_encoding_method(filename, GMIME_PARAM_ENCODING_METHOD_RFC2231);
    }
    if (auto* const filename = g_mime_param_list_get_parameter(type, "name")) {
        g_mime_param_set_charset(filename, "utf-8");
        g_mime_param_set_encoding_method(filename, GMIME_PARAM_ENCODING_METHOD_RFC2047);
    }
    if (!attachment.content_id.empty())
        g_mime_part_set_content_id(part.get(), checked_id(attachment.content_id).c_str());
    return part;
}

Owned<GMimeObject> multipart_of(char const* subtype, std::vector<Owned<GMimeObject>> parts) {
    Owned<GMimeObject> out(GMIME_OBJECT(g_mime_multipart_new_with_subtype(subtype)));
    for (auto const& one : parts) g_mime_multipart_add(GMIME_MULTIPART(out.get()), one.get());
    return out;
}

Owned<GMimeObject> object_of(Owned<GMimePart> part) {
    return Owned<GMimeObject>(GMIME_OBJECT(part.release()));
}

// mixed( alternative( text, related( html, pictures ) ), files ), without the boxes not needed.
Owned<GMimeObject> body_of(NewMessage const& message) {
    auto body = object_of(text_leaf("text/plain", message.text));
    if (!message.html.empty()) {
        auto html = object_of(text_leaf("text/html", message.html));
        std::vector<Owned<GMimeObject>> related;
        related.push_back(std::move(html));
        for (auto const& one : message.attachments)
            if (one.is_inline) related.push_back(object_of(attachment_leaf(one)));
        html = related.size() == 1 ? std::move(related.front())
                                   : multipart_of("related", std::move(related));
        std::vector<Owned<GMimeObject>> both;
        both.push_back(std::move(body));
        both.push_back(std::move(html));
        body = multipart_of("alternative", std::move(both));
    }
    std::vector<Owned<GMimeObject>> mixed;
    mixed.push_back(std::move(body));
    for (auto const& one : message.attachments)
        if (!one.is_inline || message.html.empty())
            mixed.push_back(object_of(attachment_leaf(one)));
    return mixed.size() == 1 ? std::move(mixed.front()) : multipart_of("mixed", std::move(mixed));
}

void set_date(GMimeMessage* message, NewMessage const& from) {
    GTimeZone* zone = g_time_zone_new_identifier(from.zone.c_str());
    if (!zone) zone = g_time_zone_new_utc();
    GDateTime* const utc = g_date_time_new_from_unix_utc(from.date.unix_ms / 1000);
    GDateTime* const local = g_date_time_to_timezone(utc, zone);
    g_mime_message_set_date(message, local);
    g_date_time_unref(local);
    g_date_time_unref(utc);
    g_time_zone_unref(zone);
}

}  // namespace

std::string compose(NewMessage const& message) {
    start_gmime();
    Owned<GMimeMessage> const out(g_mime_message_new(TRUE));
    auto* const object = GMIME_OBJECT(out.get());
    add_to(g_mime_message_get_from(out.get()), message.from);
    for (auto const& one : message.to) add_to(g_mime_message_get_to(out.get()), one);
    for (auto const& one : message.cc) add_to(g_mime_message_get_cc(out.get()), one);
    if (message.reply_to) add_to(g_mime_message_get_reply_to(out.get()), *message.reply_to);
    g_mime_message_set_subject(out.get(), one_line(message.subject).c_str(), "utf-8");
    set_date(out.get(), message);
    g_mime_message_set_message_id(out.get(), checked_id(message.message_id).c_str());
    if (auto const ids = id_list(message.in_reply_to); !ids.empty())
        g_mime_object_set_header(object, "In-Reply-To", ids.c_str(), "utf-8");
    if (auto const ids = id_list(message.references); !ids.empty())
        g_mime_object_set_header(object, "References", ids.c_str(), "utf-8");
    if (message.is_automatic)
        g_mime_object_set_header(object, "Auto-Submitted", "auto-generated", "utf-8");

    auto const body = body_of(message);
    g_mime_message_set_mime_part(out.get(), body.get());
    auto* const options = g_mime_format_options_new();
    g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
    std::string bytes = written(object, options);
    g_mime_format_options_free(options);
    return bytes;
}

std::string new_message_id(std::string_view sender_address) {
    auto const at = sender_address.rfind('@');
    std::string const domain(at == sender_address.npos ? "localhost"
                                                       : sender_address.substr(at + 1));
    return base::random_token() + "@" + domain;
}

}  // namespace mail
