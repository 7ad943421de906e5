// A column of labels and the column of their values. All texts are invented.
#include <gtest/gtest.h>

#include <list>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/match/column_order.h"
#include "extractor/pipeline.h"
#include "tests/shipped_extractor.h"
#include "tests/unit/record_fixture.h"

namespace pathex {
namespace {

using enum ColumnKind;

std::vector<int> Order(const std::vector<ColumnKind>& labels,
                       const std::vector<ColumnKind>& values) {
  std::vector<ColumnLabel> asks;
  std::vector<ColumnValue> are;
  for (ColumnKind kind : labels) asks.push_back({kind, false});
  for (ColumnKind kind : values) are.push_back({kind, false, false});
  return OrderColumn(asks, are);
}

TEST(ColumnOrder, AsManyValuesAsLabelsArePairedInOrder) {
  // What has no kind of its own is never certain.
  EXPECT_EQ(Order({kOther, kMeasure, kAnswer, kAnswer}, {kOther, kMeasure, kAnswer, kAnswer}),
            (std::vector<int>{-1, 1, 2, 3}));
}

TEST(ColumnOrder, ALineThatIsNoValueIsPassed) {
  const std::vector<int> order =
      Order({kOther, kMeasure, kOther, kAnswer}, {kOther, kOther, kMeasure, kOther, kAnswer});
  ASSERT_EQ(order.size(), 4u);
  EXPECT_EQ(order[1], 2);
  EXPECT_EQ(order[3], 4);
}

TEST(ColumnOrder, WhereTwoOrdersFitNoPairIsMade) {
  // One of the two answers is lost: which label it answered is not certain.
  EXPECT_EQ(Order({kMeasure, kMeasure, kAnswer, kAnswer, kMeasure},
                  {kMeasure, kMeasure, kAnswer, kMeasure}),
            (std::vector<int>{0, 1, -1, -1, 3}));
}

TEST(ColumnOrder, CodesHoldTheColumnInPlace) {
  // "Perineural invasion: / Vascular invasion: / T stage: / N stage:"; whose the first "Yes" is
  // would be uncertain without the two codes.
  const std::vector<ColumnLabel> labels = {
      {kAnswer}, {kAnswer}, {kCode, false, 'T'}, {kCode, false, 'N'}};
  std::vector<ColumnValue> values(4);
  for (ColumnValue& value : values) value.kind = kAnswer;
  values[2] = {kCode, false, false, false, 'T'};
  values[3] = {kCode, false, false, false, 'N'};
  EXPECT_EQ(OrderColumn(labels, values), (std::vector<int>{0, 1, 2, 3}));
  values[2].code = values[3].code = 'M';
  EXPECT_NE(OrderColumn(labels, values), (std::vector<int>{0, 1, 2, 3}));
}

TEST(ColumnOrder, ASentenceUnderMarginsShiftsNothing) {
  // "Multifocal: / Perineural invasion: / Vascular invasion: / Margins:", "Yes / Yes / No / All
  // free".
  EXPECT_EQ(Order({kRemark, kAnswer, kAnswer, kRemark}, {kAnswer, kAnswer, kAnswer, kOther}),
            (std::vector<int>{0, 1, 2, 3}));
}

TEST(ColumnOrder, ColumnsOfOtherKindsDoNotBelongTogether) {
  EXPECT_TRUE(Order({kMeasure, kAnswer, kAnswer}, {kOther, kOther, kOther}).empty());
  EXPECT_TRUE(Order({kOther, kOther, kOther}, {kMeasure, kAnswer, kOther}).empty());
  EXPECT_TRUE(Order({kMeasure, kAnswer, kAnswer}, {}).empty());
}

Record RecordOf(std::string_view text) {
  static std::list<Source> kept;  // the record holds views into its source
  Source& source = kept.emplace_back();
  source.id = "case";
  source.parts.resize(1);
  source.parts[0].text = text;
  return ShippedExtractor().Extract(source);
}

std::string Read(std::string_view text, std::string_view pointer) {
  return At(RecordOf(text).report, pointer);
}

constexpr std::string_view kForm =
    "DIAGNOSIS\nLeft thigh, radical resection: Leiomyosarcoma.\n"
    "Tumor type:\nProcedure:\nTumor size:\nLymphovascular invasion:\nTreatment effect:\n"
    "Perineural invasion:\nMargins:\n"
    "Leiomyosarcoma of the deep\nsoft tissue\nRadical resection\n8.5 cm\nPresent\n"
    "Not applicable\nNot identified\nNegative\n";

TEST(Columns, ValuesAreReadWithTheirLabels) {
  EXPECT_EQ(Read(kForm, "/tumors/0/size/greatest_mm"), "85");
  EXPECT_EQ(Read(kForm, "/tumors/0/lymphovascular_invasion/status"), R"("present")");
  EXPECT_EQ(Read(kForm, "/tumors/0/perineural_invasion/status"), R"("absent")");
  EXPECT_EQ(Read(kForm, "/tumors/0/margins/status"), R"("R0")");
}

TEST(Columns, TheFirstValueMayStandBehindTheLastLabel) {
  EXPECT_EQ(Read("DIAGNOSIS\nThigh, resection: see below.\n"
                 "Tumor size:\nNecrosis:\nPerineural invasion:\nHistologic type:6 cm\n"
                 "Present\nPresent\nLeiomyosarcoma\n",
                 "/tumors/0/size/greatest_mm"),
            "60");
}

TEST(Columns, WhatWasReadHasValueAndLabelForEvidenceAndIsNamedARepair) {
  const Record record = RecordOf(kForm);
  const Text& text = record.parts.front().text;
  bool found = false;
  for (const Finding& finding : record.findings) {
    if (finding.mention.type != "pni") continue;
    found = true;
    const FoldedSpan span = finding.mention.span;
    EXPECT_EQ(text.folded.substr(span.begin, span.size()), "Not identified");
    ASSERT_EQ(finding.mention.extra_spans.size(), 1u);
    const FoldedSpan label = finding.mention.extra_spans[0];
    EXPECT_EQ(text.folded.substr(label.begin, label.size()), "Perineural invasion");
    ASSERT_EQ(finding.mention.repairs.size(), 1u);
    EXPECT_EQ(finding.mention.repairs[0], "column");
  }
  EXPECT_TRUE(found);
}

TEST(Columns, EveryMentionStandsInTheText) {
  const Record record = RecordOf(
      "Tumor size:\nHistologic grade:\nDesmin invasion:\nVascular invasion:\n"
      "4.5 x 3 x 2 cm\n2\nPresent\nAbsent\n");
  bool paired = false;
  for (const Finding& finding : record.findings) {
    EXPECT_GT(finding.mention.span.size(), 0u) << finding.mention.rule;
    for (const Slot& slot : finding.mention.slots) {
      EXPECT_GT(slot.span.size(), 0u) << finding.mention.rule << ' ' << slot.name;
    }
    paired = paired || !finding.mention.repairs.empty();
  }
  EXPECT_TRUE(paired);
}

TEST(Columns, AFormThatWasNotFilledInSaysNothing) {
  const std::string form = "Tumor size:\nNecrosis:\nPerineural invasion:\nMargins:\n";
  EXPECT_EQ(Read("DIAGNOSIS\nThigh, resection: leiomyosarcoma.\n" + form + "Dr. A. Smith\nPage 2\n",
                 "/tumors/0/perineural_invasion/status"),
            "");
}

}  // namespace
}  // namespace pathex
