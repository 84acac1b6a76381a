#include "features/inbox/need.h"

#include "features/inbox/contact_points.h"
#include "features/inbox/letter_file.h"
#include "features/inbox/quoted_text.h"
#include "platform/base/testing.h"
#include "platform/json/json.h"

#include <fstream>
#include <map>
#include <sstream>

#include <gtest/gtest.h>

namespace inbox {
namespace {

using Lines = std::vector<std::pair<std::string, std::string>>;

struct Case {
    std::string name;
    LetterText letter;
    Lines wanted;
};

std::string trim(std::string const& text) {
    return collapsed(text);
}

std::pair<std::string, std::string> cut(std::string const& line, char at) {
    auto const place = line.find(at);
    if (place == std::string::npos) return {trim(line), ""};
    return {trim(line.substr(0, place)), trim(line.substr(place + 1))};
}

void read_header(LetterText& letter, std::string const& line) {
    auto const [key, value] = cut(line, ':');
    if (key == "Subject") letter.subject = value;
    if (key == "Reply-To") letter.reply_to = value;
    if (key == "Date") letter.date = *base::parse_date(value);
    if (key != "From") return;
    auto const open = value.find('<');
    letter.from_name = open == std::string::npos ? "" : trim(value.substr(0, open));
    letter.from_address =
        open == std::string::npos ? value : value.substr(open + 1, value.size() - open - 2);
}

std::vector<Case> cases() {
    std::ifstream file(base::testing::fixture_path("letters/needs.txt"));
    std::vector<Case> out;
    enum { header, text, wanted, nothing } part = nothing;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("=== ")) {
            out.push_back({line.substr(4), {}, {}});
            out.back().letter.from_address = "anna@romashka.ru";
            out.back().letter.date = {2026, 2, 10};
            part = header;
        } else if (part == header) {
            if (line.empty())
                part = text;
            else
                read_header(out.back().letter, line);
        } else if (part == text && line == "---") {
            part = wanted;
        } else if (part == text) {
            out.back().letter.text += line + "\n";
        } else if (part == wanted && !line.empty() && !line.starts_with("#")) {
            out.back().wanted.push_back(cut(line, ':'));
        }
    }
    return out;
}

template <class T>
std::string joined(std::vector<T> const& values) {
    std::ostringstream out;
    for (auto const& value : values) out << (out.tellp() > 0 ? " " : "") << value;
    return out.str();
}
std::string shown(std::optional<std::string> const& value, char const* none = "-") {
    return value ? *value : none;
}
std::string list_or_none(std::vector<std::string> const& values) {
    return values.empty() ? "none" : joined(values);
}

std::string item_text(ReadItem const& item, std::string const& wanted) {
    std::vector<std::string> parts{item.product,
                                   shown(item.product_head),
                                   item.runs.empty() ? "-" : joined(item.runs),
                                   shown(item.imprint_method),
                                   item.imprint_colors ? std::to_string(*item.imprint_colors) : "-",
                                   shown(item.imprint_place),
                                   shown(item.color)};
    std::string out, rest = wanted;
    for (auto const& part : parts) {
        auto const [one, more] = cut(rest, '|');
        rest = more;
        out += (out.empty() ? "" : " | ") + (one == "?" ? "?" : part);
    }
    return out;
}

std::string value_of(ReadNeed const& need, std::string const& key) {
    auto const& sender = need.sender;
    if (key == "kind") return boost::describe::enum_to_string(need.kind, "");
    if (key == "deadline")
        return need.deadline ? (need.deadline->date ? base::to_text(*need.deadline->date) : "-") +
                                   " | " + need.deadline->words
                             : "none";
    if (key == "budget")
        return need.budget ? std::to_string(need.budget->amount) + " | " +
                                 boost::describe::enum_to_string(need.budget->per, "")
                           : "none";
    if (key == "place") return shown(need.delivery_place, "none");
    if (key == "surname") return shown(sender.surname, "none");
    if (key == "name") return shown(sender.name, "none");
    if (key == "patronymic") return shown(sender.patronymic, "none");
    if (key == "position") return shown(sender.position, "none");
    if (key == "company") return shown(sender.company, "none");
    if (key == "form") return shown(sender.legal_form, "none");
    if (key == "inn") return shown(sender.inn, "none");
    if (key == "site") return shown(sender.site, "none");
    if (key == "phones") return list_or_none(sender.phones);
    if (key == "extensions") return list_or_none(sender.extensions);
    if (key == "emails") return list_or_none(sender.emails);
    if (key == "missing") {
        std::string out;
        for (auto const question : need.missing)
            out += (out.empty() ? "" : " ") +
                   std::string(boost::describe::enum_to_string(question, ""));
        return out;
    }
    return "no such key: " + key;
}

TEST(Need, ReadsTheLettersOfTheTable) {
    auto const table = cases();
    ASSERT_GE(table.size(), 60u);
    for (auto const& [name, letter, wanted] : table) {
        ReadNeed const need = read_need(letter);
        std::size_t item = 0;
        bool items = false;
        for (auto const& [key, value] : wanted) {
            if (key != "item") {
                EXPECT_EQ(value_of(need, key), value) << name << ": " << key;
                continue;
            }
            items = true;
            if (value == "none") continue;
            if (item >= need.items.size()) {
                ADD_FAILURE() << name << ": no item " << item << ": " << value;
                continue;
            }
            EXPECT_EQ(item_text(need.items[item], value), value) << name;
            ++item;
        }
        if (items) {
            EXPECT_EQ(need.items.size(), item) << name << ": " << json::to_json(need.items);
        }
    }
}

// Every value can be shown with the words it came from, and those words stand where it says.
TEST(Need, EverySpanHoldsItsWords) {
    for (auto const& one : cases()) {
        ReadNeed const need = read_need(one.letter);
        for (auto const& span : need.spans) {
            std::string_view text;
            if (span.source == ReadFrom::text) text = one.letter.text;
            if (span.source == ReadFrom::subject) text = one.letter.subject;
            if (span.source == ReadFrom::from_name) text = one.letter.from_name;
            if (span.source == ReadFrom::from_address) text = one.letter.from_address;
            if (span.source == ReadFrom::reply_to) text = one.letter.reply_to;
            ASSERT_LE(span.begin, span.end) << one.name << span.field;
            ASSERT_LE(span.end, static_cast<std::int64_t>(text.size())) << one.name << span.field;
            EXPECT_EQ(collapsed(text.substr(static_cast<std::size_t>(span.begin),
                                            static_cast<std::size_t>(span.end - span.begin))),
                      span.words)
                << one.name << " " << span.field;
            EXPECT_FALSE(span.words.empty()) << one.name << " " << span.field;
            EXPECT_GT(span.confidence, 0) << one.name << " " << span.field;
        }
        EXPECT_EQ(need.deadline ? 1 : 0,
                  std::count_if(need.spans.begin(), need.spans.end(),
                                [](ReadSpan const& s) { return s.field == "deadline"; }))
            << one.name;
    }
}

TEST(Need, SurvivesAnyText) {
    std::vector<std::string> texts{"",
                                   "\n",
                                   ">",
                                   "--",
                                   "@",
                                   "+7",
                                   "8",
                                   "1,",
                                   "к",
                                   "(((((",
                                   std::string(5, '\0'),
                                   "\xFF\xFE\xC3",
                                   "\xD0",
                                   "шт шт шт",
                                   "1 1 1 1 1 1 1 1",
                                   "от до от до",
                                   "ИНН",
                                   "ООО \"",
                                   "«",
                                   "99999999999999999999",
                                   "1.1.1.1.1.1",
                                   "S - M - L -",
                                   "через через",
                                   "к 31 февраля",
                                   "31.02",
                                   "до конца",
                                   "http://",
                                   "a@b"};
    for (auto const& text : texts)
        for (auto const& subject : texts) {
            LetterText letter;
            letter.text = text;
            letter.subject = subject;
            letter.date = {2026, 2, 10};
            EXPECT_NO_THROW(read_need(letter)) << text;
        }
    // Every letter of the table, cut at every byte.
    for (auto const& one : cases())
        for (std::size_t end = 0; end < one.letter.text.size(); end += 7) {
            LetterText letter = one.letter;
            letter.text.resize(end);
            EXPECT_NO_THROW(read_need(letter));
        }
}

TEST(Need, ComesToAnEndWithHostileRepetitions) {
    for (std::string const piece :
         {"Нужны кружки белые 100 шт к 8 марта.\n", "кружки ", "100/", "1 ", "с 1 по ", "на на на ",
          "> цитата\n", "ООО «", "a@", "+7 ", "((", "S - 1, ", "ко дню ", "Анна Петрова\n", "- ",
          "8 (", "http://a.ru ", "от "}) {
        LetterText letter;
        letter.date = {2026, 2, 10};
        while (letter.text.size() < 24'000) letter.text += piece;
        EXPECT_NO_THROW(read_need(letter)) << piece;
    }
}

// Every run is compared with every item: bounded items keep the time in step with the length.
TEST(Need, BoundsTheGoodsAndRunsOfAnEndlessList) {
    for (std::string const noun : {"зюзюка", "кружка"}) {
        LetterText letter;
        letter.date = {2026, 2, 10};
        for (int run = 100; letter.text.size() < 100'000; ++run)
            letter.text += noun + " " + std::to_string(run) + " шт\n";
        ReadNeed const need = read_need(letter);
        ASSERT_FALSE(need.items.empty()) << noun;
        EXPECT_LE(need.items.size(), 100u) << noun;
        for (auto const& item : need.items) EXPECT_LE(item.runs.size(), 20u) << noun;
    }
}

TEST(Need, CutsALongTextBetweenLetters) {
    LetterText letter;
    letter.date = {2026, 2, 10};
    letter.text = "x";  // a letter of two bytes stands across the limit
    while (letter.text.size() < read_limit + 100) letter.text += "ж";
    letter.text.insert(1, "Нужны кружки 100 шт.\n");
    EXPECT_EQ(read_need(letter).items.size(), 1u);
}

TEST(Need, ReadsOnlyTheBeginningOfAVeryLongText) {
    LetterText letter;
    letter.date = {2026, 2, 10};
    letter.text = "Нужны кружки 100 шт.\n";
    while (letter.text.size() < 3'000'000) letter.text += "слово за словом и ничего нового\n";
    ReadNeed const need = read_need(letter);
    ASSERT_EQ(need.items.size(), 1u);
    EXPECT_EQ(need.warnings, std::vector<ReadWarning>{ReadWarning::text_cut});
}

TEST(Need, SaysHowMuchItUnderstood) {
    LetterText letter;
    letter.date = {2026, 2, 10};
    letter.text = "Нужны кружки 100 шт. к 8 марта";
    EXPECT_EQ(understood(read_need(letter)), Understood::wholly);
    letter.text = "Нужны кружки";
    EXPECT_EQ(understood(read_need(letter)), Understood::in_part);
    letter.text = "Здравствуйте, как дела?";
    EXPECT_EQ(understood(read_need(letter)), Understood::not_at_all);
}

TEST(Need, ReadsALetterAsItCame) {
    std::string const bytes =
        "Received: from mx\r\nFrom: =?UTF-8?B?0JDQvdC90LAg0J/QtdGC0YDQvtCy0LA=?= "
        "<anna@romashka.ru>\r\nDate: Tue, 10 Feb 2026 23:30:00 -0500\r\nSubject: "
        "=?UTF-8?B?0JrRgNGD0LbQutC4?=\r\nContent-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: 8bit\r\n\r\nНужны кружки 100 шт. через две недели\r\n";
    auto const letter = letter_of_bytes(bytes, {2026, 1, 1});
    EXPECT_EQ(letter.subject, "Кружки");
    EXPECT_EQ(letter.from_name, "Анна Петрова");
    EXPECT_EQ(letter.date, (base::Date{2026, 2, 10}));  // where it was written, not in Moscow
    auto const need = read_need(letter);
    ASSERT_EQ(need.items.size(), 1u);
    EXPECT_EQ(need.deadline->date, (base::Date{2026, 2, 24}));
    EXPECT_EQ(need.sender.surname, "Петрова");
    // Plain text is a note: «Привет: …» is no header.
    EXPECT_EQ(letter_of_bytes("Привет: нужны ручки\n", {2026, 1, 1}).date,
              (base::Date{2026, 1, 1}));
    EXPECT_EQ(letter_of_bytes("Note: pens\n\nText", {2026, 1, 1}).text, "Note: pens\n\nText");
    EXPECT_EQ(letter_of_bytes("", {2026, 1, 1}).text, "");
}

TEST(Need, ChecksTheDigitsOfAnInn) {
    EXPECT_TRUE(inn_is_right("7707083893"));
    EXPECT_TRUE(inn_is_right("500100732259"));
    EXPECT_FALSE(inn_is_right("7707083894"));
    EXPECT_FALSE(inn_is_right("500100732258"));
    EXPECT_FALSE(inn_is_right("77070838"));
}

TEST(Need, LooksThroughTheMarksOfASubject) {
    EXPECT_EQ(subject_marks("Re: Fwd: Кружки").begin, 9u);
    EXPECT_TRUE(subject_marks("Re: Fwd: Кружки").reply);
    EXPECT_TRUE(subject_marks("Re: Fwd: Кружки").forward);
    EXPECT_TRUE(subject_marks("RE[2]: Кружки").reply);
    EXPECT_FALSE(subject_marks("Рекламные кружки: 100").reply);
    EXPECT_EQ(subject_marks("Ответ: кружки").begin, std::string("Ответ: ").size());
}

}  // namespace
}  // namespace inbox
