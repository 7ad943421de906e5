// HL7 v2: escapes, the skeleton of messages, reports and their parts.
#include <gtest/gtest.h>

#include <string>

#include "extractor/text/hl7_escape.h"
#include "extractor/text/hl7_syntax.h"
#include "extractor/text/source_hl7.h"
#include "tests/unit/format_fixture.h"

namespace pathex {
namespace {

using format_test::Evidence;
using format_test::FindPart;
using format_test::HasDiagnostic;
using format_test::Options;
using format_test::Read;
using format_test::Statements;

std::string Unescape(std::string_view field) {
  TextBuilder out(field);
  AppendHl7Text(Hl7Delimiters(), {0, field.size()}, Hl7Repetition::kLineBreak, &out);
  return out.text();
}

TEST(Hl7Escape, KnownEscapes) {
  const struct {
    std::string_view field, text;
  } kCases[] = {
      {R"(plain)", "plain"},
      {R"(a\.br\b)", "a\nb"},
      {R"(a\X0D\\X0A\b)", "a\nb"},
      {R"(a\X0D0A\b)", "a\nb"},
      {R"(a\X0d\\X0a\b)", "a\nb"},
      {R"(a\X000d\\X0A\b)", "a\nb"},
      {R"(a\X0A\\X0A\b)", "a\n\nb"},
      {R"(a\E\.br\E\b)", "a\nb"},
      {R"(muscle \T\ fat \F\ \S\ \R\ \E\)", "muscle & fat | ^ ~ \\"},
      {R"(\.sp2\x)", "\n\nx"},
      {R"(a\.sk3\b)", "a   b"},
      {R"(\.in+4\a\.ti-2\b\.fi\c\.nf\d)", "abcd"},
      {R"(\H\bold\N\ plain)", "bold plain"},
      {R"(caf\XE9\ au lait)", "caf\u00e9 au lait"},
      {R"(caf\XC3A9\ au lait)", "caf\u00e9 au lait"},
      {R"(grade \Z12\ 2)", "grade  2"},
      {R"(slides 4\5 re.)", R"(slides 4\5 re.)"},
      {R"(C:\scans\lab)", R"(C:\scans\lab)"},
      {R"(end\)", R"(end\)"},
      {"line one~line two", "line one\nline two"},
      {"about ~5 mm", "about ~5 mm"},
      {"a & b ^ c < d > e", "a & b ^ c < d > e"},
      {"raw\r\nbreak\rand\nmore", "raw\nbreak\nand\nmore"},
  };
  for (const auto& c : kCases) EXPECT_EQ(Unescape(c.field), c.text) << c.field;
}

TEST(Hl7Escape, PlacesAreThoseOfTheField) {
  const std::string field = R"(deep margin\.br\0.4 cm \T\ clear)";
  TextBuilder out(field, 100);
  AppendHl7Text(Hl7Delimiters(), {0, field.size()}, Hl7Repetition::kKeep, &out);
  Part part;
  out.MoveTo(&part);
  ASSERT_EQ(part.text, "deep margin\n0.4 cm & clear");
  const uint32_t amp = static_cast<uint32_t>(part.text.find('&'));
  EXPECT_EQ(part.to_file.Begin(amp), 100 + field.find(R"(\T\)"));
  EXPECT_EQ(part.to_file.End(amp + 1), 100 + field.find(R"(\T\)") + 3);
  EXPECT_EQ(part.to_file.Begin(11), 100u + 11);  // the line break is the escape as a whole
  EXPECT_EQ(part.to_file.End(12), 100u + 16);
}

TEST(Hl7Syntax, DelimitersComeFromTheMessage) {
  const struct {
    std::string header;
    char component, repetition, escape, subcomponent;
  } kCases[] = {
      {R"(MSH|^~\&|LAB)", '^', '~', '\\', '&'}, {R"(MSH|^~\}|LAB)", '^', '~', '\\', '}'},
      {R"(MSH|^~}|LAB)", '^', '~', '\0', '}'},  {R"(MSH|^~\\&|LAB)", '^', '~', '\\', '&'},
      {R"(MSH$@!#%$LAB)", '@', '!', '#', '%'},  {"MSH|", '^', '~', '\\', '&'},
  };
  for (const auto& c : kCases) {
    const Hl7Delimiters d = ParseHl7Message(c.header, {0, c.header.size()}).delimiters;
    EXPECT_EQ(d.field, c.header[3]) << c.header;
    EXPECT_EQ(d.component, c.component) << c.header;
    EXPECT_EQ(d.repetition, c.repetition) << c.header;
    EXPECT_EQ(d.escape, c.escape) << c.header;
    EXPECT_EQ(d.subcomponent, c.subcomponent) << c.header;
  }
}

constexpr char kHead[] =
    "MSH|^~\\&|LIS|LAB^1^CLIA|||20240306||ORU^R01|C1|P|2.5.1\n"
    "PID|1||77^^^^MR||Nobody^Fiona||19630102|F|||1 Nowhere Lane\n";

std::string Order(std::string_view accession, std::string_view code = "11529-5^Report^LN",
                  std::string_view status = "F") {
  return "OBR|1||" + std::string(accession) + "|" + std::string(code) +
         "|||20240301||||||||||||||" + "|20240305" + "|||" + std::string(status) + "\n";
}

TEST(Hl7Source, SegmentEndsBlankLinesAndFrames) {
  const std::string message =
      std::string(kHead) + Order("A1") + "OBX|1|TX|22637-3^Dx^LN||Leiomyosarcoma.||||||F\n";
  for (const char* end : {"\r", "\n", "\r\n", "\n\n", "<CR>\n"}) {
    std::string text;
    for (char c : message) c == '\n' ? text += end : text += c;
    for (const std::string& framed :
         {text, "\x0b" + text + "\x1c\r", text.substr(0, text.size() - 1)}) {
      const std::vector<Source> sources = Read(framed);
      ASSERT_EQ(sources.size(), 1u) << end;
      EXPECT_EQ(sources[0].id, "A1");
      ASSERT_FALSE(sources[0].parts.empty());
      EXPECT_EQ(sources[0].parts[0].text, "Leiomyosarcoma.");
      EXPECT_EQ(sources[0].parts[0].section, "diagnosis");
      EXPECT_EQ(Evidence(sources[0].parts[0], framed, "Leiomyosarcoma"), "Leiomyosarcoma");
      EXPECT_TRUE(sources[0].diagnostics.empty());
    }
  }
}

TEST(Hl7Source, HeaderFields) {
  const std::vector<Source> sources =
      Read(std::string(kHead) + Order("A1", "11529-5^Report^LN", "C") +
           "OBX|1|TX|22637-3^Dx^LN||Leiomyosarcoma.||||||F\n");
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(sources[0].format, "hl7v2");
  EXPECT_EQ(sources[0].status, "corrected");
  EXPECT_EQ(sources[0].dates, (std::vector<std::pair<std::string, std::string>>{
                                  {"collected", "2024-03-01"}, {"reported", "2024-03-05"}}));
  EXPECT_EQ(Statements(sources[0]), (std::vector<std::string>{"patient sex=female 'F'"}));
  EXPECT_EQ(sources[0].sha256.size(), 64u);
  // Nobody's name, address and birth date are nowhere.
  for (const Part& part : sources[0].parts) {
    for (const char* secret : {"Nobody", "Fiona", "Lane", "1963"}) {
      EXPECT_EQ(part.text.find(secret), std::string::npos);
      EXPECT_EQ(part.title.find(secret), std::string::npos);
    }
  }
}

TEST(Hl7Source, EveryMessageHasAnOutcomeAndABadOneHidesNone) {
  const std::string file = "FHS|^~\\&|LAB\nBHS|^~\\&|LAB\n# written by a script\n" +
                           std::string(kHead) + Order("A1") +
                           "OBX|1|TX|22637-3^Dx^LN||First.||||||F\n"
                           "something unexpected between segments\n"
                           "MSH|^~\\&|\n" +
                           std::string(kHead) + "PV1|1|I\n" + std::string(kHead) + Order("A3") +
                           "OBX|1|TX|22637-3^Dx^LN||Third.||||||F\nBTS|3\nFTS|1\n";
  const std::vector<Source> sources = Read(file);
  ASSERT_EQ(sources.size(), 4u);
  EXPECT_EQ(sources[0].parts[0].text, "First.");
  EXPECT_TRUE(HasDiagnostic(sources[0], "S031"));
  EXPECT_TRUE(sources[1].parts.empty());
  EXPECT_TRUE(HasDiagnostic(sources[1], "S030"));
  EXPECT_TRUE(sources[2].parts.empty());
  EXPECT_TRUE(HasDiagnostic(sources[2], "S030"));
  EXPECT_EQ(sources[3].parts[0].text, "Third.");
}

TEST(Hl7Source, LinesUnderNoCodeAreOneText) {
  std::string file = std::string(kHead) + Order("A1");
  const char* lines[] = {"GROSS DESCRIPTION", "", "  tumor 4 cm", "DIAGNOSIS", "myxofibrosarcoma"};
  int n = 0;
  for (const char* line : lines) {
    file += "OBX|" + std::to_string(n + 1) + "|TX|" + (n == 0 ? "12345" : "") + "||" + line +
            "||||||F\n";
    ++n;
  }
  const std::vector<Source> sources = Read(file);
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(sources[0].parts[0].text,
            "GROSS DESCRIPTION\n\n  tumor 4 cm\nDIAGNOSIS\nmyxofibrosarcoma");
  EXPECT_EQ(sources[0].parts[0].section, "");
  EXPECT_EQ(sources[0].parts[0].locator, "OBX[1..5]-5");
  EXPECT_EQ(Evidence(sources[0].parts[0], file, "4 cm"), "4 cm");
}

TEST(Hl7Source, SectionsAreThoseOfTheCodeNotOfTheLabel) {
  const std::string file = std::string(kHead) + Order("A1") +
                           "OBX|1|TX|22637-3^gross description^LN||post-operative: same||||||F\n"
                           "OBX|2|TX|L9^GROSS^L^22634-0^Gross^LN||white mass||||||F\n"
                           "OBX|3|TX|22637-3^Final^LN||liposarcoma||||||F\n"
                           "OBX|4|TX|22639-9^Supplement^LN||MDM2 amplified||||||F\n";
  const std::vector<Source> sources = Read(file);
  ASSERT_EQ(sources.size(), 1u);
  std::vector<std::string> sections;
  for (const Part& part : sources[0].parts) sections.push_back(part.section);
  EXPECT_EQ(sections,
            (std::vector<std::string>{"diagnosis", "gross", "diagnosis", "addendum", ""}));
}

TEST(Hl7Source, SubIdsNumberTheSpecimens) {
  const std::string file = std::string(kHead) + Order("A1") +
                           "OBX|1|ST|22633-2^Spec^LN|1|left thigh||||||F\n"
                           "OBX|2|ST|22633-2^Spec^LN|2|lymph node||||||F\n"
                           "OBX|3|TX|22637-3^Dx^LN|1|1. Sarcoma.||||||F\n"
                           "OBX|4|TX|22637-3^Dx^LN|2|Part #2: no tumor.||||||F\n";
  const std::vector<Source> sources = Read(file);
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(sources[0].parts[0].text, "1. left thigh\n2. lymph node");
  EXPECT_EQ(sources[0].parts[1].text, "1. Sarcoma.\nPart #2: no tumor.");
  EXPECT_EQ(Evidence(sources[0].parts[0], file, "2. lymph"), "2|lymph");
}

TEST(Hl7Source, RawTextReachesToTheEndOfTheField) {
  const std::string file =
      std::string(kHead) + Order("A1") +
      "OBX|1|TX|22637-3^Dx^LN||A & B, 5^6, p<0.05 <b>bold</b>\nsecond line\n\nthird||||||F\n"
      "OBX|2|TX|22638-1^Note^LN||next||||||F\n";
  const std::vector<Source> sources = Read(file);
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(sources[0].parts[0].text, "A & B, 5^6, p<0.05 <b>bold</b>\nsecond line\n\nthird");
  EXPECT_EQ(sources[0].parts[1].text, "next");
  EXPECT_TRUE(sources[0].diagnostics.empty());
}

TEST(Hl7Source, SynopticQuestionsAndAnswers) {
  const std::string file =
      std::string(kHead) + Order("A1") + "OBX|1|TX|22637-3^Dx^LN||Leiomyosarcoma.||||||F\n" +
      Order("A1", "60568-3^Synoptic^LN") +
      "OBX|1|ST|60573-3^Source^LN||invented template||||||F\n"
      "OBX|2|CWE|900.1^Histology^CAPECP||901.1^Leiomyosarcoma^CAPECP||||||F\n"
      "OBX|3|CWE|910.1^Size^CAPECC|+911|911.1^Greatest dimension^CAPECC||||||F\n"
      "OBX|4|NM|910.1^Size^CAPECC|+911|6.2|cm^Centimeter^UCUM|||||F\n"
      "OBX|5|CWE|920.1^Treatment^CAPECP||921^Surgery^CAPECP~922^Radiation^CAPECP||||||F\n"
      "OBX|6|SN|930^Mitoses^L||>^20||||||F\n"
      "OBX|7|NM|21894-1^Nodes examined^LN||12||||||F\n"
      "OBX|8|NM|21893-3^Nodes positive^LN||0||||||F\n"
      "OBX|9|NM|33728-7^Greatest dimension^LN||6.2|cm|||||F\n"
      "OBX|10|CWE|84892-9^Residual^LN||R1^R1^UICC||||||F\n";
  const std::vector<Source> sources = Read(file);
  ASSERT_EQ(sources.size(), 1u);
  const Part* synoptic = FindPart(sources[0], "Histology:");
  ASSERT_NE(synoptic, nullptr);
  EXPECT_EQ(synoptic->section, "synoptic");
  EXPECT_EQ(synoptic->text,
            "Histology: Leiomyosarcoma\nSize: Greatest dimension 6.2 cm\n"
            "Treatment: Surgery; Radiation\nMitoses: >20\nNodes examined: 12\nNodes positive: 0\n"
            "Greatest dimension: 6.2 cm\nResidual: R1");
  EXPECT_EQ(Evidence(*synoptic, file, "Radiation"), "Radiation");
  EXPECT_EQ(Evidence(*synoptic, file, "Nodes positive: 0"), "Nodes positive^LN||0");
  EXPECT_EQ(Statements(sources[0]),
            (std::vector<std::string>{"lymph_nodes examined=12 '12'", "lymph_nodes positive=0 '0'",
                                      "size greatest_mm=62 '6.2 cm'",
                                      "margin_overall r_class=R1 'R1'", "patient sex=female 'F'"}));
}

TEST(Hl7Source, AKnownQuestionWithoutWordsGetsOurs) {
  const std::string file =
      std::string(kHead) + Order("A1", "60568-3^Synoptic^LN") +
      "OBX|1|CWE|20791.100004300^^CAPECP|+1|1.1^Greatest dimension^CAPECP||||||F\n"
      "OBX|2|NM|20791.100004300^^CAPECP|+1|6.2|cm^Centimeter^UCUM|||||F\n";
  const std::vector<Source> sources = Read(file);
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(sources[0].parts.at(0).text, "Tumor size: Greatest dimension 6.2 cm");
  EXPECT_EQ(Statements(sources[0]).at(0), "size greatest_mm=62 '6.2 cm'");
  EXPECT_EQ(Evidence(sources[0].parts[0], file, "6.2 cm"), "6.2|cm");
}

TEST(Hl7Source, CorrectedResultsReplaceEarlierOnes) {
  const std::string file = std::string(kHead) + Order("A1", "11529-5^R^LN", "C") +
                           "OBX|1|TX|22637-3^Dx^LN||old diagnosis||||||F\n"
                           "OBX|2|TX|22634-0^Gross^LN||gross||||||F\n"
                           "OBX|3|TX|22637-3^Dx^LN||new diagnosis||||||C\n"
                           "OBX|4|TX|22638-1^Note^LN||wrong patient||||||W\n";
  const std::vector<Source> sources = Read(file);
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(FindPart(sources[0], "old diagnosis"), nullptr);
  EXPECT_EQ(FindPart(sources[0], "wrong patient"), nullptr);
  EXPECT_NE(FindPart(sources[0], "new diagnosis"), nullptr);
  EXPECT_NE(FindPart(sources[0], "gross"), nullptr);
  EXPECT_EQ(sources[0].status, "corrected");
  EXPECT_TRUE(HasDiagnostic(sources[0], "S037"));
}

TEST(Hl7Source, ALaterCorrectedMessageSupersedesTheEarlierOne) {
  const std::string first =
      std::string(kHead) + Order("A1") + "OBX|1|TX|22637-3^Dx^LN||old||||||F\n";
  const std::string second = std::string(kHead) + Order("A1", "11529-5^R^LN", "C") +
                             "OBX|1|TX|22637-3^Dx^LN||new||||||C\n";
  const std::string other =
      std::string(kHead) + Order("B7") + "OBX|1|TX|22637-3^Dx^LN||other||||||F\n";
  const std::vector<Source> sources = Read(first + other + second);
  ASSERT_EQ(sources.size(), 3u);
  EXPECT_EQ(sources[0].status, "superseded");
  EXPECT_TRUE(HasDiagnostic(sources[0], "S036"));
  EXPECT_EQ(sources[1].status, "final");
  EXPECT_EQ(sources[2].status, "corrected");
  EXPECT_EQ(sources[0].id, "A1");
  EXPECT_EQ(sources[2].id, "A1#2");
}

TEST(Hl7Source, SeveralAccessionsInOneMessageAreSeveralReports) {
  const std::vector<Source> sources =
      Read(std::string(kHead) + Order("A1") + "OBX|1|TX|22637-3^Dx^LN||one||||||F\n" + Order("B2") +
           "OBX|1|TX|22637-3^Dx^LN||two||||||F\n" + Order("A1", "22049-1^Flow^LN") +
           "OBX|1|TX|22638-1^Note^LN||more of one||||||F\n");
  ASSERT_EQ(sources.size(), 2u);
  EXPECT_EQ(sources[0].id, "A1");
  EXPECT_NE(FindPart(sources[0], "more of one"), nullptr);
  EXPECT_EQ(sources[1].id, "B2");
  EXPECT_EQ(sources[1].parts[0].text, "two");
}

TEST(Hl7Source, AnAddendumOutranksTheSectionsOfItsItems) {
  const std::vector<Source> sources = Read(std::string(kHead) + Order("A1", "35265-8^Addendum^LN") +
                                           "OBX|1|TX|22637-3^Dx^LN||Reclassified.||||||F\n");
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(sources[0].parts[0].section, "addendum");
}

TEST(Hl7Source, CharactersOfTheDeclaredAndOfUndeclaredEncodings) {
  const std::string latin =
      std::string(kHead) + Order("A1") +
      "OBX|1|TX|22637-3^Dx^LN||na\xEFve \x96 6 \xD7 5 cm, deep margin free||||||F\n";
  const std::vector<Source> sources = Read(latin);
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(sources[0].parts[0].text, "na\u00efve \u2013 6 \u00d7 5 cm, deep margin free");
  EXPECT_EQ(sources[0].encoding, "windows-1252");
  EXPECT_EQ(Evidence(sources[0].parts[0], latin, "deep margin"), "deep margin");
  EXPECT_EQ(Evidence(sources[0].parts[0], latin, "6 \u00d7 5"), "6 \xD7 5");
  // A UTF-8 message next to it keeps its own encoding.
  const std::string both =
      latin + std::string(kHead) + Order("B2") + "OBX|1|TX|22637-3^Dx^LN||na\u00efve||||||F\n";
  const std::vector<Source> mixed = Read(both);
  ASSERT_EQ(mixed.size(), 2u);
  EXPECT_EQ(mixed[1].parts[0].text, "na\u00efve");
  EXPECT_EQ(Evidence(mixed[1].parts[0], both, "na\u00efve"), "na\u00efve");
}

TEST(Hl7Source, PayloadsInEveryLayout) {
  const struct {
    const char* field;
    const char* code;  // of the diagnostic; "" = text is read
  } kCases[] = {
      {"^AP^RTF^Base64^e1xydGYxIG1hcmdpbnMgY2xlYXJ9", ""},
      {"^TEXT^RTF^Base64^e1xydGYxIG1hcmdpbnMgY2xl\\.br\\YXJ9", ""},
      {"^text^plain^Base64^bWFyZ2lucyBjbGVhcg==", ""},
      {"^text^html^Base64^PGh0bWw+PGJvZHk+PHA+bWFyZ2lucyBjbGVhcjwvcD48L2JvZHk+PC9odG1sPg==", ""},
      {"^TEXT^^A^margins clear", ""},
      {"^application^pdf^Base64^****", "S032"},
      {"^image^png^Base64^iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB", "S039"},
      {"^application^pdf^Base64^", "S039"},
  };
  for (const auto& c : kCases) {
    const std::vector<Source> sources =
        Read(std::string(kHead) + Order("A1") + "OBX|1|ED|PDF^Report^L||" + c.field + "||||||F\n");
    ASSERT_EQ(sources.size(), 1u) << c.field;
    if (*c.code == '\0') {
      const Part* part = FindPart(sources[0], "margins clear");
      ASSERT_NE(part, nullptr) << c.field;
      EXPECT_EQ(part->locator, "OBX[1]-5");
    } else {
      EXPECT_TRUE(HasDiagnostic(sources[0], c.code)) << c.field;
      EXPECT_TRUE(HasDiagnostic(sources[0], "S030")) << c.field;
    }
  }
}

TEST(Hl7Source, HtmlIsReadWhenThereIsNothingElse) {
  const std::string html =
      "OBX|1|FT|HTML^Display^X||<html><body><p>Margins \\T\\amp; <b>deep</b></p>\\.br\\<p>clear"
      "</p></body></html>||||||F\n";
  const std::string file = std::string(kHead) + Order("A1") + html;
  std::vector<Source> sources = Read(file);
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(sources[0].parts.at(0).text, "Margins & deep\nclear\n");
  EXPECT_EQ(Evidence(sources[0].parts[0], file, "deep"), "deep");
  EXPECT_EQ(Evidence(sources[0].parts[0], file, "&"), "\\T\\amp;");
  sources = Read(file + "OBX|2|TX|22637-3^Dx^LN||Sarcoma.||||||F\n");
  EXPECT_EQ(sources.at(0).parts.at(0).text, "Sarcoma.");
  EXPECT_EQ(FindPart(sources[0], "deep"), nullptr);
}

TEST(Hl7Source, DocumentsOfMdmMessages) {
  const std::string file =
      "MSH|^~\\&|LIS|LAB|||20240306||MDM^T02|C9|P|2.5.1\n"
      "TXA|1|OP|TX|20240305||20240306||||||DOC-5|||||PA\n"
      "OBX|1|TX|||Wide excision of a thigh mass.||||||F\n";
  const std::vector<Source> sources = Read(file);
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(sources[0].id, "DOC-5");
  EXPECT_EQ(sources[0].status, "preliminary");
  EXPECT_EQ(sources[0].parts[0].section, "operative");
}

TEST(Hl7Source, LimitsAreNamed) {
  ReadOptions options = Options();
  options.limits.reports = 1;
  const std::string one = std::string(kHead) + Order("A1") + "OBX|1|TX|22637-3^Dx^LN||x||||||F\n";
  EXPECT_EQ(format_test::ErrorOf(one + one, "input", options).substr(0, 5), "S044:");
  EXPECT_FALSE(LooksLikeHl7("MSHA is a word and no header|||", ""));
  EXPECT_FALSE(LooksLikeHl7("The tumor | measures 4 cm", ""));
}

}  // namespace
}  // namespace pathex
