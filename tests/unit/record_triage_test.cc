#include <gtest/gtest.h>

#include "extractor/record/triage.h"
#include "tests/unit/record_fixture.h"

namespace pathex {
namespace {

using Strings = std::vector<std::string>;

TEST(Triage, ARepairedValueAsksForReviewUnlessReadCleanElsewhere) {
  RecordMaker maker;
  maker.Add("size", {{"greatest_mm", NumberValue(70)}}).Repaired();
  const Record repaired = maker.Assembled();
  EXPECT_EQ(Notes(repaired), (Strings{"D020 /tumors/0/size/greatest_mm m1"}));
  EXPECT_EQ(Reasons(repaired), (Strings{"suggested_repair /tumors/0/size/greatest_mm"}));
  maker.Add("size", {{"greatest_mm", NumberValue(70)}});
  EXPECT_TRUE(maker.Assembled().review.empty());
}

TEST(Triage, AWatchedValueFromAWeakSection) {
  RecordMaker maker;
  maker.In("operative").Add("size", {{"greatest_mm", NumberValue(70)}});
  maker.Add("pni", {{"status", TextValue("absent")}});
  EXPECT_EQ(Reasons(maker.Assembled()), (Strings{"weak_section_only /tumors/0/size/greatest_mm"}));
  maker.In("gross").Add("size", {{"greatest_mm", NumberValue(70)}});
  EXPECT_TRUE(maker.Assembled().review.empty());
}

TEST(Triage, AValueThatAnotherPlaceContradicts) {
  RecordMaker maker;
  maker.In("gross").Add("size", {{"greatest_mm", NumberValue(70)}});
  maker.In("synoptic").Add("size", {{"greatest_mm", NumberValue(64)}});
  maker.In("gross").Add("pni", {{"status", TextValue("absent")}});
  maker.In("synoptic").Add("pni", {{"status", TextValue("present")}});
  EXPECT_EQ(Reasons(maker.Assembled()), (Strings{"outranked /tumors/0/size/greatest_mm"}));
}

TEST(Triage, TwoTumoursMustBeToldApart) {
  RecordMaker maker;
  maker.In("diagnosis", "A").Add("histology", {{"type", TextValue("leiomyosarcoma")}});
  maker.In("diagnosis", "B").Add("histology", {{"type", TextValue("liposarcoma")}});
  EXPECT_EQ(Reasons(maker.Assembled()), (Strings{"several_tumors /tumors/1"}));
}

TEST(Triage, AResectionWithoutItsKeyFields) {
  RecordMaker maker;
  maker.Add("kind", {{"kind", TextValue("resection")}});
  maker.Add("histology", {{"type", TextValue("leiomyosarcoma")}});
  maker.Add("size", {{"greatest_mm", NumberValue(70)}});
  EXPECT_EQ(Reasons(maker.Assembled()),
            (Strings{"key_field_absent_in_resection /tumors/0/grade/value",
                     "key_field_absent_in_resection /tumors/0/margins/status"}));
}

TEST(Triage, OtherKindsNeedNoKeyFields) {
  RecordMaker maker;
  maker.Add("kind", {{"kind", TextValue("biopsy")}});
  EXPECT_TRUE(maker.Assembled().review.empty());
}

TEST(Triage, OddInputAsksForReviewAndComesLast) {
  RecordMaker maker;
  maker.Add("kind", {{"kind", TextValue("resection")}});
  Record record = maker.Make();
  record.diagnostics.push_back(
      {Severity::kWarning, "S010", "/", "invalid bytes were replaced", {}});
  Assemble(ShippedAssembly(), &record);
  ASSERT_FALSE(record.review.empty());
  EXPECT_EQ(record.review.back().reason, "input_diagnostic");
  EXPECT_EQ(record.review.size(), 5u);
}

TEST(Triage, AStainNamedWithoutAResult) {
  RecordMaker maker;
  maker.Add("ihc", {{"marker", TextValue("desmin")}, {"result", TextValue("positive")}});
  maker.Add("stain_named", {{"marker", TextValue("desmin")}});
  EXPECT_TRUE(maker.Assembled().review.empty());
  maker.Add("stain_named", {{"marker", TextValue("s100")}});
  const Record record = maker.Assembled();
  EXPECT_EQ(Reasons(record), (Strings{"unread /tumors/0/immunohistochemistry"}));
  EXPECT_EQ(record.review[0].findings, (std::vector<uint32_t>{2}));
  EXPECT_EQ(At(record.report, "/tumors/0/immunohistochemistry/1/marker"), "");
}

TEST(Triage, MostDoubtfulFirst) {
  RecordMaker maker;
  maker.Add("size", {{"greatest_mm", NumberValue(70)}}).Certain(Certainty::kProbable);
  maker.Add("ihc", {{"marker", TextValue("er")}, {"result", TextValue("lost")}}).Repaired();
  maker.Add("pni", {{"status", TextValue("absent")}});
  maker.Add("pni", {{"status", TextValue("present")}});
  EXPECT_EQ(Reasons(maker.Assembled()),
            (Strings{"conflict /tumors/0/perineural_invasion/status",
                     "suggested_repair /tumors/0/immunohistochemistry/0/marker",
                     "suggested_repair /tumors/0/immunohistochemistry/0/result",
                     "hedged /tumors/0/size/greatest_mm"}));
}

}  // namespace
}  // namespace pathex
