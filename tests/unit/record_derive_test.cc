#include <gtest/gtest.h>

#include "tests/unit/record_fixture.h"

namespace pathex {
namespace {

using Strings = std::vector<std::string>;

RecordMaker& Site(RecordMaker& maker, const char* site, const char* status) {
  return maker.Add("margin", {{"site", TextValue(site)}, {"status", TextValue(status)}});
}
RecordMaker& Distance(RecordMaker& maker, const char* site, double mm) {
  return maker.Add("margin", {{"site", TextValue(site)}, {"distance_mm", NumberValue(mm)}});
}

TEST(DeriveMargins, AStatedClassStays) {
  RecordMaker maker;
  maker.Add("margin_overall", {{"r_class", TextValue("R0")}});
  Site(maker, "deep", "involved");
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/margins/status"), R"("R0")");
  EXPECT_EQ(At(record.report, "/tumors/0/margins/basis"), R"("stated")");
}

TEST(DeriveMargins, AnyInvolvedMarginIsR1) {
  RecordMaker maker;
  Site(maker, "deep", "involved");
  Distance(maker, "lateral", 9);
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/margins"),
            R"({"status":"R1","basis":"derived","sites":[{"site":"deep","status":"involved"},)"
            R"({"site":"lateral","status":"clear","distance_mm":9}]})");
  EXPECT_EQ(record.report.Find("tumors")->items[0].Find("margins")->Find("status")->evidence,
            (std::vector<uint32_t>{0}));
}

TEST(DeriveMargins, AllClearIsR0AndTheClosestIsTheSmallestDistance) {
  RecordMaker maker;
  Distance(maker, "lateral", 9);
  Distance(maker, "deep", 0.5);
  const Record record = maker.Assembled();
  EXPECT_EQ(
      At(record.report, "/tumors/0/margins"),
      R"({"status":"R0","basis":"derived","sites":[{"site":"lateral","status":"clear","distance_mm":9},)"
      R"({"site":"deep","status":"close","distance_mm":0.5}],"closest":{"site":"deep","distance_mm":0.5}})");
  EXPECT_TRUE(record.review.empty());
}

TEST(DeriveMargins, MacroscopicResidualTumourIsR2) {
  RecordMaker maker;
  maker.Add("margin_overall", {{"residual", TextValue("macroscopic")}});
  Site(maker, "deep", "clear");
  EXPECT_EQ(At(maker.Assembled().report, "/tumors/0/margins/status"), R"("R2")");
}

TEST(DeriveMargins, NothingAssessedIsRX) {
  RecordMaker maker;
  maker.Add("margin_overall", {{"status", TextValue("not_assessed")}});
  EXPECT_EQ(At(maker.Assembled().report, "/tumors/0/margins"),
            R"({"status":"RX","basis":"derived"})");
}

TEST(DeriveMargins, AMarginWithoutASiteSpeaksForAll) {
  RecordMaker maker;
  maker.Add("margin", {{"status", TextValue("clear")},
                       {"distance_mm", NumberValue(4)},
                       {"relation", TextValue("~")}});
  EXPECT_EQ(At(maker.Assembled().report, "/tumors/0/margins"),
            R"({"status":"R0","basis":"derived","closest":{"distance_mm":4,"relation":"~"}})");
}

TEST(DeriveMargins, ZeroDistanceIsInvolved) {
  RecordMaker maker;
  Distance(maker, "deep", 0);
  EXPECT_EQ(At(maker.Assembled().report, "/tumors/0/margins/status"), R"("R1")");
}

TEST(DeriveMargins, OneSiteAloneIsPartialEvidence) {
  RecordMaker maker;
  Site(maker, "deep", "clear");
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/margins/status"), R"("R0")");
  EXPECT_EQ(Reasons(record), (Strings{"derived_from_partial_evidence /tumors/0/margins/status"}));
}

TEST(DeriveMargins, TheDiagnosisOutranksAnInvolvedMarginInTheGrossDescription) {
  RecordMaker maker;
  maker.In("gross");
  Site(maker, "deep", "involved");
  maker.In("diagnosis").Add("margin_overall", {{"status", TextValue("clear")}});
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/margins/status"), R"("R0")");
  EXPECT_EQ(Notes(record), (Strings{"D011 /tumors/0/margins/status m2,m1"}));
  EXPECT_EQ(Reasons(record), (Strings{"conflict /tumors/0/margins/status"}));
}

TEST(DeriveMargins, NotAssessableInTheDiagnosisOutranksTheGrossDescription) {
  RecordMaker maker;
  maker.In("gross");
  Site(maker, "deep", "involved");
  maker.In("diagnosis").Add("margin_overall", {{"status", TextValue("not_assessed")}});
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/margins/status"), R"("RX")");
  EXPECT_EQ(Notes(record), (Strings{"D011 /tumors/0/margins/status m2,m1"}));
  EXPECT_EQ(Reasons(record), (Strings{"conflict /tumors/0/margins/status"}));
}

TEST(DeriveMargins, AnInvolvedMarginOfTheSameRankBeatsNotAssessable) {
  RecordMaker maker;
  Site(maker, "deep", "involved");
  maker.Add("margin_overall", {{"status", TextValue("not_assessed")}});
  EXPECT_EQ(At(maker.Assembled().report, "/tumors/0/margins/status"), R"("R1")");
}

TEST(DeriveMargins, OneClearMarginDoesNotOverruleNotAssessable) {
  RecordMaker maker;
  Site(maker, "deep", "clear");
  maker.Add("margin_overall", {{"status", TextValue("not_assessed")}});
  EXPECT_EQ(At(maker.Assembled().report, "/tumors/0/margins/status"), R"("RX")");
}

TEST(DeriveMargins, AnInvolvedMarginHasNoDistanceThatAnotherSentenceGives) {
  RecordMaker maker;
  maker.In("diagnosis")
      .Add("margin", {{"site", TextValue("deep")}, {"status", TextValue("involved")}})
      .Add("margin", {{"site", TextValue("deep")}, {"distance_mm", NumberValue(3)}});
  EXPECT_EQ(At(maker.Assembled().report, "/tumors/0/margins/sites"),
            R"([{"site":"deep","status":"involved"}])");
}

TEST(DeriveMargins, AnInvolvedMarginHasNoDistanceFromTheGrossDescription) {
  RecordMaker maker;
  maker.In("gross");
  Distance(maker, "deep", 3);
  maker.In("diagnosis");
  Site(maker, "deep", "involved");
  EXPECT_EQ(At(maker.Assembled().report, "/tumors/0/margins/sites"),
            R"([{"site":"deep","status":"involved"}])");
}

TEST(DeriveMargins, DisputedClassIsNotDerivedEither) {
  RecordMaker maker;
  maker.Add("margin_overall", {{"r_class", TextValue("R0")}});
  maker.Add("margin_overall", {{"r_class", TextValue("R1")}});
  Site(maker, "deep", "clear");
  EXPECT_EQ(At(maker.Assembled().report, "/tumors/0/margins/status"), "");
}

TEST(DeriveDepth, FromTheLayers) {
  const struct {
    std::vector<const char*> layers;
    const char* level;
  } rows[] = {
      {{"subcutaneous"}, R"("superficial")"},     {{"dermal", "subcutaneous"}, R"("superficial")"},
      {{"subcutaneous", "fascial"}, R"("deep")"}, {{"intramuscular"}, R"("deep")"},
      {{"retroperitoneal"}, R"("deep")"},         {{"head_neck"}, ""}};
  for (const auto& row : rows) {
    RecordMaker maker;
    for (const char* layer : row.layers) maker.Add("depth_layer", {{"layer", TextValue(layer)}});
    EXPECT_EQ(At(maker.Assembled().report, "/tumors/0/depth/level"), row.level) << row.layers[0];
  }
}

TEST(DeriveDepth, OnlyForTumoursOfSoftTissue) {
  const struct {
    const char* type;
    const char* level;
  } rows[] = {{"leiomyosarcoma", R"("superficial")"},
              {"carcinosarcoma", R"("superficial")"},
              {"squamous_cell_carcinoma", ""},
              {"astrocytoma", ""}};
  for (const auto& row : rows) {
    RecordMaker maker;
    maker.Add("histology", {{"type", TextValue(row.type)}});
    maker.Add("depth", {{"level", TextValue("superficial")}});
    EXPECT_EQ(At(maker.Assembled().report, "/tumors/0/depth/level"), row.level) << row.type;
  }
}

TEST(DeriveDepth, AStatedLevelStaysAndADisputedOneIsNotDerived) {
  RecordMaker maker;
  maker.Add("depth", {{"level", TextValue("superficial")}});
  maker.Add("depth_layer", {{"layer", TextValue("intramuscular")}});
  EXPECT_EQ(At(maker.Assembled().report, "/tumors/0/depth/level"), R"("superficial")");
  maker.Add("depth", {{"level", TextValue("deep")}});
  EXPECT_EQ(At(maker.Assembled().report, "/tumors/0/depth/level"), "");
}

RecordMaker::Slots Grade(int value, int differentiation, int mitoses, int necrosis, int total) {
  RecordMaker::Slots slots = {{"system", TextValue("fnclcc")}};
  if (value > 0) slots.emplace_back("value", NumberValue(value));
  if (differentiation > 0) slots.emplace_back("differentiation", NumberValue(differentiation));
  if (mitoses > 0) slots.emplace_back("mitoses", NumberValue(mitoses));
  if (necrosis >= 0) slots.emplace_back("necrosis", NumberValue(necrosis));
  if (total > 0) slots.emplace_back("total", NumberValue(total));
  return slots;
}

TEST(DeriveGrade, SumCheck) {
  const struct {
    int value, differentiation, mitoses, necrosis, total;
    const char* wrong;  // key that does not fit, "" = all fits
  } rows[] = {{2, 2, 1, 1, 4, ""},       {3, 3, 3, 2, 8, ""},      {1, 1, 1, 0, -1, ""},
              {3, 2, 1, 1, -1, "value"}, {2, 2, 1, 1, 5, "total"}, {1, -1, -1, -1, 5, "value"},
              {2, 2, 1, -1, -1, ""},     {-1, 2, 2, 1, 5, ""}};
  for (const auto& row : rows) {
    RecordMaker maker;
    maker.Add("grade", Grade(row.value, row.differentiation, row.mitoses, row.necrosis, row.total));
    const Record record = maker.Assembled();
    Strings expected, reasons;
    if (*row.wrong != 0) {
      expected.push_back(std::string("D012 /tumors/0/grade/") + row.wrong + " m1");
      reasons.push_back(std::string("fnclcc_sum_mismatch /tumors/0/grade/") + row.wrong);
    }
    EXPECT_EQ(Notes(record), expected) << row.value << row.differentiation << row.total;
    EXPECT_EQ(Reasons(record), reasons);
  }
}

TEST(DeriveGrade, ComponentsAloneNeverBecomeAGrade) {
  RecordMaker maker;
  maker.Add("grade", Grade(-1, 2, 2, 1, -1));
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/grade"),
            R"({"system":"fnclcc","differentiation":2,"mitoses":2,"necrosis":1})");
  EXPECT_EQ(At(record.derived, "/tumors/0/fnclcc"), R"({"total":5,"grade":2})");
}

TEST(DeriveGrade, ScoresOfOtherSystemsAreLeftAlone) {
  RecordMaker maker;
  maker.Add(
      "grade",
      {{"system", TextValue("unspecified")}, {"value", NumberValue(1)}, {"total", NumberValue(8)}});
  EXPECT_TRUE(maker.Assembled().diagnostics.empty());
}

TEST(DeriveRisk, SizeCategories) {
  const struct {
    double mm;
    const char* relation;
    const char* category;
  } rows[] = {{50, "=", R"("le_5_cm")"},
              {50.1, "=", R"("gt_5_to_10_cm")"},
              {100, "=", R"("gt_5_to_10_cm")"},
              {150, "=", R"("gt_10_to_15_cm")"},
              {151, "=", R"("gt_15_cm")"},
              {150, ">", R"("gt_15_cm")"},
              {40, "<", R"("le_5_cm")"},
              {60, "<", ""},
              {60, ">", ""},
              {120, "~", R"("gt_10_to_15_cm")"}};
  for (const auto& row : rows) {
    RecordMaker maker;
    maker.Add("size",
              {{"greatest_mm", NumberValue(row.mm)}, {"relation", TextValue(row.relation)}});
    EXPECT_EQ(At(maker.Assembled().derived, "/tumors/0/size_category"), row.category)
        << row.relation << row.mm;
  }
}

TEST(DeriveRisk, HighRiskNeedsAllThree) {
  RecordMaker maker;
  maker.Add("size", {{"greatest_mm", NumberValue(70)}});
  maker.Add("depth", {{"level", TextValue("deep")}});
  EXPECT_EQ(At(maker.Assembled().derived, "/tumors/0/high_risk"), "");
  maker.Add("grade", {{"system", TextValue("fnclcc")}, {"value", NumberValue(2)}});
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.derived, "/tumors/0/high_risk"), "true");
  EXPECT_EQ(record.derived.Find("tumors")->items[0].Find("high_risk")->evidence,
            (std::vector<uint32_t>{0, 1, 2}));
}

TEST(DeriveRisk, OneThatDoesNotHoldIsEnoughForFalse) {
  RecordMaker maker;
  maker.Add("depth", {{"level", TextValue("superficial")}});
  EXPECT_EQ(At(maker.Assembled().derived, "/tumors/0/high_risk"), "false");
}

TEST(DeriveRisk, Factors) {
  RecordMaker maker;
  maker.Add("patient", {{"age_years", NumberValue(60)}});
  maker.Add("necrosis", {{"status", TextValue("not_assessed")}});
  maker.Add("lvi", {{"status", TextValue("absent")}});
  maker.Add("ploidy", {{"ploidy", TextValue("aneuploid")}});
  maker.Add("mitotic_rate", {{"count_low", NumberValue(4)},
                             {"count_high", NumberValue(6)},
                             {"per", TextValue("10_hpf")}});
  EXPECT_EQ(
      At(maker.Assembled().derived, "/tumors/0/prognostic_factors"),
      R"({"age_60_or_more":true,"vascular_invasion":false,"aneuploid":true,"mitoses_per_10_hpf":6})");
}

}  // namespace
}  // namespace pathex
