#include "features/deals/need_check.h"

#include "platform/base/refusal.h"
#include "platform/base/text.h"

#include <algorithm>

namespace deals {
namespace {

constexpr std::size_t longest_text = 500;
constexpr std::size_t longest_note = 5'000;
constexpr std::size_t most_items = 100;
constexpr std::size_t most_runs = 20;
constexpr std::size_t most_imprints = 20;
constexpr std::int64_t largest_run = 100'000'000;
constexpr std::int64_t largest_sum_kopecks = 100'000'000'000'00;

void clean(std::string& text, std::size_t most = longest_text) {
    text = base::shortened(base::trimmed(base::clean(text)), most);
}

[[noreturn]] void refuse(std::string const& field, base::Words words) {
    throw base::Refusal::invalid("need_invalid", std::move(words), field);
}

void check_many(std::size_t count, std::size_t most, std::string const& field) {
    if (count > most)
        refuse(field, {"Не больше " + std::to_string(most) + ".",
                       "At most " + std::to_string(most) + "."});
}

void check_item(NeedItem& item, std::string const& field) {
    for (auto* text : {&item.product, &item.product_head, &item.colour, &item.material, &item.size})
        clean(*text);
    clean(item.note, longest_note);
    check_many(item.runs.size(), most_runs, field + ".runs");
    std::vector<std::int64_t> runs;
    for (std::size_t i = 0; i < item.runs.size(); ++i) {
        auto const run = item.runs[i];
        if (run < 1 || run > largest_run)
            refuse(field + ".runs[" + std::to_string(i) + "]",
                   {"Тираж — целое число штук от 1.", "A run is a number of pieces from 1."});
        if (std::ranges::find(runs, run) == runs.end()) runs.push_back(run);
    }
    item.runs = std::move(runs);
    check_many(item.imprints.size(), most_imprints, field + ".imprints");
    for (std::size_t i = 0; i < item.imprints.size(); ++i) {
        auto& imprint = item.imprints[i];
        for (auto* text : {&imprint.method, &imprint.place, &imprint.size}) clean(*text);
        if (imprint.colours && (*imprint.colours < 1 || *imprint.colours > 20))
            refuse(field + ".imprints[" + std::to_string(i) + "].colours",
                   {"Цветов от 1 до 20.", "From 1 to 20 colours."});
    }
}

bool says_something(NeedItem const& item) {
    return !item.product.empty() || !item.runs.empty() || !item.imprints.empty() ||
           !item.note.empty();
}

}  // namespace

Need checked_need(Need need, std::string const& field) {
    check_many(need.items.size(), most_items, field + ".items");
    for (std::size_t i = 0; i < need.items.size(); ++i)
        check_item(need.items[i], field + ".items[" + std::to_string(i) + "]");
    std::erase_if(need.items, [](auto const& item) { return !says_something(item); });
    clean(need.deadline_words);
    clean(need.delivery_place);
    if (need.budget_kopecks) checked_sum(*need.budget_kopecks, field + ".budget_kopecks");
    return need;
}

std::string checked_channel(std::string const& channel, std::string const& field) {
    if (std::ranges::find(channels(), channel) == channels().end())
        throw base::Refusal::invalid(
            "channel_unknown",
            {"Укажите, откуда пришло обращение.", "Say where the enquiry came from."}, field);
    return channel;
}

std::int64_t checked_sum(std::int64_t kopecks, std::string const& field) {
    if (kopecks < 0 || kopecks > largest_sum_kopecks)
        throw base::Refusal::invalid(
            "sum_invalid", {"Сумма не может быть такой.", "The sum cannot be so."}, field);
    return kopecks;
}

}  // namespace deals
