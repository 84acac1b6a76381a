#include "features/catalog/product_words.h"

#include "platform/base/text.h"

#include <gtest/gtest.h>

namespace catalog {
namespace {

TEST(ProductWords, KnowsColoursByTheWordsPeopleUse) {
    struct Case {
        char const *colour, *key;
    } const cases[] = {
        {"белый", "white"},
        {"Белая", "white"},
        {"тёмно-синий", "blue"},
        {"Темно-серый меланж", "grey"},
        {"серебристый", "silver"},
        {"белый/синий", "white"},
        {"ярко-красный", "red"},
        {"Чёрный", "black"},
        {"голубой, белый", "light_blue"},
        {"Navy Blue", "blue"},
        {"цвет 07", "цвет 07"},
        {"", ""},
    };
    for (auto const& c : cases) EXPECT_EQ(colour_key(c.colour), c.key) << c.colour;
}

TEST(ProductWords, KnowsMaterials) {
    struct Case {
        char const *material, *key;
    } const cases[] = {
        {"Керамика", "ceramic"},         {"нержавеющая сталь, пластик", "steel"},
        {"хлопок 100%", "cotton"},       {"искусственная кожа", "eco_leather"},
        {"натуральная кожа", "leather"}, {"плотность 180", "плотность 180"},
    };
    for (auto const& c : cases) EXPECT_EQ(material_key(c.material), c.key) << c.material;
}

TEST(ProductWords, ComparesArticlesWithoutPunctuation) {
    EXPECT_EQ(article_key("MUG-001.20"), "mug00120");
    EXPECT_EQ(article_key(" mug 00120 "), "mug00120");
    EXPECT_EQ(article_key("Арт. 12/5"), "арт125");
}

TEST(ProductWords, ReadsImprintMethodsAndTheArrival) {
    std::vector<FeedParameter> const parameters{
        {"Объём", "350", "мл"},
        {"Методы нанесения", "деколь, УФ-печать; тампопечать, деколь", ""},
        {"Дата поступления", "14.12.2026", ""}};
    EXPECT_EQ(imprint_methods(parameters),
              (std::vector<std::string>{"деколь", "УФ-печать", "тампопечать"}));
    EXPECT_EQ(arrival_date(parameters), (base::Date{2026, 12, 14}));
    for (char const* name : {"Цвет", "размер", "Методы нанесения", "Дата поступления"})
        EXPECT_TRUE(is_told_elsewhere(name)) << name;
    EXPECT_FALSE(is_told_elsewhere("Объём"));
    EXPECT_FALSE(is_told_elsewhere("Размер пледа"));
    EXPECT_EQ(arrival_date({{"Дата поступления", "скоро", ""}}), std::nullopt);
    EXPECT_EQ(arrival_date({{"Дата поступления", "31.02.2026", ""}}), std::nullopt);
}

TEST(ProductWords, MarksACategoryAndItsParents) {
    EXPECT_EQ(
        category_and_parents("Посуда / Кружки / Эмалированные"),
        (std::vector<std::string>{"Посуда", "Посуда / Кружки", "Посуда / Кружки / Эмалированные"}));
    EXPECT_TRUE(category_and_parents("").empty());
}

TEST(ProductWords, IndexesWordFormsColoursAndMarksOnce) {
    IndexedProduct product;
    product.name = "Кружка Утро, кружки белые";
    product.category = "Посуда / Кружки";
    product.articles = {"MUG-001"};
    product.colours = {"молочный"};
    product.colour_keys = {"white"};
    std::string const terms = " " + index_terms(product) + " ";
    auto const holds = [&](std::string const& term) {
        return terms.find(" " + term + " ") != std::string::npos;
    };
    EXPECT_TRUE(holds(base::search_terms("кружек").front()));
    EXPECT_TRUE(holds(base::search_terms("белого").front()));
    EXPECT_TRUE(holds("mug001"));
    EXPECT_TRUE(holds(facet_mark("colour", "white")));
    EXPECT_TRUE(holds(facet_mark("category", "Посуда")));
    std::string const mug = " " + base::search_terms("кружка").front() + " ";
    EXPECT_EQ(terms.find(mug), terms.rfind(mug));
}

TEST(ProductWords, TakesOurDiscountFromARetailPrice) {
    EXPECT_EQ(cost_micro(100'000'000, PriceKind::retail, 3'500), 65'000'000);
    EXPECT_EQ(cost_micro(100'000'000, PriceKind::dealer, 3'500), 100'000'000);
}

}  // namespace
}  // namespace catalog
