#include "platform/mail/message.h"

#include "platform/base/text.h"
#include "platform/mail/charset.h"
#include "platform/mail/gmime.h"
#include "platform/mail/header_text.h"
#include "platform/mail/html.h"

#include <algorithm>
#include <cstdlib>
#include <fcntl.h>

namespace mail {
namespace {

constexpr std::size_t longest_text = 2'000'000;  // bytes; more stays in the stored letter only
constexpr std::size_t most_attachments = 500;
constexpr std::size_t most_addresses = 500;
constexpr std::size_t most_references = 100;
constexpr int deepest_part = 30;

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    return out;
}

std::string one_line(std::string_view text) {
    std::string out = base::clean(text);
    std::replace(out.begin(), out.end(), '\n', ' ');
    std::replace(out.begin(), out.end(), '\t', ' ');
    return base::trimmed(out);
}

std::string text_of(char const* text) {
    return text ? std::string(text) : std::string();
}

class Parser {
  public:
    Message parse(GMimeStream* stream, char const* raw_charset);

  private:
    void note(std::string_view problem) {
        auto& all = message_.problems;
        if (std::find(all.begin(), all.end(), problem) == all.end()) all.emplace_back(problem);
    }
    static void warned(gint64, GMimeParserWarning code, gchar const*, gpointer self);

    void headers(GMimeMessage* message);
    // A header's text, and for GMime to take apart.
    std::string header(GMimeObject* object, char const* name);
    std::string mended(GMimeObject* object, char const* name);
    static std::string raw(GMimeObject* object, char const* name);
    std::vector<std::string> ids(GMimeObject* object, char const* name);
    std::vector<Address> addresses(GMimeMessage* message, char const* name);
    void add_addresses(InternetAddressList* list, std::vector<Address>& out);

    void part(GMimeObject* object, int depth, bool is_body);
    void multipart(GMimeMultipart* parts, int depth, bool is_body);
    void report(GMimeMultipart* parts);
    void text_part(GMimePart* part);
    void attach(GMimePart* part);
    void attach_message(GMimeMessagePart* part);
    std::string content(GMimePart* part, std::size_t limit);
    std::string file_name(GMimePart* part);
    std::string name_of(std::string_view given, std::string_view content_type);

    Message message_;
    GMimeParserOptions* options_ = nullptr;
    char const* raw_charset_ = nullptr;  // of bytes that say no charset
};

void Parser::warned(gint64, GMimeParserWarning code, gchar const*, gpointer self) {
    auto& parser = *static_cast<Parser*>(self);
    switch (code) {
        case GMIME_WARN_UNENCODED_8BIT_HEADER:
            parser.note("raw_8bit_header");
            break;
        case GMIME_WARN_TRUNCATED_MESSAGE:
            parser.note("truncated");
            break;
        case GMIME_WARN_MALFORMED_MULTIPART:
        case GMIME_WARN_MALFORMED_MESSAGE:
        case GMIME_CRIT_MULTIPART_WITHOUT_BOUNDARY:
        case GMIME_CRIT_PART_WITHOUT_HEADERS_OR_CONTENT:
            parser.note("malformed");
            break;
        case GMIME_CRIT_INVALID_HEADER_NAME:
        case GMIME_CRIT_CONFLICTING_HEADER:
        case GMIME_CRIT_CONFLICTING_PARAMETER:
            parser.note("bad_header");
            break;
        case GMIME_CRIT_NESTING_OVERFLOW:
            parser.note("too_deep");
            break;
        default:
            break;  // what everybody's mail program does wrong without harm
    }
}

Message Parser::parse(GMimeStream* stream, char const* raw_charset) {
    options_ = g_mime_parser_options_new();
    raw_charset_ = raw_charset;
    char const* charsets[] = {"utf-8", raw_charset, nullptr};
    g_mime_parser_options_set_fallback_charsets(options_, charsets);
    g_mime_parser_options_set_warning_callback(options_, &Parser::warned, this);

    Owned<GMimeParser> const parser(g_mime_parser_new_with_stream(stream));
    g_mime_parser_set_persist_stream(parser.get(), TRUE);
    Owned<GMimeMessage> const message(g_mime_parser_construct_message(parser.get(), options_));
    if (message) {
        headers(message.get());
        part(g_mime_message_get_mime_part(message.get()), 0, true);
    } else {
        note("malformed");
    }
    g_mime_parser_options_free(options_);

    message_.html = base::clean(message_.html);
    message_.text = base::clean(message_.text);
    if (base::trimmed(message_.text).empty() && !message_.html.empty())
        message_.text = plain_text(message_.html);
    return std::move(message_);
}

std::string Parser::raw(GMimeObject* object, char const* name) {
    auto* const found = g_mime_header_list_get_header(g_mime_object_get_header_list(object), name);
    return found ? text_of(g_mime_header_get_raw_value(found)) : std::string();
}

std::string Parser::header(GMimeObject* object, char const* name) {
    return header_text(raw(object, name), raw_charset_);
}

std::string Parser::mended(GMimeObject* object, char const* name) {
    return mended_header(raw(object, name), raw_charset_);
}

void Parser::add_addresses(InternetAddressList* list, std::vector<Address>& out) {
    int const count = list ? internet_address_list_length(list) : 0;
    for (int i = 0; i < count && out.size() < most_addresses; ++i) {
        auto* const one = internet_address_list_get_address(list, i);
        if (INTERNET_ADDRESS_IS_GROUP(one)) {
            add_addresses(internet_address_group_get_members(INTERNET_ADDRESS_GROUP(one)), out);
            continue;
        }
        Address address;
        address.name = one_line(text_of(internet_address_get_name(one)));
        address.address = base::shortened(
            one_line(text_of(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one)))),
            320);
        if (address.address == address.name) address.name.clear();
        if (!address.address.empty()) out.push_back(std::move(address));
    }
}

std::vector<Address> Parser::addresses(GMimeMessage* message, char const* name) {
    std::vector<Address> out;
    auto const text = mended(GMIME_OBJECT(message), name);
    if (text.empty()) return out;
    if (auto* const list = internet_address_list_parse(options_, text.c_str())) {
        add_addresses(list, out);
        g_object_unref(list);
    }
    return out;
}

std::vector<std::string> Parser::ids(GMimeObject* object, char const* name) {
    std::vector<std::string> out;
    auto const raw = text_of(g_mime_object_get_header(object, name));
    if (raw.empty()) return out;
    auto* const list = g_mime_references_parse(options_, raw.c_str());
    for (int i = 0; i < g_mime_references_length(list); ++i) {
        std::string id = one_line(text_of(g_mime_references_get_message_id(list, i)));
        if (!id.empty() && id.size() <= 500) out.push_back(std::move(id));
    }
    g_mime_references_free(list);
    // The first names the thread, the last ones its end: those in the middle say least.
    if (out.size() > most_references)
        out.erase(out.begin() + 1, out.end() - static_cast<std::ptrdiff_t>(most_references) + 1);
    return out;
}

void Parser::headers(GMimeMessage* message) {
    auto* const object = GMIME_OBJECT(message);
    message_.subject = header(object, "Subject");
    message_.from = addresses(message, "From");
    if (message_.from.empty()) message_.from = addresses(message, "Sender");
    message_.to = addresses(message, "To");
    message_.cc = addresses(message, "Cc");
    message_.reply_to = addresses(message, "Reply-To");
    if (message_.from.empty()) note("no_sender");

    if (auto* const date = g_mime_message_get_date(message))
        message_.date = base::Instant{g_date_time_to_unix(date) * 1000};
    else
        note("no_date");

    message_.message_id = one_line(text_of(g_mime_message_get_message_id(message)));
    if (message_.message_id.size() > 500) message_.message_id.clear();
    if (message_.message_id.empty()) note("no_message_id");
    message_.in_reply_to = ids(object, "In-Reply-To");
    message_.references = ids(object, "References");

    auto const automatic = lower(header(object, "Auto-Submitted"));
    auto const precedence = lower(header(object, "Precedence"));
    bool const empty_sender = header(object, "Return-Path") == "<>";
    message_.is_automatic = (!automatic.empty() && automatic != "no") || empty_sender ||
                            !header(object, "X-Autoreply").empty() ||
                            !header(object, "X-Autorespond").empty() || precedence == "auto_reply";
    message_.is_bulk = precedence == "bulk" || precedence == "list" || precedence == "junk" ||
                       !header(object, "List-Id").empty() ||
                       !header(object, "List-Unsubscribe").empty();
}

void Parser::part(GMimeObject* object, int depth, bool is_body) {
    if (!object) return;
    if (depth > deepest_part) {
        note("too_deep");
    } else if (GMIME_IS_MESSAGE_PART(object)) {
        attach_message(GMIME_MESSAGE_PART(object));
    } else if (GMIME_IS_MULTIPART(object)) {
        multipart(GMIME_MULTIPART(object), depth, is_body);
    } else if (GMIME_IS_PART(object)) {
        auto* const leaf = GMIME_PART(object);
        auto* const type = g_mime_object_get_content_type(object);
        bool const is_text = g_mime_content_type_is_type(type, "text", "plain") ||
                             g_mime_content_type_is_type(type, "text", "html");
        if (is_body && is_text && !g_mime_part_is_attachment(leaf) && file_name(leaf).empty())
            text_part(leaf);
        else
            attach(leaf);
    }
}

void Parser::multipart(GMimeMultipart* parts, int depth, bool is_body) {
    auto* const type = g_mime_object_get_content_type(GMIME_OBJECT(parts));
    if (g_mime_content_type_is_type(type, "multipart", "encrypted")) note("encrypted");
    if (g_mime_content_type_is_type(type, "multipart", "report") && !message_.report) report(parts);
    int const count = g_mime_multipart_get_count(parts);
    for (int i = 0; i < count; ++i) part(g_mime_multipart_get_part(parts, i), depth + 1, is_body);
}

// The texts of a letter one after another: some programs put an attachment between two of them.
void Parser::text_part(GMimePart* leaf) {
    auto* const object = GMIME_OBJECT(leaf);
    bool const is_html =
        g_mime_content_type_is_type(g_mime_object_get_content_type(object), "text", "html");
    auto const bytes = content(leaf, longest_text + 1);
    auto one = decoded(bytes, text_of(g_mime_object_get_content_type_parameter(object, "charset")));
    if (one.was_guessed) note("charset_guessed");
    if (one.text.size() > longest_text) {
        one.text = one.text.substr(0, longest_text);
        note("text_shortened");
    }
    auto& whole = is_html ? message_.html : message_.text;
    if (whole.size() + one.text.size() > 2 * longest_text) return note("text_shortened");
    if (!whole.empty()) whole += is_html ? "<hr>" : "\n\n";
    whole += one.text;
}

std::string Parser::content(GMimePart* leaf, std::size_t limit) {
    std::string out;
    auto* const wrapper = g_mime_part_get_content(leaf);
    if (!wrapper) return out;
    auto* const source = g_mime_data_wrapper_get_stream(wrapper);
    if (!source) return out;
    g_mime_stream_reset(source);
    auto const length = g_mime_stream_length(source);
    if (length > 0) out.reserve(std::min(limit, static_cast<std::size_t>(length)));
    Owned<GMimeStream> const stream(g_mime_stream_filter_new(source));
    auto const encoding = g_mime_data_wrapper_get_encoding(wrapper);
    if (encoding == GMIME_CONTENT_ENCODING_BASE64 ||
        encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE ||
        encoding == GMIME_CONTENT_ENCODING_UUENCODE) {
        Owned<GMimeFilter> const filter(g_mime_filter_basic_new(encoding, FALSE));
        g_mime_stream_filter_add(GMIME_STREAM_FILTER(stream.get()), filter.get());
    }
    char buffer[64 * 1024];
    while (out.size() < limit) {
        auto const count = g_mime_stream_read(stream.get(), buffer, sizeof buffer);
        if (count <= 0) break;
        out.append(buffer, std::min(static_cast<std::size_t>(count), limit - out.size()));
    }
    return out;
}

std::string Parser::file_name(GMimePart* leaf) {
    auto* const object = GMIME_OBJECT(leaf);
    std::string out;
    if (auto const text = mended(object, "Content-Disposition"); !text.empty()) {
        Owned<GMimeContentDisposition> const disposition(
            g_mime_content_disposition_parse(options_, text.c_str()));
        out = text_of(g_mime_content_disposition_get_parameter(disposition.get(), "filename"));
    }
    if (auto const text = mended(object, "Content-Type"); out.empty() && !text.empty()) {
        Owned<GMimeContentType> const type(g_mime_content_type_parse(options_, text.c_str()));
        out = text_of(g_mime_content_type_get_parameter(type.get(), "name"));
    }
    return out;
}

std::string Parser::name_of(std::string_view given, std::string_view content_type) {
    std::string name = one_line(given);
    auto const folder = name.find_last_of("/\\");
    if (folder != name.npos) name = name.substr(folder + 1);
    name = base::trimmed(name);
    if (name.size() > 200) {  // keep the ending, it says what the file is
        auto const dot = name.rfind('.');
        auto const ending = dot != name.npos && name.size() - dot <= 12 ? name.substr(dot) : "";
        name = base::shortened(name, 80) + ending;
    }
    if (!name.empty() && name != "." && name != "..") return name;
    static constexpr std::pair<std::string_view, std::string_view> endings[] = {
        {"application/pdf", ".pdf"}, {"image/png", ".png"},      {"image/jpeg", ".jpg"},
        {"image/gif", ".gif"},       {"text/plain", ".txt"},     {"text/html", ".html"},
        {"text/calendar", ".ics"},   {"message/rfc822", ".eml"},
    };
    name = "attachment-" + std::to_string(message_.attachments.size() + 1);
    for (auto const& [type, ending] : endings)
        if (type == content_type) name += ending;
    return name;
}

void Parser::attach(GMimePart* leaf) {
    if (message_.attachments.size() >= most_attachments) return note("too_many_attachments");
    auto* const object = GMIME_OBJECT(leaf);
    auto* const type = g_mime_object_get_content_type(object);
    Attachment out;
    out.content_type = lower(text_of(g_mime_content_type_get_media_type(type)) + "/" +
                             text_of(g_mime_content_type_get_media_subtype(type)));
    if (out.content_type == "application/ms-tnef") note("winmail_dat");
    if (out.content_type == "application/pkcs7-mime" ||
        out.content_type == "application/x-pkcs7-mime")
        note("encrypted");
    out.name = name_of(file_name(leaf), out.content_type);
    out.content_id = one_line(text_of(g_mime_part_get_content_id(leaf)));
    out.is_inline = !g_mime_part_is_attachment(leaf) && !out.content_id.empty();
    out.bytes = content(leaf, std::string::npos);
    message_.attachments.push_back(std::move(out));
}

void Parser::attach_message(GMimeMessagePart* part) {
    if (message_.attachments.size() >= most_attachments) return note("too_many_attachments");
    auto* const inner = g_mime_message_part_get_message(part);
    if (!inner) return;
    Attachment out;
    out.content_type = "message/rfc822";
    auto const subject = header(GMIME_OBJECT(inner), "Subject");
    out.name =
        name_of(subject.empty() ? "" : base::shortened(subject, 80) + ".eml", out.content_type);
    out.bytes = written(GMIME_OBJECT(inner), nullptr);
    message_.attachments.push_back(std::move(out));
}

std::string value_after(std::string_view line, std::string_view name) {
    if (line.size() <= name.size() || lower(line.substr(0, name.size())) != name) return {};
    std::string value = one_line(line.substr(name.size()));
    auto const type = value.find(';');  // "rfc822; ivan@firma.ru"
    if (type != value.npos) value = base::trimmed(value.substr(type + 1));
    return value;
}

void Parser::report(GMimeMultipart* parts) {
    DeliveryReport report;
    for (int i = 0; i < g_mime_multipart_get_count(parts); ++i) {
        auto* const object = g_mime_multipart_get_part(parts, i);
        auto* const type = g_mime_object_get_content_type(object);
        if (GMIME_IS_MESSAGE_PART(object)) {
            if (auto* const inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object)))
                report.original_message_id =
                    one_line(text_of(g_mime_message_get_message_id(inner)));
            continue;
        }
        if (!GMIME_IS_PART(object)) continue;
        bool const is_status = g_mime_content_type_is_type(type, "message", "delivery-status");
        bool const is_headers = g_mime_content_type_is_type(type, "text", "rfc822-headers");
        if (!is_status && !is_headers) continue;
        DeliveryReport::Recipient one;
        auto const text = base::clean(content(GMIME_PART(object), 200'000)) + "\n\n";
        for (std::size_t at = 0; at < text.size();) {
            auto const end = text.find('\n', at);
            auto const line = std::string_view(text).substr(at, end - at);
            at = end + 1;
            if (is_headers) {
                auto id = value_after(line, "message-id:");
                if (id.size() > 2 && id.front() == '<' && id.back() == '>')
                    report.original_message_id = id.substr(1, id.size() - 2);
            } else if (line.empty()) {
                if (!one.address.empty() && report.recipients.size() < most_addresses)
                    report.recipients.push_back(one);
                one = {};
            } else {
                if (auto v = value_after(line, "final-recipient:"); !v.empty()) one.address = v;
                if (auto v = value_after(line, "original-recipient:"); !v.empty()) one.address = v;
                if (auto v = value_after(line, "action:"); !v.empty()) one.action = lower(v);
                if (auto v = value_after(line, "status:"); !v.empty()) one.status = v;
                if (auto v = value_after(line, "diagnostic-code:"); !v.empty()) one.diagnostic = v;
            }
        }
    }
    if (!report.recipients.empty()) message_.report = std::move(report);
}

}  // namespace

Message parse(std::string_view bytes) {
    start_gmime();
    Owned<GMimeStream> const stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
    return Parser().parse(stream.get(), guessed_charset(bytes.substr(0, 64 * 1024)));
}

Message parse_file(std::string const& path) {
    start_gmime();
    Owned<GMimeStream> const stream(g_mime_stream_fs_open(path.c_str(), O_RDONLY, 0, nullptr));
    if (!stream) throw std::runtime_error("cannot read the letter " + path);
    std::string begin(64 * 1024, '\0');
    auto const count = g_mime_stream_read(stream.get(), begin.data(), begin.size());
    begin.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    g_mime_stream_reset(stream.get());
    return Parser().parse(stream.get(), guessed_charset(begin));
}

base::Words problem_words(std::string_view problem) {
    static std::pair<std::string_view, base::Words> const all[] = {
        {"raw_8bit_header", {"Заголовки записаны не по правилам", "Headers are not encoded"}},
        {"truncated", {"Письмо обрывается", "The letter breaks off"}},
        {"malformed", {"Письмо составлено с ошибками", "The letter is malformed"}},
        {"bad_header", {"В заголовках есть ошибки", "There are mistakes in the headers"}},
        {"too_deep", {"Слишком много вложенных частей", "Its parts are nested too deep"}},
        {"no_sender", {"Не указан отправитель", "No sender is given"}},
        {"no_date", {"Нет даты", "There is no date"}},
        {"no_message_id", {"Нет номера Message-ID", "There is no Message-ID"}},
        {"encrypted",
         {"Письмо зашифровано, прочесть его нельзя", "The letter is encrypted and not readable"}},
        {"winmail_dat",
         {"Вложения упакованы Outlook в winmail.dat", "Outlook packed the files in winmail.dat"}},
        {"charset_guessed",
         {"Кодировка не указана или неверна, подобрана", "The charset was missing or wrong"}},
        {"text_shortened",
         {"Текст очень длинный, показано начало", "The text is very long, its start is shown"}},
        {"too_many_attachments",
         {"Слишком много вложений, показаны первые", "Too many files, the first are shown"}},
    };
    for (auto const& [word, words] : all)
        if (word == problem) return words;
    return {std::string(problem), std::string(problem)};
}

}  // namespace mail
