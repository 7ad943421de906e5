#include <gtest/gtest.h>

#include "extractor/base/sha256.h"
#include "extractor/evaluate/facts.h"
#include "extractor/review/sheet.h"
#include "extractor/review/utf16.h"
#include "tests/unit/review_fixture.h"

namespace pathex {
namespace {

using fixture::Parsed;
using fixture::Table;

TEST(Utf16Table, CountsWhatBrowsersCount) {
  const std::string text =
      "a\xC3\xA9\xF0\x9F\x98\x80"
      "e\xCC\x81\r\nb\xF0\x9F\x91\xA9";
  const Utf16Table table(text);
  // code points: a é 😀 e ◌́ \r \n b 👩
  const std::vector<uint32_t> units = {0, 1, 2, 4, 5, 6, 7, 8, 9, 11};
  for (uint32_t i = 0; i < units.size(); ++i) EXPECT_EQ(table.Unit(i), units[i]) << i;
  EXPECT_EQ(table.Unit(99), 11u);
  EXPECT_EQ(table.Index(2), 2u);
  EXPECT_EQ(table.Index(3), 2u);  // inside a pair
  EXPECT_EQ(table.Index(4), 3u);
  EXPECT_EQ(table.Index(11), 9u);
  EXPECT_EQ(table.Between(2, 3), "\xF0\x9F\x98\x80");
  EXPECT_EQ(table.Between(5, 2), "");
}

TEST(Sheet, SpansCountUtf16Units) {
  ReportText text;
  Part part;
  part.text = "\xF0\x9F\x98\x80 size 3 cm";
  text.parts.push_back(part);
  const Json sheet = MakeSheet(Parsed(R"({"report": {"tumors": [{"size": {"greatest_mm": 30}}]},
        "evidence": {"/tumors/0/size/greatest_mm": ["m1"]},
        "mentions": [{"id": "m1", "type": "size", "rule": "r", "part": "/", "span": {"byte": [5, 14], "char": [2, 11]},
          "text": "size 3 cm", "extra_spans": [{"byte": [0, 4], "char": [0, 1]}], "slots": {"mm": {"value": 30}},
          "context": {"polarity": "negated", "cues": [{"id": "c", "char": [0, 1]}]}}]})"),
                               Table(), text);
  const Json& mention = sheet["mentions"][0];
  EXPECT_EQ(mention["spans"], Parsed("[[3, 12], [0, 2]]"));
  EXPECT_EQ(mention["slots"], Parsed(R"({"mm": 30})"));
  EXPECT_EQ(mention["context"]["cues"][0]["text"], "\xF0\x9F\x98\x80");
  EXPECT_FALSE(mention.contains("misplaced"));
  EXPECT_EQ(sheet["items"][0]["evidence"], Parsed(R"(["m1"])"));
}

// Nothing is marked that was not quoted.
TEST(Sheet, AMentionWhoseTextStandsElsewhereIsNotMarked) {
  ReportText text;
  text.parts.emplace_back().text = "another text";
  const Json sheet = MakeSheet(Parsed(R"({"report": {}, "mentions": [{"id": "m1", "part": "/",
      "span": {"char": [0, 4]}, "text": "size"}]})"),
                               Table(), text);
  EXPECT_TRUE(sheet["mentions"][0]["spans"].empty());
  EXPECT_EQ(sheet["mentions"][0]["misplaced"], true);
}

Json SourceOf(const std::string& path, const std::string& id, const std::string& bytes) {
  return {{"id", id}, {"path", path}, {"sha256", Sha256Hex(bytes)}};
}

TEST(ReportTexts, FindsAReportBelowTheFolder) {
  const MemoryFiles files(std::map<std::string, std::string>{{"feeds/a/x.txt", "Margins free."},
                                                             {"feeds/x.txt", "another"}});
  ReportTexts texts("feeds", {}, files);
  for (const char* path : {"feeds/a/x.txt", "a/x.txt", "/old/place/feeds/a/x.txt"}) {
    const ReportText found = texts.Find(SourceOf(path, "x", "Margins free."));
    EXPECT_EQ(found.problem, "") << path;
    ASSERT_EQ(found.parts.size(), 1u) << path;
    EXPECT_EQ(found.parts[0].text, "Margins free.");
  }
}

TEST(ReportTexts, NeverShowsAnotherText) {
  const MemoryFiles files(std::map<std::string, std::string>{{"feeds/x.txt", "changed"}});
  ReportTexts texts("feeds", {}, files);
  const ReportText changed = texts.Find(SourceOf("feeds/x.txt", "x", "as it was"));
  EXPECT_TRUE(changed.parts.empty());
  EXPECT_NE(changed.problem.find("not the one that was read"), std::string::npos);
  const ReportText gone = texts.Find(SourceOf("feeds/y.txt", "y", "y"));
  EXPECT_NE(gone.problem.find("--texts"), std::string::npos);
  EXPECT_NE(texts.Find(SourceOf("-", "-", "")).problem.find("standard input"), std::string::npos);
}

ReadOptions Columns() {
  ReadOptions options;
  options.id_column = "id";
  options.text_column = "text";
  return options;
}

TEST(ReportTexts, FindsTheReportOfATable) {
  const std::string csv =
      "id,text\nA,\"FINAL DIAGNOSIS: one, margins\nfree\"\nB,FINAL DIAGNOSIS: two\n";
  const MemoryFiles files(std::map<std::string, std::string>{{"t.csv", csv}});
  ReportTexts texts("", Columns(), files);
  const ReportText found = texts.Find(SourceOf("t.csv", "A", csv));
  ASSERT_EQ(found.parts.size(), 1u) << found.problem;
  EXPECT_EQ(found.parts[0].text, "FINAL DIAGNOSIS: one, margins\nfree");
}

TEST(ReportTexts, FindsTheLineOfAFileOfLines) {
  const std::string one = R"({"id": "A", "text": "FINAL DIAGNOSIS: margins free"})";
  const std::string two = R"({"id": "B", "text": "FINAL DIAGNOSIS: é margins involved"})";
  const MemoryFiles files(
      std::map<std::string, std::string>{{"f/t.jsonl", one + "\n\n" + two + "\n"}});
  ReportTexts texts("f", Columns(), files);
  const ReportText found = texts.Find(SourceOf("f/t.jsonl!line[3]", "B", two));
  ASSERT_EQ(found.parts.size(), 1u) << found.problem;
  EXPECT_EQ(found.parts[0].text, "FINAL DIAGNOSIS: é margins involved");
  EXPECT_TRUE(texts.Find(SourceOf("f/t.jsonl!line[1]", "A", two)).parts.empty());
  EXPECT_TRUE(texts.Find(SourceOf("f/t.jsonl!line[9]", "A", one)).parts.empty());
}

}  // namespace
}  // namespace pathex
