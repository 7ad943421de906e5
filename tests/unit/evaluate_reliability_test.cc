#include <gtest/gtest.h>

#include "extractor/evaluate/reliability.h"
#include "tests/unit/evaluate_fixture.h"

namespace pathex {
namespace {

Json Table() {
  const std::vector<GoldCase> gold = fixture::Gold();
  const RecordSet records = fixture::Records();
  return ReliabilityTable(Evaluate(gold, records, fixture::Spec()), fixture::Spec());
}

TEST(EvaluateReliability, CountsByKindOfSupport) {
  const Json table = Table();
  EXPECT_EQ(table["lexicons_sha256"], "aa11");
  EXPECT_EQ(table["documents"], 5);
  // Three grades were extracted and scored: F-1 (two mentions, right), F-2 (wrong), F-3 (no
  // evidence, right); that of F-5 is flagged by the gold.
  const Json& grade = table["values"]["/tumors/*/grade/value"];
  EXPECT_EQ(grade["field"], "grade");
  EXPECT_EQ(grade["all"]["n"], 3);
  EXPECT_EQ(grade["all"]["right"], 2);
  EXPECT_EQ(grade["all"]["precision"], 0.6667);
  EXPECT_EQ(grade["all"]["low"], 0.2077);
  EXPECT_EQ(grade["agreement"]["2"]["right"], 1);
  EXPECT_EQ(grade["rule"]["en/grade.roman"]["right"], 0);
  EXPECT_EQ(grade["rule"]["none"]["right"], 1);
  EXPECT_EQ(grade["kind"]["gross|1|probable"]["n"], 1);
  EXPECT_EQ(grade["kind"]["diagnosis|2|certain"]["right"], 1);
  // A mention without a context has the ordinary one.
  EXPECT_EQ(table["values"]["/tumors/*/immunohistochemistry/*/result"]["certainty"]["certain"]["n"],
            2);
  EXPECT_FALSE(table["values"].contains("/tumors/*/ploidy"));
}

TEST(EvaluateReliability, CountsWrongDocumentsBySign) {
  const std::vector<GoldCase> gold = fixture::Gold();
  const RecordSet originals = fixture::Records();
  RecordSet records;
  for (const auto& [name, record] : originals.All()) {
    Json copy = *record;
    if (name == "F-2") {
      copy["review"]["reasons"] = {{{"reason", "conflict"}, {"mentions", {"m1", "m2"}}},
                                   {{"reason", "hedged"}, {"mentions", Json::array()}}};
    }
    records.Add(std::move(copy));
  }
  const Json table = ReliabilityTable(Evaluate(gold, records, fixture::Spec()), fixture::Spec());
  // Of four records only that of F-1 has every key field right.
  EXPECT_EQ(table["all"], (Json{{"n", 4}, {"wrong", 3}}));
  EXPECT_EQ(table["signs"]["by"]["resection"], (Json{{"n", 2}, {"wrong", 1}}));
  EXPECT_EQ(table["signs"]["by"]["none"], (Json{{"n", 2}, {"wrong", 2}}));
  EXPECT_EQ(table["signs"]["conflict"]["0"]["n"], 3);
  EXPECT_EQ(table["signs"]["conflict"]["2"], (Json{{"n", 1}, {"wrong", 1}}));
  EXPECT_EQ(table["signs"]["hedged"]["1"]["wrong"], 1);
}

TEST(EvaluateReliability, NoMixedLexicons) {
  const std::vector<GoldCase> gold = fixture::Gold();
  const RecordSet originals = fixture::Records();
  RecordSet records;
  for (const auto& [name, record] : originals.All()) {
    Json copy = *record;
    if (name == "F-3") copy["engine"]["lexicons_sha256"] = "bb22";
    records.Add(std::move(copy));
  }
  EXPECT_EQ(ReliabilityTable(Evaluate(gold, records, fixture::Spec()),
                             fixture::Spec())["lexicons_sha256"],
            "");
}

TEST(EvaluateReliability, SameInputSameBytes) { EXPECT_EQ(Table().dump(1), Table().dump(1)); }

}  // namespace
}  // namespace pathex
