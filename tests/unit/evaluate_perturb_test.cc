#include <gtest/gtest.h>

#include <algorithm>

#include "extractor/evaluate/perturb.h"
#include "extractor/evaluate/robustness.h"
#include "tests/unit/evaluate_fixture.h"
#include "tests/where.h"

namespace pathex {
namespace {

std::string Letters(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\r'; });
  return text;
}

NoiseTable Noises() {
  Result<NoiseTable> table = LoadNoise(SourceDir() + "/schemas/ocr_noise.json", RealFiles());
  EXPECT_TRUE(table) << table.error().ToString();
  return std::move(*table);
}

constexpr char kReport[] =
    "DIAGNOSIS\n"
    "Left thigh, wide excision: spindle cell tumour of 4.5 cm, grade II, with clear resection\n"
    "margins; the nearest one, the deep margin, lies at 0.3 cm.\n"
    "\n"
    "Microscopy:\n"
    "The cells are \"plump\" and don't vary much. Stains:\n"
    "  desmin     positive\n"
    "  S100       negative\n"
    "\n"
    "COMMENT: pT1 pN0, R0.\n";

TEST(EvaluatePerturb, Rewrap) {
  const std::string out = Rewrap(kReport, 60);
  EXPECT_EQ(Letters(out), Letters(kReport));
  size_t begin = 0;
  while (begin < out.size()) {
    const size_t end = std::min(out.find('\n', begin), out.size());
    EXPECT_LE(end - begin, 60u) << out.substr(begin, end - begin);
    begin = end + 1;
  }
  // Joined where a line runs on, then broken anew; headings and the table keep their lines.
  EXPECT_NE(out.find("clear resection margins;"), std::string::npos);
  EXPECT_TRUE(out.starts_with("DIAGNOSIS\nLeft thigh,"));
  EXPECT_NE(out.find("\n  desmin     positive\n  S100       negative\n\n"), std::string::npos);
  EXPECT_TRUE(out.ends_with("R0.\n"));
  EXPECT_EQ(Rewrap(std::string(80, 'x') + " y", 60), std::string(80, 'x') + "\ny");
  EXPECT_EQ(Rewrap("", 60), "");
}

TEST(EvaluatePerturb, RewrapCountsCodePoints) {
  std::string line;
  for (int i = 0; i < 12; ++i)
    line += "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 ";  // 12 words of 4 letters
  EXPECT_EQ(Rewrap(line + "x", 60).find('\n'), line.size() - 1);
}

TEST(EvaluatePerturb, Crlf) { EXPECT_EQ(WithCrlf("a\nb\r\n\nc"), "a\r\nb\r\n\r\nc"); }

TEST(EvaluatePerturb, Typography) {
  EXPECT_EQ(WithTypography("a \"b\" don't (\"c\") 3 cm : 20 % 2 x 3"),
            "a “b” don’t (“c”) 3\xC2\xA0"
            "cm\xC2\xA0: 20\xC2\xA0% 2\xC2\xA0x 3");
}

TEST(EvaluatePerturb, Capitals) {
  EXPECT_EQ(InCapitals("Marge profonde à 3 mm, Größe"), "MARGE PROFONDE À 3 MM, GRÖSSE");
}

TEST(EvaluatePerturb, Headings) {
  const std::string text = kReport;
  const std::vector<size_t> starts = FindHeadingLines(text);
  ASSERT_EQ(starts.size(), 3u);
  EXPECT_EQ(starts[0], 0u);
  EXPECT_EQ(starts[1], text.find("Microscopy:"));
  EXPECT_EQ(starts[2], text.find("COMMENT"));
}

TEST(EvaluatePerturb, ReorderKeepsEverySection) {
  const std::string text = kReport;
  for (uint64_t seed = 0; seed < 20; ++seed) {
    const std::string out = ReorderSections(text, FindHeadingLines(text), seed);
    EXPECT_NE(out, text) << seed;
    EXPECT_EQ(FindHeadingLines(out).size(), 3u) << seed;
    for (const char* section :
         {"DIAGNOSIS\nLeft", "Microscopy:\nThe cells", "COMMENT: pT1 pN0, R0.\n"}) {
      EXPECT_NE(out.find(section), std::string::npos) << seed;
    }
    EXPECT_EQ(out, ReorderSections(text, FindHeadingLines(text), seed));
  }
  EXPECT_EQ(ReorderSections("one section", {0}, 1), "one section");
}

TEST(EvaluateNoise, SeededAndNatural) {
  const NoiseTable table = Noises();
  EXPECT_EQ(AddNoise(kReport, table, 7), AddNoise(kReport, table, 7));
  EXPECT_EQ(AddNoise(kReport, table, 7, 0), kReport);
  int em = 0, damaged = 0;
  for (uint64_t seed = 0; seed < 2000; ++seed) {
    const std::string out = AddNoise(kReport, table, seed);
    em += out.find("5 em") != std::string::npos || out.find("3 em") != std::string::npos ? 1 : 0;
    damaged += out != kReport ? 1 : 0;
  }
  EXPECT_NEAR(em / 2000.0, 0.202, 0.04);  // the rate of the table
  EXPECT_GT(damaged, 1000);
}

TEST(EvaluateNoise, EveryEntryDoesWhatItsTableSays) {
  const NoiseTable table = Noises();
  const std::map<std::string, std::pair<std::string, std::string>> expected = {
      {"unit.em", {"4.5 cm", "4.5 em"}},
      {"number.blank_before_mark", {"4.5 cm", "4 .5 cm"}},
      {"number.blank_after_mark", {"4.5 cm", "4. 5 cm"}},
      {"number.letter_o", {"0.5", "O.5"}},
      {"number.final_o", {"10.0 mm", "10.O mm"}},
      {"stage.letter_o", {"pN0", "pNO"}},
      {"class.letter_o", {"R0.", "RO."}},
      {"roman.ones", {"grade III", "grade 111"}},
      {"line.hyphen", {"x resection y", "x resec-\ntion y"}},
      {"ligature.fi", {"find", "ﬁnd"}},
  };
  size_t seen = 0;
  for (const Noise& noise : table) {
    const auto it = expected.find(noise.id);
    if (it == expected.end()) continue;
    ++seen;
    EXPECT_EQ(AddNoise(it->second.first, {noise}, 1, 1e9), it->second.second) << noise.id;
  }
  EXPECT_EQ(seen, expected.size());
}

TEST(EvaluateNoise, Faults) {
  EXPECT_EQ(ParseNoise("n", "{}").error().code, "D014");
  EXPECT_EQ(ParseNoise("n", R"({"noise": [{"id": "a"}]})").error().code, "D014");
  const char* bad =
      R"({"noise": [{"id": "a", "pattern": "(", "put": ["x"], "reports": 1, "places": 1}]})";
  EXPECT_EQ(ParseNoise("n", bad).error().code, "L010");
}

TEST(EvaluatePerturb, Names) {
  for (Perturbation kind : AllPerturbations()) {
    EXPECT_EQ(ParsePerturbation(PerturbationName(kind)), kind);
  }
  EXPECT_EQ(ParsePerturbation("nothing"), std::nullopt);
}

// An extractor that cannot read capitals: the table must say so, and only of that variant.
TEST(EvaluateRobustness, FindsTheWeakSpot) {
  const std::vector<GoldCase> gold = {
      {"x/1", Json::parse(R"({"tumors": [{"grade": {"value": 2}}]})"), {}, ""},
      {"x/2", Json::parse(R"({"tumors": [{"grade": {"value": 2}}]})"), {}, ""},
      {"x/3", Json::object(), {}, ""}};
  const std::map<std::string, std::string> texts = {{"x/1", "Grade two.\n"},
                                                    {"x/2", "Grade two.\n"}};
  const ExtractText extract = [](const std::string&, const std::string& text) -> Result<Json> {
    Json record = {{"report", Json::object()}};
    if (text.find("Grade two") == 0) {
      record["report"] = Json::parse(R"({"tumors": [{"grade": {"value": 2}}]})");
    }
    return record;
  };
  RobustnessSettings settings;
  settings.kinds = {Perturbation::kCrlf, Perturbation::kCapitals};
  const auto rows = MeasureRobustness(gold, texts, fixture::Spec(), {}, settings, extract);
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 3u);
  EXPECT_EQ((*rows)[0].variant, "as written");
  EXPECT_DOUBLE_EQ((*rows)[0].key.f1(), 1);
  EXPECT_DOUBLE_EQ((*rows)[1].key.f1(), 1);
  EXPECT_EQ((*rows)[1].documents_changed, 0);
  EXPECT_DOUBLE_EQ((*rows)[2].key.f1(), 0);
  EXPECT_EQ((*rows)[2].documents_changed, 2);
  EXPECT_EQ(VariantsThatFail(*rows),
            std::vector<std::string>{"capitals: key-field F1 1.0000 -> 0.0000"});
}

}  // namespace
}  // namespace pathex
