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

TEST(EvaluateReliability, CountsKeyFieldsThatAreMissing) {
  const Json absent = Table()["absent"];
  // Of the three records without a depth (F-2, F-5: rightly; F-4 has no record) none missed one.
  EXPECT_EQ(absent["/tumors/0/depth/level"]["all"], (Json{{"n", 2}, {"missed", 0}}));
  // F-5 lacks its size and says no kind of report.
  EXPECT_EQ(absent["/tumors/0/size/greatest_mm"]["kind"]["none|none"],
            (Json{{"n", 2}, {"missed", 1}}));
  // A list counts its missing members over all documents.
  const Json& stains = absent["/tumors/*/immunohistochemistry"];
  EXPECT_EQ(stains["list"], true);
  EXPECT_EQ(stains["all"]["n"], 4);
  EXPECT_FALSE(absent.contains("/tumors/0/ploidy"));
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
