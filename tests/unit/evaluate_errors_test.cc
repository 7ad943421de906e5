#include <gtest/gtest.h>

#include "extractor/evaluate/errors.h"
#include "tests/unit/evaluate_fixture.h"

namespace pathex {
namespace {

class EvaluateErrors : public ::testing::Test {
 protected:
  std::vector<Miss> Misses(std::string_view field, const ReportText& text = {}) {
    return FindMisses(evaluation_, spec_, field, text);
  }

  std::vector<GoldCase> gold_ = fixture::Gold();
  RecordSet records_ = fixture::Records();
  EvaluationSpec spec_ = fixture::Spec();
  Evaluation evaluation_ = Evaluate(gold_, records_, spec_);
};

TEST_F(EvaluateErrors, EveryMissIsThere) {
  EXPECT_EQ(Misses("").size(), 12u);
  EXPECT_EQ(Misses("").front().field, "size_mm");  // the field with most misses first
  EXPECT_EQ(Misses("ihc").size(), 2u);
  EXPECT_TRUE(Misses("kind").empty());
}

TEST_F(EvaluateErrors, RuleAndCueOfAWrongValue) {
  const std::vector<Miss> misses = Misses("grade");
  ASSERT_EQ(misses.size(), 2u);
  EXPECT_EQ(misses[0].document, "F-2");
  EXPECT_EQ(misses[0].kind, MissKind::kWrong);
  ASSERT_EQ(misses[0].readings.size(), 1u);
  EXPECT_EQ(misses[0].readings[0].rule, "en/grade.roman");
  EXPECT_EQ(misses[0].readings[0].text, "grade II");
  EXPECT_EQ(misses[0].readings[0].cues, std::vector<std::string>{"en/probable.likely"});
  EXPECT_EQ(misses[1].kind, MissKind::kMissed);
  EXPECT_TRUE(misses[1].readings.empty());
}

TEST_F(EvaluateErrors, TheGoldValueReadInVain) {
  const std::vector<Miss> stain = Misses("ihc");
  ASSERT_EQ(stain[0].in_vain.size(), 1u);
  EXPECT_EQ(stain[0].in_vain[0].rule, "en/ihc.single");
  EXPECT_EQ(stain[0].in_vain[0].not_used, "lost to m2 (en/ihc.list)");
  const std::vector<Miss> margin = Misses("margin_status");
  ASSERT_EQ(margin.size(), 1u);
  ASSERT_EQ(margin[0].readings.size(), 1u);  // evidence of the object around the value
  ASSERT_EQ(margin[0].in_vain.size(), 1u);
  EXPECT_EQ(margin[0].in_vain[0].not_used, "time historical (en/historical.previous)");
}

TEST_F(EvaluateErrors, Printed) {
  const std::string text = PrintMisses(Misses(""));
  EXPECT_TRUE(text.starts_with("12 misses\n    2  size_mm"));
  EXPECT_NE(text.find("F-4  grade: missed, gold \"1\"\n    no rule matched\n"), std::string::npos);
  EXPECT_NE(text.find("F-2  ihc [s100]: superfluous, extracted \"negative\"\n"), std::string::npos);
  EXPECT_NE(text.find("    en/grade.roman, section gross: \"grade II\"  [certainty probable "
                      "(en/probable.likely)]\n"),
            std::string::npos);
  EXPECT_EQ(MissesToJson(Misses("")).size(), 12u);
}

TEST_F(EvaluateErrors, MentionInItsLine) {
  const ReportText right = [](const DocumentScore& document) {
    return document.id == "F-2" ? "Diffuse, grade II, likely.\nNext." : "";
  };
  EXPECT_EQ(Misses("grade", right)[0].readings[0].excerpt, "Diffuse, «grade II», likely.");
  // Bytes that are not the quoted text belong to another file: no excerpt.
  const ReportText wrong = [](const DocumentScore&) { return "Some other report of this name."; };
  EXPECT_EQ(Misses("grade", wrong)[0].readings[0].excerpt, "");
}

TEST(EvaluateExcerpt, NeverSplitsACodePoint) {
  const std::string text = "\xC3\xA9\xC3\xA9\xC3\xA9 word \xC3\xA9\xC3\xA9";
  EXPECT_EQ(Excerpt(text, 7, 11, 2), " «word» ");
  EXPECT_EQ(Excerpt(text, 7, 11, 4), "\xC3\xA9 «word» \xC3\xA9");
  EXPECT_EQ(Excerpt(text, 7, 99, 4), "");
  EXPECT_EQ(Excerpt(text, 7, 7, 4), "");
}

}  // namespace
}  // namespace pathex
