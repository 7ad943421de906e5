// Where a section and a specimen begin, read with the lexicons of this tree.
#include <gtest/gtest.h>

#include <list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/base/files.h"
#include "extractor/pipeline.h"
#include "extractor/text/source_text.h"
#include "tests/shipped_extractor.h"

namespace pathex {
namespace {

const Outline& OutlineOf(const std::string& text, const std::string& language) {
  Result<std::vector<Source>> sources = ReadText(text, "report.txt", {});
  if (!sources) ADD_FAILURE() << "nothing to read";
  // The record holds views into both: they live as long as the tests.
  static std::list<Source> kept_sources;
  static std::list<Record> kept_records;
  const Source& source = kept_sources.emplace_back(std::move(sources->front()));
  return kept_records.emplace_back(ShippedExtractor(language).Extract(source))
      .parts.front()
      .outline;
}

TEST(Outlines, AFormWithItsOwnMarkIsAHeadingAtALinesStart) {
  const std::string clinical = "Renseignements cliniques : masse de la cuisse.\n";
  const Outline& outline = OutlineOf(clinical + "Histologiquement, 18 mitoses.\n", "fr");
  ASSERT_EQ(outline.sections.size(), 3u);
  EXPECT_EQ(outline.sections[1].id, "clinical");
  EXPECT_EQ(outline.sections[2].id, "microscopy");
  EXPECT_EQ(
      OutlineOf(clinical + "La tumeur est, histologiquement, un sarcome.\n", "fr").sections.size(),
      2u);
}

TEST(Outlines, ANumberInABracketIsNoSpecimen) {
  EXPECT_TRUE(OutlineOf("Grade 3 (mitoses: 3; necrosis: 1).\n", "en").specimens.empty());
  EXPECT_EQ(
      OutlineOf("DIAGNOSIS\n(1) Thigh: sarcoma.\n(2) Node: negative.\n", "en").specimens.size(),
      2u);
}

std::string LabelsOf(const std::string& text) {
  std::string labels;
  for (const SpecimenRange& specimen : OutlineOf(text, "en").specimens) labels += specimen.label;
  return labels;
}

TEST(Outlines, ANumberRepeatedInABracketIsNoSpecimen) {
  EXPECT_EQ(LabelsOf("DIAGNOSIS\nPart 1: Thigh, resection: sarcoma.\nPart 2: Nodes, excision -\n"
                     "No tumor in three (3) nodes examined.\nPart 3: Skin: scar.\n"),
            "123");
  EXPECT_EQ(LabelsOf("DIAGNOSIS\n(1) Skin: scar. (2) Fat: benign.\nNo tumor in two\n(3) nodes.\n"),
            "12");
}

TEST(Outlines, AMisreadLetterContinuesTheRow) {
  EXPECT_EQ(LabelsOf("DIAGNOSIS\nA. Node: benign.\n8. Thigh: sarcoma.\nC. Skin: scar.\n"
                     "0. Margin: clear.\nE. Fat: benign.\n"),
            "ABCDE");
  // A number that no letter looks like, or in another place, does not.
  EXPECT_EQ(LabelsOf("DIAGNOSIS\nA. Node: benign.\n7. Thigh: sarcoma.\n0. Skin: scar.\n"), "A");
}

// The units of a text as they lie in it, one a line.
std::string UnitsOf(const std::string& text) {
  std::string units;
  for (const Unit& unit : OutlineOf(text, "en").units) {
    std::string words = text.substr(unit.span.begin, unit.span.size());
    for (char& c : words) c = c == '\n' ? '/' : c;
    units += words + "\n";
  }
  return units;
}

TEST(Outlines, ANamedLabelAtTheStartOfASentenceNeedsNoMark) {
  EXPECT_EQ(LabelsOf("GROSS\nSpecimen A is labeled \"thigh\" and holds fat. Specimen B is labeled "
                     "\"node\".\nContainer C holds skin as thick as specimen D of last year.\n"),
            "ABC");
  // A row may go on from another section, but not with a letter that may be a misread number.
  EXPECT_EQ(LabelsOf("GROSS\nPart 7 is received fresh.\nPart 8 is received fresh.\n"), "78");
  EXPECT_EQ(LabelsOf("GROSS\nPart I is received fresh.\nPart 2 is received fresh.\n"), "2");
}

TEST(Outlines, AnAnswerBelongsToTheLabelInTheLineAbove) {
  EXPECT_EQ(UnitsOf("Perineural Invasion\nNot identified\nMargins\nUninvolved by sarcoma\n"),
            "Perineural Invasion/Not identified\nMargins/Uninvolved by sarcoma\n");
  EXPECT_EQ(UnitsOf("Margins:\n\nUninvolved\n"),
            "Margins:/"
            "/Uninvolved\n");
  EXPECT_EQ(UnitsOf("Tumor Size\n6.5 x 4 cm\nHistologic Grade\nGrade 2\n"),
            "Tumor Size/6.5 x 4 cm\nHistologic Grade/Grade 2\n");
  EXPECT_EQ(UnitsOf("Tumor size:\n- 3.3 cm in all\nNecrosis:\n- Not identified\n"),
            "Tumor size:/- 3.3 cm in all\nNecrosis:/- Not identified\n");
  EXPECT_EQ(UnitsOf("*Necrosis:\n*Not identified\n*Grade: 2\n"),
            "*Necrosis:/*Not identified\n*Grade: 2\n");
  // Sentences, answers and list marks are no labels, and not every line is an answer.
  EXPECT_EQ(UnitsOf("The tumor is cellular.\nNegative margins\n"),
            "The tumor is cellular.\nNegative margins\n");
  EXPECT_EQ(UnitsOf("Margin status    Free\nNegative nodes\n"),
            "Margin status    Free\nNegative nodes\n");
  EXPECT_EQ(UnitsOf("Absent\nPresent\n"), "Absent\nPresent\n");
  EXPECT_EQ(UnitsOf("Liposarcoma\nNot identified\nPresent\n"),
            "Liposarcoma\nNot identified\nPresent\n");
  EXPECT_EQ(UnitsOf("Left thigh\nLeft knee\n"), "Left thigh\nLeft knee\n");
  EXPECT_EQ(UnitsOf("Blocks\n1) Tumor\n2) Node\n"), "Blocks\n1) Tumor\n2) Node\n");
}

// The sections of a text, by id.
std::string SectionsOf(const std::string& text) {
  std::string ids;
  for (const Section& section : OutlineOf(text, "en").sections)
    ids += (ids.empty() ? "" : " ") + std::string(section.id);
  return ids;
}

TEST(Outlines, APointInsideALengthEndsNoSentence) {
  EXPECT_EQ(UnitsOf("It measures 2. 5 cm across. Firm.\n"), "It measures 2. 5 cm across.\nFirm.\n");
  EXPECT_EQ(UnitsOf("A mass of 9 x 7 x 2. 5 cm.\n"), "A mass of 9 x 7 x 2. 5 cm.\n");
  EXPECT_EQ(UnitsOf("Nodes: 1. Benign.\n2. 5 cm nodule.\n"),
            "Nodes:\n1.\nBenign.\n2.\n5 cm nodule.\n");
}

TEST(Outlines, AStopWhoseBlankStandsBeforeItEndsTheSentence) {
  EXPECT_EQ(
      UnitsOf("No proliferation .A rare focus of necrosis (1%) .The size is 4 cm .NOTE it.\n"),
      "No proliferation .\nA rare focus of necrosis (1%) .\nThe size is 4 cm .\nNOTE it.\n");
  EXPECT_EQ(UnitsOf("Seen by dr .Smith as pT2 .N0, .5 cm, vimentin .A1.\n"),
            "Seen by dr .Smith as pT2 .N0, .5 cm, vimentin .A1.\n");
}

TEST(Outlines, ANumberThatEndsANameBeginsNoItem) {
  EXPECT_EQ(UnitsOf("The spindle cells and the giant cells are all positive for cytokeratin\n"
                    "7. Other stains are negative.\n"),
            "The spindle cells and the giant cells are all positive for cytokeratin/7.\n"
            "Other stains are negative.\n");
  EXPECT_EQ(UnitsOf("Positive for cytokeratin\n7. Node, biopsy: benign.\n"),
            "Positive for cytokeratin\n7.\nNode, biopsy: benign.\n");
}

TEST(Outlines, ANameThatGoesOnBehindALineBreakEndsNoUnit) {
  EXPECT_EQ(UnitsOf("TUMOR EXTENDS TO THE LATERAL RESECTION\nMARGIN OF THE ARM\nSKIN FREE\n"),
            "TUMOR EXTENDS TO THE LATERAL RESECTION/MARGIN OF THE ARM\nSKIN FREE\n");
}

TEST(Outlines, ATitleWithItsProcedureInBracketsEndsAComment) {
  EXPECT_EQ(SectionsOf("DIAGNOSIS:\nA. Thigh (EXCISION):\nSarcoma.\nCOMMENT:\nSent for review.\n"
                       "B. \"LEFT ARM\" (BIOPSY):\nScar.\n"),
            "body diagnosis comment diagnosis");
}

TEST(Outlines, TitlesBeforeTheFirstHeadingOpenTheDiagnosis) {
  EXPECT_EQ(SectionsOf("St Elsewhere\nA. Pelvic mass, resection:\n- Fibroma.\nGross: A mass.\n"),
            "body diagnosis gross");
  EXPECT_EQ(SectionsOf("A. Skin: scar\nB. Pelvis, resection:\n- Fibroma.\nGross: A mass.\n"),
            "body diagnosis gross");
  EXPECT_EQ(SectionsOf("A. Pelvic mass, resection:\nGross: A mass.\nDIAGNOSIS:\nFibroma.\n"),
            "body gross diagnosis");
  // A lettered paragraph goes on behind its colon.
  EXPECT_EQ(SectionsOf("Clinical history: lump.\n\nA. Left groin, resection: Liposarcoma\n"),
            "body clinical diagnosis");
}

TEST(Outlines, AnotherSpecimenResumesTheGrossDescriptionBehindItsBlocks) {
  EXPECT_EQ(SectionsOf("GROSS DESCRIPTION:\n1) A node.\nSummary of sections:\nLN -- node\n"
                       "2) The specimen is received fresh. A mass.\nBlock key:\n2A tumor\n"),
            "body gross blocks gross blocks");
  EXPECT_EQ(SectionsOf("GROSS DESCRIPTION:\nSpecimen A is a node.\nBlock summary:\nA1 - node\n"
                       "Specimen B holds a mass.\nBlock summary:\nB1 - rest of specimen B\n"),
            "body gross blocks gross blocks");
}

TEST(Outlines, AChecklistUnderTheSpecimensIsASectionOfItsOwn) {
  EXPECT_EQ(SectionsOf("DIAGNOSIS\nThigh: sarcoma.\nSPECIMEN\nThigh\nTUMOR SIZE\n4 cm\n"),
            "body diagnosis specimen body");
  EXPECT_EQ(SectionsOf("SPECIMENS\nA: Thigh\nNecrosis: absent\nMICROSCOPY\nSpindle cells.\n"),
            "body specimen body microscopy");
  // What is asked of the specimen as a whole is none, nor what a list of specimens says.
  EXPECT_EQ(SectionsOf("SPECIMENS\nA: Thigh\nSpecimen size: 9 cm\nB: Size of a node\n"),
            "body specimen");
}

TEST(Outlines, TheTitleOfTheNextSpecimenEndsASynopsis) {
  const Outline& outline = OutlineOf(
      "DIAGNOSIS\nA. Uterus, hysterectomy:\nTumor characteristics:\n1. Size: 4 cm\n"
      "B. Left pelvic nodes, excision:\nSix lymph nodes, no tumor.\n",
      "en");
  ASSERT_GE(outline.sections.size(), 3u);
  EXPECT_EQ(outline.sections[outline.sections.size() - 2].id, "synoptic");
  EXPECT_EQ(outline.sections.back().id, "diagnosis");
}

TEST(Outlines, TheNextOfARowOfSpecimensEndsANote) {
  const std::string row = "DIAGNOSIS\nA: Left thigh, resection\n- Sarcoma.\nNote: See above.\n";
  EXPECT_EQ(SectionsOf(row + "B: Left groin nodes, dissection\n- No tumor (0/4)\n"),
            "body diagnosis comment diagnosis");
  EXPECT_EQ(SectionsOf(row + "H: Left groin nodes, dissection\n- No tumor (0/4)\n"),
            "body diagnosis comment");
}

TEST(Outlines, TheFootOfAPageEndsNothing) {
  EXPECT_EQ(
      SectionsOf("DIAGNOSIS\nThigh: sarcoma.\nFile under: Pathology History\nClear margins.\n"),
      "body diagnosis");
}

TEST(Outlines, AMisreadHeadingIsOne) {
  EXPECT_EQ(SectionsOf("CLINICAL HISTORY\nMass\nFINAL PATHQLOGlC DIAGN0SIS\nSarcoma\n"),
            "body clinical diagnosis");
  EXPECT_EQ(SectionsOf("CROSS DESCRIPTION:\nA mass\n"), "body gross");
  EXPECT_EQ(SectionsOf("Microscopic Descriptlon: spindle cells\n"), "body microscopy");
  EXPECT_EQ(SectionsOf("DlAGNOSlS\nSarcoma\n"), "body diagnosis");
  // Other words are not.
  EXPECT_EQ(SectionsOf("grows descriptively\nA mass\n"), "body");
  EXPECT_EQ(SectionsOf("PATHOLOGISTS\nA mass\n"), "body");
  EXPECT_EQ(SectionsOf("SURGICAL PATHOLOGX REPORT\nA mass\n"), "body");
  EXPECT_EQ(SectionsOf("STAIN RESULT\nDesmin positive\n"), "body");
}

TEST(Outlines, AnAbbreviationInsideASentenceIsNoHeading) {
  EXPECT_EQ(SectionsOf("The cells are p53 IHC: positive.\n"), "body");
  EXPECT_EQ(SectionsOf("IHC: p53 positive.\n"), "body immunohistochemistry");
}

TEST(Outlines, ItemsOfAListAreNoSpecimens) {
  EXPECT_TRUE(OutlineOf("DIAGNOSIS\nThigh, excision:\n1. Histologic type: Sarcoma.\n"
                        "2. Deep margin: free.\n3. Tumor size (greatest): 4 cm.\n",
                        "en")
                  .specimens.empty());
  EXPECT_EQ(
      OutlineOf("DIAGNOSIS\n1. Thigh, excision: sarcoma.\n2. Node: free.\n", "en").specimens.size(),
      2u);
}

TEST(Outlines, ANumberBehindAnItemIsItsAnswer) {
  EXPECT_TRUE(OutlineOf("DIAGNOSIS\nSarcoma. Mitotic activity: 1. Nottingham grade (1, 2, 3): 2. "
                        "Size 3 cm.\n",
                        "en")
                  .specimens.empty());
}

TEST(Outlines, AUnitOfLengthLabelsNoItem) {
  EXPECT_EQ(UnitsOf("The mass measures 3.7 x 2.9 x 2.1\ncm. It is solid.\n"),
            "The mass measures 3.7 x 2.9 x 2.1/cm. It is solid.\n");
}

TEST(Outlines, AMarginSentApartIsOneUnitWithTheListBelowIt) {
  EXPECT_EQ(
      UnitsOf("DIAGNOSIS\nA. Calf, excision:\n- Sarcoma.\nB. New deep margin, excision:\n- Fascia."
              "\n- No sarcoma.\n\n- Fat.\n"),
      "DIAGNOSIS\nA. Calf, excision:\n- Sarcoma.\nB. New deep margin, excision:/- Fascia."
      "/- No sarcoma.\n- Fat.\n");
}

TEST(Outlines, AWordOrTwoBetweenLabelsOpensNoSection) {
  const std::string before = "DIAGNOSIS\nSarcoma.\nTumor features:\nGross: ";
  EXPECT_EQ(SectionsOf(before + "Lobulated\nSize: 4 cm\n"), "body diagnosis gross diagnosis");
  EXPECT_EQ(SectionsOf(before + "A lobulated mass of 4 cm\nSize: 4 cm\n"), "body diagnosis gross");
  EXPECT_EQ(SectionsOf(before + "Lobulated\nThe skin is free.\n"), "body diagnosis gross");
}

TEST(Outlines, ASizeBelowAWeightIsOfTheSameThing) {
  EXPECT_EQ(UnitsOf("Organ size\nWeight: 34.2 g\nSize: 4 x 3 x 2 cm\nGrade: 2\n"),
            "Organ size\nWeight: 34.2 g/Size: 4 x 3 x 2 cm\nGrade: 2\n");
  EXPECT_EQ(UnitsOf("Depth: 3 cm\nSize: 4 cm\nGrade: 2\nSize: 5 cm\n"),
            "Depth: 3 cm\nSize: 4 cm\nGrade: 2\nSize: 5 cm\n");
}

TEST(Outlines, ATitleInCapitalsGoesOnToItsProcedure) {
  EXPECT_EQ(UnitsOf("A. SKIN: SCAR\nB. PANCREAS AND SPLEEN, RADICAL\nPANCREATECTOMY:\nSARCOMA\n"),
            "A. SKIN: SCAR\nB. PANCREAS AND SPLEEN, RADICAL/PANCREATECTOMY:/SARCOMA\n");
}

TEST(Outlines, ALineThatGoesOnIsNoLabel) {
  EXPECT_EQ(UnitsOf("Desmin is negative and MDM2 by\nFISH: not amplified.\nGrade: 2\n"),
            "Desmin is negative and MDM2 by/FISH: not amplified.\nGrade: 2\n");
  EXPECT_EQ(
      UnitsOf("LEFT KNEE, RADICAL RESECTION OF THE MASS (AFTER 50\nGY OF RADIATION): SARCOMA.\n"),
      "LEFT KNEE, RADICAL RESECTION OF THE MASS (AFTER 50/GY OF RADIATION): SARCOMA.\n");
}

TEST(Outlines, ANameThatEndsInANumberMayBeALabel) {
  EXPECT_EQ(UnitsOf("Tumor cells\nCD34\nPositive\n"), "Tumor cells\nCD34/Positive\n");
  EXPECT_EQ(UnitsOf("Size in cm: 4\nNegative margins\n"), "Size in cm: 4\nNegative margins\n");
}

TEST(Outlines, WhatIsSaidOfAStainOpensNoSection) {
  EXPECT_EQ(SectionsOf("DIAGNOSIS: glioma.\nVEGF IMMUNOHISTOCHEMISTRY: POSITIVE\n"),
            "body diagnosis");
  EXPECT_EQ(SectionsOf("DIAGNOSIS: glioma.\nIMMUNOHISTOCHEMISTRY: VEGF POSITIVE\n"),
            "body diagnosis immunohistochemistry");
}

TEST(Outlines, ABulletBeforeALabelChangesNothing) {
  for (const std::string mark : {"", "* ", "• "}) {
    EXPECT_EQ(SectionsOf("SYNOPTIC REPORT\n" + mark + "Specimen: Thigh\n" + mark + "Size: 4 cm\n"),
              "body synoptic specimen synoptic")
        << mark;
  }
}

TEST(Outlines, ABracketThatEndsALabelBelongsToIt) {
  EXPECT_EQ(UnitsOf("Distance from the closest margin\n(deep): 4 mm\nSize: 3 cm\n"),
            "Distance from the closest margin/(deep): 4 mm\nSize: 3 cm\n");
}

}  // namespace
}  // namespace pathex
