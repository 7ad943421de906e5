// Which language a text is read with, and what happens when that language has no rules.
#include <gtest/gtest.h>

#include <algorithm>
#include <list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/base/files.h"
#include "extractor/pipeline.h"
#include "extractor/text/source_text.h"
#include "tests/shipped_extractor.h"

namespace pathex {
namespace {

Record Read(const std::string& text, const Extractor& extractor = ShippedExtractor("")) {
  Result<std::vector<Source>> sources = ReadText(text, "report.txt", {});
  if (!sources) ADD_FAILURE() << sources.error().message;
  static std::list<Source> kept;
  return extractor.Extract(kept.emplace_back(std::move(sources->front())));
}

bool Warned(const Record& record) {
  return std::any_of(record.diagnostics.begin(), record.diagnostics.end(),
                     [](const Diagnostic& d) { return d.code == "S059"; });
}

bool Has(const Record& record, std::string_view type) {
  return std::any_of(record.findings.begin(), record.findings.end(),
                     [&](const Finding& f) { return f.mention.type == type; });
}

TEST(Languages, OneLineIsEnough) {
  EXPECT_EQ(Read("Exérèse R0. Limites saines.").language, "fr");
  EXPECT_EQ(Read("Sarcoom, graad 2. Snijranden vrij.").language, "nl");
  EXPECT_EQ(Read("The margins are free of tumor.").language, "en");
  EXPECT_EQ(Read("pT2 pN0").language, "en");
}

TEST(Languages, WithoutRulesNothingIsInvented) {
  const Record record = Read("Ausência de necrose. Margens livres, com tumor a 3 mm. pT2");
  EXPECT_EQ(record.language, "pt");
  EXPECT_TRUE(Warned(record));
  EXPECT_FALSE(Has(record, "necrosis"));
  EXPECT_TRUE(Has(record, "stage"));
  const bool to_review =
      std::any_of(record.review.begin(), record.review.end(),
                  [](const ReviewReason& r) { return r.reason == "input_diagnostic"; });
  EXPECT_TRUE(to_review);
}

TEST(Languages, AnUnknownLanguageIsReadWithTheFirstThatHasRules) {
  const Record record = Read("The margins are free of tumor.", ShippedExtractor("xx"));
  EXPECT_EQ(record.language, "en");
  EXPECT_FALSE(Warned(record));
}

}  // namespace
}  // namespace pathex
