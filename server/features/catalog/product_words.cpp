#include "features/catalog/product_words.h"

#include "platform/base/money.h"
#include "platform/base/text.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace catalog {
namespace {

constexpr std::size_t most_terms = 400;  // of one product; hostile feeds have no end

// Beginnings of the words by which a colour is told, most particular first.
struct Beginning {
    std::string_view letters;  // folded: ё is е
    std::string_view key;
};

constexpr Beginning colour_beginnings[] = {
    {"бел", "white"},
    {"молоч", "white"},
    {"white", "white"},
    {"черн", "black"},
    {"black", "black"},
    {"сереб", "silver"},
    {"silver", "silver"},
    {"хром", "silver"},
    {"стальн", "silver"},
    {"сер", "grey"},
    {"графит", "grey"},
    {"антрацит", "grey"},
    {"меланж", "grey"},
    {"grey", "grey"},
    {"gray", "grey"},
    {"бордо", "burgundy"},
    {"вишн", "burgundy"},
    {"винн", "burgundy"},
    {"марсала", "burgundy"},
    {"burgundy", "burgundy"},
    {"красн", "red"},
    {"алый", "red"},
    {"алая", "red"},
    {"red", "red"},
    {"коралл", "orange"},
    {"оранж", "orange"},
    {"терракот", "orange"},
    {"orange", "orange"},
    {"желт", "yellow"},
    {"лимон", "yellow"},
    {"yellow", "yellow"},
    {"золот", "gold"},
    {"gold", "gold"},
    {"бронз", "gold"},
    {"медн", "gold"},
    {"зелен", "green"},
    {"салат", "green"},
    {"хаки", "green"},
    {"олив", "green"},
    {"изумруд", "green"},
    {"мятн", "green"},
    {"лайм", "green"},
    {"green", "green"},
    {"бирюз", "turquoise"},
    {"тиффани", "turquoise"},
    {"turquoise", "turquoise"},
    {"аква", "turquoise"},
    {"голуб", "light_blue"},
    {"небесн", "light_blue"},
    {"син", "blue"},
    {"василек", "blue"},
    {"васильк", "blue"},
    {"кобальт", "blue"},
    {"индиго", "blue"},
    {"navy", "blue"},
    {"blue", "blue"},
    {"фиолет", "violet"},
    {"сирен", "violet"},
    {"лилов", "violet"},
    {"лаванд", "violet"},
    {"пурпур", "violet"},
    {"violet", "violet"},
    {"purple", "violet"},
    {"розов", "pink"},
    {"фукси", "pink"},
    {"пудр", "pink"},
    {"малинов", "pink"},
    {"pink", "pink"},
    {"коричн", "brown"},
    {"шоколад", "brown"},
    {"кофейн", "brown"},
    {"brown", "brown"},
    {"беж", "beige"},
    {"песоч", "beige"},
    {"кремов", "beige"},
    {"слонов", "beige"},
    {"натурал", "beige"},
    {"крафт", "beige"},
    {"древес", "beige"},
    {"beige", "beige"},
    {"прозрач", "transparent"},
    {"разноцвет", "many"},
    {"мульти", "many"},
    {"ассорти", "many"},
};

constexpr Beginning material_beginnings[] = {
    {"экокож", "eco_leather"},
    {"искусственн", "eco_leather"},
    {"кожзам", "eco_leather"},
    {"полиуретан", "eco_leather"},
    {"кож", "leather"},
    {"хлоп", "cotton"},
    {"cotton", "cotton"},
    {"джерси", "cotton"},
    {"футер", "cotton"},
    {"полиэст", "polyester"},
    {"полиэф", "polyester"},
    {"оксфорд", "polyester"},
    {"спанбонд", "polyester"},
    {"нейлон", "polyester"},
    {"микрофибр", "polyester"},
    {"флис", "polyester"},
    {"акрил", "knitted"},
    {"шерст", "knitted"},
    {"трикотаж", "knitted"},
    {"вязан", "knitted"},
    {"лен", "linen"},
    {"льн", "linen"},
    {"джут", "linen"},
    {"керам", "ceramic"},
    {"фарфор", "ceramic"},
    {"фаянс", "ceramic"},
    {"каменная", "ceramic"},
    {"стекл", "glass"},
    {"хрустал", "glass"},
    {"нерж", "steel"},
    {"сталь", "steel"},
    {"стальн", "steel"},
    {"steel", "steel"},
    {"алюмин", "aluminium"},
    {"металл", "metal"},
    {"латун", "metal"},
    {"цинк", "metal"},
    {"бамбук", "bamboo"},
    {"пробк", "wood"},
    {"дерев", "wood"},
    {"древес", "wood"},
    {"берез", "wood"},
    {"бук", "wood"},
    {"фанер", "wood"},
    {"картон", "paper"},
    {"бумаг", "paper"},
    {"крафт", "paper"},
    {"силикон", "silicone"},
    {"резин", "rubber"},
    {"тритан", "plastic"},
    {"пластик", "plastic"},
    {"абс", "plastic"},
    {"abs", "plastic"},
    {"полипропил", "plastic"},
    {"поликарбонат", "plastic"},
    {"пвх", "plastic"},
    {"soft", "plastic"},
};

bool is_letter_byte(char c) {
    auto const byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

std::vector<std::string> words_of(std::string_view folded) {
    std::vector<std::string> words;
    std::string word;
    for (char const c : folded) {
        if (is_letter_byte(c)) {
            word += c;
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    if (!word.empty()) words.push_back(std::move(word));
    return words;
}

// The first part of "белый/синий" that a list knows. In "тёмно-синий" the colour stands last, in
// "искусственная кожа" the word that tells stands first.
template <std::size_t N>
std::string known_key(std::string_view text, Beginning const (&beginnings)[N], bool from_behind) {
    std::string const folded = base::folded(text);
    for (std::size_t at = 0; at <= folded.size();) {
        auto const end = std::min(folded.find_first_of("/,;+", at), folded.size());
        auto words = words_of(std::string_view(folded).substr(at, end - at));
        if (from_behind) std::reverse(words.begin(), words.end());
        for (auto const& word : words)
            for (auto const& beginning : beginnings)
                if (word.starts_with(beginning.letters)) return std::string(beginning.key);
        at = end + 1;
    }
    return base::shortened(folded, 60);
}

bool begins_with_one_of(std::string_view parameter_name,
                        std::initializer_list<std::string_view> beginnings) {
    std::string const name = base::folded(parameter_name);
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [&](auto beginning) { return name.starts_with(beginning); });
}

bool is_imprint(std::string_view name) {
    return begins_with_one_of(
        name, {"метод нанесения", "методы нанесения", "вид нанесения", "виды нанесения",
               "способ нанесения", "способы нанесения", "нанесение", "возможные нанесения"});
}

bool is_arrival(std::string_view name) {
    return begins_with_one_of(name, {"дата поступления", "дата прихода", "ожидается", "поступление",
                                     "ближайшее поступление", "дата поставки"});
}

std::optional<int> number(std::string_view text) {
    int value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return {};
    return value;
}

// "12.12.2026", "2026-12-12", either with something after it.
std::optional<base::Date> date_in(std::string_view text) {
    if (auto const date = base::parse_date(text.substr(0, 10))) return date;
    if (text.size() < 10 || text[2] != '.' || text[5] != '.') return std::nullopt;
    auto const day = number(text.substr(0, 2)), month = number(text.substr(3, 2)),
               year = number(text.substr(6, 4));
    if (!day || !month || !year) return std::nullopt;
    base::Date const date{*year, *month, *day};
    return base::is_valid(date) ? std::optional(date) : std::nullopt;
}

}  // namespace

std::string article_key(std::string_view article) {
    std::string key;
    for (char const c : base::folded(article))
        if (is_letter_byte(c)) key += c;
    return base::shortened(key, 60);
}

std::vector<KnownWord> const& known_colours() {
    static std::vector<KnownWord> const all{
        {"white", {"белый", "white"}, "#ffffff"},
        {"black", {"чёрный", "black"}, "#1c1c1e"},
        {"grey", {"серый", "grey"}, "#8e8e93"},
        {"silver", {"серебристый", "silver"}, "#c5c9d0"},
        {"red", {"красный", "red"}, "#d92b2b"},
        {"burgundy", {"бордовый", "burgundy"}, "#7b1e3a"},
        {"orange", {"оранжевый", "orange"}, "#f08c1a"},
        {"yellow", {"жёлтый", "yellow"}, "#f5cf2f"},
        {"gold", {"золотистый", "gold"}, "#c9a227"},
        {"green", {"зелёный", "green"}, "#2f9e44"},
        {"turquoise", {"бирюзовый", "turquoise"}, "#22b8b8"},
        {"light_blue", {"голубой", "light blue"}, "#74b9ff"},
        {"blue", {"синий", "blue"}, "#2456c4"},
        {"violet", {"фиолетовый", "violet"}, "#7b4bc4"},
        {"pink", {"розовый", "pink"}, "#f29cb7"},
        {"brown", {"коричневый", "brown"}, "#7a4a2a"},
        {"beige", {"бежевый", "beige"}, "#e0cfae"},
        {"transparent", {"прозрачный", "transparent"}, "#eef4f8"},
        {"many", {"разноцветный", "many colours"}, ""},
    };
    return all;
}

std::vector<KnownWord> const& known_materials() {
    static std::vector<KnownWord> const all{
        {"cotton", {"хлопок", "cotton"}, ""},
        {"polyester", {"полиэстер", "polyester"}, ""},
        {"knitted", {"шерсть, акрил", "wool, acrylic"}, ""},
        {"linen", {"лён, джут", "linen, jute"}, ""},
        {"leather", {"кожа", "leather"}, ""},
        {"eco_leather", {"экокожа", "eco leather"}, ""},
        {"ceramic", {"керамика", "ceramic"}, ""},
        {"glass", {"стекло", "glass"}, ""},
        {"steel", {"сталь", "steel"}, ""},
        {"aluminium", {"алюминий", "aluminium"}, ""},
        {"metal", {"металл", "metal"}, ""},
        {"plastic", {"пластик", "plastic"}, ""},
        {"silicone", {"силикон", "silicone"}, ""},
        {"rubber", {"резина", "rubber"}, ""},
        {"wood", {"дерево", "wood"}, ""},
        {"bamboo", {"бамбук", "bamboo"}, ""},
        {"paper", {"бумага, картон", "paper, cardboard"}, ""},
    };
    return all;
}

std::string colour_key(std::string_view colour) {
    return known_key(colour, colour_beginnings, true);
}

std::string material_key(std::string_view material) {
    return known_key(material, material_beginnings, false);
}

std::string head_of(std::string_view name) {
    auto const terms = base::search_terms(name);
    return terms.empty() ? std::string() : base::shortened(terms.front(), 60);
}

std::vector<std::string> imprint_methods(std::vector<FeedParameter> const& parameters) {
    std::vector<std::string> methods;
    for (auto const& parameter : parameters) {
        if (!is_imprint(parameter.name)) continue;
        std::string_view const value = parameter.value;
        for (std::size_t at = 0; at <= value.size() && methods.size() < 20;) {
            auto const end = std::min(value.find_first_of(",;|/", at), value.size());
            std::string method = base::trimmed(value.substr(at, end - at));
            if (!method.empty() &&
                std::find(methods.begin(), methods.end(), method) == methods.end())
                methods.push_back(std::move(method));
            at = end + 1;
        }
    }
    return methods;
}

std::optional<base::Date> arrival_date(std::vector<FeedParameter> const& parameters) {
    for (auto const& parameter : parameters)
        if (is_arrival(parameter.name))
            if (auto const date = date_in(parameter.value)) return date;
    return std::nullopt;
}

bool is_told_elsewhere(std::string_view parameter_name) {
    static std::string_view const names[] = {
        "цвет",     "цвет товара", "color", "colour",  "материал",      "материал товара",
        "material", "размер",      "size",  "артикул", "размер одежды",
    };
    std::string const name = base::folded(parameter_name);
    return std::find(std::begin(names), std::end(names), name) != std::end(names) ||
           is_imprint(name) || is_arrival(name);
}

std::string facet_mark(std::string_view facet, std::string_view key) {
    return std::string(facet) + base::sha256_hex(key).substr(0, 16);
}

std::vector<std::string> category_and_parents(std::string_view path) {
    static constexpr std::string_view joint = " / ";
    std::vector<std::string> all;
    if (path.empty()) return all;
    for (auto at = path.find(joint); at != path.npos; at = path.find(joint, at + 1))
        all.emplace_back(path.substr(0, at));
    all.emplace_back(path);
    return all;
}

std::string index_terms(IndexedProduct const& product) {
    std::set<std::string> seen;
    std::string out;
    auto const add = [&](std::string const& term) {
        if (term.empty() || seen.size() >= most_terms || !seen.insert(term).second) return;
        if (!out.empty()) out += ' ';
        out += term;
    };
    auto const add_words = [&](std::string_view text) {
        for (auto const& term : base::search_terms(text)) add(term);
    };
    for (auto const& path : category_and_parents(product.category))
        add(facet_mark("category", path));
    if (!product.material_key.empty()) add(facet_mark("material", product.material_key));
    for (auto const& key : product.colour_keys) {
        add(facet_mark("colour", key));
        for (auto const& known : known_colours())
            if (known.key == key) add_words(known.words.ru);
    }
    add_words(product.name);
    add_words(product.category);
    add_words(product.vendor);
    for (auto const& article : product.articles) {
        add_words(article);
        add(article_key(article));
    }
    add_words(product.material);
    for (auto const& colour : product.colours) add_words(colour);
    for (auto const& words : product.other_words) add_words(words);
    return out;
}

std::int64_t cost_micro(std::int64_t price_micro, PriceKind kind,
                        std::int64_t dealer_discount_basis_points) {
    if (kind == PriceKind::dealer) return price_micro;
    return base::multiply_divide(price_micro, 10'000 - dealer_discount_basis_points, 10'000);
}

}  // namespace catalog
