#include <gtest/gtest.h>

#include "extractor/record/entities.h"
#include "tests/unit/record_fixture.h"

namespace pathex {
namespace {

using Strings = std::vector<std::string>;

TEST(Entities, DifferentThingsInDifferentSpecimensAreDifferentTumours) {
  RecordMaker maker;
  maker.In("diagnosis", "A").Add("histology", {{"type", TextValue("leiomyosarcoma")}});
  maker.In("diagnosis", "B").Add("histology", {{"type", TextValue("liposarcoma")}});
  maker.In("gross", "B").Add("size", {{"greatest_mm", NumberValue(30)}});
  maker.In("gross", "A").Add("size", {{"greatest_mm", NumberValue(90)}});
  const Record record = maker.Assembled();
  EXPECT_EQ(
      At(record.report, "/tumors"),
      R"([{"specimens":["A"],"histology":{"type":"leiomyosarcoma"},"size":{"greatest_mm":90}},)"
      R"({"specimens":["B"],"histology":{"type":"liposarcoma"},"size":{"greatest_mm":30}}])");
  EXPECT_TRUE(record.diagnostics.empty());
}

TEST(Entities, TheMalignantOneComesFirst) {
  RecordMaker maker;
  maker.In("diagnosis", "1").Add("histology", {{"type", TextValue("leiomyoma")}});
  maker.In("diagnosis", "2").Add("histology", {{"type", TextValue("angiosarcoma")}});
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/specimens"), R"(["2"])");
  EXPECT_EQ(At(record.report, "/tumors/1/histology/type"), R"("leiomyoma")");
}

TEST(Entities, CompatibleTypesAreOneTumour) {
  RecordMaker maker;
  maker.In("diagnosis", "A").Add("histology", {{"type", TextValue("sarcoma")}});
  maker.In("diagnosis", "B").Add("histology", {{"type", TextValue("leiomyosarcoma")}});
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors"),
            R"([{"specimens":["A","B"],"histology":{"type":"leiomyosarcoma"}}])");
}

TEST(Entities, WhatStandsInNoTumoursSpecimenGoesToTheFirst) {
  RecordMaker maker;
  maker.In("diagnosis", "A").Add("histology", {{"type", TextValue("leiomyosarcoma")}});
  maker.In("diagnosis", "B").Add("histology", {{"type", TextValue("liposarcoma")}});
  maker.In("diagnosis", "C")
      .Add("lymph_nodes", {{"examined", NumberValue(4)}, {"positive", NumberValue(0)}});
  maker.In("microscopy").Add("necrosis", {{"status", TextValue("absent")}});
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/lymph_nodes"), R"({"examined":4,"positive":0})");
  EXPECT_EQ(At(record.report, "/tumors/0/necrosis/status"), R"("absent")");
  EXPECT_EQ(At(record.report, "/tumors/1/necrosis"), "");
}

TEST(Entities, TheTumoursOwnSpecimenOutranksAnother) {
  RecordMaker maker;
  maker.In("diagnosis", "B")
      .Add("margin", {{"site", TextValue("deep")}, {"status", TextValue("clear")}});
  maker.In("diagnosis", "A").Add("histology", {{"type", TextValue("leiomyosarcoma")}});
  maker.Add("margin", {{"site", TextValue("deep")}, {"status", TextValue("involved")}});
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/margins/sites/0/status"), R"("involved")");
  EXPECT_EQ(Notes(record), (Strings{"D011 /tumors/0/margins/sites/0/status m3,m1"}));
}

TEST(Entities, AMarginTakenAnewOutweighsTheTumoursOwnSpecimen) {
  RecordMaker maker;
  maker.In("diagnosis", "A").Add("histology", {{"type", TextValue("leiomyosarcoma")}});
  maker.Add("margin", {{"site", TextValue("deep")}, {"status", TextValue("involved")}});
  maker.In("diagnosis", "C")
      .Add("margin", {{"site", TextValue("deep")}, {"status", TextValue("clear")}})
      .Weight(1);
  EXPECT_EQ(At(maker.Assembled().report, "/tumors/0/margins/sites/0/status"), R"("clear")");
}

TEST(Entities, MetastasesAndOtherSectionsOpenNone) {
  RecordMaker maker;
  maker.In("diagnosis", "A").Add("histology", {{"type", TextValue("leiomyosarcoma")}});
  maker.In("diagnosis", "B")
      .Add("histology",
           {{"type", TextValue("adenocarcinoma")}, {"focus", TextValue("metastasis")}});
  maker.In("gross", "C").Add("histology", {{"type", TextValue("lipoma")}});
  const Record record = maker.Assembled();
  ASSERT_EQ(record.report.Find("tumors")->items.size(), 1u);
  EXPECT_EQ(At(record.report, "/tumors/0/histology/type"), R"("leiomyosarcoma")");
}

TEST(Entities, TwoTypesInOnePlaceAskForReview) {
  RecordMaker maker;
  maker.Add("histology", {{"type", TextValue("leiomyosarcoma")}});
  maker.Add("histology", {{"type", TextValue("liposarcoma")}});
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/histology/type"), R"("leiomyosarcoma")");
  EXPECT_EQ(Reasons(record), (Strings{"several_tumors_unresolved /tumors/0/histology/type"}));
}

TEST(Entities, ABenignNeighbourIsNoConflict) {
  RecordMaker maker;
  maker.Add("histology", {{"type", TextValue("leiomyoma")}});
  maker.Add("histology", {{"type", TextValue("angiosarcoma")}});
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/histology/type"), R"("angiosarcoma")");
  EXPECT_TRUE(record.review.empty());
}

TEST(Entities, TwoTumoursOfOneSpecimenAreToldApartWhereBothAreDescribed) {
  RecordMaker maker;
  maker.In("diagnosis", "J").Add("histology", {{"type", TextValue("urothelial_carcinoma")}});
  maker.Add("size", {{"greatest_mm", NumberValue(40)}});
  maker.Add("stage", {{"pt", TextValue("pT3")}});
  maker.Add("margin", {{"site", TextValue("deep")}, {"status", TextValue("involved")}});
  maker.Add("histology", {{"type", TextValue("adenocarcinoma")}});
  maker.Add("stage", {{"pt", TextValue("pT2")}});
  maker.Add("margin", {{"site", TextValue("deep")}, {"status", TextValue("clear")}});
  maker.Add("pni", {{"status", TextValue("absent")}});
  maker.In("diagnosis", "K").Add("lymph_nodes", {{"examined", NumberValue(4)}});
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/histology/type"), R"("urothelial_carcinoma")");
  EXPECT_EQ(At(record.report, "/tumors/0/stage/pt"), R"("pT3")");
  EXPECT_EQ(At(record.report, "/tumors/0/margins/status"), R"("R1")");
  EXPECT_EQ(At(record.report, "/tumors/0/perineural_invasion"), "");
  EXPECT_EQ(At(record.report, "/tumors/0/lymph_nodes/examined"), "4");
  EXPECT_EQ(At(record.report, "/tumors/1/specimens"), R"(["J"])");
  EXPECT_EQ(At(record.report, "/tumors/1/stage/pt"), R"("pT2")");
  EXPECT_EQ(At(record.report, "/tumors/1/margins/status"), R"("R0")");
  EXPECT_EQ(At(record.report, "/tumors/1/perineural_invasion/status"), R"("absent")");
  EXPECT_EQ(Reasons(record), (Strings{"several_tumors /tumors/1",
                                      "derived_from_partial_evidence /tumors/1/margins/status"}));
}

TEST(Entities, ASecondTumourThatIsNotDescribedByItselfHasNoText) {
  RecordMaker maker;
  maker.Add("histology", {{"type", TextValue("seminoma")}});
  maker.Add("histology", {{"type", TextValue("teratoma")}});
  maker.Add("size", {{"greatest_mm", NumberValue(40)}});
  maker.Add("stage", {{"pt", TextValue("pT1")}});
  const Record record = maker.Assembled();
  EXPECT_EQ(record.report.Find("tumors")->items.size(), 1u);
  EXPECT_EQ(At(record.report, "/tumors/0/stage/pt"), R"("pT1")");
}

TEST(Entities, OneDescribedOnlyWhereItIsNamedHasThatSentence) {
  RecordMaker maker;
  maker.Add("histology", {{"type", TextValue("leiomyoma")}});
  maker.Beside("size", {{"greatest_mm", NumberValue(90)}});
  maker.Add("histology", {{"type", TextValue("carcinosarcoma")}});
  maker.Add("size", {{"greatest_mm", NumberValue(30)}});
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/histology/type"), R"("carcinosarcoma")");
  EXPECT_EQ(At(record.report, "/tumors/0/size/greatest_mm"), "30");
  EXPECT_EQ(At(record.report, "/tumors/1/size/greatest_mm"), "90");
}

TEST(Entities, ASentenceThatNamesATumourIsAboutIt) {
  RecordMaker maker;
  maker.In("diagnosis", "A").Add("histology", {{"type", TextValue("renal_cell_carcinoma")}});
  maker.In("diagnosis", "B").Add("histology", {{"type", TextValue("leiomyoma")}});
  maker.In("comment").Add("histology", {{"type", TextValue("leiomyoma")}});
  maker.Add("necrosis", {{"status", TextValue("present")}});
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/necrosis"), "");
  EXPECT_EQ(At(record.report, "/tumors/1/necrosis/status"), R"("present")");
}

TEST(Entities, AnotherSpecimenThatIsIntactSaysNothingOfTheTumour) {
  RecordMaker maker;
  maker.In("diagnosis", "A").Add("histology", {{"type", TextValue("leiomyosarcoma")}});
  maker.In("gross", "B").Add("integrity", {{"integrity", TextValue("intact")}});
  EXPECT_EQ(At(maker.Assembled().report, "/tumors/0/integrity"), "");
}

TEST(Entities, ASideOfAnotherSpecimenIsNoSideOfTheTumour) {
  RecordMaker maker;
  maker.In("diagnosis", "A").Add("histology", {{"type", TextValue("leiomyosarcoma")}});
  maker.In("diagnosis", "B").Add("laterality", {{"laterality", TextValue("right")}});
  EXPECT_EQ(At(maker.Assembled().report, "/tumors/0/site"), "");
}

TEST(Entities, AMinorValueInAnAddendumIsNoCorrection) {
  RecordMaker maker;
  maker.In("diagnosis").Add("histology", {{"type", TextValue("leiomyosarcoma")}});
  maker.In("addendum").Add("histology", {{"type", TextValue("leiomyoma")}});
  EXPECT_EQ(At(maker.Assembled().report, "/tumors/0/histology/type"), R"("leiomyosarcoma")");
  RecordMaker amended;
  amended.In("diagnosis").Add("histology", {{"type", TextValue("leiomyosarcoma")}});
  amended.In("amended").Add("histology", {{"type", TextValue("leiomyoma")}});
  EXPECT_EQ(At(amended.Assembled().report, "/tumors/0/histology/type"), R"("leiomyoma")");
}

TEST(Entities, AStageInTheSpecimenOfAMinorThingIsTheFirstTumours) {
  RecordMaker maker;
  maker.In("diagnosis", "A").Add("histology", {{"type", TextValue("serous_carcinoma")}});
  maker.In("diagnosis", "B").Add("histology", {{"type", TextValue("leiomyoma")}});
  maker.Add("stage", {{"pt", TextValue("pT1")}});
  maker.Add("lymph_nodes", {{"examined", NumberValue(5)}, {"positive", NumberValue(0)}});
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/stage/pt"), R"("pT1")");
  EXPECT_EQ(At(record.report, "/tumors/1/lymph_nodes"), R"({"examined":5,"positive":0})");
}

TEST(Entities, AGradeInTheSentenceOfAMinorThingIsItsOwn) {
  RecordMaker maker;
  maker.In("diagnosis", "1").Add("histology", {{"type", TextValue("meningioma")}}, "meningioma");
  maker.Beside("grade", {{"value", NumberValue(1)}});
  maker.Add("histology", {{"type", TextValue("glioblastoma")}}, "glioblastoma");
  maker.In("comment").Add("grade", {{"value", NumberValue(4)}});
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/histology/type"), R"("glioblastoma")");
  EXPECT_EQ(At(record.report, "/tumors/0/grade/value"), "4");
  EXPECT_EQ(At(record.report, "/tumors/1/grade/value"), "1");
}

}  // namespace
}  // namespace pathex
