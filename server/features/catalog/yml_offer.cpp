#include "features/catalog/yml_offer.h"

#include "features/catalog/feed_values.h"
#include "platform/base/money.h"
#include "platform/base/text.h"

#include <algorithm>

namespace catalog {
namespace {

constexpr std::size_t most_pictures = 20;
constexpr std::size_t most_parameters = 100;

}  // namespace

void YmlOffer::begin() {
    offer = {};
    fields_.clear();
}

void YmlOffer::field(std::string const& name, std::string const& text) {
    if (name == "picture") {
        std::string address = tidy(text, 2000);
        bool const web = address.starts_with("http://") || address.starts_with("https://");
        if (web && offer.pictures.size() < most_pictures)
            offer.pictures.push_back(std::move(address));
    } else if (name == "barcode") {
        if (offer.barcodes.size() < most_pictures) offer.barcodes.push_back(tidy(text, 60));
    } else if (name == "param") {
        parameter.value = tidy(text, 500);
        if (!parameter.name.empty() && !parameter.value.empty() &&
            offer.parameters.size() < most_parameters)
            offer.parameters.push_back(parameter);
    } else if (name == "description") {
        offer.description = tidy(plain_text(text), 20'000);
    } else {
        fields_.emplace(name, tidy(text, 2000));
    }
}

std::string YmlOffer::take(char const* name) const {
    auto const found = fields_.find(name);
    return found == fields_.end() ? std::string() : found->second;
}

void YmlOffer::name_categories() {
    std::string id = take("categoryId");
    for (int depth = 0; depth < 12 && !id.empty(); ++depth) {
        auto const found = categories.find(id);
        if (found == categories.end()) break;
        if (depth == 0) offer.category = found->second.name;
        offer.category_path =
            found->second.name + (depth ? " / " + offer.category_path : std::string());
        id = found->second.parent;
    }
}

void YmlOffer::name_parameters() {
    for (FeedParameter const& known : offer.parameters) {
        std::string const name = base::folded(known.name);
        auto const is = [&](std::initializer_list<std::string_view> names) {
            return std::find(names.begin(), names.end(), name) != names.end();
        };
        if (is({"цвет", "цвет товара", "color", "colour"}) && offer.colour.empty())
            offer.colour = known.value;
        else if (is({"материал", "материал товара", "material"}) && offer.material.empty())
            offer.material = known.value;
        else if (is({"размер", "размер одежды", "size"}) && offer.size.empty())
            offer.size = known.value;
    }
}

// The reason why the offer cannot be used, or nothing.
std::optional<base::Words> YmlOffer::wrong_with_offer() {
    if (offer.id.empty()) return base::Words{"У товара нет атрибута id.", "The offer has no id."};
    if (!seen_.insert(offer.id).second)
        return base::Words{"Такой id уже был в этом файле.", "This id was already in the file."};
    offer.name = take("name");
    if (offer.name.empty())
        offer.name = base::trimmed(take("typePrefix") + " " + take("vendor") + " " + take("model"));
    if (offer.name.empty()) return base::Words{"У товара нет названия.", "It has no name."};
    std::string const price = take("price");
    auto const amount = price_micro(price);
    if (price.empty()) return base::Words{"Нет цены.", "It has no price."};
    if (!amount || *amount == 0)
        return base::Words{"Цена не читается: «" + price + "».",
                           "The price cannot be read: \"" + price + "\"."};
    offer.price_micro = *amount;
    return wrong_with_currency();
}

std::optional<base::Words> YmlOffer::wrong_with_currency() {
    std::string const currency = take("currencyId");
    if (currency.empty() || currency == "RUB" || currency == "RUR") return std::nullopt;
    auto const rate = rates.find(currency);
    if (rate == rates.end())
        return base::Words{"Цена в валюте «" + currency + "», а курса в файле нет.",
                           "The price is in " + currency + " and the file has no rate for it."};
    try {
        offer.price_micro =
            base::multiply_divide(offer.price_micro, rate->second, base::micro_per_rouble);
    } catch (std::overflow_error const&) {
        return base::Words{"Цена слишком велика.", "The price is too large."};
    }
    return std::nullopt;
}

std::optional<base::Words> YmlOffer::finish() {
    if (auto reason = wrong_with_offer()) return reason;
    offer.url = take("url");
    if (!offer.url.starts_with("http://") && !offer.url.starts_with("https://")) offer.url.clear();
    offer.vendor = take("vendor");
    offer.vendor_code = take("vendorCode");
    for (char const* name : {"count", "stock_quantity", "quantity"})
        if (auto const count = whole_number(take(name)); count && *count >= 0) {
            offer.stock = *count;
            break;
        }
    if (auto const least = whole_number(take("min-quantity")); least && *least > 0)
        offer.minimum_quantity = *least;
    if (auto const weight = price_micro(take("weight")); weight && *weight > 0)
        offer.weight_grams = base::multiply_divide(*weight, 1000, base::micro_per_rouble);
    name_categories();
    name_parameters();
    return std::nullopt;
}

}  // namespace catalog
