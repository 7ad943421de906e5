#include <gtest/gtest.h>

#include <string>

#include "extractor/base/utf8.h"

namespace pathex {
namespace {

using namespace std::string_literals;

TEST(BaseUtf8, DecodesAndEncodesEveryLength) {
  for (char32_t c : {U'\0', U'a', U'\x7F', U'\x80', U'\x7FF', U'\x800', U'\xD7FF', U'\xE000',
                     U'\xFFFF', U'\x10000', U'\x10FFFF'}) {
    std::string text;
    AppendUtf8(c, &text);
    const CodePoint read = DecodeUtf8(text, 0);
    EXPECT_TRUE(read.valid);
    EXPECT_EQ(read.value, c);
    EXPECT_EQ(read.length, text.size());
    EXPECT_EQ(FindInvalidUtf8(text), std::string::npos);
  }
  std::string replaced;
  AppendUtf8(0xD800, &replaced);
  AppendUtf8(0x110000, &replaced);
  EXPECT_EQ(replaced, "\uFFFD\uFFFD");
}

TEST(BaseUtf8, BrokenPiecesHaveTheLengthOfTheUnicodeStandard) {
  const struct {
    std::string bytes;
    uint32_t length;
  } kCases[] = {
      {"\x80", 1},         {"\xC0\x80", 1},     {"\xC1\xBF", 1},         {"\xC3", 1},
      {"\xC3(", 1},        {"\xE2\x82", 2},     {"\xE2\x82(", 2},        {"\xE0\x80\x80", 1},
      {"\xED\xA0\x80", 1}, {"\xF0\x9F\x98", 3}, {"\xF0\x80\x80\x80", 1}, {"\xF4\x90\x80\x80", 1},
      {"\xF5\x80", 1},     {"\xFF", 1},
  };
  for (const auto& c : kCases) {
    const CodePoint read = DecodeUtf8(c.bytes, 0);
    EXPECT_FALSE(read.valid) << c.bytes;
    EXPECT_EQ(read.length, c.length) << c.bytes;
    EXPECT_EQ(FindInvalidUtf8("0123456789é" + c.bytes), 12u) << c.bytes;
  }
}

TEST(BaseUtf8, FindsBoundaries) {
  const std::string text = "aé€b";  // a=0 é=1..3 €=3..6 b=6
  EXPECT_EQ(NextCodePointBoundary(text, 2), 3u);
  EXPECT_EQ(NextCodePointBoundary(text, 4), 6u);
  EXPECT_EQ(NextCodePointBoundary(text, 7), 7u);
  EXPECT_EQ(CodePointBoundaryBefore(text, 2), 1u);
  EXPECT_EQ(CodePointBoundaryBefore(text, 5), 3u);
  EXPECT_EQ(CodePointBoundaryBefore(text, 7), 7u);
  EXPECT_EQ(CountCodePoints(text), 4u);
}

TEST(BaseUtf8, TheTableAgreesWithCounting) {
  std::string text;
  for (int i = 0; i < 400; ++i)
    text += i % 3 == 0 ? "é" : i % 7 == 0 ? "😀" : i % 5 == 0 ? "€" : "x";
  for (const std::string& t : {text, std::string(500, 'a'), ""s, "é"s}) {
    const CodePointTable table(t);
    EXPECT_EQ(table.size(), CountCodePoints(t));
    for (size_t at = 0, index = 0; at <= t.size(); at = NextCodePointBoundary(t, at + 1), ++index) {
      ASSERT_EQ(table.Index(static_cast<uint32_t>(at)), index);
      ASSERT_EQ(table.Offset(static_cast<uint32_t>(index)), at);
      if (at == t.size()) break;
    }
    EXPECT_EQ(table.Offset(table.size() + 10), t.size());
  }
}

}  // namespace
}  // namespace pathex
