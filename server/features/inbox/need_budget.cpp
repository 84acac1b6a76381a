// The sum that the client names as his limit (1.1.2.1). Past prices, our own prices and sums of
// invoices are found too, but only so that they are not taken for runs.
#include "features/inbox/need_parts.h"

#include <algorithm>

namespace inbox {
namespace {

struct Sum {
    std::int64_t roubles = 0;
    std::size_t first = 0;
    std::size_t last = 0;
    bool rouble = false;  // «руб», «₽» stands with it
};

Word const& see(Words const& words, std::size_t from, std::ptrdiff_t step) {
    return word_at(words, static_cast<std::ptrdiff_t>(from) + step, words[from]);
}

bool is_rouble(Words const& words, std::size_t at) {
    if (at >= words.size()) return false;
    Word const& word = words[at];
    if (word.is_any({"руб", "рублей", "рубля", "рубль", "рублях", "₽", "rub", "тр"})) return true;
    if (!word.is("р")) return false;
    return at + 1 >= words.size() || !words[at + 1].is("-");
}

std::optional<Sum> sum_at(Words const& words, std::size_t at) {
    auto const amount = amount_at(words, at);
    if (!amount) return std::nullopt;
    Sum sum{amount->value, at, amount->last};
    std::size_t next = amount->last + 1;
    // «350,50 руб»: kopecks are left out
    if (next + 1 < words.size() && words[next].is_any({",", "."}) && !words[next].space_before &&
        words[next + 1].is_number() && words[next + 1].digits <= 2 && is_rouble(words, next + 2))
        next += 2;
    if (next < words.size() && words[next].is(".") && amount->thousands) ++next;
    if (is_rouble(words, next) && words[next].sentence == words[at].sentence) {
        sum.rouble = true;
        if (words[next].is("тр") && !amount->thousands) sum.roubles *= 1000;
        sum.last = next;
        if (next + 1 < words.size() && words[next + 1].is(".") && !words[next + 1].space_before)
            sum.last = next + 1;
    }
    return sum;
}

bool is_limit_word(Word const& word) {
    return word.starts_any({"бюджет", "лимит", "максим", "уложи", "рассчитыва", "укладыва", "вписа",
                            "потолок", "заложен", "выделен", "выделил", "готовы потрат"}) ||
           word.is_any({"дороже", "пределах", "сумму", "потратить", "ценовой"});
}

// «не дороже», «до», «не более» right before a sum with roubles.
bool is_upper_limit(Words const& words, std::size_t at) {
    Word const& before = see(words, at, -1);
    if (before.is_any({"дороже", "выше", "более", "больше"})) return see(words, at, -2).is("не");
    if (before.is("до")) return !see(words, at, -2).is_any({"с", "скидка", "скидку", "скидки"});
    return before.is_any({"максимум", "макс", "около", "порядка", "пределах"});
}

bool is_other_price(Words const& words, Sum const& sum) {
    for (std::ptrdiff_t step = -1; step >= -14; --step) {
        Word const& word = see(words, sum.first, step);
        if (word.sentence < 0) break;
        if (word.is_any({"прошлый",    "прошлом",     "прошлого",  "раньше",   "ранее",
                         "счет",       "счета",       "счету",     "оплатили", "оплачено",
                         "договор",    "договору",    "сайте",     "вашего",   "ваша",
                         "стоили",     "стоила",      "стоил",     "покупали", "брали",
                         "заказывали", "платили",     "скидка",    "скидку",   "предлагаете",
                         "предложили", "согласовали", "утвердили", "прайсу",   "каталоге",
                         "штраф",      "задаток"}) ||
            word.starts_any({"конкурент", "предоплат"}))
            return true;
    }
    return false;
}

// «на человека», «за штуку», «/шт», «каждый», «на подарок»
bool is_per_piece(Words const& words, Sum const& sum) {
    for (std::ptrdiff_t step = 1; step <= 5; ++step) {
        Word const& word = see(words, sum.last, step);
        if (word.sentence < 0) break;
        Word const& before = see(words, sum.last, step - 1);
        bool const joined =
            before.is_any({"за", "на", "/", "в", "одного", "один", "одну", "1", "каждого"});
        if (joined &&
            (word.is_any({"шт",        "штуку",     "штука",    "штуки", "единицу",    "ед",
                          "экземпляр", "экз",       "человека", "чел",   "сотрудника", "персону",
                          "гостя",     "участника", "комплект", "набор", "подарок",    "изделие",
                          "бокс",      "пару",      "предмет"}) ||
             word.is_any({"каждого", "ребенка", "кружку", "футболку", "ручку"})))
            return true;
        if (word.is_any({"каждый", "каждая", "поштучно", "штука"})) return true;
    }
    for (std::ptrdiff_t step = -1; step >= -8; --step) {
        Word const& word = see(words, sum.first, step);
        if (word.sentence < 0) break;
        Word const& before = see(words, sum.first, step - 1);
        if (word.is("по") && step == -1) return true;
        if (word.is_any({"штуку", "шт", "человека", "чел", "единицу", "ед", "сотрудника", "персону",
                         "подарок", "набор", "комплект", "изделие", "штуки", "подарка",
                         "набора"}) &&
            (before.is_any(
                {"за", "на", "/", "одного", "один", "цена", "стоимость", "стоимостью", "каждый"})))
            return true;
    }
    return false;
}

}  // namespace

std::optional<FoundBudget> find_budget(Words const& words, Taken& taken) {
    std::optional<FoundBudget> best;
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (taken.has(at)) continue;
        auto sum = sum_at(words, at);
        if (!sum) continue;
        std::size_t const begin = at;
        at = sum->last;
        // A range: «500–700 руб», «от 500 до 700 руб»; its upper end counts.
        std::size_t const dash = sum->last + 1;
        if (dash + 1 < words.size() && words[dash].is_any({"-", "–", "—", "до"})) {
            auto const upper = sum_at(words, dash + 1);
            bool const from = words[dash].is("до") && see(words, begin, -1).is("от");
            if (upper && upper->rouble && (!words[dash].is("до") || from) &&
                words[dash].sentence == words[begin].sentence) {
                sum->roubles = std::max(sum->roubles, upper->roubles);
                sum->last = upper->last;
                sum->rouble = true;
                at = sum->last;
            }
        }
        bool named = false;
        for (std::ptrdiff_t step = -1; step >= -8; --step) {
            Word const& word = see(words, begin, step);
            if (word.sentence < 0) break;
            // another number in between belongs to the limit instead
            if (word.is_number() && !taken.has(begin - static_cast<std::size_t>(-step))) break;
            if (is_limit_word(word)) named = true;
        }
        bool const limit = is_upper_limit(words, begin);
        if (!sum->rouble && !(named && sum->roubles >= 100)) {
            at = begin;  // not money; a later word may be
            continue;
        }
        if (!sum->rouble) {
            Word const& unit = see(words, sum->last, 1);
            if (unit.starts_any({"шт", "экз", "чел", "дн", "ден", "недел"})) {
                at = begin;
                continue;
            }
        }
        taken.take(begin, sum->last);
        if (sum->roubles <= 0 || is_other_price(words, *sum)) continue;
        if (!named && !limit) continue;
        FoundBudget found;
        found.budget.amount = sum->roubles;
        found.budget.per = is_per_piece(words, *sum) ? BudgetScope::piece : BudgetScope::total;
        found.first = begin;
        found.last = sum->last;
        found.confidence = named ? 90 : 75;
        if (!best || found.confidence > best->confidence) best = found;
    }
    return best;
}

}  // namespace inbox
