#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "extractor/record/schema.h"
#include "tests/unit/record_fixture.h"
#include "tests/where.h"

namespace pathex {
namespace {

std::vector<std::string> Faults(const std::vector<Diagnostic>& faults) {
  std::vector<std::string> out;
  for (const Diagnostic& fault : faults) out.push_back(fault.code + " " + fault.where);
  return out;
}

std::vector<std::string> FaultsOfReport(const char* json) {
  const Result<Json> report = ParseJsonValue(json);
  if (!report) return {report.error().ToString()};
  return Faults(ShippedSchema().ValidateReport(*report));
}

using Strings = std::vector<std::string>;

TEST(Schema, AcceptsReports) {
  EXPECT_EQ(FaultsOfReport("{}"), Strings());
  EXPECT_EQ(FaultsOfReport(R"j({"kind": "resection", "tumors": [{"specimens": ["A"],
    "histology": {"type": "leiomyosarcoma", "variants": ["myxoid"], "icd_o_3": "8890/3"},
    "grade": {"system": "fnclcc", "value": 2, "of": 3, "necrosis": 0},
    "margins": {"status": "R0", "basis": "stated", "sites": [{"site": "3_o_clock", "distance_mm": 0.5, "relation": "<"}]},
    "immunohistochemistry": [{"marker": "p53", "result": "null"}],
    "stage": {"pt": "ypT2b", "pn": "pN0(sn)", "pm": "pMX", "group": "IIIA"}}],
    "treatment": {"radiotherapy": {"given": true, "timing": "neoadjuvant", "dose_gy": 50.4}}})j"),
            Strings());
}

TEST(Schema, NamesThePlaceOfEachFault) {
  const std::pair<const char*, const char*> rows[] = {
      {R"({"colour": 1})", "D030 "},
      {R"({"kind": "letter"})", "D030 /kind"},
      {R"({"tumors": [{"size": {"greatest_mm": "5"}}]})", "D030 /tumors/0/size/greatest_mm"},
      {R"({"tumors": [{"size": {}}]})", "D030 /tumors/0/size"},
      {R"({"tumors": [{}, {"grade": {"value": 5}}]})", "D030 /tumors/1/grade/value"},
      {R"({"tumors": [{"margins": {"status": "R0"}}]})", "D030 /tumors/0/margins"},
      {R"({"tumors": [{"immunohistochemistry": [{"result": "positive"}]}]})",
       "D030 /tumors/0/immunohistochemistry/0"},
      {R"({"patient": {"name": "x"}})", "D030 /patient"},
      {R"({"kind": null})", "D030 /kind"}};
  for (const auto& [json, expected] : rows) {
    const Strings faults = FaultsOfReport(json);
    EXPECT_NE(std::find(faults.begin(), faults.end(), expected), faults.end())
        << json << " gave " << ::testing::PrintToString(faults);
  }
}

TEST(Schema, RecordsAreCheckedWithTheirReport) {
  RecordMaker maker;
  maker.Add("pni", {{"status", TextValue("absent")}});
  const Record record = maker.Assembled();
  std::string good = RecordMaker::Written(record);
  EXPECT_EQ(Faults(ShippedSchema().Validate(good)), Strings());
  std::string bad = good;
  bad.replace(bad.find(R"("absent"}}])"), 8, R"("none")");
  EXPECT_EQ(Faults(ShippedSchema().Validate(bad)),
            (Strings{"D030 /report/tumors/0/perineural_invasion/status"}));
}

TEST(Schema, WhatIsNoJsonIsADiagnosticToo) {
  EXPECT_EQ(Faults(ShippedSchema().Validate("{\"a\": ")), (Strings{"D001 "}));
  EXPECT_FALSE(ShippedSchema().Validate("[]").empty());
}

TEST(Schema, MessagesHoldNoValues) {
  const Result<Json> report =
      ParseJsonValue(R"({"kind": "secretname", "tumors": [{"stage": {"pt": "secretname"}}]})");
  ASSERT_TRUE(report);
  const std::vector<Diagnostic> faults = ShippedSchema().ValidateReport(*report);
  EXPECT_FALSE(faults.empty());
  for (const Diagnostic& fault : faults) {
    EXPECT_EQ(fault.message.find("secretname"), std::string::npos) << fault.message;
  }
}

TEST(Schema, LexiconFiles) {
  const auto check = [](const char* text) {
    const Result<Json> file = ParseJsonValue(text);
    return file ? Faults(ShippedSchema().ValidateLexicon(*file)) : Strings{"no JSON"};
  };
  EXPECT_EQ(check(R"j({"language": "en", "topic": "margins", "about": "margins",
    "terms": {"status": {"clear": ["free"], "involved": {"forms": ["positive"], "note": "x"}}},
    "rules": [{"id": "margin.a", "about": "a", "pattern": "{status}",
      "emits": {"mention": "margin", "status": "{status}"},
      "examples": {"match": ["[free](status=clear)"], "reject": ["none"]}}]})j"),
            Strings());
  EXPECT_EQ(check(R"({"language": "en", "topic": "margins", "about": "x", "colour": 1})"),
            (Strings{"D030 "}));
  EXPECT_EQ(
      check(R"({"language": "en", "topic": "margins", "about": "x", "rules": [{"id": "a"}]})")[0],
      "D030 /rules/0");
}

TEST(Schema, ShippedSamplesFit) {
  const FileReader& files = RealFiles();
  int seen = 0;
  const std::string root = SourceDir() + "/samples";
  const Result<std::vector<std::string>> languages = files.List(root);
  ASSERT_TRUE(languages);
  for (const std::string& language : *languages) {
    if (!files.IsFolder(root + "/" + language)) continue;
    const Result<std::vector<std::string>> names = files.List(root + "/" + language);
    ASSERT_TRUE(names);
    for (const std::string& name : *names) {
      const std::string path = root + "/" + language + "/" + name + "/expected.json";
      const Result<std::string> text = files.Read(path);
      if (!text) continue;
      const Result<Json> expected = ParseJsonValue(*text);
      ASSERT_TRUE(expected) << path;
      ++seen;
      for (const Diagnostic& fault : ShippedSchema().ValidateReport((*expected)["report"])) {
        ADD_FAILURE() << path << " " << fault.where << ": " << fault.message;
      }
    }
  }
  EXPECT_GT(seen, 0);
}

TEST(Schema, MissingAndBrokenFilesAreErrors) {
  const Result<ReportSchema> missing = ReportSchema::Load("none", MemoryFiles({}));
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, "S001");
  const Result<ReportSchema> broken =
      ReportSchema::Load("s", MemoryFiles(std::map<std::string, std::string>{
                                  {"s/report.schema.json", R"({"properties": 3})"}}));
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().code, "L021");
}

}  // namespace
}  // namespace pathex
