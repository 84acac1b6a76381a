#include "features/inbox/quoted_text.h"

#include <algorithm>

namespace inbox {
namespace {

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (text.starts_with("\xC2\xA0")) text.remove_prefix(2);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

bool has(std::string_view text, std::string_view piece) {
    return text.find(piece) != std::string_view::npos;
}
bool has_any(std::string_view text, std::initializer_list<std::string_view> pieces) {
    return std::any_of(pieces.begin(), pieces.end(),
                       [&](std::string_view piece) { return has(text, piece); });
}
bool starts_any(std::string_view text, std::initializer_list<std::string_view> prefixes) {
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&](std::string_view prefix) { return text.starts_with(prefix); });
}

bool is_forward_mark(std::string_view line) {
    bool const ruled = line.starts_with("--") || line.starts_with("__") || line.starts_with("==");
    if (ruled && has_any(line, {"forwarded message", "пересылаемое сообщение", "пересланное",
                                "перенаправленное", "переадресованное", "пересланное письмо"}))
        return true;
    return starts_any(line, {"begin forwarded message", "начало переадресованного сообщения",
                             "начало пересылаемого сообщения", "пересылаемое сообщение",
                             "пересланное сообщение"});
}

bool is_original_mark(std::string_view line) {
    return line.starts_with("--") && has_any(line, {"original message", "исходное сообщение",
                                                    "исходное письмо", "original appointment"});
}

bool is_header_line(std::string_view line) {
    return starts_any(
        line, {"от:",          "from:",        "кому:",       "to:",       "тема:",    "subject:",
               "дата:",        "date:",        "отправлено:", "sent:",     "копия:",   "cc:",
               "от кого:",     "*от:",         "*from:",      "*кому:",    "*тема:",   "*дата:",
               "*отправлено:", "отправитель:", "получатель:", "reply-to:", "ответить:"});
}

// «От: … / Отправлено: … / Кому: … / Тема: …», as Outlook puts above the letter it answers.
bool is_header_block(std::vector<std::string> const& lines, std::size_t at) {
    if (!starts_any(lines[at], {"от:", "from:", "*от:", "*from:", "от кого:", "отправитель:"}))
        return false;
    int others = 0;
    for (std::size_t i = at + 1; i < lines.size() && i <= at + 6; ++i)
        others += is_header_line(lines[i]);
    return others >= 2;
}

// «пн, 23 нояб. 2026 г. в 10:15, Имя <a@b.ru>:», «… пишет:», «On … wrote:».
bool is_attribution(std::string_view line) {
    if (line.size() > 400 || !line.ends_with(':')) return false;
    if (has_any(line, {"пишет:", "писал:", "писал(а):", "писала:", "написал:", "написала:",
                       "написал(а):", "wrote:", "пишете:"}))
        return true;
    bool const digits =
        std::any_of(line.begin(), line.end(), [](char c) { return c >= '0' && c <= '9'; });
    bool const address = has(line, "@") && (has(line, "<") || has(line, "["));
    bool const time = has(line, ":") && digits;
    return digits && time && address;
}

bool begins_signature(std::string_view line) {
    if (line == "--" || line == "—" || line == "---" || line == "___" || line == "–") return true;
    return starts_any(line, {"с уважением",
                             "с ув.",
                             "с ув,",
                             "с наилучшими",
                             "best regards",
                             "kind regards",
                             "regards,",
                             "с почтением",
                             "искренне ваш",
                             "всего доброго",
                             "всего наилучшего",
                             "с благодарностью",
                             "с глубоким уважением",
                             "хорошего дня",
                             "отправлено из ",
                             "отправлено с ",
                             "sent from ",
                             "thanks,",
                             "thank you,",
                             "sincerely",
                             "с пожеланиями",
                             "ждем ответа, с ",
                             "заранее благодар, с уваж"}) ||
           line == "спасибо" || line == "спасибо!" || line == "спасибо," ||
           ((line.starts_with("спасибо") || line.starts_with("заранее")) &&
            has(line, "с уважением") && line.size() < 90);
}

bool is_postscript(std::string_view line) {
    return starts_any(line,
                      {"p.s", "ps:", "ps ", "p.p.s", "п.с", "з.ы", "зы ", "зы:", "пс:", "p. s"});
}

class Divider {
  public:
    Divider(std::string_view text, std::string_view subject) : text_(text), lines_(lines_of(text)) {
        folded_.reserve(lines_.size());
        for (auto const& line : lines_) folded_.push_back(lowered(trim(line.of(text))));
        subject_forward_ = subject_marks(subject).forward;
    }

    LetterParts run() {
        for (at_ = 0; at_ < lines_.size() && !ended_; ++at_) line();
        if (parts_.signature.empty()) unmarked_signature();
        return std::move(parts_);
    }

  private:
    void line() {
        std::string const& folded = folded_[at_];
        if (is_forward_mark(folded) || (subject_forward_ && !parts_.forwarded && begins_older())) {
            parts_.forwarded = true;
            parts_.forwarded_at = lines_[at_].begin;
            in_signature_ = false;
            while (at_ + 1 < lines_.size() && (is_header_line(folded_[at_ + 1]) ||
                                               folded_[at_ + 1].empty() || goes_on_header(at_ + 1)))
                ++at_;
            return;
        }
        bool const mark = folded.starts_with(">");
        if (mark && !parts_.forwarded) {
            parts_.quoted = true;
            in_signature_ = false;  // what stands below a quote is an answer again
            return;
        }
        if (begins_older()) {
            parts_.quoted = true;
            // Without ">" marks the rest of the letter is the older one.
            if (!quote_marks_follow())
                ended_ = true;
            else
                skip_attribution();
            return;
        }
        if (is_postscript(folded)) in_signature_ = false;
        if (!in_signature_ && begins_signature(folded)) in_signature_ = true;
        add(in_signature_ && !parts_.forwarded ? parts_.signature
            : in_signature_                    ? ignored_
                                               : parts_.fresh);
    }

    bool begins_older() const {
        return is_attribution(folded_[at_]) || wrapped_attribution() ||
               is_original_mark(folded_[at_]) || is_header_block(folded_, at_) ||
               (folded_[at_].size() >= 20 &&
                folded_[at_].find_first_not_of('_') == std::string::npos &&
                at_ + 1 < lines_.size() && is_header_block(folded_, at_ + 1));
    }

    // «вт, 3 мар. 2026 г. в 12:40, Анна Петрова\n<anna@romashka.ru>:»
    bool wrapped_attribution() const {
        if (at_ + 1 >= lines_.size() || folded_[at_].empty() || folded_[at_ + 1].size() > 120)
            return false;
        auto const& next = folded_[at_ + 1];
        if (!next.ends_with(':') || folded_[at_].size() > 200) return false;
        bool const names = next.find('@') != std::string::npos || next == "wrote:" ||
                           next == "пишет:" || next.ends_with("wrote:");
        return names && is_attribution(folded_[at_] + " " + next) &&
               folded_[at_].find_first_of("0123456789") != std::string::npos;
    }

    void skip_attribution() {
        if (!is_attribution(folded_[at_]) && wrapped_attribution()) ++at_;
    }

    bool goes_on_header(std::size_t at) const {  // a folded line of addresses
        return at > 0 && is_header_line(folded_[at - 1]) && folded_[at].starts_with("<") &&
               folded_[at].find('@') != std::string::npos;
    }

    bool quote_marks_follow() const {
        for (std::size_t i = at_ + 1; i < lines_.size() && i <= at_ + 4; ++i)
            if (folded_[i].starts_with(">")) return true;
        return false;
    }

    void add(std::vector<Piece>& pieces) {
        std::size_t const end = at_ + 1 < lines_.size() ? lines_[at_ + 1].begin : lines_[at_].end;
        if (!pieces.empty() && pieces.back().end == lines_[at_].begin)
            pieces.back().end = end;
        else if (end > lines_[at_].begin)
            pieces.push_back({lines_[at_].begin, end});
    }

    // Nothing says «С уважением»: the last lines are the signature if they hold a phone or an
    // address and stand apart below an empty line.
    void unmarked_signature() {
        if (parts_.forwarded || parts_.fresh.empty()) return;
        Piece& last = parts_.fresh.back();
        std::string_view const block = text_.substr(last.begin, last.end - last.begin);
        std::size_t end = block.find_last_not_of(" \t\r\n");
        if (end == std::string_view::npos) return;
        std::size_t const gap = block.rfind("\n\n", end);
        if (gap == std::string_view::npos) return;
        std::string const tail = lowered(block.substr(gap + 2, end - gap - 1));
        bool const contact = has_any(tail, {"@", "тел", "+7", "моб.", "инн"});
        bool const short_one = tail.size() < 500 && std::count(tail.begin(), tail.end(), '\n') < 9;
        if (!contact || !short_one ||
            has_any(tail, {"шт", "нужн", "тираж", "нанес", "достав", "срок"}))
            return;
        std::size_t const cut = last.begin + gap + 2;
        parts_.signature.push_back({cut, last.end});
        last.end = cut;
    }

    std::string_view text_;
    std::vector<Line> lines_;
    std::vector<std::string> folded_;
    LetterParts parts_;
    std::vector<Piece> ignored_;
    std::size_t at_ = 0;
    bool subject_forward_ = false;
    bool in_signature_ = false;
    bool ended_ = false;
};

}  // namespace

SubjectMarks subject_marks(std::string_view subject) {
    SubjectMarks marks;
    std::string const folded = lowered(subject);
    std::string_view rest = folded;
    auto eat = [&](std::string_view mark) {
        if (!rest.starts_with(mark)) return false;
        std::string_view after = rest.substr(mark.size());
        if (after.starts_with("[") || after.starts_with("(")) {  // "Re[2]:"
            auto const close = after.find_first_of("])");
            if (close == std::string_view::npos) return false;
            after.remove_prefix(close + 1);
        }
        if (!after.starts_with(":")) return false;
        after.remove_prefix(1);
        rest = after;
        return true;
    };
    for (bool more = true; more;) {
        while (rest.starts_with(" ")) rest.remove_prefix(1);
        more = false;
        for (auto const mark : {"re", "отв", "на", "ответ", "aw"})
            if (eat(mark)) marks.reply = more = true;
        for (auto const mark : {"fwd", "fw", "пересл", "вп", "пер", "пересланное"})
            if (eat(mark)) marks.forward = more = true;
    }
    marks.begin = subject.size() - rest.size();
    return marks;
}

LetterParts parts_of(std::string_view text, std::string_view subject) {
    return Divider(text, subject).run();
}

}  // namespace inbox
