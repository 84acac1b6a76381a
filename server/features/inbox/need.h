// The first reader of a need (1.1.2.1): from a letter, a chat or a note of a call it takes the
// product, the run, the imprint, the deadline, the budget, the place of delivery and who writes,
// each with the bytes it was read from and how sure that is. Pure: no clock, no SQL; dates are
// relative to the letter's own day. It never throws on a text and its time grows with its length;
// of a very long text only the first `read_limit` bytes are read, and a warning says so.
//
// What is not said becomes `missing`: the questions in the order in which a manager asks them.
#pragma once
#include "platform/base/time.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/describe.hpp>

namespace inbox {

constexpr std::size_t read_limit = 128 * 1024;  // bytes of text; a longer letter is a document

enum class LetterKind {
    new_enquiry,
    thread_reply,
    order_confirmation,
    supplier_invoice,
    complaint,
    closing_documents,
    spam,
    bounce,
    out_of_office,
};
BOOST_DESCRIBE_ENUM(LetterKind, new_enquiry, thread_reply, order_confirmation, supplier_invoice,
                    complaint, closing_documents, spam, bounce, out_of_office)

// A decoded letter. A chat or a note of a call has only `text` and `date`.
struct LetterText {
    std::string subject;
    std::string text;  // text/plain, else the HTML without tags
    std::string from_name;
    std::string from_address;
    std::string reply_to;  // address only
    base::Date date;       // of the Date header, in its own zone
    // Only those that tell what a letter is; names in lower case: auto-submitted, content-type,
    // in-reply-to, references, precedence, list-unsubscribe, x-spam-flag, x-autoreply …
    std::vector<std::pair<std::string, std::string>> headers;
    std::vector<std::string> attachments;  // file names

    std::string_view header(std::string_view name) const;
};

// Where a value stands: bytes [begin, end) of that text.
enum class ReadFrom { text, subject, from_name, from_address, reply_to };
BOOST_DESCRIBE_ENUM(ReadFrom, text, subject, from_name, from_address, reply_to)

struct ReadSpan {
    std::string field;  // "items[0].runs[1]", "deadline", "sender.phones[0]"
    ReadFrom source = ReadFrom::text;
    std::int64_t begin = 0;
    std::int64_t end = 0;
    std::string words;   // that piece, white space collapsed
    int confidence = 0;  // per cent
};
BOOST_DESCRIBE_STRUCT(ReadSpan, (), (field, source, begin, end, words, confidence))

struct ReadItem {
    std::string product;                      // as written, without run and imprint
    std::optional<std::string> product_head;  // the noun, nominative singular
    std::vector<std::int64_t> runs;           // every variant, in the letter's order
    std::optional<std::string> imprint_method;
    std::optional<int> imprint_colors;
    std::optional<std::string> imprint_place;
    std::optional<std::string> color;  // of the goods
    std::optional<std::string> material;
};
BOOST_DESCRIBE_STRUCT(ReadItem, (),
                      (product, product_head, runs, imprint_method, imprint_colors, imprint_place,
                       color, material))

struct ReadDeadline {
    std::optional<base::Date> date;  // null: urgent without a day, or counted from a later event
    std::string words;
};
BOOST_DESCRIBE_STRUCT(ReadDeadline, (), (date, words))

enum class BudgetScope { total, piece };
BOOST_DESCRIBE_ENUM(BudgetScope, total, piece)

struct ReadBudget {
    std::int64_t amount = 0;  // whole roubles, as the client said
    BudgetScope per = BudgetScope::total;
};
BOOST_DESCRIBE_STRUCT(ReadBudget, (), (amount, per))

struct ReadSender {
    std::optional<std::string> surname;
    std::optional<std::string> name;
    std::optional<std::string> patronymic;
    std::optional<std::string> position;
    std::optional<std::string> company;  // without form and quotation marks
    std::optional<std::string> legal_form;
    std::optional<std::string> inn;
    std::vector<std::string> phones;  // +7XXXXXXXXXX
    std::vector<std::string> extensions;
    std::vector<std::string> emails;
    std::optional<std::string> site;  // host without www
};
BOOST_DESCRIBE_STRUCT(ReadSender, (),
                      (surname, name, patronymic, position, company, legal_form, inn, phones,
                       extensions, emails, site))

// What a manager asks, in this order.
enum class MissingPart { product, run, imprint, deadline, layout, delivery, company, phone };
BOOST_DESCRIBE_ENUM(MissingPart, product, run, imprint, deadline, layout, delivery, company, phone)

enum class ReadWarning {
    text_cut,              // longer than read_limit
    deadline_past,         // the day named is before the letter's day
    inn_wrong,             // its check digits do not agree
    several_deadlines,     // more than one day could be meant
    product_not_in_words,  // a run without a product that we know
};
BOOST_DESCRIBE_ENUM(ReadWarning, text_cut, deadline_past, inn_wrong, several_deadlines,
                    product_not_in_words)

struct ReadNeed {
    LetterKind kind = LetterKind::new_enquiry;
    std::vector<ReadItem> items;
    std::optional<ReadDeadline> deadline;
    std::optional<ReadBudget> budget;
    std::optional<std::string> delivery_place;
    ReadSender sender;
    std::vector<MissingPart> missing;
    std::vector<ReadSpan> spans;
    std::vector<ReadWarning> warnings;
};
BOOST_DESCRIBE_STRUCT(ReadNeed, (),
                      (kind, items, deadline, budget, delivery_place, sender, missing, spans,
                       warnings))

ReadNeed read_need(LetterText const& letter);

// How much was understood: all that a quote needs, a part of it, or nothing. Letters that are no
// request for goods (an invoice, a bounce) are understood when their kind is.
enum class Understood { wholly, in_part, not_at_all };
Understood understood(ReadNeed const& need);

}  // namespace inbox
