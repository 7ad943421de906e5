#include <gtest/gtest.h>

#include <string>

#include "extractor/text/decode.h"

namespace pathex {
namespace {

using namespace std::string_literals;

std::string Codes(const Decoded& decoded) {
  std::string codes;
  for (const Diagnostic& diagnostic : decoded.diagnostics) {
    codes += (codes.empty() ? "" : " ") + diagnostic.code;
  }
  return codes;
}

// UTF-16 or UTF-32 of an ASCII or Latin-1 text.
std::string Wide(const std::string& latin1, size_t unit, bool big_endian) {
  std::string out;
  for (char c : latin1) {
    std::string letter(unit, '\0');
    letter[big_endian ? unit - 1 : 0] = c;
    out += letter;
  }
  return out;
}

TEST(TextDecode, FindsTheEncoding) {
  const std::string word = "Margin: clear, r\xE9section";
  const std::string plain = "Margin: clear, résection";
  const struct {
    const char* what;
    std::string bytes;
    const char* declared;
    std::string text;
    const char* encoding;
    const char* codes;
  } kCases[] = {
      {"empty", "", "", "", "UTF-8", ""},
      {"ASCII", "abc", "", "abc", "UTF-8", ""},
      {"ASCII, declared otherwise", "abc", "windows-1252", "abc", "UTF-8", ""},
      {"UTF-8", "né", "", "né", "UTF-8", ""},
      {"UTF-8, declared", "né", "utf8", "né", "UTF-8", ""},
      {"UTF-8, declared otherwise", "né", "ISO-8859-1", "né", "UTF-8", "S011"},
      {"UTF-8 with mark", "\xEF\xBB\xBFné", "", "né", "UTF-8", ""},
      {"UTF-8 with mark, declared otherwise", "\xEF\xBB\xBFné", "iso-8859-1", "né", "UTF-8",
       "S011"},
      {"UTF-16LE mark", "\xFF\xFE" + Wide(word, 2, false), "", plain, "UTF-16LE", ""},
      {"UTF-16BE mark", "\xFE\xFF" + Wide(word, 2, true), "UTF-16", plain, "UTF-16BE", ""},
      {"UTF-16LE without mark", Wide(word, 2, false), "", plain, "UTF-16LE", ""},
      {"UTF-16BE without mark", Wide(word, 2, true), "utf-16be", plain, "UTF-16BE", ""},
      {"UTF-16 declared as UTF-8", Wide(word, 2, false), "UTF-8", plain, "UTF-16LE", "S011"},
      {"UTF-16 other end declared", Wide(word, 2, false), "UTF-16BE", plain, "UTF-16LE", "S011"},
      {"UTF-16BE, narrow line ends",
       Wide("Leiomyosarcoma,", 2, true) + "\n" + Wide("grade 2", 2, true) + "\n", "",
       "Leiomyosarcoma,\ngrade 2\n", "UTF-16BE", "S013"},
      {"UTF-16LE, narrow line ends",
       Wide("Leiomyosarcoma,", 2, false) + "\r\n" + Wide("grade 2", 2, false) + "\n", "",
       "Leiomyosarcoma,\r\ngrade 2\n", "UTF-16LE", "S013"},
      {"UTF-32LE mark", "\xFF\xFE\0\0"s + Wide(word, 4, false), "", plain, "UTF-32LE", ""},
      {"UTF-32BE mark", "\0\0\xFE\xFF"s + Wide(word, 4, true), "", plain, "UTF-32BE", ""},
      {"UTF-32LE without mark", Wide(word, 4, false), "", plain, "UTF-32LE", ""},
      {"UTF-32BE without mark", Wide(word, 4, true), "", plain, "UTF-32BE", ""},
      {"declared UTF-16 but ASCII", "<a>x</a>", "UTF-16", "<a>x</a>", "UTF-8", "S011"},
      {"surrogates", "\xFF\xFE\x3D\xD8\x00\xDE"s, "", "😀", "UTF-16LE", ""},
      {"a lone surrogate", "\xFF\xFE\x3D\xD8x\0"s, "", "\uFFFDx", "UTF-16LE", "S010"},
      {"a cut unit", "\xFF\xFEx\0y"s, "", "x\uFFFD", "UTF-16LE", "S010"},
      {"Latin-1", "r\xE9section 2 cm", "", "résection 2 cm", "ISO-8859-1", ""},
      {"Latin-1, declared UTF-8", "r\xE9section", "UTF-8", "résection", "ISO-8859-1", "S011"},
      {"windows-1252",
       "l\x92"
       "ex\xE9r\xE8se \x96 \x80",
       "", "l’exérèse – €", "windows-1252", ""},
      {"windows-1252, declared", "\x93x\x94", "Cp1252", "“x”", "windows-1252", ""},
      {"windows-1252, declared as Latin-1", "\x93x\x94", "iso-8859-1", "“x”", "windows-1252", ""},
      {"Latin-9 by oe", "le c\xBDur", "", "le cœur", "ISO-8859-15", ""},
      {"Latin-9 by the euro", "50 \xA4", "", "50 €", "ISO-8859-15", ""},
      {"a half is a half", "2 \xBD cm, 2\xBD cm", "", "2 ½ cm, 2½ cm", "ISO-8859-1", ""},
      {"other code pages when declared", "\x8E", "macintosh", "é", "macintosh", ""},
      {"multi-byte code pages when declared", "\x83\x65x", "Shift_JIS", "テx", "Shift_JIS", ""},
      {"an unknown name", "r\xE9section", "x-nonsense", "résection", "ISO-8859-1", "S011"},
      {"damaged UTF-8", "né né né\xE9 né", "", "né né né\uFFFD né", "UTF-8", "S010"},
  };
  for (const auto& c : kCases) {
    const Decoded decoded = DecodeText(c.bytes, c.declared);
    EXPECT_EQ(decoded.text, c.text) << c.what;
    EXPECT_EQ(decoded.encoding, c.encoding) << c.what;
    EXPECT_EQ(Codes(decoded), c.codes) << c.what;
  }
}

TEST(TextDecode, EveryLetterKnowsItsBytes) {
  const std::string utf16 = "\xFF\xFE"s + Wide("a\xE9", 2, false) + "\x3D\xD8\x00\xDE!\0"s;
  const Decoded decoded = DecodeText(utf16, "");
  ASSERT_EQ(decoded.text, "aé😀!");
  const struct {
    uint32_t begin, end, file_begin, file_end;
  } kSpans[] = {{0, 1, 2, 4}, {1, 3, 4, 6}, {3, 7, 6, 10}, {7, 8, 10, 12}, {0, 8, 2, 12}};
  for (const auto& span : kSpans) {
    EXPECT_EQ(decoded.map.Begin(span.begin), span.file_begin) << span.begin;
    EXPECT_EQ(decoded.map.End(span.end), span.file_end) << span.end;
  }
}

TEST(TextDecode, AMarkShiftsThePlaces) {
  const Decoded decoded = DecodeText("\xEF\xBB\xBFxé", "");
  EXPECT_EQ(decoded.map.Begin(0), 3u);
  EXPECT_EQ(decoded.map.End(3), 6u);
  EXPECT_FALSE(decoded.map.identity());
  EXPECT_TRUE(DecodeText("xé", "").map.identity());
}

TEST(TextDecode, SaysHowManySequencesAreBroken) {
  const Decoded decoded = DecodeText("éé éé \xE2\x82 ok \xFF", "");
  ASSERT_EQ(decoded.diagnostics.size(), 1u);
  EXPECT_EQ(
      decoded.diagnostics[0].message,
      "2 byte sequences are not valid UTF-8 and were read as U+FFFD; the first is at byte 10");
  EXPECT_EQ(decoded.text, "éé éé \uFFFD ok \uFFFD");
  EXPECT_EQ(decoded.map.Begin(10), 10u);
  EXPECT_EQ(decoded.map.End(13), 12u);
}

TEST(TextDecode, NamesWhatIsNoText) {
  const struct {
    std::string bytes;
    const char* begins;  // "" = text
  } kCases[] = {
      {"", ""},
      {"plain\ttext\r\n\f\v", ""},
      {"%PDF-1.7\n", "a PDF"},
      {"PK\3\4rest", "a ZIP"},
      {"\x89PNG\r\n\x1A\n", "a PNG"},
      {"\xFF\xD8\xFF\xE0", "a JPEG"},
      {"\x1F\x8B\x08", "a gzip"},
      {"II*\0"s, "a TIFF"},
      {"ab\0cd\0ef"s, "NUL bytes"},
      {"text with padding" + std::string(100, '\0'), ""},
      {"\x01\x02\x03\x04 abc", "control characters"},
      {Wide("ordinary letters", 2, false), ""},
      {Wide("ordinary letters", 4, true), ""},
      {"r\xE9section", ""},
      {"\x0BMSH|^~\\&|\r\x1C\r", ""},
  };
  for (const auto& c : kCases) {
    const std::string what = DescribeBinary(c.bytes);
    EXPECT_EQ(what.rfind(c.begins, 0), 0u) << what;
    EXPECT_EQ(what.empty(), std::string(c.begins).empty()) << what;
  }
}

}  // namespace
}  // namespace pathex
