#include "platform/base/text.h"

#include <gtest/gtest.h>

namespace base {
namespace {

TEST(Text, FindsAWordByItsForms) {
    struct Case {
        char const *indexed, *asked;
    } const cases[] = {
        {"Кружка белая", "кружек"},
        {"Футболка", "футболок"},
        {"Ручка", "ручек"},
        {"Брелок", "брелоков"},
        {"Брелки", "брелок"},
        {"Ежедневник", "ежедневники"},
        {"Зонт складной", "зонтов"},
        {"Термос", "термосы"},
        {"Счёт", "счета"},
        {"Наклейка на стекло", "наклеек"},
        {"Подарочный набор", "подарочных"},
    };
    for (auto const& c : cases) {
        auto const indexed = search_terms(c.indexed), asked = search_terms(c.asked);
        EXPECT_EQ(indexed.front(), asked.front()) << c.indexed << " by " << c.asked;
    }
}

TEST(Text, KeepsShortWordsWhole) {
    EXPECT_NE(search_terms("срок").front(), search_terms("срк").front());
    EXPECT_NE(search_terms("блок").front(), search_terms("блк").front());
}

TEST(Text, KeepsAnArticleNumberWholeAndInParts) {
    EXPECT_EQ(search_terms("арт. MUG-001/2"),
              (std::vector<std::string>{"арт", "mug", "001", "2", "mug0012"}));
}

}  // namespace
}  // namespace base
