#include <gtest/gtest.h>

#include "extractor/cli/layout.h"

namespace pathex {
namespace {

TEST(Layout, DisplayWidthCountsColumnsNotBytes) {
  EXPECT_EQ(DisplayWidth("margin"), 6u);
  EXPECT_EQ(DisplayWidth("r\u00e9section"), 9u);
  EXPECT_EQ(DisplayWidth("re\u0301section"), 9u);  // a combining mark takes no column
  EXPECT_EQ(DisplayWidth("腫瘍"), 4u);
}

TEST(Layout, HarmlessTakesCommandsFromReports) {
  EXPECT_EQ(Harmless("a\033[2Jb"), "a\uFFFD[2Jb");
  EXPECT_EQ(Harmless("a\tb"), "a\tb");
  EXPECT_EQ(Harmless("a\u202Eb"), "a\uFFFDb");  // right-to-left override
  EXPECT_EQ(Harmless("≤ 5 µm"), "≤ 5 µm");
}

TEST(Layout, QuotableIsOneLine) {
  EXPECT_EQ(Quotable("  deep\n   margin \t free ", 40), "deep margin free");
  EXPECT_EQ(Quotable("abcdefghij", 10), "abcdefghij");
  EXPECT_EQ(Quotable("abcdefghijk", 7), "abc…ijk");
  EXPECT_EQ(Quotable("ééééééééééé", 7), "ééé…ééé");  // never within a code point
  EXPECT_EQ(Quotable("", 7), "");
}

TEST(Layout, LinesWrapAtBlanks) {
  Page page(40, Page::Colour::kNo);
  page.Line({{"The deep margin is free of tumour and the lateral margin is not", ""}},
            {"12 | ", ""}, {"   | ", ""});
  EXPECT_EQ(page.text(),
            "12 | The deep margin is free of tumour\n"
            "   | and the lateral margin is not\n");
}

TEST(Layout, LongWordsAreCut) {
  Page page(40, Page::Colour::kNo);
  page.Line(std::string(50, 'x'));
  EXPECT_EQ(page.text(), std::string(40, 'x') + "\n" + std::string(10, 'x') + "\n");
}

TEST(Layout, BlanksInsideStay) {
  Page page(40, Page::Colour::kNo);
  page.Line("Desmin     positive\tS100  negative");
  EXPECT_EQ(page.text(), "Desmin     positive     S100  negative\n");
}

TEST(Layout, EmptyLine) {
  Page page(40, Page::Colour::kNo);
  page.Line({}, {"3 | ", ""}, {"  | ", ""});
  EXPECT_EQ(page.text(), "3 |\n");
}

TEST(Layout, ColourIsSwitchedOffAtTheEndOfEachRow) {
  Page page(40, Page::Colour::kYes);
  page.Line({{"plain ", ""}, {"marked", "1;32"}, {" plain", ""}});
  EXPECT_EQ(page.text(), "plain \033[1;32mmarked\033[0m plain\n");
}

TEST(Layout, ColourContinuesOnTheNextRow) {
  Page page(40, Page::Colour::kYes);
  page.Line({{std::string(20, 'a') + " " + std::string(30, 'b'), "4"}});
  EXPECT_EQ(page.text(), "\033[4m" + std::string(20, 'a') + "\033[0m\n\033[4m" +
                             std::string(30, 'b') + "\033[0m\n");
}

}  // namespace
}  // namespace pathex
