#include <gtest/gtest.h>

#include <string>

#include "extractor/base/diagnostic.h"

namespace pathex {
namespace {

TEST(BaseDiagnostic, LocatesInCodePoints) {
  const std::string text = "ab\nré x\n\nz";
  const struct {
    size_t offset;
    int line, column;
  } kCases[] = {{0, 1, 1}, {2, 1, 3},  {3, 2, 1},  {6, 2, 3}, {7, 2, 4},
                {9, 3, 1}, {10, 4, 1}, {11, 4, 2}, {99, 4, 2}};
  for (const auto& c : kCases) {
    const LineColumn place = Locate(text, c.offset);
    EXPECT_EQ(place.line, c.line) << c.offset;
    EXPECT_EQ(place.column, c.column) << c.offset;
  }
}

TEST(BaseDiagnostic, RendersLikeACompiler) {
  const std::string text = "one\n\t\"é\": [\"envolved\"],\nthree\n";
  const size_t at = text.find("\"envolved");
  EXPECT_EQ(Render("a/b.jsonc", text, at, 10, Severity::kError, "L007", "no such value",
                   "did you mean \"involved\"?"),
            "a/b.jsonc:2:8: error[L007]: no such value\n"
            "  \t\"é\": [\"envolved\"],\n"
            "  \t      ^~~~~~~~~~ did you mean \"involved\"?\n");
}

TEST(BaseDiagnostic, RendersAtTheEdgesOfATextAndOfALine) {
  EXPECT_EQ(Render("f", "", 0, 1, Severity::kWarning, "X1", "empty", ""),
            "f:1:1: warning[X1]: empty\n");
  EXPECT_EQ(Render("f", "", 5, 1, Severity::kWarning, "X1", "empty", "fill it"),
            "f:1:1: warning[X1]: empty\n  fill it\n");
  EXPECT_EQ(Render("f", "ab\r\ncd", 0, 50, Severity::kInfo, "X2", "m", ""),
            "f:1:1: info[X2]: m\n  ab\n  ^~\n");
  EXPECT_EQ(Render("f", "ab\ncd", 5, 3, Severity::kInfo, "X2", "m", ""),
            "f:2:3: info[X2]: m\n  cd\n    ^\n");
}

TEST(BaseDiagnostic, ShowsAPieceOfALongLine) {
  std::string text(1000, 'x');
  for (size_t i = 0; i < text.size(); i += 2) text.replace(i, 2, "é");
  text.replace(600, 2, "!!");
  const std::string shown = Render("f", text, 600, 2, Severity::kError, "X", "m", "");
  EXPECT_LT(shown.size(), 300u);
  const size_t mark = shown.rfind("\n  ", shown.size() - 2) + 3;
  const std::string line = shown.substr(shown.find('\n') + 3);
  // The caret stands below the first "!": as many letters before one as blanks before the other.
  size_t letters = 0;
  for (char c : line.substr(0, line.find('!'))) letters += (c & 0xC0) != 0x80;
  EXPECT_EQ(shown.find("^~") - mark, letters);
}

TEST(BaseDiagnostic, NamesSeverities) {
  EXPECT_EQ(SeverityName(Severity::kInfo), "info");
  EXPECT_EQ(SeverityName(Severity::kWarning), "warning");
  EXPECT_EQ(SeverityName(Severity::kError), "error");
}

}  // namespace
}  // namespace pathex
