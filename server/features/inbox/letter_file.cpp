#include "features/inbox/letter_file.h"

#include "features/inbox/letter_words.h"
#include "features/letters/letter.h"
#include "platform/base/text.h"
#include "platform/mail/message.h"

#include <algorithm>
#include <cctype>

namespace inbox {
namespace {

// The value of a header line, without unfolding: enough for Date and the marks of spam filters.
std::string header_line(std::string_view head, std::string_view name) {
    std::size_t at = 0;
    while (at < head.size()) {
        std::size_t end = head.find('\n', at);
        if (end == std::string_view::npos) end = head.size();
        std::string_view const line = head.substr(at, end - at);
        if (line.size() > name.size() && line[name.size()] == ':' &&
            lowered(line.substr(0, name.size())) == name)
            return collapsed(line.substr(name.size() + 1));
        at = end + 1;
    }
    return {};
}

// Where the headers of a letter end; 0 if the bytes do not begin with headers.
std::size_t head_of(std::string_view bytes) {
    std::size_t at = 0;
    int headers = 0;
    bool letter = false;
    while (at < bytes.size()) {
        std::size_t end = bytes.find('\n', at);
        if (end == std::string_view::npos) end = bytes.size();
        std::string_view line = bytes.substr(at, end - at);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty()) return headers >= 2 && letter ? at : 0;
        bool const folded = line.front() == ' ' || line.front() == '\t';
        auto const colon = line.find(':');
        bool const field =
            colon != std::string_view::npos && colon > 0 &&
            std::all_of(
                line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) {
                    return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_';
                });
        bool const unix_mark = at == 0 && line.starts_with("From ");
        if (!folded && !field && !unix_mark) return 0;
        if (field) {
            ++headers;
            std::string const name = lowered(line.substr(0, colon));
            letter = letter || name == "from" || name == "date" || name == "message-id" ||
                     name == "received" || name == "mime-version";
        }
        at = end + 1;
    }
    return headers >= 2 && letter ? bytes.size() : 0;
}

// «… 12:30:00 +0300» -> 180
int offset_minutes(std::string const& date) {
    for (std::size_t i = date.size(); i-- > 0;) {
        if ((date[i] != '+' && date[i] != '-') || i + 4 >= date.size()) continue;
        int digits = 0;
        int value = 0;
        while (digits < 4 && date[i + 1 + static_cast<std::size_t>(digits)] >= '0' &&
               date[i + 1 + static_cast<std::size_t>(digits)] <= '9')
            value = value * 10 + (date[i + 1 + static_cast<std::size_t>(digits++)] - '0');
        if (digits == 4) return (value / 100 * 60 + value % 100) * (date[i] == '-' ? -1 : 1);
    }
    return 0;
}

LetterText of_message(mail::Message const& message, std::string_view head, base::Date today) {
    LetterText out;
    out.subject = message.subject;
    out.text = message.text;
    if (!message.from.empty()) {
        out.from_name = message.from.front().name;
        out.from_address = message.from.front().address;
    }
    if (!message.reply_to.empty()) out.reply_to = message.reply_to.front().address;
    out.date = today;
    if (message.date) {
        int const offset = offset_minutes(header_line(head, "date"));
        base::Instant const local = *message.date + std::chrono::minutes(offset);
        out.date = base::Zone("UTC").date(local);
    }
    std::string const machine = letters::machine_kind(message);
    if (machine == "auto-reply") out.headers.emplace_back("auto-submitted", "auto-replied");
    if (machine == "bounce")
        out.headers.emplace_back("content-type", "report-type=delivery-status");
    if (machine == "list") out.headers.emplace_back("list-unsubscribe", "yes");
    if (!message.in_reply_to.empty())
        out.headers.emplace_back("in-reply-to", message.in_reply_to.front());
    else if (!message.references.empty())
        out.headers.emplace_back("references", message.references.front());
    for (std::string_view const name : {"x-spam-flag", "x-spam", "x-spam-status",
                                        "x-failed-recipients", "x-autoreply", "x-autorespond"})
        if (auto value = header_line(head, name); !value.empty())
            out.headers.emplace_back(std::string(name), std::move(value));
    for (auto const& file : message.attachments)
        if (!file.is_inline) out.attachments.push_back(file.name);
    return out;
}

}  // namespace

LetterText letter_of_bytes(std::string_view bytes, base::Date today) {
    std::size_t const head = head_of(bytes);
    if (head == 0) {
        LetterText note;
        note.text = base::clean(bytes);
        note.date = today;
        return note;
    }
    return of_message(mail::parse(bytes), bytes.substr(0, head), today);
}

}  // namespace inbox
