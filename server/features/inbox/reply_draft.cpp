#include "features/inbox/reply_draft.h"

#include <array>

#include <fmt/format.h>

namespace inbox {
namespace {

std::string_view question_key(MissingPart part) {
    switch (part) {
        case MissingPart::product:
            return "product";
        case MissingPart::run:
            return "run";
        case MissingPart::imprint:
            return "imprint";
        case MissingPart::deadline:
            return "deadline";
        case MissingPart::layout:
            return "layout";
        case MissingPart::delivery:
            return "delivery_place";
        case MissingPart::company:
            return "company";
        case MissingPart::phone:
            return "phone";
    }
    return "";
}

// «26 ноября, 18:00»
std::string hour_text(calendar::WorkingTime const& time, base::Instant at) {
    static constexpr std::array<std::string_view, 12> months{
        "января", "февраля", "марта",    "апреля",  "мая",    "июня",
        "июля",   "августа", "сентября", "октября", "ноября", "декабря"};
    auto const local = time.zone.local(at);
    return fmt::format("{} {}, {}:{:02}", local.date.day,
                       months[static_cast<std::size_t>(local.date.month - 1)],
                       local.minute_of_day / 60, local.minute_of_day % 60);
}

}  // namespace

std::string greeting_of(ReadSender const& sender) {
    if (!sender.name) return "Здравствуйте!";
    std::string name = *sender.name;
    if (sender.patronymic) name += " " + *sender.patronymic;
    return "Здравствуйте, " + name + "!";
}

std::vector<std::string> questions(process::Department const& process,
                                   std::vector<MissingPart> const& missing) {
    std::vector<std::string> out;
    bool logo_asked = false;
    for (auto const part : missing) {
        std::string_view const key = question_key(part);
        if (part == MissingPart::layout) {
            // The question on the imprint asks for the logo too.
            if (!logo_asked)
                out.emplace_back(
                    "Пришлите, пожалуйста, логотип в векторе (AI, EPS, CDR, SVG или PDF).");
            continue;
        }
        for (auto const& need : process.needs)
            if (need.key == key) {
                out.push_back(need.question.ru);
                logo_asked = logo_asked || part == MissingPart::imprint;
            }
    }
    return out;
}

std::string filled(std::string const& text, std::map<std::string, std::string> const& values) {
    std::string out;
    std::size_t at = 0;
    while (at < text.size()) {
        std::size_t const open = text.find("{{", at);
        std::size_t const close = open == std::string::npos ? open : text.find("}}", open);
        if (close == std::string::npos) break;
        out += text.substr(at, open - at);
        auto const value = values.find(text.substr(open + 2, close - open - 2));
        bool const empty = value == values.end() || value->second.empty();
        bool const own_line = (out.empty() || out.back() == '\n') &&
                              (close + 2 >= text.size() || text[close + 2] == '\n');
        if (!empty) out += value->second;
        at = close + 2;
        if (empty && own_line && at < text.size()) ++at;
    }
    return at < text.size() ? out + text.substr(at) : out;
}

ReplyText reply_draft(process::Department const& process, calendar::WorkingTime const& time,
                      ReadNeed const& need, ReplyFacts const& facts) {
    std::string list;
    int number = 0;
    for (auto const& question : questions(process, need.missing))
        list += fmt::format("{}{}. {}", list.empty() ? "" : "\n", ++number, question);
    std::string const greeting =
        facts.greeting.empty() ? greeting_of(need.sender) : facts.greeting + "!";
    std::string const due = hour_text(time, facts.quote_due_at);
    auto const* letter = process.letter("questions");
    if (!letter || list.empty()) {
        std::string text = greeting + "\n\nСпасибо за обращение, всё понятно.";
        text += " КП пришлю до " + due + ".\n\n" + facts.manager_name;
        if (!facts.manager_phone.empty()) text += "\n" + facts.manager_phone;
        if (!list.empty())
            text = greeting + "\n\nСпасибо за обращение.\n\n" + list + "\n\n" + facts.manager_name;
        return {letter ? letter->subject.ru : "Ваш заказ", text};
    }
    std::string text = filled(letter->text.ru, {{"greeting", greeting},
                                                {"client_name", need.sender.name.value_or("")},
                                                {"position", need.sender.position.value_or("")},
                                                {"company", need.sender.company.value_or("")},
                                                {"questions", list},
                                                {"deadline", due},
                                                {"manager_name", facts.manager_name},
                                                {"manager_phone", facts.manager_phone}});
    while (!text.empty() && text.front() == '\n') text.erase(0, 1);
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return {letter->subject.ru, text};
}

}  // namespace inbox
