#include <gtest/gtest.h>

#include "extractor/evaluate/diff.h"
#include "tests/unit/evaluate_fixture.h"

namespace pathex {
namespace {

RecordSet Parse(const std::string& ndjson) {
  Result<RecordSet> records = RecordSet::Parse("r", ndjson);
  EXPECT_TRUE(records);
  return std::move(*records);
}

constexpr char kOld[] =
    R"j({"source": {"id": "a"}, "report": {"tumors": [{"grade": {"value": 2}, "ploidy": "diploid", "immunohistochemistry": [{"marker": "desmin", "result": "positive", "clone": "D33"}, {"marker": "s100", "result": "negative"}]}]}, "evidence": {"/tumors/0/grade/value": ["m1"], "/tumors/0/ploidy": ["m2"], "/tumors/0/immunohistochemistry/0/result": ["m3"]}, "mentions": [{"id": "m1", "rule": "en/grade.value", "span": {"byte": [0, 5]}}, {"id": "m2", "rule": "en/ploidy.value", "span": {"byte": [9, 15]}}, {"id": "m3", "rule": "en/ihc.list", "span": {"byte": [20, 26]}}]}
{"source": {"id": "b"}, "report": {"kind": "biopsy"}}
{"source": {"id": "gone"}, "report": {}}
)j";
constexpr char kNew[] = R"j({"source": {"id": "b"}, "report": {"kind": "biopsy"}}
{"source": {"id": "a"}, "report": {"kind": "resection", "tumors": [{"grade": {"value": 3}, "immunohistochemistry": [{"marker": "s100", "result": "negative"}]}]}, "evidence": {"/kind": ["m4"], "/tumors/0/grade/value": ["m1"]}, "mentions": [{"id": "m1", "rule": "en/grade.roman", "span": {"byte": [0, 5]}}, {"id": "m2", "rule": "en/ploidy.value", "span": {"byte": [9, 15]}, "context": {"polarity": "negated", "cues": ["en/negated.no"]}}, {"id": "m4", "rule": "en/kind.value", "span": {"byte": [30, 36]}}]}
{"source": {"id": "fresh"}, "report": {}}
)j";

TEST(EvaluateDiff, WhatChangedAndWhy) {
  const RecordDiff diff = DiffRecords(Parse(kOld), Parse(kNew), fixture::Spec());
  EXPECT_EQ(diff.documents, 2);
  EXPECT_EQ(diff.documents_changed, 1);
  EXPECT_EQ(diff.only_old, std::vector<std::string>{"gone"});
  EXPECT_EQ(diff.only_new, std::vector<std::string>{"fresh"});
  std::map<std::string, Change> by_place;
  for (const Change& change : diff.changes) by_place[change.place] = change;
  ASSERT_EQ(by_place.size(), 6u);

  const Change& grade = by_place["/tumors/0/grade/value"];
  EXPECT_EQ(grade.kind, ChangeKind::kChanged);
  EXPECT_EQ(grade.field, "grade");
  EXPECT_EQ(grade.before, "2");
  EXPECT_EQ(grade.after, "3");
  EXPECT_EQ(grade.old_rules, std::vector<std::string>{"en/grade.value"});
  EXPECT_EQ(grade.new_rules, std::vector<std::string>{"en/grade.roman"});

  EXPECT_EQ(by_place["/kind"].kind, ChangeKind::kAdded);
  EXPECT_EQ(by_place["/tumors/0/ploidy"].why, "en/ploidy.value: polarity negated (en/negated.no)");
  const Change& stain = by_place["/tumors/0/immunohistochemistry[desmin]/result"];
  EXPECT_EQ(stain.kind, ChangeKind::kRemoved);
  EXPECT_EQ(stain.why, "en/ihc.list: does not match any more");
  EXPECT_EQ(by_place["/tumors/0/immunohistochemistry[desmin]/clone"].field,
            "/tumors/*/immunohistochemistry/*/clone");
  // s100 moved from index 1 to 0, which is no change.
  EXPECT_FALSE(by_place.contains("/tumors/0/immunohistochemistry[s100]/result"));

  EXPECT_EQ(diff.by_field.at("ihc").removed, 1);
  EXPECT_EQ(diff.by_field.at("grade").changed, 1);
  EXPECT_EQ(diff.by_field.at("kind").added, 1);
  EXPECT_EQ(diff.by_rule.at("en/grade.value -> en/grade.roman"), 1);
}

TEST(EvaluateDiff, NothingChanged) {
  const RecordDiff diff = DiffRecords(Parse(kOld), Parse(kOld), fixture::Spec());
  EXPECT_TRUE(diff.changes.empty());
  EXPECT_EQ(PrintDiff(diff), "3 documents in both, 0 with changes\n");
}

TEST(EvaluateDiff, Printed) {
  const RecordDiff diff = DiffRecords(Parse(kOld), Parse(kNew), fixture::Spec());
  const std::string text = PrintDiff(diff);
  EXPECT_NE(
      text.find(
          "a  /tumors/0/grade/value: 2 -> 3\n    old  en/grade.value\n    new  en/grade.roman\n"),
      std::string::npos);
  EXPECT_NE(text.find("a  /tumors/0/ploidy: removed \"diploid\"\n"), std::string::npos);
  EXPECT_NE(text.find("gone  only in the old records\n"), std::string::npos);
  const Json json = DiffToJson(diff);
  EXPECT_EQ(json["changes"].size(), 6u);
  EXPECT_EQ(json["by_field"]["ihc"]["removed"], 1);
}

TEST(EvaluateDiff, EqualKeysStayApart) {
  const RecordDiff diff = DiffRecords(
      Parse(
          R"({"source": {"id": "a"}, "report": {"tumors": [{"molecular": [{"gene": "x", "result": "mutated"}, {"gene": "x", "result": "deleted"}]}]}})"),
      Parse(
          R"({"source": {"id": "a"}, "report": {"tumors": [{"molecular": [{"gene": "x", "result": "mutated"}, {"gene": "x", "result": "amplified"}]}]}})"),
      fixture::Spec());
  ASSERT_EQ(diff.changes.size(), 1u);
  EXPECT_EQ(diff.changes[0].place, "/tumors/0/molecular[x]#2/result");
}

}  // namespace
}  // namespace pathex
