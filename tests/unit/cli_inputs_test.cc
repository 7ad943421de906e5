#include <gtest/gtest.h>

#include "extractor/cli/inputs.h"

namespace pathex {
namespace {

using Paths = std::vector<std::string>;

TEST(Inputs, FilesStandForThemselves) {
  const MemoryFiles files({{"a.txt", ""}, {"notes.md", ""}});
  const Inputs inputs = ExpandInputs({"notes.md", "-", "missing.txt", "a.txt"}, {}, files);
  EXPECT_EQ(inputs.files, (Paths{"notes.md", "-", "missing.txt", "a.txt"}));
  EXPECT_TRUE(inputs.no_reports.empty());
}

TEST(Inputs, FoldersStandForTheReportsBelowThem) {
  const MemoryFiles files({{"in/b.txt", ""},
                           {"in/a/x.XML", ""},
                           {"in/a/expected.json", ""},
                           {"in/a/origin.md", ""},
                           {"in/.hidden/y.txt", ""},
                           {"in/.z.txt", ""},
                           {"in/c/d/e.hl7", ""}});
  EXPECT_EQ(ExpandInputs({"in"}, {}, files).files,
            (Paths{"in/a/x.XML", "in/b.txt", "in/c/d/e.hl7"}));
  EXPECT_EQ(ExpandInputs({"in/"}, {}, files).files,
            (Paths{"in/a/x.XML", "in/b.txt", "in/c/d/e.hl7"}));
}

TEST(Inputs, JsonIsAReportByItsBytesAndOfficeDocumentsAreNotPassedOver) {
  const MemoryFiles files({
      {"in/a.jsonl", R"({"id": "1", "text": "Leiomyosarcoma of the arm, grade 2."})"},
      {"in/b.jsonl", R"({"record_version":"1","source":{"id":"x"}})"},
      {"in/c.json", R"({"resourceType": "DiagnosticReport", "id": "1"})"},
      {"in/d.json", R"({"histology": "leiomyosarcoma"})"},
      {"in/e.docx", "PK"},
      {"in/f.tar", ""},
  });
  EXPECT_EQ(ExpandInputs({"in"}, {}, files).files,
            (Paths{"in/a.jsonl", "in/c.json", "in/e.docx", "in/f.tar"}));
}

TEST(Inputs, PatternsReplaceTheEndings) {
  const MemoryFiles files({{"in/a.rep", ""}, {"in/b.txt", ""}, {"in/c/report-1", ""}});
  EXPECT_EQ(ExpandInputs({"in"}, {"*.rep", "report-*"}, files).files,
            (Paths{"in/a.rep", "in/c/report-1"}));
}

TEST(Inputs, FoldersWithoutReportsAreNamed) {
  const MemoryFiles files({{"in/readme.md", ""}, {"more/a.txt", ""}});
  const Inputs inputs = ExpandInputs({"in", "more"}, {}, files);
  EXPECT_EQ(inputs.files, (Paths{"more/a.txt"}));
  EXPECT_EQ(inputs.no_reports, (Paths{"in"}));
}

}  // namespace
}  // namespace pathex
