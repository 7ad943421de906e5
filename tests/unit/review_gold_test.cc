#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "extractor/evaluate/gold.h"
#include "extractor/review/corrected.h"
#include "extractor/review/gold_out.h"
#include "extractor/review/summary.h"
#include "tests/unit/review_fixture.h"

namespace pathex {
namespace {

using fixture::Parsed;
using fixture::Said;
using fixture::Table;

const char kHead[] = R"j({"source": {"id": "r"}, "report": {"kind": "resection", "tumors": [{
    "grade": {"system": "fnclcc", "value": 2},
    "margins": {"status": "R0", "basis": "derived", "sites": [{"site": "deep", "status": "clear"}, {"site": "skin", "status": "clear"}]},
    "immunohistochemistry": [{"marker": "desmin", "result": "positive"}, {"marker": "s100", "result": "positive"}]}]},
  "review": {"needed": true, "reasons": [{"reason": "key_field_absent_in_resection", "pointer": "/tumors/0/size/greatest_mm", "mentions": []}]}})j";

const std::vector<std::string> kItems = {"/kind",
                                         "/tumors/0/size",
                                         "/tumors/0/grade",
                                         "/tumors/0/margins",
                                         "/tumors/0/margins/sites/0",
                                         "/tumors/0/margins/sites/1",
                                         "/tumors/0/immunohistochemistry/0",
                                         "/tumors/0/immunohistochemistry/1"};

std::vector<Verdict> AllRight() {
  std::vector<Verdict> out;
  for (const std::string& pointer : kItems) {
    out.push_back(Said("r", pointer, "right", pointer == "/tumors/0/size" ? Json() : Json(true)));
  }
  return out;
}

void Change(const std::string& pointer, const std::string& verdict, const Json& correction,
            std::vector<Verdict>* verdicts) {
  for (Verdict& one : *verdicts) {
    if (one.pointer != pointer) continue;
    one.verdict = verdict;
    one.correction = correction;
  }
}

TEST(Corrected, AllRightIsTheReportItself) {
  const CorrectedReport corrected = Correct(Parsed(kHead), AllRight(), Table());
  EXPECT_TRUE(corrected.complete());
  EXPECT_EQ(corrected.report, Parsed(kHead)["report"]);
  EXPECT_TRUE(corrected.ambiguous.empty());
}

TEST(Corrected, WrongGoesCorrectedChangesMissingComes) {
  std::vector<Verdict> verdicts = AllRight();
  Change("/tumors/0/immunohistochemistry/0", "wrong", nullptr, &verdicts);
  Change("/tumors/0/immunohistochemistry/1", "corrected",
         Parsed(R"({"marker": "s100", "result": "negative"})"), &verdicts);
  Change("/tumors/0/margins", "corrected", Parsed(R"({"status": "R1", "basis": "stated"})"),
         &verdicts);
  Change("/tumors/0/size", "corrected", Parsed(R"({"greatest_mm": 40})"), &verdicts);
  verdicts.push_back(Said("r", "/tumors/0/immunohistochemistry/2", "missing", nullptr,
                          Parsed(R"({"marker": "cd34", "result": "negative"})")));
  verdicts.push_back(Said("r", "/operation/en_bloc", "missing", nullptr, true));
  const CorrectedReport corrected = Correct(Parsed(kHead), verdicts, Table());
  EXPECT_TRUE(corrected.complete());
  EXPECT_EQ(corrected.report, Parsed(R"j({"kind": "resection", "tumors": [{
    "grade": {"system": "fnclcc", "value": 2},
    "margins": {"status": "R1", "basis": "stated", "sites": [{"site": "deep", "status": "clear"}, {"site": "skin", "status": "clear"}]},
    "immunohistochemistry": [{"marker": "s100", "result": "negative"}, {"marker": "cd34", "result": "negative"}],
    "size": {"greatest_mm": 40}}], "operation": {"en_bloc": true}})j"));
}

TEST(Corrected, AValueBesideOthersGoesAlone) {
  std::vector<Verdict> verdicts = AllRight();
  Change("/tumors/0/margins", "wrong", nullptr, &verdicts);
  const Json report = Correct(Parsed(kHead), verdicts, Table()).report;
  EXPECT_EQ(
      report["tumors"][0]["margins"],
      Parsed(
          R"({"sites": [{"site": "deep", "status": "clear"}, {"site": "skin", "status": "clear"}]})"));
}

TEST(Corrected, UnsureAndDisputedAreAmbiguous) {
  std::vector<Verdict> verdicts = AllRight();
  Change("/tumors/0/grade", "unsure", nullptr, &verdicts);
  verdicts.push_back(Said("r", "/kind", "wrong", true, nullptr, "bob"));
  const CorrectedReport corrected = Correct(Parsed(kHead), verdicts, Table());
  EXPECT_TRUE(corrected.complete());
  EXPECT_EQ(corrected.ambiguous,
            (std::vector<std::string>{"/kind", "/tumors/0/grade/system", "/tumors/0/grade/value"}));
}

TEST(Corrected, WithdrawnIsNotJudged) {
  std::vector<Verdict> verdicts = AllRight();
  Change("/kind", "none", nullptr, &verdicts);
  EXPECT_FALSE(Correct(Parsed(kHead), verdicts, Table()).complete());
}

TEST(Corrected, OfAnIncompleteRecordTheRestIsNotScored) {
  const CorrectedReport corrected =
      Correct(Parsed(kHead), {Said("r", "/tumors/0/grade", "right")}, Table());
  const auto flagged = [&](const std::string& pointer) {
    return std::find(corrected.ambiguous.begin(), corrected.ambiguous.end(), pointer) !=
           corrected.ambiguous.end();
  };
  EXPECT_TRUE(flagged("/kind"));
  EXPECT_TRUE(flagged("/tumors/0/immunohistochemistry"));
  EXPECT_TRUE(flagged("/tumors/0/margins/sites"));
  EXPECT_TRUE(flagged("/tumors/0/margins/status"));
  EXPECT_TRUE(flagged("/tumors/0/size"));
  EXPECT_TRUE(flagged("/tumors/0/stage"));
  EXPECT_TRUE(flagged("/operation/procedure"));
  EXPECT_FALSE(flagged("/tumors/0/grade/value"));
  EXPECT_FALSE(flagged("/tumors/0/grade"));
}

TEST(Gold, EvaluateFindsTheRecordByItsId) {
  VerdictFile file;
  for (const char* path : {"in/a/report.txt", "in/b/report.txt", "in/c/S1.txt"}) {
    const std::string hash = path;
    for (Verdict verdict : AllRight()) {
      verdict.record = hash;
      verdict.source_id = FileStem(path);
      verdict.source_path = path;
      file.verdicts.push_back(verdict);
    }
    file.records.push_back({hash, "all", Parsed(kHead)});
  }
  const Result<GoldOfReview> gold = MakeGold(file, Table(), Completeness::kComplete);
  ASSERT_TRUE(gold) << gold.error().ToString();
  RecordSet records =
      *RecordSet::Parse("r", R"({"source": {"id": "report", "path": "in/a/report.txt"}}
{"source": {"id": "report", "path": "in/b/report.txt"}}
{"source": {"id": "S1", "path": "in/c/S1.txt"}})");
  std::vector<std::string> paths;
  for (const GoldRecord& one : gold->records) {
    EXPECT_EQ(one.file.find('/'), std::string::npos);
    const Json* record = records.Find(one.gold["id"].get<std::string>());
    ASSERT_NE(record, nullptr);
    paths.push_back((*record)["source"]["path"]);
  }
  EXPECT_EQ(paths, (std::vector<std::string>{"in/a/report.txt", "in/b/report.txt", "in/c/S1.txt"}));
}

TEST(Gold, OnlyCompleteRecordsUnlessAskedFor) {
  VerdictFile file;
  file.verdicts = {Said("r", "/kind", "right")};
  file.records = {{"r", "all", Parsed(kHead)}};
  EXPECT_EQ(MakeGold(file, Table(), Completeness::kComplete)->incomplete, 1u);
  EXPECT_EQ(MakeGold(file, Table(), Completeness::kPartial)->records.size(), 1u);
  file.records.clear();
  EXPECT_EQ(MakeGold(file, Table(), Completeness::kComplete).error().code, "R005");
}

TEST(Summary, PrecisionOfEachField) {
  std::vector<Verdict> verdicts = AllRight();
  Change("/tumors/0/immunohistochemistry/0", "wrong", nullptr, &verdicts);
  verdicts.push_back(Said("r", "/tumors/0/immunohistochemistry/2", "missing", nullptr, true));
  const ReviewSummary summary =
      Summarise(verdicts, {{"r", "all", Parsed(kHead)}}, SampleDesign{}, Table());
  const auto stain = std::find_if(summary.fields.begin(), summary.fields.end(),
                                  [](const FieldTally& tally) { return tally.field == "Stain"; });
  ASSERT_NE(stain, summary.fields.end());
  EXPECT_EQ(stain->right, 1);
  EXPECT_EQ(stain->wrong, 1);
  EXPECT_EQ(stain->missing, 1);
  EXPECT_DOUBLE_EQ(stain->precision, 0.5);
  EXPECT_DOUBLE_EQ(stain->recall, 0.5);
  EXPECT_NEAR(stain->interval.low, 0.0945, 1e-3);
  EXPECT_NEAR(stain->interval.high, 0.9055, 1e-3);
  EXPECT_EQ(summary.records, 1u);
  EXPECT_EQ(summary.complete, 1u);
  // The size is rightly absent: no value, so nothing for precision.
  EXPECT_EQ(summary.all.right, 6);
}

// 2 of 4 right among the doubtful, 9 of 10 among those drawn from 100: (2 + 90) / (4 + 100).
TEST(Summary, ASampleIsWeighted) {
  std::vector<Verdict> verdicts;
  std::vector<ReviewedRecord> records;
  for (int i = 0; i < 14; ++i) {
    const std::string hash = "r" + std::to_string(i);
    const bool right = i < 4 ? i < 2 : i > 4;
    verdicts.push_back(Said(hash, "/kind", right ? "right" : "wrong"));
    records.push_back(
        {hash, i < 4 ? "doubtful" : "random", Parsed(R"({"report": {"kind": "x"}})")});
  }
  SampleDesign design;
  design.records = 104;
  design.doubtful = 4;
  design.random = 10;
  design.rest = 100;
  design.seed = 3;
  const ReviewSummary summary = Summarise(verdicts, records, design, Table());
  EXPECT_NEAR(summary.all.precision, 92.0 / 104, 1e-9);
  const Interval drawn = Wilson(9, 10);
  EXPECT_NEAR(summary.all.interval.low, (2 + 100 * drawn.low) / 104, 1e-9);
  EXPECT_NEAR(summary.all.interval.high, (2 + 100 * drawn.high) / 104, 1e-9);
}

TEST(Summary, TwoReviewersAgreeBeyondChance) {
  std::vector<Verdict> verdicts;
  for (int i = 0; i < 10; ++i) {
    const std::string hash = "r" + std::to_string(i);
    verdicts.push_back(Said(hash, "/kind", i < 6 ? "right" : "wrong"));
    verdicts.push_back(Said(hash, "/kind", i < 5 ? "right" : "corrected", true,
                            i < 5 ? Json() : Json("biopsy"), "bob"));
  }
  const ReviewSummary summary = Summarise(verdicts, {}, SampleDesign{}, Table());
  ASSERT_EQ(summary.agreement.size(), 1u);
  EXPECT_EQ(summary.agreement[0].values, 10);
  EXPECT_EQ(summary.agreement[0].same, 9);
  EXPECT_NEAR(summary.agreement[0].kappa, (0.9 - 0.5) / 0.5, 1e-9);  // chance .6*.5 + .4*.5
}

}  // namespace
}  // namespace pathex
