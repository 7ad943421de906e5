#include <gtest/gtest.h>

#include "extractor/record/assemble.h"
#include "tests/unit/record_fixture.h"

namespace pathex {
namespace {

using Strings = std::vector<std::string>;

TEST(Assemble, NothingSaidGivesAnEmptyReport) {
  RecordMaker maker;
  EXPECT_EQ(At(maker.Assembled().report, ""), "{}");
}

TEST(Assemble, OneMentionBecomesOneValueWithItsEvidence) {
  RecordMaker maker;
  maker.Add("size", {{"greatest_mm", NumberValue(62.5)}, {"relation", TextValue("~")}});
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/size"), R"({"greatest_mm":62.5,"relation":"~"})");
  EXPECT_EQ(record.report.Find("tumors")->items[0].Find("size")->Find("greatest_mm")->evidence,
            (std::vector<uint32_t>{0}));
}

TEST(Assemble, HigherSectionWinsAndTheLoserSaysSo) {
  RecordMaker maker;
  maker.In("gross").Add("necrosis", {{"status", TextValue("absent")}});
  maker.In("diagnosis").Add("necrosis", {{"status", TextValue("present")}});
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/necrosis/status"), R"("present")");
  EXPECT_EQ(Notes(record), (Strings{"D011 /tumors/0/necrosis/status m2,m1"}));
  EXPECT_EQ(record.findings[0].lost_to, 1);
  EXPECT_EQ(record.findings[1].lost_to, -1);
}

TEST(Assemble, SameRankDisagreeingLeavesTheKeyAbsent) {
  RecordMaker maker;
  maker.In("diagnosis").Add("ploidy", {{"ploidy", TextValue("diploid")}});
  maker.Add("ploidy", {{"ploidy", TextValue("aneuploid")}});
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, ""), "{}");
  EXPECT_EQ(Notes(record), (Strings{"D010 /tumors/0/ploidy m1,m2"}));
  EXPECT_EQ(Reasons(record), (Strings{"conflict /tumors/0/ploidy"}));
}

TEST(Assemble, WherePresentWinsADenialOfTheSameRankIsStillAConflict) {
  RecordMaker maker;
  maker.In("diagnosis").Add("pni", {{"status", TextValue("absent")}});
  maker.Add("pni", {{"status", TextValue("present")}});
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/perineural_invasion/status"), R"("present")");
  EXPECT_EQ(Reasons(record), (Strings{"conflict /tumors/0/perineural_invasion/status"}));
}

TEST(Assemble, ANumberThatIsTheDistanceOfAMarginIsNoSize) {
  RecordMaker maker;
  maker.In("diagnosis").Add("size", {{"greatest_mm", NumberValue(34)}});
  maker.Add("margin", {{"site", TextValue("deep")}, {"distance_mm", NumberValue(4)}});
  maker.Beside("size", {{"greatest_mm", NumberValue(4)}});
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/size/greatest_mm"), "34");
  EXPECT_EQ(At(record.report, "/tumors/0/margins/sites/0/distance_mm"), "4");
  EXPECT_EQ(record.findings[2].lost_to, 1);
  EXPECT_EQ(Notes(record), Strings{});
}

TEST(Assemble, ADistanceInOtherWordsLeavesTheSizeAlone) {
  RecordMaker maker;
  maker.In("diagnosis").Add("margin", {{"distance_mm", NumberValue(4)}});
  maker.Add("size", {{"greatest_mm", NumberValue(4)}});
  EXPECT_EQ(At(maker.Assembled().report, "/tumors/0/size/greatest_mm"), "4");
}

TEST(Assemble, TheSameValueInSeveralPlacesIsAllEvidence) {
  RecordMaker maker;
  maker.In("gross").Add(
      "size", {{"greatest_mm", NumberValue(80)}, {"dimensions_mm", NumbersValue({80000, 50000})}});
  maker.In("diagnosis").Add("size", {{"greatest_mm", NumberValue(80)}});
  const Record record = maker.Assembled();
  const Node* size = record.report.Find("tumors")->items[0].Find("size");
  EXPECT_EQ(At(*size, ""), R"({"greatest_mm":80,"dimensions_mm":[80,50]})");
  EXPECT_EQ(size->Find("greatest_mm")->evidence, (std::vector<uint32_t>{0, 1}));
  EXPECT_EQ(size->Find("dimensions_mm")->items[1].evidence, (std::vector<uint32_t>{0}));
  EXPECT_TRUE(record.diagnostics.empty());
}

TEST(Assemble, ADonorThatContradictsGivesNothing) {
  RecordMaker maker;
  maker.In("diagnosis")
      .Add("ihc", {{"marker", TextValue("desmin")},
                   {"result", TextValue("positive")},
                   {"extent", TextValue("focal")}});
  maker.In("microscopy")
      .Add("ihc", {{"marker", TextValue("desmin")},
                   {"result", TextValue("positive")},
                   {"extent", TextValue("diffuse")},
                   {"intensity", TextValue("strong")}});
  maker.Add("ihc", {{"marker", TextValue("desmin")},
                    {"result", TextValue("positive")},
                    {"localisation", TextValue("cytoplasmic")}});
  EXPECT_EQ(
      At(maker.Assembled().report, "/tumors/0/immunohistochemistry/0"),
      R"({"marker":"desmin","result":"positive","extent":"focal","localisation":"cytoplasmic"})");
}

TEST(Assemble, OnlyAcceptedContextsBecomeValues) {
  RecordMaker maker;
  maker.Add("histology", {{"type", TextValue("liposarcoma")}}).Negated();
  maker.Add("histology", {{"type", TextValue("angiosarcoma")}}).Certain(Certainty::kHypothetical);
  maker.Add("histology", {{"type", TextValue("osteosarcoma")}}).At(Time::kHistorical);
  maker.Add("histology", {{"type", TextValue("chordoma")}}).About(Subject::kOther);
  EXPECT_EQ(At(maker.Assembled().report, ""), "{}");
  maker.Add("histology", {{"type", TextValue("leiomyosarcoma")}}).Certain(Certainty::kProbable);
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/histology"),
            R"({"type":"leiomyosarcoma","certainty":"probable"})");
  EXPECT_EQ(Reasons(record), (Strings{"hedged /tumors/0/histology/type"}));
}

TEST(Assemble, ANegatedPresenceIsAnAbsence) {
  RecordMaker maker;
  maker.Add("lvi", {{"status", TextValue("present")}}).Negated();
  maker.Add("operation", {{"rupture", BoolValue(true)}}).Negated();
  maker.Add("metastasis", {{"site", TextValue("lung")}, {"status", TextValue("present")}})
      .Negated();
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/lymphovascular_invasion/status"), R"("absent")");
  EXPECT_EQ(At(record.report, "/operation/rupture"), "false");
  EXPECT_EQ(At(record.report, "/course/metastases/0"), R"({"site":"lung","status":"absent"})");
}

TEST(Assemble, WithoutHeadingsTheBodyCountsAsDiagnosis) {
  RecordMaker maker;
  maker.In("body").Add("histology", {{"type", TextValue("leiomyosarcoma")}});
  maker.Add("necrosis", {{"status", TextValue("absent")}});
  EXPECT_TRUE(maker.Assembled().review.empty());
  maker.In("specimen").Add("necrosis", {{"status", TextValue("present")}});
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/necrosis/status"), R"("present")");
}

TEST(Assemble, AnAddendumCompletesWhatWasPending) {
  RecordMaker maker;
  maker.In("microscopy")
      .Add("ihc", {{"marker", TextValue("mdm2")}, {"result", TextValue("pending")}});
  maker.In("addendum")
      .Add("ihc", {{"marker", TextValue("mdm2")}, {"result", TextValue("negative")}});
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/immunohistochemistry"),
            R"([{"marker":"mdm2","result":"negative"}])");
  EXPECT_TRUE(record.diagnostics.empty());
  EXPECT_EQ(record.findings[0].lost_to, 1);
}

TEST(Assemble, StainsThatDisagreeKeepTheFirstAndAskForReview) {
  RecordMaker maker;
  maker.In("microscopy")
      .Add("ihc", {{"marker", TextValue("er")}, {"result", TextValue("positive")}});
  maker.Add("ihc", {{"marker", TextValue("er")},
                    {"result", TextValue("negative")},
                    {"percent", NumberValue(0)}});
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/immunohistochemistry/0"),
            R"({"marker":"er","result":"positive"})");
  EXPECT_EQ(Notes(record), (Strings{"D010 /tumors/0/immunohistochemistry/0/result m1,m2"}));
}

TEST(Assemble, AMarkerThatIsOnlyNamedGivesNoEntry) {
  RecordMaker maker;
  maker.Add("ihc", {{"marker", TextValue("cd34")}});
  maker.Add("ihc", {{"marker", TextValue("ki67")}, {"percent", NumberValue(30)}});
  EXPECT_EQ(At(maker.Assembled().report, "/tumors/0/immunohistochemistry"),
            R"([{"marker":"ki67","percent":30}])");
}

TEST(Assemble, AConflictInAListKeepsItsObject) {
  RecordMaker maker;
  maker.Add("margin", {{"site", TextValue("deep")}, {"status", TextValue("involved")}});
  maker.Add("margin", {{"site", TextValue("deep")}, {"status", TextValue("clear")}});
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/margins/sites"), R"([{"site":"deep"}])");
  EXPECT_EQ(Reasons(record), (Strings{"conflict /tumors/0/margins/sites/0/status"}));
}

TEST(Assemble, GradeInWordsIsRefinedByTheNumber) {
  RecordMaker maker;
  maker.In("diagnosis")
      .Add("grade", {{"system", TextValue("two_tier")}, {"value", TextValue("high")}});
  maker.In("microscopy")
      .Add("grade", {{"system", TextValue("fnclcc")},
                     {"value", NumberValue(3)},
                     {"differentiation", NumberValue(3)}});
  EXPECT_EQ(At(maker.Assembled().report, "/tumors/0/grade"),
            R"({"system":"fnclcc","value":3,"differentiation":3})");
}

TEST(Assemble, AMentionThatLostGivesNothingElseToTheObject) {
  RecordMaker maker;
  maker.In("diagnosis").Add("grade", {{"system", TextValue("fnclcc")}, {"value", NumberValue(2)}});
  maker.In("gross").Add(
      "grade",
      {{"system", TextValue("fnclcc")}, {"value", NumberValue(3)}, {"total", NumberValue(7)}});
  EXPECT_EQ(At(maker.Assembled().report, "/tumors/0/grade"), R"({"system":"fnclcc","value":2})");
}

TEST(Assemble, ListsCollectDistinctValuesInOrderOfTheText) {
  RecordMaker maker;
  for (const char* variant : {"myxoid", "epithelioid", "myxoid"}) {
    maker.Add("histology",
              {{"type", TextValue("leiomyosarcoma")}, {"variants", TextValue(variant)}});
  }
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/histology/variants"), R"(["myxoid","epithelioid"])");
  const Node* variants = record.report.Find("tumors")->items[0].Find("histology")->Find("variants");
  EXPECT_EQ(variants->items[0].evidence, (std::vector<uint32_t>{0, 2}));
}

TEST(Assemble, ASlotMayBelongToAnotherPlace) {
  RecordMaker maker;
  maker.Add("histology",
            {{"type", TextValue("leiomyosarcoma")}, {"focus", TextValue("recurrence")}});
  maker.Add("site", {{"region", TextValue("lower_limb")}, {"laterality", TextValue("left")}});
  maker.Add("operation", {{"procedure", TextValue("wide_excision")}, {"en_bloc", BoolValue(true)}});
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/focus"), R"("recurrence")");
  EXPECT_EQ(At(record.report, "/tumors/0/site"), R"({"region":"lower_limb","laterality":"left"})");
  EXPECT_EQ(At(record.report, "/operation"), R"({"procedure":"wide_excision","en_bloc":true})");
}

TEST(Assemble, SpecimensTakeTheirLabelFromTheOutline) {
  RecordMaker maker;
  maker.In("diagnosis", "B").Add("specimen", {{"procedure", TextValue("re_excision")}});
  EXPECT_EQ(At(maker.Assembled().report, "/specimens"),
            R"([{"id":"B","procedure":"re_excision"}])");
}

TEST(Assemble, FindingsThatLostBeforeStayOut) {
  RecordMaker maker;
  maker.Add("pni", {{"status", TextValue("present")}});
  Record record = maker.Make();
  record.findings[0].lost_to = 0;
  Assemble(ShippedAssembly(), &record);
  EXPECT_EQ(At(record.report, ""), "{}");
}

TEST(Assemble, UnknownTypesAndPlacesOutsideTheOutlineAreHarmless) {
  RecordMaker maker;
  maker.Add("no_such_type", {{"x", NumberValue(1)}});
  maker.Add("pni", {{"status", TextValue("absent")}});
  Record record = maker.Make();
  record.findings[1].mention.section = 99;
  record.findings[1].mention.unit = 99;
  Assemble(ShippedAssembly(), &record);
  EXPECT_EQ(At(record.report, "/tumors/0/perineural_invasion/status"), R"("absent")");
}

TEST(Assemble, AnOrganOfTheMidlineHasNoSide) {
  RecordMaker maker;
  maker.In("diagnosis").Add("site", {{"region", TextValue("uterus")}});
  maker.Add("laterality", {{"laterality", TextValue("left")}});
  maker.Add("laterality", {{"laterality", TextValue("right")}});
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/site"), R"({"region":"uterus"})");
  EXPECT_TRUE(record.review.empty());
  EXPECT_TRUE(record.diagnostics.empty());
  RecordMaker other;
  other.In("diagnosis").Add("site", {{"region", TextValue("lower_limb")}});
  other.Add("laterality", {{"laterality", TextValue("left")}});
  EXPECT_EQ(At(other.Assembled().report, "/tumors/0/site/laterality"), R"("left")");
}

TEST(Assemble, MoreNodesHitThanThereAreGiveNoNumber) {
  RecordMaker maker;
  maker.Add("histology", {{"type", TextValue("leiomyosarcoma")}});
  maker.Add("lymph_nodes", {{"examined", NumberValue(2)}, {"positive", NumberValue(36)}});
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/lymph_nodes"), "");
  EXPECT_EQ(Reasons(record), (std::vector<std::string>{"conflict /tumors/0/lymph_nodes/examined"}));
}

TEST(Assemble, AnOrganOfItsOwnIsNotRefinedByAnotherOrganOfLowerRank) {
  const auto site = [](const char* region, const char* code) {
    return RecordMaker::Slots{{"region", TextValue(region)}, {"icd_o_3", TextValue(code)}};
  };
  RecordMaker maker;
  maker.In("clinical").Add("site", site("genitourinary", "C64.9"), "kidney mass");
  maker.In("diagnosis").Add("site", site("intra_abdominal", "C22.0"), "liver");
  EXPECT_EQ(At(maker.Assembled().report, "/tumors/0/site/region"), R"("intra_abdominal")");
  RecordMaker loose;
  loose.In("clinical").Add("site", site("genitourinary", "C64.9"), "kidney mass");
  loose.In("diagnosis").Add("site", site("intra_abdominal", "C48.2"), "abdomen");
  EXPECT_EQ(At(loose.Assembled().report, "/tumors/0/site/region"), R"("genitourinary")");
}

TEST(Assemble, AStainWithAShareIsNotPending) {
  RecordMaker maker;
  maker.In("microscopy")
      .Add("ihc", {{"marker", TextValue("ki67")}, {"result", TextValue("pending")}});
  maker.In("addendum").Add("ihc", {{"marker", TextValue("ki67")}, {"percent", NumberValue(30)}});
  EXPECT_EQ(At(maker.Assembled().report, "/tumors/0/immunohistochemistry"),
            R"([{"marker":"ki67","percent":30}])");
}

}  // namespace
}  // namespace pathex
