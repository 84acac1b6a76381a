#include "platform/base/csv.h"

#include <gtest/gtest.h>

namespace base {
namespace {

TEST(Csv, QuotesWhatWouldBreakTheRow) {
    EXPECT_EQ(csv_line({"Ромашка", "", "а;б", "он сказал \"да\"", "две\nстроки"}),
              "Ромашка;;\"а;б\";\"он сказал \"\"да\"\"\";\"две\nстроки\"\r\n");
}

TEST(Csv, NoCellIsAFormula) {
    EXPECT_EQ(csv_line({"=1+1", "+79161234567", "-1", "@SUM(A1)", "\t=1", "1=1", "=\"a\";b"}),
              "'=1+1;'+79161234567;'-1;'@SUM(A1);'\t=1;1=1;\"'=\"\"a\"\";b\"\r\n");
}

}  // namespace
}  // namespace base
