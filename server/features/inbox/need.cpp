#include "features/inbox/need.h"

#include "features/inbox/letter_kind.h"
#include "features/inbox/need_parts.h"

#include <algorithm>

namespace inbox {
namespace {

std::string_view source_text(LetterText const& letter, ReadFrom source) {
    switch (source) {
        case ReadFrom::text:
            return letter.text;
        case ReadFrom::subject:
            return letter.subject;
        case ReadFrom::from_name:
            return letter.from_name;
        case ReadFrom::from_address:
            return letter.from_address;
        case ReadFrom::reply_to:
            return letter.reply_to;
    }
    return {};
}

class Assembly {
  public:
    Assembly(LetterText const& letter, LetterParts const& parts, ReadNeed& need)
        : letter_(letter), parts_(parts), need_(need), points_(find_points(letter.text)) {}

    void run() {
        read_sender(letter_, parts_, points_, need_);
        if (need_.kind == LetterKind::bounce) need_.sender = {};
        if (need_.kind == LetterKind::bounce) need_.spans.clear();
        if (!asks_for_goods(need_.kind)) return;
        collect_words();
        Taken taken(words_.size());
        auto const budget_first = find_deadline(words_, letter_.date, taken);
        deadline(budget_first);
        budget(find_budget(words_, taken));
        auto const colors = find_imprint_colors(words_, taken);
        auto place = find_delivery_place(words_, letter_.text, taken);
        delivery(place);
        read_items(letter_, words_, colors, taken, need_);
        missing();
    }

  private:
    void collect_words() {
        SubjectMarks const marks = subject_marks(letter_.subject);
        bool const answers =
            (marks.reply || !letter_.header("in-reply-to").empty() || parts_.quoted) &&
            !parts_.forwarded && !marks.forward;
        if (!answers && marks.begin < letter_.subject.size())
            append_words(words_, letter_.subject, ReadFrom::subject,
                         {{marks.begin, letter_.subject.size()}}, {});
        std::vector<Piece> hidden;
        for (auto const& point : points_) hidden.push_back({point.begin, point.end});
        append_words(words_, letter_.text, ReadFrom::text, parts_.fresh, hidden);
    }

    void span(std::string field, std::size_t first, std::size_t last, int confidence) {
        add_span(need_, letter_, words_, std::move(field), first, last, confidence);
    }

    void deadline(std::optional<FoundDeadline> const& found) {
        if (!found) return;
        need_.deadline =
            ReadDeadline{found->date, words_text(letter_, words_, found->first, found->last)};
        span("deadline", found->first, found->last, found->confidence);
        if (found->past) need_.warnings.push_back(ReadWarning::deadline_past);
        if (found->several) need_.warnings.push_back(ReadWarning::several_deadlines);
    }

    void budget(std::optional<FoundBudget> const& found) {
        if (!found) return;
        need_.budget = found->budget;
        span("budget", found->first, found->last, found->confidence);
    }

    void delivery(std::optional<FoundText> const& found) {
        if (!found) return;
        need_.delivery_place = found->value;
        span("delivery_place", found->first, found->last, 80);
    }

    bool layout_said() const {
        if (!letter_.attachments.empty())
            for (auto const& name : letter_.attachments) {
                std::string const folded = lowered(name);
                for (std::string_view const ending :
                     {".ai", ".eps", ".cdr", ".svg", ".pdf", ".psd"})
                    if (folded.ends_with(ending)) return true;
                if (folded.find("лого") != std::string::npos ||
                    folded.find("logo") != std::string::npos)
                    return true;
            }
        for (std::size_t i = 0; i < words_.size(); ++i)
            if (words_[i].starts_any({"макет", "брендбук", "исходник"}) ||
                (words_[i].starts("вектор") && !words_[i].capital) ||
                (words_[i].starts_any({"влож", "прилож", "прикреп", "прилага"}) && imprint_said()))
                return true;
        return false;
    }
    bool imprint_said() const { return std::any_of(words_.begin(), words_.end(), is_imprint_word); }

    void missing() {
        auto ask = [&](bool known, MissingPart question) {
            if (!known) need_.missing.push_back(question);
        };
        bool const runs = !need_.items.empty() &&
                          std::all_of(need_.items.begin(), need_.items.end(),
                                      [](ReadItem const& item) { return !item.runs.empty(); });
        bool const imprint =
            std::any_of(need_.items.begin(), need_.items.end(), [](ReadItem const& item) {
                return item.imprint_method || item.imprint_colors || item.imprint_place;
            });
        bool const blank = std::any_of(words_.begin(), words_.end(), [&](Word const& word) {
            return word.starts_any({"нанесени", "логотип"}) &&
                   word_at(words_, &word - words_.data() - 1, word).is("без");
        });
        ask(!need_.items.empty(), MissingPart::product);
        ask(runs, MissingPart::run);
        ask(imprint || blank, MissingPart::imprint);
        ask(need_.deadline && need_.deadline->date, MissingPart::deadline);
        ask(layout_said() || blank, MissingPart::layout);
        ask(need_.delivery_place.has_value(), MissingPart::delivery);
        ask(need_.sender.company.has_value(), MissingPart::company);
        ask(!need_.sender.phones.empty(), MissingPart::phone);
    }

    LetterText const& letter_;
    LetterParts const& parts_;
    ReadNeed& need_;
    std::vector<FoundPoint> points_;
    Words words_;
};

}  // namespace

std::string_view LetterText::header(std::string_view name) const {
    for (auto const& [key, value] : headers)
        if (key == name) return value;
    return {};
}

void add_span(ReadNeed& need, LetterText const& letter, std::string field, ReadFrom source,
              std::size_t begin, std::size_t end, int confidence) {
    std::string_view const text = source_text(letter, source);
    end = std::min(end, text.size());
    begin = std::min(begin, end);
    ReadSpan span;
    span.field = std::move(field);
    span.source = source;
    span.begin = static_cast<std::int64_t>(begin);
    span.end = static_cast<std::int64_t>(end);
    span.words = collapsed(text.substr(begin, end - begin));
    span.confidence = confidence;
    need.spans.push_back(std::move(span));
}

void add_span(ReadNeed& need, LetterText const& letter, Words const& words, std::string field,
              std::size_t first, std::size_t last, int confidence) {
    if (words[first].source != words[last].source) last = first;
    add_span(need, letter, std::move(field), words[first].source, words[first].begin,
             words[last].end, confidence);
}

std::string words_text(LetterText const& letter, Words const& words, std::size_t first,
                       std::size_t last) {
    if (words[first].source != words[last].source) last = first;
    std::string_view const text = source_text(letter, words[first].source);
    return collapsed(text.substr(words[first].begin, words[last].end - words[first].begin));
}

ReadNeed read_need(LetterText const& letter) {
    ReadNeed need;
    if (letter.text.size() > read_limit) {
        LetterText shorter = letter;
        std::size_t end = read_limit;  // no letter cut in half
        while (end > 0 && (static_cast<unsigned char>(letter.text[end]) & 0xC0) == 0x80) --end;
        shorter.text.resize(end);
        need = read_need(shorter);
        need.warnings.push_back(ReadWarning::text_cut);
        return need;
    }
    LetterParts const parts = parts_of(letter.text, letter.subject);
    need.kind = letter_kind(letter, parts);
    Assembly(letter, parts, need).run();
    return need;
}

Understood understood(ReadNeed const& need) {
    if (!asks_for_goods(need.kind)) return Understood::wholly;
    bool const runs =
        !need.items.empty() && std::all_of(need.items.begin(), need.items.end(),
                                           [](ReadItem const& item) { return !item.runs.empty(); });
    if (runs && need.deadline) return Understood::wholly;
    if (!need.items.empty() || need.deadline) return Understood::in_part;
    return need.kind == LetterKind::new_enquiry ? Understood::not_at_all : Understood::in_part;
}

}  // namespace inbox
