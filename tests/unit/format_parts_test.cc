// Small things the readers are made of: base64, JSON places, dates, ids, tables, text builder, PDF.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "extractor/text/base64.h"
#include "extractor/text/json_scan.h"
#include "extractor/text/pdf.h"
#include "extractor/text/source_fields.h"
#include "extractor/text/text_builder.h"
#include "tests/unit/format_fixture.h"
#include "tests/where.h"

namespace pathex {
namespace {

std::string Decode(std::string_view text) {
  const Result<Base64Payload> payload = DecodeBase64(text);
  return !payload ? payload.error().code
                  : payload->bytes + (payload->truncated ? " (truncated)" : "");
}

TEST(Base64, SpellingsOfThePayload) {
  EXPECT_EQ(Decode("c2FyY29tYQ=="), "sarcoma");
  EXPECT_EQ(Decode("c2Fy\r\n Y29t\tYQ==\r\n"), "sarcoma");
  EXPECT_EQ(Decode("c2Fy\\.br\\Y29tYQ=="), "sarcoma");
  EXPECT_EQ(Decode("c2Fy&#10;Y29tYQ=="), "sarcoma");
  EXPECT_EQ(Decode("c2FyY29tYQAA"), "sarcoma");  // NULs at the end
  EXPECT_EQ(Decode("Pz8_Pj4-"), std::string(3, 0x3F) + ">>>");
  EXPECT_EQ(Decode("YQ==Yg=="), "ab");
  EXPECT_EQ(Decode("c2FyY29tYQ"), "sarcoma (truncated)");
  EXPECT_EQ(Decode("c2FyY29t Y \n"), "sarcom (truncated)");
  EXPECT_EQ(Decode("****"), "S032");
  EXPECT_EQ(Decode(""), "S032");
  EXPECT_EQ(Decode("=="), "S032");
}

TEST(JsonScan, ValuesAndPlaces) {
  const std::string text = R"( {"a": [1, -2.5e3, true, null, "x\"y"], "b": {"c": {}}} tail)";
  const Result<JsonTree> tree = ScanJson(text, 0, JsonScanLimits());
  ASSERT_TRUE(tree);
  EXPECT_EQ(text.substr(tree->end), " tail");
  const int32_t a = tree->Find(0, "a");
  int32_t item = tree->nodes[a].first_child;
  std::vector<std::string> values;
  for (; item >= 0; item = tree->nodes[item].next) values.push_back(tree->Value(item));
  EXPECT_EQ(values, (std::vector<std::string>{"1", "-2.5e3", "true", "null", "x\"y"}));
  EXPECT_GE(tree->Find(tree->Find(0, "b"), "c"), 0);
  EXPECT_EQ(tree->Find(0, "z"), -1);
  for (const char* bad : {"", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{a:1}", "[1 2]", "[1,,2]",
                          "\"x", "tru", "{\"a\":1,}", "nul"}) {
    EXPECT_FALSE(ScanJson(bad, 0, JsonScanLimits())) << bad;
  }
  EXPECT_NE(ScanJson("[[[[1]]]]", 0, {3, 100}).error().message.find("json.depth"),
            std::string::npos);
  EXPECT_NE(ScanJson("[1,2,3]", 0, {3, 2}).error().message.find("json.nodes"), std::string::npos);
}

TEST(JsonScan, StringsWithEscapes) {
  const auto decode = [](std::string_view raw) {
    TextBuilder out(raw);
    AppendJsonString({0, raw.size()}, &out);
    return out.text();
  };
  EXPECT_EQ(decode(R"(a\nb\tc\\d\/e\"f)"), "a\nb\tc\\d/e\"f");
  EXPECT_EQ(decode(R"(a\r\nb\rc)"), "a\nb\nc");
  EXPECT_EQ(decode(R"(\u00e9\u2265\ud83d\ude00)"), "\u00e9\u2265\U0001F600");
  EXPECT_EQ(decode(R"(\ud83d x \ude00 \u12)"), "\uFFFD x \uFFFD \uFFFD12");
  EXPECT_EQ(decode("\\\u00e9 \\"), "\u00e9 \\");
}

TEST(SourceFields, Dates) {
  const struct {
    const char *text, *iso;
  } kCases[] = {{"20240229", "2024-02-29"},
                {"202402291230-0500", "2024-02-29"},
                {"2024-02-29T12:00:00Z", "2024-02-29"},
                {"2024-02", "2024-02"},
                {"2024", "2024"},
                {"29.02.2024", "2024-02-29"},
                {"202402", "2024-02"},
                {" 20240229", "2024-02-29"},
                {"00000000", ""},
                {"20241332", "2024"},
                {"", ""},
                {"yesterday", ""},
                {"2024-2-9", "2024"},
                {"3000809", ""}};
  for (const auto& c : kCases) EXPECT_EQ(IsoDate(c.text), c.iso) << c.text;
}

TEST(SourceFields, IdsWithinAFileDiffer) {
  std::vector<Source> sources(5);
  const char* ids[] = {"a", "a", "b", "a#2", "a"};
  for (size_t i = 0; i < sources.size(); ++i) sources[i].id = ids[i];
  MakeIdsUnique(&sources);
  std::set<std::string> different;
  for (const Source& source : sources) different.insert(source.id);
  EXPECT_EQ(different.size(), 5u);
  EXPECT_EQ(sources[0].id, "a");
  EXPECT_EQ(sources[1].id, "a#2");
  EXPECT_EQ(sources[2].id, "b");
  EXPECT_EQ(PathStem("x/y!z/case-017.v2.hl7"), "case-017.v2");
  EXPECT_EQ(PathStem("-"), "stdin");
}

TEST(TextBuilder, ComposedMapsReachTheFile) {
  // file "xxna\xEFve & y" -> middle "naïve & y" -> text "naïve y"
  const std::string middle = "na\u00efve & y";
  OffsetMap outer;
  outer.AddCopy(2, 2);
  outer.AddBlock(4, 1, 2);
  outer.AddCopy(5, 6);
  TextBuilder out(middle);
  out.Copy(0, 7);
  out.Insert(9, "!");
  out.Copy(9, 10);
  Part part;
  out.MoveTo(&part, &outer);
  ASSERT_EQ(part.text, "na\u00efve !y");
  EXPECT_EQ(part.to_file.Begin(2), 4u);
  EXPECT_EQ(part.to_file.End(4), 5u);
  EXPECT_EQ(part.to_file.Begin(7), part.to_file.End(8));  // inserted: no bytes of its own
  EXPECT_EQ(part.to_file.Begin(8), 10u);
  EXPECT_EQ(part.to_file.End(9), 11u);
}

TEST(FormatTables, ShapesAreChecked) {
  const auto load = [](const std::string& json) {
    const Result<FormatTables> tables =
        FormatTables::Load("t", MemoryFiles({{"t/x.json", json}, {"t/readme.txt", "no"}}));
    return tables ? std::string("ok") : tables.error().code;
  };
  EXPECT_EQ(load(R"({"about": "x", "a": {"k": "v", "n": 3}, "l": ["x"]})"), "ok");
  EXPECT_EQ(load(R"({"s": [{"codes": ["1"], "mention": "m", "slot": "s"}]})"), "ok");
  EXPECT_EQ(load(R"({"s": [{"codes": ["1"], "mention": "m"}]})"), "S033");
  EXPECT_EQ(load(R"({"s": [{"codes": ["1"], "mention": "m", "slot": "s", "typo": 1}]})"), "S033");
  EXPECT_EQ(load(R"({"a": {"k": ["v"]}})"), "S033");
  EXPECT_EQ(load(R"({"a": 3})"), "S033");
  EXPECT_EQ(load("[]"), "S033");
}

TEST(FormatTables, AnswersBecomeStatements) {
  StatementRule rule;
  rule.mention = "size";
  rule.slot = "greatest_mm";
  rule.units = {{"cm", "10"}, {"mm", "1"}};
  rule.constants = {{"relation", "="}};
  Statement statement;
  EXPECT_TRUE(MakeStatement(rule, {"", "6,25", "cm"}, &statement));
  EXPECT_EQ(statement.slots.at(0).second, "62.5");
  EXPECT_EQ(statement.slots.at(1).first, "relation");
  EXPECT_FALSE(MakeStatement(rule, {"", "6.2", "in"}, &statement));
  EXPECT_FALSE(MakeStatement(rule, {"", "about 6", "cm"}, &statement));
  EXPECT_FALSE(MakeStatement(rule, {"", "99999999999999999999", "cm"}, &statement));
}

// A program of one line.
std::string Script(const std::string& name, const std::string& line) {
  const std::string path = testing::TempDir() + "/pathex_" + name + ".sh";
  std::ofstream(path) << "#!/bin/sh\n" << line << "\n";
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  return path;
}

TEST(Pdf, TextLayerOrAClearReason) {
  const std::string file = *RealFiles().Read(SourceDir() + "/samples/formats/pdf/report.pdf");
  ReadOptions options = format_test::Options();
  options.pdftotext = "no-such-program-anywhere";
  EXPECT_EQ(format_test::ErrorOf(file, "x.pdf", options).substr(0, 5), "S041:");
  options.pdftotext.clear();
  EXPECT_EQ(format_test::ErrorOf(file, "x.pdf", options).substr(0, 5), "S041:");
  options.pdftotext = "false";  // a program that fails
  EXPECT_EQ(format_test::ErrorOf(file, "x.pdf", options).substr(0, 5), "S043:");
  options.pdftotext = "true";  // one that finds no text
  EXPECT_EQ(format_test::ErrorOf(file, "x.pdf", options).substr(0, 5), "S042:");
  options.pdftotext = Script("endless", "exec yes");
  options.limits.part_bytes = 1 << 20;
  EXPECT_NE(format_test::ErrorOf(file, "x.pdf", options).find("part.bytes"), std::string::npos);
  options.pdftotext = Script("slow", "exec sleep 30");
  options.limits.pdf_seconds = 1;
  EXPECT_NE(format_test::ErrorOf(file, "x.pdf", options).find("pdf.seconds"), std::string::npos);
  options.pdftotext = Script("good", "echo Sarcoma.");
  EXPECT_EQ(format_test::Read(file, "x.pdf", options).at(0).parts.at(0).text, "Sarcoma.\n");
  EXPECT_EQ(PdfPart("one\f").locator, "pages[1]");
  EXPECT_EQ(PdfPart("one\ftwo\f").locator, "pages[1..2]");
}

}  // namespace
}  // namespace pathex
