#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "extractor/evaluate/facts.h"
#include "extractor/review/fields.h"
#include "tests/unit/review_fixture.h"

namespace pathex {
namespace {

using fixture::Parsed;
using fixture::Table;

const char kRecord[] = R"j({
  "report": {"kind": "resection", "tumors": [
    {"histology": {"type": "leiomyosarcoma", "variants": ["myxoid"]},
     "margins": {"status": "R1", "basis": "derived", "sites": [{"site": "deep", "status": "involved"}]}},
    {"histology": {"type": "lipoma"}}],
   "operation": {"en_bloc": true}, "invented": {"key": 7}},
  "evidence": {"/tumors/0/margins/status": ["m2", "m1"], "/tumors/0/margins/basis": ["m1"]},
  "review": {"needed": true, "reasons": [
    {"reason": "conflict", "pointer": "/tumors/0/margins/status", "mentions": ["m1"]},
    {"reason": "key_field_absent_in_resection", "pointer": "/tumors/0/size/greatest_mm", "mentions": []},
    {"reason": "conflict", "pointer": "/tumors/0/grade/value", "mentions": ["m8", "m9"]},
    {"reason": "input_diagnostic", "pointer": "", "mentions": []}]}})j";

std::vector<std::string> Pointers(const std::vector<ReviewItem>& items) {
  std::vector<std::string> out;
  for (const ReviewItem& item : items) out.push_back(item.pointer);
  return out;
}

TEST(ReviewFields, ItemsInTheOrderOfReading) {
  const std::vector<ReviewItem> items = FindItems(Parsed(kRecord), Table());
  EXPECT_EQ(Pointers(items),
            (std::vector<std::string>{
                "/kind", "/tumors/0/histology", "/tumors/0/histology/variants", "/tumors/0/size",
                "/tumors/0/grade", "/tumors/0/margins", "/tumors/0/margins/sites/0",
                "/tumors/1/histology", "/operation/en_bloc", "/invented/key"}));
}

TEST(ReviewFields, AnItemHoldsWhatNoLongerPointerTakes) {
  const std::vector<ReviewItem> items = FindItems(Parsed(kRecord), Table());
  const ReviewItem& margins = items[5];
  EXPECT_EQ(margins.value, Parsed(R"({"status": "R1", "basis": "derived"})"));
  EXPECT_EQ(margins.evidence, (std::vector<std::string>{"m2", "m1"}));
  EXPECT_EQ(margins.reasons, std::vector<std::string>{"conflict"});
  EXPECT_EQ(items[1].value, Parsed(R"({"type": "leiomyosarcoma"})"));
}

TEST(ReviewFields, WhatIsAbsentForAReasonIsAnItem) {
  const std::vector<ReviewItem> items = FindItems(Parsed(kRecord), Table());
  EXPECT_TRUE(items[3].value.is_null());
  EXPECT_EQ(items[3].reasons, std::vector<std::string>{"key_field_absent_in_resection"});
  EXPECT_TRUE(items[4].value.is_null());
  EXPECT_EQ(items[4].evidence, (std::vector<std::string>{"m8", "m9"}));
}

TEST(ReviewFields, EveryLeafIsInOneItem) {
  const Json record = Parsed(kRecord);
  std::multiset<std::string> leaves;
  for (const ReviewItem& item : FindItems(record, Table())) {
    leaves.insert(item.leaves.begin(), item.leaves.end());
  }
  EXPECT_EQ(leaves, (std::multiset<std::string>{
                        "/kind", "/tumors/0/histology/type", "/tumors/0/histology/variants/0",
                        "/tumors/0/margins/status", "/tumors/0/margins/basis",
                        "/tumors/0/margins/sites/0/site", "/tumors/0/margins/sites/0/status",
                        "/tumors/1/histology/type", "/operation/en_bloc", "/invented/key"}));
}

TEST(ReviewFields, AnEmptyReportIsOneItem) {
  EXPECT_EQ(Pointers(FindItems(Parsed(R"({"report": {}})"), Table())),
            std::vector<std::string>{""});
}

// A field of the table that the schema does not know would never be seen.
TEST(ReviewFields, TheTableFitsTheSchema) {
  const Result<std::string> text = RealFiles().Read(SourceDir() + "/schemas/report.schema.json");
  const Json schema = Parsed(*text);
  for (const ReviewField& field : Table().fields) {
    const Json* node = &schema;
    for (const std::string_view part : PointerParts(field.pointer)) {
      node = ValueAt(*node, part == "*" ? "/items" : "/properties/" + std::string(part));
      ASSERT_NE(node, nullptr) << field.pointer;
      if (const Json* reference = ValueAt(*node, "/$ref")) {
        node = ValueAt(schema, reference->get<std::string>().substr(1));
        ASSERT_NE(node, nullptr) << field.pointer;
      }
    }
  }
}

TEST(ReviewFields, FaultsOfTheTable) {
  EXPECT_EQ(ParseFieldTable("t", "{}").error().code, "L050");
  EXPECT_EQ(ParseFieldTable("t", R"({"groups": [], "fields": [{"pointer": "/a", "label": "A",
            "text": "{.}", "group": "none"}]})")
                .error()
                .message,
            "/a is of no group of the list");
}

}  // namespace
}  // namespace pathex
