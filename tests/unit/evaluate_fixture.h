// A small invented gold set and the records of an invented run over it: right values, wrong ones,
// missing ones, superfluous ones, flags, a document without a record, evidence of every sort.
#ifndef PATHEX_TESTS_UNIT_EVALUATE_FIXTURE_H_
#define PATHEX_TESTS_UNIT_EVALUATE_FIXTURE_H_

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extractor/base/files.h"
#include "extractor/evaluate/gold.h"
#include "extractor/evaluate/score.h"
#include "extractor/evaluate/spec.h"
#include "tests/where.h"

namespace pathex::fixture {

inline const MemoryFiles& GoldFiles() {
  static const MemoryFiles kFiles({
      {"gold/F-1.json", R"j({"id": "F-1", "report": {"kind": "resection",
  "tumors": [{"histology": {"type": "leiomyosarcoma"}, "size": {"greatest_mm": 62},
    "grade": {"system": "fnclcc", "value": 2}, "depth": {"level": "deep", "layers": ["fascial", "subfascial"]},
    "margins": {"status": "R0", "closest": {"distance_mm": 2}, "sites": [{"site": "deep", "status": "clear", "distance_mm": 2}]},
    "stage": {"pt": "pT2"},
    "immunohistochemistry": [{"marker": "desmin", "result": "positive", "extent": "diffuse"},
      {"marker": "s100", "result": "negative"}, {"marker": "ki67", "percent": 20}]}],
  "operation": {"procedure": "wide_excision", "en_bloc": true}}})j"},
      {"gold/F-2.json",
       R"j({"id": "F-2", "ambiguous": ["/kind", "/tumors/0/immunohistochemistry/0/extent", "/tumors/0/molecular"],
 "report": {"kind": "biopsy", "tumors": [{"histology": {"type": "liposarcoma"}, "grade": {"value": 3},
    "size": {"greatest_mm": 100}, "margins": {"status": "R1"},
    "immunohistochemistry": [{"marker": "mdm2", "result": "positive", "extent": "focal"},
      {"marker": "cd34", "result": "negative"}]}]}})j"},
      {"gold/F-3.json",
       R"j({"id": "F-3", "report": {"tumors": [{"grade": {"value": "high"}, "margins": {"status": "R0"},
    "depth": {"level": "superficial"}, "necrosis": {"status": "present", "percent": 30},
    "molecular": [{"gene": "MDM2", "result": "amplified"}]},
   {"immunohistochemistry": [{"marker": "cd117", "result": "positive"}]}]}})j"},
      {"gold/F-4.json",
       R"j({"id": "F-4", "report": {"tumors": [{"grade": {"value": 1}, "size": {"greatest_mm": 15}}]}})j"},
      {"gold/F-5.json",
       R"j({"id": "F-5", "ambiguous": ["/tumors/0/grade"], "report": {"tumors": [{"histology": {"type": "angiosarcoma"},
    "grade": {"value": 2}, "size": {"greatest_mm": 40}, "stage": {"pt": "pT1a", "pn": "pN0"}}]}})j"},
  });
  return kFiles;
}

// One record a line.
inline constexpr char kRecords[] =
    R"j({"source": {"id": "F-1"}, "engine": {"lexicons_sha256": "aa11"}, "report": {"kind": "resection", "tumors": [{"histology": {"type": "Leiomyosarcoma"}, "size": {"greatest_mm": 62.4}, "grade": {"value": 2}, "depth": {"level": "deep", "layers": ["subfascial"]}, "margins": {"status": "R0", "closest": {"distance_mm": 2.1}, "sites": [{"site": "deep", "status": "clear", "distance_mm": 2}]}, "stage": {"pt": "T2"}, "immunohistochemistry": [{"marker": "s100", "result": "negative"}, {"marker": "desmin", "result": "positive", "extent": "diffuse"}, {"marker": "ki67", "percent": 20}]}], "operation": {"procedure": "excision_wide", "en_bloc": true}}, "evidence": {"/tumors/0/grade/value": ["m1", "m2"], "/tumors/0/immunohistochemistry/1/result": ["m3"]}, "mentions": [{"id": "m1", "type": "grade", "rule": "en/grade.value", "section": "diagnosis", "span": {"byte": [0, 7]}, "text": "Grade 2", "slots": {"value": {"value": 2}}, "context": {"certainty": "certain"}}, {"id": "m2", "type": "grade", "rule": "en/grade.value", "section": "microscopy", "text": "grade 2", "slots": {"value": {"value": 2}}, "context": {"certainty": "certain"}}, {"id": "m3", "type": "ihc", "rule": "en/ihc.list", "section": "microscopy", "text": "desmin", "slots": {"marker": {"value": "desmin"}, "result": {"value": "positive"}}, "context": {"certainty": "certain"}}], "review": {"needed": false, "error_probability": 0.1}}
{"source": {"path": "in/F-2.txt"}, "engine": {"lexicons_sha256": "aa11"}, "report": {"kind": "resection", "tumors": [{"histology": {"type": "liposarcoma"}, "grade": {"value": 2}, "size": {"greatest_mm": 101}, "margins": {"status": "R1"}, "molecular": [{"gene": "mdm2", "result": "amplified"}], "immunohistochemistry": [{"marker": "mdm2", "result": "positive", "extent": "diffuse"}, {"marker": "cd34", "result": "positive"}, {"marker": "s100", "result": "negative"}]}]}, "evidence": {"/tumors/0/grade/value": ["m1"], "/tumors/0/immunohistochemistry/1/result": ["m2"]}, "mentions": [{"id": "m1", "type": "grade", "rule": "en/grade.roman", "section": "gross", "span": {"byte": [9, 17]}, "text": "grade II", "slots": {"value": {"value": 2}}, "context": {"certainty": "probable", "cues": [{"id": "en/probable.likely"}]}}, {"id": "m2", "type": "ihc", "rule": "en/ihc.list", "section": "microscopy", "text": "CD34", "slots": {"marker": "cd34", "result": "positive"}}, {"id": "m3", "type": "ihc", "rule": "en/ihc.single", "section": "microscopy", "text": "CD34 negative", "slots": {"marker": "cd34", "result": "negative"}, "lost_to": "m2"}], "review": {"needed": true, "error_probability": 1.4}}
{"source": {"id": "F-3"}, "engine": {"lexicons_sha256": "aa11"}, "report": {"tumors": [{"grade": {"value": "high"}, "margins": {"status": "R1"}, "depth": {"level": "superficial"}, "necrosis": {"status": "present", "percent": 30.5}, "molecular": [{"gene": "mdm2", "result": "amplified"}], "immunohistochemistry": [{"marker": "cd117", "result": "positive"}]}]}, "evidence": {"/tumors/0/margins": ["m1"]}, "mentions": [{"id": "m1", "type": "margin", "rule": "en/margin.status", "section": "diagnosis", "text": "margins involved", "slots": {"status": "R1"}, "context": {"certainty": "certain"}}, {"id": "m2", "type": "margin", "rule": "en/margin.status", "section": "clinical", "text": "margins clear", "slots": {"status": "R0"}, "context": {"time": "historical", "cues": ["en/historical.previous"]}}], "review": {"needed": false, "error_probability": 0.2}}
{"source": {"id": "F-5"}, "engine": {"lexicons_sha256": "aa11"}, "report": {"tumors": [{"grade": {"value": 3}, "stage": {"pt": "pT1a", "pn": "N0", "pm": "pM0"}, "histology": {"type": "sarcoma"}}]}, "evidence": {}, "mentions": [], "review": {"needed": true, "error_probability": 0.9}}
)j";

inline EvaluationSpec Spec() {
  Result<EvaluationSpec> spec =
      LoadEvaluationSpec(SourceDir() + "/schemas/evaluation.json", RealFiles());
  EXPECT_TRUE(spec) << spec.error().ToString();
  return std::move(*spec);
}

inline std::vector<GoldCase> Gold() {
  Result<std::vector<GoldCase>> gold = LoadGold("gold", "", GoldFiles());
  EXPECT_TRUE(gold) << gold.error().ToString();
  return std::move(*gold);
}

inline RecordSet Records() {
  Result<RecordSet> records = RecordSet::Parse("records.ndjson", kRecords);
  EXPECT_TRUE(records) << records.error().ToString();
  return std::move(*records);
}

}  // namespace pathex::fixture

#endif  // PATHEX_TESTS_UNIT_EVALUATE_FIXTURE_H_
