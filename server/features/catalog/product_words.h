// How the words of many suppliers become comparable (1.3.1): article numbers without their
// punctuation, colours and materials by the words people use, the head of a name, and the words a
// product is found by. Filters stand in the same index as the words, as marks, so that text and
// filters are one search on both databases.
#pragma once
#include "features/catalog/yml_feed.h"
#include "platform/base/time.h"
#include "platform/base/words.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

namespace catalog {

// "MUG-001.20" and "mug 00120" give "mug00120".
std::string article_key(std::string_view article);

struct KnownWord {
    std::string_view key;     // "blue"
    base::Words words;        // {"синий", "blue"}
    std::string_view sample;  // how a colour looks, "#2456c4"; empty for a material
};
std::vector<KnownWord> const& known_colours();
std::vector<KnownWord> const& known_materials();

// "тёмно-синий", "Navy" -> "blue"; of "белый/синий" the first. What no list knows is its own key,
// folded; nothing gives nothing.
std::string colour_key(std::string_view colour);
std::string material_key(std::string_view material);

// The word form of the first word: "Кружки белые" -> "кружк".
std::string head_of(std::string_view name);

// From the parameters of an offer: how it can be printed on, and when it comes.
std::vector<std::string> imprint_methods(std::vector<FeedParameter> const& parameters);
std::optional<base::Date> arrival_date(std::vector<FeedParameter> const& parameters);

// Parameters that a product shows in a place of their own: colour, size, material, imprint,
// arrival.
bool is_told_elsewhere(std::string_view parameter_name);

// A mark in the index of words: facet_mark("colour", "blue").
std::string facet_mark(std::string_view facet, std::string_view key);

// "Посуда / Кружки" -> "Посуда", "Посуда / Кружки".
std::vector<std::string> category_and_parents(std::string_view path);

struct IndexedProduct {
    std::string name;
    std::string category;
    std::string vendor;
    std::string material;
    std::string material_key;
    std::vector<std::string> articles;
    std::vector<std::string> colours;  // as the supplier says
    std::vector<std::string> colour_keys;
    std::vector<std::string> other_words;  // values of parameters, sizes
};

// The words and marks, each once, separated by spaces.
std::string index_terms(IndexedProduct const& product);

// What a price list in the supplier's prices means to us.
enum class PriceKind { retail, dealer };
BOOST_DESCRIBE_ENUM(PriceKind, retail, dealer)

// What we pay: the retail price less our discount, or the dealer's price as it is.
std::int64_t cost_micro(std::int64_t price_micro, PriceKind kind,
                        std::int64_t dealer_discount_basis_points);

}  // namespace catalog
