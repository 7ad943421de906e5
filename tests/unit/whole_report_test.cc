// Whole reports through all stages with the shipped lexicons: what headings, specimens, addenda and
// several tumours do to the values. All texts are invented.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "extractor/pipeline.h"
#include "tests/shipped_extractor.h"
#include "tests/unit/record_fixture.h"

namespace pathex {
namespace {

// The value at a pointer of the report of `text`, as JSON text.
std::string Read(std::string_view text, std::string_view pointer) {
  Source source;
  source.id = "case";
  source.parts.resize(1);
  source.parts[0].text = text;
  return At(ShippedExtractor().Extract(source).report, pointer);
}

TEST(WholeReport, APreviousDiagnosisIsHistory) {
  EXPECT_EQ(Read("PREVIOUS DIAGNOSIS:\nLipoma of the thigh.\n\n"
                 "FINAL DIAGNOSIS:\nThigh, excision:\n- Myxofibrosarcoma.\n",
                 "/tumors/0/histology/type"),
            R"("myxofibrosarcoma")");
  EXPECT_EQ(Read("FINAL DIAGNOSIS:\nScar, excision: no residual tumour.\n\n"
                 "PREVIOUS DIAGNOSIS: leiomyosarcoma\n",
                 "/tumors/0/histology/type"),
            "");
}

TEST(WholeReport, WhatWasReviewedHereIsOfNowInTheHistoryToo) {
  const std::string review =
      "CLINICAL HISTORY:\nExcision of a thigh mass elsewhere; our review: leiomyosarcoma, 3 cm. "
      "Margins positive.\n";
  EXPECT_EQ(Read(review, "/tumors/0/histology/type"), R"("leiomyosarcoma")");
  EXPECT_EQ(Read(review, "/tumors/0/margins/status"), R"("R1")");
  EXPECT_EQ(Read("CLINICAL HISTORY:\nExcision elsewhere: leiomyosarcoma, 3 cm.\n",
                 "/tumors/0/histology/type"),
            "");
}

TEST(WholeReport, AFrozenSectionYieldsToTheDiagnosis) {
  const std::string text =
      "PRELIMINARY FROZEN SECTION CONSULTATION:\nA. Nodes: 2 of 9 lymph nodes positive.\n"
      "Mass: leiomyosarcoma.\n\n"
      "DIAGNOSIS:\nA. Nodes: 3 of 11 lymph nodes positive.\nMass: liposarcoma.\n";
  EXPECT_EQ(Read(text, "/tumors/0/lymph_nodes"), R"({"examined":11,"positive":3})");
  EXPECT_EQ(Read(text, "/tumors/0/histology/type"), R"("liposarcoma")");
}

TEST(WholeReport, LabelsOfASynopsisDoNotEndIt) {
  const std::string text =
      "SYNOPTIC REPORT\nSpecimen Type: Radical excision\nClinical History: pain\n"
      "Histologic Type: Leiomyosarcoma\nTumor Site: Left thigh\n\n"
      "GROSS DESCRIPTION\nA mass of the right arm.\n";
  EXPECT_EQ(Read(text, "/tumors/0/histology/type"), R"("leiomyosarcoma")");
  EXPECT_EQ(Read(text, "/tumors/0/site/laterality"), R"("left")");
}

TEST(WholeReport, AStopThatBelongsToTheStatementEndsTheDenial) {
  EXPECT_EQ(
      Read("DIAGNOSIS:\nSac of the neck without atypical cells, compatible with lymphangioma.\n",
           "/tumors/0/histology/type"),
      R"("lymphangioma")");
}

TEST(WholeReport, ABlankBeforeACommaOrStopIsDirt) {
  const std::string text =
      "DIAGNOSIS\nSoft tissue , right thigh , excision : Leiomyosarcoma , grade 2 , 5.8 cm , deep "
      "to the fascia . Margins are free .\n";
  EXPECT_EQ(Read(text, "/tumors/0/site/laterality"), R"("right")");
  EXPECT_EQ(Read(text, "/tumors/0/size/greatest_mm"), "58");
  EXPECT_EQ(Read(text, "/tumors/0/depth/level"), R"("deep")");
  EXPECT_EQ(Read(text, "/tumors/0/margins/status"), R"("R0")");
}

TEST(WholeReport, ABlankInsideAWordIsDirt) {
  const std::string text =
      "DIAGNOSIS\nThigh, resection: Leiomyosarc oma.\nSurgical mar gins: nega tive\n"
      "Perineural in vasion: not identi fied\nA typical case.\n";
  EXPECT_EQ(Read(text, "/tumors/0/histology/type"), R"("leiomyosarcoma")");
  EXPECT_EQ(Read(text, "/tumors/0/margins/status"), R"("R0")");
  EXPECT_EQ(Read(text, "/tumors/0/perineural_invasion/status"), R"("absent")");
}

TEST(WholeReport, TwoLettersThatLookLikeOneAreReadAsIt) {
  EXPECT_EQ(Read("DIAGNOSIS\nThigh, resection: squarnous cell carcinorna.\nTurnor size: 4 crn\n",
                 "/tumors/0/histology/type"),
            R"("squamous_cell_carcinoma")");
  EXPECT_EQ(Read("DIAGNOSIS\nThigh, resection: sarcorna.\nTurnor size: 4 crn\n",
                 "/tumors/0/size/greatest_mm"),
            "40");
}

TEST(WholeReport, DigitsThatTouchALongWordAreDirt) {
  const std::string text =
      "DIAGNOSIS\nThigh, resection: Leiomyosarcoma70913.\nPerineural invasion: present6\n";
  EXPECT_EQ(Read(text, "/tumors/0/histology/type"), R"("leiomyosarcoma")");
  EXPECT_EQ(Read(text, "/tumors/0/perineural_invasion/status"), R"("present")");
}

TEST(WholeReport, AListMarkMayStandBeforeAnAnswer) {
  const std::string text =
      "DIAGNOSIS\nThigh, resection: Leiomyosarcoma.\nTumor size:\n- 3.3 cm, largest piece\n"
      "Perineural invasion:\n- Not identified.\n";
  EXPECT_EQ(Read(text, "/tumors/0/size/greatest_mm"), "33");
  EXPECT_EQ(Read(text, "/tumors/0/perineural_invasion/status"), R"("absent")");
}

TEST(WholeReport, AnAnswerMayStandUnderItsLabelOrInTheNextColumn) {
  const std::string lines =
      "DIAGNOSIS\nLeft thigh, resection: Leiomyosarcoma.\n\nSYNOPTIC REPORT\n"
      "Tumor Size\n6.5 x 4 x 4 cm\nHistologic Grade (FNCLCC)\nGrade 2\n"
      "Mitotic Rate\n12 per 10 HPF\nNecrosis\nNot identified\n"
      "Lymph-Vascular Invasion\nNot identified\nPerineural Invasion\nPresent\n"
      "Margins:\n\nUninvolved by sarcoma\n";
  std::string columns = lines;
  for (const char* label : {"Size", "(FNCLCC)", "Rate", "Necrosis", "Invasion", "Margins:"}) {
    for (size_t at = 0; (at = columns.find(label, at)) != std::string::npos; ++at) {
      const size_t end = at + std::string_view(label).size();
      columns.replace(end, columns.find_first_not_of('\n', end) - end, "      ");
    }
  }
  for (const std::string& text : {lines, columns}) {
    EXPECT_EQ(Read(text, "/tumors/0/size/greatest_mm"), "65") << text;
    EXPECT_EQ(Read(text, "/tumors/0/grade/value"), "2") << text;
    EXPECT_EQ(Read(text, "/tumors/0/mitotic_rate/count"), "12") << text;
    EXPECT_EQ(Read(text, "/tumors/0/necrosis/status"), R"("absent")") << text;
    EXPECT_EQ(Read(text, "/tumors/0/lymphovascular_invasion/status"), R"("absent")") << text;
    EXPECT_EQ(Read(text, "/tumors/0/perineural_invasion/status"), R"("present")") << text;
    EXPECT_EQ(Read(text, "/tumors/0/margins/status"), R"("R0")") << text;
  }
}

TEST(WholeReport, TheTitleOfASpecimenEndsTheHistory) {
  EXPECT_EQ(Read("Clinical History: mass of the thigh.\nThigh, left, radical resection:\n"
                 "- Leiomyosarcoma, 6 cm.\n",
                 "/tumors/0/histology/type"),
            R"("leiomyosarcoma")");
  EXPECT_EQ(Read("PREOPERATIVE DIAGNOSIS\nTumor\nA. THIGH, LEFT, BIOPSY: LEIOMYOSARCOMA, GRADE 2\n",
                 "/tumors/0/grade/value"),
            "2");
  // In a sentence it is history.
  EXPECT_EQ(Read("Clinical History: thigh mass, biopsy: leiomyosarcoma.\n"
                 "Previous scar, excision: leiomyosarcoma\n",
                 "/tumors/0/histology/type"),
            "");
}

TEST(WholeReport, AStopBeforeALinkingWordEndsNothing) {
  EXPECT_EQ(Read("DIAGNOSIS\nLeiomyosarcoma, completely excised. The tumor is located 4 mm. from "
                 "the deep margin.\n",
                 "/tumors/0/margins/closest/distance_mm"),
            "4");
  EXPECT_EQ(Read("DIAGNOSIS\nLeiomyosarcoma. The cells are positive. for desmin.\n",
                 "/tumors/0/immunohistochemistry/0/result"),
            R"("positive")");
}

TEST(WholeReport, TheResectionCountsMoreThanTheBiopsyBeforeIt) {
  const std::string named =
      "Core biopsy report, 3 March\nDiagnosis: Leiomyosarcoma, grade 1. Mitoses 4/10 HPF. No "
      "necrosis. "
      "Desmin positive.\n\nResection report, 2 April\nSpecimen: left buttock, wide excision.\n"
      "Macroscopy: tumour 65 mm.\nDiagnosis: Leiomyosarcoma, FNCLCC grade 2. Mitoses 14/10 HPF.\n";
  const std::string unnamed =
      "Specimen: left buttock, core biopsy.\nDiagnosis: Leiomyosarcoma, grade 1. Mitoses 4/10 HPF. "
      "No necrosis. Desmin positive.\n\nSpecimen: left buttock, wide excision.\n"
      "Macroscopy: tumour 65 mm.\nDiagnosis: Leiomyosarcoma, FNCLCC grade 2. Mitoses 14/10 HPF.\n";
  for (const std::string& text : {named, unnamed}) {
    EXPECT_EQ(Read(text, "/kind"), R"("resection")") << text;
    EXPECT_EQ(Read(text, "/tumors/0/grade/value"), "2") << text;
    EXPECT_EQ(Read(text, "/tumors/0/mitotic_rate/count"), "14") << text;
    // What only the biopsy says is kept.
    EXPECT_EQ(Read(text, "/tumors/0/necrosis/status"), R"("absent")") << text;
    EXPECT_EQ(Read(text, "/tumors/0/immunohistochemistry/0/marker"), R"("desmin")") << text;
  }
}

TEST(WholeReport, AMetastasisDescribedByItselfIsATumourOfItsOwn) {
  const std::string text =
      "DIAGNOSIS:\nA. Left thigh, radical resection:\n- Leiomyosarcoma, 8 cm.\n"
      "B. Lung, right lower lobe, wedge resection:\n- Metastatic leiomyosarcoma, 1.2 cm.\n"
      "C. Lymph nodes, groin, dissection:\n- Metastatic leiomyosarcoma in 1 of 4 lymph nodes, 2 "
      "cm.\n";
  EXPECT_EQ(Read(text, "/tumors/0/size/greatest_mm"), "80");
  EXPECT_EQ(Read(text, "/tumors/0/focus"), "");
  EXPECT_EQ(Read(text, "/tumors/1/focus"), R"("metastasis")");
  EXPECT_EQ(Read(text, "/tumors/1/size/greatest_mm"), "12");
  EXPECT_EQ(Read(text, "/tumors/1/specimens"), R"(["B"])");
  EXPECT_EQ(Read(text, "/tumors/2"), "");
}

TEST(WholeReport, TwoTumoursOfOneTypeAreToldApartByGradeAndSize) {
  const std::string text =
      "DIAGNOSIS\n1. Left forearm, excision: Leiomyosarcoma, grade 1, 2 cm.\n"
      "2. Left upper arm, excision: Leiomyosarcoma, grade 2, 4 cm.\n";
  EXPECT_EQ(Read(text, "/tumors/0/grade/value"), "1");
  EXPECT_EQ(Read(text, "/tumors/1/grade/value"), "2");
  EXPECT_EQ(Read(text, "/tumors/1/size/greatest_mm"), "40");
  // One tumour and more of it in the margin taken after it.
  const std::string one =
      "DIAGNOSIS\n1. Left forearm, excision: Leiomyosarcoma, grade 1, 2 cm.\n"
      "2. Deep margin, excision: Leiomyosarcoma, 0.3 cm.\n";
  EXPECT_EQ(Read(one, "/tumors/1"), "");
}

TEST(WholeReport, DigitsInLongWordsAreLetters) {
  const std::string text = "DIAGNOSIS\nR1GHT TH1GH, EXC1SION: LE1OMYOSARCOMA, 5 CM.\n";
  EXPECT_EQ(Read(text, "/tumors/0/histology/type"), R"("leiomyosarcoma")");
  EXPECT_EQ(Read(text, "/kind"), R"("resection")");
  EXPECT_EQ(Read(text, "/tumors/0/size/greatest_mm"), "50");
}

TEST(WholeReport, ABenignAddendumIsNoCorrection) {
  EXPECT_EQ(Read("DIAGNOSIS:\nUterus, hysterectomy: Leiomyosarcoma.\n\n"
                 "ADDENDUM:\nFurther sections show: - Leiomyoma.\n",
                 "/tumors/0/histology/type"),
            R"("leiomyosarcoma")");
}

TEST(WholeReport, AnAmendedDiagnosisSupersedes) {
  EXPECT_EQ(Read("DIAGNOSIS:\nUterus, hysterectomy: Leiomyosarcoma.\n\n"
                 "AMENDED DIAGNOSIS:\nUterus, hysterectomy: Leiomyoma.\n",
                 "/tumors/0/histology/type"),
            R"("leiomyoma")");
}

TEST(WholeReport, TheClinicalSideServesWhenNothingElseTellsIt) {
  EXPECT_EQ(Read("CLINICAL HISTORY: Left thigh mass.\nDIAGNOSIS: Excision: leiomyosarcoma.\n",
                 "/tumors/0/site/laterality"),
            R"("left")");
  EXPECT_EQ(Read("CLINICAL HISTORY: History of left thigh mass.\nDIAGNOSIS: Leiomyosarcoma.\n",
                 "/tumors/0/site/laterality"),
            "");
}

TEST(WholeReport, AnEmptyBoxDropsOneOptionOnly) {
  EXPECT_EQ(
      Read("DIAGNOSIS: [ ] pending. The tumor is a leiomyosarcoma.\n", "/tumors/0/histology/type"),
      R"("leiomyosarcoma")");
}

TEST(WholeReport, SmallLettersNumberAList) {
  EXPECT_EQ(Read("DIAGNOSIS:\nThigh, excision: sarcoma.\na. An addendum will follow.\n"
                 "b. Metastases in 2 of 30 lymph nodes.\n",
                 "/tumors/0/lymph_nodes"),
            R"({"examined":30,"positive":2})");
}

TEST(WholeReport, TensAndOnesAreOneNumber) {
  EXPECT_EQ(
      Read("DIAGNOSIS:\nTwo of thirty-four lymph nodes are positive.\n", "/tumors/0/lymph_nodes"),
      R"({"examined":34,"positive":2})");
}

}  // namespace
}  // namespace pathex
