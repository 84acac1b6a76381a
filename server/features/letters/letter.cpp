#include "features/letters/letter.h"

#include "platform/base/text.h"

#include <algorithm>
#include <array>

namespace letters {
namespace {

using namespace std::chrono_literals;

// How programs begin the subject of an answer or a forwarded letter, folded.
constexpr std::array<std::string_view, 12> answer_words{"re", "отв",  "ответ", "на", "ha",  "aw",
                                                        "sv", "antw", "fwd",   "fw", "пер", "вс"};
constexpr std::array<std::string_view, 2> forward_words{"fwd", "fw"};

// How long "Re[2]: " or "Отв: " at the beginning is; 0 if there is none.
std::size_t prefix_length(std::string_view subject, bool answers_only) {
    auto const colon = subject.find(':');
    if (colon == subject.npos || colon > 24) return 0;
    auto word = base::folded(subject.substr(0, colon));
    if (auto const bracket = word.find('['); bracket != word.npos) word = word.substr(0, bracket);
    word = base::trimmed(word);
    bool const known =
        std::find(answer_words.begin(), answer_words.end(), word) != answer_words.end();
    bool const forwards =
        std::find(forward_words.begin(), forward_words.end(), word) != forward_words.end();
    return known && !(answers_only && forwards) ? colon + 1 : 0;
}

}  // namespace

std::vector<LetterStep> const& letter_steps() {
    using S = LetterState;
    using V = LetterVerb;
    static std::vector<LetterStep> const steps{
        {S::draft, V::queue, S::waiting, true},
        {S::draft, V::discard, S::cancelled, true},
        {S::waiting, V::cancel, S::cancelled, true},
        {S::cancelled, V::edit, S::draft, true},
        {S::waiting, V::begin, S::sending, false},
        {S::sending, V::accept, S::sent, false},
        {S::sending, V::refuse, S::refused, false},
        {S::sending, V::put_off, S::waiting, false},
        {S::sending, V::lose_sight, S::uncertain, false},
        {S::uncertain, V::confirm, S::sent, true},
        {S::uncertain, V::send_again, S::waiting, true},
        {S::refused, V::send_again, S::waiting, true},
        {S::refused, V::edit, S::draft, true},
        {S::sent, V::bounce, S::bounced, false},
        {S::bounced, V::send_again, S::waiting, true},
    };
    return steps;
}

std::optional<LetterState> after(LetterState from, LetterVerb verb) {
    for (auto const& step : letter_steps())
        if (step.from == from && step.verb == verb) return step.to;
    return std::nullopt;
}

std::vector<LetterVerb> allowed_to_person(LetterState state) {
    std::vector<LetterVerb> out;
    for (auto const& step : letter_steps())
        if (step.from == state && step.by_person) out.push_back(step.verb);
    return out;
}

std::string base_subject(std::string_view subject) {
    std::string out = base::trimmed(subject);
    while (auto const length = prefix_length(out, false)) out = base::trimmed(out.substr(length));
    return out;
}

bool is_answer_subject(std::string_view subject) {
    return prefix_length(base::trimmed(subject), true) > 0;
}

std::string answer_subject(std::string_view subject) {
    return is_answer_subject(subject) ? base::trimmed(subject) : "Re: " + base::trimmed(subject);
}

std::string quote_of(Letter const& letter, base::Date day) {
    constexpr std::size_t longest_quote = 20'000;
    auto const text = base::trimmed(letter.body_text);
    if (text.empty()) return {};
    auto const date = base::to_text(day);  // 2026-11-25
    auto const name = letter.from_name.empty() ? "" : letter.from_name + " ";
    std::string out = "\n\n" + date.substr(8) + "." + date.substr(5, 2) + "." + date.substr(0, 4) +
                      ", " + name + "<" + letter.from_address + "> пишет:\n";
    auto const quoted = base::shortened(text, longest_quote);
    for (std::size_t at = 0; at <= quoted.size();) {
        auto const end = std::min(quoted.find('\n', at), quoted.size());
        auto const line = quoted.substr(at, end - at);
        out += (line.starts_with('>') ? ">" : "> ") + line + "\n";
        at = end + 1;
    }
    return out;
}

base::Instant believable_date(std::optional<base::Instant> date, base::Instant received_at) {
    return date && *date <= received_at + 48h && *date >= received_at - 48h ? *date : received_at;
}

std::string preview_of(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size() && out.size() < 800;) {
        auto const end = std::min(text.find('\n', at), text.size());
        auto const line = base::trimmed(text.substr(at, end - at));
        at = end + 1;
        if (line.empty() || line.starts_with('>')) continue;
        out += (out.empty() ? "" : " ") + line;
    }
    return base::shortened(out, 200);
}

std::string machine_kind(mail::Message const& message) {
    if (message.report) return "bounce";
    if (message.is_automatic) return "auto-reply";
    return message.is_bulk ? "list" : "";
}

std::string problems_text(std::vector<std::string> const& problems) {
    std::string out;
    for (auto const& one : problems) out += (out.empty() ? "" : ". ") + mail::problem_words(one).ru;
    return out;
}

}  // namespace letters
