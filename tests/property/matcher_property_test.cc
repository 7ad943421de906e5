// The fast matcher equals the naive one; findings do not depend on what stands above or beside a
// report.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "extractor/base/files.h"
#include "extractor/pipeline.h"
#include "extractor/record/write.h"
#include "tests/shipped_extractor.h"
#include "tests/where.h"

namespace pathex {
namespace {

std::vector<std::string> SampleTexts() {
  std::vector<std::string> texts;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(SourceDir() + "/samples/en")) {
    if (entry.path().filename() != "report.txt") continue;
    std::ifstream in(entry.path());
    std::stringstream text;
    text << in.rdbuf();
    texts.push_back(text.str());
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

Source TextSource(const std::string& text) {
  Source source;
  source.id = "x";
  source.format = "text";
  source.bytes = text.size();
  source.parts.resize(1);
  source.parts[0].text = text;
  return source;
}

std::string Json(const std::string& text, Matcher matcher) {
  const Source source = TextSource(text);
  const Record record = ShippedExtractor().Extract(source, matcher);
  std::string out;
  WriteRecord(record, ShippedExtractor().engine(), &out);
  return out;
}

std::string Report(const std::string& text) {
  const Source source = TextSource(text);
  const Record record = ShippedExtractor().Extract(source);
  std::string out;
  WriteNode(record.report, &out);
  return out;
}

TEST(MatcherProperty, FastEqualsNaive) {
  const std::vector<std::string> texts = SampleTexts();
  ASSERT_GT(texts.size(), 20u);
  for (const std::string& text : texts)
    EXPECT_EQ(Json(text, Matcher::kFast), Json(text, Matcher::kNaive));
}

TEST(MatcherProperty, SameInputSameBytes) {
  for (const std::string& text : SampleTexts())
    EXPECT_EQ(Json(text, Matcher::kFast), Json(text, Matcher::kFast));
}

TEST(MatcherProperty, ABlankLineAboveChangesNoValue) {
  for (const std::string& text : SampleTexts()) EXPECT_EQ(Report(text), Report("\n" + text));
}

TEST(MatcherProperty, CarriageReturnsChangeNoValue) {
  for (const std::string& text : SampleTexts()) {
    std::string dos;
    for (char c : text) {
      if (c == '\n') dos += '\r';
      dos += c;
    }
    EXPECT_EQ(Report(text), Report(dos));
  }
}

TEST(MatcherProperty, EverySpanQuotesItsText) {
  for (const std::string& text : SampleTexts()) {
    const Source source = TextSource(text);
    const Record record = ShippedExtractor().Extract(source);
    for (const Finding& finding : record.findings) {
      const OriginalSpan span = record.parts[0].text.ToOriginal(finding.mention.span);
      ASSERT_LE(span.end, text.size());
      ASSERT_LT(span.begin, span.end);
      for (const Slot& slot : finding.mention.slots) {
        const OriginalSpan own = record.parts[0].text.ToOriginal(slot.span);
        ASSERT_LE(own.end, text.size());
        ASSERT_LT(own.begin, own.end);
      }
    }
  }
}

}  // namespace
}  // namespace pathex
