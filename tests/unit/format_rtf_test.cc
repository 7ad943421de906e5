// RTF: characters, layout, what is left out, and the way back to the bytes.
#include <gtest/gtest.h>

#include <string>

#include "extractor/text/rtf.h"
#include "tests/unit/format_fixture.h"

namespace pathex {
namespace {

using format_test::Evidence;
using format_test::HasDiagnostic;
using format_test::Read;

std::string Text(std::string_view rtf, RtfNotes* notes = nullptr) {
  TextBuilder out(rtf);
  const RtfNotes met = AppendRtf(&out);
  if (notes != nullptr) *notes = met;
  return out.text();
}

TEST(Rtf, CharactersAndLayout) {
  const struct {
    std::string_view rtf, text;
  } kCases[] = {
      {R"({\rtf1 deep margin})", "deep margin"},
      {R"({\rtf1\ansi a\par b\line c\tab d\page e})", "a\nb\nc\td\fe"},
      {"{\\rtf1 wide\r\n margin}", "wide margin"},
      {R"({\rtf1 \{x\} \\ y})", "{x} \\ y"},
      {R"({\rtf1\ansicpg1252 na\'efve \'96 6 \'d7 5})", "na\u00efve \u2013 6 \u00d7 5"},
      {R"({\rtf1\ansicpg1250 \'b3\'f3d\'9f})", "\u0142\u00f3d\u017a"},
      {R"({\rtf1\mac caf\'8e})", "caf\u00e9"},
      {R"({\rtf1{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\f0 x \f1\'f0\f0 \'f0})",
       "x \u0440\u00f0"},
      {R"({\rtf1{\fonttbl{\f0\fcharset0 A;}{\f3\fcharset2 Symbol;}}{\f3\'b3} 2 cm, {\f3\'a3})",
       "\u2265 2 cm, \u2264"},
      {R"({\rtf1\ansicpg932 \'93\'fa})", "\u65e5"},
      {R"({\rtf1\uc1 \u8805? 2 cm})", "\u2265 2 cm"},
      {R"({\rtf1\uc1 \u8805\'b3 2 cm})", "\u2265 2 cm"},
      {R"({\rtf1\uc2 \u8211--x})", "\u2013x"},
      {R"({\rtf1\uc0 \u8211 x})", "\u2013x"},
      {R"({\rtf1\uc1 \u-10179?\u-8704?})", "\U0001F600"},
      {R"({\rtf1 Patient\rquote s \ldblquote mass\rdblquote\~here non\_breaking o\-ption})",
       "Patient\u2019s \u201cmass\u201d\u00a0here non-breaking option"},
      {R"({\rtf1 a{\b bold}{\i\f1 it}c})", "abolditc"},
      {R"({\rtf1\trowd Size\cell 4 cm\cell\row Grade\cell 2\cell\row})",
       "Size\t4 cm\t\nGrade\t2\t\n"},
      {R"({\rtf1{\field{\*\fldinst HYPERLINK "x"}{\fldrslt shown}}})", "shown"},
      {R"({\rtf1{\info{\author Nobody}}{\header head}{\footer foot}{\*\unknown gone}body})",
       "body"},
      {R"({\rtf1{\pict\bin4 }}}}}after})", "after"},
      {R"({\rtf1{\stylesheet{\s1 Normal;}}{\colortbl;\red1;}text})", "text"},
      {"{\\rtf1 a\\\xE9 b\x01}", "a\u00e9 b "},
      {R"({\rtf1 a\v hidden\v0 b})", "ab"},
  };
  for (const auto& c : kCases) EXPECT_EQ(Text(c.rtf), c.text) << c.rtf;
}

TEST(Rtf, StruckThroughTextIsNoFinding) {
  RtfNotes notes;
  EXPECT_EQ(Text(R"({\rtf1 margins {\strike involved} clear, \strike R1\strike0  R0})", &notes),
            "margins  clear,  R0");
  EXPECT_EQ(notes.struck, 2u);
  EXPECT_EQ(Text(R"({\rtf1 a{\deleted b}{\striked1 c}d\strike e\plain f})", &notes), "adf");
  EXPECT_EQ(notes.struck, 2u);  // neighbours are one piece; "e" is the other
}

TEST(Rtf, PlacesAreThoseOfTheFile) {
  const std::string rtf = R"({\rtf1\ansi na\'efve\par margin \u8805? 2 cm})";
  const std::vector<Source> sources = Read(rtf, "x.rtf");
  ASSERT_EQ(sources.size(), 1u);
  const Part& part = sources[0].parts.at(0);
  EXPECT_EQ(sources[0].format, "rtf");
  EXPECT_FALSE(part.in_payload);
  EXPECT_EQ(Evidence(part, rtf, "na\u00efve"), R"(na\'efve)");
  EXPECT_EQ(Evidence(part, rtf, "margin"), "margin");
  EXPECT_EQ(Evidence(part, rtf, "\u2265 2 cm"), R"(\u8805? 2 cm)");
  format_test::ExpectSoundMap(part, rtf.size());
}

TEST(Rtf, DamageIsToldAndSurvived) {
  const std::vector<Source> cut = Read(R"({\rtf1 wide {\b margin)", "x.rtf");
  ASSERT_EQ(cut.size(), 1u);
  EXPECT_EQ(cut[0].parts.at(0).text, "wide margin");
  EXPECT_TRUE(HasDiagnostic(cut[0], "S055"));
  EXPECT_EQ(format_test::ErrorOf(R"({\rtf1{\info x}})", "x.rtf").substr(0, 5), "S057:");
  std::string deep = "{\\rtf1 ";
  for (int i = 0; i < 100'000; ++i) deep += '{';
  EXPECT_EQ(Text(deep + "x"), "");  // beyond the depth nothing is read, and nothing breaks
}

TEST(Rtf, LooksLike) {
  EXPECT_TRUE(LooksLikeRtf("\r\n {\\rtf1\\ansi", ""));
  EXPECT_FALSE(LooksLikeRtf("{rtf", ""));
  EXPECT_FALSE(LooksLikeRtf("", ""));
}

}  // namespace
}  // namespace pathex
