#include <gtest/gtest.h>

#include <cmath>

#include "extractor/evaluate/print.h"
#include "extractor/evaluate/score.h"
#include "tests/unit/evaluate_fixture.h"

namespace pathex {
namespace {

struct Expected {
  const char* field;
  int tp, fp, fn;
  double precision, recall, f1, low, high;
};

// Counted once by the referee of the gold on the same input.
const std::vector<Expected>& Referee() {
  static const std::vector<Expected> kRows = {
      {"kind", 1, 0, 0, 1.0, 1.0, 1.0, 0.20654329147389294, 1.0},
      {"histology", 2, 1, 1, 0.6666666666666666, 0.6666666666666666, 0.6666666666666666,
       0.20765495512648788, 0.9385096847238393},
      {"size_mm", 1, 1, 3, 0.5, 0.25, 0.3333333333333333, 0.09452865480086611, 0.905471345199134},
      {"depth", 2, 0, 0, 1.0, 1.0, 1.0, 0.3423719528896193, 1.0},
      {"grade", 2, 1, 2, 0.6666666666666666, 0.5, 0.5714285714285714, 0.20765495512648788,
       0.9385096847238393},
      {"necrosis", 1, 0, 0, 1.0, 1.0, 1.0, 0.20654329147389294, 1.0},
      {"necrosis_percent", 1, 0, 0, 1.0, 1.0, 1.0, 0.20654329147389294, 1.0},
      {"margin_status", 2, 1, 1, 0.6666666666666666, 0.6666666666666666, 0.6666666666666666,
       0.20765495512648788, 0.9385096847238393},
      {"closest_margin_mm", 0, 1, 1, 0.0, 0.0, 0.0, 0.0, 0.7934567085261071},
      {"pt", 2, 0, 0, 1.0, 1.0, 1.0, 0.3423719528896193, 1.0},
      {"pn", 1, 0, 0, 1.0, 1.0, 1.0, 0.20654329147389294, 1.0},
      {"pm", 0, 1, 0, 0.0, NAN, 0.0, 0.0, 0.7934567085261071},
      {"procedure", 1, 0, 0, 1.0, 1.0, 1.0, 0.20654329147389294, 1.0},
      {"en_bloc", 1, 0, 0, 1.0, 1.0, 1.0, 0.20654329147389294, 1.0},
      {"depth_layer", 1, 0, 1, 1.0, 0.5, 0.6666666666666666, 0.20654329147389294, 1.0},
      {"margin_site", 1, 0, 0, 1.0, 1.0, 1.0, 0.20654329147389294, 1.0},
      {"margin_site_mm", 1, 0, 0, 1.0, 1.0, 1.0, 0.20654329147389294, 1.0},
      {"ihc", 4, 2, 1, 0.6666666666666666, 0.8, 0.7272727272727273, 0.2999883213415286,
       0.903230667440783},
      {"ihc_extent", 1, 0, 0, 1.0, 1.0, 1.0, 0.20654329147389294, 1.0},
      {"ihc_percent", 1, 0, 0, 1.0, 1.0, 1.0, 0.20654329147389294, 1.0},
      {"molecular", 1, 0, 0, 1.0, 1.0, 1.0, 0.20654329147389294, 1.0},
      {"KEY FIELDS (micro)", 11, 5, 7, 0.6875, 0.6111111111111112, 0.6470588235294118,
       0.4440393186673406, 0.8583556494803894},
      {"ALL FIELDS (micro)", 27, 8, 10, 0.7714285714285715, 0.7297297297297297, 0.75,
       0.60982362219898, 0.8793426325382091},
  };
  return kRows;
}

void ExpectNumber(const Json& row, const char* key, double expected) {
  if (std::isnan(expected)) {
    EXPECT_TRUE(row[key].is_null()) << row["field"] << " " << key;
  } else {
    EXPECT_DOUBLE_EQ(row[key].get<double>(), expected) << row["field"] << " " << key;
  }
}

TEST(EvaluateScore, EqualsTheReferee) {
  const std::vector<GoldCase> gold = fixture::Gold();
  const RecordSet records = fixture::Records();
  const EvaluationSpec spec = fixture::Spec();
  const Json out = EvaluationToJson(Evaluate(gold, records, spec), spec);
  ASSERT_EQ(out["fields"].size(), Referee().size());
  for (size_t i = 0; i < Referee().size(); ++i) {
    const Json& row = out["fields"][i];
    const Expected& expected = Referee()[i];
    EXPECT_EQ(row["field"], expected.field);
    EXPECT_EQ(row["tp"], expected.tp) << expected.field;
    EXPECT_EQ(row["fp"], expected.fp) << expected.field;
    EXPECT_EQ(row["fn"], expected.fn) << expected.field;
    EXPECT_EQ(row["gold"], expected.tp + expected.fn) << expected.field;
    ExpectNumber(row, "precision", expected.precision);
    ExpectNumber(row, "recall", expected.recall);
    ExpectNumber(row, "f1", expected.f1);
    EXPECT_DOUBLE_EQ(row["precision_ci"][0].get<double>(), expected.low) << expected.field;
    EXPECT_DOUBLE_EQ(row["precision_ci"][1].get<double>(), expected.high) << expected.field;
  }
  EXPECT_EQ(out["documents"], 5);
  EXPECT_EQ(out["missing"], 1);
  EXPECT_EQ(out["documents_flagged"], 2);
  EXPECT_EQ(out["documents_wrong_key"], 4);
  EXPECT_EQ(out["wrong_and_flagged"], 2);
}

TEST(EvaluateScore, PrecisionOfWhatWasNotFlagged) {
  const std::vector<GoldCase> gold = fixture::Gold();
  const RecordSet records = fixture::Records();
  const Evaluation evaluation = Evaluate(gold, records, fixture::Spec());
  // F-1 (16 right, 1 wrong) and F-3 (6 right, 1 wrong) do not ask for review; F-4 has no record.
  EXPECT_EQ(evaluation.unflagged_all.true_positives, 22);
  EXPECT_EQ(evaluation.unflagged_all.false_positives, 2);
  EXPECT_EQ(evaluation.unflagged_key.predicted(), 10);
}

TEST(EvaluateScore, ReviewCurveRanksByExpectedErrors) {
  const std::vector<GoldCase> gold = fixture::Gold();
  const RecordSet records = fixture::Records();
  const Evaluation evaluation = Evaluate(gold, records, fixture::Spec());
  // F-2 (1.4, wrong), F-5 (0.9, wrong), F-3 (0.2, wrong), F-1 (0.1, right), F-4 (no record, wrong).
  const std::vector<double> found = {0, 0.25, 0.5, 0.75, 0.75, 1};
  ASSERT_EQ(evaluation.review.size(), found.size());
  for (size_t i = 0; i < found.size(); ++i) {
    EXPECT_DOUBLE_EQ(evaluation.review[i].share, static_cast<double>(i) / 5);
    EXPECT_DOUBLE_EQ(evaluation.review[i].found, found[i]) << i;
  }
  EXPECT_DOUBLE_EQ(FoundByReview(evaluation, 0.4), 0.5);
  EXPECT_DOUBLE_EQ(FoundByReview(evaluation, 0.59), 0.5);   // 2.95 documents are 2
  EXPECT_DOUBLE_EQ(FoundByReview(evaluation, 0.01), 0.25);  // at least one
}

// The curve may not profit from the order of names among equals.
TEST(EvaluateScore, EqualRanksShareTheirFinds) {
  std::vector<GoldCase> gold;
  RecordSet records;
  for (const char* id : {"a", "b", "c", "d"}) {
    const bool wrong = std::string(id) == "a";
    gold.push_back({id, Json::parse(R"({"tumors":[{"grade":{"value":1}}]})"), {}, ""});
    records.Add({{"source", {{"id", id}}},
                 {"report", Json::parse(wrong ? R"({"tumors":[{"grade":{"value":2}}]})"
                                              : R"({"tumors":[{"grade":{"value":1}}]})")},
                 {"review", {{"needed", true}}}});
  }
  const Evaluation evaluation = Evaluate(gold, records, fixture::Spec());
  ASSERT_EQ(evaluation.wrong, 1);
  EXPECT_DOUBLE_EQ(FoundByReview(evaluation, 0.25), 0.25);
  EXPECT_DOUBLE_EQ(FoundByReview(evaluation, 0.75), 0.75);
}

TEST(EvaluateScore, RankFallsBackToReasons) {
  const EvaluationSpec spec = fixture::Spec();
  const auto rank = [&](const char* review) {
    return ReviewRank({{"review", Json::parse(review)}}, spec);
  };
  EXPECT_DOUBLE_EQ(rank(R"({"needed": true, "error_probability": 0.3, "reasons": [1, 2]})"), 0.3);
  EXPECT_GT(rank(R"({"needed": true, "reasons": [1]})"),
            rank(R"({"needed": false, "reasons": [1, 2]})"));
  EXPECT_GT(rank(R"({"needed": true, "reasons": [1, 2]})"),
            rank(R"({"needed": true, "reasons": [1]})"));
}

TEST(EvaluateScore, Confusion) {
  const std::vector<GoldCase> gold = fixture::Gold();
  const RecordSet records = fixture::Records();
  const Confusion grade = ConfusionOf(Evaluate(gold, records, fixture::Spec()), "grade");
  EXPECT_EQ(grade.values, (std::vector<std::string>{"1", "2", "3", "high", ""}));
  const std::vector<std::vector<int>> counts = {
      {0, 0, 0, 0, 1}, {0, 1, 0, 0, 0}, {0, 1, 0, 0, 0}, {0, 0, 0, 1, 0}, {0, 0, 0, 0, 0}};
  EXPECT_EQ(grade.counts, counts);
}

TEST(EvaluateScore, IntervalsHoldTheirValue) {
  const Interval none = Wilson(0, 0);
  EXPECT_TRUE(std::isnan(none.low) && std::isnan(none.high));
  const Interval all = Wilson(20, 20);
  EXPECT_NEAR(all.low, 0.8389, 1e-4);  // Wilson 1927: 1 / (1 + 1.96^2 / 20)
  EXPECT_DOUBLE_EQ(all.high, 1);
  const ScoreCounts counts{8, 2, 4};
  EXPECT_LT(counts.f1_interval().low, counts.f1());
  EXPECT_GT(counts.f1_interval().high, counts.f1());
}

TEST(EvaluateScore, BaselineNamesWhatDropped) {
  const std::vector<GoldCase> gold = fixture::Gold();
  const RecordSet records = fixture::Records();
  const EvaluationSpec spec = fixture::Spec();
  const Evaluation evaluation = Evaluate(gold, records, spec);
  Json baseline = EvaluationToJson(evaluation, spec);
  EXPECT_TRUE(FieldsThatDropped(evaluation, baseline).empty());
  baseline["fields"][2]["f1"] = 0.5;   // size_mm
  baseline["fields"][3]["f1"] = 0.99;  // depth, better now
  baseline["fields"].push_back({{"field", "ploidy"}, {"f1", 1.0}});
  const std::vector<std::string> dropped = FieldsThatDropped(evaluation, baseline);
  ASSERT_EQ(dropped.size(), 2u);
  EXPECT_EQ(dropped[0], "size_mm: F1 0.500 -> 0.333");
  EXPECT_EQ(dropped[1], "ploidy: F1 1.000 -> 0.000");
  EXPECT_FALSE(FieldsThatDropped(evaluation, Json::object()).empty());
}

TEST(EvaluateScore, TextTable) {
  const std::vector<GoldCase> gold = fixture::Gold();
  const RecordSet records = fixture::Records();
  const std::string text = PrintEvaluation(Evaluate(gold, records, fixture::Spec()));
  EXPECT_TRUE(text.starts_with("5 gold documents, 1 without a record\n"));
  EXPECT_NE(text.find("ihc                          5     4     2     1  0.667  0.800  0.727"),
            std::string::npos);
  EXPECT_NE(
      text.find(
          "review: 2/5 documents flagged; 2/4 documents with a wrong key field were flagged\n"),
      std::string::npos);
}

TEST(Score, NoPrecisionIsPrintedOfNoValue) {
  Evaluation evaluation;
  evaluation.documents.resize(1);
  evaluation.flagged = 1;
  const std::string text = PrintEvaluation(evaluation);
  EXPECT_NE(text.find("not flagged, key fields: there is no value\n"), std::string::npos) << text;
}

}  // namespace
}  // namespace pathex
