// A letter as bytes and as what it says. parse() takes whatever arrives: it never throws on bad
// mail, decodes what it can (also raw 8-bit headers and bodies without a charset, guessed between
// windows-1251 and koi8-r) and lists what was wrong. All texts are valid UTF-8 (base::clean), but
// `html` is what the sender wrote: it must go through mail::sanitised before anyone sees it.
// compose() writes a letter with CRLF line ends; no value given to it can add a header.
#pragma once
#include "platform/base/time.h"
#include "platform/base/words.h"
#include "platform/mail/address.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mail {

struct Attachment {
    std::string name;          // never empty, without folders: "макет.pdf", "attachment-2.png"
    std::string content_type;  // "image/png"
    std::string content_id;    // without <>; how the HTML names a picture ("cid:…")
    bool is_inline = false;    // a part of the text rather than something attached to it
    std::string bytes;         // decoded
};

// What a server says about a letter of ours that it could not (or could) deliver (RFC 3464).
struct DeliveryReport {
    struct Recipient {
        std::string address;
        std::string action;  // "failed", "delayed", "delivered", "relayed", "expanded"
        std::string status;  // "5.1.1"
        std::string diagnostic;
    };
    std::vector<Recipient> recipients;
    std::string original_message_id;  // without <>; empty if the report does not say
};

struct Message {
    std::string subject;
    std::vector<Address> from;
    std::vector<Address> to;
    std::vector<Address> cc;
    std::vector<Address> reply_to;
    std::optional<base::Instant> date;  // as the sender's machine says; not to be trusted
    std::string message_id;             // without <>; may be missing, repeated or forged
    std::vector<std::string> in_reply_to;
    std::vector<std::string> references;  // oldest first
    bool is_automatic = false;  // an answering machine or a report: never answer it by machine
    bool is_bulk = false;       // a mailing list or a newsletter
    std::string text;           // made from the HTML if the letter has no plain text
    std::string html;           // not safe; empty if the letter has none
    std::vector<Attachment> attachments;
    std::optional<DeliveryReport> report;
    std::vector<std::string> problems;  // see problem_words()
};

Message parse(std::string_view bytes);
Message parse_file(std::string const& path);  // without holding the whole letter in memory twice

// What a word of Message::problems means, for people.
base::Words problem_words(std::string_view problem);

struct NewMessage {
    Address from;
    std::optional<Address> reply_to;
    std::vector<Address> to;
    std::vector<Address> cc;  // hidden copies stand in no header: name them to the server only
    std::string subject;
    std::string text;
    std::string html;        // optional; then the letter has both
    std::string message_id;  // without <>
    std::vector<std::string> in_reply_to;
    std::vector<std::string> references;
    base::Instant date;
    std::string zone = "UTC";  // of the Date header
    std::vector<Attachment> attachments;
    bool is_automatic = false;
};

// Throws std::invalid_argument if an address or the Message-ID could not stand in a header.
std::string compose(NewMessage const& message);

// A new Message-ID without <>: random, with the sender's domain.
std::string new_message_id(std::string_view sender_address);

}  // namespace mail
