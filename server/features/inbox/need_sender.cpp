// Who writes (1.1.2.1, 1.2.1.2-4): name, position, company, phones and addresses, from labelled
// lines, from the signature, from «меня зовут …», and for what is left from the From header.
#include "features/inbox/first_names.h"
#include "features/inbox/need_parts.h"
#include "features/inbox/person_name.h"
#include "features/inbox/sender_company.h"

#include <algorithm>
#include <array>

namespace inbox {
namespace {

bool has_any(std::string_view text, std::initializer_list<std::string_view> pieces) {
    return std::any_of(pieces.begin(), pieces.end(), [&](std::string_view piece) {
        return text.find(piece) != std::string_view::npos;
    });
}

class SenderReader {
  public:
    SenderReader(LetterText const& letter, LetterParts const& parts,
                 std::vector<FoundPoint> const& points, ReadNeed& need)
        : letter_(letter), parts_(parts), points_(points), need_(need), text_(letter.text) {
        std::size_t const own_end = parts.forwarded ? parts.forwarded_at : text_.size();
        for (auto const& piece : parts.signature) add_lines(piece, own_end, signature_);
        for (auto const& piece : parts.fresh) add_lines(piece, own_end, fresh_);
    }

    void run() {
        web_form_ = !letter_.reply_to.empty() && is_machine(letter_.from_address);
        labelled();
        person();
        position();
        company();
        contacts();
    }

  private:
    struct OwnLine {
        std::size_t begin, end;
        std::string folded;
        bool label_used = false;
    };

    void add_lines(Piece piece, std::size_t own_end, std::vector<OwnLine>& out) {
        std::size_t const end = std::min(piece.end, own_end);
        if (piece.begin >= end) return;
        for (auto const& line : lines_of(text_.substr(piece.begin, end - piece.begin)))
            if (line.end > line.begin)
                out.push_back({piece.begin + line.begin, piece.begin + line.end,
                               lowered(line.of(text_.substr(piece.begin, end - piece.begin)))});
    }

    static bool is_machine(std::string_view address) {
        std::string const folded = lowered(address);
        return folded.starts_with("noreply") || folded.starts_with("no-reply") ||
               folded.starts_with("no_reply") || folded.starts_with("robot") ||
               folded.starts_with("form") || folded.starts_with("site") ||
               folded.starts_with("wordpress") || folded.starts_with("webform") ||
               folded.starts_with("zayavk") || folded.starts_with("web@") ||
               folded.starts_with("www") || folded.starts_with("mailer") ||
               folded.starts_with("bitrix") || folded.starts_with("tilda") ||
               folded.starts_with("notify") || folded.starts_with("order@") ||
               folded.find("tilda") != std::string::npos;
    }

    void span(std::string field, std::size_t begin, std::size_t end, int confidence,
              ReadFrom source = ReadFrom::text) {
        add_span(need_, letter_, "sender." + std::move(field), source, begin, end, confidence);
    }

    void take(std::optional<std::string>& into, std::optional<NameWord> const& word,
              char const* field, int confidence, ReadFrom source = ReadFrom::text) {
        if (into || !word) return;
        into = word->text;
        span(field, word->begin, word->end, confidence, source);
    }

    void take_person(Person const& person, int confidence, ReadFrom source = ReadFrom::text) {
        take(need_.sender.surname, person.surname, "surname", confidence, source);
        take(need_.sender.name, person.name, "name", confidence, source);
        take(need_.sender.patronymic, person.patronymic, "patronymic", confidence, source);
    }

    // «Имя: Анна», «Компания: Вектор», «Должность: …»: forms of a site and requisites.
    void labelled() {
        for (auto* lines : {&fresh_, &signature_})
            for (auto& line : *lines) {
                auto const colon = line.folded.find(':');
                if (colon == std::string::npos || colon > 60) continue;
                std::string const label = collapsed(line.folded.substr(0, colon));
                std::size_t begin = line.begin + colon + 1;
                while (begin < line.end && (text_[begin] == ' ' || text_[begin] == '\t')) ++begin;
                std::size_t end = line.end;
                while (end > begin && (text_[end - 1] == ' ' || text_[end - 1] == '\r')) --end;
                if (begin >= end) continue;
                std::string const value = collapsed(text_.substr(begin, end - begin));
                auto is = [&](std::initializer_list<std::string_view> names) {
                    return std::find(names.begin(), names.end(), label) != names.end();
                };
                if (is({"имя", "ваше имя", "фио", "ф.и.о.", "ф.и.о", "контактное лицо", "контакт",
                        "name", "как к вам обращаться", "ваше фио", "имя клиента"})) {
                    auto const words = name_words(text_, begin, end);
                    Person person = person_in(words);
                    if (!person.any() && !words.empty() && words.size() <= 2 && words[0].capital)
                        person.name = words[0];
                    take_person(person, 95);
                    line.label_used = true;
                } else if (is({"фамилия"})) {
                    if (!need_.sender.surname) {
                        need_.sender.surname = value;
                        span("surname", begin, end, 95);
                    }
                } else if (is({"должность", "position"})) {
                    need_.sender.position = value;
                    span("position", begin, end, 95);
                } else if (is({"компания", "организация", "название компании", "company", "фирма",
                               "ваша компания", "наименование организации"})) {
                    if (auto found = company_in(text_, begin, end, true)) take_company(*found, 95);
                }
            }
    }

    void person() {
        if (need_.sender.name) return;
        for (auto const& line : fresh_) {  // «Меня зовут Анна»
            for (std::string_view const mark : {"меня зовут", "мое имя", "с вами на связи"}) {
                auto const at = line.folded.find(mark);
                if (at == std::string::npos) continue;
                take_person(
                    person_in(name_words(text_, line.begin + at + mark.size(),
                                         std::min(line.end, line.begin + at + mark.size() + 80))),
                    90);
            }
            if (need_.sender.name) break;
        }
        Person const header = web_form_ ? Person{} : person_of_header(letter_.from_name);
        for (auto const& line : signature_) {
            if (need_.sender.surname && need_.sender.name) break;
            Person person = person_in(name_words(text_, line.begin, line.end));
            if (!person.any() || (need_.sender.name && !same_name(person))) continue;
            take_person(person, 90);
            break;
        }
        if (!need_.sender.name && !parts_.forwarded) unmarked_line();
        if (!need_.sender.name || !header.name ||
            lowered(*need_.sender.name) == header.name->folded ||
            is_short_for(*need_.sender.name, header.name->folded)) {
            take_person(header, need_.sender.name ? 80 : 70, ReadFrom::from_name);
        }
    }

    bool same_name(Person const& person) const {
        return person.name && person.name->folded == lowered(*need_.sender.name);
    }

    // The last short line of a letter without «С уважением».
    void unmarked_line() {
        for (std::size_t i = fresh_.size(); i-- > 0 && i + 4 >= fresh_.size();) {
            auto const& line = fresh_[i];
            auto const words = name_words(text_, line.begin, line.end);
            std::size_t const real = static_cast<std::size_t>(std::count_if(
                words.begin(), words.end(), [](auto const& w) { return !w.text.empty(); }));
            if (real == 0 || real > 4 || i == 0) continue;
            bool const greeting =
                has_any(line.folded, {"здравств", "добр", "привет", "уважаем", "коллег"});
            if (greeting) continue;
            Person const person = person_in(words);
            if (!person.any() || (person.name && !words.front().capital)) continue;
            take_person(person, 75);
            return;
        }
    }

    void position() {
        if (need_.sender.position) return;
        auto const in_lines = [&](std::vector<OwnLine> const& lines, bool only_short) {
            for (auto const& line : lines) {
                if (only_short &&
                    (line.end - line.begin > 140 || line.folded.find('?') != std::string::npos))
                    continue;
                if (has_any(line.folded, {"меня зовут"})) continue;
                if (position_in(line)) return true;
            }
            return false;
        };
        if (in_lines(signature_, false)) return;
        if (!need_.sender.name || fresh_.empty()) return;
        // Only near the name, or any «менеджер» of the text would do.
        std::vector<OwnLine> near;
        for (std::size_t i = 0; i < fresh_.size(); ++i) {
            bool const named =
                fresh_[i].folded.find(lowered(*need_.sender.name)) != std::string::npos;
            if (!named || i + 5 < fresh_.size()) continue;
            near.push_back(fresh_[i]);
            if (i + 1 < fresh_.size()) near.push_back(fresh_[i + 1]);
        }
        in_lines(near, true);
    }

    // The part of a line that holds a position: between commas, bars and the company.
    bool position_in(OwnLine const& line) {
        std::size_t begin = line.begin;
        while (begin < line.end) {
            std::size_t end = begin;
            while (end < line.end && text_[end] != ',' && text_[end] != '|' && text_[end] != ';' &&
                   !(text_[end] == '/') && !text_.substr(end).starts_with("\xE2\x80\xA2"))
                ++end;
            if (part_is_position(begin, end)) return true;
            begin = end + 1;
        }
        return false;
    }

    bool part_is_position(std::size_t begin, std::size_t end) {
        auto words = name_words(text_, begin, end);
        // leave out the person's own name before it
        std::size_t first = 0;
        while (first < words.size() &&
               (words[first].text.empty() || is_first_name(words[first].folded) ||
                is_patronymic(words[first].folded) ||
                (need_.sender.surname && words[first].folded == lowered(*need_.sender.surname)) ||
                has_any(words[first].folded, {"уважен"}) || words[first].folded == "с"))
            ++first;
        if (first >= words.size() || words.size() - first > 12) return false;
        std::size_t last = words.size();
        for (std::size_t i = first; i < words.size(); ++i)
            if (is_legal_form(words[i].folded) || words[i].folded == "«" ||
                words[i].folded == "\"" || words[i].folded == ":" ||
                words[i].folded.find('@') != std::string::npos ||
                has_any(words[i].folded, {"тел", "моб", "компани"})) {
                if (words[i].folded.starts_with("тел") && words[i].folded.size() > 8) continue;
                last = i;
                break;
            }
        while (last > first && words[last - 1].text.empty()) --last;
        if (last == first || last - first > 9) return false;
        bool const is_position = is_position_word(words[first].folded) ||
                                 (first + 1 < last && is_position_word(words[first + 1].folded) &&
                                  !words[first + 1].capital) ||
                                 (first + 2 < last && has_any(words[first].folded, {"-"}));
        if (!is_position) return false;
        std::size_t const from = words[first].begin;
        std::size_t const to = words[last - 1].end;
        need_.sender.position = collapsed(text_.substr(from, to - from));
        span("position", from, to, 85);
        return true;
    }

    void take_company(FoundCompany const& found, int confidence, ReadFrom source = ReadFrom::text) {
        if (need_.sender.company) return;
        need_.sender.company = found.name;
        if (!found.form.empty()) need_.sender.legal_form = found.form;
        span("company", found.begin, found.end, confidence, source);
    }

    void company() {
        for (auto const& line : signature_) {
            if (need_.sender.company) return;
            if (auto const found = company_in(text_, line.begin, line.end, false))
                take_company(*found, 90);
        }
        for (auto const& line : signature_) {  // a line that is nothing but «Вектор»
            if (need_.sender.company) return;
            if (auto const found = quoted_line(text_, line.begin, line.end))
                take_company(*found, 75);
        }
        for (auto const& line : fresh_) {
            if (need_.sender.company) return;
            if (auto const found = company_in(text_, line.begin, line.end, false))
                take_company(*found, 80);
        }
        if (need_.sender.company || web_form_) return;
        std::string_view const name = letter_.from_name;
        if (auto const found = company_in(name, 0, name.size(), false))
            take_company(*found, 70, ReadFrom::from_name);
    }

    bool in_signature(std::size_t at) const {
        return std::any_of(signature_.begin(), signature_.end(),
                           [&](OwnLine const& line) { return line.begin <= at && at < line.end; });
    }
    OwnLine const* line_of(std::size_t at) const {
        for (auto const* lines : {&signature_, &fresh_})
            for (auto const& line : *lines)
                if (line.begin <= at && at < line.end) return &line;
        return nullptr;
    }

    void contacts() {
        ReadSender& sender = need_.sender;
        std::string const first = lowered(web_form_ ? letter_.reply_to : letter_.from_address);
        bool const machine = !web_form_ && is_machine(letter_.from_address);
        if (!first.empty() && !machine) {
            sender.emails.push_back(first);
            span("emails[0]", 0, web_form_ ? letter_.reply_to.size() : letter_.from_address.size(),
                 99, web_form_ ? ReadFrom::reply_to : ReadFrom::from_address);
        }
        constexpr std::size_t most = 200;  // a list of addresses is no signature
        for (std::size_t i = 0; i < std::min(points_.size(), most); ++i) point_of(points_[i]);
    }

    void point_of(FoundPoint const& point) {
        OwnLine const* line = line_of(point.begin);
        if (!line) return;
        bool const signature = in_signature(point.begin);
        bool const colleague =
            has_any(line->folded, {"обращ", "замещ", "коллег", "водител", "курьер", "бухгалтери",
                                   "связывайтесь с", "контакт для", "получател"});
        ReadSender& sender = need_.sender;
        auto add = [&](std::vector<std::string>& list, char const* name, std::string const& value) {
            if (std::find(list.begin(), list.end(), value) != list.end()) return;
            if (list.size() >= 20) return;
            list.push_back(value);
            span(std::string(name) + "[" + std::to_string(list.size() - 1) + "]", point.begin,
                 point.end, signature ? 95 : 85);
        };
        switch (point.kind) {
            case PointKind::phone:
                if (point.fax || (colleague && !signature)) return;
                add(sender.phones, "phones", point.value);
                if (!point.extension.empty() &&
                    std::find(sender.extensions.begin(), sender.extensions.end(),
                              point.extension) == sender.extensions.end())
                    sender.extensions.push_back(point.extension);
                return;
            case PointKind::email: {
                if (need_.kind == LetterKind::out_of_office || colleague) return;
                bool const said = has_any(line->folded, {"почта", "mail", "мейл", "мэйл", "мыло",
                                                         "e-mail", "моя почт", "почту", "эл."});
                if (signature || said) add(sender.emails, "emails", point.value);
                return;
            }
            case PointKind::site: {
                bool const said = has_any(line->folded, {"сайт", "site"});
                static constexpr std::string_view foreign[] = {
                    "t.me",         "vk.com",      "wa.me",    "instagram.com",
                    "facebook.com", "youtube.com", "gifts.ru", "oasiscatalog.com",
                    "dzen.ru",      "telegram.me", "max.ru",   "ok.ru"};
                bool const other = std::find(std::begin(foreign), std::end(foreign), point.value) !=
                                   std::end(foreign);
                if (sender.site || other || (!signature && !said)) return;
                if (!signature && point.has_path) return;
                if (!signature && has_any(line->folded, {"на вашем сайте", "с вашего сайта"}))
                    return;
                sender.site = point.value;
                span("site", point.begin, point.end, signature ? 90 : 75);
                return;
            }
            case PointKind::inn:
                if (sender.inn) return;
                sender.inn = point.value;
                span("inn", point.begin, point.end, inn_is_right(point.value) ? 99 : 50);
                if (!inn_is_right(point.value)) need_.warnings.push_back(ReadWarning::inn_wrong);
                return;
            case PointKind::other:
                return;
        }
    }

    LetterText const& letter_;
    LetterParts const& parts_;
    std::vector<FoundPoint> const& points_;
    ReadNeed& need_;
    std::string_view text_;
    std::vector<OwnLine> signature_;
    std::vector<OwnLine> fresh_;
    bool web_form_ = false;
};

}  // namespace

void read_sender(LetterText const& letter, LetterParts const& parts,
                 std::vector<FoundPoint> const& points, ReadNeed& need) {
    SenderReader(letter, parts, points, need).run();
}

}  // namespace inbox
