#include "features/quotes/quote.h"

#include "platform/base/text.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace quotes {
namespace {

constexpr std::size_t most_lines = 200;
constexpr std::size_t most_options = 12;
constexpr std::size_t most_imprints = 20;

constexpr std::array states{
    std::pair{QuoteState::draft, std::string_view("draft")},
    std::pair{QuoteState::sending, std::string_view("sending")},
    std::pair{QuoteState::sent, std::string_view("sent")},
    std::pair{QuoteState::accepted, std::string_view("accepted")},
    std::pair{QuoteState::declined, std::string_view("declined")},
    std::pair{QuoteState::void_, std::string_view("void")},
};

void check(bool right, char const* code, std::string const& field, base::Words words) {
    if (!right) throw base::Refusal::invalid(code, std::move(words), field);
}

void check_text(std::string& text, std::size_t most, std::string const& field) {
    text = base::trimmed(base::clean(text));
    check(base::shortened(text, most) == text, "text_too_long", field,
          {"Не длиннее " + std::to_string(most) + " знаков.",
           "At most " + std::to_string(most) + " characters."});
}

bool is_colour(std::string_view text) {
    return text.size() == 7 && text[0] == '#' &&
           text.find_first_not_of("0123456789abcdef", 1) == text.npos;
}

bool is_inside(LogoBox const& box) {
    auto const fits = [](int from, int length) {
        return from >= 0 && length >= 100 && from + length <= 10'000;
    };
    return fits(box.left, box.width) && fits(box.top, box.height);
}

void check_option(QuoteOption& option, std::string const& field) {
    check(option.imprints.size() <= most_imprints, "too_many_imprints", field + ".imprints",
          {"Не больше 20 нанесений на товар.", "At most 20 imprints on a product."});
    for (std::size_t i = 0; i < option.imprints.size(); ++i) {
        QuoteImprint& imprint = option.imprints[i];
        std::string const path = field + ".imprints[" + std::to_string(i) + "]";
        check_text(imprint.name, 200, path + ".name");
        check_text(imprint.method, 100, path + ".method");
        check_text(imprint.place, 100, path + ".place");
        check(!imprint.name.empty(), "imprint_without_name", path + ".name",
              {"Назовите нанесение.", "Name the imprint."});
        check(imprint.colours >= 0 && imprint.colours <= 50, "colours_out_of_range",
              path + ".colours", {"Цветов — от 0 до 50.", "Colours are from 0 to 50."});
    }
}

void check_line(QuoteLine& line, std::string const& field) {
    check_text(line.title, 300, field + ".title");
    check_text(line.description, 4000, field + ".description");
    check_text(line.url, 2000, field + ".url");
    check(!line.logo_box || is_inside(*line.logo_box), "logo_outside", field + ".logo_box",
          {"Логотип не помещается на картинке.", "The logo does not fit on the picture."});
    check(!line.lead_time_days || (*line.lead_time_days >= 0 && *line.lead_time_days <= 365),
          "lead_time_out_of_range", field + ".lead_time_days",
          {"Срок — от 0 до 365 дней.", "The lead time is from 0 to 365 days."});
    check(line.options.size() <= most_options, "too_many_options", field + ".options",
          {"Не больше 12 тиражей в строке.", "At most 12 runs in a line."});
    std::set<std::int64_t> runs;
    for (std::size_t i = 0; i < line.options.size(); ++i) {
        std::string const path = field + ".options[" + std::to_string(i) + "]";
        check_option(line.options[i], path);
        // The client picks a run by its number of pieces.
        check(runs.insert(line.options[i].quantity).second, "run_twice", path + ".quantity",
              {"Такой тираж в строке уже есть.", "The line has this run already."});
    }
}

}  // namespace

std::string_view key_of(QuoteState state) {
    for (auto const& [known, key] : states)
        if (known == state) return key;
    throw std::logic_error("a state of a quote without a key");
}

std::optional<QuoteState> state_of(std::string_view key) {
    for (auto const& [state, known] : states)
        if (known == key) return state;
    return std::nullopt;
}

std::vector<QuoteStep> const& quote_steps() {
    using S = QuoteState;
    using V = QuoteVerb;
    static std::vector<QuoteStep> const steps{
        {S::draft, V::send, S::sending},      {S::draft, V::deliver, S::sent},
        {S::draft, V::discard, S::void_},     {S::sending, V::send, S::sending},
        {S::sending, V::deliver, S::sent},    {S::sending, V::fail, S::draft},
        {S::sending, V::accept, S::accepted}, {S::sent, V::send, S::sending},
        {S::sent, V::deliver, S::sent},       {S::sent, V::accept, S::accepted},
        {S::sent, V::decline, S::declined},   {S::sent, V::discard, S::void_},
        {S::accepted, V::send, S::sending},   {S::accepted, V::deliver, S::sent},
        {S::accepted, V::withdraw, S::sent},  {S::declined, V::send, S::sending},
        {S::declined, V::deliver, S::sent},   {S::declined, V::reopen, S::sent},
        {S::declined, V::discard, S::void_},  {S::void_, V::restore, S::draft},
    };
    return steps;
}

std::optional<QuoteState> after(QuoteState from, QuoteVerb verb) {
    for (QuoteStep const& step : quote_steps())
        if (step.from == from && step.verb == verb) return step.to;
    return std::nullopt;
}

QuoteState require_step(QuoteState from, QuoteVerb verb) {
    if (auto const to = after(from, verb)) return *to;
    std::string const state(key_of(from));
    if (from == QuoteState::accepted)
        throw base::Refusal::conflict(
            "quote_state", {"Клиент уже согласился на это КП. Сначала отзовите согласие.",
                            "The client has accepted this quote. Withdraw the acceptance first."});
    if (from == QuoteState::void_)
        throw base::Refusal::conflict("quote_state", {"КП отменено. Сначала верните его.",
                                                      "The quote is void. Restore it first."});
    throw base::Refusal::conflict(
        "quote_state", {"Сейчас этого сделать нельзя: КП в состоянии «" + state + "».",
                        "This cannot be done now: the quote is in the state '" + state + "'."});
}

QuoteDraft checked(QuoteDraft draft, std::string (*fresh_key)()) {
    check_text(draft.greeting, 300, "greeting");
    check_text(draft.addressee_position, 300, "addressee_position");
    check_text(draft.introduction, 4000, "introduction");
    check_text(draft.closing, 4000, "closing");
    check_text(draft.inner_note, 4000, "inner_note");
    draft.brand_colour = base::folded(draft.brand_colour);
    check(draft.brand_colour.empty() || is_colour(draft.brand_colour), "colour_unreadable",
          "brand_colour", {"Цвет — как #c8102e.", "A colour is like #c8102e."});
    check(draft.lines.size() <= most_lines, "too_many_lines", "lines",
          {"Не больше 200 строк в КП.", "At most 200 lines in a quote."});
    std::set<std::string> keys;
    for (std::size_t i = 0; i < draft.lines.size(); ++i) {
        QuoteLine& line = draft.lines[i];
        std::string const path = "lines[" + std::to_string(i) + "]";
        check_line(line, path);
        if (line.key.empty()) line.key = fresh_key();
        check(line.key.size() <= 32 && line.key.find_first_not_of(
                                           "abcdefghijklmnopqrstuvwxyz0123456789") == line.key.npos,
              "line_key_unreadable", path + ".key",
              {"Ключ строки — латинские буквы и цифры.", "A line's key is letters and digits."});
        check(keys.insert(line.key).second, "line_twice", path + ".key",
              {"Эта строка уже есть в КП.", "This line is in the quote already."});
    }
    return draft;
}

OptionCost cost_of(QuoteOption const& option) {
    OptionCost cost;
    cost.quantity = option.quantity;
    cost.unit_cost_micro = option.unit_cost_micro.value_or(0);
    cost.extra_cost_micro = option.extra_cost_micro.value_or(0);
    cost.cost_vat_basis_points = option.cost_vat_basis_points.value_or(0);
    for (QuoteImprint const& imprint : option.imprints)
        cost.imprints.push_back(
            {imprint.name, imprint.per_piece_micro.value_or(0), imprint.setup_micro.value_or(0)});
    cost.rule = option.price_rule;
    cost.rule_basis_points = option.rule_basis_points.value_or(0);
    cost.target_price_kopecks = option.target_price_kopecks.value_or(0);
    cost.discount_basis_points = option.discount_basis_points;
    return cost;
}

std::vector<std::vector<OptionPrice>> price_draft(QuoteDraft const& draft,
                                                  PriceTerms const& terms) {
    std::vector<std::vector<OptionPrice>> out;
    out.reserve(draft.lines.size());
    for (std::size_t i = 0; i < draft.lines.size(); ++i) {
        auto& line = out.emplace_back();
        for (std::size_t j = 0; j < draft.lines[i].options.size(); ++j)
            line.push_back(price_option(
                cost_of(draft.lines[i].options[j]), terms,
                "lines[" + std::to_string(i) + "].options[" + std::to_string(j) + "]"));
    }
    return out;
}

namespace {

// Taken over from the need it costs nothing yet: the price would be reckoned without it.
bool without_price(QuoteImprint const& imprint) {
    return imprint.per_piece_micro.value_or(0) == 0 && imprint.setup_micro.value_or(0) == 0;
}

}  // namespace

std::vector<QuoteProblem> problems_of(QuoteDraft const& draft,
                                      std::vector<std::vector<OptionPrice>> const& prices,
                                      base::Date today, bool margin_guarded) {
    std::vector<QuoteProblem> out;
    if (draft.lines.empty())
        out.push_back({"no_lines", "lines", {"Добавьте хотя бы одну строку.", "Add a line."}});
    if (draft.greeting.empty())
        out.push_back({"no_greeting",
                       "greeting",
                       {"Обратитесь к клиенту по имени.", "Address the client by name."}});
    if (!draft.valid_until)
        out.push_back({"no_valid_until",
                       "valid_until",
                       {"Укажите, до какого дня действует КП.", "Say until when it is valid."}});
    else if (*draft.valid_until < today)
        out.push_back({"expired",
                       "valid_until",
                       {"Срок действия КП уже прошёл.", "The quote's validity has passed."}});
    if (draft.in_hands_on && *draft.in_hands_on < today)
        out.push_back({"date_passed",
                       "in_hands_on",
                       {"Дата «в руках» уже прошла.", "The date in hands has passed."}});
    for (std::size_t i = 0; i < draft.lines.size(); ++i) {
        std::string const path = "lines[" + std::to_string(i) + "]";
        if (draft.lines[i].title.empty())
            out.push_back({"no_title", path + ".title", {"Назовите товар.", "Name the product."}});
        if (draft.lines[i].options.empty())
            out.push_back({"no_runs", path + ".options", {"Укажите тираж.", "Give a run."}});
        for (std::size_t j = 0; j < prices[i].size(); ++j) {
            std::string const option = path + ".options[" + std::to_string(j) + "]";
            auto const& imprints = draft.lines[i].options[j].imprints;
            auto const unpriced = std::ranges::find_if(imprints, &without_price);
            if (prices[i][j].unit_price_kopecks <= 0)
                out.push_back(
                    {"no_price", option, {"У тиража нет цены.", "The run has no price."}});
            else if (unpriced != imprints.end())
                out.push_back(
                    {"imprint_without_price",
                     option + ".imprints[" + std::to_string(unpriced - imprints.begin()) + "]",
                     {"Нанесение без цены: впишите её. Если оно уже в цене товара, уберите строку "
                      "нанесения и назовите его в описании.",
                      "An imprint without a price: give it. If the product's price has it already, "
                      "remove the imprint and name it in the description."}});
            else if (margin_guarded && prices[i][j].below_minimum_margin)
                out.push_back({"below_margin",
                               option,
                               {"Маржа ниже минимальной: такое КП отправляет руководитель.",
                                "The margin is below the minimum: the head of sales sends it."}});
        }
    }
    return out;
}

QuoteDraft without_costs(QuoteDraft draft) {
    for (QuoteLine& line : draft.lines) {
        line.url.clear();  // leads to the supplier's price
        for (QuoteOption& option : line.options) {
            option.unit_cost_micro.reset();
            option.extra_cost_micro.reset();
            option.cost_vat_basis_points.reset();
            option.rule_basis_points.reset();
            option.target_price_kopecks.reset();
            for (QuoteImprint& imprint : option.imprints) {
                imprint.per_piece_micro.reset();
                imprint.setup_micro.reset();
            }
        }
    }
    return draft;
}

}  // namespace quotes
