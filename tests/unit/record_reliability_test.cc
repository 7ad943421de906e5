#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <iterator>
#include <map>
#include <string>

#include "extractor/record/reliability.h"
#include "extractor/record/triage.h"
#include "tests/unit/record_fixture.h"

namespace pathex {
namespace {

constexpr char kTable[] =
    R"j({"version": 1, "lexicons_sha256": "aa", "documents": 50, "confidence": 0.95,
 "by": "/kind",
 "values": {
  "/tumors/*/size/greatest_mm": {"field": "size_mm",
   "all": {"n": 48, "right": 46},
   "kind": {"diagnosis|1|certain": {"n": 38, "right": 38}, "gross|1|certain": {"n": 10, "right": 8}}},
  "/tumors/*/histology/type": {"field": "histology", "all": {"n": 9, "right": 8}}},
 "all": {"n": 50, "wrong": 15},
 "signs": {
  "by": {"resection": {"n": 20, "wrong": 12}, "biopsy": {"n": 20, "wrong": 1}, "none": {"n": 10, "wrong": 2}},
  "unread": {"0": {"n": 40, "wrong": 6}, "1": {"n": 10, "wrong": 9}}}})j";

Reliability Table() {
  const MemoryFiles files({{"lexicons/reliability.json", kTable}, {"lexicons/en/x.jsonc", "{}"}});
  auto table = LoadReliability("lexicons", files);
  EXPECT_TRUE(table) << table.error().ToString();
  return std::move(**table);
}

std::vector<std::string> Rated(const Record& record) {
  std::vector<std::string> out;
  for (const ValueReliability& value : record.reliability) {
    out.push_back(value.pointer + " " + std::to_string(value.precision) + " " +
                  std::to_string(value.low) + " " + std::to_string(value.n));
  }
  return out;
}

// Another file has another key; a table with a fault is not kept.
TEST(Reliability, ACacheGivesTheSameTable) {
  std::string folder = (std::filesystem::temp_directory_path() / "pathex-rated-XXXXXX").string();
  ASSERT_NE(mkdtemp(folder.data()), nullptr);
  const CacheFolder cache(folder);
  const auto entries = [&] {
    return std::distance(std::filesystem::directory_iterator(folder), {});
  };
  for (int round = 0; round < 2; ++round) {
    const MemoryFiles files(
        std::map<std::string, std::string>{{"lexicons/reliability.json", kTable}});
    const auto table = LoadReliability("lexicons", files, cache);
    ASSERT_TRUE(table && *table);
    EXPECT_EQ((*table)->lexicons_sha256, Table().lexicons_sha256);
    EXPECT_EQ((*table)->values.size(), Table().values.size());
    const MeasuredValues* values = (*table)->Find("/tumors/*/histology/type");
    ASSERT_NE(values, nullptr);
    EXPECT_EQ(values->all.hits, 8);
    EXPECT_EQ((*table)->sections, Table().sections);
    EXPECT_EQ((*table)->prior, Table().prior);
    ASSERT_EQ((*table)->signs.size(), 2u);
    EXPECT_EQ((*table)->signs[1].by_count, Table().signs[1].by_count);
    EXPECT_GT((*table)->signs[1].by_count[1], 0);
    EXPECT_EQ(entries(), 1);
  }
  const MemoryFiles broken(std::map<std::string, std::string>{{"lexicons/reliability.json", "[]"}});
  for (int round = 0; round < 2; ++round) {
    EXPECT_FALSE(LoadReliability("lexicons", broken, cache));
    EXPECT_EQ(entries(), 1);
  }
  std::filesystem::remove_all(folder);
}

TEST(Reliability, NoTableNoFault) {
  const MemoryFiles files(std::map<std::string, std::string>{{"lexicons/en/x.jsonc", "{}"}});
  const auto table = LoadReliability("lexicons", files);
  ASSERT_TRUE(table);
  EXPECT_FALSE(table->has_value());
}

TEST(Reliability, AnotherShapeIsAFault) {
  for (const char* text : {"[]", R"({"lexicons_sha256": "a"})", R"({"lexicons_sha256": 1, "by": "",
       "values": {}, "signs": {}})"}) {
    const MemoryFiles files(
        std::map<std::string, std::string>{{"lexicons/reliability.json", text}});
    const auto table = LoadReliability("lexicons", files);
    ASSERT_FALSE(table) << text;
    EXPECT_EQ(table.error().code, "L021");
  }
}

TEST(Reliability, WrongTypesInsideCountAsNothing) {
  const MemoryFiles files(std::map<std::string, std::string>{
      {"lexicons/reliability.json",
       R"({"lexicons_sha256": "a", "by": "", "all": 3, "signs": {"unread": {"0": []}},
       "values": {"/kind": {"all": {"n": "many", "right": -1}, "kind": []}}})"}});
  const auto table = LoadReliability("lexicons", files);
  ASSERT_TRUE(table);
  EXPECT_EQ((*table)->Find("/kind")->all.n, 0);
}

TEST(Reliability, AKindOfSupportSpeaksForItselfWhenThereAreEnough) {
  RecordMaker maker;
  maker.Add("size", {{"greatest_mm", NumberValue(70)}});
  Record record = maker.Assembled();
  Rate(Table(), &record);
  EXPECT_EQ(Rated(record), (std::vector<std::string>{"/tumors/0/size/greatest_mm 1000 908 38"}));
  // Ten cases of the gross description are too few: all sizes speak.
  RecordMaker gross;
  gross.In("gross").Add("size", {{"greatest_mm", NumberValue(70)}});
  Record other = gross.Assembled();
  Rate(Table(), &other);
  EXPECT_EQ(Rated(other), (std::vector<std::string>{"/tumors/0/size/greatest_mm 958 860 48"}));
}

TEST(Reliability, KindsOfReportsDiffer) {
  const auto expected = [](const char* kind) {
    RecordMaker maker;
    maker.Add("kind", {{"kind", TextValue(kind)}});
    maker.Add("histology", {{"type", TextValue("leiomyosarcoma")}});
    Record record = maker.Assembled();
    Rate(Table(), &record);
    return *record.error_probability;
  };
  EXPECT_GT(expected("resection"), expected("biopsy"));
}

TEST(Reliability, AnUnreadStainRaisesTheProbability) {
  const auto make = [](bool unread) {
    RecordMaker maker;
    maker.Add("size", {{"greatest_mm", NumberValue(70)}}).Certain(Certainty::kProbable);
    if (unread) maker.Add("stain_named", {{"marker", TextValue("s100")}});
    Record record = maker.Assembled();
    Rate(Table(), &record);
    WeighReasons(ShippedAssembly(), &record);
    return record;
  };
  const Record quiet = make(false), unread = make(true);
  EXPECT_GT(*unread.error_probability, *quiet.error_probability + 400);
  EXPECT_EQ(unread.review_needed, true);
  // A hedged size is a soft reason: where reliability is measured, it alone asks for nothing.
  EXPECT_FALSE(quiet.review.empty());
  EXPECT_EQ(quiet.review_needed, false);
}

}  // namespace
}  // namespace pathex
