// When the goods are due (1.1.2.1): every date of the letter is found and judged by the words
// around it. Days of the quote, of an answer, of payment or of a contract are not deadlines; a day
// of delivery goes before an event, an event before an urgency without a day.
#include "features/inbox/dates_in_text.h"

namespace inbox {
namespace {

bool is_answer_word(Word const& word) {
    return word.is_any({"кп",          "предложение", "предложения", "предложением", "ответ",
                        "ответа",      "ответьте",    "ответить",    "расчет",       "расчета",
                        "просчет",     "просчета",    "смета",       "смету",        "счет",
                        "счета",       "договор",     "договора",    "договору",     "договоре",
                        "встреча",     "встречу",     "встретиться", "созвон",       "созвониться",
                        "созвонимся",  "перезвоните", "позвоните",   "звонок",       "звонка",
                        "подъеду",     "приеду",      "заявки",      "заявок",       "решение",
                        "решения",     "определимся", "тендер",      "тендера",      "презентацию",
                        "визит",       "письмо",      "письма",      "отпуск",       "отпуске",
                        "утро",        "решим",       "обсудим",     "напишите",     "сообщите",
                        "жду",         "ждем",        "ждет",        "утвердим",     "согласуем",
                        "определиться"}) ||
           word.starts_any({"коммерческ", "оплат",      "действител", "действует", "посчита",
                            "просчита",   "рассчита",   "расчит",     "пришл",     "вышл",
                            "выслать",    "прислать",   "предоплат",  "подписан",  "подпиш",
                            "утвержд",    "согласован", "аванс",      "образц",    "образец",
                            "бронь",      "бронир",     "резерв",     "котировк",  "закупочн"});
}

bool is_delivery_word(Word const& word) {
    return word.starts_any({"достав",    "поставк", "постави",   "отгруз",  "получить", "получени",
                            "привез",    "готов",   "изготов",   "забрать", "заберем",  "срок",
                            "дедлайн",   "крайн",   "изготавл",  "сдать",   "deadline", "успеть",
                            "успеете",   "успеем",  "успева",    "тираж",   "нужн",     "надо",
                            "необходим", "понадоб", "самовывоз", "требу",   "раздава",  "вручен",
                            "вручать",   "вручим"});
}

bool is_event_word(Word const& word) {
    return word.starts_any(
        {"мероприят",  "выставк",  "конференц", "форум",   "корпоратив", "праздник",   "фестивал",
         "семинар",    "съезд",    "саммит",    "юбиле",   "ивент",      "тимбилдинг", "слет",
         "спартакиад", "забег",    "марафон",   "открыти", "презентаци", "конгресс",   "симпозиум",
         "вебинар",    "event",    "событи",    "свадьб",  "турнир",     "соревнован", "хакатон",
         "совещани",   "церемони", "годовщин"});
}

// What a date is for: the nearest telling word before it in its sentence, then behind it. A word
// of another clause tells less than one of its own.
DateAim aim_of(Words const& words, DateInText const& date) {
    int best = 1000;
    DateAim aim = DateAim::goods;
    auto look = [&](std::size_t i, int distance) {
        Word const& word = words[i];
        if (word.sentence != words[date.first].sentence) return false;
        if (word.clause != words[date.first].clause) distance += 12;
        auto offer = [&](DateAim offered, int weight) {
            if (distance + weight < best) {
                best = distance + weight;
                aim = offered;
            }
        };
        if (is_answer_word(word)) offer(DateAim::answer, 1);
        if (is_event_word(word)) offer(DateAim::event, 0);
        if (is_delivery_word(word)) offer(DateAim::delivery, 0);
        if (is_goods_word(word)) offer(DateAim::goods, 0);
        return true;
    };
    for (std::size_t i = date.first; i-- > 0;)
        if (date.first - i > 25 || !look(i, static_cast<int>(date.first - i))) break;
    for (std::size_t i = date.last + 1; i < words.size(); ++i)
        if (i - date.last > 12 || !look(i, static_cast<int>(i - date.last) + 3)) break;
    return aim;
}

bool is_document_date(Words const& words, DateInText const& date) {
    Word const& near = words[date.first];
    Word const& before = word_at(words, static_cast<std::ptrdiff_t>(date.first) - 1, near);
    return before.is("от");
}

int rank(DateInText const& date) {
    int const day = date.date ? 100 : 0;
    int const past = date.past ? -200 : 0;
    switch (date.aim) {
        case DateAim::delivery:
            return 60 + day + past + date.preposition;
        case DateAim::goods:
            return (date.preposition == 2 ? 55 : 40) + day + past;
        case DateAim::event:
            return 30 + day + past + date.preposition;
        case DateAim::answer:
            return -1000;
    }
    return 0;
}

}  // namespace

bool is_goods_word(Word const& word) {
    return word.starts_any({"круж",     "футбол",   "сувенир", "продукци", "подарк",
                            "подарок",  "набор",    "товар",   "изделия",  "партия",
                            "партию",   "ручк",     "ручек",   "блокнот",  "ежедневник",
                            "бейсболк", "толстовк", "рюкзак",  "пакет",    "мерч"});
}

std::optional<FoundDeadline> find_deadline(Words const& words, base::Date letter_date,
                                           Taken& taken) {
    auto dates = dates_in_text(words, letter_date, taken);
    DateInText const* best = nullptr;
    int days = 0;
    for (auto& date : dates) {
        if (is_document_date(words, date)) continue;
        DateAim const aim = aim_of(words, date);
        if (date.aim == DateAim::goods || aim == DateAim::answer) date.aim = aim;
        if (date.date && !date.past && date.aim != DateAim::answer && date.aim != DateAim::event)
            ++days;
        if (rank(date) < -500) continue;
        bool const better_text =
            best && rank(date) == rank(*best) && words[best->first].source == ReadFrom::subject;
        if (!best || rank(date) > rank(*best) || better_text) best = &date;
    }
    if (!best) return std::nullopt;
    FoundDeadline out{best->date, best->first, best->last};
    out.past = best->past;
    out.several = days > 1;
    out.confidence = !best->date                   ? 60
                     : best->aim == DateAim::event ? 70
                     : best->preposition == 2      ? 95
                                                   : 80;
    if (out.past) out.confidence = 30;
    return out;
}

}  // namespace inbox
