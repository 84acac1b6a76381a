#include "platform/base/spreadsheet.h"

#include <gtest/gtest.h>

namespace base {
namespace {

TEST(Spreadsheet, NeverRunsWhatPeopleTyped) {
    struct Case {
        char const* text;
        char const* expected;
    } const cases[] = {
        {"=1+1", "'=1+1"},         {"+7 916", "'+7 916"}, {"-5", "'-5"},
        {"@SUM(A1)", "'@SUM(A1)"}, {"\tx", "'\tx"},       {"\rx", "'\rx"},
        {"Кружки", "Кружки"},      {"a=b", "a=b"},        {"", ""},
    };
    for (auto const& c : cases) EXPECT_EQ(neutral_cell(c.text), c.expected);
}

TEST(Spreadsheet, WritesCsvAsRussianExcelReadsIt) {
    Spreadsheet const sheet{
        "Сделки",
        {"№", "Сделка", "Сумма"},
        {{std::int64_t{7}, std::string("Кружки \"белые\"; 300 шт."), Roubles{122'000'05}},
         {std::int64_t{8}, std::string("=HYPERLINK(1)"), Roubles{-50}}}};
    EXPECT_EQ(to_csv(sheet),
              "\xEF\xBB\xBF№;Сделка;Сумма\r\n"
              "7;\"Кружки \"\"белые\"\"; 300 шт.\";122000,05\r\n"
              "8;'=HYPERLINK(1);-0,50\r\n");
}

TEST(Spreadsheet, WritesAWorkbook) {
    auto const bytes = to_xlsx({"Сделки", {"№"}, {{std::int64_t{7}}, {std::string("=1")}}});
    EXPECT_EQ(bytes.substr(0, 2), "PK");
    EXPECT_GT(bytes.size(), 2000U);
}

}  // namespace
}  // namespace base
